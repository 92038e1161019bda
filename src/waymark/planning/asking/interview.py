"""The interview: what to ask next of one person, and the record as it grows.

An interview is a value. Its state is the person document; `answer` gives the next interview and leaves this one as it
was, so going back is keeping the earlier one, and resuming is reading the document.
"""

from collections.abc import Container, Mapping
from typing import Literal

import msgspec

from waymark.knowledge.model.effect import Emergency
from waymark.logic import Known
from waymark.planning.asking import answering, wording
from waymark.planning.asking.catalogue import LIMITS_TOLD, PUT_OFF, Catalogue, Topic, catalogue_of
from waymark.planning.asking.choosing import Chooser
from waymark.planning.asking.inside import Sheet
from waymark.planning.asking.relevance import Open
from waymark.planning.asking.room import PackWords, Room
from waymark.planning.asking.steps import Done, Progress, Question, Step, Tell, Value, Why
from waymark.planning.asking.together import MOST_TOGETHER, together
from waymark.planning.asking.vote import Votes
from waymark.planning.asking.working import Working
from waymark.planning.findings import Findings, find
from waymark.planning.leaves import Leaves
from waymark.planning.prepare import Prepared
from waymark.planning.situation import Documents
from waymark.record.documents.common import Moment
from waymark.record.documents.person import Person
from waymark.record.time import Calendar, calendar_of

__all__ = ["Interview", "begin"]


def begin(
    prepared: Prepared,
    documents: Documents,
    at: Moment | None = None,
    *,
    answered_by: Literal["person", "clinician"] = "clinician",
    attended: bool = True,
    full: bool | None = None,
    forms: Container[str] | None = None,
    lists: Container[str] = ("substances", "medicines", "conditions"),
    wording: Literal["official", "pack"] = "official",
    pack: str | None = None,
    packs: Mapping[str, PackWords] | None = None,
    by: str | None = None,
    go_on: bool = False,
) -> "Interview":
    """Begin or resume an interview at this moment (default: the latest noted time in the documents).

    `answered_by`: who gives the answers; what a clinician has to rate or measure is not asked of the person alone.
    `attended`: somebody is there who can act at once; without, no question is put whose answer needs that. `full`:
    everything the programme wants to know, not only what still matters (default: as the programme says). `forms`:
    instruments whose wording is at hand (None: all). `packs`: official words to show. `lists`: lists that may be
    asked as a whole. `by`: who notes the answers. `go_on`: an emergency or a bad day is being looked after, and the
    interview goes on all the same.

    Raises RecordError when the moment does not suit the document.
    """
    calendar = calendar_of(documents.person, documents.decisions, at)
    room = Room(
        answered_by=answered_by,
        attended=attended,
        full=prepared.programme.assessment == "full" if full is None else full,
        forms=forms,
        lists=lists,
        wording=wording,
        pack=pack,
        packs=packs or {},
        by=by,
        go_on=go_on,
    )
    working = Working(prepared, documents, documents.person, calendar)
    catalogue = catalogue_of(prepared)
    return Interview(working, room, catalogue, Leaves(prepared), Sitting())


class Sitting(msgspec.Struct, frozen=True):
    """What happened in this sitting and is no part of the record: minutes, the form in hand, what was told."""

    minutes: float = 0.0
    asked: int = 0
    current: str | None = None
    told: frozenset[str] = frozenset()
    settled: Mapping[str, bool] = {}


