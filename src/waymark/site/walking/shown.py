"""How it goes, as its pages show it: what stands out, changes with their lines, measures with their pictures."""

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from waymark.planning.evidence import plain_number
from waymark.planning.plan_lines import Reason
from waymark.progress.course import is_main
from waymark.progress.report import Change, Due, Edit, Made, Progress, Series, Signal
from waymark.record.digest import content_hash
from waymark.rendering.pictures.calendar import calendar
from waymark.rendering.pictures.change import before_and_after
from waymark.rendering.pictures.drawing import Picture
from waymark.rendering.pictures.trajectory import trajectory
from waymark.rendering.progress import MOST_SIGNALS, figures_of, gaps_text, value_text
from waymark.rendering.progress_words import word
from waymark.site.people.models import Person
from waymark.site.plans.keys import key_of
from waymark.site.walking.drawing import Drawing, drawing_of
from waymark.site.walking.going import Going

__all__ = ["Course", "Measure", "Offered", "Tried", "course_of", "edited", "mark_of_change", "marked"]

# Of a measure's values, as many as a table shows; the others stand in the record.
_MOST_VALUES = 60
# What goes well or wants a look, by how a measure stands; never a colour alone, the words stand beside it.
_TONE = {"reached": "well", "better": "well", "standing still": "look", "slipping": "look", "worse": "look"}
# More pictures at once are not looked at; the other measures stand below in lines, with their tables.
_MOST_DRAWN = 9
_STATES = ("overdue", "due", "never", "done", "skipped")


class Measure(msgspec.Struct, frozen=True):
    """One thing followed. `figures`: where it began, where it is, what counts, the aim. `gaps`: how long nothing was
    noted. `values`: the latest first."""

    series: Series
    label: str
    tone: str
    figures: str
    gaps: str
    note: str
    drawing: Drawing | None
    values: tuple[tuple[str, str], ...]
    picture: Picture | None = None


class Noticed(msgspec.Struct, frozen=True):
    """Something that stands out, in the voice of the reader. `key`: its mark in addresses."""

    signal: Signal
    key: str
    why: str
    useful: Mapping[str, int]


class Offered(msgspec.Struct, frozen=True):
    """A change that could be made. `lines`: what it does to the plan, in words."""

    change: Change
    key: str
    lines: tuple[str, ...]
    why: str


class Tried(msgspec.Struct, frozen=True):
    """A change that was made. `person`, `clinician`: what each of the two said of it; empty: nothing yet.
    `waits`: whoever reads has not answered it."""

    made: Made
    key: str
    person: str
    clinician: str
    figures: str
    waits: bool


class Course(msgspec.Struct, frozen=True):
    """All of it. `main`: the one main change now; `apart`: what protects life; `later`: what would come after.
    `noticed`: what stands out, what protects life first; `more`: besides; `resting`: what was
    begun to be answered; `aside`: put aside. `besides`: measures
    that are followed and judged by nothing else; `weeks`: the calendar;
    `compared`: before and after each change."""

    going: Going
    noticed: tuple[Noticed, ...]
    more: int
    resting: tuple[Noticed, ...]
    aside: tuple[Noticed, ...]
    apart: tuple[Offered, ...]
    main: Offered | None
    later: tuple[Offered, ...]
    tried: tuple[Tried, ...]
    measures: tuple[Measure, ...]
    counted: tuple[Measure, ...]
    besides: tuple[Measure, ...]
    due: tuple[tuple[str, tuple[Due, ...]], ...]
    weeks: Picture | None = None
    compared: tuple[Picture, ...] = ()

    @property
    def progress(self) -> Progress:
        return self.going.progress

    @property
    def late(self) -> tuple[Due, ...]:
        """What is due or overdue now."""
        return tuple(one for state, dues in self.due if state in ("overdue", "due") for one in dues)


