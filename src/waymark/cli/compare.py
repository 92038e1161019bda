"""`waymark compare OLD.json NEW.json`: what is different between two versions of a plan, and why, as a letter."""

import argparse
import sys
from pathlib import Path

import msgspec

from waymark.cli.errors import DONE, Refused
from waymark.cli.explain import read_plan
from waymark.cli.inputs import refuse_empty
from waymark.cli.parser import Parser
from waymark.planning.deciding.difference import Difference, difference
from waymark.planning.phrases import LANGUAGES
from waymark.planning.plan import Plan

__all__ = ["run"]

FORMAT = "waymark.difference/1"


def run(words: list[str]) -> int:
    """Tell the difference; exit 1 when the two are not versions of one plan."""
    options = _parser().parse_args(words)
    refuse_empty("plan", options.old, options.new)
    old, new = read_plan(Path(options.old)), read_plan(Path(options.new))
    _refuse_strangers(old, new, options)
    language = options.lang or new.header.language
    old, new = _in(old, options.old, language), _in(new, options.new, language)
    found = difference(old, new)
    if options.format == "html":
        sys.stdout.buffer.write(_page(found, options.voice).encode())
        sys.stdout.buffer.flush()
    elif options.format == "json":
        sys.stdout.buffer.write(_json(found, options.voice))
        sys.stdout.buffer.flush()
    else:
        _print(found, options.voice)
    return DONE


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


def _in(plan: Plan, path: str, language: str) -> Plan:
    """The plan in this language: made again from what it carries where it speaks another."""
    if plan.header.language == language:
        return plan
    from waymark.cli.rebuild import CannotRebuild, rebuild

    try:
        return rebuild(plan, Path(path), language).plan
    except CannotRebuild as why:
        raise Refused(
            f"{path}: it speaks “{plan.header.language}” and cannot be made again in “{language}”: "
            f"{str(why).removeprefix(f'{path}: ')}"
        ) from None


def _page(found: Difference, voice: str) -> str:
    from waymark.rendering.difference import letter
    from waymark.rendering.difference_page import render_letter

    return render_letter(letter(found, _voice(voice)), found)


def _json(found: Difference, voice: str) -> bytes:
    from waymark.rendering.difference import letter

    document = {"format": FORMAT, "letter": letter(found, _voice(voice)), "difference": found}
    return msgspec.json.format(msgspec.json.encode(document), indent=2) + b"\n"


def _print(found: Difference, voice: str) -> None:
    from waymark.rendering.difference import letter
    from waymark.rendering.difference_text import write_letter
    from waymark.rendering.lines import Sheet
    from waymark.rendering.terminal import WIDEST, show

    sheet = Sheet(WIDEST)
    write_letter(sheet, letter(found, _voice(voice)))
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
    add("--lang", choices=LANGUAGES, help="default: the language of the later plan")
    add("--format", choices=("text", "json", "html"), default="text")
    return parser
