"""What cannot be computed, in one sentence a person can act on."""

__all__ = ["EvidenceError"]


class EvidenceError(Exception):
    """Input no outcome or risk can be computed from: says where, what, and what to do."""
