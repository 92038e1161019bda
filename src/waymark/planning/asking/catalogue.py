"""What can be asked: single questions, forms, lists, and one look at the person; with minutes, and who can answer.

Made once per release and language. Holds no person.
"""

from collections.abc import Container
from functools import cached_property
from typing import Literal

import msgspec

from waymark.knowledge.model.fact import Fact
from waymark.knowledge.model.instrument import Instrument
from waymark.planning.asking.inside import Sheet, sheet_of
from waymark.planning.prepare import Prepared
from waymark.record.index import index_of

__all__ = ["CHECK", "LIMITS_TOLD", "PUT_OFF", "Catalogue", "Topic", "catalogue_of", "without_name"]

# Facts in which an interview notes what it did itself.
LIMITS_TOLD = "interview.limits_told"
PUT_OFF = "interview.put_off"
# One question for everything that whoever sits with the person sees at a glance.
CHECK = "check:now"
# Minutes to go through a list and ask "is that all?": our choice, timed like single questions are (0.2 a fact).
LIST_MINUTES = {"substances": 2.0, "medicines": 2.0, "conditions": 1.5}
# Minutes to look, and for each sign.
LOOK_MINUTES, SIGN_MINUTES = 0.3, 0.05
# A form is no longer than this, or it is a long scale whose rest stays open in the provisional plan.
SHORT_FORM_MINUTES = 3.0

Who = Literal["person", "clinician"]


