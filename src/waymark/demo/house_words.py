"""What is said in the invented house: names, whom never to reach, what sessions were about, what comes next."""

from collections.abc import Mapping
from typing import Any

__all__ = ["AHEAD", "FAMILY", "GIVEN", "NEVER", "SESSIONS", "WORDS"]

GIVEN = (
    "Ana", "Bo", "Cleo", "Dez", "Eli", "Fay", "Gus", "Hana", "Ira", "Jo", "Kim", "Lou", "Mo", "Nia", "Oz", "Pat",
    "Quinn", "Rosa", "Sol", "Tess", "Uma", "Vic", "Wes", "Xio", "Yara", "Zane", "Abel", "Bea", "Cruz", "Dot", "Emil",
    "Flor",
)  # fmt: skip
FAMILY = (
    "Alder", "Birch", "Castillo", "Dunmore", "Eastwick", "Fenn", "Garza", "Hollis", "Ivers", "Jessup", "Kestrel",
    "Larkspur", "Moreno", "Nightingale", "Ortega", "Pruitt", "Quell", "Rivera", "Sorrel", "Tanager", "Underhill",
    "Vance", "Whitlock", "Yarrow",
)  # fmt: skip
NEVER = (
    ("my former partner", "must not know where I am"),
    ("anybody at work", ""),
    ("my father", "not even that you called"),
    ("my landlord", ""),
)


# What sessions were about, and what the person said; then what comes next, some of it with a referral.
SESSIONS = (
    ("Went through the first days together: what helps tonight, whom to call.", "I slept. That is new."),
    ("Looked at evenings and what comes before a craving; two ways out.", "Walking works better than waiting."),
    ("Talked about the test and what to change in the week.", "I would rather come on Mondays."),
    ("Read the plan line by line and took one step out that was too much.", "It is my plan now."),
    ("Role play: saying no to an old friend.", "I hear my own voice."),
)  # fmt: skip
WORDS = (
    "Blood results came back, all fine. I told them on the phone.",
    "They asked for an earlier time on Tuesdays. Can we?",
    "Met them in the hall: a good week, they say.",
)
AHEAD: tuple[Mapping[str, Any], ...] = (
    {},
    {"next": "Call on Thursday and ask how the evening was", "days": 6},
    {"next": "Dentist on Mill Street, letter sent", "days": 10, "referral": True},
    {"next": "Bring the list of free evenings", "days": 7},
)
