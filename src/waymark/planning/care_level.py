"""The level-of-care part of the plan: demands from the rules, the choice, and how it is told."""

from collections.abc import Iterable

from waymark.knowledge.model.care import Level
from waymark.knowledge.model.effect import Minimum
from waymark.knowledge.model.rule import Rule
from waymark.planning.evidence import Evidence
from waymark.planning.findings import Findings
from waymark.planning.level import AXES, Candidate, Choice, Demand, Vector, choose, highest, vector
from waymark.planning.options import Options
from waymark.planning.phrases import say
from waymark.planning.plan import Composite, LevelChoice, Reason, State
from waymark.planning.prepare import Prepared

__all__ = ["YOUNG", "choose_level", "demand_of", "hours_at", "level_title", "minima_of"]

# The fact by which levels have other hours.
YOUNG = "adolescent"


def demand_of(minima: Iterable[Minimum]) -> Demand:
    """Floors, targets and relaxed targets as the highest of what the rules ask on each axis."""
    said = tuple(minima)
    floors = [vector(m.minima) for m in said if m.strength == "floor"]
    targets = [vector(m.minima) for m in said if m.strength == "target"]
    # A target that states no relaxed value stays as it is.
    relaxed = [vector(m.relaxed if m.relaxed is not None else m.minima) for m in said if m.strength == "target"]
    return Demand(floors=highest(floors), targets=highest(targets), relaxed=highest(relaxed))


def minima_of(findings: Findings) -> list[tuple[Rule, Minimum]]:
    """Minima of rules that are true, and of those that hold while nobody has confirmed otherwise."""
    waiting = [(r, e) for r, e in findings.open(Minimum) if e.unknown == "apply" and findings.given(e.given)]
    return [*findings.yes(Minimum), *waiting]


def choose_level(
    prepared: Prepared,
    findings: Findings,
    options: Options,
    evidence: Evidence,
    preferred: frozenset[str],
    refused: frozenset[str],
    state: State,
) -> LevelChoice:
    """The level of care on what is known, with what else would do and what could raise it."""
    spoken = minima_of(findings)
    demand = demand_of(e for _, e in spoken)
    choice = choose(
        prepared.candidates,
        demand,
        lambda level: _gate_is_open(findings, options, level),
        prepared.offers_level,
        preferred,
        refused,
    )
    rules = tuple(dict.fromkeys(_driving(prepared, spoken)))
    wish = choice.recommended.key in preferred or choice.recommended.level in preferred
    level = prepared.levels[choice.recommended.level]
    young = evidence.value(YOUNG) is True
    return LevelChoice(
        id="level",
        title=level_title(prepared, choice.recommended),
        why=evidence.reasons(*rules)
        or Reason(
            clinician=say("level nothing demanded clinician", prepared.language),
            person=say("level nothing demanded person", prepared.language),
        ),
        facts=evidence.cite_rules(*(r.id for r, _ in spoken)),
        rules=rules,
        state=state,
        recommended=_composite(prepared, choice.recommended, None, young),
        acceptable=tuple(_composite(prepared, c, choice.recommended, young) for c in choice.acceptable[:6]),
        next_down=_optional(prepared, choice.next_down, choice.recommended, young),
        next_up=_optional(prepared, choice.next_up, choice.recommended, young),
        unmet=_optional(prepared, choice.unmet, choice.recommended, young),
        interim=_interim(prepared, choice),
        meanwhile=_optional(prepared, choice.meanwhile, choice.recommended, young),
        floors=_named(demand.floors),
        targets=_named(demand.targets),
        relaxed=_named(demand.relaxed),
        could_rise_with=() if evidence.mute else _could_rise(prepared, findings, demand, choice),
        review_days=level.review_days,
        chosen_because=_because(prepared, choice, wish=wish),
    )


def _gate_is_open(findings: Findings, options: Options, level: str) -> bool:
    """The level's own condition is true, and no rule excludes it."""
    gate = f"level:{level}"
    if findings.has_condition(gate) and findings.condition(gate) is not True:
        return False
    return not options.standing(gate).excluded


