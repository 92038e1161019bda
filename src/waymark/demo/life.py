"""Invented lives: what is so of a person, before anyone has asked. Nothing here is drawn from a real record."""

from random import Random

import msgspec

__all__ = ["CLASSES", "Life", "Use", "invent"]

CLASSES = ("alcohol", "opioids", "cocaine", "amphetamines", "sedatives", "cannabis", "other_drugs", "tobacco")
_FIRST = {
    "opioids": 0.33,
    "alcohol": 0.31,
    "amphetamines": 0.13,
    "cocaine": 0.08,
    "cannabis": 0.08,
    "sedatives": 0.05,
    "tobacco": 0.02,
}
# Beside each main substance: how often another is used too.
_BESIDE = {
    "opioids": {"cocaine": 0.3, "amphetamines": 0.28, "sedatives": 0.3, "alcohol": 0.3, "cannabis": 0.45},
    "alcohol": {"cocaine": 0.15, "cannabis": 0.25, "sedatives": 0.1, "opioids": 0.06, "amphetamines": 0.06},
    "amphetamines": {"opioids": 0.3, "alcohol": 0.35, "cannabis": 0.45, "sedatives": 0.08, "cocaine": 0.12},
    "cocaine": {"alcohol": 0.55, "cannabis": 0.4, "opioids": 0.15, "sedatives": 0.1, "amphetamines": 0.1},
    "cannabis": {"alcohol": 0.4, "cocaine": 0.08, "amphetamines": 0.05},
    "sedatives": {"alcohol": 0.3, "opioids": 0.2, "cannabis": 0.15},
    "tobacco": {"alcohol": 0.2, "cannabis": 0.15},
}
_NAMES = {
    "alcohol": ("beer", "wine", "spirits"),
    "opioids": ("heroin", "fentanyl", "oxycodone", "hydrocodone", "kratom"),
    "cocaine": ("cocaine_powder", "crack"),
    "amphetamines": ("methamphetamine", "amphetamine", "mdma"),
    "sedatives": ("alprazolam", "clonazepam", "diazepam", "counterfeit_sedative"),
    "cannabis": ("cannabis_flower", "cannabis_concentrate"),
    "other_drugs": ("ketamine", "nitrous_oxide", "volatile_inhalants", "lsd", "psilocybin", "nitrites"),
    "tobacco": ("cigarettes", "vapes", "smokeless"),
}
_WEIGHTS = {"opioids": (3, 5, 2, 1, 0.4), "alcohol": (4, 2, 4), "sedatives": (3, 3, 2, 2), "tobacco": (7, 2, 1)}


class Use(msgspec.Struct):
    """One substance class in one life. Days of the last 30, criteria met (0-11), days since the last use."""

    name: str
    days: int
    criteria: int
    since: int
    years: int
    first_age: int
    injects: bool = False
    goal: str = "undecided"
    craving: int = 0


class Life(msgspec.Struct):
    """What is so. Moods from 0 (none) to 1 (very strong)."""

    age: int
    sex: str
    uses: dict[str, Use]
    main: str
    low_mood: float
    worry: float
    trauma: float
    psychosis: bool
    bipolar: bool
    pain: float
    pregnant: bool
    homeless: bool
    housing_unstable: bool
    partner: bool
    children: bool
    work: str
    veteran: bool
    rural: bool
    support: float
    ready: float
    medicine: str | None
    overdose_days_ago: int | None


def invent(rng: Random) -> Life:
    """One life, with its parts depending on each other as they tend to."""
    age = _age(rng)
    sex = rng.choices(("male", "female", "intersex_or_other"), (58, 40, 2))[0]
    main = rng.choices(tuple(_FIRST), tuple(_FIRST.values()))[0]
    homeless = rng.random() < (0.2 if main in ("opioids", "amphetamines") else 0.07)
    trauma = rng.betavariate(1.6, 2.4 if sex == "male" else 1.7)
    low_mood = min(1.0, rng.betavariate(1.5, 2.2) + 0.2 * trauma)
    uses = _uses(rng, main, age)
    medicine = None
    if main == "opioids" and rng.random() < 0.3:
        medicine = rng.choices(("methadone", "buprenorphine", "naltrexone-xr"), (5, 6, 1))[0]
        _settle(rng, uses["opioids"], medicine)
    overdose = None
    if "opioids" in uses and rng.random() < 0.4:
        overdose = int(rng.lognormvariate(5.2, 1.6)) + 1
    pregnant = sex == "female" and 18 <= age <= 44 and rng.random() < 0.09
    return Life(
        age=age,
        sex=sex,
        uses=uses,
        main=main,
        low_mood=low_mood,
        worry=min(1.0, rng.betavariate(1.5, 2.3) + 0.25 * trauma),
        trauma=trauma,
        psychosis=rng.random() < 0.05,
        bipolar=rng.random() < 0.07,
        pain=rng.betavariate(1.0, 2.6 if age < 45 else 1.7),
        pregnant=pregnant,
        homeless=homeless,
        housing_unstable=homeless or rng.random() < 0.25,
        partner=rng.random() < (0.2 if homeless else 0.5),
        children=rng.random() < (0.08 if homeless or age > 60 else 0.35),
        work=_work(rng, age, homeless),
        veteran=age > 20 and rng.random() < (0.13 if sex == "male" else 0.03),
        rural=rng.random() < 0.25,
        support=rng.betavariate(2.2, 1.8) * (0.6 if homeless else 1.0),
        ready=rng.betavariate(2.4, 1.6),
        medicine=medicine,
        overdose_days_ago=overdose,
    )