class Topic(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that can be asked. `id`: `fact:ID`, `form:ID`, `form:ID:substance`, `list:NAME`, `check:now` (a look
    at the person) or `check:NAME` (the same question for several substances at once).

    `facts`: what it finds out. `minutes`: for all of it. `danger`: somebody may have to act on the answer at once;
    `alone`: it is a question or short form that stands for itself, and so comes first.
    """

    id: str
    kind: Literal["fact", "form", "list", "check"]
    minutes: float
    facts: tuple[str, ...]
    by: Who = "person"
    sensitive: bool = False
    danger: bool = False
    alone: bool = False
    instrument: str | None = None
    substance: str | None = None


class Catalogue:
    """All topics of a release, and which topic finds out which fact."""

    def __init__(self, prepared: Prepared) -> None:
        self.prepared = prepared
        self.facts: dict[str, Fact] = prepared.facts
        self.topics: dict[str, Topic] = {}
        # Fact -> its own question, or the look that answers it; fact -> forms that score it.
        self.question: dict[str, str] = {}
        self.forms: dict[str, tuple[str, ...]] = {}
        self.lists: dict[str, str] = {}
        self._ask_facts()
        self._ask_forms()
        self._ask_lists()
        # Form or question -> the name of the condition that says it is of the moment, or makes sense at all.
        conditions = frozenset(prepared.extra_conditions)
        self.indication = {
            topic.id: name for topic in self.topics.values() if (name := _condition_of(topic)) in conditions
        }

    def _ask_facts(self) -> None:
        seen = tuple(sorted((n for n, f in self.facts.items() if f.observed), key=lambda n: self.facts[n].observed))
        if seen:
            minutes = LOOK_MINUTES + SIGN_MINUTES * len(seen)
            self._add(
                Topic(id=CHECK, kind="check", minutes=minutes, facts=seen, by="clinician", danger=True, alone=True)
            )
        for name, fact in self.facts.items():
            if fact.asked is None or name.startswith("interview."):
                continue
            topic = Topic(
                id=f"fact:{name}",
                kind="fact",
                minutes=fact.asked.minutes,
                facts=(name,),
                by=fact.asked.by,
                sensitive=fact.sensitive,
                danger=fact.danger_screen,
                alone=fact.danger_screen,
            )
            if fact.observed:
                self.question[name] = CHECK
                continue
            self._add(topic)
            self.question[name] = topic.id

    def _ask_forms(self) -> None:
        by_form: dict[tuple[str, str | None], list[str]] = {}
        for name, fact in self.facts.items():
            for scored in fact.scored:
                by_form.setdefault((scored.instrument, scored.subject), []).append(name)
        instruments = self.prepared.instruments
        for (form, subject), names in by_form.items():
            # Without items there is nothing to ask: such a result is only taken over.
            if form not in instruments or not instruments[form].items:
                continue
            instrument = instruments[form]
            danger = [name for name in names if self.facts[name].danger_screen]
            topic = Topic(
                id=":".join(("form", form, *((subject,) if subject else ()))),
                kind="form",
                minutes=instrument.minutes,
                facts=tuple(names),
                by=instrument.rated_by,
                sensitive=any(self.facts[name].sensitive for name in names),
                danger=bool(danger),
                alone=danger == names and instrument.minutes <= SHORT_FORM_MINUTES,
                instrument=form,
                substance=subject,
            )
            self._add(topic)
            for name in names:
                self.forms[name] = (*self.forms.get(name, ()), topic.id)

    def _ask_lists(self) -> None:
        for listed, minutes in LIST_MINUTES.items():
            names = tuple(name for name, fact in self.facts.items() if fact.drawn and fact.drawn.list == listed)
            if names:
                self._add(Topic(id=f"list:{listed}", kind="list", minutes=minutes, facts=names))
                self.lists.update(dict.fromkeys(names, f"list:{listed}"))

    def _add(self, topic: Topic) -> None:
        self.topics[topic.id] = topic

    def instrument(self, topic: Topic) -> Instrument:
        """The instrument of a form."""
        assert topic.instrument is not None
        return self.prepared.instruments[topic.instrument]

    def rules_reading(self, fact: str) -> tuple[str, ...]:
        """The rules that read a fact, also through derived facts."""
        found = self._rules_reading.get(fact)
        if found is None:
            names = sorted(self.prepared.readers.get(fact, ()))
            found = self._rules_reading[fact] = tuple(name for name in names if self.prepared.has_rule(name))
        return found

    @cached_property
    def _rules_reading(self) -> dict[str, tuple[str, ...]]:
        return {}

    @cached_property
    def alone(self) -> tuple[Topic, ...]:
        """Dangers that are asked about first."""
        return tuple(topic for topic in self.topics.values() if topic.alone)

    @cached_property
    def shared(self) -> dict[str, str]:
        """Yes-or-no question that is put for several substances in the same words -> the name of the joint question."""
        named: dict[tuple[str, str], list[str]] = {}
        for name, fact in self.facts.items():
            if fact.asked is None or fact.type != "boolean" or name not in self.question:
                continue
            words = without_name(self.prepared, fact)
            if words is not None:
                named.setdefault((name.partition(".")[2], words), []).append(name)
        return {name: f"check:{key[0]}" for key, names in named.items() if len(names) > 1 for name in names}

    def joint(self, name: str, facts: tuple[str, ...]) -> Topic:
        """One question for these facts, which `shared` gives the same name."""
        first = self.topics[self.question[facts[0]]]
        return msgspec.structs.replace(
            first, id=name, kind="check", facts=facts, minutes=first.minutes + SIGN_MINUTES * len(facts)
        )

    @cached_property
    def ways(self) -> dict[str, tuple[Topic, ...]]:
        """Fact -> what finds it out: its own question, or the forms that score it."""
        found = {name: tuple(self.topics[form] for form in forms) for name, forms in self.forms.items()}
        return found | {name: (self.topics[topic],) for name, topic in self.question.items()}

    @cached_property
    def finds(self) -> dict[str, tuple[str, ...]]:
        """Topic -> the facts that it finds out; `ways` the other way round."""
        found: dict[str, list[str]] = {}
        for fact, ways in self.ways.items():
            for topic in ways:
                found.setdefault(topic.id, []).append(fact)
        return {topic: tuple(facts) for topic, facts in found.items()}

    def blank(self, instrument: str, scores: tuple[str, ...] | None) -> Sheet:
        """A form that nobody has begun, for these scores (whole if None)."""
        kept = self._blanks.get((instrument, scores))
        if kept is None:
            scorer = index_of(self.prepared.release).scorer(instrument)
            kept = sheet_of(scorer, {}, scores or (), whole=scores is None)
            self._blanks[instrument, scores] = kept
        return kept

    @cached_property
    def _blanks(self) -> dict[tuple[str, tuple[str, ...] | None], Sheet]:
        return {}

    @cached_property
    def implied(self) -> dict[str, tuple[str, ...]]:
        """Question with yes or no -> all facts that its "no" says something of (never used: no days, no injecting)."""
        implying = index_of(self.prepared.release).implying
        found: dict[str, tuple[str, ...]] = {}
        for name, fact in self.facts.items():
            if fact.asked is None or fact.type != "boolean" or name not in implying:
                continue
            reached: dict[str, None] = {}
            waiting = [name]
            while waiting:
                here = waiting.pop()
                for implication in implying.get(here, ()):
                    if implication.when != f"not {here}":
                        continue
                    for other in implication.then:
                        if other in self.facts and other not in reached:
                            reached[other] = None
                            waiting.append(other)
            if reached:
                found[name] = tuple(reached)
        return found

    @cached_property
    def told_by(self) -> dict[str, tuple[str, ...]]:
        """Derived fact that nobody can be asked for -> questions whose answers say something of it by the way (on how
        many days anything was injected: whether it was)."""
        implying = index_of(self.prepared.release).implying
        found: dict[str, dict[str, None]] = {}
        for name in self.question:
            for implication in implying.get(name, ()):
                for other in implication.then:
                    fact = self.facts.get(other)
                    if fact is not None and fact.derived is not None and fact.asked is None:
                        found.setdefault(other, {})[name] = None
        return {fact: tuple(questions) for fact, questions in found.items()}

    def out_of_reach(self, forms: Container[str] | None) -> frozenset[str]:
        """Facts that only forms find out which are not at hand (None: all are)."""
        if forms is None:
            return frozenset()
        return frozenset(
            fact
            for fact, ways in self.ways.items()
            if fact not in self.question and all(way.instrument not in forms for way in ways)
        )

    @cached_property
    def read(self) -> frozenset[str]:
        """Facts that some condition or goal reads."""
        substances = ("", *self.prepared.substances)
        measures = (g.measure.replace("{substance}", s) for g in self.prepared.goals.values() for s in substances)
        return frozenset((*self.prepared.readers, *measures))


def _condition_of(topic: Topic) -> str:
    """How the condition of a form or question is named in the program; nothing of the kind for lists and the look."""
    kind = {"form": "instrument", "fact": "question"}.get(topic.kind, "")
    return kind + topic.id.removeprefix(topic.kind)


def without_name(prepared: Prepared, fact: Fact, instead: str = "{}") -> str | None:
    """The question with the substance's name replaced; None where it does not name it."""
    substance = prepared.substances.get(fact.id.partition(".")[0])
    if fact.asked is None or substance is None:
        return None
    question, name = prepared.text(fact.asked.question), prepared.text(substance.name)
    return question.replace(name, instead) if name in question else None


_catalogues: list[tuple[Prepared, Catalogue]] = []


def catalogue_of(prepared: Prepared) -> Catalogue:
    """The catalogue, made once while this release and programme are in use."""
    for known, catalogue in _catalogues:
        if known is prepared:
            return catalogue
    catalogue = Catalogue(prepared)
    _catalogues.append((prepared, catalogue))
    del _catalogues[:-4]
    return catalogue
