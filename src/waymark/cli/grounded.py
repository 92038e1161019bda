"""A plan document with what it stands on: made again and found the same, or taken at its word and marked so."""

from pathlib import Path
from typing import NamedTuple

from waymark.cli.inputs import read_bytes
from waymark.cli.rebuild import CannotRebuild, Rebuilt, rebuild
from waymark.planning.explaining.explain import items_of
from waymark.planning.explaining.explanation import Footing
from waymark.planning.explaining.ground import Ground
from waymark.planning.phrases_explaining import tell
from waymark.planning.plan import Plan
from waymark.planning.situation import read_situation
from waymark.record.canonical import canonical

__all__ = ["EDITED", "Checked", "Grounded", "check", "stand_on"]


EDITED = "its record gives another plan; the file was changed after it was made, or made by another build"


class Grounded(NamedTuple):
    """The plan in the language asked for, its situation where there is one, and a sentence on what this stands on.

    `why`: why there is no situation, and what to do, in the command's words.
    """

    plan: Plan
    ground: Ground | None
    footing: Footing
    why: str = ""


class Checked(NamedTuple):
    """A plan made again in its own language, or None and why, in the command's words and for readers (`footing`).

    `edited`: it comes out otherwise than the document says.
    """

    rebuilt: Rebuilt | None
    footing: Footing
    edited: bool = False
    why: str = ""


def check(plan: Plan, path: Path, language: str) -> Checked:
    """Make the plan again from what it carries; where it does not come out the same, only the document counts.

    `language`: of the sentence about it.
    """
    try:
        rebuilt = rebuild(plan, path)
    except CannotRebuild as refusal:
        why = tell(refusal.reason, language, **refusal.parts)
        footing = _only_document(plan, tell("cannot rebuild", language, why=why), language)
        said = str(refusal).removeprefix(f"{path}: ")
        return Checked(
            None, footing, why=f"its record is refused: {said}" if refusal.reason == "record refused" else said
        )
    if not _same(rebuilt, path):
        footing = _edited(plan, rebuilt.plan, language)
        return Checked(None, footing, edited=True, why=EDITED)
    says = tell("rebuilt", language, release=plan.inputs.release[:12])
    return Checked(rebuilt, Footing(rebuilt=True, says=says))


def stand_on(plan: Plan, path: Path, language: str) -> Grounded:
    """The plan in this language with its situation, or as it stands in the document."""
    rebuilt, footing, _, why = check(plan, path, language)
    if rebuilt is None:
        return Grounded(plan, None, footing, why)
    if language != plan.header.language:
        rebuilt = rebuild(plan, path, language)
    maker = rebuilt.maker
    situation = read_situation(maker.prepared, rebuilt.documents, maker.at)
    return Grounded(rebuilt.plan, Ground(situation), footing)


def _same(rebuilt: Rebuilt, path: Path) -> bool:
    """The document holds what comes out; spaces and line breaks between its parts do not count."""
    given, made = read_bytes(path).strip(), rebuilt.maker.encode(rebuilt.plan)
    return given == made or canonical(given) == canonical(made)


def _edited(plan: Plan, made: Plan, language: str) -> Footing:
    given, again = items_of(plan), items_of(made)
    differing = tuple(name for name in {**given, **again} if given.get(name) != again.get(name))
    key = "edited lines" if differing else "edited"
    return _only_document(plan, tell(key, language, count=len(differing)), language, differing)


def _only_document(plan: Plan, says: str, language: str, differing: tuple[str, ...] = ()) -> Footing:
    if language != plan.header.language:
        says = f"{says} {tell('document language', language)}"
    return Footing(rebuilt=False, says=says, differing=differing)
