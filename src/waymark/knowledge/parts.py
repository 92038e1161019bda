"""Items, branches and scores of a form that are written once `for_each` of its parts, as one per part."""

from collections.abc import Iterator
from typing import Any

import msgspec

from waymark.knowledge.convert import nearest
from waymark.knowledge.errors import Trouble
from waymark.knowledge.folder import Written
from waymark.knowledge.model.instrument import Each, Instrument, Part
from waymark.knowledge.reader import Path
from waymark.knowledge.shapes import TextChange, map_texts, shape

__all__ = ["written_out"]

_KEYS = ("items", "branches", "scores")


def written_out(written: Written) -> tuple[Written, list[Trouble]]:
    """The instrument with everything written out, in the order of its parts, and what is wrong with its `for_each`."""
    instrument: Instrument = written.entry
    if not any(entry.for_each is not None for key in _KEYS for entry in getattr(instrument, key)):
        troubles = [written.trouble("has parts and nothing `for_each` of them; remove them", "parts")]
        return written, troubles if instrument.parts else []
    troubles = list(_unknown_parts(written))
    if troubles:
        return written, troubles
    whole = {
        key: tuple(one for entry in getattr(instrument, key) for one in _per_part(entry, instrument.parts))
        for key in _KEYS
    }
    return written.with_entry(msgspec.structs.replace(instrument, **whole)), []


def _unknown_parts(written: Written) -> Iterator[Trouble]:
    names = [part.id for part in written.entry.parts]
    for key in _KEYS:
        for place, entry in enumerate(getattr(written.entry, key)):
            each: Each = entry.for_each or Each()
            for name in (*each.only, *each.without):
                if name not in names:
                    what = f"`{name}` is no part of this form{nearest(name, names) or '; add it to `parts`'}"
                    yield written.trouble(what, key, place, "for_each")
            if entry.for_each is not None and not names:
                yield written.trouble("the form has no `parts`; name them", key, place, "for_each")


def _per_part(entry: msgspec.Struct, parts: tuple[Part, ...]) -> Iterator[Any]:
    each: Each | None = entry.for_each  # type: ignore[attr-defined]
    if each is None:
        yield entry
        return
    plain = msgspec.to_builtins(entry)
    del plain["for_each"]
    for part in parts:
        if part.id not in each.without and (not each.only or part.id in each.only):
            named = map_texts(plain, shape(type(entry)), _naming(part))
            yield msgspec.convert(_replaced(named, part.id), type(entry))


def _naming(part: Part) -> TextChange:
    def named(_: Path, text: dict[str, str]) -> dict[str, str]:
        names = {locale: part.name.get(locale, part.name["en"]) for locale in text}
        return {locale: words.replace("{part.name}", names[locale]) for locale, words in text.items()}

    return named


def _replaced(value: Any, part: str) -> Any:
    if isinstance(value, str):
        return value.replace("{part}", part)
    if isinstance(value, dict):
        return {key: _replaced(item, part) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_replaced(item, part) for item in value]
    return value
