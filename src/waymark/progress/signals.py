"""What stands out: rules on the course of care that are true now, ranked, put together by what they are about.

The rules and their reasons are the library's. What somebody put aside with a reason rests until its day; so does what
was answered, by a change that is not yet looked at or by a talk this week. What protects life is never put aside and
never rests. Nothing here is a sanction.
"""

from collections.abc import Iterable

import msgspec

from waymark.knowledge.model.course import Move
from waymark.knowledge.model.effect import Alert, Inform, Review, Task
from waymark.knowledge.model.rule import Rule
from waymark.planning.evidence import Evidence
from waymark.planning.findings import Findings
from waymark.planning.situation import Situation
from waymark.progress.course import is_main
from waymark.progress.phrases import tell
from waymark.progress.report import About, Series, Signal
from waymark.progress.walk import Walk
from waymark.record.documents.decisions import Decision

__all__ = ["answers", "signals_of", "usefulness"]

# A rule on the course of care carries one of these lines of the reference.
_OF_COURSE = ("NT-", "MO-", "CS-", "RP-08", "MON-08", "8.3", "N5")
# What a rule is about, by its lines; the first that fits. What fits none is about the course as a whole.
_ABOUT: tuple[tuple[About, tuple[str, ...]], ...] = (
    ("contact", ("MO-", "NT-06", "NT-11", "MON-08")),
    ("use", ("NT-01", "NT-02", "NT-03", "NT-04", "NT-07", "RP-")),
    ("mind", ("NT-05",)),
    ("working together", ("NT-09", "N5")),
)
_STRENGTHS = ("must", "strong", "consensus", "suggest", "project")
_OF_CONTACT = frozenset(
    ("course.missed_in_a_row", "attendance.share_14", "course.days_without_contact", "course.check_ins_missed")
)
_LATEST_HOURS = 24.0 * 30
# So many days nobody is asked again for what a session was about; the work list keeps the same time. Our choice.
_RESTS = 7


def signals_of(walk: Walk, situation: Situation, findings: Findings, series: Iterable[Series]) -> tuple[Signal, ...]:
    """What stands out, most pressing first. `situation`: the walk's with the facts of the course."""
    evidence = Evidence(situation.prepared, situation.known, mute=walk.mute)
    spoken = findings.spoken
    found = []
    for rule in situation.prepared.rules:
        if spoken.get(rule.id) == "yes" and _of_course(rule) and _open(evidence, rule):
            found.append(_signal(walk, situation, evidence, rule, tuple(series)))
    return tuple(sorted(found, key=_place))


def _of_course(rule: Rule) -> bool:
    """On the course of care, and asking somebody to do something."""
    if all(isinstance(effect, Inform) for effect in rule.effects):
        return False
    return any(line.startswith(_OF_COURSE) for line in rule.reference)


def _done(evidence: Evidence, effect: object) -> bool:
    """What a fact says is done already is asked of nobody."""
    done_when = getattr(effect, "done_when", None)
    return done_when is not None and evidence.value(done_when) is True


def _open(evidence: Evidence, rule: Rule) -> bool:
    """Something of what the rule asks for is still to be done."""
    asked = [effect for effect in rule.effects if not isinstance(effect, Inform)]
    return not all(_done(evidence, effect) for effect in asked)


def _signal(walk: Walk, situation: Situation, evidence: Evidence, rule: Rule, series: tuple[Series, ...]) -> Signal:
    prepared = situation.prepared
    reads = set(prepared.release.reads.get(rule.id, ()))
    effects = [effect for effect in rule.effects if not _done(evidence, effect)]
    hours = min((effect.within_hours for effect in effects if isinstance(effect, Task | Review)), default=_LATEST_HOURS)
    snoozed = None if rule.safety else _snoozed(walk, f"signal:{rule.id}")
    shown = (
        ()
        if walk.mute
        else tuple(f"{prepared.labels[f]}: {evidence.shown(f)}" for f in sorted(reads & set(situation.values)))
    )
    found = Signal(
        id=f"signal:{rule.id}",
        rule=rule.id,
        title=prepared.text(rule.asks),
        why=evidence.reasons(rule.id),
        about=next((about for about, lines in _ABOUT if any(r.startswith(lines) for r in rule.reference)), "course"),
        safety=rule.safety,
        within_hours=hours,
        strength=rule.strength,
        status=rule.status,
        reference=rule.reference,
        facts=shown,
        measures=tuple(one.id for one in series if _speaks_of(one, rule.id, reads)),
        does=tuple(_does(evidence, effect) for effect in effects if isinstance(effect, Task | Review | Alert)),
        items=tuple(dict.fromkeys(_items(rule, effects))),
        snoozed_until=None if snoozed is None else str(snoozed.re_offer or ""),
        snoozed_because=None if snoozed is None else snoozed.text,
        settles=tuple(dict.fromkeys(_settles(evidence, effects))),
        says="" if snoozed is None else tell("snoozed", prepared.language, why=snoozed.text or ""),
    )
    return found if rule.safety or snoozed is not None else _resting(walk, found)


