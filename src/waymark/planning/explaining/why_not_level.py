"""Why a level of care is not the one recommended."""

from waymark.knowledge.model.effect import Minimum
from waymark.planning.explaining.explanation import Because
from waymark.planning.explaining.ground import Ground
from waymark.planning.explaining.next_best import asks_of, axes_missed, candidate_of, compare_levels
from waymark.planning.explaining.standing import against, not_offered
from waymark.planning.explaining.truth import deciding_facts
from waymark.planning.level import Candidate, Vector, vector
from waymark.planning.phrases_explaining import tell
from waymark.planning.plan import Composite, Plan

__all__ = ["between", "no_level"]


def no_level(ground: Ground, plan: Plan, key: str) -> list[Because]:
    """`key` as L2a or L1m+OTP: what is against it, what it gives too little of, or what it asks too much of."""
    prepared, language, level = ground.prepared, ground.language, plan.level
    base = key.partition("+")[0]
    candidate = candidate_of(ground, key)
    found = against(ground, f"level:{base}")
    if candidate is None:
        human = base in prepared.levels and prepared.levels[base].human_choice_only
        says = tell("why human choice", language) if human else tell("why not a level", language, parts=key)
        return [*found, Because(kind="human choice", says=says)]
    gate = ground.truths.tree(f"level:{base}")
    if gate is not None and gate.truth != "yes":
        name = "why gate" if gate.truth == "no" else "why gate open"
        person = tell("why no rule person", language)
        found.append(Because(kind="gate", says=tell(name, language, condition=gate.says), person=person))
    if not prepared.offers_level(candidate):
        found.append(not_offered(ground))
    missed = _too_little(ground, candidate, level.floors, "why too little")
    found += missed or _too_little(ground, candidate, {**level.targets, **level.relaxed}, "why too little target")
    if not found:
        found += _beside(ground, plan, candidate)
    return found


def between(ground: Ground, key: str) -> frozenset[str]:
    """Facts that stand between the recommended level and this one.

    Of rules that are silent and ask for what only the other gives, what they lack; of rules that speak and ask for more
    than the other gives, what they rest on.
    """
    prepared = ground.prepared
    wanted, stands = candidate_of(ground, key), candidate_of(ground, ground.lines.level.recommended.key)
    if wanted is None or stands is None:
        return frozenset()
    found: set[str] = set()
    for rule in prepared.rules:
        minima = [vector(e.minima) for e in rule.effects if isinstance(e, Minimum)]
        says = ground.answer(rule.id) if minima else None
        if says is True and any(asked > gives for one in minima for asked, gives in zip(one, wanted.most, strict=True)):
            found |= set(deciding_facts(ground.trees([rule.id]).values()))
        elif minima and says is not True and any(_reached_by(one, stands.most, wanted.most) for one in minima):
            found |= {shown.fact for shown in ground.lacking(rule.id)}
    gate = ground.truths.tree(f"level:{wanted.level}")
    if gate is not None and gate.truth != "yes":
        found |= {shown.fact for shown in ground.lacking(f"level:{wanted.level}")}
    return frozenset(f for name in found for f in (name, *prepared.facts_of(name)))


def _reached_by(asked: Vector, now: Vector, wanted: Vector) -> bool:
    """Whether some axis asks for more than is given now, and no more than the wanted level gives."""
    return any(n < a <= w for a, n, w in zip(asked, now, wanted, strict=True))


def _too_little(ground: Ground, candidate: Candidate, asked: dict[str, float], key: str) -> list[Because]:
    language = ground.language
    return [
        Because(
            kind="too little",
            says=tell(key, language, axis=m.axis, gives=m.gives, asked=m.asked, rule=asks_of(ground, m)),
            person=tell("why too little person", language),
            rules=() if m.rule is None else (m.rule.id,),
        )
        for m in axes_missed(ground, candidate, asked)
    ]


def _beside(ground: Ground, plan: Plan, candidate: Candidate) -> list[Because]:
    """Nothing is against it: it is acceptable, a next step, has a part nobody needs, or asks more than is needed."""
    language, level = ground.language, plan.level
    costs, gains = compare_levels(ground, candidate, level.recommended)
    compared = "; ".join((*costs, *gains)) or tell("same asked", language)
    if any(c.key == candidate.key for c in level.acceptable):
        says = tell("why level acceptable", language, compared=compared)
        return [Because(kind="said elsewhere", says=says, person=says)]
    needless = _needless(ground, candidate)
    if needless:
        return [Because(kind="more than needed", says=tell("why needless part", language, parts=", ".join(needless)))]
    around: tuple[Composite | None, ...] = (level.next_up, level.next_down)
    if any(c is not None and c.key == candidate.key for c in around):
        person = tell("why level next person", language, compared=compared)
        return [Because(kind="said elsewhere", says=tell("why level next", language, compared=compared), person=person)]
    asks = "; ".join(costs) or compared
    return [
        Because(
            kind="more than needed",
            says=tell("why more than needed", language, costs=asks),
            person=tell("why more than needed person", language, costs=asks),
        )
    ]


def _needless(ground: Ground, candidate: Candidate) -> list[str]:
    """Add-ons that raise no axis anybody asks for beyond what the rest gives."""
    level, prepared = ground.lines.level, ground.prepared
    asked = {**level.targets}
    for axis, value in level.floors.items():
        asked[axis] = max(value, asked.get(axis, 0))
    axes = ("hours", "medical", "nights", "cooccurring", "dispensing")
    found = []
    for part in candidate.add_ons:
        rest = candidate_of(ground, "+".join((candidate.level, *(a for a in candidate.add_ons if a != part))))
        if rest is None:
            continue
        gives = zip(axes, vector(prepared.add_ons[part].minima), rest.most, strict=True)
        if not any(asked.get(axis, 0) > below and most > below for axis, most, below in gives):
            found.append(prepared.text(prepared.add_ons[part].label))
    return found