def course_of(going: Going, person: Person, *, own: bool, pictures: bool = False) -> Course:
    """`own`: in the person's voice. `pictures`: with whole pictures, for a page of their own."""
    progress = going.progress
    noticed = [_noticed(one, going, person, own) for one in progress.signals]
    awake = [one for one in noticed if one.signal.snoozed_until is None and one.signal.rests_until is None]
    shown = tuple(one for place, one in enumerate(awake) if one.signal.safety or place < MOST_SIGNALS)
    offered = [_offered(one, person, progress.language, own) for one in progress.changes]
    drawn = {one.id for one in sorted(progress.series, key=_weight)[:_MOST_DRAWN]} if pictures else set()
    measures = _told_once([_measure(one, progress, pictures=one.id in drawn) for one in progress.series])
    return Course(
        going=going,
        noticed=shown,
        more=len(awake) - len(shown),
        resting=tuple(one for one in noticed if one.signal.rests_until is not None),
        aside=tuple(one for one in noticed if one.signal.snoozed_until is not None),
        apart=tuple(one for one in offered if not one.change.main),
        main=next((one for one in offered if one.change.main and one.change.state == "proposed"), None),
        later=tuple(one for one in offered if one.change.main and one.change.state != "proposed"),
        tried=tuple(_tried(one, going, person, own) for one in reversed(progress.made)),
        measures=tuple(one for one in measures if one.series.standing != "counted" and _first(one, drawn)),
        besides=tuple(one for one in measures if one.series.standing != "counted" and not _first(one, drawn)),
        counted=tuple(one for one in measures if one.series.standing == "counted"),
        weeks=calendar(progress.weeks_table, progress.language) if pictures else None,
        compared=before_and_after(progress) if pictures else (),
        due=tuple((state, found) for state in _STATES if (found := _due(progress.due, state))),
    )


def _weight(series: Series) -> tuple[bool, bool, bool]:
    """What the course is judged by first, then what moved, then what is counted over visits and tests."""
    moved = series.standing in ("reached", "better", "slipping", "worse")
    return not is_main(series), not moved, series.kind not in ("attendance", "test")


def _first(one: Measure, drawn: set[str]) -> bool:
    return not drawn or one.series.id in drawn


def _due(due: Iterable[Due], state: str) -> tuple[Due, ...]:
    return tuple(one for one in due if one.state == state)


def _said(reason: Reason | None, own: bool) -> str:
    return "" if reason is None else (reason.person if own else reason.clinician) or reason.person


def _noticed(signal: Signal, going: Going, person: Person, own: bool) -> Noticed:
    return Noticed(signal, key_of(person, signal.id), _said(signal.why, own), going.useful.get(signal.rule, {}))


def _offered(change: Change, person: Person, language: str, own: bool) -> Offered:
    lines = tuple(edited(edit, language) for edit in change.edits)
    return Offered(change, key_of(person, change.id), lines, _said(change.why, own))


def edited(edit: Edit, language: str) -> str:
    """What a change does to one line of the plan."""
    key = f"edit {edit.decision}" + (" to" if edit.after else "")
    return word(key, language, title=edit.title, before=edit.before, after=edit.after)


def _tried(made: Made, going: Going, person: Person, own: bool) -> Tried:
    said = going.said.get(made.id, {})
    words = {author: row.decision for author, row in said.items()}
    mine = words.get("person" if own else "clinician")
    figures = [plain_number(one) for one in (made.before, made.hoped, made.value) if one is not None]
    return Tried(
        made, key_of(person, made.id), words.get("person", ""), words.get("clinician", ""), " → ".join(figures),
        waits=mine is None or (not own and "person" not in words),
    )  # fmt: skip


def _told_once(measures: list[Measure]) -> list[Measure]:
    """How to read tests is said once, not for every substance."""
    told: set[str] = set()
    found = []
    for one in measures:
        found.append(msgspec.structs.replace(one, note="") if one.note in told else one)
        told.add(one.note)
    return found


def _measure(series: Series, progress: Progress, *, pictures: bool) -> Measure:
    language = progress.language
    values = tuple((point.at, value_text(series, point)) for point in reversed(series.points[-_MOST_VALUES:]))
    return Measure(
        series=series,
        label=series.label[:1].upper() + series.label[1:],
        tone=_TONE.get(series.standing, ""),
        figures=figures_of(series, language),
        gaps=gaps_text(series, language) if series.gaps else "",
        note=series.note,
        drawing=None if pictures else drawing_of(series),
        values=values,
        picture=trajectory(series, progress.events, language) if pictures else None,
    )


def marked(line: Any) -> str:
    """A mark of what a page showed; another one tells that somebody moved it meanwhile."""
    return content_hash(msgspec.json.encode(line))[:16]


def mark_of_change(going: Going, name: str, line: Change | Made) -> str:
    """Of a change as it stands, and of what the two said of it."""
    said = {author: row.decision for author, row in going.said.get(name, {}).items()}
    return marked((line, said))
