"""Coverage: which entry of the library carries which line of the written clinical reference."""

from typing import Final, Literal

from waymark.knowledge.model.common import Entry

__all__ = ["CARRIED", "GuidanceLine"]

CARRIED: Final = {
    "whole": "everything the line says stands in the entries named",
    "in part": "the entries named carry it, but for what is said here",
    "not a rule": "it asks for no entry of the library, for the reason said here",
    "not yet": "nothing carries it yet; what is missing is said here",
}


class GuidanceLine(Entry, frozen=True, kw_only=True):
    """One line of the reference, by the id it has there (`WD-A8`), and what carries it.

    `says` is the line in a few words of ours, never its text. `by`: kind of entry (`rules`, `values`, `facts`,
    `medicines`...) -> ids, those of rules as written, with `{substance}`. `features`: files or folders below
    `src/waymark`, where the line is a duty of the software. `why` is needed unless it is carried whole.
    """

    id: str
    section: str
    says: str
    carried: Literal["whole", "in part", "not a rule", "not yet"]
    by: dict[str, tuple[str, ...]] = {}
    features: tuple[str, ...] = ()
    why: str | None = None
