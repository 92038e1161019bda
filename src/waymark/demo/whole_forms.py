"""Every form as an invented person would fill it, whole: no gaps, and nothing that the person's own facts deny."""

from collections.abc import Mapping
from random import Random

from waymark.demo.forms import filled, suicide_risk
from waymark.demo.life import CLASSES, Life, Use
from waymark.demo.notes import Value
from waymark.knowledge.model.instrument import Instrument, Item
from waymark.record.branching import points

__all__ = ["FormKey", "Forms", "Points", "fill_forms", "risk_of"]

# Item id -> answer.
Points = dict[str, float]
# Instrument id, and the substance class it is given for.
FormKey = tuple[str, str | None]
Forms = dict[FormKey, Points]
Truths = Mapping[str, Value]


def risk_of(rng: Random, life: Life) -> str:
    """Suicide risk of this life: none, low, moderate or high."""
    weight = 0.6 * life.low_mood + 0.25 * life.trauma + 0.25 * rng.random()
    return "high" if weight > 0.88 else "moderate" if weight > 0.75 else "low" if weight > 0.6 else "none"


def fill_forms(rng: Random, life: Life, risk: str, known: Truths, library: Mapping[str, Instrument]) -> Forms:
    """All forms of the library; those about something the person does not have say so (lowest answers)."""

    def total(name: str, share: float, most: float) -> Points:
        points = round(most * min(1.0, max(0.0, rng.gauss(share, 0.1))))
        return _numbers(filled(rng, library[name], points))

    forms: Forms = {
        ("phq9", None): _depression(rng, library["phq9"], life, risk, known),
        ("gad7", None): total("gad7", 0.9 * life.worry, 21),
        ("pss10", None): total("pss10", 0.5 + 0.4 * (life.worry - 0.5), 40),
        ("barc10", None): total("barc10", 0.3 + 0.6 * life.support, 60),
        ("pc_ptsd5", None): _trauma(rng, library["pc_ptsd5"], life, known),
        ("pcl5", None): total("pcl5", 0.75 * life.trauma, 80),
        ("mdq", None): _mania(rng, library["mdq"], life),
        ("cssrs", None): {item.id: 0.0 for item in library["cssrs"].items} | _numbers(suicide_risk(rng, risk)),
        ("peg", None): _numbers(filled(rng, library["peg"], round(30 * life.pain))),
        ("hrsn", None): _needs(rng, life, known),
        ("ruler_overall", None): _rulers(rng, life.ready),
    }
    forms |= _drinking(rng, life.uses.get("alcohol"), known, library)
    forms |= _withdrawal(rng, life, known, library)
    forms["dast10", None] = _drugs(rng, library["dast10"], life)
    forms["ftnd", None] = _tobacco(rng, library["ftnd"], life.uses.get("tobacco"), known)
    forms["bam", None] = _monitor(rng, life, known, forms)
    forms["bam_r", None] = dict(forms["bam", None])
    for name in CLASSES:
        use = life.uses.get(name)
        forms["dsm5", name] = _criteria(rng, library["dsm5"], use)
        forms["ruler", name] = _rulers(rng, life.ready)
    forms |= _told_again(forms, library, risk, known)
    told = {key: items for key, items in forms.items() if key[0] in library}
    return _silent(rng, library, told) | told


def _told_again(forms: Forms, library: Mapping[str, Instrument], risk: str, known: Truths) -> Forms:
    """Forms that ask what another one asks too: they say the same."""
    days = {item.id: item for item in library["bam"].items}
    stress, needs = forms["pss10", None], forms["hrsn", None]
    mood, screen = forms["phq9", None], forms["cssrs", None]
    low = {"item_10": float(risk != "none")}
    sick = float(risk in ("moderate", "high"))
    again: Forms = {
        ("bam_steps", None): {name: _step(days[name], value) for name, value in forms["bam", None].items()},
        ("hunger_vital_sign", None): {name: needs[name] for name in ("food_worry", "food_last")},
        ("pss4", None): {name: stress[name] for name in ("item_2", "item_4", "item_5", "item_10")},
        ("craving_rating", None): {"strongest": float(min(10, round(_number(known, "craving.peak_week"))))},
        ("phq_a", None): {f"item_{number}": mood[f"item_{number}"] for number in range(1, 10)},
        # Since the last contact only what is recent counts as behaviour.
        ("cssrs_since", None): {f"item_{number}": screen[f"item_{number}"] for number in range(1, 6)}
        | {"item_6": screen.get("item_6a", 0.0)},
        ("epds", None): dict.fromkeys((f"item_{number}" for number in range(1, 10)), 0.0) | low,
        ("asq", None): {"item_1": 0.0, "item_2": 0.0, "item_3": sick, "item_4": 0.0, "acuity": 0.0},
    }
    return {
        key: {item.id: items.get(item.id, 0.0) for item in library[key[0]].items}
        for key, items in again.items()
        if key[0] in library
    }


