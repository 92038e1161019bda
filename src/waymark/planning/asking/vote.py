"""The vote: open rules weigh on the questions, forms and lists whose answers could still settle them."""

from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Mapping
from itertools import chain

import msgspec

from waymark.planning.asking.catalogue import Catalogue, Topic
from waymark.planning.asking.inside import Sheet
from waymark.planning.asking.relevance import Open
from waymark.planning.leaves import Leaves, exact

__all__ = ["Ballot", "Votes", "count_votes"]

# What a gate may settle beside its own rules counts half: it does so with one of its two answers.
GATE_SHARE = 0.5
# What only calls for a form is asked when nothing else is open.
LAST = 0.001
# What a danger question is worth that nothing waits for yet.
SCREEN = 0.5
# What a first value is worth where only that is wanted of a form.
BASELINE = 1.0


class Ballot(msgspec.Struct, frozen=True):
    """Who may be asked what: which topics are left, and how far each form is."""

    catalogue: Catalogue
    leaves: Leaves
    # Topics that can be put at all: not answered yet, not declined, and somebody here can answer them.
    askable: frozenset[str]
    # A form for these scores (whole if None), and whether it is of the moment.
    sheet: Callable[[Topic, Iterable[str] | None], Sheet]
    indicated: Callable[[Topic], bool | None]
    # What each gate's answer says something of, as far as that is open.
    implied: Mapping[str, tuple[str, ...]]
    lists: Container[str] = ()


class Votes(msgspec.Struct, frozen=True):
    """Per topic its weight, the minutes it still takes, and the conditions that wait for it.

    `facts`: per fact the weight that rests on it. `guarding`: questions that decide whether a danger is asked about.
    `waiting`: open facts nobody here can be asked for.
    """

    weights: dict[str, float]
    minutes: dict[str, float]
    facts: dict[str, float]
    conditions: dict[str, dict[str, None]]
    whole: frozenset[str]
    guarding: frozenset[str] = frozenset()
    waiting: tuple[str, ...] = ()

    def worth(self, topic: str) -> float:
        """What the topic can still settle per remaining minute."""
        return self.weights[topic] / max(self.minutes[topic], 0.05)


def count_votes(ballot: Ballot, found: Open) -> Votes:
    """All votes. A condition's weight is shared by its open leaves; a leaf speaks for what finds it out."""
    return _Count(ballot, found).votes()


