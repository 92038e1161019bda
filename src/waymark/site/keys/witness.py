"""Are the keys in the ring those of this database? Asked before anything is served, and by `waymark doctor`."""

import hashlib
import hmac

from django.db.models import Count

from waymark.site.configuration import configuration
from waymark.site.keys.models import DataKey, KeyWitness
from waymark.site.keys.ring import KeyLost, ring
from waymark.site.keys.seal import unwrap

__all__ = ["key_faults", "witness_keys", "wrapped_by"]

# What would be lost with each, in words.
_WITNESSED = {
    "index": "nobody would be found by name, and nobody could sign in",
    "audit": "the audit would look changed from its first row on",
}


def witness_keys() -> None:
    """Note of each such key which one it is, once; the note does not tell the key."""
    for name in _WITNESSED:
        KeyWitness.objects.get_or_create(name=name, defaults={"proof": _proof(name)})


def key_faults(using: str = "default") -> list[str]:
    """One sentence for each key that is missing, or that is another than the one things were sealed with."""
    folder, faults = configuration().keys, []
    proofs = dict(KeyWitness.objects.using(using).values_list("name", "proof"))
    for name, lost in _WITNESSED.items():
        if name in proofs and not hmac.compare_digest(bytes(proofs[name]), _proof(name)):
            faults.append(
                f"{folder / f'{name}.key'} is not the key this database was made with ({lost}); put that file back "
                "from where keys are kept"
            )
    for master, owners in DataKey.objects.using(using).values_list("master").annotate(Count("pk")).order_by("master"):
        if master not in ring().masters:
            faults.append(
                f"the master key {master} is lost: {folder / f'master-{master}.key'} is not there, and what {owners} "
                "owners have sealed cannot be read; put that file back from where keys are kept"
            )
            continue
        row = DataKey.objects.using(using).filter(master=master).order_by("pk").first()
        try:
            unwrap(ring(), master, bytes(row.wrapped), row.owner)  # type: ignore[union-attr]
        except KeyLost as lost_key:
            faults.append(str(lost_key))
    return faults


def _proof(name: str) -> bytes:
    return hmac.new(getattr(ring(), name), b"witness of a key\0" + name.encode(), hashlib.sha256).digest()


def wrapped_by() -> list[tuple[str, bool, bool, int]]:
    """Of each master key: (its id, whether it is here, whether it is the current one, how many keys it wraps)."""
    counted = dict(DataKey.objects.values_list("master").annotate(Count("pk")).order_by("master"))
    names = sorted(counted.keys() | ring().masters.keys())
    return [(name, name in ring().masters, name == ring().current, counted.get(name, 0)) for name in names]
