"""An agreed line that is no longer proposed, in words for both authors."""

import msgspec

from waymark.planning.deciding.moves import facts_moved, moves_in_words
from waymark.planning.deciding.spoken import AUTHORS, YES, Spoken
from waymark.planning.deciding.titles import level_name, rules_for, title_of
from waymark.planning.evidence import Evidence, plain_number
from waymark.planning.phrases_deciding import tell
from waymark.planning.plan import Agreement, Earlier, FactMove, Reason
from waymark.planning.plan_lines import EarlierStanding
from waymark.planning.situation import Situation
from waymark.record.documents.decisions import OWN, Decision

__all__ = ["Case", "agreements", "stood", "who_agreed", "worded"]


class Case(msgspec.Struct, frozen=True):
    """Why an agreed line is not there as it was agreed. `was`, `now`: levels or goals by id."""

    standing: EarlierStanding
    rules: tuple[str, ...] = ()
    was: str | None = None
    now: str | None = None
    why: str | None = None
    reached: tuple[float, float] | None = None
    facts: tuple[str, ...] = ()


def worded(situation: Situation, evidence: Evidence, name: str, said: Spoken, row: Decision, case: Case) -> Earlier:
    """The line with who agreed to what, what changed since, and what there is to decide."""
    prepared = situation.prepared
    if case.why == OWN:
        return _own(situation, name, said, row)
    title = title_of(prepared, evidence, name)
    if title is None:
        case = msgspec.structs.replace(case, standing="unknown here", rules=())
        title = (row.seen.title if row.seen is not None else "") or name
    bases = situation.stand.bases
    rules = case.rules or (bases.rules(row) if bases is not None else ()) or rules_for(prepared, name)
    rules = tuple(r for r in rules if prepared.has_rule(r))
    moves = () if bases is None else facts_moved(bases.situation(row), situation, rules)
    agreed = agreements(said)
    return Earlier(
        id=f"earlier:{name}",
        title=title,
        detail=_what_stood(situation, name, row, case),
        why=_why(situation, evidence, case, row, agreed, moves),
        facts=evidence.cite(dict.fromkeys((*case.facts, *(m.fact for m in moves)))),
        rules=rules if case.rules else (),
        state=situation.stand.of(name),
        item=name,
        standing=case.standing,
        agreed=agreed,
        since=moves,
        now=None if case.why == "goal" else _named(situation, evidence, case.now),
        decide=tell(_decide(case), prepared.language),
    )


def _own(situation: Situation, name: str, said: Spoken, row: Decision) -> Earlier:
    """A goal in the person's own words, as they were said, and the five letters that are still open."""
    language, agreed = situation.prepared.language, agreements(said)
    words = situation.stand.changes.get(name, {}).get("says") or (row.seen.title if row.seen is not None else "")
    clinician = tell("agreed clinician", language, who=who_agreed(agreed, language), at=stood(row.at))
    return Earlier(
        id=f"earlier:{name}",
        title=f"“{words or name}”" if language == "en" else f"«{words or name}»",
        detail=tell("own letters", language),
        why=Reason(
            clinician=f"{clinician} {tell('own clinician', language)}",
            person=tell("own person", language),
        ),
        state=situation.stand.of(name),
        item=name,
        standing="kept",
        agreed=agreed,
        decide=tell("decide own", language),
    )


def agreements(said: Spoken) -> tuple[Agreement, ...]:
    """Who stands behind the line, with their last word."""
    rows = (row for author in AUTHORS if (row := said.last(author)) is not None)
    return tuple(
        Agreement(
            author=row.author,
            decision=said.author_state(row.author),
            at=stood(row.at),
            role=row.role,
            by=row.by,
        )
        for row in rows
    )


def stood(moment: str | int) -> str:
    """A moment as plans show it."""
    return moment if isinstance(moment, str) else f"day {moment}"


def who_agreed(agreed: tuple[Agreement, ...], language: str) -> str:
    """The authors who said yes, in the clinician's words."""
    yes = [a.author for a in agreed if a.decision in (*YES, "paused")]
    return tell("by both" if len(yes) > 1 else f"by {yes[0] if yes else 'person'}", language)


def _decide(case: Case) -> str:
    return "decide not proposed" if case.standing == "unknown here" else f"decide {case.standing}"


def _named(situation: Situation, evidence: Evidence, now: str | None) -> str | None:
    if now is None:
        return None
    if now.startswith("goal:"):
        return title_of(situation.prepared, evidence, now) or now
    return level_name(situation.prepared, now) or now


def _what_stood(situation: Situation, name: str, row: Decision, case: Case) -> str | None:
    """What the line said when it was agreed."""
    if case.was is not None:
        return level_name(situation.prepared, case.was) or case.was
    change = situation.stand.changes.get(name, {})
    if "says" in change:
        return str(change["says"])
    bound = situation.stand.bound.get(name)
    line = bound.line if bound is not None else row.seen.line if row.seen is not None else None
    says = None if line is None else line.get("says")
    if not isinstance(says, str):
        return None
    # The words as they were seen carry the numbers from before the change.
    language = situation.prepared.language
    numbers = ((field, value) for field, value in change.items() if not isinstance(value, str))
    what = ", ".join(f"{tell(f'field {field}', language)} {plain_number(value)}" for field, value in numbers)
    return f"{says} ({tell('said changed', language, what=what)})" if what else says


def _why(
    situation: Situation,
    evidence: Evidence,
    case: Case,
    row: Decision,
    agreed: tuple[Agreement, ...],
    moves: tuple[FactMove, ...],
) -> Reason:
    """Who agreed when, why it is not proposed as it was, and what is different since; for each author."""
    language, at = situation.prepared.language, stood(row.at)
    clinician = tell("agreed clinician", language, who=who_agreed(agreed, language), at=at)
    person = tell("agreed person", language, at=at)
    now = _named(situation, evidence, case.now) or ""
    if case.why == "goal":
        gone = tell("went with goal", language, now=now)
        return Reason(clinician=f"{clinician} {gone}", person=f"{person} {gone}")
    reason = evidence.reasons(*case.rules) or Reason()
    # A level below what safety asks for is told as a level that moved.
    standing = "moved" if case.was is not None else case.standing
    parts = {
        "was": _named(situation, evidence, case.was) or "",
        "now": now,
        "release": "" if row.seen is None else row.seen.release[:12],
        "target": "",
        "stands": tell("level unsafe" if case.standing == "stopped" else "level stands", language),
    }
    if case.reached is not None:
        parts["now"], parts["target"] = (plain_number(n) for n in case.reached)
    waits = tell(f"why {case.why}", language) if case.why else ""
    clinician += " " + tell(f"earlier {standing} clinician", language, **parts, why=waits or reason.clinician)
    person += " " + tell(f"earlier {standing} person", language, **parts, why=waits or reason.person)
    if case.standing == "stopped" and row.item.startswith("medicine:"):
        person += " " + tell("stopped medicine person", language)
    if standing in ("stopped", "moved", "not proposed", "unknown here"):
        since = tell("since", language, moves=moves_in_words(moves, language))
        clinician += " " + (since if moves else tell("nothing moved clinician", language))
    if standing == "not proposed" and now:
        clinician += " " + tell("in its place", language, now=now)
        person += " " + tell("in its place", language, now=now)
    if standing == "not proposed" and moves:
        person += " " + tell("since person", language, facts="; ".join(m.label for m in moves))
    return Reason(clinician=clinician, person=person)
