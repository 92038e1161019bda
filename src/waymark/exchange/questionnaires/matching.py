"""Which question is which item: by code, by words, by order; and how sure each match is."""

from collections.abc import Sequence

import msgspec

from waymark.exchange.questionnaires.by_substance import BY_SUBSTANCE, score_of
from waymark.exchange.questionnaires.form import Form, Question
from waymark.exchange.questionnaires.identity import Identity, cued
from waymark.exchange.questionnaires.notes import Notes
from waymark.exchange.questionnaires.others import RESULT_ALIASES, VARIANT_ITEMS
from waymark.knowledge.model.instrument import Instrument, Item

__all__ = ["Match", "Matched", "match", "result_codes", "tell"]

# LOINC codes of questions that go along with a form and count nothing.
COMPANIONS = {"69722-7", "69723-5"}


class Match(msgspec.Struct, frozen=True):
    """One question and the item it is. `by`: code and words, code, words, order and words, order."""

    question: Question
    item: Item
    by: str


class Matched(msgspec.Struct, frozen=True):
    """All matches, in the order of our items; items without a question; questions that are no item."""

    matches: tuple[Match, ...]
    missing: tuple[str, ...]
    extra: tuple[Question, ...]
    results: dict[str, str]

    def of(self, item: str) -> Match | None:
        """The match of one item."""
        return next((match for match in self.matches if match.item.id == item), None)


def result_codes(instrument: Instrument) -> dict[str, str]:
    """LOINC code -> score id, of results only: a code that is also an item's is that item's."""
    items = {item.loinc for item in instrument.items}
    codes = {score.loinc: score.id for score in instrument.scores if score.loinc and score.loinc not in items}
    return {**codes, **RESULT_ALIASES.get(instrument.id, {})}


def match(form: Form, identity: Identity, notes: Notes, *, ordered: bool = True) -> Matched:
    """Match the questions of a form. `ordered`: their order is that of the form (not of loose answers)."""
    instrument = identity.instrument
    work = _Matching(form, identity, notes)
    work.by_code()
    work.by_words()
    if ordered:
        work.by_order()
    wanted = [item for item in instrument.items if identity.part is None or item.id in identity.part.items]
    found = {match.item.id: match for match in work.found}
    missing = tuple(item.id for item in wanted if item.id not in found and not _spared(item, instrument, found))
    return Matched(
        matches=tuple(found[item.id] for item in wanted if item.id in found),
        missing=missing,
        extra=tuple(work.left),
        results=work.results,
    )


def _spared(item: Item, instrument: Instrument, found: dict[str, Match]) -> bool:
    """Not in every edition of the form, or asked of some people in another wording, which is there."""
    pairs = [other.id for other in instrument.items if other.instead_of == item.id]
    return item.optional or any(name in found for name in (*pairs, item.instead_of))


