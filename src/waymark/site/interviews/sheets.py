"""Forms as sheets of paper: which there are, and which are of the moment for somebody."""

import msgspec

from waymark.record.reading import read_person
from waymark.site.access.gate import Gate
from waymark.site.interviews.holding import ask_of, moment_of, packs
from waymark.site.plans.library import library
from waymark.site.records.selectors import document_of
from waymark.site.records.shown import text_of

__all__ = ["Sheet", "sheet_of", "sheets_of"]


class Sheet(msgspec.Struct, frozen=True):
    """One form, of one substance where it asks about one. `id`: `phq9`, `assist:alcohol`. `words`: official ones are
    installed."""

    id: str
    instrument: str
    substance: str | None
    name: str
    minutes: int
    items: int
    window: int
    words: bool


def sheet_of(name: str, language: str) -> Sheet | None:
    """A form by its id; None where there is none with items."""
    release = library(language)
    form, _, substance = name.partition(":")
    instrument = release.instruments.get(form)
    known = substance in release.substances if substance else True
    if instrument is None or not instrument.items or not known:
        return None
    label = text_of(instrument.name)
    if substance:
        label = f"{label}: {text_of(release.substances[substance].name)}"
    window = instrument.window_days or 0
    return Sheet(
        name, form, substance or None, label, max(1, round(instrument.minutes)), len(instrument.items),
        window if window > 1 else 0, form in packs(language),
    )  # fmt: skip


def sheets_of(gate: Gate, language: str) -> tuple[list[Sheet], list[Sheet]]:
    """(of the moment for this person and not filled yet, all others by name). Raises RecordError."""
    record = read_person(document_of(gate.about), "the record")
    asking = ask_of(gate.about, record, moment_of(record, None, None, gate.acting.at), by="", language=language)
    chooser = asking.chooser
    wanted = {topic.id for topic in chooser.in_order()}
    now, others = [], []
    for topic in asking.catalogue.topics.values():
        if topic.kind != "form":
            continue
        sheet = sheet_of(topic.id.removeprefix("form:"), language)
        if sheet is not None:
            (now if topic.id in wanted else others).append(sheet)
    return now, sorted(others, key=lambda sheet: sheet.name.casefold())
