"""The small cast of the demo: eight stories, written by hand, that differ a little with the seed. All are invented."""

from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from random import Random
from typing import TYPE_CHECKING

from waymark.demo.cast_more import clonazepam, methadone_and_crack, methamphetamine, pregnant
from waymark.demo.forms import filled
from waymark.demo.notes import Document, Notes, Value
from waymark.demo.people import FIRST_DAY, person_random, public_release

if TYPE_CHECKING:
    from waymark.knowledge.model.instrument import Instrument
    from waymark.knowledge.release import Release

__all__ = ["make_cast"]

Forms = Mapping[str, "Instrument"]
Story = Callable[[Random, Notes, Forms], None]
_WORKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday")


def make_cast(seed: int = 1, release: "Release | None" = None) -> Iterator[Document]:
    """The eight persons of the demo as waymark.person/1 documents, each with a telling id."""
    library = release or public_release()
    for number, (name, story) in enumerate(_STORIES.items()):
        rng = person_random(f"cast {name}", seed, number)
        notes = Notes(name, FIRST_DAY + timedelta(days=rng.randrange(60)))
        story(rng, notes, library.instruments)
        yield notes.document()


def _mother_facts(rng: Random) -> dict[str, Value]:
    return {
        "age": rng.randint(29, 34),
        "sex_for_scoring": "female",
        "pregnant": False,
        "opioids.used_ever": True,
        "opioids.diagnosed": True,
        "mat.state": "open",
        "mat.wants": "methadone",
        "opioid_free_days": 0,
        "last_opioid.short_acting": False,
        "overdose_days_ago": rng.randint(60, 120),
        "naloxone_at_hand": False,
        "uses_alone": True,
        "shares_equipment": False,
        "homeless": False,
        "housing_unstable": False,
        "lives_with_user": False,
        "home_unsafe": False,
        "partner": False,
        "children_at_home": True,
        "child_in_danger": False,
        "work.state": "part_time",
        "transport_trouble": True,
        "depression_reported": True,
        "opioids.goal": "abstain",
        "qt_history": False,
        "severe_heart_disease": False,
    }


def _mother(rng: Random, notes: Notes, forms: Forms) -> None:
    """Fentanyl every day, two children, wants methadone."""
    notes.about = {"called": "Dana", "pronouns": "she/her", "language": "en"}
    notes.asked(_mother_facts(rng))
    notes.listed(
        "substances", substance="fentanyl", days_of_30=30, last_use=notes.day(), route="smoked", years_regular=4
    )
    notes.listed("substances", substance="cigarettes", days_of_30=30, last_use=notes.day(), route="smoked")
    notes.complete("substances")
    notes.complete("medicines")
    notes.answers("cows", filled(rng, forms["cows"], rng.randint(9, 12)), author="clinician")
    notes.answers("dsm5", _criteria(rng, forms, 9), substance="opioids", author="clinician")
    notes.answers("phq9", {**filled(rng, forms["phq9"], 12), "item_9": 0.0})
    notes.answers("ruler", {"importance": 10.0, "confidence": 5.0, "readiness": 9.0}, substance="opioids")
    notes.listed("episodes", 400, level="L3b", ended=notes.day(372), noted=notes.day(), participation="full")
    notes.say("want", "I want methadone, like my cousin. I want to be awake when they come home from school.")
    notes.say("worry", "If I have to go away for treatment I lose my kids.")
    notes.say("trigger", "When the kids are asleep and it is quiet.")
    notes.add("strengths", text="keeps two children fed, dressed and in school", kind="skill")
    notes.add("strengths", text="seven months without use after the last program", kind="experience")
    notes.matters(("family", "use", "money"), ("my kids",))
    notes.wish("medicine:methadone", "wants")
    notes.wish("level:L3b", "declines", "not away from the children")
    notes.add("duties", kind="children", weekdays=_WORKDAYS, start="14:30", end="20:00", text="two children home")
    notes.add("duties", kind="work", weekdays=("tuesday", "thursday", "friday"), start="09:30", end="13:30")
    notes.add("free", weekdays=("monday", "wednesday"), start="08:30", end="14:00")
    notes.add("supporters", name="Aunt Rosa", relation="aunt", helps_with=("child care",), safe=True, may_call=True)


