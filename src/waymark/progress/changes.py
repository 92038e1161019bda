"""Named changes: what stands out, turned into concrete edits of this plan, one main change at a time.

The ladder is the library's. A move becomes an edit of lines that the plan has; the plan is then decided anew with these
edits, and the change is only proposed where nothing in it is excluded or held, no floor of the level is missed and no
new danger appears. What protects life comes apart, at once, and waits for nothing.
"""

from collections.abc import Iterator
from functools import cached_property

import msgspec

from waymark.knowledge.model.course import Move
from waymark.planning.deciding.bases import Bases, bind
from waymark.planning.evidence import Evidence
from waymark.planning.first_days import protects
from waymark.planning.lines import Lines, decide
from waymark.planning.plan_lines import Offer, Reason, Step
from waymark.planning.prepare import Prepared
from waymark.planning.situation import Situation
from waymark.planning.stand import take_stand
from waymark.progress.accepting import decisions_of
from waymark.progress.course import is_main, well
from waymark.progress.edits import Ground, edits_of
from waymark.progress.less_care import meets
from waymark.progress.made import refused
from waymark.progress.report import Change, Edit, Series, Signal
from waymark.progress.signals import answers
from waymark.progress.step_down import step_down_of
from waymark.progress.walk import Walk

__all__ = ["changes_of", "planned", "wrong_with"]

_PROPOSED: tuple[str, ...] = ("agreed", "changed")


def changes_of(walk: Walk, situation: Situation, signals: tuple[Signal, ...]) -> tuple[Change, ...]:
    """What protects life first; then one main change; then the rungs after it. Nothing in an emergency: that has its
    own path. `situation`: the walk's with the facts of the course."""
    awake = [signal for signal in signals if signal.snoozed_until is None]
    if not awake:
        return ()
    evidence = Evidence(walk.prepared, situation.known, mute=walk.mute)
    lines = decide(situation, situation.findings(mute=walk.mute), evidence)
    if lines.emergency is not None:
        return ()
    chooser = _Chooser(walk, situation, lines, signals)
    apart: list[Change] = []
    main: list[Change] = []
    for signal in awake:
        # Who looks over many people needs no list of what waits.
        if walk.mute and chooser.resting and not signal.safety:
            continue
        for change in chooser.changes(signal):
            (main if change.main else apart).append(change)
    main.sort(key=lambda change: (change.step, change.id))
    return (*apart, *chooser.spaced(main))


