"""The plan for hard moments, from the person's own words and rows: what pulls, early signs, what helps, whom to call,
what to do, and when I am not well.

What the person said comes first and stays as said. Rows add what they show plainly. Whether it is complete counts the
person's own lines and rows, never what the plan suggests. A review after use edits it (`return_to_use`).
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from waymark.planning.phrases import weekday
from waymark.planning.plan import Text
from waymark.planning.prose import hard_moments as written_in_plan
from waymark.planning.prose import when_not_well
from waymark.progress.moving import may_meet_opioids
from waymark.progress.noted import came_back, last_row
from waymark.progress.phrases import tell
from waymark.progress.report_ahead import HardLine, HardMoments, HardPart, Missing
from waymark.progress.walk import Walk
from waymark.record.documents.person import Supporter, Words
from waymark.record.time import DAY, stamp

__all__ = ["hard_moments_of", "missing_of", "written_on"]

_ABOUT = {"situations": "trigger", "signs": "warning sign", "coping": "helps"}
# A weekday stands out from so many noted days of use, when at least half fell on it. Our choice.
_FEWEST_DAYS = 4
# What the record knows of everyday life and that pulls, where it is so.
_PULLS = ("lives_with_user", "home_unsafe", "homeless", "transport_trouble", "chronic_pain", "insomnia")


def hard_moments_of(walk: Walk) -> HardMoments:
    """The plan for hard moments as it stands at the moment."""
    person, lines = walk.situation.person, walk.lines
    language = walk.prepared.language
    texts = {
        text.id.removeprefix("hard-moments:"): text
        for text in written_in_plan(walk.prepared, person, lines.interventions, lines.goals, lines.medicines)
    }
    own = _own_lines(walk)
    suggested = _rest(texts["coping"], {one.text for one in own["coping"]}, walk)
    own["coping"] = [*own["coping"], *suggested]
    own["steps"] = [HardLine(text=line, by="plan") for line in (*texts["slip"].lines, *_numbers(walk))]
    parts = tuple(HardPart(id=name, title=tell(f"hard {name}", language), lines=tuple(own[name])) for name in own)
    missing = missing_of(walk)
    written = written_on(walk)
    renew = None if written is None else written + int(walk.prepared.release.numbers["progress.hard_renew_days"])
    back = max(came_back(walk), default=None)
    due = written is not None and ((renew is not None and renew <= walk.day) or (back is not None and back > written))
    show = walk.calendar.show
    state = "incomplete" if missing else "due" if due else "complete"
    return HardMoments(
        parts=parts,
        not_well=tuple(_part(text, walk) for text in when_not_well(person, language)),
        missing=missing,
        complete=not missing,
        written=None if written is None else show(written),
        renew=None if renew is None else show(renew),
        due=due,
        says=tell(
            f"hard {state}",
            language,
            renew="" if renew is None else show(renew),
            missing="; ".join(one.says for one in missing),
        ),
    )


def missing_of(walk: Walk) -> tuple[Missing, ...]:
    """What a complete plan still lacks: three situations, signs and things that help, two people, naloxone."""
    numbers, language = walk.prepared.release.numbers, walk.prepared.language
    own = _own_lines(walk)
    needs = dict.fromkeys(_ABOUT, int(numbers["progress.hard_situations"]))
    needs["people"] = int(numbers["progress.hard_people"])
    found = [
        Missing(id=name, has=len(own[name]), needs=need, says=tell(f"hard missing {name}", language, left=left))
        for name, need in needs.items()
        if (left := need - len(own[name])) > 0
    ]
    if may_meet_opioids(walk) and walk.situation.values.get("naloxone_at_hand") is not True:
        found.append(Missing(id="steps", has=0, needs=1, says=tell("hard missing steps", language)))
    return tuple(found)


def _own_lines(walk: Walk) -> dict[str, list[HardLine]]:
    """What the person said, and what their rows show."""
    person, show = walk.situation.person, walk.calendar.show
    back = max(came_back(walk), default=None)
    found: dict[str, list[HardLine]] = {}
    for name, about in _ABOUT.items():
        said = {row.text.strip(): row for row in person.words if row.about == about and row.text.strip()}
        found[name] = [_said(row, text, back, walk) for text, row in said.items()]
    found["situations"] += _from_rows(walk)
    found["people"] = [
        HardLine(text=_name(one), by="own words", at=show(stamp(one.at) // DAY))
        for one in person.supporters
        if one.may_call and one.safe is not False
    ]
    return found


def _name(one: Supporter) -> str:
    return f"{one.name} ({one.relation})" if one.relation else one.name


def _said(row: Words, text: str, back: int | None, walk: Walk) -> HardLine:
    day = stamp(row.at) // DAY
    says = "" if row.confidence is None else tell("hard sure", walk.prepared.language, number=row.confidence)
    new = back is not None and day >= back
    return HardLine(
        text=text, by="own words", at=walk.calendar.show(day), new=new, confidence=row.confidence, says=says
    )


def _from_rows(walk: Walk) -> Iterator[HardLine]:
    """What rows show plainly: a weekday on which most use fell, a hard date ahead, what the record knows that pulls."""
    language, values = walk.prepared.language, walk.situation.values
    if (line := _weekday(walk)) is not None:
        yield line
    if values.get("course.high_risk_date_ahead") is True:
        row = last_row(walk, "course.high_risk_date_ahead")
        text = row.text if row is not None and row.text else None
        said = tell("hard date open", language) if text is None else tell("hard date", language, text=text)
        yield HardLine(text=said, by="data")
    for name in _PULLS:
        if values.get(name) is True and name in walk.prepared.labels:
            label = walk.prepared.labels[name]
            yield HardLine(text=label[:1].upper() + label[1:], by="data")


def _weekday(walk: Walk) -> HardLine | None:
    """Where the record has dates: the weekday of most noted days of use, if half or more fell on it."""
    if walk.calendar.anchor is not None:
        return None
    days = {event.day for (track, _), events in walk.gathered.events.items() if track == "use-days" for event in events}
    if len(days) < _FEWEST_DAYS:
        return None
    number, count = Counter(date.fromordinal(day).weekday() for day in days).most_common(1)[0]
    if 2 * count < len(days):
        return None
    language = walk.prepared.language
    name = weekday(_WEEKDAYS[number], language)
    return HardLine(text=tell("hard weekday", language, weekday=name, count=count, all=len(days)), by="data")


_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def _rest(text: Text, known: set[str], walk: Walk) -> Iterator[HardLine]:
    """What the plan offers beside: tools, and nothing that says it is still to be written."""
    tools = {walk.prepared.text(tool.label) for tool in walk.prepared.tools.values()}
    return (HardLine(text=line, by="plan") for line in text.lines if line not in known and line in tools)


def _numbers(walk: Walk) -> Sequence[str]:
    from waymark.planning.front import list_crisis

    findings = walk.situation.findings(mute=True)
    return [item.title for item in list_crisis(walk.prepared, findings, walk.calendar)]


def _part(text: Text, walk: Walk) -> HardPart:
    """As the plan has it; a person's word there stays theirs."""
    person = walk.situation.person
    own = {row.text for row in person.words} | {_name(one) for one in person.supporters}
    lines = tuple(HardLine(text=line, by="own words" if line in own else "plan") for line in text.lines)
    return HardPart(id=text.id.removeprefix("not-well:"), title=text.title, lines=lines)


def written_on(walk: Walk) -> int | None:
    """The last day on which the person wrote a line of it."""
    days = [stamp(row.at) // DAY for row in walk.situation.person.words if row.about in _ABOUT.values()]
    return max(days, default=None)
