"""`waymark evidence`: the risk that somebody is being lost, from the fitted model, and the card that stands with it."""

import argparse
import sys
from pathlib import Path

from waymark.cli.errors import DONE, Refused, complain
from waymark.cli.inputs import refuse_empty
from waymark.cli.parser import Parser

__all__ = ["run"]

_DIGITS = 6


def run(words: list[str]) -> int:
    """Risks of the trials' cohort, or the model card."""
    parser = Parser(prog="waymark evidence", description="What trial data say ahead of time. Never about one person.")
    jobs = parser.add_subparsers(dest="job", required=True)
    risk = jobs.add_parser("risk", help="the warning model over the tables of CTN-0094: one line a person")
    risk.add_argument("folder", help="the folder that holds tables/, or tables/ itself")
    risk.add_argument("--week", type=int, default=3, metavar="N", help="as known at the end of week N (default 3)")
    risk.add_argument("--out", metavar="FILE", help="where the table goes; default: standard output")
    card = jobs.add_parser("card", help="the model card: what it was fitted on, what it is for and what not")
    for job, forms in ((risk, ("csv", "json")), (card, ("text", "json"))):
        job.add_argument("--format", choices=forms, default=forms[0])
    options = parser.parse_args(words)
    return _risk(options) if options.job == "risk" else _card(options)


def _risk(options: argparse.Namespace) -> int:
    from waymark.cli.outcomes import write_table
    from waymark.cli.progress import Progress
    from waymark.evidence.errors import EvidenceError
    from waymark.evidence.warning.model import load_model, risk
    from waymark.exchange.ctn0094.histories import STEPS, read_histories
    from waymark.exchange.errors import ExchangeError

    refuse_empty("--out", options.out)
    try:
        model = load_model()
        with Progress(STEPS, "tables", sys.stderr) as progress:
            histories = read_histories(Path(options.folder), progress.step)
        rows = [(history.who, round(risk(model, history, options.week), _DIGITS)) for history in histories]
    except (ExchangeError, EvidenceError) as error:
        raise Refused(str(error)) from None
    if not rows:
        complain(
            f"{options.folder}: nobody was randomized in CTN-0027 or CTN-0051, or a second time in CTN-0030, so the "
            "table has no line."
        )
    write_table(("who", "risk"), rows, options.out, options.format)
    return DONE


def _card(options: argparse.Namespace) -> int:
    import msgspec

    from waymark.evidence.warning.model import load_model

    model = load_model()
    if options.format == "json":
        print(msgspec.json.encode({"card": model.card, "alarms": model.alarms}).decode())
        return DONE
    for name, said in msgspec.to_builtins(model.card).items():
        label = name.replace("_", " ")
        if isinstance(said, list | tuple):
            print(f"{label}:", *(f"  - {line}" for line in said), sep="\n")
        else:
            print(f"{label}: {said}")
    return DONE
