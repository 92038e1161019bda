"""The answers of our items as codes and as places on a scale of meaning, so that a file's weights can be checked.

Codes are facts of LOINC answer lists, (c) Regenstrief Institute. Lists seen in at least two public forms are sure; one
seen in a single form is marked so.
"""

from typing import NamedTuple

__all__ = [
    "ANSWER_CODES",
    "COUNTED",
    "EXPECTED",
    "NO_CODES",
    "RISK_CODES",
    "SEEN_ONCE",
    "TRUTH_CODES",
    "YES_CODES",
    "YES_NO_ONLY",
    "Expected",
]

YES_CODES = {"LA33-6", "373066001", "Y", "yes", "true"}
NO_CODES = {"LA32-8", "373067005", "N", "no", "false"}
# Codes that say yes or no in any system, because no other answer has them.
YES_NO_ONLY = {"LA33-6", "LA32-8", "373066001", "373067005"}

LL358_3 = {"LA6568-5": 0.0, "LA6569-3": 1.0, "LA6570-1": 2.0, "LA6571-9": 3.0}
LL2179_1 = {"LA6270-8": 0.0, "LA18926-8": 1.0, "LA18927-6": 2.0, "LA18928-4": 3.0, "LA18929-2": 4.0}
LL2180_9 = {"LA15694-5": 0.0, "LA15695-2": 1.0, "LA18930-0": 2.0, "LA18931-8": 3.0, "LA18932-6": 4.0}
LL2181_7 = {"LA6270-8": 0.0, "LA18933-4": 1.0, "LA18876-5": 2.0, "LA18891-4": 3.0, "LA18934-2": 4.0}
SEEN_ONCE = {"LA18926-8", "LA18927-6", "LA18928-4", "LA18929-2", "LA28398-8", "LA6729-3", "LA28397-0"}
# C-SSRS: the one answer of LL465-6 that the reference vouches for.
# Items that count how many of a list were chosen; "none of these" is none of them.
COUNTED = {("hrsn", "housing_problems")}
RISK_CODES = {"LA9194-7": "low"}
# Results that are so or not: at risk, no risk (Hunger Vital Sign).
TRUTH_CODES = {"LA19952-3": True, "LA19983-8": False}
# Often, sometimes, never true; in one public form only.
_TRUE_CODES = {"LA28398-8": 0.0, "LA6729-3": 1.0, "LA28397-0": 2.0}


class Expected(NamedTuple):
    """A scale of meaning, and for each value of ours the places on it that mean this value."""

    scale: str
    values: dict[float, tuple[float, float]]


def _items(first: int, last: int) -> tuple[str, ...]:
    return tuple(f"item_{number}" for number in range(first, last + 1))


def _points(scale: str, first: int, places: tuple[float, ...]) -> Expected:
    return Expected(scale, {float(first + n): (place, place) for n, place in enumerate(places)})


_DAYS = _points("days", 0, (0, 1, 2, 3))
_DRINKING = Expected("freq", {0.0: (0, 0), 1.0: (1, 12), 2.0: (20, 50), 3.0: (100, 170), 4.0: (200, 366)})
_AMOUNT = Expected("amount", {0.0: (1.5, 1.5), 1.0: (3.5, 3.5), 2.0: (5.5, 5.5), 3.0: (8, 8), 4.0: (10, 10)})
_HOW_OFTEN = Expected("freq", {0.0: (0, 0), 1.0: (1, 9), 2.0: (12, 12), 3.0: (52, 52), 4.0: (250, 366)})
_YEAR = Expected("year", {0.0: (0, 0), 2.0: (1, 1), 4.0: (2, 2)})
_OFTEN = _points("often", 0, (0, 1, 2, 3, 4))
_AGREE_5 = _points("agree5", 1, (1, 2, 3, 4, 5))
_AUDIT_C = {"item_1": _DRINKING, "item_2": _AMOUNT, "item_3": _HOW_OFTEN}

_OFTEN_3 = (0.0, 2.0, 3.0, 4.0, 6.0)
# The ASSIST gives the same answers other values in each question.
_ASSIST_VALUES = {"q2": (0, 2, 3, 4, 6), "q3": (0, 3, 4, 5, 6), "q4": (0, 4, 5, 6, 7), "q5": (0, 5, 6, 7, 8)}
_ASSIST_PARTS = (
    "tobacco", "alcohol", "cannabis", "cocaine", "amphetamines", "inhalants", "sedatives", "hallucinogens", "opioids",
    "other",
)  # fmt: skip


