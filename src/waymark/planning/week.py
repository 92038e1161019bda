"""The timetable: sessions placed into free hours, around work and children; and what all of it asks."""

import msgspec

from waymark.planning.phrases import say, weekday
from waymark.planning.plan import LevelChoice, Load, Offer, Session, Timetable
from waymark.planning.prepare import Prepared
from waymark.record.documents.person import Duty, FreeTime, Person
from waymark.record.documents.programme import OfferedIntervention

__all__ = ["draw_week", "room_of", "weigh_load"]

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
# A quarter of an hour to get there and away again, kept free on both sides of a duty.
MARGIN = 15
# Nights under the eye of staff, on the axis of nights.
STAFFED = 2

Window = tuple[int, int]


class _Week(msgspec.Struct):
    """Free windows per day in minutes after midnight; narrowed as sessions are placed."""

    free: dict[str, list[Window]]
    busy: dict[str, list[Window]]

    def take(self, day: str, start: int, minutes: int) -> None:
        end = start + minutes
        kept: list[Window] = []
        for low, high in self.free.get(day, []):
            kept += [w for w in ((low, min(high, start)), (max(low, end), high)) if w[1] - w[0] > 0]
        self.free[day] = kept
        self.busy.setdefault(day, []).append((start, end))

    def clashes(self, day: str, start: int, minutes: int) -> bool:
        return any(start < high and low < start + minutes for low, high in self.busy.get(day, []))


def room_of(person: Person, level: LevelChoice) -> float:
    """Treatment hours a week that the level gives and the person's free hours hold (guidance TX-10)."""
    most = level.recommended.hours[1]
    if not person.free or level.recommended.nights >= STAFFED:
        return most
    free = sum(high - low for windows in _read(person).free.values() for low, high in windows)
    return min(most, free / 60)


def draw_week(prepared: Prepared, person: Person, offers: tuple[Offer, ...], level: LevelChoice) -> Timetable:
    """Place every offer's sessions: at the programme's times where it has any, else in the person's free hours.

    What cannot be placed is named, with the duty in the way; without free hours in the record nothing is guessed.
    In a staffed residence the house keeps the hours; then each duty is named that somebody has to take over.
    """
    language = prepared.language
    if level.recommended.nights >= STAFFED:
        return _away(person, language)
    week = _read(person)
    placed: list[Session] = []
    unplaced: list[str] = []
    conflicts: list[str] = []
    for offer in offers:
        item = prepared.interventions[offer.intervention]
        wanted = max(1, round(item.sessions_per_week)) if item.sessions_per_week >= 0.5 else 0
        minutes = round(item.minutes_per_session)
        if wanted == 0 or minutes == 0 or offer.held_by:
            continue
        given = prepared.offered_interventions.get(offer.intervention)
        if given is not None and given.sessions:
            got, clashing = _keep_hours(week, placed, offer, given, wanted, language)
            conflicts += clashing
        else:
            got = _fill(week, placed, offer, wanted, minutes)
        if got < wanted:
            unplaced.append(say("to be placed", language, title=offer.title, count=wanted - got, minutes=minutes))
    placed.sort(key=lambda s: (DAYS.index(s.weekday), s.start, s.item))
    return Timetable(
        sessions=tuple(placed),
        busy=tuple(_duty(d, language) for d in person.duties),
        unplaced=tuple(unplaced),
        conflicts=tuple(conflicts),
        note="" if person.free else say("no free hours noted", language),
    )


def _keep_hours(
    week: _Week, placed: list[Session], offer: Offer, given: OfferedIntervention, wanted: int, language: str
) -> tuple[int, list[str]]:
    """Take the programme's own times as far as they are free; how many, and which meet a duty."""
    got, clashing = 0, []
    for slot in given.sessions:
        if got >= wanted:
            break
        start = _minutes(slot.start)
        if week.clashes(slot.weekday, start, slot.minutes):
            day = weekday(slot.weekday, language)
            clashing.append(say("session clashes", language, title=offer.title, day=day, start=slot.start))
            continue
        week.take(slot.weekday, start, slot.minutes)
        placed.append(_session(slot.weekday, start, slot.minutes, offer, given.remote))
        got += 1
    return got, clashing


