"""What invented people say and have: their own words, strengths, duties, free hours, supporters, wishes."""

from random import Random

from waymark.demo.life import Life
from waymark.demo.notes import Notes

__all__ = ["tell_voice"]

_NAMES = ("Ana", "Bo", "Cleo", "Dez", "Eli", "Fay", "Gus", "Hana", "Ira", "Jo", "Kim", "Lou", "Mo", "Nia", "Oz", "Pat")
_WANT = {
    "alcohol": ("I want mornings without shaking.", "I want to be the sober one at my table."),
    "opioids": ("I want to stop being sick every day.", "I want a week where I do not have to chase anything."),
    "cocaine": ("I want payday to last past the weekend.", "I want my heart to slow down."),
    "amphetamines": ("I want to sleep at night and eat at noon.", "I want my head to be quiet."),
    "sedatives": ("I want to sleep without counting pills.", "I want to remember what I did yesterday."),
    "cannabis": ("I want to get things done again.", "I want to smoke on weekends only."),
    "tobacco": ("I want to climb stairs without stopping.", "I want to quit before my birthday."),
}
_WANT_ES = {
    "alcohol": "Quiero despertarme sin temblar.",
    "opioids": "Quiero dejar de estar mal todos los días.",
    "amphetamines": "Quiero dormir de noche.",
}
_REASON = (
    "My daughter asked me why I sleep so much.",
    "I am tired of lying about where the money went.",
    "My doctor said my liver will not wait.",
    "I lost two friends this year.",
    "I want my license back.",
    "My mother still picks up when I call.",
)
_WORRY = (
    "I am afraid of the withdrawal.",
    "People at work might find out.",
    "I do not want to talk in a group.",
    "I worry that it will not work again.",
    "Who looks after the kids while I am away?",
)
_TRIGGER = (
    "Payday.",
    "Being alone at night.",
    "Pain in my back.",
    "A fight with my brother.",
    "The corner by the bus stop.",
)
_HELPS = (
    "Fixing bikes.",
    "Walking the dog.",
    "Calling my aunt.",
    "Music, loud.",
    "Praying in the morning.",
    "Cooking for others.",
)
_STRENGTHS = (
    ("shows up when it counts", "skill"),
    ("eleven months without use two years ago", "experience"),
    ("a sister who answers at any hour", "person"),
    ("a room of their own", "place"),
    ("a steady job", "work"),
    ("faith", "belief"),
    ("good with their hands", "skill"),
    ("strong and walks a lot", "health"),
    ("knows the town and who helps in it", "experience"),
    ("speaks two languages", "skill"),
)
_RELATIONS = ("sister", "brother", "mother", "father", "friend", "partner", "aunt", "neighbor", "sponsor", "coworker")
_AREAS = (
    "use",
    "home",
    "work",
    "family",
    "mind",
    "body",
    "pain",
    "sleep",
    "money",
    "people",
    "law",
    "safety",
    "meaning",
)
_WISHES = (
    "intervention:cbt",
    "intervention:exercise",
    "intervention:mindfulness",
    "intervention:mutual-help-12-step",
    "intervention:mutual-help-secular",
    "intervention:peer-support",
    "intervention:digital-cbt",
    "intervention:art-music",
    "intervention:family-therapy",
    "medicine:methadone",
    "medicine:buprenorphine",
    "medicine:naltrexone-xr",
    "medicine:acamprosate",
    "level:L2a",
    "level:L3b",
    "group",
)
_WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday")
_WEEKEND = ("saturday", "sunday")


def tell_voice(rng: Random, notes: Notes, life: Life) -> None:
    """Everything that is the person's own."""
    spanish = rng.random() < 0.1
    if rng.random() < 0.8:
        notes.about = {"called": rng.choice(_NAMES), "language": "es" if spanish else "en"}
        if spanish:
            notes.about["interpreter"] = rng.random() < 0.5
    if rng.random() < 0.75:
        text = _WANT_ES.get(life.main) if spanish else None
        notes.say("want", text or rng.choice(_WANT[life.main]), language="es" if text else None)
    for about, texts, chance in (
        ("reason", _REASON, 0.5),
        ("worry", _WORRY, 0.5),
        ("trigger", _TRIGGER, 0.4),
        ("helps", _HELPS, 0.4),
    ):
        if rng.random() < chance:
            notes.say(about, rng.choice(texts))
    for text, kind in rng.sample(_STRENGTHS, rng.randint(0, 3)):
        notes.add("strengths", text=text, kind=kind)
    if rng.random() < 0.7:
        notes.matters(rng.sample(_AREAS, rng.randint(1, 4)))
    for about in rng.sample(_WISHES, rng.randint(0, 4)):
        notes.wish(about, rng.choices(("wants", "open", "rather not", "declines"), (4, 3, 2, 1))[0])
    _times(rng, notes, life)
    if rng.random() < 0.3:
        notes.add(
            "expectations", text=rng.choice(("Someone who calls me back.", "No judging.", "Quick help with sleep."))
        )
    if life.support > 0.25:
        for _ in range(rng.choice((1, 1, 2, 3))):
            _supporter(rng, notes)


def _times(rng: Random, notes: Notes, life: Life) -> None:
    if life.work == "full_time":
        start, end = rng.choice((("08:00", "16:30"), ("09:00", "17:30"), ("06:00", "14:00"), ("14:00", "22:00")))
        notes.add("duties", kind="work", weekdays=_WEEK, start=start, end=end)
    elif life.work == "part_time":
        notes.add("duties", kind="work", weekdays=rng.sample(_WEEK, 3), start="10:00", end="15:00")
    elif life.work == "student":
        notes.add("duties", kind="school", weekdays=_WEEK, start="08:30", end="14:30")
    if life.children:
        notes.add("duties", kind="children", weekdays=_WEEK, start="15:00", end="19:00", text="home from school")
    if rng.random() < 0.6:
        start, end = rng.choice((("09:00", "12:00"), ("17:30", "20:30"), ("13:00", "15:00"), ("18:00", "21:00")))
        notes.add("free", weekdays=rng.sample(_WEEK, rng.randint(1, 4)), start=start, end=end)
    if rng.random() < 0.3:
        notes.add("free", weekdays=_WEEKEND, start="10:00", end="16:00")


def _supporter(rng: Random, notes: Notes) -> None:
    notes.add(
        "supporters",
        name=rng.choice(_NAMES),
        relation=rng.choice(_RELATIONS),
        helps_with=rng.sample(
            ("rides", "child care", "someone to call", "a place to stay", "meals"), rng.randint(1, 2)
        ),
        uses_substances=rng.random() < 0.2,
        safe=rng.random() < 0.93,
        may_call=rng.random() < 0.7,
    )
