"""`waymark outcomes`: published outcome definitions over the trial tables, over weekly words, and over one record."""

import argparse
import csv
import io
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from waymark.cli.errors import DONE, Refused, complain
from waymark.cli.inputs import read_bytes, refuse_empty
from waymark.cli.parser import Parser

if TYPE_CHECKING:
    from waymark.exchange.ctn0094.courses import Participant

__all__ = ["run", "write_table"]

# Tables of the trial that are read; one more for self-report.
_TABLES = 3


def run(words: list[str]) -> int:
    """Compute all published outcomes."""
    parser = Parser(prog="waymark outcomes", description="The published outcomes, from one weekly word a person.")
    jobs = parser.add_subparsers(dest="job", required=True)
    trial = jobs.add_parser("ctn0094", help="the harmonized opioid trials CTN-0027, -0030, -0051")
    trial.add_argument("folder", help="the folder that holds tables/ (and gold/, for the published words)")
    trial.add_argument(
        "--words",
        choices=("published", "current"),
        default="current",
        help="published: the supplied older words; current (default): from the raw tables end to end",
    )
    trial.add_argument(
        "--show",
        choices=("outcomes", "weeks", "visits", "self-report"),
        default="outcomes",
        help="instead of outcomes: weekly words, visits with those missed, or weekly words of self-report",
    )
    listed = jobs.add_parser("words", help="weekly words from a CSV file with the columns who and word")
    listed.add_argument("file", help="one line a person; symbols + - * o _, the first is week 1")
    person = jobs.add_parser("person", help="one person document: words from the drug tests in it")
    person.add_argument("file", help="PERSON.json")
    person.add_argument("--start", required=True, metavar="MOMENT", help="day care began: 2026-11-03, or day:28")
    person.add_argument("--at", metavar="MOMENT", help="as of this moment; default: the latest noted time")
    for job in (trial, listed, person):
        job.add_argument("--out", metavar="FILE", help="where the table goes; default: standard output")
        job.add_argument("--format", choices=("csv", "json"), default="csv")
    options = parser.parse_args(words)
    refuse_empty("--out", options.out)
    return {"ctn0094": _trial, "words": _listed, "person": _person}[options.job](options)


def write_table(
    columns: Sequence[str], rows: Iterable[Sequence[object]], out: str | None, form: str, *inputs: str
) -> None:
    """Rows as CSV or JSON, to a file in one step or to standard output. Yes and no are TRUE and FALSE in CSV."""
    if form == "json":
        import msgspec

        text = msgspec.json.encode([dict(zip(columns, row, strict=True)) for row in rows]) + b"\n"
    else:
        stream = io.StringIO()
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows([str(v).upper() if isinstance(v, bool) else v for v in row] for row in rows)
        text = stream.getvalue().encode()
    if out is None:
        sys.stdout.write(text.decode())
        return
    from waymark.cli.saving import ANSWER, refuse_same, save

    refuse_same("--out", out, *inputs)
    save(Path(out), text, ANSWER)


def _write_outcomes(words: Mapping[int, str] | Mapping[str, str], options: argparse.Namespace, *inputs: str) -> int:
    from waymark.evidence.outcomes.columnar import outcomes

    empty = [str(who) for who, word in words.items() if not word]
    if empty:
        complain(
            f"no week is known of {len(empty)} ({', '.join(empty[:5])}): their outcomes follow the letter of the "
            "definitions and say nothing about anybody; leave them out."
        )

    frame = outcomes(list(words.values()))
    rows = ((who, *row) for who, row in zip(words, frame.iter_rows(), strict=True))
    write_table(("who", *frame.columns), rows, options.out, options.format, *inputs)
    return DONE


def _trial(options: argparse.Namespace) -> int:
    from waymark.exchange.errors import ExchangeError

    try:
        if options.show == "outcomes" and options.words == "published":
            from waymark.exchange.ctn0094.published import published_words

            return _write_outcomes(published_words(Path(options.folder)), options)
        people = _read(Path(options.folder), with_self_report=options.show == "self-report")
    except ExchangeError as error:
        raise Refused(str(error)) from None
    if options.show == "outcomes":
        return _write_outcomes({who: person.tested.word for who, person in people.items()}, options)
    columns, rows = _SHOWN[options.show](people)
    write_table(columns, rows, options.out, options.format)
    return DONE


def _read(folder: Path, *, with_self_report: bool) -> "dict[int, Participant]":
    from waymark.cli.progress import Progress
    from waymark.exchange.ctn0094.courses import read_courses

    with Progress(_TABLES + with_self_report, "tables", sys.stderr) as progress:
        return read_courses(folder, progress.step, with_self_report=with_self_report)


Table = tuple[Sequence[str], Iterable[Sequence[object]]]


def _weeks(people: "Mapping[int, Participant]", *, reported: bool) -> Table:
    from waymark.exchange.ctn0094.published import WEEKLY_COLUMNS

    def row(person: "Participant") -> Sequence[object]:
        w = person.reported if reported else person.tested
        return (person.who, w.first, w.start, w.second, w.last, w.baseline, w.phase_1, w.phase_2)

    return WEEKLY_COLUMNS, map(row, people.values())


def _visits(people: "Mapping[int, Participant]") -> Table:
    rows = (
        (person.who, day, "Present" if came else "Missing")
        for person in people.values()
        for day, came in person.visits.items()
    )
    return ("who", "when", "visitImputed"), rows


_SHOWN: "dict[str, Callable[[Mapping[int, Participant]], Table]]" = {
    "weeks": lambda people: _weeks(people, reported=False),
    "self-report": lambda people: _weeks(people, reported=True),
    "visits": _visits,
}


def _listed(options: argparse.Namespace) -> int:
    from waymark.evidence.errors import EvidenceError
    from waymark.evidence.words import check_word

    try:
        text = read_bytes(Path(options.file)).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refused(f"{options.file}: not UTF-8 text; save it as CSV in UTF-8") from None
    reader = csv.DictReader(io.StringIO(text, newline=""))
    found: dict[str, str] = {}
    try:
        if not {"who", "word"} <= set(reader.fieldnames or ()):
            raise Refused(f"{options.file}: no columns `who` and `word` in the first line; name them there")
        for row in reader:
            who, word = row["who"], row["word"]
            where = f"{options.file} line {reader.line_num}"
            if not who or who in found:
                raise Refused(f"{where}: `who` is {'given twice' if who else 'empty'}; give each person one line")
            found[who] = check_word(word or "", f"{where}, {who}")
    except csv.Error as error:
        raise Refused(f"{options.file} near line {reader.line_num + 1}: not CSV ({error}); save it again") from None
    except EvidenceError as error:
        raise Refused(str(error)) from None
    return _write_outcomes(found, options, options.file)


def _person(options: argparse.Namespace) -> int:
    from waymark.cli.make import moment_of
    from waymark.evidence.errors import EvidenceError
    from waymark.evidence.outcomes.definitions import COLUMNS
    from waymark.evidence.outcomes.plain import measured
    from waymark.evidence.record_weeks import word_of_record
    from waymark.record.errors import RecordError
    from waymark.record.reading import read_person

    path = Path(options.file)
    try:
        person = read_person(read_bytes(path), str(path))
        start = moment_of(options.start)
        assert start is not None
        word = word_of_record(person, start, at=moment_of(options.at))
    except (RecordError, EvidenceError) as error:
        raise Refused(str(error)) from None
    columns = ("who", "word", *(column.name for column in COLUMNS))
    row = (person.id, word, *(measured(column.measure, word) for column in COLUMNS))
    write_table(columns, [row], options.out, options.format, options.file)
    return DONE
