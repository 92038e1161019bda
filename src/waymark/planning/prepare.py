"""What planning needs of a release and a programme, laid out once and used for every person."""

from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

from waymark.knowledge.model.care import AddOn, Level
from waymark.knowledge.model.care_elements import GoalPattern, Intervention, Medicine, Problem
from waymark.knowledge.model.effect import Effect
from waymark.knowledge.model.fact import Fact
from waymark.knowledge.model.instrument import Instrument
from waymark.knowledge.model.rule import Rule
from waymark.knowledge.model.source import Source
from waymark.knowledge.model.substance import Substance
from waymark.knowledge.model.tool import Tool
from waymark.knowledge.release import Release
from waymark.planning.level import Candidate, build_candidates
from waymark.planning.plan import Reason, RuleLine, SourceLine
from waymark.record.documents.programme import OfferedIntervention, Programme
from waymark.record.index import index_of

__all__ = ["ENGINE", "REFERENCE_PROGRAMME", "Prepared", "prepare", "words"]

# Raised whenever composing changes what comes out for the same input; golden plans of each version are kept.
ENGINE = "7"

REFERENCE_PROGRAMME = Programme(
    format="waymark.programme/1",
    id="reference",
    name="reference programme (offers everything)",
    offers_everything=True,
)


def words(text: object, language: str) -> str:
    """A library text in this language; a text missing there falls back to English."""
    if isinstance(text, str):
        return text
    if isinstance(text, dict):
        return str(text.get(language) or text.get("en", ""))
    return ""


class Gathered(NamedTuple):
    """A derived fact that can also be asked. `parts`: what lies behind it; `fewest`: so many of them open, it is asked
    instead of them."""

    fact: str
    parts: frozenset[str]
    fewest: float


