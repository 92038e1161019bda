"""Three ways: a line as it was when somebody decided, as they decided, and as the facts would have it now.

The authors' word stands until both decide anew, except against a hard safety rule.
"""

from typing import Any, Literal

from waymark.planning.deciding.bases import Bases
from waymark.planning.deciding.contents import items_in
from waymark.planning.deciding.earlier_words import agreements
from waymark.planning.deciding.moves import facts_moved, moves_in_words
from waymark.planning.deciding.spoken import Spoken
from waymark.planning.deciding.titles import level_name, title_of
from waymark.planning.evidence import Evidence, plain_number
from waymark.planning.phrases_deciding import tell
from waymark.planning.plan import Earlier, Goal, Item, LevelChoice, Merged, Plan, Reason, Step
from waymark.planning.plan_lines import MergeKind
from waymark.planning.situation import Situation
from waymark.record.documents.decisions import Decision

__all__ = ["in_words", "kind_of", "merge"]

Value = str | float | None
# Fields whose value is a matter of what both agreed to, by kind of line; others only once somebody changed them.
_AGREED_FIELDS = {"goal": ("target", "days"), "level": ("level",)}


def kind_of(base: Value, human: Value, proposed: Value) -> MergeKind:
    """How three values of one field go together."""
    if human == base:
        return "untouched" if proposed == base else "facts moved"
    if proposed == human:
        return "same"
    return "human moved" if proposed == base else "conflict"


def merge(situation: Situation, plan: Plan, evidence: Evidence) -> tuple[Merged, ...]:
    """Every field that somebody agreed to or changed, in the order of the plan; last those that have no line now."""
    stand = situation.stand
    if stand.bases is None:
        return ()
    items = items_in(plan)
    found: list[Merged] = []
    for name in (*(i for i in items if i in stand.decided()), *(i for i in stand.changes if i not in items)):
        said = stand.spoken(name)
        fields = _fields(situation, name, said)
        if said is not None and fields:
            line = items.get(name)
            found += [_merged(situation, evidence, stand.bases, name, said, line, field) for field in fields]
    return (*found, *(_whole(earlier) for earlier in plan.earlier))


def _fields(situation: Situation, name: str, said: Spoken | None) -> tuple[str, ...]:
    agreed = _AGREED_FIELDS.get(name.partition(":")[0], ()) if name in situation.stand.bound or name == "level" else ()
    if said is None or said.agreed is None:
        agreed = ()
    return tuple(dict.fromkeys((*agreed, *situation.stand.changes.get(name, {}))))


def _merged(
    situation: Situation, evidence: Evidence, bases: Bases, name: str, said: Spoken, line: Item | None, field: str
) -> Merged:
    row = next((r for r in reversed(said.rows) if field in r.change), None) or said.agreed or said.rows[-1]
    first = said.agreed or row
    base = (bases.line(first) or {}).get(field)
    if field == "says" and base is None:
        base = title_of(situation.prepared, evidence, name)
    change = situation.stand.changes.get(name, {})
    human: Value = change.get(field, base)
    standing = _stands_there(line, field, change)
    proposed: Value = base if line is None else line.proposed.get(field, standing)
    if field == "says":
        # The proposed words carry dates and numbers that move every day; whose words stand is what matters.
        proposed = base
    kind = kind_of(base, human, proposed)
    moves = facts_moved(bases.situation(first), situation, _rules(bases, first, line))
    followed = line is None or human is None or standing in (human, None)
    words = {
        "base": in_words(situation, line, field, base),
        "human": in_words(situation, line, field, human),
        "proposed": in_words(situation, line, field, proposed),
    }
    agreed = agreements(said)
    return Merged(
        item=name,
        title=title_of(situation.prepared, evidence, name) or (row.seen.title if row.seen else "") or name,
        field=field,
        kind=kind,
        base=words["base"],
        human=words["human"],
        proposed=words["proposed"],
        stands="human" if followed else "proposed",
        says=_says(situation, kind, words, row, moves_in_words(moves, situation.prepared.language), followed),
        agreed=agreed,
        since=moves if kind in ("conflict", "facts moved") or not followed else (),
    )


def _rules(bases: Bases, row: Decision, line: Item | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*bases.rules(row), *(() if line is None else line.rules))))


def _stands_there(line: Item | None, field: str, change: dict[str, Any]) -> Value:
    """The value that the plan shows."""
    match line:
        case Goal() if field in ("target", "days", "says"):
            shown: dict[str, Value] = {"target": line.target, "days": line.days, "says": line.says}
            return shown[field]
        case Step() if field in ("who", "within_hours"):
            return line.who if field == "who" else line.within_hours
        case LevelChoice() if field == "level":
            chosen = line.recommended
            return chosen.level if change.get("level") == chosen.level else chosen.key
    return change.get(field)


def in_words(situation: Situation, line: Item | None, field: str, value: Value) -> str:
    """A value as a person reads it."""
    language = situation.prepared.language
    if value is None:
        return tell("not proposed", language)
    if isinstance(value, str):
        return (level_name(situation.prepared, value) or value) if field == "level" else value
    number = plain_number(value)
    match field:
        case "days":
            return tell("value days", language, number=number)
        case "within_hours":
            return tell("value hours", language, number=number)
        case "order":
            return tell("value order", language, number=number)
    return f"{number} {line.unit}" if isinstance(line, Goal) else number


def _says(
    situation: Situation, kind: MergeKind, words: dict[str, str], row: Decision, moves: str, followed: bool
) -> Reason:
    """The merge as a sentence for each author."""
    language = situation.prepared.language
    said = {}
    voices: tuple[Literal["clinician", "person"], ...] = ("clinician", "person")
    for voice in voices:
        stands = "edit stands" if followed else "safety stands"
        parts = {
            **words,
            "who": tell(f"by {row.author}", language),
            "moves": tell("since", language, moves=moves) if moves else "",
            "stands": tell(f"{stands} {voice}", language, proposed=words["proposed"]),
        }
        text = tell(f"merge {kind} {voice}", language, **parts)
        if not followed and kind != "conflict":
            text = f"{text} {parts['stands']}"
        said[voice] = " ".join(text.split())
    return Reason(clinician=said["clinician"], person=said["person"])


def _whole(earlier: Earlier) -> Merged:
    """A line that was agreed and is not there any more, as one field of itself."""
    stands: Literal["human", "proposed"] = "proposed" if earlier.standing == "stopped" else "human"
    return Merged(
        item=earlier.item,
        title=earlier.title,
        field="line",
        kind="human moved" if earlier.standing in ("replaced", "kept") else "facts moved",
        base=earlier.detail or earlier.title,
        human=earlier.detail or earlier.title,
        proposed=earlier.now,
        stands=stands,
        says=earlier.why or Reason(),
        agreed=earlier.agreed,
        since=earlier.since,
    )
