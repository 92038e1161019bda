"""What is wrong with a file that came from elsewhere, in one sentence a person can act on."""

__all__ = ["ExchangeError"]


class ExchangeError(Exception):
    """A foreign file that cannot be used: says where, what, and what to do."""
