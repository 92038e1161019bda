"""Words that tell of treatment: no line with one of them stands on a discreet sheet.

From the library (substances, medicines, diagnoses, instruments, levels, interventions, in every language), from the
person's own record and programme, and from everyday speech. A line too many left out costs a line; one too few may cost
the person's safety, so the words are wide.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from waymark.knowledge.release import Release
from waymark.planning.plan import Plan
from waymark.rendering.pdf.everyday import BEGINNINGS, EVERYDAY, WHOLE

__all__ = ["Telling", "folded"]

# Of a name in the library, words as long as this also tell when more letters follow: “opioid”, “opioids”.
LONG = 6


def folded(text: str) -> list[str]:
    """The words of a text, small and without accents."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return re.findall(r"[^\W_]+", "".join(c for c in plain if not unicodedata.combining(c)))


class Telling:
    """What tells, for one plan."""

    def __init__(self, release: Release, plan: Plan) -> None:
        """`release` in all its languages."""
        words: set[str] = set()
        everyday = frozenset(EVERYDAY.split())
        phrases: set[tuple[str, ...]] = set()
        for name in (*_names(release), *_own(plan)):
            words |= {t for t in folded(name) if len(t) > 1 and not t.isdigit() and t not in everyday}
        for name in (*_names(release), *_titles(release)):
            # “Coping skills (cognitive behavioural therapy)”: each of both names.
            for part in re.split(r"[()]", name):
                if tokens := tuple(folded(part)):
                    phrases.add(tokens)
        self._words = frozenset(words) | frozenset(WHOLE.split())
        self._stems = (*sorted(w for w in words if len(w) >= LONG), *BEGINNINGS.split())
        self._phrases = frozenset(p for p in phrases if len(p) > 1)
        self._longest = max((len(p) for p in self._phrases), default=1)

    def tells(self, text: str) -> bool:
        """Whether a line with this text would tell of treatment."""
        tokens = folded(text)
        if any(t in self._words or t.startswith(self._stems) for t in tokens):
            return True
        return any(
            tuple(tokens[start : start + size]) in self._phrases
            for start in range(len(tokens))
            for size in range(2, self._longest + 1)
        )

    def neutral(self, texts: Iterable[str]) -> list[str]:
        """The texts that tell nothing."""
        return [text for text in texts if not self.tells(text)]


def _all(text: Any) -> Iterator[str]:
    """A text of the library in all its languages."""
    yield from text.values() if isinstance(text, dict) else (text,)


def _names(release: Release) -> Iterator[str]:
    """Substances, medicines, diagnoses and instruments, every word of them."""
    for substance in release.substances.values():
        yield substance.id
        yield from (*_all(substance.label), *_all(substance.name))
        for member in substance.members:
            yield from (*_all(member.label), *member.aliases)
    for medicine in release.medicines.values():
        yield from (*_all(medicine.label), medicine.ingredient, *medicine.classes)
    for instrument in release.instruments.values():
        yield from (*_all(instrument.name), instrument.id)
    for fact in release.facts.values():
        if fact.drawn is not None and fact.drawn.list == "conditions" and "condition" in fact.drawn.where:
            yield fact.drawn.where["condition"].replace("_", " ")


def _titles(release: Release) -> Iterator[str]:
    """What care is called: as a whole, for its single words are of every day."""
    for kind in (release.levels, release.add_ons, release.interventions, release.problems):
        for entry in kind.values():
            yield from _all(entry.label)


class _Row(msgspec.Struct, frozen=True):
    substance: str = ""
    medicine: str = ""
    condition: str = ""


class _List(msgspec.Struct, frozen=True):
    rows: tuple[_Row, ...] = ()


class _Record(msgspec.Struct, frozen=True):
    lists: dict[str, _List] = {}


class _Named(msgspec.Struct, frozen=True):
    name: str = ""


def _own(plan: Plan) -> Iterator[str]:
    """What the person's record lists, by the names it uses, and the programme's name."""
    if plan.carries is None:
        return
    for listed in msgspec.json.decode(plan.carries.record, type=_Record).lists.values():
        for row in listed.rows:
            yield from (name.replace("_", " ") for name in (row.substance, row.medicine, row.condition) if name)
    if bytes(plan.carries.programme):
        yield msgspec.json.decode(plan.carries.programme, type=_Named).name