class _Chooser:
    def __init__(self, walk: Walk, situation: Situation, lines: Lines, signals: tuple[Signal, ...]) -> None:
        self.walk, self.situation, self.lines, self.made = walk, situation, lines, walk.made
        self.signals = signals
        self.prepared = walk.prepared
        numbers = self.prepared.release.numbers
        self.apart_days = int(numbers["progress.main_change_days"])
        self.again_days = int(numbers["progress.again_days"])
        self.refused = refused(walk)
        self.tried = {one.id: one for one in walk.made}
        self.seen: set[str] = set()
        # Changes that are looked at by a measure that was not what called for them.
        self.fallback: set[str] = set()
        known = walk.situation.values
        self.filled = {name: value for name, value in situation.values.items() if known.get(name) != value}

    @property
    def resting(self) -> bool:
        """A main change was made within two weeks."""
        return any(one.main and self._day(one.accepted) + self.apart_days > self.walk.day for one in self.made)

    def changes(self, signal: Signal) -> Iterator[Change]:
        """The first rung that fits this plan and was not tried, and of those after it one more."""
        series = self._series(signal)
        moves = [move for move in self.prepared.release.moves.values() if answers(move, signal.rule)]
        found = 0
        for move in sorted(moves, key=lambda move: (move.step, move.id)):
            about = signal.rule if series is None else series.goal or series.id
            name = f"change:{move.id}:{about.removeprefix('goal:')}"
            if name in self.seen or not self._open(name):
                continue
            change = self._change(name, move, signal, series)
            if change is not None:
                self.seen.add(name)
                yield change
                found += 1
                if found == 2 or not move.main:
                    return

    def _series(self, signal: Signal) -> Series | None:
        """The measure a change is about: of the signal's own the first that is judged, those of goals before others."""
        own = [one for one in self.walk.series if one.id in signal.measures]
        return next((one for one in own if is_main(one)), own[0] if own else None)

    def _any_measure(self) -> Series | None:
        """What the course is judged by: first what does not go well, and of that what goals are about; else visits."""
        judged = [one for one in self.walk.series if is_main(one) and one.latest is not None and not one.stale]
        visits = [one for one in self.walk.series if one.kind == "attendance" and one.latest is not None]
        return min((*judged, *visits), key=well, default=None)

    def _open(self, name: str) -> bool:
        """Neither tried lately nor declined for now."""
        day, number = self.walk.day, self.walk.calendar.number
        if (one := self.tried.get(name)) is not None and day < self._day(one.accepted) + self.again_days:
            return False
        if (no := self.refused.get(name)) is None:
            return True
        until = number(no.re_offer) if no.re_offer is not None else number(no.at) + self.apart_days * 2
        return day >= until

    @cached_property
    def less_is_ready(self) -> bool:
        """Everything that has to be so before less care is so."""
        return step_down_of(self.walk, self.situation, self.signals).state == "ready"

    def _change(self, name: str, move: Move, signal: Signal, series: Series | None) -> Change | None:
        if move.does == "step down" and not self.less_is_ready:
            return None
        ground = Ground(self.prepared, self.lines, signal, series)
        for edits in edits_of(move, ground):
            change = self._worded(name, move, signal, series, edits)
            if not move.main:
                return change
            after = planned(self.situation, change)
            if wrong_with(self.prepared, self.lines, after, change) is None:
                return self._worded(name, move, signal, series, _shown(move, edits, self.lines, after))
        return None

    def _worded(self, name: str, move: Move, signal: Signal, series: Series | None, edits: tuple[Edit, ...]) -> Change:
        text = self.prepared.text
        first = edits[0]
        parts = {"item": first.title, "before": first.before, "after": first.after}
        why = signal.why or Reason()
        if series is None and move.main:
            # No change without a measure: what else tells whether it goes better.
            series = self._any_measure()
            self.fallback.add(name)
        clinician, person = text(move.because.clinician).format(**parts), text(move.because.person).format(**parts)
        now, hoped = _hoped(series)
        return Change(
            id=name,
            move=move.id,
            step=move.step,
            title=text(move.label),
            main=move.main,
            why=Reason(clinician=f"{why.clinician} {clinician}".strip(), person=f"{why.person} {person}".strip()),
            because=(signal.id,),
            edits=edits,
            notes=self._notes(signal),
            measure=None if series is None else series.id,
            measure_label=None if series is None else series.label,
            now=now,
            hoped=hoped,
            expects=text(move.expects),
            burden=text(move.burden),
            look=self.walk.calendar.show(self.walk.day + move.look_days),
            look_days=move.look_days,
            status=move.status,
            state="proposed",
        )

    def _notes(self, signal: Signal) -> dict[str, bool | float]:
        """What rows filled in of the facts that the signal's rule reads."""
        reads = self.prepared.release.reads.get(signal.rule, ())
        found: dict[str, bool | float] = {}
        for name in reads:
            value = self.filled.get(name)
            if isinstance(value, bool):
                found[name] = value
            elif isinstance(value, tuple):
                found[name] = value[0]
        return found

    def spaced(self, main: list[Change]) -> tuple[Change, ...]:
        """One at a time: none within two weeks of another, and not on a measure before its look date."""
        day, show = self.walk.day, self.walk.calendar.show
        running = [one for one in self.made if one.main]
        free = max((self._day(one.accepted) + self.apart_days for one in running), default=day)
        looks = {one.measure: one.look for one in running if one.came == "not yet" and one.measure is not None}
        found: list[Change] = []
        given = False
        for change in main:
            same = None if change.id in self.fallback else looks.get(change.measure or "")
            until = show(free) if free > day else same
            if until is not None:
                found.append(msgspec.structs.replace(change, state="waits", until=until))
            else:
                found.append(change if not given else msgspec.structs.replace(change, state="after"))
                given = True
        return tuple(found)

    def _day(self, shown: str) -> int:
        anchored = self.walk.calendar.anchor is not None
        return self.walk.calendar.number(int(shown.removeprefix("day ")) if anchored else shown)


