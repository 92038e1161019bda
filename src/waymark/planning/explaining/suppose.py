"""What a plan would be if some facts were otherwise: read, checked, completed, composed; never stored."""

import re
from collections.abc import Iterable, Mapping

import msgspec

from waymark.knowledge.model.fact import Fact
from waymark.logic import Known
from waymark.planning.compose import write
from waymark.planning.explaining.becomes import becomes, improves
from waymark.planning.explaining.changes import CannotBe, change_of
from waymark.planning.explaining.explain import items_of
from waymark.planning.explaining.explanation import Move, Passage, Supposition
from waymark.planning.outline import changed_lines, outline_of
from waymark.planning.phrases_explaining import tell
from waymark.planning.plan import Plan
from waymark.planning.prepare import Prepared
from waymark.planning.situation import Situation
from waymark.record.index import index_of

__all__ = ["Impossible", "NoSuchValue", "for_person", "read_moves", "suppose", "worsens"]

YES, NO = ("yes", "true", "sí", "si"), ("no", "false")
# Lines of which only their place in the plan is worth saying.
LISTED = {"left-out": "listed left out", "hold": "listed hold", "inform": "listed inform"}
TOLD_TO_PERSON = ("level", "goal", "intervention", "medicine", "task", "tonight", "step")
_RANGE = re.compile(r"(-?\d+(?:\.\d+)?)?\.\.(-?\d+(?:\.\d+)?)?")


class NoSuchValue(ValueError):
    """A fact or value that nobody could note; the message says where and what to do."""


class Impossible(ValueError):
    """No person could be so: the facts do not go together."""


def read_moves(prepared: Prepared, said: Iterable[str]) -> dict[str, Known]:
    """`FACT=VALUE` as a record would note it: yes, no, an option, a number, `8..`, `..5`. Raises NoSuchValue."""
    moves: dict[str, Known] = {}
    for text in said:
        name, equals, value = text.partition("=")
        name, value = name.strip(), value.strip()
        if not equals or not name or not value:
            raise NoSuchValue(f"“{text[:80]}”: write a fact and its value, such as pregnant=yes or phq9.total=12")
        fact = prepared.facts.get(name)
        if fact is None:
            raise NoSuchValue(f"{name[:60]}: there is no such fact{_near(prepared, name)}")
        if name in moves:
            raise NoSuchValue(f"{name}: said twice; name it once")
        moves[name] = _value(prepared, fact, value)
    return moves


def _near(prepared: Prepared, name: str) -> str:
    from difflib import get_close_matches

    near = get_close_matches(name, prepared.facts, n=3, cutoff=0.5)
    return f"; nearest: {', '.join(near)}" if near else "; `waymark knowledge list facts` shows all"


def _value(prepared: Prepared, fact: Fact, said: str) -> Known:
    if fact.derived is not None and fact.asked is None:
        behind = ", ".join(prepared.facts_of(fact.id)[:4])
        raise NoSuchValue(f"{fact.id}: this follows from other facts ({behind}); suppose those")
    if fact.type == "boolean":
        if said.lower() in (*YES, *NO):
            return said.lower() in YES
        raise NoSuchValue(f"{fact.id}: “{said}” is neither yes nor no")
    if fact.type == "category":
        return _option(prepared, fact, said)
    return _number(prepared, fact, said)


def _option(prepared: Prepared, fact: Fact, said: str) -> Known:
    for place, option in enumerate(fact.options):
        if said.lower() in (option.id.lower(), *(label.lower() for label in option.label.values())):
            return 1 << place
    raise NoSuchValue(f"{fact.id}: “{said}” is none of {', '.join(o.id for o in fact.options)}")