def _step(item: Item, answer: float) -> float:
    """Days as the step that a form prints; detail that counts in no sum by the same steps."""
    if item.bins or item.options:
        return points(item, answer)
    return float(sum(answer >= first for first in (1, 4, 9, 16)))


def _silent(rng: Random, library: Mapping[str, Instrument], told: Forms) -> Forms:
    """Every other form of the library, filled as by somebody it finds nothing with."""
    named = {name for name, _ in told}
    return {
        (name, substance): _numbers(filled(rng, form, 0))
        for name, form in library.items()
        if name not in named
        for substance in (CLASSES if form.subject is not None else (None,))
    }


def _numbers(items: Mapping[str, float | str]) -> Points:
    return {name: float(value) for name, value in items.items() if isinstance(value, int | float)}


def _number(known: Truths, fact: str) -> float:
    value = known.get(fact)
    return float(value) if isinstance(value, int | float) else 0.0


def _truth(known: Truths, fact: str) -> float:
    return float(known.get(fact) is True)


def _depression(rng: Random, form: Instrument, life: Life, risk: str, known: Truths) -> Points:
    """Sleep as the nights told, thoughts of death as the suicide screen has them, the rest as the mood."""
    nights = _number(known, "sleep_trouble_nights_30")
    items = {
        "item_3": float(min(3, int(nights / 7.6))),
        "item_9": 0.0 if risk == "none" else float(rng.choice((1, 1, 2, 3))),
    }
    rest = [item.id for item in form.items if item.id not in items]
    points = round(27 * min(1.0, max(0.0, rng.gauss(0.9 * life.low_mood, 0.08)))) - sum(items.values())
    return items | _numbers(filled(rng, form, max(0.0, points), rest))


def _trauma(rng: Random, form: Instrument, life: Life, known: Truths) -> Points:
    items = dict.fromkeys((f"item_{number}" for number in range(1, 6)), 0.0)
    if known.get("trauma_history") is True:
        items |= _numbers(filled(rng, form, round(5 * life.trauma), list(items)))
    return {"gate": _truth(known, "trauma_history")} | items


def _mania(rng: Random, form: Instrument, life: Life) -> Points:
    count = rng.randint(8, 12) if life.bipolar else rng.randint(0, 6)
    items = _numbers(filled(rng, form, count, [f"item_{number}" for number in range(1, 14)]))
    return items | {"together": float(life.bipolar), "problem": 2.0 * life.bipolar}


def _needs(rng: Random, life: Life, known: Truths) -> Points:
    """Social needs (HRSN) as asked elsewhere too."""
    # As the private screen found it: who was not asked in private does not say it on a form either.
    hurt = known.get("violence_screen_positive") is True
    food = known.get("food_need") is True
    items = {
        "housing": 2.0 if life.homeless else 1.0 if life.housing_unstable else 0.0,
        "housing_problems": float(rng.choice((0, 0, 1, 2))) if life.housing_unstable and not life.homeless else 0.0,
        "food_worry": float(rng.choice((1, 2))) if food else 0.0,
        "food_last": float(rng.choice((0, 1, 2))) if food else 0.0,
        "transport": _truth(known, "transport_trouble"),
        "utilities": _truth(known, "utilities_need"),
    }
    asked = ("hurt", "insulted", "threatened", "screamed_at")
    return items | {name: float(rng.randint(3, 5) if hurt else rng.choice((1, 1, 1, 2))) for name in asked}


def _drinking(rng: Random, use: Use | None, known: Truths, library: Mapping[str, Instrument]) -> Forms:
    """AUDIT and its first three items, which are the AUDIT-C, with the same days and drinks as everywhere."""
    form = library["audit"]
    items = {item.id: 0.0 for item in form.items}
    if use is not None and use.since < 365:
        heavy = known.get("alcohol.heavy_30") is True
        items |= _numbers(filled(rng, form, 28 * min(1.0, use.criteria / 11)))
        items["item_1"] = 1.0 if use.days <= 1 else 2.0 if use.days <= 4 else 3.0 if use.days <= 15 else 4.0
        items["item_2"] = float(rng.randint(2, 4) if heavy else rng.randint(0, 1))
        items["item_3"] = float((4 if use.days >= 26 else 3 if use.days >= 5 else 2) if heavy else rng.randint(0, 1))
    return {
        ("audit", None): items,
        ("audit_c", None): {item.id: items[item.id] for item in library["audit_c"].items},
    }


