"""`waymark score --response FILE`: a FHIR response scored by our rules, and where the file says otherwise."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from waymark.cli.errors import DONE, REFUSED, Refused, complain
from waymark.cli.inputs import open_release, read_bytes, refuse_empty

if TYPE_CHECKING:
    from waymark.exchange.questionnaires.form import Form
    from waymark.exchange.questionnaires.notes import Notes
    from waymark.exchange.questionnaires.scored import ScoredResponse
    from waymark.knowledge.release import Release
    from waymark.record.meaning import Reading

__all__ = ["run_response"]


def run_response(options: argparse.Namespace) -> int:
    """Score every response of the file; 1 when none could be."""
    from waymark.exchange.questionnaires.notes import Notes, QuestionnaireError
    from waymark.exchange.questionnaires.reading import read_json
    from waymark.exchange.questionnaires.responses import read_responses, stated_in
    from waymark.exchange.questionnaires.scored import score_response
    from waymark.record.meaning import readings

    where = options.response
    refuse_empty("response", where, options.questionnaire, *options.valueset, *options.observation)
    release = open_release((), options.lang)
    done: list[dict[str, Any]] = []
    try:
        notes = Notes()
        document = read_json(read_bytes(Path(where)), where)
        form = _form(options, notes, document)
        stated = stated_in(document, notes)
        for path in options.observation:
            stated += stated_in(read_json(read_bytes(Path(path)), path), notes)
        responses = read_responses(document, where, notes)
    except QuestionnaireError as error:
        raise Refused(str(error)) from None
    for response in responses:
        said = Notes()
        for note in notes.all():
            said.add(note.kind, note.text, note.item)
        try:
            its_own = stated if len(responses) == 1 else ()
            scored = score_response(response, form, release.instruments, where, said, its_own)
        except QuestionnaireError as error:
            complain(str(error))
            continue
        # A file says nothing of sex or pregnancy: cuts that depend on them stay open where they decide.
        means = () if scored.part else readings(scored.instrument, scored.scored, {}, release)
        done.append(_document(scored, means))
        if options.format == "text":
            _print(scored, means, release)
    if options.format == "json" and done:
        found: Any = done[0] if len(responses) == 1 else done
        sys.stdout.buffer.write(msgspec.json.format(msgspec.json.encode(found), indent=2) + b"\n")
    return DONE if done else REFUSED


def _form(options: argparse.Namespace, notes: "Notes", document: dict[str, Any]) -> "Form | None":
    """The Questionnaire: named, or in the same file as the response."""
    from waymark.exchange.questionnaires.converting import read_form
    from waymark.exchange.questionnaires.reading import found_resources, read_json

    sets = [read_json(read_bytes(Path(path)), path) for path in options.valueset]
    if options.questionnaire is not None:
        return read_form(
            read_json(read_bytes(Path(options.questionnaire)), options.questionnaire),
            options.questionnaire,
            notes,
            sets,
        )
    if len(found_resources(document, "Questionnaire")) == 1:
        return read_form(document, options.response, notes, sets)
    return None


def _document(scored: "ScoredResponse", means: "tuple[Reading, ...]") -> dict[str, Any]:
    from waymark.cli.score import value_of

    return {
        "response": scored.response,
        "instrument": scored.instrument.id,
        "part": scored.part,
        "version": scored.instrument.version,
        "scoring_version": scored.instrument.scoring_version,
        "items": scored.items,
        "scores": {name: value_of(scored.scored.scores[name]) for name in scored.shown},
        "readings": {one.fact: {"shown": one.value, "wants": one.wants} for one in means},
        "notes": [{"kind": note.kind, "text": note.text, "item": note.item} for note in scored.notes],
    }


def _print(scored: "ScoredResponse", means: "tuple[Reading, ...]", release: "Release") -> None:
    from waymark.cli.score import in_words, reading_lines, score_lines
    from waymark.exchange.questionnaires.notes import DOUBTS, gathered

    instrument = scored.instrument
    part = f", {scored.part}" if scored.part else ""
    print(
        f"{in_words(instrument.name)} ({instrument.version}){part}"
        + (f", response {scored.response}" if scored.response else "")
    )
    for line in (*score_lines(instrument, scored.scored, scored.shown), *reading_lines(means, release)):
        print(line)
    lines = gathered(scored.notes)
    for kind, says in sorted(lines, key=lambda line: line[0] not in DOUBTS):
        print(f"  {kind}: {says}")
    print("  A score is a screening statement, not a diagnosis.")
