"""Every decision in the order it was made: who, what, when, why, and whether it still counts."""

from typing import Literal

from waymark.planning.deciding.earlier_words import stood
from waymark.planning.deciding.merging import in_words
from waymark.planning.deciding.spoken import AUTHORS
from waymark.planning.deciding.titles import level_name, title_of
from waymark.planning.evidence import Evidence, show
from waymark.planning.phrases_deciding import tell, told
from waymark.planning.plan import Item, Logged
from waymark.planning.situation import Situation
from waymark.planning.stand import why_not
from waymark.record.documents.decisions import Decision
from waymark.record.index import index_of

__all__ = ["log_of"]

Counts = Literal["stands", "later word", "withdrawn", "not followed"]


def log_of(situation: Situation, evidence: Evidence, items: dict[str, Item]) -> tuple[Logged, ...]:
    """The decisions known by now, oldest first; `items`: the lines of the plan, for the units of their numbers."""
    return tuple(_logged(situation, evidence, items, row) for row in situation.stand.log)


def _logged(situation: Situation, evidence: Evidence, items: dict[str, Item], row: Decision) -> Logged:
    title = title_of(situation.prepared, evidence, row.item)
    if row.item == "level" and (level := _level(situation, row)) is not None:
        # A word about the level is a word about the one on the table.
        title = f"{title}: {level}"
    return Logged(
        at=stood(row.at),
        author=row.author,
        role=row.role,
        by=row.by,
        item=row.item,
        title=title or (row.seen.title if row.seen is not None else "") or _own_words(situation, row) or row.item,
        decision=row.decision,
        says=_says(situation, evidence, items, row),
        text=row.text,
        counts=_counts(situation, row),
    )


def _own_words(situation: Situation, row: Decision) -> str:
    """Of a goal that no library knows, the words it stands for."""
    return str(situation.stand.changes.get(row.item, {}).get("says") or "")


def _level(situation: Situation, row: Decision) -> str | None:
    bases = situation.stand.bases
    key = None if bases is None else (bases.line(row) or {}).get("level")
    return None if key is None else level_name(situation.prepared, str(key))


def _says(situation: Situation, evidence: Evidence, items: dict[str, Item], row: Decision) -> str:
    language = situation.prepared.language
    match row.decision:
        case "declined" if row.re_offer is not None:
            return tell("said declined until", language, day=stood(row.re_offer))
        case "paused" if row.until is not None:
            return tell("said paused until", language, day=stood(row.until))
        case "replaced":
            now = title_of(situation.prepared, evidence, row.instead or "") or row.instead
            return tell("said replaced", language, now=now)
        case "changed":
            line = items.get(row.item)
            what = (
                f"{tell(f'field {field}', language)} {in_words(situation, line, field, value)}"
                for field, value in row.change.items()
            )
            return tell("said changed", language, what=", ".join(what))
        case "settled":
            fact = title_of(situation.prepared, evidence, f"fact:{row.fact}") or row.fact
            return tell("said settled", language, fact=fact, value=_settled_value(situation, row))
        case "override":
            code = f"reason {row.reason_code or 'other'}"
            reason = tell(code, language) if told(code) else row.reason_code
            return tell("said override", language, reason=reason)
    return tell(f"said {row.decision}", language)


def _settled_value(situation: Situation, row: Decision) -> str:
    """The value as the plan shows that fact."""
    prepared = situation.prepared
    fact = prepared.facts.get(row.fact or "")
    known = None if fact is None or row.value is None else index_of(prepared.release).known(fact, row.value)
    # Another release may know neither the fact nor its options.
    return str(row.value) if fact is None or known is None else show(fact, known, prepared.language, prepared)


def _counts(situation: Situation, row: Decision) -> Counts:
    """Whether a row still has a say: nothing is deleted, and what came later is said so."""
    stand = situation.stand
    if row.decision == "override":
        if why_not(situation.prepared, row.item.removeprefix("rule:"), row) is not None:
            return "not followed"
        standing = stand.set_aside.get(row.item.removeprefix("rule:"))
        return "stands" if standing is row else "withdrawn" if standing is None else "later word"
    if row.decision == "settled":
        held = stand.settled.get(row.fact or "")
        return "stands" if held is row else "withdrawn" if held is None else "later word"
    said = stand.spoken(row.item)
    if said is None or row.decision == "withdrawn":
        return "stands"
    kept = [r for author in AUTHORS for r in said.of(author)]
    if not any(row is r for r in kept):
        return "withdrawn"
    counts = any(row is said.last(author) for author in AUTHORS) or (row.decision == "changed" and bool(row.change))
    return "stands" if counts else "later word"
