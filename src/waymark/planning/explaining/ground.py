"""A situation with everything an explanation asks of it, each found once and only when asked."""

from collections.abc import Iterable
from functools import cached_property

from waymark.knowledge.model.rule import Rule
from waymark.planning.evidence import Evidence
from waymark.planning.explaining.explanation import Shown, Tree
from waymark.planning.explaining.truth import Truths
from waymark.planning.findings import Findings
from waymark.planning.goals import Opened
from waymark.planning.lines import Lines, decide
from waymark.planning.options import Options, weigh_options
from waymark.planning.phrases_explaining import tell
from waymark.planning.plan import RuleLine
from waymark.planning.references import rule_line
from waymark.planning.situation import Situation

__all__ = ["Ground"]


class Ground:
    """One person's situation, ready to be asked why."""

    def __init__(self, situation: Situation) -> None:
        self.situation = situation
        self.prepared = situation.prepared
        self.stand = situation.stand
        self.language = situation.prepared.language

    @cached_property
    def findings(self) -> Findings:
        """What the rules say, and on demand what they lack."""
        return self.situation.findings()

    @cached_property
    def options(self) -> Options:
        """Where every option stands, with the facts that hold it."""
        return weigh_options(self.findings)

    @cached_property
    def evidence(self) -> Evidence:
        return Evidence(self.prepared, self.situation.known)

    @cached_property
    def lines(self) -> Lines:
        """The lines without their reasons: what was chosen, and what it was chosen from."""
        mute = Evidence(self.prepared, self.situation.known, mute=True)
        return decide(self.situation, self.situation.findings(mute=True), mute)

    @cached_property
    def truths(self) -> Truths:
        return Truths(self.prepared, self.situation.values)

    @cached_property
    def opened(self) -> dict[str, Opened]:
        """Problems that stand open, by their key."""
        return {opened.key: opened for opened in self.lines.opened}

    def answer(self, rule: str) -> bool | None:
        """What a rule says: true, false, or not yet known. A rule that was set aside says what it would say."""
        tree = self.truths.tree(rule)
        return None if tree is None or tree.truth == "not known" else tree.truth == "yes"

    def trees(self, rules: Iterable[str]) -> dict[str, Tree]:
        """The drawn conditions of these rules."""
        return {rule: tree for rule in rules if (tree := self.truths.tree(rule)) is not None}

    def rules(self, names: Iterable[str]) -> dict[str, RuleLine]:
        """Lines about these rules; one that is false here says so by its tree."""
        prepared = self.prepared
        return {
            name: rule_line(prepared, prepared.rule(name), self.evidence, self.answer(name) is True)
            for name in names
            if prepared.has_rule(name)
        }

    def asks(self, rules: Iterable[str]) -> str:
        """Rules by their questions."""
        quoted = ("«{}»" if self.language == "es" else "“{}”").format
        return "; ".join(quoted(self.prepared.text(self.prepared.rule(r).asks)) for r in rules)

    def labels(self, facts: Iterable[str]) -> str:
        """Facts by their names, inside a sentence."""
        return ", ".join(self.prepared.text(self.prepared.facts[f].label) for f in facts if f in self.prepared.facts)

    def why_unknown(self, fact: str) -> str | None:
        """Why a fact is not known, where there is more to say than that nobody asked."""
        known = self.situation.known
        stale = known.stale.get(fact)
        if stale is not None:
            value = self.truths.said_of(fact, stale.last.value)
            return tell("too old", self.language, at=stale.last.at, value=value)
        if fact in known.declined:
            return tell("not answered", self.language)
        return tell("counts as open", self.language) if fact in self.situation.assumed else None

    def lacking(self, rule: str) -> tuple[Shown, ...]:
        """Tests of a rule that are not true here and that stand in its way, as facts with their values."""
        tree = self.truths.tree(rule)
        return () if tree is None else tuple({shown.fact: shown for shown in _in_the_way(tree)}.values())

    def speaking(self, kind: type, **wanted: object) -> list[Rule]:
        """Rules with an effect of this kind whose fields are as wanted."""
        return [
            rule
            for rule in self.prepared.rules
            if any(
                isinstance(effect, kind) and all(getattr(effect, k) == v for k, v in wanted.items())
                for effect in rule.effects
            )
        ]


def _in_the_way(tree: Tree) -> list[Shown]:
    """What would have to be otherwise for this place to become true; of an "or", every branch could."""
    if tree.truth == "yes":
        return []
    if tree.kind in ("all", "any") and tree.parts:
        return [shown for part in tree.parts for shown in _in_the_way(part)]
    if tree.parts and tree.of is None:
        return [shown for part in tree.parts for shown in _leaves(part)]
    if tree.parts:
        return [shown for part in tree.parts for shown in _in_the_way(part)] or list(tree.facts)
    return list(tree.facts)


def _leaves(tree: Tree) -> list[Shown]:
    return [*(() if tree.parts else tree.facts), *(shown for part in tree.parts for shown in _leaves(part))]
