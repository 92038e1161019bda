"""Choosing the next topic: danger first, then what settles most per remaining minute, a form begun to its end."""

from collections.abc import Iterable, Sequence
from functools import cached_property

from waymark.knowledge.model.effect import Exclude, Minimum
from waymark.planning.asking.battery import rest_of_battery
from waymark.planning.asking.catalogue import CHECK, LOOK_MINUTES, SIGN_MINUTES, Catalogue, Topic
from waymark.planning.asking.inside import Sheet, sheet_of
from waymark.planning.asking.relevance import Open, find_open
from waymark.planning.asking.room import Room
from waymark.planning.asking.vote import Ballot, Votes, count_votes
from waymark.planning.asking.wording import asks_of
from waymark.planning.asking.working import Working
from waymark.planning.findings import Findings
from waymark.planning.goals import Opened
from waymark.planning.leaves import Leaves
from waymark.planning.options import Options
from waymark.record.index import index_of

__all__ = ["Chooser"]


class Chooser:
    """What is open for one person now, and what to ask of it next."""

    def __init__(
        self,
        catalogue: Catalogue,
        working: Working,
        room: Room,
        findings: Findings,
        leaves: Leaves,
        current: str | None,
        options: Options | None = None,
        opened: Sequence[Opened] | None = None,
    ) -> None:
        """`options`, `opened`: what the findings say of options and problems, where that is at hand."""
        self.catalogue = catalogue
        self.prepared = catalogue.prepared
        self.working = working
        self.room = room
        self.findings = findings
        self.leaves = leaves
        self.current = current
        self._weighed = options, opened

    @cached_property
    def open(self) -> Open:
        return find_open(self.prepared, self.findings, self.working.stand, self.working.filled, *self._weighed)

    @cached_property
    def votes(self) -> Votes:
        ballot = Ballot(
            catalogue=self.catalogue,
            leaves=self.leaves,
            askable=self.left,
            sheet=self._sheet_for,
            indicated=self.indicated,
            implied=self.catalogue.implied,
            lists={f"list:{name}" for name in self.room.lists},  # type: ignore[attr-defined]
        )
        return count_votes(ballot, self.open)

    # -- what can be put ------------------------------------------------------------------------------------------

    def askable(self, topic: Topic) -> bool:
        """Not answered yet, and somebody here can answer it."""
        return topic.id in self.left

    @cached_property
    def left(self) -> frozenset[str]:
        """Topics that can be put."""
        topics = self.catalogue.topics.values()
        return frozenset(topic.id for topic in topics if self.permitted(topic) and self._unanswered(topic))

    def permitted(self, topic: Topic) -> bool:
        """Whether this may be asked of whoever answers here, by whoever is near."""
        room = self.room
        if topic.by == "clinician" and room.answered_by == "person":
            return False
        if topic.id in room.aside or (topic.danger and not room.attended):
            return False
        return topic.kind != "form" or room.forms is None or topic.instrument in room.forms

    def _unanswered(self, topic: Topic) -> bool:
        if topic.kind == "fact":
            return not self.working.answered(topic.facts[0])
        if topic.kind == "check":
            return any(not self.working.answered(fact) for fact in topic.facts)
        if topic.kind == "list":
            return not self.working.listed(topic.id.removeprefix("list:"))
        return bool(self.whole_sheet(topic).left)

    def indicated(self, topic: Topic) -> bool | None:
        """Whether a form is of the moment, or a question makes sense; a form that does not say is not of the moment,
        unless a rule asks for it."""
        if topic.kind == "fact":
            gate = self.catalogue.indication.get(topic.id)
            return True if gate is None else self.findings.condition(gate)
        if topic.kind != "form":
            return True
        if topic.substance is None and topic.instrument in self.open.again | self.open.asked_for:
            return True
        name = self.catalogue.indication.get(topic.id)
        return False if name is None else self.findings.condition(name)

    def whole_sheet(self, topic: Topic) -> Sheet:
        """A form with every item."""
        return self._sheet_for(topic, None)

    def _sheet_for(self, topic: Topic, scores: Iterable[str] | None) -> Sheet:
        """A form for these scores (whole if None)."""
        assert topic.instrument is not None
        wanted = None if scores is None else tuple(scores)
        row = self.working.form(topic.instrument, topic.substance)
        if row is None:
            return self.catalogue.blank(topic.instrument, wanted)
        if row.closed:
            return Sheet(answers=row.items, left=(), minutes=0.0, full=True)
        scorer = index_of(self.prepared.release).scorer(topic.instrument)
        return sheet_of(scorer, row.items, wanted or (), whole=wanted is None)

    def sheet(self, topic: Topic) -> Sheet:
        """What is left of a form as it will be asked."""
        if topic.id in self.votes.whole or self.room.full:
            return self.whole_sheet(topic)
        return self._sheet_for(topic, self._scores(topic))

    def _scores(self, topic: Topic) -> list[str]:
        facts = self.catalogue.facts
        return [
            scored.score
            for fact in topic.facts
            if fact in self.votes.facts
            for scored in facts[fact].scored
            if scored.instrument == topic.instrument
        ]

    # -- the order ------------------------------------------------------------------------------------------------

    @cached_property
    def topics(self) -> list[tuple[Topic, float]]:
        """What has votes, with what it can settle per minute; the same question for several substances as one."""
        votes, single, joint = self.votes, [], dict[str, list[str]]()
        for name in votes.weights:
            topic = self.catalogue.topics[name]
            shared = self.catalogue.shared.get(topic.facts[0]) if topic.kind == "fact" else None
            if shared is None:
                single.append((topic, votes.worth(name)))
            else:
                joint.setdefault(shared, []).append(topic.facts[0])
        for name, facts in joint.items():
            inside = [self.catalogue.question[fact] for fact in facts]
            if len(inside) == 1:
                single.append((self.catalogue.topics[inside[0]], votes.worth(inside[0])))
                continue
            topic = self.catalogue.joint(name, tuple(facts))
            single.append((topic, sum(votes.weights[i] for i in inside) / topic.minutes))
        return single

    def is_safety(self, topic: Topic) -> bool:
        """Asked although the rest waits: dangers that stand alone, and gates that spare them."""
        if topic.alone or topic.id in self.votes.guarding:
            return True
        shared = topic.kind == "check"
        return shared and any(self.catalogue.question.get(fact) in self.votes.guarding for fact in topic.facts)

    def in_order(self) -> list[Topic]:
        """Topics that can still change the plan, the next one first."""
        return [topic for topic, _ in sorted(self.topics, key=self._place)]

    @cached_property
    def _sparing(self) -> frozenset[str]:
        """Facts that a question still to be put can answer by the way: never used, so nothing injected."""
        implied, question = self.catalogue.implied, self.catalogue.question
        return frozenset(
            other for fact, others in implied.items() if question[fact] in self.votes.weights for other in others
        )

    def _unsparing(self, topic: Topic) -> bool:
        """A danger that is asked about whatever is answered before."""
        topics, question = self.catalogue.topics, self.catalogue.question
        inside = [topics[question[fact]] for fact in topic.facts] if topic.kind == "check" else [topic]
        due = topic.alone and self._sparing.isdisjoint(topic.facts)
        return due and all(self.indicated(one) is True for one in inside)

    def _place(self, found: tuple[Topic, float]) -> tuple[bool, bool, bool, bool, bool, float, str]:
        topic, worth = found
        safety = self.is_safety(topic)
        # Dangers that nothing can spare, then gates, then the danger questions that these may spare: who cannot
        # answer the gates is asked about the heart before anybody asks what was used how often.
        unsparing = safety and self._unsparing(topic)
        gate = safety and not topic.alone
        return (topic.id != CHECK, not safety, topic.id != self.current, not unsparing, not gate, -worth, topic.id)

    def choose(self) -> tuple[Topic | None, bool]:
        """The next topic, and whether its answer can still change the plan."""
        order = self.in_order()
        if order:
            return self._listed_first(order), True
        if self.room.full:
            rest = rest_of_battery(self)
            if rest:
                return rest[0], False
        return None, False

    def _listed_first(self, order: Sequence[Topic]) -> Topic:
        """The next topic; a list instead of the first of its many single questions, each of which it answers too."""
        first = order[0]
        if first.kind != "fact" or self.is_safety(first):
            return first
        name = self.catalogue.lists.get(first.facts[0])
        return next((one for one in order if one.id == name), first)

    def asks(self, topic: Topic) -> str:
        """What is asked, for a topic that is no form."""
        return asks_of(self, topic)

    def rules_waiting(self, topic: Topic) -> tuple[str, ...]:
        """The open rules that wait for it, weightiest first."""
        names = [topic.id, *(self.catalogue.question.get(fact, "") for fact in topic.facts)]
        waiting = {rule: None for name in names for rule in self.votes.conditions.get(name, {})}
        weights = self.open.conditions
        rules = (name for name in waiting if self.prepared.has_rule(name))
        return tuple(sorted(rules, key=weights.__getitem__, reverse=True))

    def weight_of(self, topic: Topic) -> float:
        """What the topic can still settle."""
        names = dict.fromkeys((topic.id, *(self.catalogue.question.get(fact, "") for fact in topic.facts)))
        own = self.votes.weights.get(topic.id)
        return own if own is not None else sum(self.votes.weights.get(name, 0.0) for name in names)

    def minutes_of(self, topic: Topic) -> float:
        """What the topic still takes."""
        if topic.id == CHECK:
            return LOOK_MINUTES + SIGN_MINUTES * sum(not self.working.answered(fact) for fact in topic.facts)
        return self.votes.minutes.get(topic.id, topic.minutes) if topic.kind == "form" else topic.minutes

    @property
    def level_settled(self) -> bool:
        """Nothing that can be asked here can still change the level of care."""
        deciding = {rule.id for rule, _ in self.findings.open(Minimum)}
        deciding |= {rule.id for rule, e in self.findings.open(Exclude) if e.option.startswith("level:")}
        return not any(
            (name in deciding or name.startswith("level:")) and any(f in self.votes.facts for f in self.leaves.of(name))
            for name in self.open.conditions
        )
