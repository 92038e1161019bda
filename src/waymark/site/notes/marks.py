"""Lines of a plan as tables keep them: by a keyed hash, so that a stolen database tells nothing of what is due."""

from waymark.site.keys.ring import ring
from waymark.site.keys.seal import blind
from waymark.site.people.models import Person

__all__ = ["mark_of"]


def mark_of(person: Person, key: str) -> bytes:
    """Sixteen bytes, the same for the same line of the same person."""
    return blind(ring(), f"work of {person.public_id}", key)
