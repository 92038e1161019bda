"""Which entry of a response belongs to which question of its form; or, without the form, what each entry says."""

import re
from collections.abc import Callable, Sequence

from waymark.exchange.questionnaires.codes import loinc_in, plain
from waymark.exchange.questionnaires.form import Form, Question
from waymark.exchange.questionnaires.notes import Notes, QuestionnaireError
from waymark.exchange.questionnaires.responses import Entry, Response

__all__ = ["as_form", "join"]


def as_form(response: Response) -> Form:
    """A response without its Questionnaire, as far as it says itself what was asked."""
    leaves = tuple(
        Question(
            link=f"{entry.link}",
            text=entry.text,
            kind="choice",
            codes=(code,) if (code := loinc_in(entry.link)) else (),
        )
        for entry in response.entries
        if entry.answers or entry.unreadable
    )
    names = tuple(name for name in response.names if name)
    return Form("", names, response.form, "", "R4", "und", "", (), leaves)


def join(form: Form, response: Response, where: str, notes: Notes) -> dict[str, list[Entry]]:
    """Question link -> its entries, with a note for every match that is not by the very link id."""
    work = _Joining(form, response, notes)
    work.by("link id without blanks", lambda e: e.link.strip(), lambda q: [q.link.strip()], silent=True)
    work.by("LOINC code in the link id", lambda e: loinc_in(e.link), lambda q: list(q.codes))
    work.by("its words", lambda e: plain(e.text), lambda q: [plain(q.text)])
    if not work.found:
        work.by("the end of the link id", lambda e: _tail(e.link), lambda q: [_tail(q.link)], whole=True)
    if not work.found:
        work.by_order()
    if not any(entries for entries in work.found.values()):
        raise QuestionnaireError(
            f"{where}: none of its link ids belongs to this Questionnaire; name the Questionnaire it was filled from"
        )
    for entry in work.left:
        if entry.answers or entry.unreadable:
            notes.add(
                "unanswered",
                f"the answer to {entry.link or 'a question without linkId'} belongs to no question of the form",
            )
    return work.found


def _tail(link: str) -> str:
    """What stands after the last sign that divides: `PHQ-9.10` and `PHQ.10` both end in `10`."""
    return re.split(r"[./:_#\-\s]", link.strip())[-1].lower()


class _Joining:
    """Entries still without a question."""

    def __init__(self, form: Form, response: Response, notes: Notes) -> None:
        self.form, self.notes = form, notes
        self.left = list(response.entries)
        self.found: dict[str, list[Entry]] = {}

    def by(
        self, how: str, of_entry: Callable[[Entry], str], of_question: Callable[[Question], Sequence[str]],
        silent: bool = False, whole: bool = False,
    ) -> None:  # fmt: skip
        """Join what has the same key; keys that two questions share join nothing. `whole`: all entries or none."""
        keys: dict[str, list[Question]] = {}
        for question in self.form.leaves:
            for key in of_question(question):
                keys.setdefault(key, []).append(question)
        joined = [(e, keys[of_entry(e)][0]) for e in self.left if of_entry(e) and len(keys.get(of_entry(e), ())) == 1]
        answered = [entry for entry in self.left if entry.answers]
        links = [question.link for _, question in joined]
        if whole and (len(joined) < len(answered) or len(set(links)) < len(links)):
            return
        done = 0
        for entry, question in joined:
            if not self._contradicts(entry, question):
                self.found.setdefault(question.link, []).append(entry)
                done += 1
            self.left.remove(entry)
        if done and not silent:
            self.notes.add("matched", f"{done} answers have link ids that are not the form's; matched by {how}")

    def _contradicts(self, entry: Entry, question: Question) -> bool:
        """The response repeats the words of another question of the form."""
        words = plain(entry.text)
        if not words or words == plain(question.text):
            return False
        others = [other.link for other in self.form.leaves if plain(other.text) == words]
        if not others:
            return False
        self.notes.add(
            "unanswered",
            f"the answer with link id {entry.link} repeats the words of question {others[0]}; it is used for neither",
        )
        return True

    def by_order(self) -> None:
        """In the order of the form, where it asks exactly as much as was answered and nothing repeats its words."""
        questions = self.form.leaves if len(self.left) == len(self.form.leaves) else self.form.questions
        if len(self.left) != len(questions) or any(entry.text for entry in self.left):
            return
        for entry, question in zip(self.left, questions, strict=True):
            self.found[question.link] = [entry]
        self.left = []
        self.notes.add("matched", "no link id is one of the form; matched by order alone, which nothing confirms")
