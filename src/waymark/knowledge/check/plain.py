"""Is what the person reads plain? Each text alone, and the texts of an entry together, by the gates of the library."""

import statistics
from collections.abc import Iterator
from functools import cache

import msgspec

from waymark.knowledge.assemble import Library
from waymark.knowledge.check import reading
from waymark.knowledge.check.findings import Finding, found
from waymark.knowledge.check.texts import LOCALES, for_person
from waymark.knowledge.folder import Written
from waymark.knowledge.model.plain_words import ReadingGate
from waymark.knowledge.reader import Path
from waymark.knowledge.shapes import texts

__all__ = ["Figures", "figures", "grades"]

_GRADE = "flesch-kincaid"


class Figures(msgspec.Struct, frozen=True):
    """What was measured in one language. Medians and counts are of texts long enough alone, and of whole entries."""

    language: str
    texts: int
    entries: int
    median_text: float
    median_entry: float
    # Texts and entries beyond the aim, and texts beyond the limit.
    beyond_aim: int
    beyond_limit: int
    aim: float

    def __str__(self) -> str:
        name, side = ("English: grade", "above") if self.language == "en" else ("Spanish: ease", "below")
        return (
            f"{name} {self.median_text:.1f} in the middle of {self.texts} texts, {self.median_entry:.1f} of "
            f"{self.entries} entries; {self.beyond_aim} {side} {self.aim:g}, {self.beyond_limit} over the limit."
        )


def grades(library: Library) -> Iterator[Finding]:
    """Texts, and entries taken as a whole, that are too hard."""
    gated = {gate.language for gate in _gates(library)}
    for language in LOCALES:
        if language not in gated:
            what = f"nothing says how hard texts in `{language}` may be; add a reading gate"
            yield Finding("wording", 1, "reading_gates", what, "reading")
    for gate in _gates(library):
        told = set()
        for written, path, score in _of_texts(library, gate):
            if _beyond(gate, score, gate.limit):
                told.add(id(written))
                yield found(
                    "reading", written, f"{_said(gate, score)}; {_cure(gate, gate.limit)}", *path, gate.language
                )
        for written, parts, score in _of_entries(library, gate):
            # Of an entry with a text that was told of, the rest may be plain.
            if id(written) not in told and _beyond(gate, score, gate.entry_limit):
                path = max(parts, key=lambda part: _hardness(gate, part[1], _names(library)))[0]
                what = f"taken together {_said(gate, score)}; {_cure(gate, gate.entry_limit)}"
                yield found("reading", written, what, *path, gate.language)


def figures(library: Library) -> list[Figures]:
    """How plain the library is, per language."""
    made = []
    for gate in _gates(library):
        alone = [score for _, _, score in _of_texts(library, gate)]
        whole = [score for _, _, score in _of_entries(library, gate)]
        made.append(
            Figures(
                language=gate.language,
                texts=len(alone),
                entries=len(whole),
                median_text=statistics.median(alone or [0]),
                median_entry=statistics.median(whole or [0]),
                beyond_aim=sum(_beyond(gate, score, gate.aim) for score in (*alone, *whole)),
                beyond_limit=sum(_beyond(gate, score, gate.limit) for score in alone),
                aim=gate.aim,
            )
        )
    return made


def _gates(library: Library) -> list[ReadingGate]:
    return sorted((w.entry for w in library.entries["reading_gates"].values()), key=lambda gate: gate.language)


def _beyond(gate: ReadingGate, score: float, limit: float) -> bool:
    return score > limit if gate.formula == _GRADE else score < limit


def _said(gate: ReadingGate, score: float) -> str:
    if gate.formula == _GRADE:
        return f"reads at grade {score:.1f}"
    band = max((b for b in gate.bands if b.at_least <= score), key=lambda b: b.at_least, default=None)
    return f"has a reading ease of {score:.0f}" + (f" ({band.says['en']})" if band is not None else "")


def _cure(gate: ReadingGate, limit: float) -> str:
    return f"at {'most' if gate.formula == _GRADE else 'least'} {limit:g}: use shorter words and sentences"


def _read(library: Library, language: str) -> Iterator[tuple[Written, list[tuple[Path, str]]]]:
    """What the person reads of each entry."""
    for entries in library.written.values():
        for written in entries:
            yield (
                written,
                [
                    (path, text[language])
                    for path, text in texts(written.origin)
                    if language in text and for_person(written.origin, path)
                ],
            )


def _of_texts(library: Library, gate: ReadingGate) -> Iterator[tuple[Written, Path, float]]:
    names = _names(library)
    for written, parts in _read(library, gate.language):
        for path, said in parts:
            score = reading.measured(gate, said, names)
            if score is not None:
                yield written, path, score


def _of_entries(library: Library, gate: ReadingGate) -> Iterator[tuple[Written, list[tuple[Path, str]], float]]:
    names = _names(library)
    for written, parts in _read(library, gate.language):
        score = reading.measured(gate, "\n".join(said for _, said in parts), names)
        if score is not None:
            yield written, parts, score


def _hardness(gate: ReadingGate, text: str, names: frozenset[str]) -> float:
    # Repeated until it is long enough to measure: only to find the part that weighs most.
    long = "\n".join([text] * (1 + gate.fewest_words // max(1, len(reading.words_of(text)))))
    score = reading.measured(gate, long, names) or 0.0
    return score if gate.formula == _GRADE else -score


def _names(library: Library) -> frozenset[str]:
    """Names the person has to meet anyway: those listed, ingredients, substances, instruments and crisis lines."""
    return _name_words(
        tuple(
            text
            for kind in ("substances", "instruments", "crisis")
            for written in library.entries[kind].values()
            for key in ("label", "name")
            for text in (getattr(written.entry, key, None) or {}).values()
        )
        + tuple(written.entry.ingredient for written in library.entries["medicines"].values())
        + tuple(word for written in library.entries["reading_names"].values() for word in written.entry.words)
    )


@cache
def _name_words(texts_: tuple[str, ...]) -> frozenset[str]:
    return frozenset(word.lower() for text in texts_ for word in reading.words_of(text))
