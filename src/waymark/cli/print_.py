"""`waymark print PLAN.json`: a plan that was made, on paper."""

from pathlib import Path

from waymark.cli.errors import DONE, complain
from waymark.cli.explain import read_plan
from waymark.cli.grounded import check
from waymark.cli.inputs import refuse_empty
from waymark.cli.parser import Parser
from waymark.cli.saving import refuse_same
from waymark.cli.sheets import add_sheet_options, check_sheet_options, sheet_of, sheet_suffix, write_sheet

__all__ = ["run"]


def run(words: list[str]) -> int:
    """Write one sheet of a plan as PDF."""
    parser = Parser(prog="waymark print", description="Print a plan: one sheet as PDF.")
    parser.add_argument("plan", help="a plan written with --format json")
    parser.add_argument("--out", metavar="PATH", help="file or folder for the PDF; default: standard output")
    add_sheet_options(parser)
    options = parser.parse_args(words)
    check_sheet_options(parser, options, pdf=True)
    refuse_empty("plan", options.plan)
    refuse_empty("--out", options.out)
    plan = read_plan(Path(options.plan))
    options.lang = plan.header.language
    if options.out and Path(options.out).is_dir():
        stem = Path(options.plan).name.removesuffix(".json").removesuffix(".plan")
        options.out = str(Path(options.out) / (stem + sheet_suffix(options)))
    refuse_same("--out", options.out, options.plan)
    checked = check(plan, Path(options.plan), "en")
    if checked.rebuilt is None:
        complain(f"{options.plan}: printed as it stands, unchecked: {checked.why}")
    write_sheet(sheet_of(plan, options), options.out)
    return DONE
