"""Interventions for the goals: fitting this person's problem, wishes, readiness and programme, few at a time."""

import msgspec

from waymark.knowledge.model.care_elements import Intervention
from waymark.planning.evidence import Evidence
from waymark.planning.goals import MOST_REASONS, Opened
from waymark.planning.left_out import missing_line, waiting_line
from waymark.planning.options import RANKS, Options, Standing
from waymark.planning.plan import Goal, LeftOut, Offer
from waymark.planning.prepare import Prepared
from waymark.planning.stand import Stand
from waymark.planning.tools_fit import fitting_tools

__all__ = ["Chooser", "Offers", "choose_offers", "hours_of"]

# Guidance TX-11: at most three new skills at once; further ones wait as alternatives.
MOST_NEW_SKILLS = 3
# One way of help for a calm goal, two for an urgent one.
URGENT = 2
# Chosen to go along with the rest, beside what answers a goal.
MOST_ADJUNCTS = 3
# What stands second loses in its place; more where a danger is answered: what answers it comes first, whatever is
# wished for beside it.
SECOND_LINE, SECOND_TO_SAFETY = 6.0, 30.0
# What a way of help loses in its place because this programme does not offer it; and where another of its kind is here.
NOT_HERE, REPLACED = 5.0, 15.0


class Offers(msgspec.Struct):
    """What is offered, for which goals, and what was left out with its reason."""

    chosen: tuple[Offer, ...]
    by_goal: dict[str, tuple[str, ...]]
    left_out: tuple[LeftOut, ...]
    # How it was chosen, for who asks why.
    chooser: "Chooser"