def _resting(walk: Walk, signal: Signal) -> Signal:
    """With the day until which nobody is asked again, where what it asks for was begun."""
    moves, calendar, language = walk.prepared.release.moves, walk.calendar, walk.prepared.language
    for made in walk.made:
        move = moves.get(made.id.split(":")[1])
        same = not signal.measures or signal.measures == (made.measure,)
        if move is not None and made.came == "not yet" and same and answers(move, signal.rule):
            says = tell("rests change", language, title=made.title, until=made.look)
            return msgspec.structs.replace(signal, rests_until=made.look, rests_by="change", says=says)
    talked = None if walk.also is None else walk.also.touched(signal.id)
    if talked is None or talked + _RESTS <= walk.day:
        return signal
    until = calendar.show(talked + _RESTS)
    says = tell("rests talk", language, at=calendar.show(talked), until=until)
    return msgspec.structs.replace(signal, rests_until=until, rests_by="talk", says=says)


def answers(move: Move, rule: str) -> bool:
    """The move names this rule, or the one it was written as for every substance."""
    return any(
        rule == name or ("{substance}" in name and rule.startswith(name.partition("{")[0])) for name in move.answers
    )


def _settles(evidence: Evidence, effects: Iterable[object]) -> Iterable[str]:
    """Facts that staff can note when it is done: those that are asked. What a person does they say themselves."""
    facts = evidence.prepared.facts
    for effect in effects:
        if isinstance(effect, Task) and effect.who == "person":
            continue
        done_when = getattr(effect, "done_when", None)
        if done_when is not None and facts[done_when].asked is not None and facts[done_when].type == "boolean":
            yield done_when


def _speaks_of(series: Series, rule: str, reads: set[str]) -> bool:
    """A measure that the rule reads, or that stands as the rule says."""
    if series.id in reads:
        return True
    match series.standing:
        case "standing still":
            return bool(reads & {"course.measures_still", "course.reviews_without_progress"}) and is_main(series)
        case "worse" | "slipping":
            return bool(reads & {"course.measures_worse"}) and is_main(series)
    kind, _, substance = series.id.partition(":")
    if kind == "tests":
        return any(
            name.startswith((f"{substance}.positive_tests", f"{substance}.negative_share")) for name in reads
        ) or ("course.use_after_abstinence" in reads)
    return kind == "visits" and bool(reads & _OF_CONTACT)


def _items(rule: Rule, effects: Iterable[object]) -> Iterable[str]:
    for effect in effects:
        match effect:
            case Task():
                yield f"task:{effect.task}"
            case Review():
                yield f"review:{rule.id}"
            case Alert():
                yield f"alert:{rule.id}"


def _does(evidence: Evidence, effect: Task | Review | Alert) -> str:
    match effect:
        case Task():
            return evidence.fill(effect.does)
        case Review():
            return evidence.fill(effect.what)
    return evidence.fill(effect.says)


def _place(signal: Signal) -> tuple[bool, bool, float, int, str]:
    """Awake before put aside, what protects life first, then what is due soonest and called for most firmly."""
    asleep = signal.snoozed_until is not None
    return (asleep, not signal.safety, signal.within_hours, _STRENGTHS.index(signal.strength), signal.id)


def _snoozed(walk: Walk, item: str) -> Decision | None:
    """The row that put it aside, while its day has not come: the last word on it, with a reason and a day."""
    said = [row for row in walk.situation.stand.log if row.item == item and row.author == "clinician"]
    if not said or said[-1].decision != "declined" or said[-1].re_offer is None or not said[-1].text:
        return None
    return said[-1] if walk.calendar.number(said[-1].re_offer) > walk.day else None


def usefulness(rows: Iterable[Decision]) -> dict[str, dict[str, int]]:
    """Of each signal how often somebody said it helped (agreed), or did not (disagreed), or put it aside (declined)."""
    found: dict[str, dict[str, int]] = {}
    for row in rows:
        if row.item.startswith("signal:") and row.decision in ("agreed", "disagreed", "declined"):
            counts = found.setdefault(row.item.removeprefix("signal:"), {"agreed": 0, "disagreed": 0, "declined": 0})
            counts[row.decision] += 1
    return found
