"""Policies of views that a library brings along, by the name of their address."""

from typing import Any

from waymark.site.access.policy import Policy

__all__ = ["FOREIGN", "policy_of"]

# Signing in and the second factor: about one's own account, before or after it is proved.
FOREIGN: dict[str, Policy] = {}


def policy_of(view: Any, name: str) -> Policy | None:
    """What a view needs, said by itself or here; None when nobody said."""
    declared = getattr(view, "policy", None)
    return declared if isinstance(declared, Policy) else FOREIGN.get(name)
