"""How a line of a plan stands in an address: by a keyed mark. Its id may be made of what somebody said."""

from collections.abc import Iterable

from waymark.site.access.gate import Absent
from waymark.site.keys.ring import ring
from waymark.site.keys.seal import blind
from waymark.site.people.models import Person

__all__ = ["key_of", "keyed", "named_by"]


def key_of(person: Person, item: str) -> str:
    """Sixteen characters that belong to this line of this person's plans, and to nobody else's."""
    return blind(ring(), f"{person.public_id} line", item).hex()[:16]


def keyed(person: Person, items: Iterable[str]) -> dict[str, str]:
    """Lines by their keys."""
    return {key_of(person, item): item for item in items}


def named_by(person: Person, key: str, items: Iterable[str]) -> str:
    """The line of a key. Raises Absent where none of these has it."""
    found = keyed(person, items).get(key)
    if found is None:
        raise Absent("there is no such line in this person's plan", person=person.public_id)
    return found
