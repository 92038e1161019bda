"""How it goes, as text, continued: weeks, hard moments, expectations, working together, less care, the time after."""

from collections.abc import Iterable

from waymark.progress.report import Progress
from waymark.progress.report_ahead import Aftercare, Expected, HardMoments, RecoveryCapital, StepDown, Working
from waymark.rendering.lines import Line, Sheet
from waymark.rendering.pictures.calendar import KINDS, cell
from waymark.rendering.pictures.words import word as drawn
from waymark.rendering.progress_words import word

__all__ = ["write_ahead", "write_weeks"]

ACCENT, QUIET, LOOK, WELL, DANGER = "cyan", "dim", "yellow", "green", "bold magenta"
_SIGNS = {True: ("✓", WELL), False: ("○", LOOK), None: ("?", QUIET)}
_STATE = {"done": WELL, "due": "", "missed": LOOK, "ahead": QUIET}
# Weeks beside each other on a line of text.
_ACROSS = 13
_CELL = 5


def write_ahead(sheet: Sheet, progress: Progress) -> None:
    """Everything after the measures, in the order of the page."""
    language = progress.language
    if progress.hard_moments is not None:
        _hard(sheet, progress.hard_moments, language)
    if progress.expected:
        _expected(sheet, progress.expected, language)
    if progress.working is not None and progress.working.asked is not None:
        _working(sheet, progress.working, language)
    if progress.step_down is not None and progress.step_down.state != "too early":
        _step_down(sheet, progress.step_down, language)
    if progress.aftercare is not None:
        _aftercare(sheet, progress.aftercare, language)
    if progress.capital is not None and progress.capital.now is not None:
        _capital(sheet, progress.capital, language)
    if progress.versions:
        _head(sheet, word("road", language))
        for one in progress.versions:
            sheet.put(Line(word("version line", language, number=one.number, at=one.at, says=one.says)), 2)
            titles = dict.fromkeys(line.title for line in one.lines)
            sheet.put(Line("; ".join(titles), style=QUIET), 5)


def write_weeks(sheet: Sheet, progress: Progress) -> None:
    """The calendar of weeks as a table of signs: a dot is a week without a note."""
    kinds = [kind for kind in KINDS if any(cell(week, kind)[1] is not None for week in progress.weeks_table)]
    if not kinds:
        return
    language = progress.language
    _head(sheet, word("weeks", language))
    names = [drawn(kind, language) for kind in kinds]
    wide = max(len(name) for name in (*names, drawn("week", language))) + 2
    for start in range(0, len(progress.weeks_table), _ACROSS):
        weeks = progress.weeks_table[start : start + _ACROSS]
        head = "".join(str(week.number).rjust(_CELL) for week in weeks)
        sheet.put(Line(drawn("week", language).ljust(wide) + head, style=QUIET), 2)
        for kind, name in zip(kinds, names, strict=True):
            cells = "".join(cell(week, kind)[0].rjust(_CELL) for week in weeks)
            sheet.put(Line.assemble((name.ljust(wide), QUIET), cells), 2)


def _head(sheet: Sheet, text: str) -> None:
    sheet.blank()
    sheet.put(Line(text.upper(), style=f"bold {ACCENT}"))


def _bullets(sheet: Sheet, lines: Iterable[str], indent: int = 4) -> None:
    for line in lines:
        sheet.put(Line(line), indent, lead=Line("· ", style=QUIET))


def _hard(sheet: Sheet, hard: HardMoments, language: str) -> None:
    _head(sheet, word("hard", language))
    sheet.put(Line(hard.says, style=LOOK if hard.due or not hard.complete else WELL), 2)
    for part in hard.parts:
        if part.lines:
            sheet.put(Line(part.title, style="bold"), 2)
            for line in part.lines:
                plain = line.by == "own words" or part.id == "steps"
                more = [] if plain else [word(f"by {line.by}", language)]
                more += [line.says] if line.says else []
                more += [word("new line", language)] if line.new else []
                said = Line.assemble(line.text, (f" ({', '.join(more)})" if more else "", QUIET))
                sheet.put(said, 4, lead=Line("· ", style=QUIET))


def _expected(sheet: Sheet, expected: tuple[Expected, ...], language: str) -> None:
    _head(sheet, word("expectations", language))
    for one in expected:
        sheet.put(Line(word("you expect", language, text=one.text), style="bold"), 2)
        _bullets(sheet, one.happened)
        if one.settled_at is None:
            sheet.put(Line(one.says, style=LOOK), 4)
        else:
            key = "settled as" if one.settled else "settled on"
            sheet.put(Line(word(key, language, at=one.settled_at, text=one.settled), style=WELL), 4)


def _working(sheet: Sheet, working: Working, language: str) -> None:
    _head(sheet, word("working", language))
    sheet.put(Line(working.says, style=LOOK if working.low else ""), 2)
    for one in working.answers:
        key = "answer" if one.before is None else "answer before"
        before = None if one.before is None else f"{one.before:g}"
        said = word(key, language, label=one.label, value=f"{one.value:g}", before=before)
        sheet.put(Line(said), 4, lead=Line("· ", style=QUIET))
    for step in working.steps:
        sheet.put(Line(step), 4, lead=Line("→ ", style=QUIET))


def _step_down(sheet: Sheet, step: StepDown, language: str) -> None:
    _head(sheet, word("step down", language))
    sheet.put(Line(step.says, style=WELL if step.state == "ready" else ""), 2)
    for check in step.checks:
        sign, style = _SIGNS[check.holds]
        sheet.put(Line(check.says), 4, lead=Line(f"{sign} ", style=style))
    if step.overlap:
        sheet.put(Line(step.overlap), 2)


def _aftercare(sheet: Sheet, after: Aftercare, language: str) -> None:
    _head(sheet, word("aftercare", language))
    sheet.put(Line(word("aftercare since", language, days=after.days, since=after.since)), 2)
    if after.weekly_until is not None:
        sheet.put(Line(word("weekly until", language, until=after.weekly_until), style=LOOK), 2)
    for one in after.checkups:
        state = word(f"checkup {one.state}", language, at=one.at, until=one.until, opens=one.opens)
        said = Line.assemble(f"{one.due}: {one.title}, ", (state, _STATE[one.state]))
        sheet.put(said, 4, lead=Line("· ", style=QUIET))
    sheet.put(Line(word("way back", language), style="bold"), 2)
    _bullets(sheet, after.way_back)


def _capital(sheet: Sheet, capital: RecoveryCapital, language: str) -> None:
    _head(sheet, word("capital", language))
    supported = word("supported", language, from_=f"{capital.supported_from:g}")
    sheet.put(Line.assemble(capital.says, "  ", (supported, QUIET)), 2)
    for field in capital.fields:
        sheet.put(Line(field.label, style="bold"), 2)
        for key, parts in (("there", field.assets), ("thin", field.gaps), ("done for it", field.actions)):
            if parts:
                sheet.put(Line.assemble((f"{word(key, language)}: ", QUIET), ", ".join(parts)), 4)
