"""A response scored by our rules, with whatever the file says otherwise."""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from waymark.exchange.questionnaires.answering import Answered, answer
from waymark.exchange.questionnaires.codes import loinc_in, plain
from waymark.exchange.questionnaires.expected import RISK_CODES
from waymark.exchange.questionnaires.form import Coding, Form
from waymark.exchange.questionnaires.identity import Identity, identify
from waymark.exchange.questionnaires.joining import as_form, join
from waymark.exchange.questionnaires.matching import Matched, match, result_codes, tell
from waymark.exchange.questionnaires.notes import Note, Notes, QuestionnaireError
from waymark.exchange.questionnaires.responses import Entry, Response, Stated, number_in
from waymark.exchange.questionnaires.table import table_of
from waymark.knowledge.model.instrument import Instrument
from waymark.record.scored import ScoredForm, ScoreValue
from waymark.record.scoring import Scorer

__all__ = ["ScoredResponse", "score_response"]


class ScoredResponse(msgspec.Struct, frozen=True):
    """One response. `shown`: the scores that this form can give, all of them unless it is a short form."""

    response: str
    instrument: Instrument
    part: str
    items: dict[str, float | str]
    scored: ScoredForm
    shown: tuple[str, ...]
    notes: tuple[Note, ...]


def score_response(
    response: Response, form: Form | None, instruments: Mapping[str, Instrument], where: str, notes: Notes,
    stated: Sequence[Stated] = (),
) -> ScoredResponse:  # fmt: skip
    """Score one response. Raises QuestionnaireError where its instrument or none of its answers can be told."""
    said = form or as_form(response)
    try:
        identity = identify(said, instruments, where, notes)
    except QuestionnaireError:
        if form is None and not any(loinc_in(entry.link) or entry.text for entry in response.entries):
            raise QuestionnaireError(
                f"{where}: its link ids carry no codes and it repeats no questions; add --questionnaire with the form"
            ) from None
        raise
    matched = match(said, identity, notes, ordered=form is not None)
    if form is None and not matched.matches:
        raise QuestionnaireError(
            f"{where}: it seems to be {identity.instrument.id}, but its answers carry no "
            f"codes of questions and no words "
            "of them; add --questionnaire with the form"
        )
    tell(matched, identity.instrument, notes)
    for item, why in identity.variants.items():
        notes.add("variant", f"not the standard form: it asks {why}; {item} stays without an answer", item)
    entries = join(form, response, where, notes) if form is not None else _by_link(response)
    answers = _answers(matched, identity, entries, notes)
    if not any(found.value is not None for found in answers.values()):
        reasons = "; ".join(note.text for note in notes.of("unanswered")[:2]) or "no item of it is answered"
        raise QuestionnaireError(f"{where}: nothing of this {identity.instrument.id} can be scored: {reasons}")
    return _score(response, identity, matched, entries, answers, notes, stated)


def _by_link(response: Response) -> dict[str, list[Entry]]:
    found: dict[str, list[Entry]] = {}
    for entry in response.entries:
        found.setdefault(entry.link, []).append(entry)
    return found


def _answers(
    matched: Matched, identity: Identity, entries: Mapping[str, list[Entry]], notes: Notes
) -> dict[str, Answered]:
    found = {}
    for one in matched.matches:
        table = table_of(identity.instrument, one, notes)
        found[one.item.id] = answer(one, table, entries.get(one.question.link, []), notes)
    return found


def _score(
    response: Response, identity: Identity, matched: Matched, entries: Mapping[str, list[Entry]],
    answers: dict[str, Answered], notes: Notes, stated: Sequence[Stated],
) -> ScoredResponse:  # fmt: skip
    instrument = identity.instrument
    items: dict[str, float | str] = {}
    for item in instrument.items:
        found = answers.get(item.id)
        if found is not None and found.value is not None:
            items[item.id] = found.value
        elif found is not None and found.state == "declined":
            items[item.id] = "declined"
    # An answer that is there but cannot be read is no missing answer: nothing is prorated over it.
    lost = [name for name, found in answers.items() if found.state == "unreadable"]
    lost += [name for name in matched.missing if identity.part is None]
    scored = Scorer(instrument).score(items, closed=response.completed and not lost)
    shown = tuple(scored.scores) if identity.part is None else (identity.part.score,)
    unasked = () if identity.part is None else tuple(i.id for i in instrument.items if i.id not in identity.part.items)
    missing = [name for name in scored.missing if name not in lost and name not in unasked]
    if missing:
        notes.add("missing", f"no answer to {', '.join(missing)}")
    if scored.ignored:
        notes.add("scoring", f"answers that the form jumps over count nothing: {', '.join(scored.ignored)}")
    _safety(instrument, items, answers, notes)
    _by_weights(instrument, scored, answers, notes)
    _Compare(instrument, scored, shown, notes).all(matched, entries, answers, stated)
    name = identity.part.name if identity.part is not None else ""
    return ScoredResponse(response.id, instrument, name, items, scored, shown, notes.all())


def _safety(instrument: Instrument, items: Mapping[str, Any], answers: Mapping[str, Answered], notes: Notes) -> None:
    """Answers that matter at once, whatever the total."""
    for item in instrument.items:
        value = items.get(item.id)
        label = next(iter(item.label.values()), item.id)
        lowest = min(item.options) if item.options else item.minimum or 0
        if item.safety and isinstance(value, float | int) and value > lowest:
            notes.add(
                "safety", f"{item.id} ({label}) is answered {value:g}: look at it now, whatever the total", item.id
            )
        elif item.safety and answers.get(item.id, Answered(0)).state == "unreadable":
            notes.add("safety", f"{item.id} ({label}) has an answer that cannot be read: ask again now", item.id)


