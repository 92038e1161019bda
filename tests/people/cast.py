"""A small invented cast: one person per road through the plan, written as documents."""

from typing import Any

__all__ = [
    "BEN",
    "CAST",
    "DAVE",
    "KIM",
    "MARIA",
    "NINA",
    "NOW",
    "OMAR",
    "TARA",
    "WEEK",
    "Document",
    "fact",
    "facts",
    "person",
]

Document = dict[str, Any]

NOW = "2026-11-03"


def fact(name: str, value: object, at: str = NOW, **more: object) -> Document:
    """A row of `facts`."""
    return {"at": at, "fact": name, "value": value, **more}


def facts(**values: object) -> list[Document]:
    """Rows of `facts`; a double underscore in a name stands for its dot."""
    return [fact(name.replace("__", "."), value) for name, value in values.items()]


def person(name: str, rows: list[Document], **more: Any) -> Document:
    return {"format": "waymark.person/1", "id": name, "facts": rows, **more}


def said(about: str, text: str) -> Document:
    return {"at": NOW, "about": about, "text": text}


WEEK = ["monday", "tuesday", "wednesday", "thursday", "friday"]

MARIA = person(
    "maria",
    facts(
        age=34, opioids__diagnosed=True, opioids__used_ever=True, opioids__days_of_30=24, opioids__goal="abstain",
        opioids__days_since_last_use=1, fentanyl_exposure=True, children_at_home=True, lives_with_user=False,
        overdose_ever=True, naloxone_at_hand=False, trauma_history=True, pregnant=False,
    ),
    about={"called": "Maria", "pronouns": "she/her", "language": "en"},
    answers=[
        {"at": NOW, "instrument": "cows", "author": "clinician", "scores": {"total": 14}},
        {"at": NOW, "instrument": "phq9", "items": {f"item_{n}": 2 for n in range(1, 9)} | {"item_9": 1}},
    ],
    words=[
        said("want", "I want my kids to wake up with me there."),
        said("worry", "That they <b>take</b> my kids & \"never\" give them back."),
        said("trigger", "Nights when the kids sleep at my mother's."),
        said("warning sign", "I stop answering the phone."),
        said("helps", "Walking to the river."),
        said("harms", "Being shouted at."),
    ],
    strengths=[{"at": NOW, "text": "never late for the school run", "kind": "skill"}],
    duties=[
        {"at": NOW, "kind": "children", "text": "school", "weekdays": WEEK, "start": "07:00", "end": "09:00"},
        {"at": NOW, "kind": "work", "weekdays": ["monday", "thursday"], "start": "12:00", "end": "18:00"},
    ],
    free=[{"at": NOW, "weekdays": WEEK, "start": "08:00", "end": "14:00"}],
    priorities=[{"at": NOW, "area": "family", "rank": 1}],
    preferences=[{"at": NOW, "about": "group", "wish": "rather not"}],
    supporters=[
        {"at": NOW, "name": "Ana", "relation": "mother", "helps_with": ["children"], "safe": True, "may_call": True},
        {"at": NOW, "name": "Lee", "relation": "ex", "safe": False, "may_call": False},
    ],
    expectations=[{"at": NOW, "text": "to sleep again"}],
)  # fmt: skip

BEN = person(
    "ben",
    facts(
        age=52, alcohol__diagnosed=True, alcohol__used_ever=True, alcohol__days_of_30=30, alcohol__goal="reduce",
        past__withdrawal_seizure=True, sober_observer=False, creatinine_clearance=25, severe_heart_disease=False,
        alcohol__hours_since_last_drink=10, homeless=True, opioids__used_ever=False,
    ),
    answers=[
        {"at": NOW, "instrument": "ciwa_ar", "author": "clinician", "scores": {"total": 17}},
        {"at": NOW, "instrument": "audit", "scores": {"total": 29}},
    ],
    words=[said("want", "Ich möchte wieder schlafen. ¿Y qué? 好")],
)  # fmt: skip

TARA = person(
    "tara",
    facts(
        age=24, amphetamines__diagnosed=True, amphetamines__days_of_30=12, cannabis__days_of_30=8,
        tobacco__days_of_30=30, depression_reported=True, legal_case_open=True, transport_trouble=True,
        amphetamines__goal="undecided", partner=True,
    ),
    preferences=[
        {"at": NOW, "about": "intervention:cbt", "wish": "declines"},
        {"at": NOW, "about": "intervention:cm", "wish": "wants"},
    ],
    priorities=[{"at": NOW, "area": "work", "rank": 1}, {"at": NOW, "area": "mind", "rank": 2}],
)  # fmt: skip

OMAR = person(
    "omar",
    facts(age=41, opioids__used_ever=True, opioids__diagnosed=True, opioids__days_of_30=0, chronic_pain=True),
    lists={
        "medicines": {
            "state": [{"at": NOW, "complete": True}],
            "rows": [
                {"at": NOW, "medicine": "methadone", "state": "current", "dose": "80 mg"},
                {"at": NOW, "medicine": "sertraline", "state": "current"},
                {"at": NOW, "medicine": "an unheard-of herb", "state": "current"},
            ],
        }
    },
)

# Nearly nothing is known of her.
NINA = person("nina", [fact("age", 29)])

# Facts that do not go together: none in thirty days, and a positive test today.
KIM = person(
    "kim",
    facts(age=38, cocaine__days_of_30=0, cocaine__diagnosed=True, cocaine__used_ever=True),
    measures=[{"at": NOW, "measure": "drug_test.cocaine", "value": "positive", "source": "test"}],
)

# Times as days from an anchor, rows noted later, a correction.
DAVE = {
    "format": "waymark.person/1",
    "id": "dave",
    "anchor": "consent",
    "facts": [
        {"at": 0, "fact": "age", "value": 61},
        {"at": -3, "noted": 0, "fact": "alcohol.days_of_30", "value": {"at_least": 10}},
        {"at": 0, "id": "f", "fact": "pregnant", "value": True},
        {"at": 28, "fact": "alcohol.goal", "value": "abstain"},
    ],
    "corrections": [{"at": 1, "corrects": "f", "kind": "entered in error", "reason": "wrong record"}],
}

CAST: dict[str, Document] = {str(p["id"]): p for p in (MARIA, BEN, TARA, OMAR, NINA, KIM, DAVE)}