class Chooser:
    """Weighs the ways of help for one goal after the other, and remembers what was weighed and put aside."""

    def __init__(self, prepared: Prepared, options: Options, evidence: Evidence, stand: Stand, room: float) -> None:
        self.prepared, self.options, self.evidence, self.stand = prepared, options, evidence, stand
        # Treatment hours a week that the level and the person's own week still hold.
        self.room = room
        self.waiting: dict[str, None] = {}
        self.chosen: dict[str, dict[str, None]] = {}
        self.alternatives: dict[str, dict[str, None]] = {}
        self.left_out: dict[str, tuple[str, ...]] = {}
        self.ranks: dict[str, str] = {}
        self.reasons: dict[str, dict[str, None]] = {}
        # By problem what was weighed, best first; by name and goal what stood in the way of taking it.
        self.scored: dict[str, list[tuple[tuple[float, int], str]]] = {}
        # The same by goal, names alone.
        self.order: dict[str, list[str]] = {}
        self.refused: dict[str, dict[str, str]] = {}
        # What this programme lacks, with what stands in its place.
        self.missing: dict[str, str] = {}
        self.recommended: dict[str, list[tuple[str, str, str | None, str | None]]] = {}
        for rule, effect in options.recommended:
            kind, _, name = effect.option.partition(":")
            if kind == "intervention" and name in prepared.interventions:
                self.recommended.setdefault(name, []).append((rule, effect.rank, effect.problem, effect.substance))

    def spoken_for(self, name: str, opened: Opened) -> list[tuple[str, str]]:
        """The rules that recommend it for this problem (or for any), with the rank they give."""
        return [
            (rule, rank)
            for rule, rank, problem, substance in self.recommended.get(name, ())
            if problem in (None, opened.problem.id) and substance in (None, opened.substance)
        ]

    def candidates(self, opened: Opened) -> list[str]:
        named = [o.removeprefix("intervention:") for o in (*opened.problem.first_line, *opened.problem.second_line)]
        special = [
            name
            for name, said in self.recommended.items()
            if any(p == opened.problem.id and s in (None, opened.substance) for _, _, p, s in said)
        ]
        names = dict.fromkeys([*named, *special])
        first = set(opened.problem.first_line)
        scored = []
        for place, name in enumerate(names):
            if name in self.prepared.interventions and self.possible(name, opened):
                scored.append((self.score(name, opened, place, name in first or f"intervention:{name}" in first), name))
        self.scored[opened.key] = scored = sorted(scored)
        return [name for _, name in scored]

    def possible(self, name: str, opened: Opened) -> bool:
        option = f"intervention:{name}"
        standing = self.options.standing(option)
        if standing.excluded:
            self.left_out.setdefault(option, tuple(standing.excluded))
            return False
        if self.stand.declined(option):
            return False
        item = self.prepared.interventions[name]
        return not item.needs_interest or self.stand.interested(option) or bool(self.spoken_for(name, opened))

    def score(self, name: str, opened: Opened, place: int, first_line: bool) -> tuple[float, int]:
        """Lower comes first: rules of this person, then the person's wish, then the declared order."""
        return (sum(self.points(name, opened, first_line).values()), place)

    def points(self, name: str, opened: Opened, first_line: bool) -> dict[str, float]:
        """What speaks for it (below zero) and against it, by its kind."""
        option = f"intervention:{name}"
        standing = self.options.standing(option)
        spoken = self.spoken_for(name, opened)
        second = SECOND_TO_SAFETY if opened.problem.bundle else SECOND_LINE
        return {
            "second line": 0.0 if first_line else second,
            "rule": 3.0 * min(RANKS[rank] for _, rank in spoken) - 8.0 if spoken else 0.0,
            "wanted": -12.0 * self.stand.wants(option),
            "rather not": 7.0 * self.stand.rather_not(option),
            "discouraged": 20.0 * bool(standing.discouraged),
            "held": 4.0 * bool(standing.held),
            "not here": self.lack(name, opened),
        }

    def lack(self, name: str, opened: Opened) -> float:
        """What it loses where the programme does not offer it: more where another of its kind stands ready here."""
        if self.prepared.offers_intervention(name):
            return 0.0
        named = {o.removeprefix("intervention:") for o in (*opened.problem.first_line, *opened.problem.second_line)}
        ready = (
            other
            for other in self.prepared.interventions[name].alternatives
            if self.prepared.offers_intervention(other) and (other in named or self.spoken_for(other, opened))
        )
        return REPLACED if any(self.possible(other, opened) for other in ready) else NOT_HERE

    def begin(self, goal: Goal, opened: Opened) -> None:
        """The way of help that fits best; for a danger each that answers it, before anything else takes the room."""
        answers = sum(self.answers(name, opened) for name in self.ranked(goal, opened)) if goal.bundle else 0
        given = self._serve(goal, opened, min(self.ways(goal), max(answers, 1)))
        self.note_missing(opened, given)

    def complete(self, goal: Goal, opened: Opened) -> None:
        """What else an urgent goal gets, and what stands beside what was given."""
        given = self._serve(goal, opened, self.ways(goal))
        for name in self.ranked(goal, opened):
            if given and name not in given:
                self.alternatives.setdefault(given[0], {})[name] = None
        self.note_missing(opened, given)

    def ways(self, goal: Goal) -> int:
        return 2 if goal.urgency >= URGENT else 1

    def answers(self, name: str, opened: Opened) -> bool:
        """It stands first for this need, or a rule asks for it; what stands second only goes with that."""
        return f"intervention:{name}" in opened.problem.first_line or bool(self.spoken_for(name, opened))

    def ranked(self, goal: Goal, opened: Opened) -> list[str]:
        """Ways of help for a goal, the best first."""
        if goal.id not in self.order:
            self.order[goal.id] = self.candidates(opened)
        return self.order[goal.id]

    def _serve(self, goal: Goal, opened: Opened, wanted: int) -> list[str]:
        given = [name for name, goals in self.chosen.items() if goal.id in goals]
        for name in self.ranked(goal, opened):
            if len(given) >= wanted:
                break
            if name not in given and self.take(name, goal, opened):
                given.append(name)
        return given

    def note_missing(self, opened: Opened, given: list[str]) -> None:
        """What would have come before something that is given, were it offered here; and what stands in its place."""
        points = {name: of[0] for of, name in self.scored[opened.key]}
        for name in points:
            if name in self.chosen or self.prepared.offers_intervention(name):
                continue
            later = [n for n in given if points[name] - self.lack(name, opened) < points[n]]
            like = [n for n in later if n in self.prepared.interventions[name].alternatives]
            if later:
                self.missing.setdefault(name, (like or later)[0])

    def take(self, name: str, goal: Goal, opened: Opened) -> bool:
        item = self.prepared.interventions[name]
        if name not in self.chosen:
            skills = sum(self.prepared.interventions[n].new_skill for n in self.chosen)
            if item.new_skill and skills >= MOST_NEW_SKILLS:
                return self.refuse(name, goal, "skills full")
            if any(self.clashes(name, other) for other in self.chosen):
                return self.refuse(name, goal, "conflict")
            if not self.fits(item, goal.bundle and self.answers(name, opened)):
                self.waiting[name] = None
                return self.refuse(name, goal, "week full")
            self.room -= hours_of(item)
        self.chosen.setdefault(name, {})[goal.id] = None
        self.refused.get(name, {}).pop(goal.id, None)
        spoken = self.spoken_for(name, opened)
        rank = min((r for _, r in spoken), key=RANKS.__getitem__, default="first" if goal.urgency >= 1 else "second")
        self.ranks[name] = min(self.ranks.get(name, rank), rank, key=RANKS.__getitem__)
        self.reasons.setdefault(name, {}).update(dict.fromkeys(r for r, _ in spoken))
        self.reasons[name].update(dict.fromkeys(opened.telling[:1]))
        return True

    def clashes(self, name: str, other: str) -> bool:
        """Not both at once, whichever of the two says so."""
        items = self.prepared.interventions
        return other in items[name].conflicts or name in items[other].conflicts

    def goes_with(self, name: str, other: str) -> bool:
        """Each makes the other work better."""
        items = self.prepared.interventions
        return other in items[name].synergies or name in items[other].synergies

    def refuse(self, name: str, goal: Goal, why: str) -> bool:
        """Not taken for this goal, and why."""
        self.refused.setdefault(name, {})[goal.id] = why
        return False

    def fits(self, item: Intervention, safety: bool) -> bool:
        """The week still holds it (guidance TX-10); what answers a danger, or is medication, is never crowded out."""
        return safety or hours_of(item) <= self.room

    def add_along(self, opened: list[Opened], *, at_once: bool) -> None:
        """What rules recommend for this person beside any one goal: all of first rank, adjuncts a few.

        `at_once`: only what is of first rank and offered here; what is not may be replaced by what a goal gets. The
        person's wish decides which, then what makes the chosen ones work better.
        """
        adjuncts = 0
        for name, rank, rules in self.along(opened):
            if at_once and not (rank == "first" and self.prepared.offers_intervention(name)):
                continue
            if any(self.clashes(name, other) for other in self.chosen):
                continue
            if rank != "first" and adjuncts >= MOST_ADJUNCTS:
                continue
            if not self.fits(self.prepared.interventions[name], safety=False):
                self.waiting[name] = None
                continue
            # Only what is given takes one of the few places.
            adjuncts += rank != "first"
            self.room -= hours_of(self.prepared.interventions[name])
            self.chosen[name] = {}
            self.ranks[name] = rank
            self.reasons[name] = dict.fromkeys(rules)

    def sort(self, goals: tuple[Goal, ...]) -> None:
        """As they are shown: beside the first goal they serve, what goes along at the end."""
        place = {goal.id: n for n, goal in enumerate(goals)}
        first = {name: min((place[g] for g in served), default=len(goals)) for name, served in self.chosen.items()}
        self.chosen = {name: self.chosen[name] for name in sorted(self.chosen, key=first.__getitem__)}

    def along(self, opened: list[Opened]) -> list[tuple[str, str, list[str]]]:
        """By name with rank and rules what could go along, best first."""
        open_problems = {o.problem.id for o in opened}
        found = []
        for name, said in self.recommended.items():
            option = f"intervention:{name}"
            fitting = [(r, k) for r, k, p, _ in said if p is None or p in open_problems]
            if name in self.chosen or name in self.missing or not fitting or self.options.standing(option).excluded:
                continue
            if self.stand.declined(option):
                continue
            rank = min((k for _, k in fitting), key=RANKS.__getitem__)
            apart = not any(self.goes_with(name, other) for other in self.chosen)
            found.append((RANKS[rank], not self.stand.wants(option), apart, name, rank, [r for r, _ in fitting]))
        return [(name, rank, rules) for _, _, _, name, rank, rules in sorted(found)]