class _Matching:
    """Questions still without an item, items still without a question."""

    def __init__(self, form: Form, identity: Identity, notes: Notes) -> None:
        self.identity, self.notes = identity, notes
        self.instrument = identity.instrument
        results = result_codes(self.instrument)
        by_code = {item.loinc for item in self.instrument.items if item.loinc}
        self.results: dict[str, str] = {}
        self.left: list[Question] = []
        self.doubtful: set[str] = set()
        self.taken_apart: list[Question] = []
        for leaf in form.leaves:
            score = next((results[code] for code in leaf.codes if code in results), None)
            if score is None and leaf.role == "result" and self.instrument.id in BY_SUBSTANCE:
                score = score_of(self.instrument.id, leaf.text)
            if score is not None:
                self.results[leaf.link] = score
            elif leaf.role == "question" or by_code.intersection(leaf.codes):
                self.left.append(leaf)
        self.order = list(self.left)
        self.open = list(self.instrument.items)
        self.found: list[Match] = []

    def _take(self, question: Question, item: Item, by: str) -> None:
        if question.codes and item.loinc and item.loinc not in question.codes:
            self.notes.add(
                "codes",
                f"question {question.link} is {item.id} by {by} and carries {question.codes[0]}, not {item.loinc}",
                item.id,
            )
        self.found.append(Match(question, item, by))
        self.left.remove(question)
        self.open.remove(item)

    def by_code(self) -> None:
        """Questions with the code of exactly one item, unless their words are those of another item."""
        for item in [item for item in self.open if item.loinc]:
            having = [question for question in self.left if item.loinc in question.codes]
            if len(having) > 1:
                kept = [q for q in having if item.id in cued(self.instrument.id, q.text, q.above)]
                self.notes.add("codes", f"{len(having)} questions carry the code {item.loinc} of {item.id}", item.id)
                having = kept if len(kept) == 1 else []
                if not having:
                    self.doubtful.add(item.id)
            if not having:
                continue
            words = cued(self.instrument.id, having[0].text, having[0].above)
            if words and item.id not in words:
                others = ", ".join(sorted(words))
                self.notes.add(
                    "codes",
                    f"the code of question {having[0].link} is that of {item.id}, its "
                    f"words those of {others}; "
                    "it is used for neither",
                    item.id,
                )
                self.doubtful |= {item.id, *words}
                self.taken_apart.append(having[0])
                continue
            self._take(having[0], item, "code and words" if words else "code")

    def by_words(self) -> None:
        """Questions whose words are those of one item, where no other question has them."""
        for item in [
            item for item in self.open if item.id not in self.doubtful and item.id not in self.identity.variants
        ]:
            having = [q for q in self._free() if item.id in cued(self.instrument.id, q.text, q.above)]
            sure = [q for q in having if len(cued(self.instrument.id, q.text, q.above)) == 1]
            chosen = having if len(having) == 1 else sure
            if len(chosen) == 1:
                self._take(chosen[0], item, "words")

    def by_order(self) -> None:
        """The rest in order, where as many questions as items stand between the same neighbours."""
        for items, questions in self._gaps():
            questions = [q for q in questions if not self._companion(q)]
            if len(items) != len(questions) or any(item.id in self.doubtful for item in items):
                continue
            for item, question in zip(items, questions, strict=True):
                words = cued(self.instrument.id, question.text, question.above)
                if (words and item.id not in words) or item.id in self.identity.variants:
                    continue
                self._take(question, item, "order and words" if words else "order")

    def _free(self) -> list[Question]:
        codes = {item.loinc for item in self.instrument.items if item.loinc}
        return [q for q in self.left if q not in self.taken_apart and not codes.intersection(q.codes)]

    def _companion(self, question: Question) -> bool:
        stands_in = VARIANT_ITEMS.get(self.instrument.id, {})
        return bool(COMPANIONS.intersection(question.codes)) or any(code in stands_in for code in question.codes)

    def _gaps(self) -> list[tuple[list[Item], list[Question]]]:
        """Runs of open items between matched ones, each with the free questions at the same place."""
        place = {m.item.id: self.order.index(m.question) for m in self.found}
        known = [place[item.id] for item in self.instrument.items if item.id in place]
        if known != sorted(known):
            return []
        gaps: list[tuple[list[Item], list[Question]]] = []
        run: list[Item] = []
        start = -1
        for item in [*self.instrument.items, None]:
            end = len(self.order) if item is None else place.get(item.id)
            if end is None:
                assert item is not None
                run.append(item)
                continue
            if run:
                between = [q for n, q in enumerate(self.order) if start < n < end and q in self._free()]
                gaps.append((run, between))
            run, start = [], end
        return gaps


def tell(matched: Matched, instrument: Instrument, notes: Notes) -> None:
    """What was matched and how, in as few sentences as it takes."""
    by: dict[str, list[str]] = {}
    for found in matched.matches:
        by.setdefault(found.by, []).append(found.item.id)
    for how, items in by.items():
        notes.add("matched", f"{len(items)} of {len(instrument.items)} by {how}: {_short(items)}")
    if matched.missing:
        notes.add("missing", f"no question for {', '.join(matched.missing)}")
    for question in matched.extra:
        notes.add("extra", f"question {question.link} is no item of {instrument.id} and counts nothing")


def _short(items: Sequence[str]) -> str:
    return f"{items[0]} to {items[-1]}" if len(items) > 3 else ", ".join(items)