class Prepared:
    """A release and a programme, indexed for composing. Holds no person and never changes."""

    def __init__(self, release: Release, programme: Programme, language: str) -> None:
        self.release = release
        self.programme = programme
        self.language = language
        # Sections of a release are opened on each access: hold those that every line needs.
        self.facts: dict[str, Fact] = release.facts
        self.substances: dict[str, Substance] = release.substances
        self.levels: dict[str, Level] = release.levels
        self.add_ons: dict[str, AddOn] = release.add_ons
        self.rules: Sequence[Rule] = release.rules
        self._rules = {rule.id: rule for rule in release.rules}
        # Per kind of effect the place of each rule that has one, with the rule and the effect.
        self.voices: dict[type, list[tuple[int, tuple[Rule, Effect]]]] = {}
        for place, rule in enumerate(release.rules):
            for effect in rule.effects:
                self.voices.setdefault(type(effect), []).append((place, (rule, effect)))
        self.problems: dict[str, Problem] = dict(release.problems)
        self.goals: dict[str, GoalPattern] = dict(release.goals)
        self.interventions: dict[str, Intervention] = dict(release.interventions)
        self.medicines: dict[str, Medicine] = dict(release.medicines)
        self.candidates: tuple[Candidate, ...] = build_candidates(
            tuple(self.levels.values()), tuple(self.add_ons.values())
        )
        self.offered_interventions: dict[str, OfferedIntervention] = {
            o.intervention: o for o in programme.interventions
        }
        self._offered_levels = {(o.level, frozenset(o.add_ons)) for o in programme.levels if o.places != 0}
        self.extra_conditions: tuple[str, ...] = tuple(release.conditions[len(release.rules) :])
        self.extra_places = {name: len(release.rules) + n for n, name in enumerate(self.extra_conditions)}
        self._deep_facts: dict[str, tuple[str, ...]] = {}
        self._gathered: dict[str, tuple[Gathered, ...]] = {}
        # What is open in a condition while nothing of what it reads is known; found when first asked for.
        self.untouched: dict[str, tuple[str, ...]] = {}
        # Reasons that show nothing of a person, by rule.
        self.plain_reasons: dict[str, Reason] = {}
        # Lines about rules and sources that are the same on every plan, made when first cited.
        self.rule_lines: dict[tuple[str, str], RuleLine] = {}
        self.source_lines: dict[str, SourceLine] = {}

    @cached_property
    def medicine_names(self) -> dict[str, str]:
        """Every name of a medicine -> its id; an ingredient stands for its plainest form."""
        return {name: named.forms[0] for name, named in index_of(self.release).medicines.items()}

    @cached_property
    def tools(self) -> dict[str, Tool]:
        return self.release.tools

    @cached_property
    def sources(self) -> dict[str, Source]:
        return self.release.sources

    @cached_property
    def instruments(self) -> dict[str, Instrument]:
        return self.release.instruments

    @cached_property
    def labels(self) -> dict[str, str]:
        """The name of every fact in words."""
        return {name: self.text(fact.label) for name, fact in self.facts.items()}

    @cached_property
    def form_holds(self) -> dict[str, int]:
        """How many days the shortest-lived result of a form holds, where it does not hold for ever."""
        found: dict[str, int] = {}
        for fact in self.facts.values():
            for way in fact.scored:
                if fact.valid_days is not None:
                    found[way.instrument] = min(fact.valid_days, found.get(way.instrument, fact.valid_days))
        return found

    @cached_property
    def topics(self) -> dict[str, str]:
        """What is asked to learn a fact: the fact itself, or the instrument (per substance) that yields it."""
        return {}

    def text(self, text: object) -> str:
        """A library text in the language of this plan."""
        if isinstance(text, dict):
            said: str = text.get(self.language) or text.get("en", "")
            return said
        return words(text, self.language)

    def rule(self, rule: str) -> Rule:
        """The rule with this id."""
        return self._rules[rule]

    def has_rule(self, rule: str) -> bool:
        """The release has a rule with this id."""
        return rule in self._rules

    def role(self, role: str) -> str:
        """A role's name in words."""
        found = self.release.roles.get(role)
        return role if found is None else self.text(found.label)

    def substance_text(self, text: object, substance: str | None) -> str:
        """A library text with `{substance.name}` written out."""
        said = self.text(text)
        if substance is None or "{substance" not in said:
            return said
        return said.replace("{substance.name}", self.text(self.substances[substance].name))

    def facts_of(self, condition: str) -> tuple[str, ...]:
        """The underived facts a condition reads, through derived ones."""
        known = self._deep_facts.get(condition)
        if known is None:
            facts = self.facts
            reads = self.release.reads.get(condition, ())
            known = tuple(f for f in reads if f in facts and facts[f].derived is None)
            self._deep_facts[condition] = known
        return known

    def gathered(self, condition: str) -> tuple[Gathered, ...]:
        """Derived facts a condition reads that can also be asked, the widest first."""
        known = self._gathered.get(condition)
        if known is None:
            reads = self.release.reads
            found = [self._gathering(f) for f in reads.get(condition, ()) if f in self.gathering]
            known = self._gathered[condition] = tuple(sorted(found, key=lambda g: (-len(g.parts), g.fact)))
        return known

    def _gathering(self, fact: str) -> Gathered:
        definition = self.facts[fact]
        fewest = float("inf") if definition.type != "boolean" else 1 if definition.danger_screen else 2
        return Gathered(fact, frozenset(self.release.reads.get(fact, ())), fewest)

    @cached_property
    def gathering(self) -> frozenset[str]:
        """Derived facts that can also be asked."""
        return frozenset(name for name, f in self.facts.items() if f.derived is not None and f.asked is not None)

    @cached_property
    def readers(self) -> dict[str, frozenset[str]]:
        """Fact -> conditions and derived facts that read it, also through other derived facts."""
        found: dict[str, set[str]] = {}
        program = self.release.program
        for condition in (*program.conditions, *program.derived):
            for fact in program.facts_of(condition, deep=True):
                found.setdefault(fact, set()).add(condition)
        return {fact: frozenset(conditions) for fact, conditions in found.items()}

    def offers_level(self, candidate: Candidate) -> bool:
        """The programme has this composite, with a place."""
        if self.programme.offers_everything and not any(o.level == candidate.level for o in self.programme.levels):
            return True
        wanted = frozenset(candidate.add_ons)
        return any(level == candidate.level and wanted <= add_ons for level, add_ons in self._offered_levels)

    def offers_intervention(self, intervention: str) -> bool:
        """The programme gives this intervention."""
        return self.programme.offers_everything or intervention in self.offered_interventions

    def offers_medicine(self, medicine: str) -> bool:
        """The programme prescribes or dispenses this medicine."""
        return self.programme.offers_everything or medicine in self.programme.medicines


def prepare(release: Release, programme: Programme | None = None, language: str = "en") -> Prepared:
    """Lay out a release and a programme for composing; without a programme the reference programme is used."""
    return Prepared(release, programme or REFERENCE_PROGRAMME, language)