class Interview:
    """One interview at one point. Nothing in it changes; what is costly is found when first needed."""

    def __init__(self, working: Working, room: Room, catalogue: Catalogue, leaves: Leaves, sitting: Sitting) -> None:
        self.working = working
        self.room = room
        self.catalogue = catalogue
        self.sitting = sitting
        self._before = leaves
        self._chooser: Chooser | None = None

    # -- what is known --------------------------------------------------------------------------------------------

    @property
    def person(self) -> Person:
        """The record so far: a person document, from which a provisional plan can be made at any time."""
        return self.working.person

    @property
    def calendar(self) -> Calendar:
        return self.working.calendar

    @property
    def values(self) -> dict[str, Known]:
        """What is known by now, as `facts_as_of` gives it for the document so far, contradictions opened."""
        return self.working.values

    @property
    def prepared(self) -> Prepared:
        return self.working.prepared

    @property
    def chooser(self) -> Chooser:
        """What is open and matters, and the votes for it."""
        if self._chooser is None:
            working = self.working
            overridden = frozenset(working.stand.set_aside)
            findings = find(self.prepared, working.values, overridden, mute=True)
            # What only a form finds out whose wording is not here, is put in other words where there are some.
            closed = working.unanswered | self.catalogue.out_of_reach(self.room.forms)
            leaves = self._before.moved(working.values, closed)
            self._chooser = Chooser(self.catalogue, working, self.room, findings, leaves, self.sitting.current)
        return self._chooser

    @property
    def findings(self) -> Findings:
        return self.chooser.findings

    @property
    def open(self) -> Open:
        """Open rules that can still change a line of the plan."""
        return self.chooser.open

    @property
    def votes(self) -> Votes:
        return self.chooser.votes

    # -- next -----------------------------------------------------------------------------------------------------

    def next(self) -> Step:
        """The next question, something to tell first, or that there is nothing to ask now."""
        chooser = self.chooser
        if (stop := self._emergency()) is not None:
            return stop
        topic, matters = chooser.choose()
        if topic is None:
            return self._done()
        if not chooser.is_safety(topic) and (why := self.put_off_because()) is not None:
            return self._not_today(why)
        if topic.sensitive and self.values.get(LIMITS_TOLD) is not True and self._limits():
            return Tell(kind="limits", says=self._limits())
        return wording.worded(chooser, topic, matters=matters)

    def together(self, question: Question, most: int = MOST_TOGETHER) -> tuple[Question, ...]:
        """The question with those that may stand on one page with it; one about danger stands alone."""
        return together(self.chooser, question, most)

    def _limits(self) -> str:
        fact = self.prepared.facts.get(LIMITS_TOLD)
        return "" if fact is None or fact.tell is None else self.prepared.text(fact.tell)

    def _emergency(self) -> Step | None:
        if self.room.go_on:
            return None
        found = [effect for _, effect in self.findings.yes(Emergency)]
        if not found:
            return None
        text = self.prepared.text
        if "emergency" in self.sitting.told:
            says = wording.say("done emergency", self.prepared.language)
            return Done(reason="emergency", says=says, waiting=self._waiting())
        return Tell(
            kind="emergency",
            says=" ".join(dict.fromkeys(text(e.action) for e in found)),
            afterwards=" ".join(dict.fromkeys(text(e.afterwards) for e in found)),
        )

    def put_off_because(self) -> Why | None:
        """Why the rest waits for another day: as noted, or because a drug is acting on the person now."""
        if self.room.go_on:
            return None
        fact = self.prepared.facts.get(PUT_OFF)
        noted = self.values.get(PUT_OFF)
        if fact is not None and isinstance(noted, int):
            options = [o.id for i, o in enumerate(fact.options) if noted >> i & 1]
            if len(options) == 1:
                return None if options[0] == "goes_on" else options[0]  # type: ignore[return-value]
        if self.values.get("intoxicated_now") is True:
            return "intoxicated"
        if self.values.get("agitated_now") is True or self.values.get("severe_confusion") is True:
            return "unwell"
        return None

    def _not_today(self, why: Why) -> Done:
        fact = self.prepared.facts[PUT_OFF]
        label = next(self.prepared.text(o.label) for o in fact.options if o.id == why)
        until = self.calendar.show(self.calendar.day + (fact.valid_days or 1))
        says = wording.say("done not today", self.prepared.language, why=label, until=until)
        return Done(reason="not today", says=says, waiting=self._waiting(), until=until)

    def _done(self) -> Done:
        phrase = "done full" if self.room.full else "done nothing left"
        says = wording.say(phrase, self.prepared.language)
        return Done(reason="nothing left", says=says, waiting=self.votes.waiting)

    def _waiting(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys((*self.votes.facts, *self.votes.waiting)))

    # -- answers --------------------------------------------------------------------------------------------------

    def answer(self, question: Question, value: Value) -> "Interview":
        """The interview after this answer. `declined` and `unknown` are answers too.

        Raises AnswerError, with one sentence for who asked, when the value is none that the question can have.
        """
        working = answering.noted(self.working, self.room, question, value)
        going_on = question.topic if question.kind == "item" else None
        return self._after(working, question.minutes, going_on, asked=1)

    def holding(self, person: Person) -> "Interview":
        """The same interview with another record of this person: one in which an answer was taken back."""
        working = Working(self.prepared, self.working.documents, person, self.calendar)
        return Interview(working, self.room, self.catalogue, Leaves(self.prepared), self.sitting)

    def going_on(self) -> "Interview":
        """The interview goes on although there is an emergency or a bad day: somebody is looking after it."""
        room = msgspec.structs.replace(self.room, go_on=True)
        return Interview(self.working, room, self.catalogue, self._kept(), self.sitting)

    def skip(self, question: Question) -> "Interview":
        """The interview without this question, which comes again in another sitting; nothing is noted of it."""
        topics = {question.topic, *(f"fact:{fact}" for fact in question.facts if question.kind == "check")}
        room = msgspec.structs.replace(self.room, aside=self.room.aside | topics)
        return Interview(self.working, room, self.catalogue, self._kept(), self.sitting)

    def told(self, tell: Tell) -> "Interview":
        """The interview after something was told; that the limits were told is noted."""
        if tell.kind == "limits":
            working = answering.noting_fact(self.working, self.room, LIMITS_TOLD, True)
            fact = self.prepared.facts[LIMITS_TOLD]
            minutes = 0.5 if fact.asked is None else fact.asked.minutes
            return self._after(working, minutes, self.sitting.current)
        sitting = msgspec.structs.replace(self.sitting, told=self.sitting.told | {tell.kind})
        return Interview(self.working, self.room, self.catalogue, self._kept(), sitting)

    def put_off(self, why: Why | Literal["goes_on"], text: str | None = None) -> "Interview":
        """Put all but safety off until tomorrow, with a row that says why and until when; `goes_on` takes it back."""
        fact = self.prepared.facts[PUT_OFF]
        if why != "goes_on" and text is None:
            label = next(self.prepared.text(o.label) for o in fact.options if o.id == why)
            until = self.calendar.show(self.calendar.day + (fact.valid_days or 1))
            text = wording.say("put off", self.prepared.language, why=label, until=until)
        working = answering.noting_fact(self.working, self.room, PUT_OFF, why, text)
        return self._after(working, 0.0, self.sitting.current)

    def sitting_on(
        self, *, current: str | None = None, told: Container[str] = (), aside: Container[str] = (), asked: int = 0
    ) -> "Interview":
        """The same with what a sitting did before, where the record alone was kept: the form in hand, what was told,
        topics left for another sitting. Names that the release no longer has mean nothing."""
        topics = self.catalogue.topics
        left = frozenset(name for name in topics if name in aside)
        room = msgspec.structs.replace(self.room, aside=self.room.aside | left)
        kinds = frozenset(kind for kind in ("limits", "emergency") if kind in told)
        sitting = Sitting(current=current if current in topics else None, told=kinds, asked=asked)
        return Interview(self.working, room, self.catalogue, self._kept(), sitting)

    def question(self, name: str, *, facts: Container[str] | None = None, bare: bool = False) -> Question | None:
        """The question with this id in words, asked already or not; None where there is none.

        `facts`: those it was put for, where one question was put for several. `bare`: without why it is asked now,
        for who only has the answer to note.
        """
        topics, item = self.catalogue.topics, None
        topic = topics.get(name)
        if topic is None and name.startswith("form:"):
            head, _, item = name.rpartition(":")
            topic = topics.get(head)
        if topic is None and name.startswith("check:"):
            topic = self._joint(name, facts)
        if topic is None or (topic.kind == "form") is (item is None):
            return None
        if item is not None and all(one.id != item for one in self.catalogue.instrument(topic).items):
            return None
        found = wording.worded(self.chooser, topic, matters=True, item=item, bare=bare)
        if facts is None or found.kind != "check":
            return found
        # As it was put, answered meanwhile or not.
        shown = tuple(fact for fact in topic.facts if fact in facts)
        return msgspec.structs.replace(found, facts=shown) if shown else None

    def _joint(self, name: str, facts: Container[str] | None) -> Topic | None:
        """The same question for several substances, as it was put, or as it would be put now."""
        every = tuple(fact for fact, shared in self.catalogue.shared.items() if shared == name)
        if facts is None:
            open_now = next((topic.facts for topic, _ in self.chooser.topics if topic.id == name), None)
            return self.catalogue.joint(name, open_now or every) if every else None
        shown = tuple(fact for fact in every if fact in facts)
        return self.catalogue.joint(name, shown) if shown else None

    def resumed(self, at: Moment) -> "Interview":
        """The same interview at a later moment."""
        working = Working(self.prepared, self.working.documents, self.person, Calendar(at, self.calendar.anchor))
        return Interview(working, self.room, self.catalogue, Leaves(self.prepared), Sitting())

    def _after(self, working: Working, minutes: float, current: str | None, asked: int = 0) -> "Interview":
        following = Interview(working, self.room, self.catalogue, self._kept(), self.sitting)
        following.sitting = Sitting(
            minutes=self.sitting.minutes + minutes,
            asked=self.sitting.asked + asked,
            current=current,
            told=self.sitting.told,
        )
        following._chooser = None
        # The values alone: an interview that kept its whole past would grow with every answer.
        following._values_before = self.values
        return following

    def _kept(self) -> Leaves:
        return self._before if self._chooser is None else self._chooser.leaves

    _values_before: dict[str, Known] | None = None

    # -- how far --------------------------------------------------------------------------------------------------

    def progress(self) -> Progress:
        """How far the interview is, and what the last answer settled."""
        chooser = self.chooser
        order = chooser.in_order()
        minutes = [(topic.id, round(chooser.minutes_of(topic), 2)) for topic in order]
        return Progress(
            safety_settled=not any(chooser.is_safety(topic) for topic in order),
            level_settled=chooser.level_settled,
            minutes_used=round(self.sitting.minutes, 2),
            minutes_left=round(sum(m for _, m in minutes), 1),
            asked=self.sitting.asked,
            left=tuple(minutes),
            waiting=self.votes.waiting,
            settled=self.settled(),
        )

    def settled(self, since: "Interview | None" = None) -> dict[str, bool]:
        """Rules that the last answer settled, or all answers `since` an earlier point, with what they came to."""
        earlier = self._values_before if since is None else since.values
        if earlier is None:
            return {}
        program, rules = self.prepared.release.program, self.prepared.rules
        before = program.answers(earlier)
        now = program.answers(self.values)
        pairs = zip(rules, before, now, strict=False)
        return {rule.id: new for rule, old, new in pairs if old is None and new is not None}

    def sheet(self, topic: Topic) -> Sheet:
        """How far a form is filled, and what is left of it."""
        return self.chooser.sheet(topic)
