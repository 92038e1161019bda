"""Invented persons for tests of plans: a small cast written by hand, and many drawn by chance."""
