"""How it goes, as text: what is followed with a line of signs and the figures beside it, and what is due."""

from typing import TextIO

from waymark.planning.evidence import plain_number
from waymark.progress.report import Change, Due, Point, Progress, Series, Signal
from waymark.rendering.headings import hours_text
from waymark.rendering.lines import Line, Sheet
from waymark.rendering.pictures.trajectory import is_share
from waymark.rendering.progress_ahead import write_ahead, write_weeks
from waymark.rendering.progress_words import word
from waymark.rendering.spark import spark
from waymark.rendering.terminal import sheet_for, show

__all__ = ["MOST_SIGNALS", "figures_of", "gaps_text", "print_progress", "render_progress", "value_text"]

ACCENT, QUIET, LOOK, WELL, DANGER = "cyan", "dim", "yellow", "green", "bold magenta"
# More at once is not read.
MOST_SIGNALS = 5
ABOUT = ("contact", "use", "mind", "working together", "course")
_STYLE = {"reached": WELL, "better": WELL, "standing still": LOOK, "slipping": LOOK, "worse": LOOK}


def print_progress(progress: Progress, stream: TextIO) -> None:
    """Write it to a terminal or a pipe; colour only where the stream shows it."""
    sheet = sheet_for(stream)
    _write(sheet, progress)
    show(sheet, stream)


def render_progress(progress: Progress, width: int = 100) -> str:
    """The same as plain text of this width."""
    sheet = Sheet(width)
    _write(sheet, progress)
    return sheet.plain


def _write(sheet: Sheet, progress: Progress) -> None:
    language = progress.language
    sheet.put(Line(word("title", language, person=progress.person, at=progress.at), style="bold"))
    if progress.since is not None:
        sheet.put(Line(word("since", language, since=progress.since, weeks=f"{progress.weeks:g}"), style=QUIET))
    _own(sheet, progress)
    _signals(sheet, progress)
    _changes(sheet, progress)
    _head(sheet, word("followed", language))
    # How to read tests is said once, not for every substance.
    told: set[str] = set()
    judged = [one for one in progress.series if one.standing != "counted"]
    for series in judged:
        _series(sheet, series, language, told)
    if not judged:
        sheet.put(Line(word("nothing followed", language)), 2)
    counted = [one for one in progress.series if one.standing == "counted"]
    if counted:
        _head(sheet, word("counted", language))
    for series in counted:
        _series(sheet, series, language, told)
    write_weeks(sheet, progress)
    write_ahead(sheet, progress)
    _head(sheet, word("due", language))
    for due in progress.due:
        _due(sheet, due)
    if not progress.due:
        sheet.put(Line(word("nothing due", language)), 2)


def _own(sheet: Sheet, progress: Progress) -> None:
    """First what counts for the person, and what was reached."""
    _head(sheet, word("own", progress.language))
    sheet.put(Line(progress.own.says), 2)
    for milestone in progress.milestones:
        sheet.put(Line(milestone.says, style=WELL), 2, lead=Line("★ "))
    # Of several reached on one day the farthest is told; then what comes next.
    reached = {(one.goal, one.reached): one.says for one in progress.waypoints if one.reached is not None}
    for says in reached.values():
        sheet.put(Line(says, style=WELL), 2, lead=Line("★ "))
    for one in progress.waypoints:
        if one.reached is None:
            sheet.put(Line(one.says, style=QUIET), 2, lead=Line("☆ "))


def _signals(sheet: Sheet, progress: Progress) -> None:
    """What stands out, most pressing first; beyond a few only how many more there are, never what protects life."""
    language = progress.language
    awake = [one for one in progress.signals if one.snoozed_until is None and one.rests_until is None]
    asleep = [signal for signal in progress.signals if signal.snoozed_until is not None]
    _head(sheet, word("stands out", language))
    if not awake:
        sheet.put(Line(word("nothing stands out", language)), 2)
    shown = [signal for place, signal in enumerate(awake) if signal.safety or place < MOST_SIGNALS]
    about = None
    for signal in sorted(shown, key=lambda one: (not one.safety, ABOUT.index(one.about))):
        heading = "safety" if signal.safety else signal.about
        if heading != about:
            about = heading
            sheet.put(Line(word(f"about {heading}", language), style="bold"), 2)
        _signal(sheet, signal, language)
    if len(awake) > len(shown):
        sheet.put(Line(word("more", language, count=len(awake) - len(shown)), style=QUIET), 2)
    for signal in progress.signals:
        if signal.rests_until is not None:
            sheet.put(Line(f"{signal.title} {signal.says}", style=QUIET), 2, lead=Line("· ", style=QUIET))
    for signal in asleep:
        said = word("asleep", language, title=signal.title, until=signal.snoozed_until, why=signal.snoozed_because)
        sheet.put(Line(said, style=QUIET), 2)


