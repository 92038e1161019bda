"""Noting a life: lists, measures and answers, with what is missing, declined or not asked."""

from collections.abc import Mapping
from random import Random

from waymark.demo.gates import takes
from waymark.demo.life import Life, Use
from waymark.demo.notes import Notes, Value
from waymark.knowledge.model.fact import Fact

__all__ = ["medicines_of", "tell_facts", "tell_lists", "tell_measures"]

# How likely a fact is asked at all, by its area.
_ASKED = {
    "person": 0.97,
    "use": 0.85,
    "safety": 0.8,
    "home": 0.75,
    "people": 0.7,
    "mind": 0.65,
    "body": 0.55,
    "readiness": 0.5,
    "wishes": 0.5,
}
# Progress of goals is not known of someone who has only begun.
_LATER = ("checklist.", "family.", "legal.dates", "work.applications", "meetings.", "exercise.sessions", "attendance.")

# Medicines for other illnesses, chosen because they meet those for addiction.
_OTHERS = (
    "warfarin",
    "metronidazole",
    "carbamazepine",
    "clarithromycin",
    "phenelzine",
    "theophylline",
    "butorphanol",
    "ritonavir",
    "rifampin",
    "apixaban",
    "ciprofloxacin",
)


def tell_lists(rng: Random, notes: Notes, life: Life, known: dict[str, Value], facts: Mapping[str, Fact]) -> None:
    """Tell part of it on lists: substances, medicines, conditions, allergies, episodes. Those facts are removed."""
    if rng.random() < 0.65:
        _list_substances(rng, notes, life, known)
    _list_medicines(rng, notes, life, known, facts)
    if rng.random() < 0.6:
        _list_conditions(rng, notes, known, facts)
    if rng.random() < 0.4:
        for _ in range(rng.choice((1, 1, 2, 3))):
            ago = rng.randint(40, 1800)
            notes.listed(
                "episodes",
                ago,
                level=rng.choice(("L1b", "L1m", "L2a", "L3b", "L3m")),
                ended=notes.day(max(0, ago - rng.randint(5, 90))),
                noted=notes.day(),
                participation=rng.choice(("full", "partial", "partial", "unknown")),
            )
        known.pop("treatment_tries_full_recent", None)
    if rng.random() < 0.3:
        notes.complete("allergies")
        known.pop("thiuram_allergy", None)


def _list_substances(rng: Random, notes: Notes, life: Life, known: dict[str, Value]) -> None:
    for name, use in life.uses.items():
        _list_use(rng, notes, use)
        for fact in ("days_of_30", "days_since_last_use", "injected_30"):
            known.pop(f"{name}.{fact}", None)
    # Only a list that really holds everything may be called complete.
    if rng.random() < 0.5:
        notes.complete("substances")
        for fact in [fact for fact in known if fact.endswith((".days_of_30", ".injected_30"))]:
            known.pop(fact)
        for fact in ("fentanyl_exposure", "unregulated_supply", "last_opioid.short_acting"):
            known.pop(fact, None)
    else:
        known.pop("last_opioid.short_acting", None)
        for fact in ("fentanyl_exposure", "unregulated_supply"):
            if not known.get(fact):
                known.pop(fact, None)


def _list_use(rng: Random, notes: Notes, use: Use) -> None:
    notes.listed(
        "substances",
        substance=use.name,
        days_of_30=use.days,
        last_use=notes.day(use.since),
        age_first_use=use.first_age,
        years_regular=use.years,
        route="injected" if use.injects else "unknown" if rng.random() < 0.3 else None,
    )


def _list_medicines(rng: Random, notes: Notes, life: Life, known: dict[str, Value], facts: Mapping[str, Fact]) -> None:
    taken = medicines_of(rng, life, known)
    if rng.random() > 0.75:
        # No list: whether someone takes methadone or buprenorphine is asked all the same.
        known |= takes(life)
        return
    for medicine in taken:
        ago = rng.randint(20, 900)
        notes.listed("medicines", medicine=medicine, since=notes.day(ago), state="current", source="record")
    if rng.random() < 0.7:
        notes.complete("medicines")
        for name, fact in facts.items():
            if fact.drawn is not None and fact.drawn.list == "medicines":
                known.pop(name, None)
    elif not known.get("naloxone_at_hand"):
        known.pop("naloxone_at_hand", None)


