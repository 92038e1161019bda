"""Sentences of the rooms below about what is wrong with a record, in the language of the page.

Those rooms speak English, as the command line does. Each of their sentences has a Spanish twin here (a test reads
their sources); what stands inside of one, such as a kind of thing or the help at its end, has its own. A sentence that
nobody knows stays as it is: better said in another language than not said.
"""

import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

import yaml

__all__ = ["in_language", "twins"]

_HOLE = re.compile(r"\{(\d)\}")
# A place in a document, before the sentence: `measures[3].value`.
_PLACE = re.compile(r"(?P<place>[^:\s]*(?: [^:\s]+){0,2}): (?P<rest>.+)", re.DOTALL)
_DEEPEST = 4


@cache
def twins() -> tuple[tuple[str, str], ...]:
    """English and Spanish templates, as they stand in the file."""
    written = files("waymark.site.pages").joinpath("faults_es.yaml").read_text(encoding="utf-8")
    return tuple((english, spanish) for english, spanish in yaml.safe_load(written))


def in_language(sentences: Iterable[str], language: str) -> tuple[str, ...]:
    """The same sentences for a page in this language."""
    return tuple(_spanish(one, _DEEPEST) if language == "es" else one for one in sentences)


def _spanish(sentence: str, deep: int) -> str:
    for shape, spanish in _shapes():
        found = shape.fullmatch(sentence)
        if found is not None:
            inside = [_spanish(part, deep - 1) if deep and part else part for part in found.groups()]
            return spanish.format(*inside)
    if deep and sentence.endswith(".") and (bare := _spanish(sentence[:-1], 0)) != sentence[:-1]:
        return f"{bare}."
    placed = _PLACE.fullmatch(sentence)
    if placed is None or not deep:
        return sentence
    return f"{_spanish(placed['place'], 0)}: {_spanish(placed['rest'], deep - 1)}"


@cache
def _shapes() -> tuple[tuple[re.Pattern[str], str], ...]:
    """The longest first: what says more is what is meant."""
    found = []
    for english, spanish in sorted(twins(), key=lambda one: -len(_HOLE.sub("", one[0]))):
        pieces = [re.escape(piece.replace("{{", "{")) for piece in _HOLE.split(english)[::2]]
        found.append((re.compile("(.*?)".join(pieces), re.DOTALL), spanish))
    return tuple(found)
