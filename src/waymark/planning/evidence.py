"""Facts as words: what is known, how it is shown, and which of it the plan used."""

import re
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from waymark.knowledge.model.fact import Fact
from waymark.logic import Known
from waymark.planning.phrases import say
from waymark.planning.plan import FactLine, Reason
from waymark.planning.prepare import Prepared
from waymark.record.known import KnownFacts

__all__ = ["Evidence"]

T = TypeVar("T")
UNITS_IN_WORDS = frozenset(("days", "hours", "weeks", "months", "years", "talks", "celsius"))
_PLACEHOLDER = re.compile(r"\{([a-z0-9_.]+)\}")


class Evidence:
    """The known facts of one person in the words of one language; remembers which were used.

    A mute one knows the facts and gives no words: for asking what would be, where nobody reads the reasons.
    """

    def __init__(
        self, prepared: Prepared, known: KnownFacts, *, mute: bool = False, kept: dict[object, Any] | None = None
    ) -> None:
        """`kept`: goals and offers already written for the same person, where someone decides over and over."""
        self.prepared = prepared
        self.mute = mute
        self.kept = kept
        self.known = known
        self.values: dict[str, Known] = known.values
        self.language = prepared.language
        self.used: dict[str, None] = {}
        self._derived: dict[str, Known] | None = None
        # Facts that could follow from others and were noted themselves: a line that reads one rests on it.
        self._noted_derived = frozenset(f for f in self.values if prepared.facts[f].derived is not None)

    def once(self, key: object, make: Callable[[], T]) -> T:
        """What was made for this key before, where anything is kept; the key says all that it depends on."""
        if self.kept is None:
            return make()
        found = self.kept.get(key)
        if found is None:
            found = self.kept[key] = make()
        return found

    def value(self, fact: str) -> Known | None:
        """What is known of a fact, derived ones included."""
        found = self.values.get(fact)
        if found is not None:
            return found
        definition = self.prepared.facts.get(fact)
        if definition is None or definition.derived is None:
            return None
        if self._derived is None:
            self._derived = self.prepared.release.program.values(self.values)
        return self._derived.get(fact)

    def number(self, fact: str) -> float | None:
        """The number where it is known exactly."""
        known = self.value(fact)
        if isinstance(known, tuple) and known[0] == known[1]:
            return known[0]
        return None

    def start_of(self, fact: str, direction: str) -> float | None:
        """Where a goal starts: the number, or for a goal downwards the least it surely is."""
        known = self.value(fact)
        if isinstance(known, tuple) and (known[0] == known[1] or (direction == "down" and known[0] > 0)):
            return known[0] if known[0] != float("-inf") else None
        return None

    def option(self, fact: str) -> str | None:
        """The option of a category where only one is left."""
        known = self.value(fact)
        definition = self.prepared.facts.get(fact)
        if definition is None or not isinstance(known, int) or isinstance(known, bool):
            return None
        left = [o.id for i, o in enumerate(definition.options) if known >> i & 1]
        return left[0] if len(left) == 1 else None

    def cite(self, facts: Iterable[str]) -> tuple[str, ...]:
        """Those of the facts that are known, now marked as used."""
        if self.mute:
            return ()
        values = self.values
        known = tuple([f for f in facts if f in values])
        self.used.update(dict.fromkeys(known))
        return known

    def cite_rules(self, *rules: str) -> tuple[str, ...]:
        """The known facts that these rules read, each once, in the order of the rules."""
        if self.mute:
            return ()
        facts: dict[str, None] = {}
        for rule in rules:
            facts.update(dict.fromkeys(self.prepared.facts_of(rule)))
        if self._noted_derived:
            reads = self.prepared.release.reads
            facts.update(dict.fromkeys(f for rule in rules for f in reads.get(rule, ()) if f in self._noted_derived))
        return self.cite(facts)

    def shown(self, fact: str) -> str:
        """A fact's value in words."""
        definition = self.prepared.facts.get(fact)
        known = self.value(fact)
        if definition is None or known is None:
            return say("not known", self.language)
        return show(definition, known, self.language, self.prepared)

    def fill(self, text: object) -> str:
        """A library text with `{fact.id}` and `{value.NAME}` written out."""
        if self.mute:
            return ""
        raw = self.prepared.text(text)
        if "{" not in raw:
            return raw
        return _PLACEHOLDER.sub(self._placeholder, raw)

    def reason(self, because: object) -> Reason:
        """Both voices of a rule's reason, written out."""
        return Reason(
            clinician=self.fill(getattr(because, "clinician", "")), person=self.fill(getattr(because, "person", ""))
        )

    def reasons(self, *rules: str) -> Reason | None:
        """The reasons of several rules as one, each sentence once; None without any."""
        if self.mute:
            return None
        said = [self._reason_of(rule) for rule in rules]
        if not said:
            return None
        return Reason(
            clinician=" ".join(dict.fromkeys(r.clinician for r in said if r.clinician)),
            person=" ".join(dict.fromkeys(r.person for r in said if r.person)),
        )

    def _reason_of(self, rule: str) -> Reason:
        kept = self.prepared.plain_reasons.get(rule)
        if kept is not None:
            return kept
        because, text = self.prepared.rule(rule).because, self.prepared.text
        reason = self.reason(because)
        # A reason that shows what is known of this person is nobody else's.
        if "{" not in text(because.clinician) and "{" not in text(because.person):
            self.prepared.plain_reasons[rule] = reason
        return reason

    def _placeholder(self, match: re.Match[str]) -> str:
        name = match.group(1)
        if name.startswith("value."):
            number = self.prepared.release.numbers.get(name[6:])
            return match.group(0) if number is None else plain_number(number)
        return self.shown(name)

    def lines(self) -> dict[str, FactLine]:
        """Every known fact as a line of the plan, in the order of the library."""
        prepared, values, used, notes = self.prepared, self.values, self.used, self.known.notes
        found = {}
        for name, definition in prepared.facts.items():
            if name not in values:
                continue
            note = notes.get(name)
            label, value = prepared.labels[name], show(definition, values[name], self.language, prepared)
            if note is None:
                found[name] = FactLine(label=label, value=value, used=name in used)
                continue
            found[name] = FactLine(
                label=label,
                value=value,
                used=name in used,
                at=note.at,
                noted=note.noted,
                by=note.by,
                source=note.source,
                how=note.how,
                valid_until=note.valid_until,
                stale=note.stale,
                prorated=note.prorated,
            )
        return found


