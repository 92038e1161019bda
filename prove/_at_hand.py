"""What a proof needs and this machine does not have."""

__all__ = ["NotAtHand"]


class NotAtHand(Exception):
    """Raised by a proof that cannot run here; it is then left out, which is neither holding nor failing."""
