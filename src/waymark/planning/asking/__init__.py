"""Asking next: what could still change the plan, and how soon it can be found out."""