def medicines_of(rng: Random, life: Life, known: Mapping[str, Value]) -> list[str]:
    """Medicines this person takes, by library id, each once."""
    taken = [life.medicine] if life.medicine else []
    if known.get("naloxone_at_hand"):
        taken.append("naloxone")
    if life.low_mood > 0.45 and rng.random() < 0.45:
        taken.append(
            rng.choice(("sertraline", "fluoxetine", "citalopram", "venlafaxine", "bupropion", "amitriptyline"))
        )
    if life.bipolar and rng.random() < 0.6:
        taken.append(rng.choice(("lithium", "lamotrigine", "quetiapine", "valproate")))
    if life.psychosis and rng.random() < 0.7:
        taken.append(rng.choice(("olanzapine", "risperidone", "clozapine", "haloperidol")))
    if life.pain > 0.5 and rng.random() < 0.4:
        taken.append(rng.choice(("gabapentin", "pregabalin", "tramadol", "duloxetine", "cyclobenzaprine", "oxycodone")))
    if "sedatives" in life.uses and rng.random() < 0.4:
        taken.append(rng.choice(("clonazepam", "diazepam", "zolpidem", "lorazepam")))
    if rng.random() < 0.12:
        taken.append(rng.choice(_OTHERS))
    return list(dict.fromkeys(taken))


def _list_conditions(rng: Random, notes: Notes, known: dict[str, Value], facts: Mapping[str, Fact]) -> None:
    complete = rng.random() < 0.4
    for name in list(known):
        fact = facts.get(name)
        if fact is None or fact.drawn is None or fact.drawn.list != "conditions" or name not in facts:
            continue
        where = fact.drawn.where
        if known[name] is True:
            state = "history" if name.startswith("past.") else "active"
            notes.listed("conditions", condition=where["condition"], state=state, set_by=where.get("set_by", "record"))
            known.pop(name)
        elif complete:
            known.pop(name)
    if complete:
        # Nothing that is noted elsewhere may be missing on a list called complete.
        notes.complete("conditions")


def tell_measures(rng: Random, notes: Notes, life: Life, facts: Mapping[str, Fact]) -> None:
    """Tests, attendance and whatever else is known only from measurements."""
    for name, use in life.uses.items():
        if name == "tobacco" or rng.random() > 0.5:
            continue
        if use.since == 0:
            notes.measure(f"drug_test.{name}", "positive", source="test")
        elif use.since > 20:
            for ago in rng.sample(range(14), rng.randint(1, 3)):
                notes.measure(f"drug_test.{name}", "negative", ago, source="test")
    if life.medicine is not None and rng.random() < 0.5:
        for ago in range(rng.randint(1, 3), 28, 7):
            came = rng.random() < 0.8
            notes.measure("attendance", "attended" if came else "missed", ago, source="record")


def tell_facts(
    rng: Random, notes: Notes, known: Mapping[str, Value], facts: Mapping[str, Fact], given: set[str], thorough: float
) -> None:
    """Answers to questions: some asked, some not, a few declined, some long ago."""
    tested = {row["measure"] for row in notes.tables["measures"]}
    for name, value in known.items():
        fact = facts.get(name)
        if fact is None or any(way.instrument in given for way in fact.scored):
            continue
        # Worked out from the rows of a measure; asking it too would say the same twice.
        if any(way.measure in tested for way in fact.measured):
            continue
        chance = _ASKED[fact.area] * thorough * (0.12 if name.startswith(_LATER) else 1.0)
        if rng.random() > chance:
            continue
        draw = rng.random()
        if fact.asked is None:
            if fact.measured and fact.measured[0].aggregate == "latest" and not isinstance(value, Mapping):
                notes.measure(fact.measured[0].measure, value, source="record")
        elif draw < (0.05 if fact.sensitive else 0.01):
            notes.fact(name, "declined")
        elif draw < 0.06:
            notes.fact(name, "unknown")
        elif _countable(fact, value) and draw < 0.12:
            notes.fact(name, {"at_least": float(value)})  # type: ignore[arg-type]
        else:
            notes.fact(name, value, 0 if draw < 0.85 or fact.type == "days since" else rng.randint(1, 9))


def _countable(fact: Fact, value: Value) -> bool:
    return fact.type == "integer" and isinstance(value, int) and not isinstance(value, bool) and fact.id != "age"
