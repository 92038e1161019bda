"""`waymark replay PLAN.json`: rebuild a plan from what it carries, to the byte."""

import argparse
import sys
from pathlib import Path

from waymark.cli.errors import DONE, REFUSED, Refused
from waymark.cli.explain import read_plan
from waymark.cli.inputs import read_bytes, refuse_empty
from waymark.cli.make import Maker
from waymark.cli.store import home, kept_release
from waymark.knowledge.errors import LibraryError
from waymark.knowledge.release import load_bundle
from waymark.planning.plan import Plan
from waymark.planning.prepare import ENGINE

__all__ = ["run"]


def run(words: list[str]) -> int:
    """Rebuild and compare; exit 0 when the bytes are the same, 1 when they are not or cannot be made."""
    parser = argparse.ArgumentParser(prog="waymark replay", description="Rebuild a plan to the byte.")
    parser.add_argument("plan", help="a plan written with --format json")
    parser.add_argument("--write", metavar="FILE", help="also write the rebuilt plan here")
    options = parser.parse_args(words)
    refuse_empty("plan", options.plan)
    refuse_empty("--write", options.write)
    path = Path(options.plan)
    plan = read_plan(path)
    rebuilt = _rebuild(plan, path)
    if options.write:
        try:
            Path(options.write).write_bytes(rebuilt + b"\n")
        except OSError as error:
            raise Refused(f"{options.write}: cannot be written ({error.strerror}); name another file") from None
    if rebuilt == read_bytes(path).rstrip(b"\n"):
        print(f"{path}: rebuilt to the byte with release {plan.inputs.release[:12]}, engine {plan.inputs.engine}.")
        return DONE
    print(
        f"waymark: {path}: the rebuilt plan differs; the file was changed after it was made, or was made by another "
        "build of this engine (use --write FILE to compare)",
        file=sys.stderr,
    )
    return REFUSED


def _rebuild(plan: Plan, path: Path) -> bytes:
    if plan.carries is None:
        raise Refused(f"{path}: this plan does not carry its record; make it again with the record at hand")
    if plan.inputs.engine != ENGINE:
        raise Refused(
            f"{path}: made with engine version {plan.inputs.engine}; this Waymark runs version {ENGINE} and cannot "
            "run it any more; replay it with the Waymark that made it"
        )
    maker = Maker(None, (), plan.header.language, None, release=_release(plan, path))
    carried = plan.carries
    maker.use_programme(bytes(carried.programme) or None, str(path))
    maker.at = _moment(plan, path)
    again = maker.make_from(bytes(carried.record), str(path), bytes(carried.decisions) or None, str(path))
    return maker.encode(again)


def _moment(plan: Plan, path: Path) -> str | int:
    """The plan's moment as documents write it: a date, or whole days from the anchor."""
    at = plan.header.at
    if plan.header.anchor is None:
        return at
    try:
        return int(at.removeprefix("day "))
    except ValueError:
        raise Refused(f"{path}: header.at: “{at}” is no day of a plan; take the file as it was made") from None


def _release(plan: Plan, path: Path):  # type: ignore[no-untyped-def]
    from waymark.cli.inputs import open_release

    current = open_release((), plan.header.language)
    if current.id == plan.inputs.release:
        return current
    kept = kept_release(plan.inputs.release)
    if kept is None:
        raise Refused(
            f"{path}: made with release {plan.inputs.release[:12]}, which is neither this one nor kept in "
            f"{home() / 'releases'}; put that release there and try again"
        )
    try:
        release = load_bundle(kept, plan.header.language)
    except LibraryError as error:
        raise Refused(f"{path}: its release in {home() / 'releases'} cannot be used: {error}") from None
    if release.id != plan.inputs.release:
        raise Refused(
            f"{path}: what lies in {home() / 'releases'} under its release's name is another; put the right one there"
        )
    return release