def _withdrawal(rng: Random, life: Life, known: Truths, library: Mapping[str, Instrument]) -> Forms:
    """Signs of withdrawal only where there is use to withdraw from; the history as told."""
    drinks, opioids = life.uses.get("alcohol"), life.uses.get("opioids")
    shaking = drinks is not None and drinks.days >= 8 and drinks.since <= 4
    sick = opioids is not None and opioids.days >= 8 and opioids.since <= 4 and life.medicine is None
    alcohol = rng.triangular(0, 30, 3 + 4 * min(drinks.since, 2)) if shaking and drinks is not None else 0.0
    points = rng.triangular(0, 34, 4 + 5 * min(opioids.since, 3)) if sick and opioids is not None else 0.0
    signs = _numbers(filled(rng, library["ciwa_ar"], alcohol))
    others = [name for name in life.uses if name not in ("alcohol", "tobacco") and life.uses[name].days]
    drank = drinks is not None and drinks.days > 0
    history = {
        "threshold": float(drank),
        "item_1": float(known.get("alcohol.heavy_30") is True),
        "item_2": float(rng.random() < 0.3),
        "item_3": float(any(_truth(known, f"past.{name}") for name in _PAST)),
        "item_4": float(drinks is not None and drinks.criteria >= 7),
        "item_5": _truth(known, "past.withdrawal_seizure"),
        "item_6": _truth(known, "past.delirium_tremens"),
        "item_7": float("sedatives" in others and drank),
        "item_8": float(bool(others) and drank),
        "item_9": 0.0,
        "item_10": float(sum(signs.values()) >= 10),
    }
    if not drank:
        history = dict.fromkeys(history, 0.0)
    return {
        ("ciwa_ar", None): signs,
        ("cows", None): _numbers(filled(rng, library["cows"], points)),
        ("pawss", None): history,
    }


_PAST = ("withdrawals_many", "withdrawal_seizure", "delirium_tremens")


def _drugs(rng: Random, form: Instrument, life: Life) -> Points:
    used = [use for name, use in life.uses.items() if name not in ("alcohol", "tobacco") and use.since < 365]
    if not used:
        return {item.id: float(item.id == "item_3") for item in form.items}
    items = _numbers(filled(rng, form, max(1, min(10, round(max(use.criteria for use in used) * 0.9)))))
    return items | {"item_1": 1.0, "item_2": float(len(used) > 1)}


def _tobacco(rng: Random, form: Instrument, use: Use | None, known: Truths) -> Points:
    if use is None or not use.days:
        return {item.id: 0.0 for item in form.items}
    day = _number(known, "tobacco.cigarettes_per_day")
    items = _numbers(filled(rng, form, use.criteria))
    return items | {"item_4": 0.0 if day <= 10 else 1.0 if day <= 20 else 2.0 if day <= 30 else 3.0}


def _criteria(rng: Random, form: Instrument, use: Use | None) -> Points:
    """As many criteria as the life meets; craving is one of them where there is craving."""
    items = {f"item_{number}": 0.0 for number in range(1, 12)}
    count = 0 if use is None else use.criteria
    if use is not None and count and use.craving >= 4:
        items["item_4"], count = 1.0, count - 1
    items |= _numbers(filled(rng, form, count, [name for name in items if name != "item_4"]))
    return items | {"as_prescribed": 0.0, "no_withdrawal": 0.0}


def _rulers(rng: Random, ready: float) -> Points:
    def point(shift: float) -> float:
        return float(min(10, max(0, round(rng.gauss(10 * ready + shift, 1.6)))))

    return {"importance": point(1.2), "confidence": point(-1.5), "readiness": point(0)}


def _monitor(rng: Random, life: Life, known: Truths, forms: Forms) -> Points:
    """The BAM, with the same days, nights, craving and mood as everywhere else."""
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
    heavy = known.get("alcohol.heavy_30") is True
    craving = max((use.craving for use in life.uses.values()), default=0)
    mood = sum(forms["phq9", None][name] for name in ("item_1", "item_2"))
    numbers: dict[str, float] = {
        "item_1": rng.randint(0, 4),
        "item_2": _number(known, "sleep_trouble_nights_30"),
        "item_3": min(30, int(30 * max(mood / 6, life.worry))),
        "item_4": drinks,
        "item_5": rng.randint(1, drinks) if drinks and heavy else 0,
        "item_6": max(drugs.values()),
        **drugs,
        "item_8": round(craving * 0.4),
        "item_9": round(4 * life.ready),
        "item_10": _number(known, "meetings.tried_30") if _number(known, "meetings.tried_30") <= 30 else 30,
        "item_11": rng.randint(0, 25),
        "item_12": rng.randint(0, 4),
        "item_13": works,
        "item_14": 4 if works > 10 else rng.choice((0, 4)),
        "item_15": rng.randint(0, 4),
        "item_16": int(30 * life.support),
        "item_17": rng.randint(0, 4),
    }
    return {name: float(number) for name, number in numbers.items()}