def _driving(prepared: Prepared, spoken: list[tuple[Rule, Minimum]]) -> list[str]:
    """The rules without which less would do; where no one rule decides alone, those that ask all that is asked."""

    def lightest(demand: Vector) -> Candidate | None:
        return next((c for c in prepared.candidates if c.meets(demand)), None)

    whole = lightest(demand_of(e for _, e in spoken).full)
    binding = [r.id for r, e in spoken if lightest(demand_of(o for _, o in spoken if o is not e).full) != whole]
    if binding:
        return binding
    asked = demand_of(e for _, e in spoken).full
    return [r.id for r, e in spoken if any(x and x == y for x, y in zip(vector(e.minima), asked, strict=True))]


def _could_rise(prepared: Prepared, findings: Findings, demand: Demand, choice: Choice) -> tuple[str, ...]:
    """Facts of rules that are not yet known and whose minimum the recommendation would not meet."""
    weights: dict[str, float] = {}
    for rule, effect in findings.open(Minimum):
        if not choice.recommended.meets(vector(effect.minima)):
            missing = findings.missing(rule.id)
            for fact in missing:
                weights[fact] = weights.get(fact, 0.0) + 1 / len(missing)
    # Those that could settle most come first.
    return tuple(sorted(weights, key=lambda f: (-weights[f], f)))


def _named(demand: Vector) -> dict[str, float]:
    return {axis: value for axis, value in zip(AXES, demand, strict=True) if value}


def level_title(prepared: Prepared, candidate: Candidate) -> str:
    """A composite by the names of its parts."""
    base = prepared.text(prepared.levels[candidate.level].label)
    parts = [prepared.text(prepared.add_ons[a].label) for a in candidate.add_ons]
    return " + ".join([base, *parts])


def hours_at(level: Level, young: bool) -> tuple[float, float]:
    """Hours a week of a level, from and to; `young`: for somebody under 18."""
    return level.hours_adolescent if young and level.hours_adolescent is not None else level.hours


def _optional(prepared: Prepared, candidate: Candidate | None, than: Candidate, young: bool) -> Composite | None:
    return None if candidate is None else _composite(prepared, candidate, than, young)


def _composite(prepared: Prepared, candidate: Candidate, than: Candidate | None, young: bool) -> Composite:
    level = prepared.levels[candidate.level]
    says = [prepared.text(level.says), *(prepared.text(prepared.add_ons[a].says) for a in candidate.add_ons)]
    return Composite(
        key=candidate.key,
        title=level_title(prepared, candidate),
        level=candidate.level,
        add_ons=candidate.add_ons,
        hours=hours_at(level, young),
        medical=candidate.most[1],
        nights=candidate.most[2],
        cooccurring=candidate.most[3],
        dispensing=candidate.most[4],
        says=" ".join(says),
        asks_of_person=prepared.text(level.asks_of_person),
        setting=prepared.text(level.setting),
        compared="" if than is None else _compare(prepared, candidate, than, young),
    )


def _compare(prepared: Prepared, candidate: Candidate, than: Candidate, young: bool) -> str:
    """What this composite asks and gives against another, in one sentence."""
    language = prepared.language
    said = []
    least, others = (hours_at(prepared.levels[one.level], young)[0] for one in (candidate, than))
    hours = least - others
    if hours:
        said.append(say("more hours" if hours > 0 else "fewer hours", language, hours=f"{abs(hours):g}"))
    for axis, name in ((2, "nights"), (1, "medical"), (3, "cooccurring"), (4, "dispensing")):
        gap = candidate.most[axis] - than.most[axis]
        if gap:
            said.append(say(f"{'more' if gap > 0 else 'less'} {name}", language))
    return "; ".join(said) if said else say("asks the same", language)


def _because(prepared: Prepared, choice: Choice, *, wish: bool) -> str:
    if choice.meanwhile is not None:
        return say("level elsewhere", prepared.language, here=level_title(prepared, choice.meanwhile))
    return say("level by wish" if wish else "level least intensive", prepared.language)


def _interim(prepared: Prepared, choice: Choice) -> tuple[str, ...]:
    """What bridges the time while the indicated level cannot be had."""
    if choice.unmet is None:
        return ()
    elsewhere = ("interim elsewhere",) if choice.meanwhile is not None else ()
    keys = (
        *elsewhere,
        "interim daily contact",
        "interim medication",
        "interim naloxone",
        "interim waiting list",
        "interim re-offer",
    )
    return tuple(say(k, prepared.language) for k in keys)
