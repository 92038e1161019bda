"""A hand-over as text and as a page: what keeps safe, then the way over, what is open, and how things stand."""

from collections.abc import Iterable
from typing import TextIO

import msgspec

from waymark.progress.handover import Handover
from waymark.progress.report import Series
from waymark.progress.report_ahead import MedicineGoesOn, OpenItem
from waymark.rendering.dates import dated
from waymark.rendering.handover_words import word
from waymark.rendering.headings import who_text
from waymark.rendering.lines import Line, Sheet
from waymark.rendering.page import style, template, tidied
from waymark.rendering.pictures.trajectory import number
from waymark.rendering.terminal import sheet_for, show

__all__ = ["Section", "print_handover", "render_handover", "render_handover_page", "sections_of"]

ACCENT, QUIET, LOOK, WELL, DANGER = "cyan", "dim", "yellow", "green", "bold magenta"


class Section(msgspec.Struct, frozen=True):
    """A heading with lines; `open`, `closed`: items with a sign of their own. `kind` danger: what protects life."""

    id: str
    title: str
    lines: tuple[str, ...] = ()
    open: tuple[str, ...] = ()
    closed: tuple[str, ...] = ()
    kind: str = ""


def sections_of(h: Handover) -> tuple[Section, ...]:
    """All sections, in order; what is empty is left out."""
    language = h.language
    found = [*_safe(h), *_over(h), *_stands(h), *_after(h)]
    found.append(Section("help", word("numbers", language), tuple(item.title for item in h.crisis), kind="danger"))
    return tuple(one for one in found if one.lines or one.open or one.closed)


def _safe(h: Handover) -> Iterable[Section]:
    w, language = word, h.language
    yield Section("danger", w("danger", language), h.alerts, kind="danger")
    yield Section("bridge", w("bridge", language), h.bridge)
    medicines = tuple(_medicine(one, language) for one in h.medicines) or (w("no medicines", language),)
    yield Section("medicines", w("medicines", language), medicines)
    yield Section("naloxone", w("naloxone", language), (h.naloxone,))


def _medicine(one: MedicineGoesOn, language: str) -> str:
    parts = [one.dose]
    parts.append(None if one.prescriber is None else word("prescribed by", language, who=one.prescriber))
    parts.append(None if one.last_dose is None else word("last dose", language, at=one.last_dose))
    said = ", ".join(part for part in parts if part)
    return f"{one.name}{f' ({said})' if said else ''}. {one.says}".strip()


def _over(h: Handover) -> Iterable[Section]:
    language = h.language
    way = [h.visit.says, h.overlap]
    if h.step_down is not None:
        way.insert(0, h.step_down.says)
    yield Section("visit", word("visit", language), tuple(way))
    open_ = tuple(_item(one, language) for one in h.open if one.state == "open")
    none = () if open_ else (word("nothing open", language),)
    yield Section("open", word("open", language), none, open_)
    closed = tuple(_item(one, language) for one in h.open if one.state == "closed")
    yield Section("closed", word("closed", language), (), (), closed)
    yield Section("consent", word("consent", language), (h.consent, h.notes))


def _item(one: OpenItem, language: str) -> str:
    who = who_text(one.who, language)
    if one.state == "closed":
        said = who if one.closed is None else word("closed on", language, at=one.closed)
    else:
        said = word("by" if one.by else "no date", language, who=who, by=one.by)
    return f"{one.title} ({said})"


def _stands(h: Handover) -> Iterable[Section]:
    language = h.language
    yield Section("words", word("words", language), h.own_words)
    head = (word("level", language, level=h.level), *((h.text,) if h.text else ()))
    yield Section("stands", word("stands", language), (*head, *h.needs))
    yield Section("goals", word("goals", language), h.goals)
    yield Section("helps", word("helps", language), h.helps)
    moved = tuple(_moved(one) for one in h.series if one.standing != "counted" and one.latest is not None)
    yield Section("moved", word("moved", language), moved)
    yield Section("made", word("made", language), tuple(f"{one.title} ({one.accepted}): {one.says}" for one in h.made))
    hard = [h.hard_moments.says]
    not_well = (part for part in h.hard_moments.not_well if part.id not in ("call", "helps"))
    for part in (*h.hard_moments.parts, *not_well):
        own = [f"{line.text} ({line.says})" if line.says else line.text for line in part.lines if line.by != "plan"]
        if own:
            hard.append(f"{part.title}: {'; '.join(own)}")
    yield Section("hard", word("hard", language), tuple(hard))


def _moved(one: Series) -> str:
    label = one.label[:1].upper() + one.label[1:]
    assert one.latest is not None
    now = number(one, one.latest.value)
    numbers = now if one.baseline is None else f"{number(one, one.baseline.value)} → {now}"
    return f"{label}: {numbers} ({one.latest.at}); {one.says}"


def _after(h: Handover) -> Iterable[Section]:
    language = h.language
    yield Section("after", word("after", language), h.aftercare)
    yield Section("checkups", word("checkups", language), h.checkups)
    yield Section("way-back", word("way back", language), h.way_back)
    yield Section("unknown", word("unknown", language), h.unknown)


def title_of(h: Handover) -> tuple[str, str]:
    """The title, and which move it is for."""
    name = h.called or h.person
    return word("title", h.language, name=name), word("kind", h.language, kind=h.title, at=h.at)


# -- text --------------------------------------------------------------------------------------------------------------


def print_handover(h: Handover, stream: TextIO) -> None:
    """Write it to a terminal or a pipe; colour only where the stream shows it."""
    sheet = sheet_for(stream)
    _write(sheet, h)
    show(sheet, stream)


def render_handover(h: Handover, width: int = 100) -> str:
    """The same as plain text of this width."""
    sheet = Sheet(width)
    _write(sheet, h)
    return sheet.plain


def _write(sheet: Sheet, h: Handover) -> None:
    title, kind = title_of(h)
    sheet.put(Line(title, style="bold"))
    sheet.put(Line(kind, style=QUIET))
    for section in sections_of(h):
        sheet.blank()
        sheet.put(Line(section.title.upper(), style=DANGER if section.kind == "danger" else f"bold {ACCENT}"))
        for lines, sign, look in (
            (section.lines, "· ", QUIET),
            (section.open, "○ ", LOOK),
            (section.closed, "✓ ", WELL),
        ):
            for line in lines:
                sheet.put(Line(line), 2, lead=Line(sign, style=look))
    sheet.blank()
    sheet.put(Line(word("footer", h.language), style=QUIET))


# -- page --------------------------------------------------------------------------------------------------------------


def render_handover_page(h: Handover) -> str:
    """One HTML document with nothing to fetch, for screen and paper: style inside, no script."""
    title, kind = title_of(h)
    css = style("plan.css", "pictures.css", "progress.css")
    page = template("handover.html.jinja").render(
        h=h, title=title, kind=dated(kind, h.language), css=css, sections=_dated(sections_of(h), h.language),
        signs=(word("sign open", h.language), word("sign closed", h.language)), footer=word("footer", h.language),
        numbers=word("numbers", h.language),
    )  # fmt: skip
    return tidied(page)


def _dated(sections: Iterable[Section], language: str) -> list[Section]:
    def said(lines: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dated(line, language) for line in lines)

    return [Section(s.id, s.title, said(s.lines), said(s.open), said(s.closed), s.kind) for s in sections]
