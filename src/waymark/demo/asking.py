"""Forms as an invented person fills them: which ones, and what they say of that life."""

from collections.abc import Mapping
from random import Random

from waymark.demo.forms import Items, filled, gaps, suicide_risk
from waymark.demo.life import Life
from waymark.demo.notes import Notes, Value
from waymark.knowledge.model.instrument import Instrument

__all__ = ["tell_forms"]

# Share of items left open.
_OPEN = 0.05


def tell_forms(
    rng: Random,
    notes: Notes,
    life: Life,
    forms: Mapping[str, Instrument],
    known: Mapping[str, Value],
    thorough: float,
) -> set[str]:
    """Fill a choice of forms. Returns the ids of those given once per person (their facts need no asking)."""
    given: set[str] = set()

    def give(name: str, items: Items, chance: float) -> None:
        if rng.random() < chance * thorough:
            notes.answers(name, gaps(rng, items, _OPEN))
            given.add(name)

    def total(name: str, share: float, most: float) -> Items:
        return filled(rng, forms[name], round(most * min(1.0, max(0.0, rng.gauss(share, 0.1)))))

    give("phq9", total("phq9", 0.9 * life.low_mood, 27), 0.85)
    give("gad7", total("gad7", 0.9 * life.worry, 21), 0.8)
    give("pss10", total("pss10", 0.5 + 0.4 * life.worry, 40), 0.3)
    give("barc10", total("barc10", 0.3 + 0.6 * life.support, 60), 0.35)
    give("pc_ptsd5", _trauma(rng, forms["pc_ptsd5"], life), 0.6)
    if life.trauma > 0.6:
        give("pcl5", total("pcl5", 0.7 * life.trauma, 80), 0.4)
    if life.low_mood > 0.5 or life.bipolar:
        give("mdq", _mania(rng, forms["mdq"], life), 0.35)
    give("cssrs", suicide_risk(rng, _risk(rng, life)), 0.65)
    if life.pain > 0.3:
        give("peg", filled(rng, forms["peg"], round(30 * life.pain)), 0.5)
    give("hrsn", _needs(rng, life, known), 0.5)
    if rng.random() < 0.35 * thorough:
        notes.answers("bam", gaps(rng, _addiction_monitor(rng, life), _OPEN, ("item_4", "item_5", "item_6")))
        given.add("bam")
    _use_forms(rng, notes, life, forms, thorough, given)
    give("ruler_overall", _rulers(rng, life.ready), 0.45)
    return given


def _use_forms(
    rng: Random, notes: Notes, life: Life, forms: Mapping[str, Instrument], thorough: float, given: set[str]
) -> None:
    drinks = life.uses.get("alcohol")
    if drinks is not None and drinks.days and rng.random() < 0.6 * thorough:
        name = "audit" if rng.random() < 0.6 else "audit_c"
        items = filled(rng, forms[name], (28 if name == "audit" else 9) * min(1.0, (drinks.criteria + 2) / 11))
        items["item_1"] = max(float(items["item_1"]), 4.0 if drinks.days >= 16 else 2.0)
        notes.answers(name, gaps(rng, items, _OPEN))
        given.add(name)
    drugs = [name for name in life.uses if name not in ("alcohol", "tobacco") and life.uses[name].days]
    if drugs and rng.random() < 0.4 * thorough:
        points = min(10, round(max(life.uses[name].criteria for name in drugs) * 0.9))
        items = filled(rng, forms["dast10"], max(1, points))
        notes.answers("dast10", gaps(rng, items | {"item_1": 1.0}, _OPEN))
        given.add("dast10")
    smokes = life.uses.get("tobacco")
    if smokes is not None and smokes.days >= 10 and rng.random() < 0.5 * thorough:
        notes.answers("ftnd", gaps(rng, filled(rng, forms["ftnd"], smokes.criteria), _OPEN))
        given.add("ftnd")
    for name, use in life.uses.items():
        if rng.random() < 0.75 * thorough:
            items = filled(rng, forms["dsm5"], use.criteria, [f"item_{number}" for number in range(1, 12)])
            notes.answers("dsm5", gaps(rng, items, _OPEN), substance=name, author="clinician")
        if rng.random() < 0.4 * thorough and use.criteria >= 2:
            notes.answers("ruler", _rulers(rng, life.ready), substance=name)
    _withdrawal_forms(rng, notes, life, forms, thorough, given)


