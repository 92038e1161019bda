"""Found by, never read: the keyed hash of a name, a birthday or a telephone number, within one programme."""

from waymark.site.keys.ring import ring
from waymark.site.keys.seal import blind
from waymark.site.people.models import Programme

__all__ = ["name_token"]


def name_token(programme: Programme, kind: str, text: str) -> bytes:
    """16 bytes. Of one programme: equal names in two programmes do not show as equal."""
    return blind(ring(), f"{programme.public_id} {kind}", text)
