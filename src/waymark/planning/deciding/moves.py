"""Which facts behind a line are not what they were when somebody decided, and when they came to be so."""

from collections.abc import Iterable

from waymark.planning.evidence import Evidence
from waymark.planning.phrases import say
from waymark.planning.phrases_deciding import tell
from waymark.planning.plan import FactMove
from waymark.planning.situation import Situation

__all__ = ["facts_moved", "moves_in_words"]

# A reason is read; a list of twelve facts is not.
MOST_MOVES = 4


def facts_moved(then: Situation, now: Situation, rules: Iterable[str]) -> tuple[FactMove, ...]:
    """Facts that these rules read and that have another value now; the latest first."""
    prepared = now.prepared
    # Derived facts too: some are noted directly.
    names = dict.fromkeys(f for rule in rules for f in prepared.release.reads.get(rule, ()) if f in prepared.facts)
    before, after = then.known, now.known
    was, is_ = Evidence(prepared, before), Evidence(prepared, after)
    found: list[tuple[str, FactMove]] = []
    for name in names:
        if before.values.get(name) == after.values.get(name):
            continue
        old, new = before.notes.get(name), after.notes.get(name)
        known = name in after.values
        at = None if new is None else new.noted or new.at
        if not known:
            at = None if old is None else old.valid_until
        move = FactMove(
            fact=name,
            label=prepared.text(prepared.facts[name].label),
            before=was.shown(name) if name in before.values else None,
            after=is_.shown(name) if known else None,
            at=at,
        )
        # What only counts the days on is not what made the difference.
        found.append(("" if prepared.facts[name].type == "days since" else _order(at), move))
    found.sort(key=lambda pair: pair[0], reverse=True)
    return tuple(move for _, move in found[:MOST_MOVES])


def _order(at: str | None) -> str:
    """Days from an anchor in the order of their numbers; dates are in order as they are."""
    day, _, time = (at or "").removeprefix("day ").partition("T")
    return f"{int(day):08}T{time}" if day.isdigit() else at or ""


def moves_in_words(moves: Iterable[FactMove], language: str) -> str:
    """The moved facts in one line, for the clinician."""
    return "; ".join(_in_words(move, language) for move in moves)


def _in_words(move: FactMove, language: str) -> str:
    if move.after is None and move.at is not None:
        return tell("gone stale", language, fact=move.label, before=move.before, at=move.at)
    parts = {
        "fact": move.label,
        "before": move.before or say("not known", language),
        "after": move.after or tell("not known", language),
    }
    return tell("moved", language, **parts) if move.at is None else tell("moved on", language, **parts, at=move.at)