def choose_offers(
    prepared: Prepared,
    options: Options,
    evidence: Evidence,
    stand: Stand,
    goals: tuple[Goal, ...],
    opened: list[Opened],
    room: float,
) -> Offers:
    """Interventions for the active goals in their order; one that serves several goals is offered once.

    Every goal gets one way of help, and what is of first rank for this person comes in, before any goal gets a second:
    somebody under 18 has family care before help with sleep. `room`: treatment hours the week holds. What fits the
    person but not the week waits, and is said so.
    """
    chooser = Chooser(prepared, options, evidence, stand, room)
    by_key = {o.key: o for o in opened}
    # A goal that the authors chose may answer a need that no rule opened.
    needs = [(goal, by_key.get(goal.problem) or _opened_for(prepared, goal)) for goal in goals]
    for goal, need in needs:
        chooser.begin(goal, need)
    chooser.add_along(opened, at_once=True)
    for goal, need in needs:
        chooser.complete(goal, need)
    chooser.add_along(opened, at_once=False)
    chooser.sort(goals)
    chosen = tuple(_offer(chooser, name) for name in chooser.chosen)
    by_goal: dict[str, list[str]] = {}
    for offer in chosen:
        for served in offer.serves:
            by_goal.setdefault(served, []).append(offer.id)
    left_out = tuple(
        LeftOut(
            id=f"left-out:{option}",
            title=prepared.text(prepared.interventions[option.removeprefix("intervention:")].label),
            why=evidence.reasons(*rules),
            facts=evidence.cite_rules(*rules),
            rules=rules,
            option=option,
        )
        for option, rules in chooser.left_out.items()
    )
    waiting = tuple(waiting_line(prepared, name) for name in chooser.waiting if name not in chooser.chosen)
    missing = tuple(missing_line(prepared, n, o) for n, o in chooser.missing.items() if n not in chooser.chosen)
    # One line for each: where the programme lacks it, a full week is no reason.
    waiting = tuple(line for line in waiting if line.option not in {m.option for m in missing})
    return Offers(chosen, {g: tuple(o) for g, o in by_goal.items()}, (*left_out, *waiting, *missing), chooser)


