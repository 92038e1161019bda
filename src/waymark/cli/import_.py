"""`waymark import ctn0094 DIR --out OUT [--week N]`: trial participants as person documents."""

import argparse
import sys
from pathlib import Path

from waymark.cli.errors import DONE, Refused
from waymark.cli.parser import Parser

__all__ = ["run"]


def run(words: list[str]) -> int:
    """Import from another system's files."""
    parser = Parser(prog="waymark import", description="Records of other systems as person documents.")
    systems = parser.add_subparsers(dest="system", required=True)
    ctn = systems.add_parser("ctn0094", help="the harmonized opioid trials CTN-0027, -0030, -0051")
    ctn.add_argument("folder", help="the folder that holds tables/, or tables/ itself")
    ctn.add_argument("--out", metavar="DIR", required=True, help="one WHO.json per participant is written here")
    ctn.add_argument(
        "--week", metavar="N", type=int, help="as of week N after randomization; default: at randomization"
    )
    options = parser.parse_args(words)
    return _ctn0094(options)


def _ctn0094(options: argparse.Namespace) -> int:
    from waymark.exchange.ctn0094 import import_trial
    from waymark.exchange.errors import ExchangeError

    if options.week is not None and options.week < 0:
        raise Refused(f"--week {options.week}: weeks are counted from randomization; write 0 or more")
    try:
        report = import_trial(Path(options.folder), Path(options.out), options.week, None)
    except ExchangeError as error:
        raise Refused(str(error)) from None
    print(report.text(), file=sys.stderr)
    return DONE