def _signal(sheet: Sheet, signal: Signal, language: str) -> None:
    when = hours_text(signal.within_hours, language)
    sheet.put(Line.assemble((signal.title, LOOK if not signal.safety else DANGER), f" ({when})"), 4, lead=Line("· "))
    if signal.why is not None:
        sheet.put(Line(signal.why.clinician), 6)
    for does in signal.does:
        sheet.put(Line(does), 6, lead=Line("→ ", style=QUIET))
    sheet.put(Line(f"{signal.id} [{', '.join(signal.reference)}; {signal.status}]", style=QUIET), 6)


def _changes(sheet: Sheet, progress: Progress) -> None:
    """What could be changed: what protects life, the one main change, and in a line what would come after."""
    language = progress.language
    if progress.changes:
        _head(sheet, word("changes", language))
    for change in progress.changes:
        if change.state == "proposed":
            _change(sheet, change, language)
        else:
            key = "change waits" if change.state == "waits" else "change after"
            said = word(key, language, title=change.title, lines=_edited(change), until=change.until)
            sheet.put(Line(said, style=QUIET), 2, lead=Line("· ", style=QUIET))
    if progress.made:
        _head(sheet, word("made", language))
    for made in progress.made:
        said = word("made line", language, title=made.title, at=made.accepted, says=made.says)
        sheet.put(Line(said), 2, lead=Line("· ", style=QUIET))
        if made.then:
            sheet.put(Line(made.then, style=QUIET), 4)


def _change(sheet: Sheet, change: Change, language: str) -> None:
    sheet.put(Line(change.title, style="bold" if change.main else DANGER), 2, lead=Line("◆ "))
    for edit in change.edits:
        key = f"edit {edit.decision}" + (" to" if edit.after else "")
        sheet.put(Line(word(key, language, title=edit.title, before=edit.before, after=edit.after)), 4, lead=Line("→ "))
    sheet.put(Line(change.why.clinician), 4)
    sheet.put(Line(change.why.person, style=QUIET), 4)
    said = word("expected", language, expects=change.expects, look=change.look, burden=change.burden)
    sheet.put(Line(said), 4)
    if change.measure_label is not None:
        sheet.put(Line(word("by measure", language, measure=change.measure_label), style=QUIET), 4)
    sheet.put(Line(f"{change.id} [{change.status}]", style=QUIET), 4)


def _edited(change: Change) -> str:
    return ", ".join(edit.after or edit.title for edit in change.edits)


def _head(sheet: Sheet, text: str) -> None:
    sheet.blank()
    sheet.put(Line(text.upper(), style=f"bold {ACCENT}"))


def _series(sheet: Sheet, series: Series, language: str, told: set[str]) -> None:
    style = _STYLE.get(series.standing, "")
    label = series.label[:1].upper() + series.label[1:]
    sheet.put(Line.assemble((label, "bold"), ": ", (series.says, style)), 2, lead=Line("· ", style=QUIET))
    drawn = spark(series)
    figures = figures_of(series, language)
    if drawn:
        sheet.put(Line.assemble((drawn, ACCENT), "  ", figures), 4)
    elif figures:
        sheet.put(Line(figures), 4)
    if series.gaps:
        sheet.put(Line(gaps_text(series, language), style=QUIET), 4)
    if series.note and series.note not in told:
        told.add(series.note)
        sheet.put(Line(series.note, style=QUIET), 4)


def figures_of(series: Series, language: str) -> str:
    """First, now, what counts as a change, the aim; what is not known is left out."""
    said = []
    if series.baseline is not None and series.latest is not None and series.latest.day > series.baseline.day:
        said.append(
            word("from to", language, first=value_text(series, series.baseline), now=value_text(series, series.latest))
        )
    elif series.latest is not None:
        said.append(word("now", language, now=value_text(series, series.latest), at=series.latest.at))
    if series.target is not None:
        said.append(word("aim", language, target=_number(series, series.target)))
    if series.meaning is not None and series.standing not in ("old", "one value"):
        said.append(word(f"counts {series.meaning_from}", language, meaning=_number(series, series.meaning)))
    return "; ".join(said)


def gaps_text(series: Series, language: str) -> str:
    """How often and for how long nothing was noted."""
    days = sum(gap.days for gap in series.gaps)
    key = "gap" if len(series.gaps) == 1 else "gaps"
    return word(key, language, gaps=len(series.gaps), days=days)


def value_text(series: Series, point: Point) -> str:
    """One value: a share with how many it rests on."""
    shown = _number(series, point.value)
    return f"{shown} ({point.of})" if series.kind in ("test", "attendance") else shown


def _number(series: Series, value: float) -> str:
    """A share as percent, anything else as a plain number."""
    return f"{100 * value:.0f} %" if is_share(series) else plain_number(value)


def _due(sheet: Sheet, due: Due) -> None:
    style = LOOK if due.state == "overdue" else QUIET if due.state in ("done", "skipped") else ""
    sheet.put(Line.assemble(f"{due.title}: ", (due.says, style)), 2, lead=Line("· ", style=QUIET))
