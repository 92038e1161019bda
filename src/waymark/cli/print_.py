"""`waymark print PLAN.json`: a plan that was made, on paper; `waymark print --tool ID`: the page of a tool."""

import argparse
from pathlib import Path

from waymark.cli.errors import DONE, Refused, complain
from waymark.cli.explain import read_plan
from waymark.cli.grounded import check
from waymark.cli.inputs import refuse_empty
from waymark.cli.language import for_the_person, spoken_in
from waymark.cli.parser import Parser
from waymark.cli.rebuild import rebuild
from waymark.cli.saving import refuse_same
from waymark.cli.sheets import add_sheet_options, check_sheet_options, sheet_of, sheet_suffix, write_sheet
from waymark.planning.phrases import LANGUAGES
from waymark.planning.plan import Plan

__all__ = ["run"]


def run(words: list[str]) -> int:
    """Write one sheet of a plan, or the page of a tool, as PDF."""
    parser = _parser()
    options = parser.parse_args(words)
    if options.tool:
        given = [n for n in ("plan", "sheet", "discreet", "card_size", "going") if getattr(options, n)]
        if given:
            parser.error(f"--tool prints the page of a tool alone, without {given[0].replace('_', '-')}")
        from waymark.cli.print_tool import print_tools

        return print_tools(options)
    if options.answers:
        parser.error("--answers goes with --tool")
    if options.plan is None:
        parser.error("name a plan written with --format json, or a tool with --tool")
    return _print_plan(parser, options)


def _parser() -> Parser:
    parser = Parser(prog="waymark print", description="Print a sheet of a plan, or the page of a tool, as PDF.")
    add = parser.add_argument
    add("plan", nargs="?", help="a plan written with --format json")
    add("--out", metavar="PATH", help="file or folder for the PDF; default: standard output")
    add(
        "--tool",
        metavar="ID",
        action="append",
        help="the page of a tool with its worksheet; several: a folder as --out",
    )
    add("--answers", metavar="FILE", help="with --tool: what somebody wrote on the worksheet, as JSON")
    add(
        "--lang",
        choices=LANGUAGES,
        help="language; default: for the person theirs, else the plan's; of a tool en, or that of the answers",
    )
    add_sheet_options(parser)
    return parser


def _print_plan(parser: Parser, options: argparse.Namespace) -> int:
    check_sheet_options(parser, options, pdf=True)
    refuse_empty("plan", options.plan)
    refuse_empty("--out", options.out)
    plan = _in_language(read_plan(Path(options.plan)), options)
    if options.out and Path(options.out).is_dir():
        stem = Path(options.plan).name.removesuffix(".json").removesuffix(".plan")
        options.out = str(Path(options.out) / (stem + sheet_suffix(options, plan.header.language)))
    refuse_same("--out", options.out, options.plan)
    write_sheet(sheet_of(plan, options), options.out)
    return DONE


def _in_language(plan: Plan, options: argparse.Namespace) -> Plan:
    """The plan checked, in the language of the sheet; one that cannot be made again stays as it stands."""
    path, own = Path(options.plan), plan.header.language
    language = options.lang or (spoken_in(plan) if for_the_person(options) else None) or own
    checked = check(plan, path, "en")
    if checked.rebuilt is None:
        complain(f"{path}: printed as it stands, unchecked: {checked.why}")
        if options.lang is not None and options.lang != own:
            raise Refused(f"{path}: it speaks “{own}” and cannot be printed in “{options.lang}”: {checked.why}")
        return plan
    return plan if language == own else rebuild(plan, path, language).plan