class _Count:
    def __init__(self, ballot: Ballot, found: Open) -> None:
        self.ballot, self.open = ballot, found
        self.catalogue = ballot.catalogue
        self.facts: dict[str, float] = defaultdict(float)
        self.conditions: dict[str, dict[str, None]] = defaultdict(dict)
        self.reading: dict[str, dict[str, None]] = defaultdict(dict)
        self.weights: dict[str, float] = defaultdict(float)
        self.minutes: dict[str, float] = {}
        self.reachable = self.can_be_found()
        # Open facts that are not, in the order in which they are met.
        self.beyond_reach: dict[str, None] = {}
        self.deciders: dict[str, tuple[tuple[str | None, str, float], ...]] = {}
        # Questions that decide whether a danger is asked about.
        self.guarding: set[str] = set()

    def votes(self) -> Votes:
        """Conditions first, then facts read by composing, then what is asked whole, gates and lists."""
        for name, weight in self.open.conditions.items():
            self.share(name, weight, name)
        for fact, weight in self.open.facts.items():
            self.direct(fact, weight)
        self.keep_screen()
        for fact, weight in list(self.facts.items()):
            self.speak(fact, weight)
        whole = self.ask_whole()
        self.count_gates()
        self.count_lists()
        for topic in self.weights:
            self.minutes[topic] = self.left(self.catalogue.topics[topic], whole)
        weights = {topic: weight for topic, weight in self.weights.items() if self.minutes[topic] > 0}
        facts, conditions, guarding = dict(self.facts), dict(self.conditions), frozenset(self.guarding)
        return Votes(weights, self.minutes, facts, conditions, whole, guarding, self.waiting())

    def share(self, name: str, weight: float, condition: str | None) -> None:
        """Share a weight among the open leaves of a condition or derived fact that can be found out."""
        leaves = self.can_find(self.ballot.leaves.of(name)) or self.by_the_way(name)
        for fact in leaves:
            self.facts[fact] += weight / len(leaves)
            if condition is not None:
                self.reading[fact][condition] = None

    def by_the_way(self, name: str) -> list[str]:
        """Where nothing behind a condition can be found out any more (it was put, and nobody knew): what still says
        something of a derived fact that it reads."""
        readers, leaves = self.catalogue.prepared.readers, self.ballot.leaves
        return [
            fact
            for derived, facts in self.catalogue.told_by.items()
            if (name == derived or name in readers.get(derived, ())) and not leaves.known(derived)
            for fact in facts
            if fact in self.reachable and not leaves.known(fact)
        ]

    def direct(self, fact: str, weight: float) -> None:
        """A fact that composing reads: itself, or what is open behind it."""
        definition = self.catalogue.facts[fact]
        values = self.ballot.leaves.values
        if fact in values and exact(values[fact]):
            return
        if definition.derived is None or (definition.asked is not None and self.can(fact)):
            if self.can(fact):
                self.facts[fact] += weight
        else:
            self.share(fact, weight, None)

    def keep_screen(self) -> None:
        """Dangers are screened for while any rule about them is open: what makes it matter may come out later."""
        for topic in self.catalogue.alone:
            for fact in topic.facts:
                if fact in self.facts or self.ballot.leaves.known(fact) or not self.can(fact):
                    continue
                if any(fact in self.ballot.leaves.of(name) for name in self.catalogue.rules_reading(fact)):
                    self.facts[fact] = SCREEN

    def can_be_found(self) -> frozenset[str]:
        """Facts that somebody can be asked for, or for what decides whether their form is of the moment."""
        topics, finds, indicated = self.catalogue.topics, self.catalogue.finds, self.ballot.indicated
        left = (name for name in finds if name in self.ballot.askable and indicated(topics[name]) is not False)
        return frozenset(chain.from_iterable(finds[name] for name in left))

    def can(self, fact: str) -> bool:
        """Somebody can be asked for it."""
        return bool(self.can_find((fact,)))

    def can_find(self, facts: tuple[str, ...]) -> list[str]:
        """Those of the facts that somebody can be asked for."""
        reachable = self.reachable
        if reachable.issuperset(facts):
            return list(facts)
        self.beyond_reach.update(dict.fromkeys(f for f in facts if f not in reachable))
        return [f for f in facts if f in reachable]

    def waiting(self) -> tuple[str, ...]:
        """Open facts nobody here can be asked for, though it would make sense."""
        ways, indicated = self.catalogue.ways, self.ballot.indicated
        return tuple(f for f in self.beyond_reach if any(indicated(t) is not False for t in ways.get(f, ())))

    def speak(self, fact: str, weight: float) -> None:
        """A leaf speaks for its question or form if that makes sense now; else for what decides whether it does."""
        conditions = self.reading.get(fact, {})
        for topic in self.catalogue.ways.get(fact, ()):
            if topic.id not in self.ballot.askable:
                continue
            for leaf, name, share in self.deciding(topic):
                self.add(name, weight * share, conditions)
                if leaf is not None:
                    self.facts[leaf] += weight * share
                if topic.alone and name != topic.id:
                    self.guarding.add(name)

    def deciding(self, topic: Topic) -> tuple[tuple[str | None, str, float], ...]:
        """What is asked for a topic: itself, or the questions that decide whether it makes sense, each with its fact
        and its share. One that nothing can decide is asked itself, unless it is a form that is then spared."""
        found = self.deciders.get(topic.id)
        if found is not None:
            return found
        itself: tuple[tuple[str | None, str, float], ...] = ((None, topic.id, 1.0),)
        indicated = self.ballot.indicated(topic)
        name = self.catalogue.indication.get(topic.id)
        if indicated is not None or name is None:
            found = () if indicated is False else itself
        else:
            # Conditions that wait for one another are cut here.
            self.deciders[topic.id] = itself
            leaves = self.can_find(self.ballot.leaves.of(name))
            if topic.alone:
                leaves = self.not_behind_a_closed_gate(name, leaves)
            shares: dict[tuple[str | None, str], float] = {}
            for leaf in leaves:
                for way in self.catalogue.ways[leaf]:
                    if way.id not in self.ballot.askable:
                        continue
                    for behind, question, share in self.deciding(way):
                        key = (leaf if behind is None else behind, question)
                        shares[key] = shares.get(key, 0.0) + share / len(leaves)
            spared = topic.instrument is not None and self.catalogue.instrument(topic).while_unknown == "spare"
            undecided = () if spared else itself
            found = tuple((leaf, question, share) for (leaf, question), share in shares.items()) or undecided
        if topic.alone and found:
            # A danger does not wait until a form is filled: it is asked itself.
            found = tuple(one for one in found if self.catalogue.topics[one[1]].kind != "form") or itself
        self.deciders[topic.id] = found
        return found

    def not_behind_a_closed_gate(self, condition: str, leaves: list[str]) -> list[str]:
        """Without what lies behind a gate that was put and that nobody knew: a danger does not wait until all signs of
        "ever used?" have been gone through, it is asked itself."""
        closed, reads = self.ballot.leaves.closed, self.catalogue.prepared.release.reads
        gates = self.catalogue.prepared.release.program.facts_of(condition)
        behind = {fact for gate in gates if gate in closed for fact in reads.get(gate, ())}
        return [leaf for leaf in leaves if leaf not in behind]

    def add(self, topic: str, weight: float, conditions: Mapping[str, None] | None = None) -> None:
        self.weights[topic] += weight
        self.conditions[topic].update(conditions or {})

    def ask_whole(self) -> frozenset[str]:
        """Forms that are asked whole: for a first value of what is measured again, or because a rule asks for them."""
        whole: set[str] = set()
        for topic in self.catalogue.topics.values():
            if topic.instrument in self.open.again and self.may_fill(topic) and self.unknown_results(topic):
                whole.add(topic.id)
        for instrument in self.open.asked_for:
            forms = self.one_of(instrument)
            # Per substance, the one to fill is decided last: what is asked of them anyway may fill one.
            several = any(self.catalogue.topics[name].substance for name in forms)
            if not several or not self.weights.keys() - forms:
                whole |= forms
        for instrument, rules in self.open.instead.items():
            self.fill_instead(instrument, rules, whole)
        for name in whole:
            self.add(name, BASELINE)
        return frozenset(whole)

    def may_fill(self, topic: Topic) -> bool:
        """It can be put; one that is given per substance only where it is of the moment."""
        return topic.id in self.ballot.askable and (topic.substance is None or self.ballot.indicated(topic) is True)

    def unknown_results(self, topic: Topic) -> bool:
        """Something that is read of the form is not known exactly, by whatever way."""
        values = self.ballot.leaves.values
        return any(fact in self.catalogue.read and not (fact in values and exact(values[fact])) for fact in topic.facts)

    def one_of(self, instrument: str) -> set[str]:
        """The form; where it is given per substance, the one that takes least beyond what is asked of it anyway."""
        forms = [t for t in self.catalogue.topics.values() if t.instrument == instrument and self.may_fill(t)]
        forms.sort(key=lambda t: (self.beyond(t), -self.weights.get(t.id, 0.0), t.id))
        return {t.id for t in forms[:1]}

    def beyond(self, topic: Topic) -> float:
        """Minutes of the items that are asked only because the whole form is."""
        return self.ballot.sheet(topic, None).minutes - self.left(topic, ())

    def fill_instead(self, instrument: str, rules: tuple[str, ...], whole: set[str]) -> None:
        """Where filling a form takes less than finding out whether it is due, it is filled."""
        forms = self.one_of(instrument)
        if not forms or not forms.isdisjoint(whole):
            return
        only = {name for name in self.weights if self.conditions[name] and self.conditions[name].keys() <= set(rules)}
        if self.weights.keys() - only - forms:
            # Decided last: what is asked of the form anyway may fill it.
            for name in only:
                self.weights[name] *= LAST
            return
        rest = sum(self.beyond(self.catalogue.topics[name]) for name in forms)
        if rest < sum(self.left(self.catalogue.topics[name], ()) for name in only):
            whole |= forms
            for name in only - forms:
                del self.weights[name]

    def count_gates(self) -> None:
        """A question whose answer also says something of other open facts."""
        for fact, others in self.ballot.implied.items():
            name = self.catalogue.question.get(fact)
            inside = [self.facts[other] for other in others if other in self.facts]
            if name is None or fact in self.ballot.leaves.values or (len(inside) < 2 and fact not in self.facts):
                continue
            if inside and name in self.ballot.askable:
                self.add(name, GATE_SHARE * sum(inside))

    def count_lists(self) -> None:
        """A list speaks with all that it would settle."""
        for topic in self.catalogue.topics.values():
            if topic.kind != "list" or topic.id not in self.ballot.lists or topic.id not in self.ballot.askable:
                continue
            inside = [self.facts[fact] for fact in topic.facts if fact in self.facts]
            needed = topic.id == "list:medicines" and self.open.medicines
            if len(inside) > 1 or needed:
                self.add(topic.id, sum(inside) + (4.0 if needed else 0.0))

    def left(self, topic: Topic, whole: Container[str]) -> float:
        """Minutes that the topic still takes: a form begun costs only its rest."""
        if topic.kind != "form":
            return topic.minutes
        return self.ballot.sheet(topic, None if topic.id in whole else self.wanted(topic)).minutes

    def wanted(self, topic: Topic) -> list[str]:
        """Scores of a form that something open rests on."""
        return [
            scored.score
            for fact in topic.facts
            if fact in self.facts
            for scored in self.catalogue.facts[fact].scored
            if scored.instrument == topic.instrument
        ]
