"""Waymark: individualized addiction treatment plans, with reasons."""

__version__ = "0.1.0"