def _carpenter_facts(rng: Random) -> dict[str, Value]:
    return {
        "age": rng.randint(50, 55),
        "sex_for_scoring": "male",
        "alcohol.long_heavy_daily": True,
        "alcohol.drinks_per_week": rng.choice((60, 70, 80)),
        "alcohol.goal": "abstain",
        "past.withdrawal_seizure": True,
        "past.delirium_tremens": False,
        "past.withdrawals_many": True,
        "seizure_now": False,
        "hallucinations_now": False,
        "delirium_now": False,
        "sober_observer": False,
        "can_return_daily": False,
        "creatinine_mg_dl": 1.0,
        "weight_kg": 88,
        "alt_times_uln": 2.4,
        "hypertension": True,
        "opioid_analgesic_current": False,
        "work.state": "full_time",
        "job_in_danger": True,
        "partner": True,
        "partner_willing": True,
        "partner_uses": False,
        "violence_screen_done": False,
        "impaired_driving": True,
        "family_wants_help": True,
    }


def _carpenter(rng: Random, notes: Notes, forms: Forms) -> None:
    """Drinks every day, once had a seizure on stopping."""
    notes.about = {"called": "Walt", "pronouns": "he/him", "language": "en"}
    notes.asked(_carpenter_facts(rng))
    notes.listed("substances", substance="spirits", days_of_30=30, last_use=notes.day(), years_regular=22)
    notes.complete("substances")
    notes.listed("medicines", medicine="lisinopril", since=notes.day(700), source="record")
    notes.answers("ciwa_ar", filled(rng, forms["ciwa_ar"], rng.randint(11, 13)), author="clinician")
    notes.fact("ciwa_ar.hours_after_last_drink", rng.randint(12, 16), source="clinician")
    notes.answers("audit", {**filled(rng, forms["audit"], 31), "item_1": 4.0})
    notes.answers("dsm5", _criteria(rng, forms, 8), substance="alcohol", author="clinician")
    notes.answers("gad7", filled(rng, forms["gad7"], 8))
    notes.say("want", "I want to work with steady hands again.")
    notes.say("worry", "Last time I stopped I woke up in an ambulance.")
    notes.add("strengths", text="thirty years in his trade", kind="work")
    notes.add("strengths", text="his wife is on his side", kind="person")
    notes.matters(("work", "body", "family"))
    notes.wish("group", "rather not")
    notes.wish("intervention:bct", "open")
    notes.add("duties", kind="work", weekdays=_WORKDAYS, start="07:00", end="15:30")
    notes.add("free", weekdays=_WORKDAYS, start="17:00", end="20:00")
    notes.add("supporters", name="Marge", relation="wife", helps_with=("rides", "meals"), safe=True, may_call=True)


def _student_facts(rng: Random) -> dict[str, Value]:
    return {
        "age": rng.randint(19, 22),
        "sex_for_scoring": rng.choice(("female", "male")),
        "cannabis.goal": "reduce",
        "cannabis.craving": 5,
        "cannabis_withdrawal_now": False,
        "work.state": "student",
        "homeless": False,
        "housing_unstable": False,
        "home_unsafe": False,
        "no_support": False,
        "trauma_history": False,
        "sleep_trouble_nights_30": rng.randint(10, 16),
        "wishes.digital": True,
        "wishes.movement": True,
        "psychosis_acute": False,
        "hallucinations_reported": False,
        "children_at_home": False,
    }


def _student(rng: Random, notes: Notes, forms: Forms) -> None:
    """Cannabis every evening, anxious, wants to use less."""
    notes.about = {"called": "Jules", "pronouns": "they/them", "language": "en"}
    notes.asked(_student_facts(rng))
    notes.listed("substances", substance="cannabis_concentrate", days_of_30=rng.randint(24, 28), last_use=notes.day(1))
    notes.listed("substances", substance="beer", days_of_30=3, last_use=notes.day(6))
    notes.complete("substances")
    notes.complete("medicines")
    notes.answers("gad7", filled(rng, forms["gad7"], 13))
    notes.answers("phq9", {**filled(rng, forms["phq9"], 7), "item_9": 0.0})
    notes.answers("dsm5", _criteria(rng, forms, 4), substance="cannabis", author="clinician")
    notes.answers("audit_c", {"item_1": 2.0, "item_2": 1.0, "item_3": 0.0})
    notes.answers("ruler", {"importance": 6.0, "confidence": 6.0, "readiness": 5.0}, substance="cannabis")
    notes.say("want", "I want to sleep and pass my exams without smoking first.")
    notes.say("helps", "Climbing. My head is empty when I climb.")
    notes.add("strengths", text="good grades until last year", kind="experience")
    notes.matters(("sleep", "mind", "work"))
    notes.wish("intervention:digital-cbt", "wants")
    notes.wish("intervention:mutual-help-12-step", "declines")
    notes.add(
        "duties", kind="school", weekdays=("monday", "tuesday", "wednesday", "thursday"), start="09:00", end="15:00"
    )
    notes.add("free", weekdays=("friday",), start="10:00", end="17:00")


