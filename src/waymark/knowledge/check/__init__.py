"""Checking a library before it is released: what a reader cannot see from one file alone."""