def _assist() -> dict[str, Expected]:
    found = {"q8": Expected("recent", {0.0: (0, 0), 2.0: (1, 1), 1.0: (2, 2)})}
    for part in _ASSIST_PARTS:
        for ask, values in _ASSIST_VALUES.items():
            places = {float(value): (place, place) for value, place in zip(values, _OFTEN_3, strict=True)}
            # Tobacco has no question 5.
            if (part, ask) != ("tobacco", "q5"):
                found[f"{part}_{ask}"] = Expected("three months", places)
        for ask in ("q6", "q7"):
            found[f"{part}_{ask}"] = Expected("recent", {0.0: (0, 0), 6.0: (1, 1), 3.0: (2, 2)})
    return found


EXPECTED: dict[str, dict[str, Expected]] = {
    "assist": _assist(),
    "phq9": dict.fromkeys(_items(1, 9), _DAYS),
    "gad7": dict.fromkeys(_items(1, 7), _DAYS),
    "audit_c": _AUDIT_C,
    "audit": {**_AUDIT_C, **dict.fromkeys(_items(4, 8), _HOW_OFTEN), **dict.fromkeys(_items(9, 10), _YEAR)},
    "pss10": dict.fromkeys(_items(1, 10), _OFTEN),
    "pcl5": dict.fromkeys(_items(1, 20), _points("degree", 0, (0, 1, 2, 3, 4))),
    "barc10": dict.fromkeys(_items(1, 10), _points("agree", 1, (1, 2, 3, 4, 5, 6))),
    "mdq": {"problem": _points("problem", 0, (0, 1, 2, 3))},
    "pss4": dict.fromkeys(("item_2", "item_4", "item_5", "item_10"), _OFTEN),
    "whodas12": dict.fromkeys(_items(1, 12), _points("difficulty", 0, (0, 1, 2, 3, 4))),
    "hunger_vital_sign": dict.fromkeys(("food_worry", "food_last"), _points("true", 0, (0, 1, 2))),
    "asrs5": dict.fromkeys(_items(1, 6), _OFTEN),
    "urica": dict.fromkeys(_items(1, 32), _AGREE_5),
    "socrates_alcohol": dict.fromkeys(_items(1, 19), _AGREE_5),
    "socrates_drug": dict.fromkeys(_items(1, 19), _AGREE_5),
    "ftnd": {
        "item_1": _points("soon", 0, (0, 1, 2, 3)),
        "item_3": _points("which", 0, (0, 1)),
        "item_4": _points("packs", 0, (0, 1, 2, 3)),
    },
    "bam": {
        "item_1": _points("health", 0, (0, 1, 2, 3, 4)),
        **dict.fromkeys(("item_8", "item_9", "item_12", "item_15", "item_17"), _points("degree", 0, (0, 1, 2, 3, 4))),
        "item_14": Expected("yesno", {0.0: (0, 0), 4.0: (1, 1)}),
    },
    "phq_a": dict.fromkeys(_items(1, 9), _DAYS),
    "sows": dict.fromkeys(_items(1, 16), _points("degree", 0, (0, 1, 2, 3, 4))),
    "taps": dict.fromkeys(("tobacco", "heavy_5", "heavy_4", "drugs", "medicines"), _HOW_OFTEN),
    "dudit": {
        **dict.fromkeys(_items(1, 2), _DRINKING),
        "item_3": Expected("amount", {0.0: (0, 0), 1.0: (1.5, 1.5), 2.0: (3.5, 3.5), 3.0: (5.5, 5.5), 4.0: (7, 7)}),
        **dict.fromkeys(_items(4, 9), _HOW_OFTEN),
        **dict.fromkeys(_items(10, 11), _YEAR),
    },
    "hrsn": {
        **dict.fromkeys(("food_worry", "food_last"), _points("true", 0, (0, 1, 2))),
        "housing": _points("housing", 0, (0, 1, 2)),
        "utilities": _points("cut off", 0, (0, 1, 2)),
        **dict.fromkeys(("hurt", "insulted", "threatened", "screamed_at"), _points("often", 1, (0, 1, 2, 3, 4))),
    },
}
ANSWER_CODES: dict[str, dict[str, dict[str, float]]] = {
    "phq9": dict.fromkeys(_items(1, 9), LL358_3),
    "phq_a": dict.fromkeys(_items(1, 9), LL358_3),
    "gad7": dict.fromkeys(_items(1, 7), LL358_3),
    "hunger_vital_sign": dict.fromkeys(("food_worry", "food_last"), _TRUE_CODES),
    "hrsn": dict.fromkeys(("food_worry", "food_last"), _TRUE_CODES),
    "audit_c": {"item_1": LL2179_1, "item_2": LL2180_9, "item_3": LL2181_7},
    "audit": {"item_1": LL2179_1, "item_2": LL2180_9, **dict.fromkeys(_items(3, 8), LL2181_7)},
}
