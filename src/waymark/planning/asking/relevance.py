"""Which open rules can still change a line of the plan, and which facts composing reads beside the rules.

Sound, not exact: whatever could change the outline is named; now and then something is named that could not. The
reasons to leave a rule out are the ones a clinician would give: the rating is that high already, the option is
excluded, the minimum is met, the problem is open, the task is due anyway.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import msgspec

from waymark.knowledge.model.effect import (
    Alert,
    Cadence,
    Discourage,
    Emergency,
    Exclude,
    Get,
    Inform,
    Minimum,
    OpenProblem,
    Rate,
    Recommend,
    Review,
    Task,
)
from waymark.knowledge.model.rule import Rule
from waymark.planning.asking.effects import covers, demands, protecting, reached
from waymark.planning.care_level import YOUNG
from waymark.planning.findings import Findings
from waymark.planning.goals import Opened, fitting_patterns, open_problems
from waymark.planning.options import RANKS, Options, weigh_options
from waymark.planning.prepare import Prepared
from waymark.planning.stand import Stand

__all__ = ["WEIGHTS", "Open", "find_open", "order_only", "read_directly"]

# What settling a rule is worth, by what it does. Safety first; then what decides where and with what to begin.
WEIGHTS: dict[type, float] = {
    Emergency: 12.0,
    Review: 6.0,
    Minimum: 5.0,
    Exclude: 4.0,
    Alert: 3.0,
    Rate: 2.0,
    OpenProblem: 2.0,
    Task: 2.0,
    Recommend: 1.0,
    Get: 1.0,
    Cadence: 1.0,
    Discourage: 0.5,
    Inform: 0.5,
}
# A level's own gate decides where; a goal's condition decides which of its forms is set; a first value of a goal.
LEVEL_GATE, GOAL_FORM, BASELINE, SHOWN = 5.0, 1.0, 1.0, 1.0
# Whether an effect of an open rule can still change a line.
Matters = Callable[[Rule, Any], bool]
_FIRM = {"must": 0, "strong": 1, "consensus": 2, "suggest": 2, "project": 3}


class Open(msgspec.Struct, frozen=True):
    """What is open and matters. `conditions`: by name, with weight; `facts` are read by composing itself.

    `again`: instruments that a goal or a cadence will measure again, `asked_for`: those a rule asks for; both are asked
    whole. `instead`: open rules that only ask for an instrument: once that is filled, they change nothing.
    `medicines`: a medicine is on the table, so what the person takes now must be known.
    """

    conditions: dict[str, float]
    facts: dict[str, float]
    again: frozenset[str]
    asked_for: frozenset[str]
    instead: dict[str, tuple[str, ...]]
    medicines: bool


def find_open(
    prepared: Prepared,
    findings: Findings,
    stand: Stand,
    filled: frozenset[str],
    options: Options | None = None,
    opened: Sequence[Opened] | None = None,
) -> Open:
    """Everything open that can still change a line of the plan. `filled`: instruments of which a result is known.

    `options`, `opened`: what these findings say of options and problems, where that is at hand.
    """
    options = weigh_options(findings) if options is None else options
    opened = open_problems(prepared, findings) if opened is None else opened
    return _Finder(prepared, findings, stand, filled, options, opened).found()


def read_directly(prepared: Prepared) -> frozenset[str]:
    """Every fact that composing may read beside the rules, and that can change a line.

    First values of goals, what gives a level other hours, what makes a step needless, what lets a rule count that is
    not yet known, and which substances a need is shown for. With what `Open` says of forms and of the list of
    medicines this is all.
    """
    substances = tuple(prepared.substances)
    found = {f"{s}.{name}" for s in substances for name in ("used_30", "disorder")}
    for goal in prepared.goals.values():
        found |= {goal.measure.replace("{substance}", s) for s in ("", *substances)}
    for rule in prepared.rules:
        for effect in rule.effects:
            found.update(name for name in (getattr(effect, "done_when", None), getattr(effect, "given", None)) if name)
    if _hours_differ(prepared):
        found.add(YOUNG)
    return frozenset(found & prepared.facts.keys())


def order_only(prepared: Prepared) -> frozenset[str]:
    """Facts read by composing for the order or the title of a line only; no line comes, goes or moves with them.

    What is wished for or taken now comes before what is new.
    """
    taken = (f"{medicine.ingredient}_current" for medicine in prepared.medicines.values())
    return frozenset(("mat.wants", "mat.agonist_current", "attendance.share_14", *taken))


def _hours_differ(prepared: Prepared) -> bool:
    return any(level.hours_adolescent is not None for level in prepared.levels.values())


class _Finder:
    def __init__(
        self,
        prepared: Prepared,
        findings: Findings,
        stand: Stand,
        filled: frozenset[str],
        options: Options,
        opened: Sequence[Opened],
    ) -> None:
        self.prepared, self.findings, self.stand, self.filled = prepared, findings, stand, filled
        self.options = options
        self.opened = {o.key: o for o in opened}
        self.named = {o for p in self.opened.values() for o in (*p.problem.first_line, *p.problem.second_line)}
        self.recommended: dict[str, list[Recommend]] = {}
        for _, effect in self.options.recommended:
            self.recommended.setdefault(effect.option, []).append(effect)
        self.conditions: dict[str, float] = {}
        self.facts: dict[str, float] = {}

    def found(self) -> Open:
        """Go through every kind of effect."""
        kinds: tuple[tuple[type[Any], Matters | None], ...] = (
            (Emergency, None),
            (Alert, None),
            (Inform, None),
            (Review, None),
            (Minimum, self._minimum()),
            (Rate, self._rate()),
            (Exclude, self._exclude),
            (Discourage, self._discourage),
            (Recommend, self._recommend),
            (OpenProblem, self._problem),
            (Task, self._task()),
            (Get, self._get()),
            (Cadence, self._cadence()),
        )
        for kind, matters in kinds:
            weight = WEIGHTS[kind]
            for rule, effect in self.findings.open(kind):
                if matters is None or matters(rule, effect):
                    self.conditions[rule.id] = self.conditions.get(rule.id, 0.0) + weight
        self._levels()
        self._goals()
        self._read_by_steps()
        self._needs_shown()
        again, asked_for = frozenset(self._measured_again()), frozenset(self._asked_for())
        return Open(self.conditions, self.facts, again, asked_for, self._instead(), self._medicines())

    def want(self, fact: str | None, weight: float) -> None:
        """A fact that composing reads itself."""
        if fact is not None and fact in self.prepared.facts:
            self.facts[fact] = self.facts.get(fact, 0.0) + weight

    # -- effects of rules -----------------------------------------------------------------------------------------

    def _minimum(self) -> Matters:
        """A minimum that the rules already ask for in full changes nothing."""
        sure = [e for _, e in self.findings.yes(Minimum)]
        floors, targets, relaxed = demands(sure)

        def matters(_: Rule, effect: Minimum) -> bool:
            if effect.strength == "floor":
                return not reached(effect.minima, floors)
            return not (reached(effect.minima, targets) and reached(effect.relaxed or effect.minima, relaxed))

        return matters

    def _rate(self) -> Matters:
        """A rate that cannot raise the rating changes nothing; without any the dimension is not yet rated."""
        top: dict[tuple[str, str | None], int] = {}
        for _, effect in self.findings.yes(Rate):
            key = (effect.dimension, effect.substance)
            top[key] = max(top.get(key, 0), effect.at_least)

        def matters(_: Rule, effect: Rate) -> bool:
            rating = top.get((effect.dimension, effect.substance))
            return rating is None or effect.at_least > rating

        return matters

    def _exclude(self, _: Rule, effect: Exclude) -> bool:
        option = effect.option
        base = option.partition("@")[0]
        kind, name = base.partition(":")[::2]
        if self.options.standing(option).excluded:
            return False
        if kind == "level":
            return name in self.prepared.levels and self.findings.condition(option) is not False
        if kind == "intervention":
            return base in self.named or base in self.recommended
        # A caution for the prescriber is worth knowing though no line hangs on it.
        return base in self.recommended

    def _discourage(self, _: Rule, effect: Discourage) -> bool:
        standing = self.options.standing(effect.option)
        if standing.excluded or standing.discouraged:
            return False
        return effect.option in self.named or effect.option in self.recommended

    def _recommend(self, _: Rule, effect: Recommend) -> bool:
        kind, name = effect.option.partition(":")[::2]
        said = self.recommended.get(effect.option, ())
        if kind == "medicine":
            if name not in self.prepared.medicines:
                return not said
            use = self._use(name, effect)
            return not any(self._use(name, e) == use and RANKS[e.rank] <= RANKS[effect.rank] for e in said)
        if kind != "intervention":
            return not said
        if any(covers(e, effect) for e in said):
            return False
        # What serves only a problem that is not open changes nothing; whether it opens is a question of its own. That
        # the option is considered at all still shows where something holds it.
        if effect.problem is None or any(o.problem.id == effect.problem for o in self.opened.values()):
            return True
        return bool(self.options.standing(effect.option).held) and not said

    def _use(self, medicine: str, effect: Recommend) -> str:
        return effect.substance or (self.prepared.medicines[medicine].treats or ("",))[0]

    def _problem(self, rule: Rule, effect: OpenProblem) -> bool:
        problem = self.prepared.problems.get(effect.problem)
        if problem is None:
            return False
        key = f"{problem.id}:{effect.substance}" if problem.per_substance and effect.substance else problem.id
        opened = self.opened.get(key)
        if opened is None:
            return not (problem.fallback and self.opened)
        return effect.urgency > opened.urgency or (protecting(rule) and not self._protected(opened))

    def _protected(self, opened: Opened) -> bool:
        return any(protecting(self.prepared.rule(r)) for r in opened.rules)

    def _task(self) -> Matters:
        return self._steps(Task, lambda e: e.task, lambda e: (e.who, e.within_hours))

    def _get(self) -> Matters:
        due = self._steps(Get, lambda e: e.what, lambda e: (e.by, e.within_hours))

        def matters(rule: Rule, effect: Get) -> bool:
            # What is filled is not asked for again today, unless for safety.
            return (rule.safety or effect.what not in self.filled) and due(rule, effect)

        return matters

    def _steps(
        self,
        kind: type[Any],
        name: Callable[[Any], str],
        due: Callable[[Any], tuple[str, float]],
    ) -> Matters:
        """A step that is due anyway, as soon, as firmly and by the same, changes nothing."""
        sure: dict[str, list[tuple[Rule, tuple[str, float], str | None]]] = {}
        for rule, effect in self.findings.yes(kind):
            if effect.done_when is None or not self.findings.given(effect.done_when):
                sure.setdefault(name(effect), []).append((rule, due(effect), effect.done_when))

        def matters(rule: Rule, effect: Any) -> bool:
            if effect.done_when is not None and self.findings.given(effect.done_when):
                return False
            # One that may yet turn out needless does not stand in for one that stays.
            known = [(r, d) for r, d, x in sure.get(name(effect), ()) if x in (None, effect.done_when)]
            who, hours = due(effect)
            return not (
                known
                and all(w == who for _, (w, _) in known)
                and min(h for _, (_, h) in known) <= hours
                and min(_FIRM[r.strength] for r, _ in known) <= _FIRM[rule.strength]
                and (not protecting(rule) or any(protecting(r) for r, _ in known))
                and (not rule.safety or any(r.safety for r, _ in known))
            )

        return matters

    def _cadence(self) -> Matters:
        shortest: dict[str, float] = {}
        for _, effect in self.findings.yes(Cadence):
            shortest[effect.what] = min(effect.every_days, shortest.get(effect.what, effect.every_days))
        return lambda _, effect: effect.every_days < shortest.get(effect.what, float("inf"))

    # -- what composing reads beside the rules --------------------------------------------------------------------

    def _levels(self) -> None:
        if _hours_differ(self.prepared):
            # A week holds less of a level with fewer hours.
            self.want(YOUNG, SHOWN)
        for level in self.prepared.levels:
            gate = f"level:{level}"
            if not self.findings.has_condition(gate) or self.findings.condition(gate) is not None:
                continue
            if not self.options.standing(gate).excluded:
                self.conditions[gate] = LEVEL_GATE

    def _goals(self) -> None:
        """Which form a goal takes, and where it starts from."""
        for opened in self.opened.values():
            for name in self._open_forms(opened):
                self.conditions[name] = GOAL_FORM
            for pattern in fitting_patterns(self.prepared, self.findings, opened):
                self.want(pattern.measure.replace("{substance}", opened.substance or ""), BASELINE)

    def _open_forms(self, opened: Opened) -> Iterator[str]:
        for goal in opened.problem.goals:
            name = f"goal:{goal}:{opened.substance}"
            if not self.findings.has_condition(name):
                name = f"goal:{goal}"
            if not self.findings.has_condition(name):
                continue
            known = self.findings.condition(name)
            if known is None:
                yield name
            elif known and not opened.problem.bundle:
                return

    def _read_by_steps(self) -> None:
        """What makes a step needless, and what lets a rule count that is not yet known."""
        steps: tuple[type[Any], ...] = (Task, Get)
        for kind in steps:
            for _, effect in self.findings.yes(kind):
                if effect.done_when is not None and not self.findings.given(effect.done_when):
                    self.want(effect.done_when, WEIGHTS[Task])
        for _, review in self.findings.open(Review):
            if review.unknown == "review":
                self.want(review.given, WEIGHTS[Review])
        for _, minimum in self.findings.open(Minimum):
            if minimum.unknown == "apply":
                self.want(minimum.given, WEIGHTS[Minimum])

    def _needs_shown(self) -> None:
        """A need per substance is shown for what was used, or where there is a disorder."""
        dimensions = {d.id for d in self.prepared.release.dimensions.values() if d.per_substance}
        rated = {(e.dimension, e.substance) for _, e in self.findings.yes(Rate)}
        for substance in self.prepared.substances:
            if all((d, substance) in rated for d in dimensions):
                continue
            used, disorder = f"{substance}.used_30", f"{substance}.disorder"
            if not (self.findings.given(used) or self.findings.given(disorder)):
                self.want(used, SHOWN)
                self.want(disorder, SHOWN)

    def _measured_again(self) -> Iterator[str]:
        """What a cadence repeats or a goal is measured by."""
        for _, effect in self.findings.yes(Cadence):
            if effect.what in self.prepared.instruments:
                yield effect.what
        for opened in self.opened.values():
            for pattern in fitting_patterns(self.prepared, self.findings, opened):
                fact = self.prepared.facts.get(pattern.measure.replace("{substance}", opened.substance or ""))
                if fact is not None and fact.asked is None and fact.scored:
                    yield fact.scored[0].instrument

    def _asked_for(self) -> Iterator[str]:
        for rule, effect in self.findings.yes(Get):
            if effect.what in self.prepared.instruments and (rule.safety or effect.what not in self.filled):
                yield effect.what

    def _instead(self) -> dict[str, tuple[str, ...]]:
        """Per instrument the open rules that do nothing else than ask for it."""
        found: dict[str, list[str]] = {}
        for rule, effect in self.findings.open(Get):
            alone = len(rule.effects) == 1 and not rule.safety
            if alone and rule.id in self.conditions and effect.what in self.prepared.instruments:
                found.setdefault(effect.what, []).append(rule.id)
        return {what: tuple(rules) for what, rules in found.items()}

    def _medicines(self) -> bool:
        return any(
            option.startswith("medicine:") and not self.options.standing(option).excluded for option in self.recommended
        )