def _hoped(series: Series | None) -> tuple[float | None, float | None]:
    """Where the measure is now, and where a change that means something would bring it, no farther than the aim."""
    if series is None or series.latest is None:
        return None, None
    now = series.latest.value
    if series.meaning is None:
        return now, series.target
    hoped = now + series.meaning * (1 if series.better == "higher" else -1)
    if series.target is not None:
        # Who is beyond the aim is hoped to stay there, not to come back to it.
        best = max if series.better == "higher" else min
        worst = min if series.better == "higher" else max
        hoped = best(worst(hoped, series.target), now)
    return now, hoped


def _shown(move: Move, edits: tuple[Edit, ...], before: Lines, after: Lines) -> tuple[Edit, ...]:
    """With what comes in the place of what is declined, as the plan itself chooses it."""
    if move.does != "other way":
        return edits
    had = {offer.id for offer in before.interventions}
    new = [offer.title for offer in after.interventions if offer.id not in had]
    return tuple(msgspec.structs.replace(edit, after=", ".join(new[:2])) for edit in edits)


def planned(situation: Situation, change: Change) -> Lines:
    """The lines of the plan with this change accepted by both."""
    prepared, calendar = situation.prepared, situation.calendar
    said = (*decisions_of(change, "clinician", calendar.at), *decisions_of(change, "person", calendar.at))
    rows = (*situation.stand.log, *said)
    stand = take_stand(prepared, situation.person, rows, calendar.day, calendar.number)
    bind(stand, Bases(prepared, situation.documents, rows), calendar)
    # What accepting notes is known here already: only what was said is new.
    then = msgspec.structs.replace(situation, stand=stand)
    return decide(then, then.findings(mute=True), Evidence(prepared, then.known, mute=True))


def wrong_with(prepared: Prepared, before: Lines, after: Lines, change: Change) -> str | None:
    """Why a change must not be proposed; None where nothing stands against it."""
    if after.emergency is not None:
        return "an emergency"
    items = {
        item.id: item for item in (*before.interventions, *before.next_72_hours, *before.reviews, *before.monitoring)
    }
    for edit in change.edits:
        item = items.get(edit.item)
        if edit.item.startswith(("intervention:", "medicine:", "setting:")) and edit.decision in _PROPOSED:
            standing = after.options.standing(edit.item)
            if not standing.free:
                return f"{edit.item} is excluded or held"
        if edit.decision == "declined":
            if isinstance(item, Offer) and item.kind in ("medication", "health"):
                return "help with a medicine is not taken away"
            if isinstance(item, Step) and protects(prepared, item):
                return "protects life"
            if not any(o.id not in items for o in after.interventions):
                return "nothing comes in its place"
        if edit.item == "level":
            return _wrong_level(prepared, before, after, str(edit.change.get("level")))
    new = {alert.id for alert in after.alerts if alert.level == "danger"} - {alert.id for alert in before.alerts}
    return "a new danger" if new else None


def _wrong_level(prepared: Prepared, before: Lines, after: Lines, key: str) -> str | None:
    if after.level.recommended.key != key:
        return "the plan would not have this level"
    candidate = next(c for c in prepared.candidates if c.key == key)
    if not meets(candidate, before.level.floors) or not meets(candidate, after.level.floors):
        return "below a floor of safety"
    return None
