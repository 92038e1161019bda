"""What a score means for this person: derived facts that read it beside sex, age or pregnancy.

The same derived facts serve the plan. Here they are worked out from one form and what is said about the person; what
was not said keeps them open, as a cut that depends on sex is an interval while sex is not known.
"""

from collections.abc import Mapping

import msgspec

from waymark.knowledge.model.fact import Fact
from waymark.knowledge.model.instrument import Instrument
from waymark.logic import Known
from waymark.record.documents.common import Interval
from waymark.record.gather import score_known
from waymark.record.index import Index, ReleaseLike, index_of
from waymark.record.scored import ScoredForm

__all__ = ["Reading", "about_the_person", "readings"]


class Reading(msgspec.Struct, frozen=True):
    """One derived fact. `value`: `true`, `2..4`, an option or `unknown`. `wants`: what would settle it."""

    fact: str
    value: str
    wants: tuple[str, ...] = ()


def about_the_person(instrument: Instrument, release: ReleaseLike) -> tuple[str, ...]:
    """The facts that the readings of an instrument read beside its scores."""
    found = dict.fromkeys(read for name in instrument.readings for read in _said(name, release))
    return tuple(name for name in found if all(s.instrument != instrument.id for s in release.facts[name].scored))


def _said(name: str, release: ReleaseLike) -> tuple[str, ...]:
    """What a derived fact rests on, back to what somebody can say."""
    found: dict[str, None] = {}
    for read in release.program.facts_of(name):
        fact = release.facts[read]
        derived = fact.derived is not None and fact.asked is None
        found |= dict.fromkeys(_said(read, release) if derived else (read,))
    return tuple(found)


def readings(
    instrument: Instrument, form: ScoredForm, about: Mapping[str, bool | float | str | Interval], release: ReleaseLike
) -> tuple[Reading, ...]:
    """All readings of one form. `about`: facts about the person, checked before."""
    if not instrument.readings:
        return ()
    index = index_of(release)
    known: dict[str, Known] = {}
    for name, facts in index.by_score.get((instrument.id, None), {}).items():
        for fact in facts:
            value = score_known(index, fact, form.scores[name]) if name in form.scores else None
            if value is not None:
                known[fact.id] = value
    for name, said in about.items():
        value = index.known(index.facts[name], said)
        if value is not None:
            known[name] = value
    values = {**release.program.values(known), **known}
    wanted = tuple(name for name in about_the_person(instrument, release) if name not in values)
    return tuple(_reading(index, index.facts[name], values.get(name), wanted, release) for name in instrument.readings)


def _reading(index: Index, fact: Fact, value: Known | None, wanted: tuple[str, ...], release: ReleaseLike) -> Reading:
    if isinstance(value, bool):
        return Reading(fact.id, str(value).lower())
    if isinstance(value, tuple):
        low, high = value
        return Reading(fact.id, f"{low:g}" if low == high else f"{low:g}..{high:g}")
    if isinstance(value, int):
        return Reading(fact.id, "|".join(name for name, bit in index.options(fact).items() if value & bit))
    read = _said(fact.id, release)
    return Reading(fact.id, "unknown", tuple(name for name in wanted if name in read))