def _veteran_facts(rng: Random) -> dict[str, Value]:
    return {
        "age": rng.randint(38, 44),
        "sex_for_scoring": "male",
        "veteran": True,
        "rural": True,
        "alcohol.goal": "reduce",
        "alcohol.heavy_30": True,
        "past.withdrawal_seizure": False,
        "past.delirium_tremens": False,
        "ptsd_diagnosed": True,
        "trauma_history": True,
        "chronic_pain": True,
        "head_injury": True,
        "creatinine_mg_dl": 0.9,
        "weight_kg": 92,
        "sleep_trouble_nights_30": 24,
        "means_access": True,
        "work.state": "unemployed",
        "wants_work": True,
        "transport_trouble": True,
        "partner": False,
        "homeless": False,
        "housing_unstable": False,
        "spiritual_interest": False,
        "wants_secular": True,
    }


def _veteran(rng: Random, notes: Notes, forms: Forms) -> None:
    """Drinks to sleep; trauma and pain from service."""
    notes.about = {"called": "Ray", "pronouns": "he/him", "language": "en"}
    notes.asked(_veteran_facts(rng))
    notes.listed("substances", substance="beer", days_of_30=rng.randint(16, 20), last_use=notes.day(2))
    notes.complete("substances")
    notes.listed("medicines", medicine="gabapentin", since=notes.day(500), source="record")
    notes.listed("medicines", medicine="prazosin", since=notes.day(200), source="record")
    notes.complete("medicines")
    notes.answers("pc_ptsd5", {"gate": 1.0, "item_1": 1.0, "item_2": 1.0, "item_3": 1.0, "item_4": 1.0, "item_5": 0.0})
    notes.answers("pcl5", filled(rng, forms["pcl5"], rng.randint(42, 50)))
    notes.answers("phq9", {**filled(rng, forms["phq9"], 14), "item_9": 1.0})
    notes.answers("cssrs", {"item_1": 1.0, "item_2": 0.0, "item_6": 0.0}, author="clinician")
    notes.answers("audit", {**filled(rng, forms["audit"], 19), "item_1": 4.0})
    notes.answers("dsm5", _criteria(rng, forms, 5), substance="alcohol", author="clinician")
    notes.answers("peg", {"item_1": 6.0, "item_2": 7.0, "item_3": 6.0})
    notes.say("want", "I want one night without the same dream.")
    notes.say("reason", "My son turned ten and I missed it.")
    notes.say("harms", "Fireworks. Crowds.")
    notes.add("strengths", text="keeps his word", kind="skill")
    notes.add("strengths", text="two friends from his unit", kind="person")
    notes.matters(("sleep", "pain", "family"))
    notes.wish("intervention:peer-support", "wants", "someone who served")
    notes.wish("approach:faith-based", "declines")
    notes.add("free", weekdays=_WORKDAYS, start="09:00", end="16:00")
    notes.add("supporters", name="Tom", relation="friend", helps_with=("someone to call",), safe=True, may_call=True)


def _criteria(rng: Random, forms: Forms, count: int) -> dict[str, float | str]:
    return filled(rng, forms["dsm5"], count, [f"item_{number}" for number in range(1, 12)])


_STORIES: dict[str, Story] = {
    "dana-mother-fentanyl": _mother,
    "walt-carpenter-alcohol": _carpenter,
    "jules-student-cannabis": _student,
    "ray-veteran-alcohol": _veteran,
    "marisol-pregnant-opioids": pregnant,
    "terrell-methamphetamine": methamphetamine,
    "ruth-clonazepam": clonazepam,
    "lena-methadone-crack": methadone_and_crack,
}