def _withdrawal_forms(
    rng: Random, notes: Notes, life: Life, forms: Mapping[str, Instrument], thorough: float, given: set[str]
) -> None:
    opioids, drinks = life.uses.get("opioids"), life.uses.get("alcohol")
    if opioids is not None and opioids.days >= 15 and opioids.since <= 3 and life.medicine is None:
        points = rng.triangular(0, 34, 4 + 5 * opioids.since)
        if rng.random() < 0.7 * thorough:
            notes.answers("cows", filled(rng, forms["cows"], points), author="clinician")
            given.add("cows")
    if drinks is not None and drinks.days >= 15 and drinks.since <= 3:
        if rng.random() < 0.6 * thorough:
            points = rng.triangular(0, 30, 3 + 4 * min(drinks.since, 2))
            notes.answers("ciwa_ar", filled(rng, forms["ciwa_ar"], points), author="clinician")
            given.add("ciwa_ar")
            hours = drinks.since * 24 + rng.randint(4, 20)
            notes.fact("ciwa_ar.hours_after_last_drink", hours, source="clinician")
        if rng.random() < 0.5 * thorough:
            items = filled(rng, forms["pawss"], rng.randint(1, 6), [f"item_{number}" for number in range(1, 11)])
            notes.answers("pawss", items | {"threshold": 1.0}, author="clinician")
            given.add("pawss")


def _trauma(rng: Random, form: Instrument, life: Life) -> Items:
    if life.trauma < 0.3:
        return {"gate": 0.0}
    items = filled(rng, form, round(5 * life.trauma), [f"item_{number}" for number in range(1, 6)])
    return items | {"gate": 1.0}


def _mania(rng: Random, form: Instrument, life: Life) -> Items:
    count = rng.randint(8, 12) if life.bipolar else rng.randint(0, 6)
    items = filled(rng, form, count, [f"item_{number}" for number in range(1, 14)])
    return items | {"together": 1.0 if life.bipolar else 0.0, "problem": 2.0 if life.bipolar else 0.0}


def _risk(rng: Random, life: Life) -> str:
    weight = 0.6 * life.low_mood + 0.25 * life.trauma + 0.25 * rng.random()
    return "high" if weight > 0.88 else "moderate" if weight > 0.75 else "low" if weight > 0.6 else "none"


def _rulers(rng: Random, ready: float) -> Items:
    def point(shift: float) -> float:
        return float(min(10, max(0, round(rng.gauss(10 * ready + shift, 1.6)))))

    return {"importance": point(1.2), "confidence": point(-1.5), "readiness": point(0)}


def _needs(rng: Random, life: Life, known: Mapping[str, Value]) -> Items:
    """Social needs (HRSN) as the rest of the life has them."""
    hurt = known.get("partner_violence") is True
    items: Items = {
        "housing": 2.0 if life.homeless else 1.0 if life.housing_unstable else 0.0,
        "housing_problems": 0.0,
        "food_worry": float(rng.choice((1, 2))) if known.get("food_need") is True else 0.0,
        "food_last": 0.0,
        "transport": float(known.get("transport_trouble") is True),
        "utilities": float(known.get("utilities_need") is True),
    }
    return items | {
        name: float(rng.randint(2, 5) if hurt else rng.choice((1, 1, 1, 2)))
        for name in ("hurt", "insulted", "threatened", "screamed_at")
    }


def _addiction_monitor(rng: Random, life: Life) -> Items:
    """The BAM, with the same days of use as everywhere else."""
    days = {name: use.days for name, use in life.uses.items()}
    drinks = days.get("alcohol", 0)
    drugs = {
        "item_7a": days.get("cannabis", 0),
        "item_7b": days.get("sedatives", 0),
        "item_7c": days.get("cocaine", 0),
        "item_7d": days.get("amphetamines", 0),
        "item_7e": days.get("opioids", 0),
        "item_7f": 0,
        "item_7g": 0,
    }
    works = {"full_time": 21, "part_time": 12, "student": 18}.get(life.work, 0)
    numbers = {
        "item_1": rng.randint(0, 4),
        "item_2": min(30, int(30 * (0.4 * life.low_mood + 0.4 * life.worry + 0.3 * rng.random()))),
        "item_3": min(30, int(34 * max(life.low_mood, life.worry))),
        "item_4": drinks,
        "item_6": max(drugs.values()),
        "item_8": rng.randint(0, 4),
        "item_9": round(4 * life.ready),
        "item_10": rng.choice((0, 0, 0, 2, 4, 8, 12)),
        "item_11": rng.randint(0, 25),
        "item_12": rng.randint(0, 4),
        "item_13": works,
        "item_14": 4 if works > 10 else rng.choice((0, 4)),
        "item_15": rng.randint(0, 4),
        "item_16": int(30 * life.support),
        "item_17": rng.randint(0, 4),
    }
    if drinks:
        numbers["item_5"] = rng.randint(0, drinks)
    if numbers["item_6"]:
        numbers |= drugs
    return {name: float(number) for name, number in numbers.items()}
