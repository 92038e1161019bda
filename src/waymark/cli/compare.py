"""`waymark compare OLD.json NEW.json`: what is different between two versions of a plan, and why, as a letter."""

import argparse
import sys
from pathlib import Path
from typing import NamedTuple

import msgspec

from waymark.cli.errors import DONE, Refused
from waymark.cli.explain import read_plan
from waymark.cli.inputs import refuse_empty
from waymark.cli.language import spoken_in
from waymark.cli.parser import Parser
from waymark.planning.deciding.difference import Difference, difference
from waymark.planning.phrases import LANGUAGES
from waymark.planning.phrases_explaining import tell
from waymark.planning.plan import Plan
from waymark.rendering.difference import Letter, letter

__all__ = ["run"]

FORMAT = "waymark.difference/1"


def run(words: list[str]) -> int:
    """Tell the difference; exit 1 when the two are not versions of one plan."""
    options = _parser().parse_args(words)
    refuse_empty("plan", options.old, options.new)
    old, new = read_plan(Path(options.old)), read_plan(Path(options.new))
    _refuse_strangers(old, new, options)
    first, last = _both(old, new, options)
    found = difference(first.plan, last.plan)
    cautions = tuple(read.caution for read in (first, last) if read.caution)
    told = msgspec.structs.replace(letter(found, _voice(options.voice)), cautions=cautions)
    if options.format == "html":
        from waymark.rendering.difference_page import render_letter

        sys.stdout.buffer.write(render_letter(told, found).encode())
        sys.stdout.buffer.flush()
    elif options.format == "json":
        sys.stdout.buffer.write(_json(found, told))
        sys.stdout.buffer.flush()
    else:
        _print(told)
    return DONE


def _both(old: Plan, new: Plan, options: argparse.Namespace) -> "tuple[_Read, _Read]":
    """Both plans in the language of the letter: as said; to the person in theirs, where both can be made again."""

    def read(language: str) -> tuple[_Read, _Read]:
        return _read(old, options.old, language, options.voice), _read(new, options.new, language, options.voice)

    own = spoken_in(new) if options.voice == "person" and options.lang is None else None
    if own is not None and own != new.header.language:
        try:
            return read(own)
        except Refused:
            # What cannot be told in their language is told in the plan's.
            pass
    return read(options.lang or new.header.language)


def _refuse_strangers(old: Plan, new: Plan, options: argparse.Namespace) -> None:
    if old.header.person != new.header.person:
        raise Refused(
            f"{options.old} is a plan of “{old.header.person}” and {options.new} one of “{new.header.person}”; "
            "compare two versions of one person's plan"
        )
    if old.header.anchor != new.header.anchor:
        raise Refused(f"{options.old} and {options.new} do not count time alike; make both from one record")
    if _order(old) > _order(new):
        raise Refused(
            f"{options.old} is of {old.header.at}, later than {options.new} of {new.header.at}; name the earlier first"
        )


def _order(plan: Plan) -> tuple[int, str]:
    at = plan.header.at
    return (int(at.removeprefix("day ")), "") if plan.header.anchor is not None else (0, at[:10])


class _Read(NamedTuple):
    """One of the two plans in the language of the letter, and what the reader has to know of it first."""

    plan: Plan
    caution: str = ""


def _read(plan: Plan, path: str, language: str, voice: str) -> _Read:
    """Checked against its record, and made again from it where it speaks another language."""
    from waymark.cli.grounded import check
    from waymark.cli.rebuild import rebuild

    checked = check(plan, Path(path), language)
    if plan.header.language != language:
        if checked.rebuilt is None:
            spoken = f"it speaks “{plan.header.language}” and cannot be told in “{language}”"
            raise Refused(f"{path}: {spoken}: {checked.why}")
        return _Read(rebuild(plan, Path(path), language).plan)
    if checked.rebuilt is not None:
        return _Read(plan)
    if voice == "person":
        # Of releases and engines they need not hear; that somebody changed their plan by hand, they do.
        return _Read(plan, tell("document person", language) if checked.edited else "")
    return _Read(plan, f"{path}: {checked.footing.says}")


def _json(found: Difference, told: Letter) -> bytes:
    document = {"format": FORMAT, "letter": told, "difference": found}
    return msgspec.json.format(msgspec.json.encode(document), indent=2) + b"\n"


def _print(told: Letter) -> None:
    from waymark.rendering.difference_text import write_letter
    from waymark.rendering.lines import Sheet
    from waymark.rendering.terminal import WIDEST, show

    sheet = Sheet(WIDEST)
    write_letter(sheet, told)
    show(sheet, sys.stdout)


def _voice(name: str):  # type: ignore[no-untyped-def]
    return "person" if name == "person" else "clinician"


def _parser() -> argparse.ArgumentParser:
    parser = Parser(
        prog="waymark compare",
        description="What is different between two versions of a plan, and why.",
    )
    add = parser.add_argument
    add("old", help="the earlier plan, written with --format json")
    add("new", help="the later plan of the same person")
    add("--voice", choices=("clinician", "person"), default="clinician", help="to whom it is told")
    add("--lang", choices=LANGUAGES, help="default: to the person in their own, else the language of the later plan")
    add("--format", choices=("text", "json", "html"), default="text")
    return parser
