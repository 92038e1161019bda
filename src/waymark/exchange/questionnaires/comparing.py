"""What a file states as results, beside what our rules give."""

from collections.abc import Mapping, Sequence

from waymark.exchange.questionnaires.answering import Answered
from waymark.exchange.questionnaires.by_substance import BY_SUBSTANCE, score_of
from waymark.exchange.questionnaires.codes import loinc_in, plain
from waymark.exchange.questionnaires.expected import RISK_CODES, TRUTH_CODES
from waymark.exchange.questionnaires.form import Coding
from waymark.exchange.questionnaires.matching import Matched, result_codes
from waymark.exchange.questionnaires.notes import Notes
from waymark.exchange.questionnaires.responses import Entry, Stated, number_in
from waymark.knowledge.model.instrument import Instrument
from waymark.record.scored import ScoredForm, ScoreValue

__all__ = ["Comparison", "compare_weights"]


def compare_weights(instrument: Instrument, scored: ScoredForm, answers: Mapping[str, Answered], notes: Notes) -> None:
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


class Comparison:
    """Results stated in the file beside ours: whether they agree is noted, ours is never changed."""

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
                    truth = given.truth if given.truth is not None else TRUTH_CODES.get(given.coding.code)
                    if truth is not None:
                        number = float(truth)
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
        if not (total and numbered and len(words) < 90):
            return None
        if self.instrument.id in BY_SUBSTANCE:
            return score_of(self.instrument.id, words)
        return self._main()

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
