"""What a release says about coming to know facts, laid out for reading one person's rows quickly."""

from typing import Any, Protocol

from waymark.knowledge.model.common import Text
from waymark.knowledge.model.fact import Drawn, Fact, Implication, Measured
from waymark.knowledge.model.instrument import Instrument
from waymark.knowledge.scoring import FormPrograms
from waymark.logic import Known, Program
from waymark.record.contraries import contraries
from waymark.record.documents.common import Interval
from waymark.record.names import Named, medicine_names, substance_names
from waymark.record.scoring import Scorer

__all__ = ["INFINITE", "Index", "ReleaseLike", "index_of"]

INFINITE = float("inf")
_KEEP = 4


class ReleaseLike(Protocol):
    """The parts of a release that the record reads."""

    @property
    def id(self) -> str: ...
    @property
    def facts(self) -> dict[str, Fact]: ...
    @property
    def instruments(self) -> dict[str, Instrument]: ...
    @property
    def substances(self) -> Any: ...
    @property
    def medicines(self) -> Any: ...
    @property
    def numbers(self) -> dict[str, float]: ...
    @property
    def locale(self) -> str: ...
    @property
    def program(self) -> Program: ...
    def form_programs(self, instrument: str) -> FormPrograms: ...


class Index:
    """One release, indexed by the places rows come from. Nothing is parsed or compiled before it is needed."""

    def __init__(self, release: ReleaseLike) -> None:
        self.release = release
        self.facts: dict[str, Fact] = release.facts
        self.locale = release.locale or "en"
        # (instrument, subject or None) -> score -> facts
        self.by_score: dict[tuple[str, str | None], dict[str, list[Fact]]] = {}
        self.by_measure: dict[str, list[tuple[Fact, Measured]]] = {}
        self.by_list: dict[str, list[tuple[Fact, Drawn]]] = {}
        self.implying: dict[str, tuple[Implication, ...]] = {}
        for fact in self.facts.values():
            for scored in fact.scored:
                scores = self.by_score.setdefault((scored.instrument, scored.subject), {})
                scores.setdefault(scored.score, []).append(fact)
            for measured in fact.measured:
                self.by_measure.setdefault(measured.measure, []).append((fact, measured))
            if fact.drawn is not None:
                self.by_list.setdefault(fact.drawn.list, []).append((fact, fact.drawn))
            if fact.implies:
                self.implying[fact.id] = fact.implies
        for name, contrary in contraries(self.facts, release.numbers):
            self.implying[name] = (*self.implying.get(name, ()), contrary)
        self._masks: dict[str, dict[str, int]] = {}
        self._scorers: dict[str, Scorer] = {}
        self._substances: dict[str, Named] | None = None
        self._conditions: frozenset[str] | None = None
        self._medicines: dict[str, Named] | None = None

    def scorer(self, instrument: str) -> Scorer:
        """The prepared instrument."""
        found = self._scorers.get(instrument)
        if found is None:
            found = self._scorers[instrument] = Scorer(
                self.release.instruments[instrument], self.release.form_programs(instrument)
            )
        return found

    def options(self, fact: Fact) -> dict[str, int]:
        """Option id -> bit of a category fact."""
        found = self._masks.get(fact.id)
        if found is None:
            found = self._masks[fact.id] = {option.id: 1 << place for place, option in enumerate(fact.options)}
        return found

    def full(self, fact: Fact) -> Known | None:
        """What is known of a fact before anybody was asked: its range or all options; None for a boolean."""
        if fact.type == "boolean":
            return None
        if fact.type == "category":
            return (1 << len(fact.options)) - 1
        if fact.range is not None:
            return fact.range
        return (0.0, INFINITE) if fact.type == "days since" else (-INFINITE, INFINITE)

    def known(self, fact: Fact, value: bool | float | str | Interval) -> Known | None:
        """A value of a document as what it says of the fact; None where it says nothing or does not fit."""
        if fact.type == "boolean":
            return value if isinstance(value, bool) else None
        if fact.type == "category":
            return self.options(fact).get(value) if isinstance(value, str) else None
        if isinstance(value, Interval):
            full = self.full(fact)
            assert isinstance(full, tuple)
            low = full[0] if value.at_least is None else float(value.at_least)
            high = full[1] if value.at_most is None else float(value.at_most)
            return None if (low, high) == full else (low, high)
        if isinstance(value, bool) or not isinstance(value, int | float):
            return None
        return (float(value), float(value))

    @property
    def substances(self) -> dict[str, Named]:
        """Every name of a substance, lower case -> its id, and what holds for it: class, groups, properties."""
        if self._substances is None:
            self._substances = substance_names(self.release.substances.values())
        return self._substances

    @property
    def medicines(self) -> dict[str, Named]:
        """Every name of a medicine, lower case -> its ingredient, its classes, the forms it may be."""
        if self._medicines is None:
            self._medicines = medicine_names(self.release.medicines.values())
        return self._medicines

    @property
    def conditions(self) -> frozenset[str]:
        """Health conditions that some fact is drawn from, by the name the library gives them."""
        if self._conditions is None:
            wanted = [drawn.where.get("condition", "") for _, drawn in self.by_list.get("conditions", ())]
            self._conditions = frozenset(choice.strip().lower() for text in wanted for choice in text.split("|"))
        return self._conditions

    def constant(self, name: str) -> float | None:
        """A named value's number."""
        return self.release.numbers.get(name)

    def word(self, text: Text) -> str:
        """A text of the library in the release's language."""
        found = text.get(self.locale) or text.get("en")
        return found if found is not None else next(iter(text.values()), "")


_indexes: dict[int, tuple[ReleaseLike, Index]] = {}


def index_of(release: ReleaseLike) -> Index:
    """The index of a release, made once while the release is in use."""
    found = _indexes.get(id(release))
    if found is not None and found[0] is release:
        return found[1]
    index = Index(release)
    if len(_indexes) >= _KEEP:
        _indexes.pop(next(iter(_indexes)))
    _indexes[id(release)] = (release, index)
    return index
