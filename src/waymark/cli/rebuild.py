"""A plan made again from what it carries: the same release, the same programme, the same moment."""

from pathlib import Path
from typing import NamedTuple

from waymark.cli.errors import Refused
from waymark.cli.make import Maker
from waymark.cli.store import kept_release
from waymark.knowledge.errors import LibraryError
from waymark.knowledge.release import Release, load_bundle
from waymark.planning.compose import Documents
from waymark.planning.plan import Plan
from waymark.planning.prepare import ENGINE
from waymark.record.home import home

__all__ = ["CannotRebuild", "Rebuilt", "rebuild", "release_of"]


class CannotRebuild(Refused):
    """The plan cannot be made again; `reason` names why, `parts` go with it."""

    def __init__(self, says: str, reason: str, **parts: str) -> None:
        super().__init__(says)
        self.reason, self.parts = reason, parts


class Rebuilt(NamedTuple):
    """The plan as it comes out, with what it was made by and from."""

    maker: Maker
    documents: Documents
    plan: Plan


def rebuild(plan: Plan, path: Path, language: str | None = None) -> Rebuilt:
    """Make the plan again, by default in its own language; raises CannotRebuild with one sentence."""
    if plan.carries is None:
        says = "this plan does not carry its record; make it again with the record at hand"
        raise CannotRebuild(f"{path}: {says}", "no record")
    if plan.inputs.engine != ENGINE:
        raise CannotRebuild(
            f"{path}: made with engine version {plan.inputs.engine}; this Waymark runs version {ENGINE} and cannot "
            "run it any more; replay it with the Waymark that made it",
            "other engine",
            made=plan.inputs.engine[:20],
            here=ENGINE,
        )
    spoken = language or plan.header.language
    maker = Maker(None, (), spoken, None, release=release_of(plan, path, spoken))
    carried = plan.carries
    try:
        maker.use_programme(bytes(carried.programme) or None, str(path))
        maker.at = _moment(plan, path)
        documents = maker.read(bytes(carried.record), str(path), bytes(carried.decisions) or None, str(path))
        return Rebuilt(maker, documents, maker.compose(documents, str(path)))
    except CannotRebuild:
        raise
    except Refused as refusal:
        raise CannotRebuild(str(refusal), "record refused", why=str(refusal).removeprefix(f"{path}: ")) from None


def _moment(plan: Plan, path: Path) -> str | int:
    """The plan's moment as documents write it: a date, or whole days from the anchor."""
    at = plan.header.at
    if plan.header.anchor is None:
        return at
    try:
        return int(at.removeprefix("day "))
    except ValueError:
        raise Refused(f"{path}: header.at: “{at}” is no day of a plan; take the file as it was made") from None


def release_of(plan: Plan, path: Path, language: str) -> Release:
    """The release a plan was made with, kept here or in use; raises CannotRebuild."""
    from waymark.cli.inputs import open_release

    current = open_release((), language)
    wanted = plan.inputs.release
    if current.id == wanted:
        return current
    kept = kept_release(wanted)
    if kept is None:
        raise CannotRebuild(
            f"{path}: made with release {wanted[:12]}, which is neither this one nor kept in "
            f"{home() / 'releases'}; put that release there and try again",
            "other release",
            release=wanted[:12],
        )
    try:
        release = load_bundle(kept, language)
    except LibraryError as error:
        says = f"{path}: its release in {home() / 'releases'} cannot be used: {error}"
        raise CannotRebuild(says, "other release", release=wanted[:12]) from None
    if release.id != wanted:
        says = f"what lies in {home() / 'releases'} under its release's name is another; put the right one there"
        says = f"{path}: {says}"
        raise CannotRebuild(says, "other release", release=wanted[:12])
    return release