def _number(prepared: Prepared, fact: Fact, said: str) -> Known:
    full = index_of(prepared.release).full(fact)
    assert isinstance(full, tuple)
    found = _RANGE.fullmatch(said)
    try:
        low, high = (
            (float(said), float(said))
            if found is None
            else (full[0] if found[1] is None else float(found[1]), full[1] if found[2] is None else float(found[2]))
        )
    except ValueError:
        raise NoSuchValue(f"{fact.id}: “{said}” is no number; write one such as 12, or 8.. for at least 8") from None
    if not (full[0] <= low <= high <= full[1]):
        raise NoSuchValue(f"{fact.id}: {said} is outside {full[0]:g} to {full[1]:g}; correct it")
    whole = all(abs(v) == float("inf") or v.is_integer() for v in (low, high))
    if fact.type in ("integer", "days since") and not whole:
        raise NoSuchValue(f"{fact.id}: {said} is not a whole number; correct it")
    return (low, high)


def suppose(situation: Situation, plan: Plan, moves: Mapping[str, Known]) -> Supposition:
    """The lines that would be otherwise; `plan` is the situation's own. Raises Impossible."""
    prepared, language = situation.prepared, situation.prepared.language
    try:
        supposed, told, companions = change_of(situation, moves)
    except CannotBe:
        labels = ", ".join(prepared.text(prepared.facts[f].label) for f in moves)
        says = f"nobody could be so with what else is known here ({labels}); suppose what goes with it too"
        raise Impossible(f"{', '.join(moves)}: {says}") from None
    return Supposition(
        says=tell("suppose", language, moves="; ".join(_told(m, language) for m in told)),
        moves=told,
        companions=companions,
        passages=_passages(prepared, plan, write(supposed)),
    )


def _told(move: Move, language: str) -> str:
    return tell("move", language, label=move.label, after=move.after)


def _passages(prepared: Prepared, plan: Plan, after: Plan) -> tuple[Passage, ...]:
    """Each line that differs, with what stands there before and after."""
    one, other = outline_of(plan), outline_of(after)
    was, now = items_of(plan), items_of(after)

    def title(line: str) -> str:
        item = now.get(line) or was.get(line)
        return line if item is None else item.title

    def words(line: str, entry: tuple[object, ...] | None) -> str | None:
        if entry is None:
            return None
        listed = LISTED.get(line.partition(":")[0])
        return becomes(prepared, line, entry) if listed is None else tell(listed, prepared.language)

    # In the order of the plan as it would be, then what is no longer there; what is only left out comes last.
    order = {name: place for place, name in enumerate(("emergency", *now, *was))}
    every = changed_lines(one, other)
    # What moves between the plan and its list of things left out is told once.
    told = {line for line in every if not line.startswith("left-out:")}
    every = tuple(n for n in every if not n.startswith("left-out:") or n.removeprefix("left-out:") not in told)
    changed = sorted(every, key=lambda n: (n.startswith("left-out:"), order.get(n, len(order))))
    return tuple(
        Passage(id=line, title=title(line), before=words(line, one.get(line)), after=words(line, other.get(line)))
        for line in changed
    )


def worsens(situation: Situation, moves: Mapping[str, Known]) -> tuple[str, ...]:
    """Facts that the supposition would make worse for the person, or that nobody could make otherwise."""
    facts, before = situation.prepared.facts, situation.known.values
    return tuple(name for name, value in moves.items() if _worse(facts[name], before.get(name), value))


def _worse(fact: Fact, before: Known | None, value: Known) -> bool:
    if before is not None:
        better = improves(fact, before, value)
        return better is False or (better is None and fact.changes in ("up", "never"))
    if fact.area == "safety" or fact.danger_screen:
        return value is not (fact.better == "yes")
    # What is not known is not supposed to be bad; of a score nobody knows, no value is better than it.
    return fact.better is not None and not (isinstance(value, bool) and value is (fact.better == "yes"))


def for_person(said: Supposition, language: str) -> Supposition:
    """The same for the person: without the team's notes, questions and repeats."""
    passages = tuple(p for p in said.passages if p.id.partition(":")[0] in TOLD_TO_PERSON)
    return msgspec.structs.replace(said, says=tell("suppose person", language), passages=passages)