def _by_weights(instrument: Instrument, scored: ScoredForm, answers: Mapping[str, Answered], notes: Notes) -> None:
    """What the file's own weights would add up to, where that is not our sum."""
    for score in instrument.scores:
        weights = [answers[name].points for name in score.add if name in answers]
        if len(weights) < len(score.add) or len(weights) < 2:
            continue
        known = [weight for weight in weights if weight is not None]
        ours = scored.scores[score.id]
        total = sum(known)
        if len(known) == len(weights) and not ours.low <= total <= ours.high:
            notes.add("disagrees", f"the file's own weights add up to {total:g} for {score.id}; ours is {ours.shown}")


class _Compare:
    """Results stated in the file beside ours."""

    def __init__(self, instrument: Instrument, scored: ScoredForm, shown: tuple[str, ...], notes: Notes) -> None:
        self.instrument, self.scored, self.shown, self.notes = instrument, scored, shown, notes
        self.codes = result_codes(instrument)

    def all(
        self, matched: Matched, entries: Mapping[str, list[Entry]], answers: Mapping[str, Answered],
        stated: Sequence[Stated],
    ) -> None:  # fmt: skip
        """Results in the response, then in Observations: totals by their code or words, and single items."""
        taken = {one.question.link for one in matched.matches}
        for link, group in entries.items():
            for entry in group if link not in taken else ():
                name = matched.results.get(link) or self._named(entry)
                if name is not None and entry.answers:
                    given = entry.answers[0]
                    number = given.number if given.number is not None else number_in(given.coding.display)
                    if given.truth is not None:
                        number = float(given.truth)
                    self._compare(name, number, given.coding, f"the response ({link})")
        for one in stated:
            self._observation(one, answers)

    def _named(self, entry: Entry) -> str | None:
        """The score an entry states, by a LOINC code in its link id or by calling itself a total."""
        code = loinc_in(entry.link)
        if code:
            return self.codes.get(code)
        words = plain(entry.text) or plain(entry.link)
        total = any(word in words for word in ("total", "score", "gesamtwert", "puntaje"))
        numbered = bool(entry.answers) and (
            entry.answers[0].number is not None or number_in(entry.answers[0].words) is not None
        )
        return self._main() if total and numbered and len(words) < 90 else None

    def _main(self) -> str | None:
        """The one score a bare "total" means."""
        named = [score.id for score in self.instrument.scores if score.id in ("total", "score", *self.shown[:1])]
        return self.shown[0] if len(self.shown) == 1 else named[0] if named else None

    def _observation(self, one: Stated, answers: Mapping[str, Answered]) -> None:
        items = {item.loinc: item.id for item in self.instrument.items if item.loinc}
        for code in one.codes:
            if code in self.codes:
                self._compare(self.codes[code], one.number, one.coding, one.where)
            elif code in items and items[code] in answers:
                ours = answers[items[code]].value
                if one.number is not None and ours is not None and one.number != ours:
                    self.notes.add(
                        "disagrees",
                        (f"{one.where} states {one.number:g} for {items[code]}; the response says {ours:g}"),
                    )
            elif code == self.instrument.loinc_panel and one.number is not None:
                self.notes.add(
                    "codes", (f"{one.where} carries the code of the form ({code}) and not that of its score")
                )
                main = self._main()
                if main is not None:
                    self._compare(main, one.number, one.coding, one.where)

    def _compare(self, name: str, number: float | None, coding: Coding, where: str) -> None:
        ours = self.scored.scores.get(name)
        if ours is None or name not in self.shown:
            return
        if ours.kind == "category":
            self._category(ours, coding, where)
        elif number is None:
            self.notes.add(
                "disagrees", f"{where} states “{coding.display or coding.code}” for {name}, which is no number"
            )
        elif ours.kind == "truth":
            truth = None if ours.truth is None else float(ours.truth)
            self._say(name, truth == number, truth is None, where, "yes" if number else "no", ours.shown)
        else:
            exact = ours.low == ours.high
            same = abs(ours.low - number) < 0.006 if exact else ours.low <= number <= ours.high
            self._say(name, same and (exact or ours.prorated), same, where, f"{number:g}", ours.shown)

    def _category(self, ours: ScoreValue, coding: Coding, where: str) -> None:
        words = plain(coding.display).removesuffix(" risk")
        stated = RISK_CODES.get(coding.code) or next(
            (name for name in self._steps(ours.id) if plain(name) == words), ""
        )
        if not stated:
            self.notes.add(
                "disagrees",
                f"{where} states “{coding.display or coding.code}” for {ours.id}, which "
                f"is none of ours; ours is {ours.shown}",
            )
            return
        self._say(
            ours.id, ours.options == (stated,), stated in ours.options, where, coding.display or stated, ours.shown
        )

    def _steps(self, name: str) -> list[str]:
        score = next(score for score in self.instrument.scores if score.id == name)
        return [*(step.value for step in score.cascade), *([score.otherwise] if score.otherwise else [])]

    def _say(self, name: str, same: bool, possible: bool, where: str, stated: str, ours: str) -> None:
        if same:
            self.notes.add("agrees", f"{where} states {stated} for {name}, as we do")
        elif possible:
            self.notes.add(
                "agrees",
                f"{where} states {stated} for {name}; ours is {ours}, so it may be so, and cannot be confirmed",
            )
        else:
            self.notes.add("disagrees", f"{where} states {stated} for {name}; our rules give {ours}")
