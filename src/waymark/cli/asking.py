"""Holding an interview at a terminal: one question, one answer, kept at once; stop and go on at any point."""

from collections.abc import Callable
from datetime import date
from typing import Literal

import msgspec

from waymark.cli.listing import ask_list
from waymark.cli.taking_back import taken_back
from waymark.knowledge.model.effect import Emergency
from waymark.planning.asking.answering import AnswerError
from waymark.planning.asking.interview import Interview
from waymark.planning.asking.listing import offered_conditions
from waymark.planning.asking.relevance import WEIGHTS
from waymark.planning.asking.steps import Choice, Done, Progress, Question, Tell, Value
from waymark.planning.asking.urgent import urgent
from waymark.planning.front import list_crisis
from waymark.planning.plan import Item
from waymark.record.documents.common import Interval
from waymark.rendering.asking import SETTLED_SHOWN, Screens, expected_of
from waymark.rendering.asking_entry import Entered, Steer, Unreadable, read_entry, read_numbers, stops

__all__ = ["End", "Session", "value_of"]

End = Literal["whole", "emergency", "not today", "stopped"]
# A line as typed; None at the end of the input.
Read = Callable[[], str | None]
# The road is shown again after so many answers, once the area has changed.
ROAD_EVERY = 8


class Session:
    """One sitting. `read` gives what is typed, `keep` puts the document on the disk before the next question."""

    def __init__(self, interview: Interview, screens: Screens, read: Read, keep: Callable[[Interview], None]) -> None:
        self.interview = interview
        self.screens = screens
        self._typed = read
        # Nothing more is read once somebody stopped, also in the middle of a list.
        self._over = False
        self.keep = keep
        self.minutes = 0.0
        self.answers = 0
        self.progress: Progress = interview.progress()
        self._history: list[tuple[Interview, Question]] = []
        self._again: Question | None = None
        self._form: str | None = None
        self._above = ""
        self._area: str | None = None
        # Answers given when the road was shown last.
        self._road_at = 0
        self._warned = False
        self._shown = self._dangers()

    def run(self) -> End:
        """Ask until there is nothing left, somebody stops, or something comes first."""
        while True:
            step = self._again or self.interview.next()
            self._again = None
            if isinstance(step, Done):
                return self._done(step)
            if self._over and not (isinstance(step, Tell) and step.kind == "emergency"):
                return "stopped"
            end = self._tell(step) if isinstance(step, Tell) else self._ask(step)
            if end is not None:
                return end

    def read(self) -> str | None:
        """A line as typed; None once somebody stopped."""
        text = None if self._over else self._typed()
        self._over = text is None
        return text

    def _read_in_list(self) -> str | None:
        """A line inside a list, where to stop is to leave the list open and note what was named."""
        text = self.read()
        if text is not None and stops(text):
            self._over = True
        return None if self._over else text

    # -- what is told ---------------------------------------------------------------------------------------------

    def _tell(self, tell: Tell) -> End | None:
        if tell.kind == "limits":
            self.screens.limits(tell.says)
            self._go_to(self.interview.told(tell))
            return None
        title = self.screens.say("now emergency")
        self.screens.now(title, (tell.says, tell.afterwards), (), self._crisis())
        self._nobody_there()
        self.interview = self.interview.told(tell)
        if self._yes("goes on"):
            self.interview = self.interview.going_on()
            return None
        return "emergency"

    def _yes(self, key: str) -> bool:
        """A question of the interview's own; whatever is no clear yes is a no."""
        self.screens.lines(self.screens.say(key))
        text = self.read()
        return text is not None and text.strip().lower() in ("y", "yes", "s", "si", "sí")

    def _nobody_there(self) -> None:
        if self.interview.room.answered_by == "person":
            self.screens.lines(self.screens.say("nobody there"))

    def _done(self, done: Done) -> End:
        if done.reason == "not today":
            return "not today"
        return "emergency" if done.reason == "emergency" else "whole"

    # -- what is asked --------------------------------------------------------------------------------------------

    def _ask(self, question: Question) -> End | None:
        self._head(question)
        while True:
            text = self.read()
            if text is None:
                return "stopped"
            try:
                entered = self._entered(text, question)
                if entered.steer in ("why", "help"):
                    self._help() if entered.steer == "help" else self._why(question)
                    continue
                if entered.steer is not None:
                    return self._steer(entered.steer, question)
                self._answer(question, entered.value)
            except (Unreadable, AnswerError) as error:
                self.screens.lines(str(error))
            else:
                return None

    def _head(self, question: Question) -> None:
        """Only what changed since the last question: the road, the form, the warning."""
        area = self._area_of(question)
        # What matters most next may lie in another area at each turn: the road is shown now and then, and where safety
        # ends.
        left_safety = self._area == "safety" != area
        if self._area is None or left_safety or (area != self._area and self.answers >= self._road_at + ROAD_EVERY):
            self.screens.road(area, self._open_areas(), self.progress.minutes_left, self._safety_minutes())
            self._area, self._road_at = area, self.answers
        form = question.topic if question.kind == "item" else None
        if form is not None and form != self._form:
            self._form_begins(question)
        self._form = form
        shown = question
        if form is not None:
            # Instructions stand once above the items they are for.
            above = "" if question.above == self._above else question.above
            shown = msgspec.structs.replace(shown, why="", above=above)
        self._above = question.above
        if question.topic == "list:conditions":
            offered = tuple(Choice(fact, label) for fact, label in offered_conditions(self.interview))
            shown = msgspec.structs.replace(shown, options=offered)
        if question.sensitive and self._warned:
            shown = msgspec.structs.replace(shown, warn="")
        self._warned = question.sensitive
        self.screens.question(shown, expected_of(question))

    def _form_begins(self, question: Question) -> None:
        assert question.instrument is not None
        prepared = self.interview.prepared
        instrument = prepared.instruments[question.instrument]
        topic = self.interview.catalogue.topics[question.topic]
        name = prepared.text(instrument.name)
        if question.substance is not None:
            name = f"{name}: {prepared.text(prepared.substances[question.substance].name)}"
        left = len(self.interview.sheet(topic).left)
        self.screens.form_begins(name, left, question.rest, instrument.window_days or 0, question.pack is not None)
        self.screens.lines(self.screens.why(question))

    def _entered(self, text: str, question: Question) -> Entered:
        language = self.screens.language
        if question.kind == "check":
            return read_numbers(text, question.facts, language)
        if question.kind == "list":
            return ask_list(text, question, self.interview, self.screens, self._read_in_list)
        return read_entry(text, expected_of(question), language, self._today())

    def _today(self) -> date | None:
        calendar = self.interview.calendar
        return date.fromordinal(calendar.day) if calendar.anchor is None else None

    def _answer(self, question: Question, value: object) -> None:
        """Keep the answer; show what it settled and whether somebody is needed now."""
        before = self.interview
        after = before.answer(question, value_of(value))
        self._history.append((before, question))
        self.minutes += question.minutes
        self.answers += 1
        self._go_to(after)
        self._settled(after)
        self._danger()

    def _go_to(self, interview: Interview) -> None:
        self.keep(interview)
        self.interview = interview
        self.progress = interview.progress()

    # -- words that steer -----------------------------------------------------------------------------------------

    def _steer(self, steer: Steer, question: Question) -> End | None:
        if steer == "stop":
            return "stopped"
        if steer == "not today":
            self._go_to(self.interview.put_off("other"))
            return "not today"
        if steer in ("unknown", "declined"):
            self._answer(question, steer)
        elif steer == "skip":
            self._skip(question)
        else:
            self._back(question)
        return None

    def _why(self, question: Question) -> None:
        self.screens.lines(self.screens.why(question))
        if question.could_change and self.interview.room.answered_by == "clinician":
            self.screens.lines(self.screens.say("could change", what=" ".join(question.could_change)))

    def _help(self) -> None:
        self.screens.lines(self.screens.say("how to steer"), "  " + self.screens.say("steers"))
        self.screens.lines(*(item.title for item in self._crisis()), indent=2)

    def _skip(self, question: Question) -> None:
        """An item of a form is left out of it; anything else is left for another sitting."""
        if question.kind == "item":
            self._answer(question, "unknown")
            return
        self.interview = self.interview.skip(question)
        self.progress = self.interview.progress()
        self.screens.lines(self.screens.say("skipped"))

    def _back(self, question: Question) -> None:
        """The last answer is taken back and its question put again."""
        if not self._history:
            self.screens.lines(self.screens.say("nothing to take back"))
            self._again = question
            return
        before, earlier = self._history.pop()
        self._go_to(taken_back(before, self.interview))
        self.minutes -= earlier.minutes
        self.answers -= 1
        self._shown = self._dangers()
        self.screens.lines(self.screens.say("taken back", question=earlier.asks))
        self._form = earlier.topic if earlier.kind == "item" else None
        self._again = earlier

    # -- after an answer ------------------------------------------------------------------------------------------

    def _settled(self, interview: Interview) -> None:
        """What turned out so, weightiest first; of what was ruled out only the number. For the clinician."""
        if interview.room.answered_by == "person":
            return
        prepared = interview.prepared
        true = [prepared.rule(rule) for rule, found in self.progress.settled.items() if found]
        true.sort(key=lambda rule: -max((WEIGHTS.get(type(e), 0.0) for e in rule.effects), default=0.0))
        words = [prepared.text(rule.asks) for rule in true[:SETTLED_SHOWN]]
        self.screens.settled(words, len(self.progress.settled) - len(words))

    def _dangers(self) -> frozenset[str]:
        """Ids of what needs somebody at once by now."""
        return urgent(self.interview).ids

    def _danger(self) -> None:
        """Show at once what has become dangerous with this answer, in the middle of whatever form."""
        if self.interview.findings.yes(Emergency) and not self.interview.room.go_on:
            return  # It is told next, with what to do.
        found = urgent(self.interview)
        alerts = [alert for alert in found.alerts if alert.id not in self._shown]
        steps = [step for step in found.steps if step.id not in self._shown]
        self._shown |= found.ids
        if alerts or steps:
            body = [alert.title for alert in alerts]
            self.screens.now(self.screens.say("now"), body, steps, self._crisis())
            self._nobody_there()
            self._area = None

    def _crisis(self) -> tuple[Item, ...]:
        return list_crisis(self.interview.prepared, self.interview.findings)

    # -- where we are ---------------------------------------------------------------------------------------------

    def _area_of(self, question: Question) -> str:
        if question.kind == "check" or question.safety:
            return "safety"
        area = self.interview.prepared.facts[question.facts[0]].area
        # Age and sex are asked where something else needs them.
        return (self._area or "safety") if area == "person" else area

    def _open_areas(self) -> set[str]:
        facts = self.interview.prepared.facts
        return {facts[topic.facts[0]].area for topic in self.interview.chooser.in_order()}

    def _safety_minutes(self) -> float | None:
        chooser = self.interview.chooser
        left = [chooser.minutes_of(topic) for topic in chooser.in_order() if chooser.is_safety(topic)]
        return sum(left) if left else None


def value_of(value: object) -> Value:
    """An entry as the interview takes it: bounds as an interval."""
    return Interval(**value) if isinstance(value, dict) else value  # type: ignore[return-value]
