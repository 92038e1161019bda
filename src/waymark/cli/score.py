"""`waymark score INSTRUMENT ANSWERS.json`, or `--response FILE`: answers in, scores with bounds and bands out."""

import argparse
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from waymark.cli.errors import DONE, Refused
from waymark.cli.inputs import open_release, read_bytes, refuse_empty
from waymark.cli.parser import Parser
from waymark.cli.score_change import change_documents, change_lines, reliable_sizes
from waymark.knowledge.model.instrument import Instrument
from waymark.knowledge.model.substance import Substance
from waymark.knowledge.release import Release
from waymark.record.documents.common import Interval
from waymark.record.documents.person import NoAnswer
from waymark.record.errors import RecordError, nearest
from waymark.record.meaning import Reading
from waymark.record.scored import ScoredForm, ScoreValue

if TYPE_CHECKING:
    from waymark.record.change import Change

__all__ = ["in_words", "reading_lines", "run", "score_lines", "value_of"]


# More would bury what was found.
MOST_NAMED = 12


class Answers(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the file holds: item id -> number, or `missing`, `declined`, `skipped`; score id -> result taken over.

    `about`: facts about the person that the reading of a score depends on, such as sex. `substance`: the class that a
    form given for one substance at a time is about.
    """

    items: dict[str, float | NoAnswer] = {}
    scores: dict[str, bool | float | str | Interval] = {}
    about: dict[str, bool | float | str] = {}
    substance: str | None = None
    closed: bool = True


def run(words: list[str]) -> int:
    """Score one form entered from the official wording, or a FHIR QuestionnaireResponse."""
    options = _read_words(words)
    if options.response is not None:
        from waymark.cli.score_response import run_response

        return run_response(options)
    return _run_answers(options)


def _read_words(words: list[str]) -> argparse.Namespace:
    """The words of the command; those that do not go together are refused."""
    parser = Parser(prog="waymark score", description="Score an instrument from item answers.")
    parser.add_argument("instrument", nargs="?", help="an id, such as phq9 (`waymark knowledge list instruments`)")
    parser.add_argument("answers", nargs="?", help='a file such as {"items": {"item_1": 2, "item_2": "declined"}}')
    parser.add_argument("--response", metavar="FILE", help="a FHIR QuestionnaireResponse, in place of both")
    parser.add_argument("--questionnaire", metavar="FILE", help="the form it was filled from")
    parser.add_argument("--valueset", metavar="FILE", action="append", default=[], help="answers kept outside the form")
    parser.add_argument("--observation", metavar="FILE", action="append", default=[], help="a stated total to compare")
    parser.add_argument("--before", metavar="FILE", help="answers to the same form at an earlier time, to compare")
    spread = "a group's own: a change beyond measurement error is reckoned from it"
    parser.add_argument("--spread", metavar="SCORE=SD,RELIABILITY", action="append", default=[], help=spread)
    parser.add_argument("--format", choices=("text", "json"), default="text")
    parser.add_argument("--lang", choices=("en", "es"), default="en")
    options = parser.parse_args(words)
    if options.spread and options.before is None:
        parser.error("--spread goes with --before: it says from what size on a change is beyond measurement error")
    if options.response is not None and options.before is not None:
        parser.error("--before goes with an instrument and its answers, not with --response")
    if options.response is not None:
        if options.instrument is not None:
            parser.error("--response tells its instrument itself; leave out the instrument and the answers")
        return options
    if options.answers is None:
        parser.error("name an instrument and a file of answers, or --response FILE")
    if options.questionnaire or options.valueset or options.observation:
        parser.error("--questionnaire, --valueset and --observation go with --response")
    return options


def _run_answers(options: argparse.Namespace) -> int:
    """Score one file of answers, and tell how far it went since another."""
    refuse_empty("answers", options.answers)
    release = open_release((), options.lang)
    instrument = release.instruments.get(options.instrument)
    if instrument is None:
        help_ = nearest(options.instrument, tuple(release.instruments)) or ";"
        help_ += " `waymark knowledge list instruments` has them all"
        raise Refused(f"there is no instrument “{options.instrument[:60]}”{help_}")
    answers, form = _filled(options.answers, instrument, release)
    from waymark.record.meaning import readings

    means = readings(instrument, form, answers.about, release)
    codes = _disorder_codes(form, release.substances[answers.substance]) if answers.substance else ()
    compared = _compared(options.before, options.spread, instrument, form, release)
    if options.format == "json":
        document = _document(instrument, form, means) | {"icd10": codes}
        found = msgspec.json.encode(document | ({} if compared is None else {"changes": change_documents(compared)}))
        sys.stdout.buffer.write(msgspec.json.format(found, indent=2) + b"\n")
    else:
        _print(instrument, form, means, release, codes)
        for line in () if compared is None else change_lines(instrument, compared):
            print(line)
    return DONE


def _filled(path: str, instrument: Instrument, release: Release) -> tuple[Answers, ScoredForm]:
    """One file of answers, scored; what cannot be is refused as it is in a record, never clamped (SC-02)."""
    from waymark.record.scoring import score
    from waymark.record.validate import check_about, check_items, check_subject

    answers = _read(Path(path))
    try:
        check_items(instrument, answers.items, path, answers.scores)
        check_about(release, instrument, answers.about, path)
        if answers.substance is not None:
            check_subject(release, instrument, answers.substance, path)
    except RecordError as error:
        raise Refused(str(error)) from None
    return answers, score(instrument, answers.items, answers.closed, answers.scores)


def _compared(
    before: str | None, spread: Sequence[str], instrument: Instrument, form: ScoredForm, release: Release
) -> tuple["Change", ...] | None:
    if before is None:
        return None
    from waymark.record.change import changes

    refuse_empty("answers", before)
    return changes(instrument, _filled(before, instrument, release)[1], form, reliable_sizes(instrument, spread))


def _read(path: Path) -> Answers:
    raw = read_bytes(path)
    if not raw.strip():
        raise Refused(f'{path}: the file is empty; write {{"items": {{"item_1": 2, ...}}}}')
    try:
        answers = msgspec.json.decode(raw, type=Answers)
    except msgspec.DecodeError as error:
        raise Refused(f'{path}: {error}; write {{"items": {{"item_1": 2, ...}}}}') from None
    if not answers.items and not answers.scores:
        raise Refused(
            f'{path}: it holds no answers; write {{"items": {{"item_1": 2}}}} or {{"scores": {{"total": 7}}}}'
        )
    return answers


def _disorder_codes(form: ScoredForm, substance: Substance) -> tuple[str, ...]:
    """The diagnosis codes of this count, as many as severities are still possible; none below a disorder."""
    severity = form.scores.get("severity")
    possible = severity.options if severity is not None else ()
    return tuple(dict.fromkeys(code for one in possible if (code := substance.disorder_codes.get(one))))


def _document(instrument: Instrument, form: ScoredForm, means: tuple[Reading, ...]) -> dict[str, Any]:
    return {
        "instrument": instrument.id,
        "version": instrument.version,
        "scoring_version": instrument.scoring_version,
        "scores": {name: value_of(value) for name, value in form.scores.items()},
        "readings": {one.fact: {"shown": one.value, "wants": one.wants} for one in means},
        "missing": form.missing,
        "ignored": form.ignored,
        "disagreements": form.disagreements,
        "inconsistent": [in_words(instrument.consistency[place].says) for place in form.inconsistent],
    }


def value_of(value: ScoreValue) -> dict[str, Any]:
    """One score for a program."""
    shown: dict[str, Any] = {"shown": value.shown, "bands": value.bands, "prorated": value.prorated}
    if value.kind == "number":
        # An end that is not known is left out: JSON has no word for it.
        ends = (("low", value.low), ("high", value.high))
        shown |= {name: end for name, end in ends if abs(end) != float("inf")}
    return shown


def in_words(text: dict[str, str]) -> str:
    """A text of a release in its one language."""
    return next(iter(text.values()), "")


def score_lines(instrument: Instrument, form: ScoredForm, shown: Iterable[str]) -> list[str]:
    """One line for each of these scores, and what the form's manual couples with its band."""
    labels = {s.id: in_words(s.label) for s in instrument.scores}
    bands = {(s.id, b.id): b for s in instrument.scores for b in s.bands}
    lines = []
    for name in shown:
        value = form.scores[name]
        own = [band for (score, _), band in bands.items() if score == name]
        reached = [bands[name, b] for b in value.bands if (name, b) in bands]
        # Every band possible says nothing.
        reached = [] if 1 < len(own) == len(reached) else reached
        band = ", ".join(in_words(b.label) for b in reached)
        marks = "".join(f" · {m}" for m, on in (("prorated", value.prorated), (band, bool(band))) if on)
        lines.append(f"  {labels[name]}: {value.shown}{marks}")
        if len(reached) == 1 and reached[0].action is not None:
            lines.append(f"    {in_words(reached[0].action)}")
    return lines


def reading_lines(means: Iterable[Reading], release: Release) -> list[str]:
    """One line for each reading, and what would settle an open one."""
    lines = []
    for one in means:
        open_ = f"; depends on {', '.join(one.wants)}" if one.wants else ""
        lines.append(f"  {in_words(release.facts[one.fact].label)}: {one.value}{open_}")
    return lines


def _print(
    instrument: Instrument, form: ScoredForm, means: tuple[Reading, ...], release: Release, codes: tuple[str, ...]
) -> None:
    print(f"{in_words(instrument.name)} ({instrument.version})")
    for line in (*score_lines(instrument, form, form.scores), *reading_lines(means, release)):
        print(line)
    if wants := next((one.wants for one in means if one.wants), ()):
        print(f'  what it depends on is said in the file: {{"about": {{"{wants[0]}": ...}}}}')
    if codes:
        print(f"  ICD-10-CM for this count, where a professional confirms it: {' or '.join(codes)}")
    if form.missing and len(form.missing) < len(instrument.items):
        rest = len(form.missing) - MOST_NAMED
        print(f"  not answered: {', '.join(form.missing[:MOST_NAMED])}" + (f" and {rest} more" if rest > 0 else ""))
    if form.ignored:
        print(f"  answered though the form does not ask it, and not counted: {', '.join(form.ignored)}")
    for place in form.inconsistent:
        print(f"  look again: {in_words(instrument.consistency[place].says)}")
    if form.disagreements:
        print(f"  entered, and cannot follow from the items: {', '.join(form.disagreements)}")
    print("  A score is a screening statement, not a diagnosis.")