def _age(rng: Random) -> int:
    if rng.random() < 0.04:
        return rng.randint(14, 17)
    return min(84, 18 + int(rng.gammavariate(3.2, 6.5)))


def _work(rng: Random, age: int, homeless: bool) -> str:
    if age < 18:
        return "student"
    if homeless:
        return rng.choices(("unemployed", "part_time", "other"), (7, 2, 1))[0]
    states = ("full_time", "part_time", "student", "unemployed", "other")
    return rng.choices(states, (35, 15, 12 if age < 27 else 2, 28, 20 if age > 60 else 6))[0]


def _uses(rng: Random, main: str, age: int) -> dict[str, Use]:
    uses = {main: _use(rng, main, age, heavy=True)}
    for other, chance in _BESIDE[main].items():
        if rng.random() < chance:
            uses[other] = _use(rng, other, age, heavy=False)
    if main != "tobacco" and rng.random() < 0.62:
        uses["tobacco"] = _use(rng, "tobacco", age, heavy=rng.random() < 0.7)
    beside = _other_drugs(age, main, uses[main])
    if beside is not None:
        uses["other_drugs"] = beside
    return {name: uses[name] for name in CLASSES if name in uses}


def _other_drugs(age: int, main: str, first: Use) -> Use | None:
    """Ketamine, gas, mushrooms and the like beside the rest, in one of sixteen lives.

    Drawn apart, so that every other life stays the one it was.
    """
    rng = Random(f"{age} {main} {first.days} {first.criteria} {first.since} {first.first_age}")
    return _use(rng, "other_drugs", age, heavy=rng.random() < 0.35) if rng.random() < 1 / 16 else None


def _use(rng: Random, group: str, age: int, heavy: bool) -> Use:
    first_age = max(9, min(age - 1, int(rng.gauss(17, 4))))
    resting = rng.random() < 0.14
    if resting:
        days, since = 0, 31 + int(rng.lognormvariate(4.5, 1.2))
    elif heavy:
        days = min(30, max(1, int(rng.triangular(4, 36, 30))))
        since = 0 if days == 30 else min(29, int(rng.expovariate(days / 25)))
    else:
        days = min(30, 1 + int(rng.expovariate(1 / 6)))
        since = min(30 - days, int(rng.expovariate(days / 20)))
    criteria = min(11, max(0, round(rng.gauss(7 if heavy else 2.5, 2.2))))
    return Use(
        name=rng.choices(_NAMES[group], _WEIGHTS.get(group, (1,) * len(_NAMES[group])))[0],
        days=days,
        criteria=criteria,
        since=since,
        years=max(1, int((age - first_age) * rng.random())),
        first_age=first_age,
        injects=group in ("opioids", "cocaine", "amphetamines")
        and days > 0
        and rng.random() < (0.4 if heavy else 0.12),
        goal=rng.choices(("abstain", "reduce", "no_change", "undecided"), (5, 3, 1.2, 1.8) if heavy else (2, 2, 4, 2))[
            0
        ],
        craving=min(10, max(0, round(rng.gauss(6 if heavy and days else 2, 2.4)))),
    )


def _settle(rng: Random, use: Use, medicine: str) -> None:
    """What a medicine for opioid use disorder tends to change."""
    use.days = 0 if rng.random() < 0.6 or medicine == "naltrexone-xr" else min(use.days, rng.randint(1, 8))
    use.since = 31 + rng.randint(0, 600) if use.days == 0 else min(29, rng.randint(1, 20))
    use.injects = use.injects and use.days > 0
    use.craving = min(use.craving, 5)