def _away(person: Person, language: str) -> Timetable:
    """The time away: what has to be arranged at home before and while the person stays."""
    duties = tuple(_duty(d, language) for d in person.duties)
    return Timetable(
        busy=duties,
        conflicts=tuple(say("duty while away", language, duty=d) for d in duties),
        note=say("hours kept by the house", language),
    )


def weigh_load(prepared: Prepared, offers: tuple[Offer, ...], level: LevelChoice, language: str) -> Load:
    """Hours a week the plan asks of the person and of staff; money only from rates a site entered."""
    person_hours = sum(o.hours_per_week for o in offers)
    treatment = sum(
        o.hours_per_week for o in offers if prepared.interventions[o.intervention].counts_as_treatment_hours
    )
    staff: dict[str, float] = {}
    for offer in offers:
        item = prepared.interventions[offer.intervention]
        if item.provided_by and item.counts_as_treatment_hours and not item.group:
            role = item.provided_by[0]
            staff[role] = round(staff.get(role, 0) + offer.hours_per_week, 2)
    rates = prepared.programme.rates
    cost = round(sum(rates[r] * h for r, h in staff.items() if r in rates), 2) if rates else None
    low, high = level.recommended.hours
    inside = "load below level" if treatment < low else "load above level" if treatment > high else "load fits level"
    inside = inside if treatment else "no sessions yet"
    return Load(
        person_hours=round(person_hours, 2),
        treatment_hours=round(treatment, 2),
        staff_hours=staff,
        cost_per_week=cost,
        currency=prepared.programme.currency if cost is not None else None,
        within_level=say(inside, language, low=f"{low:g}", high=f"{high:g}", hours=f"{treatment:.1f}"),
    )


def _fill(week: _Week, placed: list[Session], offer: Offer, wanted: int, minutes: int) -> int:
    """Spread sessions over the week: the emptiest day first, then the one with most room; one a day."""
    got = 0
    used: set[str] = set()
    full: dict[str, int] = {}
    for session in placed:
        full[session.weekday] = full.get(session.weekday, 0) + session.minutes
    while got < wanted:
        rooms = [
            (full.get(day, 0), -(high - low), DAYS.index(day), low, day)
            for day, windows in week.free.items()
            if day not in used
            for low, high in windows
            if high - low >= minutes
        ]
        if not rooms:
            return got
        _, _, _, low, day = min(rooms)
        week.take(day, low, minutes)
        placed.append(_session(day, low, minutes, offer, False))
        used.add(day)
        got += 1
    return got


def _session(day: str, start: int, minutes: int, offer: Offer, remote: bool) -> Session:
    return Session(weekday=day, start=_clock(start), minutes=minutes, title=offer.title, item=offer.id, remote=remote)


def _read(person: Person) -> _Week:
    busy: dict[str, list[Window]] = {}
    for duty in person.duties:
        for weekday_ in duty.weekdays:
            busy.setdefault(weekday_, []).append((_minutes(duty.start), _minutes(duty.end)))
    week = _Week({}, {})
    for time in person.free:
        for weekday_ in time.weekdays:
            week.free.setdefault(weekday_, []).append((_minutes(time.start), _minutes(time.end)))
    for day, windows in busy.items():
        for low, high in windows:
            week.take(day, low - MARGIN, high - low + 2 * MARGIN)
        week.busy[day] = list(windows)
    return week


def _duty(duty: Duty | FreeTime, language: str) -> str:
    days = ", ".join(weekday(d, language) for d in duty.weekdays)
    kind = say(f"duty {duty.kind}", language) if isinstance(duty, Duty) else ""
    said = f" ({duty.text})" if isinstance(duty, Duty) and duty.text else ""
    return f"{kind}{said}: {days} {duty.start}–{duty.end}"


def _minutes(clock: str) -> int:
    hours, _, minutes = clock.partition(":")
    return int(hours) * 60 + int(minutes or 0)


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"