def _opened_for(prepared: Prepared, goal: Goal) -> Opened:
    return Opened(prepared.problems[goal.problem.partition(":")[0]], goal.substance, goal.urgency, {}, {})


def hours_of(item: Intervention) -> float:
    """Treatment hours a week; what is practice of one's own takes none."""
    return item.sessions_per_week * item.minutes_per_session / 60 if item.counts_as_treatment_hours else 0.0


def _offer(chooser: Chooser, name: str) -> Offer:
    prepared, evidence = chooser.prepared, chooser.evidence
    item: Intervention = prepared.interventions[name]
    standing = chooser.options.standing(f"intervention:{name}")
    rules = tuple(chooser.reasons.get(name, {}))
    # What was said of this way of help comes before what was said of the need it answers.
    named = dict.fromkeys([*chooser.alternatives.get(name, {}), *item.alternatives])
    others = tuple(a for a in named if a in prepared.interventions and a not in chooser.chosen)[:4]
    tools = fitting_tools(prepared, chooser.options, item.tools)
    key = (name, rules, (*standing.held,), others, (*chooser.chosen[name],), chooser.ranks[name], tools)
    return evidence.once(key, lambda: _written(chooser, item, standing, rules, others, tools))


def _written(
    chooser: Chooser,
    item: Intervention,
    standing: Standing,
    rules: tuple[str, ...],
    others: tuple[str, ...],
    tools: tuple[str, ...],
) -> Offer:
    prepared, evidence, name = chooser.prepared, chooser.evidence, item.id
    text = prepared.text
    return Offer(
        id=f"intervention:{name}",
        title=text(item.label),
        detail=text(item.says.person),
        why=evidence.reasons(*rules[:MOST_REASONS]),
        facts=evidence.cite_rules(*rules),
        rules=(*rules, *standing.held),
        state=chooser.stand.of(f"intervention:{name}"),
        intervention=name,
        kind=item.kind,
        serves=tuple(chooser.chosen[name]),
        dose=text(item.dose),
        provider=tuple(prepared.role(r) for r in item.provided_by),
        hours_per_week=round(item.sessions_per_week * item.minutes_per_session / 60, 2),
        grade=item.grade,
        evidence=text(item.effect) or None,
        burden=text(item.burden) or None,
        cautions=text(item.cautions) or None,
        rank=chooser.ranks[name],  # type: ignore[arg-type]
        alternatives=tuple(text(prepared.interventions[a].label) for a in others),
        tools=tools,
        held_by=standing.find_out,
        offered_here=prepared.offers_intervention(name),
    )
