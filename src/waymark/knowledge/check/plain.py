"""Is what the person reads plain? Each text alone, and the texts of an entry together, on the scales of the library."""

import statistics
from collections.abc import Iterator
from functools import cache

import msgspec

from waymark.knowledge.assemble import Library
from waymark.knowledge.check import reading
from waymark.knowledge.check.findings import Finding, found
from waymark.knowledge.check.texts import LOCALES, for_person
from waymark.knowledge.folder import Written
from waymark.knowledge.model.plain_words import ReadingScale
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
    scaled = {scale.language for scale in _scales(library)}
    for language in LOCALES:
        if language not in scaled:
            what = f"nothing says how hard texts in `{language}` may be; add a reading scale"
            yield Finding("wording", 1, "reading_scales", what, "reading")
    for scale in _scales(library):
        told = set()
        for written, path, score in _of_texts(library, scale):
            if _beyond(scale, score, scale.limit):
                told.add(id(written))
                yield found(
                    "reading", written, f"{_said(scale, score)}; {_cure(scale, scale.limit)}", *path, scale.language
                )
        for written, parts, score in _of_entries(library, scale):
            # Of an entry with a text that was told of, the rest may be plain.
            if id(written) not in told and _beyond(scale, score, scale.entry_limit):
                path = max(parts, key=lambda part: _hardness(scale, part[1], _names(library)))[0]
                what = f"taken together {_said(scale, score)}; {_cure(scale, scale.entry_limit)}"
                yield found("reading", written, what, *path, scale.language)


def figures(library: Library) -> list[Figures]:
    """How plain the library is, per language."""
    made = []
    for scale in _scales(library):
        alone = [score for _, _, score in _of_texts(library, scale)]
        whole = [score for _, _, score in _of_entries(library, scale)]
        made.append(
            Figures(
                language=scale.language,
                texts=len(alone),
                entries=len(whole),
                median_text=statistics.median(alone or [0]),
                median_entry=statistics.median(whole or [0]),
                beyond_aim=sum(_beyond(scale, score, scale.aim) for score in (*alone, *whole)),
                beyond_limit=sum(_beyond(scale, score, scale.limit) for score in alone),
                aim=scale.aim,
            )
        )
    return made


def _scales(library: Library) -> list[ReadingScale]:
    return sorted((w.entry for w in library.entries["reading_scales"].values()), key=lambda scale: scale.language)


def _beyond(scale: ReadingScale, score: float, limit: float) -> bool:
    return score > limit if scale.formula == _GRADE else score < limit


def _said(scale: ReadingScale, score: float) -> str:
    if scale.formula == _GRADE:
        return f"reads at grade {score:.1f}"
    band = max((b for b in scale.bands if b.at_least <= score), key=lambda b: b.at_least, default=None)
    return f"has a reading ease of {score:.0f}" + (f" ({band.says['en']})" if band is not None else "")


def _cure(scale: ReadingScale, limit: float) -> str:
    return f"at {'most' if scale.formula == _GRADE else 'least'} {limit:g}: use shorter words and sentences"


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


def _of_texts(library: Library, scale: ReadingScale) -> Iterator[tuple[Written, Path, float]]:
    names = _names(library)
    for written, parts in _read(library, scale.language):
        for path, said in parts:
            score = reading.measured(scale, said, names)
            if score is not None:
                yield written, path, score


def _of_entries(library: Library, scale: ReadingScale) -> Iterator[tuple[Written, list[tuple[Path, str]], float]]:
    names = _names(library)
    for written, parts in _read(library, scale.language):
        score = reading.measured(scale, "\n".join(said for _, said in parts), names)
        if score is not None:
            yield written, parts, score


def _hardness(scale: ReadingScale, text: str, names: frozenset[str]) -> float:
    # Repeated until it is long enough to measure: only to find the part that weighs most.
    long = "\n".join([text] * (1 + scale.fewest_words // max(1, len(reading.words_of(text)))))
    score = reading.measured(scale, long, names) or 0.0
    return score if scale.formula == _GRADE else -score


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