def show(fact: Fact, known: Known, language: str, prepared: Prepared) -> str:
    """A known value in words of this language, with its unit."""
    if isinstance(known, bool):
        return say("yes" if known else "no", language)
    if isinstance(known, int):
        left = [prepared.text(o.label) for i, o in enumerate(fact.options) if known >> i & 1]
        return say("or", language).join(left)
    low, high = known
    named = "days" if fact.type == "days since" else fact.unit or ""
    unit = unit_in_words(named, low if high == float("inf") else high, language)
    if low == high:
        body = plain_number(low)
    elif low == float("-inf"):
        body = say("at most", language, number=plain_number(high))
    elif high == float("inf"):
        body = say("at least", language, number=plain_number(low))
    else:
        body = say("between", language, low=plain_number(low), high=plain_number(high))
    return f"{body} {unit}".strip()


def unit_in_words(unit: str, number: float, language: str) -> str:
    """Units that are words are said in the plan's language, one day as one; signs such as mg/dL stay."""
    if unit not in UNITS_IN_WORDS:
        return unit
    return say(f"one {unit}" if number == 1 else f"unit {unit}", language)


def plain_number(number: float) -> str:
    """A number without needless decimals."""
    return str(int(number)) if number == int(number) else f"{number:.2f}".rstrip("0").rstrip(".")
