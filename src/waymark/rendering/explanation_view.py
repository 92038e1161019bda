"""What an explanation shows, decided once for text and page: the drawn tree, facts with their origin, changes."""

from collections.abc import Iterable
from typing import NamedTuple

from waymark.planning.explaining.explanation import Change, Explanation, Footing, Move, Tree, WouldChange
from waymark.planning.plan import FactLine, RuleLine
from waymark.rendering.dates import dated
from waymark.rendering.explanation_words import SIGNS, joint, word
from waymark.rendering.headings import heading

__all__ = [
    "Branch",
    "Row",
    "branch",
    "change_words",
    "differing_words",
    "fact_origin",
    "move_words",
    "none_words",
    "rule_facts",
    "rule_says",
    "table",
    "told_facts",
]

# Authors of an answer that go by no name.
AUTHORS = {"person": "self-report", "clinician": "clinician"}
# So many parts are drawn whatever they say.
FEW = 3
# Of lines that differ, so many are named; the JSON names all.
FEW_LINES = 8


class Branch(NamedTuple):
    """One place of a drawn tree."""

    truth: str
    sign: str
    answer: str
    says: str
    # How the parts are joined, or that it follows from them.
    joint: str
    now: str
    parts: tuple["Branch", ...]
    # Parts that change nothing while the others are so: folded, or only counted.
    rest: tuple["Branch", ...]


class Row(NamedTuple):
    """A test of a condition as a row of a table."""

    says: str
    now: str
    answer: str
    sign: str
    truth: str


def branch(tree: Tree, language: str) -> Branch:
    """A tree as it is drawn: what decides, and apart from it what changes nothing now."""
    parts = _deciding(tree)
    says = tree.says if not tree.parts or tree.of is not None else ""
    joined = joint(tree, language) if tree.parts else ""
    if tree.of is not None and tree.parts:
        joined = f"{word('follows', language)} {joined}".rstrip()
    rest = tuple(p for p in tree.parts if not any(p is part for part in parts))
    return Branch(
        truth=tree.truth,
        sign=SIGNS[tree.truth],
        answer=word(tree.truth, language),
        says=says or joined,
        joint=joined if says else "",
        now=_now(tree, language),
        parts=tuple(branch(part, language) for part in parts),
        rest=tuple(branch(part, language) for part in rest),
    )


def _deciding(tree: Tree) -> tuple[Tree, ...]:
    """The parts that make the answer what it is; few parts are all shown."""
    if len(tree.parts) <= FEW:
        return tree.parts
    if (tree.kind == "any" and tree.truth == "yes") or (tree.kind == "all" and tree.truth == "no"):
        return tuple(p for p in tree.parts if p.truth == tree.truth)
    if tree.truth == "not known":
        return tuple(p for p in tree.parts if p.truth == "not known")
    return tree.parts


def _now(tree: Tree, language: str) -> str:
    """What is known of the facts a test reads; the names only where it reads several."""
    if tree.parts or (tree.truth == "not known" and len(tree.facts) == 1):
        return ""
    if len(tree.facts) == 1:
        value = tree.facts[0].value
        # "pregnant: yes" that is so needs no more words.
        return "" if tree.says.endswith(f": {value}") else word("now", language, value=value)
    return "; ".join(f"{shown.label}: {shown.value}" for shown in tree.facts)


def table(tree: Tree, language: str) -> tuple[Row, ...]:
    """Every test of a condition, each once, as rows: the same as the drawn tree for who would rather read."""
    rows: dict[str, Row] = {}

    def enter(place: Tree) -> None:
        if not place.parts or place.of is not None:
            rows.setdefault(
                place.says,
                Row(place.says, _values(place), word(place.truth, language), SIGNS[place.truth], place.truth),
            )
        for part in place.parts:
            enter(part)

    enter(tree)
    return tuple(rows.values())


def _values(place: Tree) -> str:
    return "; ".join(s.value if len(place.facts) == 1 else f"{s.label}: {s.value}" for s in place.facts)


def told_facts(said: Explanation) -> tuple[list[FactLine], list[FactLine]]:
    """Facts that decide, and apart from them those that rules read and that decide nothing now."""
    decides = set(said.deciding) or said.facts.keys()
    shown = [line for name, line in said.facts.items() if name in decides]
    return shown, [line for name, line in said.facts.items() if name not in decides]


def fact_origin(line: FactLine, language: str) -> str:
    """When, from whom, how, and until when a fact holds."""
    parts = [
        dated(line.at, language) if line.at else "",
        _said_by(line, language),
        word(f"how {line.how}", language) if line.how else "",
        word("valid until", language, date=dated(line.valid_until, language)) if line.valid_until else "",
        word("old", language) if line.stale else "",
    ]
    return " · ".join(part for part in parts if part)


def _said_by(line: FactLine, language: str) -> str:
    """Who said it by name, else in which part."""
    if line.by in AUTHORS:
        return word(f"source {AUTHORS[line.by]}", language)
    named = line.by if line.by != "unknown" else ""
    return named or (word(f"source {line.source}", language) if line.source else "")


def rule_facts(rule: RuleLine, language: str) -> str:
    """Strength and status of a rule, in words."""
    said = [word(f"strength {rule.strength}", language), word(f"status {rule.status}", language)]
    return " · ".join((*said, *rule.signed_by))


def rule_says(rule: RuleLine, explanation: Explanation) -> str:
    """The rule's own reason, where the line has not said it already."""
    said = "" if explanation.why is None else explanation.why.clinician
    return "" if rule.clinician in said else rule.clinician


def move_words(move: Move, language: str) -> str:
    """A fact as it would be, with what it is now."""
    now = f" ({word('now', language, value=move.before)})" if move.before is not None else ""
    return f"{move.label}: {move.after}{now}"


def change_words(change: Change, language: str) -> tuple[str, str, str]:
    """A change in three parts: the moves, what the line would be, and what goes along and who could bring it about."""
    moves = word("both", language).join(move_words(m, language) for m in change.moves)
    along = _listed(f"{m.label}: {m.after}" for m in change.companions)
    notes = [word(f"by {change.by}", language)] if change.kind == "different" else []
    if along:
        notes.append(word("along", language, moves=along))
    return moves, change.becomes, "; ".join(notes)


def none_words(change: WouldChange, language: str) -> tuple[str, ...]:
    """Where nothing was found: what that means, and what was tried; empty where something was."""
    if change.unchangeable:
        return (word("unchangeable", language),)
    if not change.several:
        return ()
    tried = change.tried
    if tried is None:
        return (word("several", language),)
    said = [word("tried", language, values=f"{tried.values:,}", facts=f"{tried.facts:,}")]
    if tried.pairs:
        said.append(word("tried together", language, pairs=tried.pairs, together="; ".join(tried.together)))
    return (word("several" if tried.pairs else "no single", language), " ".join(said))


def differing_words(footing: Footing, language: str) -> str:
    """The lines that differ, the first few by name; empty where none do."""
    if not footing.differing:
        return ""
    named, more = footing.differing[:FEW_LINES], len(footing.differing) - FEW_LINES
    said = [*named, heading("and more", language, count=more)] if more > 0 else list(named)
    return f"{word('differing', language)}: {', '.join(said)}"


def _listed(parts: Iterable[str]) -> str:
    return "; ".join(parts)
