"""Proof of reading questionnaires: damaged files never fail, and never give another score without a reason."""

import json
import os
from collections import Counter
from pathlib import Path
from random import Random
from typing import Any

import msgspec

from prove._at_hand import NotAtHand
from prove._damaged_forms import FORM_DAMAGE, RESPONSE_DAMAGE, damaged, filled
from waymark.exchange.questionnaires.converting import read_form
from waymark.exchange.questionnaires.notes import Notes, QuestionnaireError
from waymark.exchange.questionnaires.packs import build_pack
from waymark.exchange.questionnaires.reading import read_json
from waymark.exchange.questionnaires.responses import read_responses
from waymark.exchange.questionnaires.scored import score_response
from waymark.knowledge.release import load_release

__all__ = ["Readings", "main"]

_INPUTS = {"small": 2_000, "full": 20_000}
# What counts as a reason for another score: something said that was not said of the sound file.
REASONS = ("repaired", "missing", "unanswered", "codes", "weights", "options", "variant", "disagrees")


class Readings:
    """Sound forms with sound responses, and what becomes of them when they are damaged."""

    def __init__(self, forms: dict[str, dict[str, Any]]) -> None:
        self.instruments = load_release(overlays=(), locale="en").instruments
        self.forms = forms
        self.figures: Counter[str] = Counter()
        self.wrong: Counter[str] = Counter()

    def score(self, form: bytes | None, response: bytes) -> tuple[dict[str, Any], set[str]] | None:
        """Scores, and what was said that may be a reason; None when refused."""
        notes = Notes()
        try:
            read = read_form(read_json(form, "form.json"), "form.json", notes) if form is not None else None
            found = read_responses(read_json(response, "response.json"), "response.json", notes)[0]
            scored = score_response(found, read, self.instruments, "response.json", notes)
        except QuestionnaireError as error:
            _check_sentence(str(error))
            return None
        scores = {name: msgspec.to_builtins(scored.scored.scores[name]) for name in scored.shown}
        return scores, {note.text for note in notes.all() if note.kind in REASONS}

    def try_one(self, chance: Random) -> None:
        """Damage a form or a response, one damage each time; an AssertionError tells what should not have happened."""
        name = chance.choice(sorted(self.forms))
        form = self.forms[name]
        response = filled(form, chance)
        sound = self.score(_bytes(form), _bytes(response))
        assert sound is not None, f"{name}: the sound files are refused"
        of_form = chance.random() < 0.6
        how = chance.choice(FORM_DAMAGE if of_form else RESPONSE_DAMAGE)
        hurt = damaged(form if of_form else response, how, chance)
        raw = _bytes(hurt)
        if chance.random() < 0.03:
            raw = raw[: chance.randrange(len(raw))]
        pair = (raw, _bytes(response)) if of_form else (_bytes(form), raw)
        found = self.score(*pair)
        if of_form:
            self.install(raw)
        self._judge(f"{name}, {'form' if of_form else 'response'}, {how.__name__}", sound, found)

    def install(self, raw: bytes) -> None:
        """A damaged form installs or is refused."""
        notes = Notes()
        try:
            build_pack(
                read_form(read_json(raw, "form.json"), "form.json", notes), raw, "form.json", self.instruments, notes
            )
        except QuestionnaireError:
            return

    def _judge(self, what: str, sound: Any, found: Any) -> None:
        if found is None:
            self.figures["refused"] += 1
            return
        (before, said), (after, says) = sound, found
        if before == after:
            self.figures["same score"] += 1
            return
        new = says - said
        assert new, f"{what}: another score without a reason: {_short(before)} became {_short(after)}"
        contained = all(_contains(after[name], before[name]) for name in before if name in after)
        self.figures["bounds around it, with a reason" if contained else "another score, with a reason"] += 1
        if not contained:
            self.wrong[f"{what}: {_short(before)} became {_short(after)}: {'; '.join(sorted(new))}"] += 1


def _check_sentence(said: str) -> None:
    assert "\n" not in said, said
    assert ".json: " in said, said


def _short(scores: dict[str, Any]) -> str:
    found = []
    for name, score in scores.items():
        bounds = f"{score['low']:g}..{score['high']:g}" if score["kind"] == "number" else ""
        found.append(f"{name} {bounds or score.get('truth', score.get('options'))}")
    return ", ".join(found)


def _contains(wide: dict[str, Any], narrow: dict[str, Any]) -> bool:
    if wide["kind"] == "number" and not wide.get("prorated"):
        return bool(wide["low"] <= narrow["low"] and narrow["high"] <= wide["high"])
    if wide["kind"] == "category":
        return set(narrow.get("options", ())) <= set(wide.get("options", ()))
    return wide.get("truth") is None or wide.get("truth") == narrow.get("truth")


def _bytes(tree: Any) -> bytes:
    return json.dumps(tree).encode()


def shared_forms(folder: Path) -> dict[str, dict[str, Any]]:
    """The forms of a folder that can be scored when they are sound, by file name."""
    readings = Readings({})
    found = {}
    for path in sorted(folder.glob("*/*.json")):
        try:
            form = json.loads(path.read_bytes())
        except ValueError:
            continue
        if form.get("resourceType") != "Questionnaire":
            continue
        response = filled(form, Random(0))
        if response["item"] and readings.score(_bytes(form), _bytes(response)) is not None:
            form.pop("text", None)
            found[f"{path.parent.name}/{path.name}"] = form
    return found


def main(seed: int, scale: str) -> list[str]:
    """Figures of damaged public questionnaires; the files are not part of the repository."""
    named = os.environ.get("WAYMARK_DATA")
    folder = Path(named) / "questionnaires" if named else None
    if folder is None or not folder.is_dir():
        raise NotAtHand("WAYMARK_DATA names no folder with questionnaires")
    readings = Readings(shared_forms(folder))
    count = _INPUTS.get(scale, _INPUTS["small"])
    for number in range(count):
        readings.try_one(Random(f"{seed} {number}"))
    figures = ", ".join(f"{name} {readings.figures[name]}" for name in sorted(readings.figures))
    return [f"{count} damaged inputs from {len(readings.forms)} public forms: {figures}"]
