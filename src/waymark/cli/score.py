"""`waymark score INSTRUMENT ANSWERS.json`, or `--response FILE`: answers in, scores with bounds and bands out."""

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec

from waymark.cli.errors import DONE, Refused
from waymark.cli.inputs import open_release, read_bytes, refuse_empty
from waymark.cli.parser import Parser
from waymark.knowledge.model.instrument import Instrument
from waymark.record.documents.person import NoAnswer
from waymark.record.errors import RecordError
from waymark.record.scored import ScoredForm, ScoreValue

__all__ = ["in_words", "run", "score_lines", "value_of"]


class Answers(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the file holds: item id -> number, or `missing`, `declined`, `skipped`."""

    items: dict[str, float | NoAnswer]
    closed: bool = True


def run(words: list[str]) -> int:
    """Score one form entered from the official wording, or a FHIR QuestionnaireResponse."""
    parser = Parser(prog="waymark score", description="Score an instrument from item answers.")
    parser.add_argument("instrument", nargs="?", help="an id, such as phq9 (`waymark knowledge list instruments`)")
    parser.add_argument("answers", nargs="?", help='a file such as {"items": {"item_1": 2, "item_2": "declined"}}')
    parser.add_argument("--response", metavar="FILE", help="a FHIR QuestionnaireResponse, in place of both")
    parser.add_argument("--questionnaire", metavar="FILE", help="the form it was filled from")
    parser.add_argument("--valueset", metavar="FILE", action="append", default=[], help="answers kept outside the form")
    parser.add_argument("--observation", metavar="FILE", action="append", default=[], help="a stated total to compare")
    parser.add_argument("--format", choices=("text", "json"), default="text")
    parser.add_argument("--lang", choices=("en", "es"), default="en")
    options = parser.parse_args(words)
    if options.response is not None:
        if options.instrument is not None:
            parser.error("--response tells its instrument itself; leave out the instrument and the answers")
        from waymark.cli.score_response import run_response

        return run_response(options)
    if options.answers is None:
        parser.error("name an instrument and a file of answers, or --response FILE")
    if options.questionnaire or options.valueset or options.observation:
        parser.error("--questionnaire, --valueset and --observation go with --response")
    refuse_empty("answers", options.answers)
    release = open_release((), options.lang)
    instrument = release.instruments.get(options.instrument)
    if instrument is None:
        known = ", ".join(release.instruments)
        raise Refused(f"there is no instrument “{options.instrument}”; instruments are {known}")
    answers = _read(Path(options.answers))
    from waymark.record.scoring import score
    from waymark.record.validate import check_items

    # Answers outside the form are refused as they are in a record, never clamped (SC-02).
    try:
        check_items(instrument, answers.items, options.answers)
    except RecordError as error:
        raise Refused(str(error)) from None
    form = score(instrument, answers.items, answers.closed)
    if options.format == "json":
        sys.stdout.buffer.write(msgspec.json.format(msgspec.json.encode(_document(instrument, form)), indent=2) + b"\n")
    else:
        _print(instrument, form)
    return DONE


def _read(path: Path) -> Answers:
    raw = read_bytes(path)
    if not raw.strip():
        raise Refused(f'{path}: the file is empty; write {{"items": {{"item_1": 2, ...}}}}')
    try:
        return msgspec.json.decode(raw, type=Answers)
    except msgspec.DecodeError as error:
        raise Refused(f'{path}: {error}; write {{"items": {{"item_1": 2, ...}}}}') from None


def _document(instrument: Instrument, form: ScoredForm) -> dict[str, Any]:
    return {
        "instrument": instrument.id,
        "version": instrument.version,
        "scoring_version": instrument.scoring_version,
        "scores": {name: value_of(value) for name, value in form.scores.items()},
        "missing": form.missing,
        "ignored": form.ignored,
    }


def value_of(value: ScoreValue) -> dict[str, Any]:
    """One score for a program."""
    shown: dict[str, Any] = {"shown": value.shown, "bands": value.bands, "prorated": value.prorated}
    if value.kind == "number":
        shown |= {"low": value.low, "high": value.high}
    return shown


def in_words(text: dict[str, str]) -> str:
    """A text of a release in its one language."""
    return next(iter(text.values()), "")


def score_lines(instrument: Instrument, form: ScoredForm, shown: Iterable[str]) -> list[str]:
    """One line for each of these scores."""
    labels = {s.id: in_words(s.label) for s in instrument.scores}
    bands = {(s.id, b.id): in_words(b.label) for s in instrument.scores for b in s.bands}
    lines = []
    for name in shown:
        value = form.scores[name]
        band = ", ".join(bands.get((name, b), b) for b in value.bands)
        marks = "".join(f" · {m}" for m, on in (("prorated", value.prorated), (band, bool(band))) if on)
        lines.append(f"  {labels[name]}: {value.shown}{marks}")
    return lines


def _print(instrument: Instrument, form: ScoredForm) -> None:
    print(f"{in_words(instrument.name)} ({instrument.version})")
    for line in score_lines(instrument, form, form.scores):
        print(line)
    if form.missing:
        print(f"  not answered: {', '.join(form.missing)}")
    print("  A score is a screening statement, not a diagnosis.")
