"""Four more stories of the demo's cast. All are invented."""

from collections.abc import Mapping
from random import Random
from typing import TYPE_CHECKING

from waymark.demo.forms import filled
from waymark.demo.notes import Notes, Value

if TYPE_CHECKING:
    from waymark.knowledge.model.instrument import Instrument

__all__ = ["clonazepam", "methadone_and_crack", "methamphetamine", "pregnant"]

Forms = Mapping[str, "Instrument"]
_WORKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday")


def _pregnant_facts(rng: Random) -> dict[str, Value]:
    return {
        "age": rng.randint(24, 29),
        "sex_for_scoring": "female",
        "pregnant": True,
        "weeks_pregnant": rng.randint(16, 22),
        "prenatal_care": False,
        "opioids.goal": "abstain",
        "opioids.diagnosed": True,
        "mat.state": "open",
        "mat.wants": "undecided",
        "opioid_free_days": 0,
        "overdose_ever": False,
        "naloxone_at_hand": False,
        "qt_history": False,
        "partner": True,
        "partner_uses": True,
        "lives_with_user": True,
        "partner_violence": False,
        "violence_screen_done": True,
        "violence_screen_positive": False,
        "homeless": False,
        "work.state": "unemployed",
        "spiritual_interest": True,
        "depression_reported": False,
    }


def pregnant(rng: Random, notes: Notes, forms: Forms) -> None:
    """Pregnant, uses oxycodone and heroin, speaks Spanish."""
    notes.about = {"called": "Marisol", "pronouns": "ella", "language": "es", "interpreter": True}
    notes.asked(_pregnant_facts(rng))
    notes.listed(
        "substances", substance="heroin", days_of_30=rng.randint(22, 26), last_use=notes.day(), route="inhaled"
    )
    notes.listed("substances", substance="oxycodone", days_of_30=8, last_use=notes.day(3), route="oral")
    notes.listed("substances", substance="cigarettes", days_of_30=20, last_use=notes.day())
    notes.complete("substances")
    notes.complete("medicines")
    notes.answers("cows", filled(rng, forms["cows"], rng.randint(6, 9)), author="clinician")
    notes.answers("dsm5", _criteria(rng, forms, 7), substance="opioids", author="clinician")
    notes.answers("phq9", {**filled(rng, forms["phq9"], 9), "item_9": 0.0})
    notes.answers("cssrs", {"item_1": 0.0, "item_2": 0.0, "item_6": 0.0}, author="clinician")
    notes.say("want", "Quiero que mi bebé nazca bien.", language="es")
    notes.say("worry", "Me da miedo que me quiten a mi bebé.", language="es")
    notes.add("strengths", text="su fe y su iglesia", kind="belief")
    notes.matters(("family", "body", "safety"), ("mi bebé",))
    notes.wish("approach:faith-based", "wants")
    notes.add("free", weekdays=_WORKDAYS, start="09:00", end="13:00")
    notes.add("supporters", name="Lupe", relation="mamá", helps_with=("traslados", "comidas"), safe=True, may_call=True)


def _methamphetamine_facts(rng: Random) -> dict[str, Value]:
    return {
        "age": rng.randint(31, 37),
        "sex_for_scoring": "male",
        "shares_equipment": True,
        "injecting.days_30": rng.randint(15, 22),
        "fentanyl_exposure": True,
        "unregulated_supply": True,
        "naloxone_at_hand": False,
        "overdose_ever": False,
        "uses_alone": False,
        "hiv": False,
        "hepatitis_c": True,
        "skin_infection_suspected": True,
        "sepsis_suspected": False,
        "sexual_risk.partners_30": 3,
        "sexual_risk.unprotected_30": 6,
        "homeless": True,
        "food_need": True,
        "no_support": True,
        "work.state": "unemployed",
        "legal_case_open": True,
        "mandated": False,
        "hallucinations_reported": True,
        "psychosis_acute": False,
        "chest_pain": False,
        "amphetamines.goal": "undecided",
        "trauma_history": True,
    }


def methamphetamine(rng: Random, notes: Notes, forms: Forms) -> None:
    """Injects methamphetamine, sleeps outside, shares equipment."""
    notes.about = {"called": "Terrell", "pronouns": "he/him", "language": "en"}
    notes.asked(_methamphetamine_facts(rng))
    notes.listed(
        "substances",
        substance="methamphetamine",
        days_of_30=rng.randint(22, 27),
        last_use=notes.day(1),
        route="injected",
        years_regular=6,
    )
    notes.answers("dsm5", _criteria(rng, forms, 8), substance="amphetamines", author="clinician")
    notes.answers("phq9", {**filled(rng, forms["phq9"], 17), "item_9": 1.0})
    notes.answers("cssrs", {"item_1": 1.0, "item_2": 0.0, "item_6": 0.0}, author="clinician")
    notes.answers("ruler", {"importance": 5.0, "confidence": 3.0, "readiness": 4.0}, substance="amphetamines")
    notes.measure("drug_test.amphetamines", "positive", source="test")
    notes.say("want", "A door I can lock. Then we can talk about the rest.")
    notes.say("trigger", "Cold nights. You use to stay awake.")
    notes.add("strengths", text="draws; sells a picture now and then", kind="skill")
    notes.add("strengths", text="knows every outreach worker by name", kind="experience")
    notes.matters(("home", "body", "use"), ("somewhere to sleep",))
    notes.wish("intervention:cm", "open")
    notes.wish("intervention:art-music", "wants")
    notes.wish("group", "rather not")


def _clonazepam_facts(rng: Random) -> dict[str, Value]:
    return {
        "age": rng.randint(69, 75),
        "sex_for_scoring": "female",
        "sedatives.prescribed_stable": True,
        "sedatives.daily_over_month": True,
        "sedatives.dose_unknown_or_counterfeit": False,
        "sedatives.unstable": False,
        "stopping_sedatives_abruptly": False,
        "sedatives.goal": "reduce",
        "mixes_sedatives": True,
        "past.withdrawal_seizure": False,
        "past.delirium_tremens": False,
        "cognitive_impairment": True,
        "hypertension": True,
        "creatinine_mg_dl": 1.1,
        "weight_kg": 61,
        "sleep_trouble_nights_30": 20,
        "pain.severity": "mild_moderate",
        "partner": False,
        "no_support": False,
        "work.state": "other",
        "homeless": False,
        "housing_unstable": False,
        "spiritual_interest": True,
    }


def clonazepam(rng: Random, notes: Notes, forms: Forms) -> None:
    """Older, has taken prescribed clonazepam for many years, falls and forgets."""
    notes.about = {"called": "Ruth", "pronouns": "she/her", "language": "en"}
    notes.asked(_clonazepam_facts(rng))
    notes.listed(
        "substances", substance="clonazepam", days_of_30=30, last_use=notes.day(), prescribed=True, years_regular=18
    )
    notes.listed("substances", substance="wine", days_of_30=rng.randint(8, 12), last_use=notes.day(1))
    notes.complete("substances")
    notes.listed("medicines", medicine="clonazepam", since=notes.day(6500), dose="1 mg twice a day", source="record")
    notes.listed("medicines", medicine="citalopram", since=notes.day(900), source="record")
    notes.complete("medicines")
    notes.answers("gad7", filled(rng, forms["gad7"], 11))
    notes.answers("audit_c", {"item_1": 3.0, "item_2": 0.0, "item_3": 1.0})
    notes.answers("dsm5", {**_criteria(rng, forms, 3), "as_prescribed": 1.0}, substance="sedatives", author="clinician")
    notes.say("want", "I want to remember my grandchildren's names.")
    notes.say("worry", "I have not slept without it in eighteen years.")
    notes.add("strengths", text="sings in a choir", kind="belief")
    notes.add("strengths", text="a daughter ten minutes away", kind="person")
    notes.matters(("sleep", "mind", "body"))
    notes.wish("intervention:cbti", "open")
    notes.add("free", weekdays=("tuesday", "wednesday", "thursday"), start="10:00", end="15:00")
    notes.add("supporters", name="Ellen", relation="daughter", helps_with=("rides",), safe=True, may_call=True)


def _methadone_and_crack_facts(rng: Random) -> dict[str, Value]:
    return {
        "age": rng.randint(44, 49),
        "sex_for_scoring": "female",
        "opioids.used_ever": True,
        "opioids.days_of_30": 0,
        "opioids.remission_months": rng.randint(26, 34),
        "opioids.diagnosed": True,
        "mat.state": "on",
        "methadone_missed_days": 0,
        "cocaine.goal": "reduce",
        "cocaine.craving": 7,
        "fentanyl_exposure": True,
        "unregulated_supply": True,
        "naloxone_at_hand": True,
        "qtc_ms": rng.randint(455, 470),
        "chest_pain": False,
        "asthma_or_lung_disease": True,
        "hepatitis_c": False,
        "hiv": False,
        "homeless": False,
        "housing_unstable": True,
        "money_trouble": True,
        "lives_with_user": True,
        "work.state": "part_time",
        "partner": False,
        "depression_diagnosed": True,
    }


def methadone_and_crack(rng: Random, notes: Notes, forms: Forms) -> None:
    """Stable on methadone for three years, smokes crack most days."""
    notes.about = {"called": "Lena", "pronouns": "she/her", "language": "en"}
    notes.asked(_methadone_and_crack_facts(rng))
    notes.listed("substances", substance="crack", days_of_30=rng.randint(21, 25), last_use=notes.day(1), route="smoked")
    notes.listed("substances", substance="cigarettes", days_of_30=30, last_use=notes.day(), route="smoked")
    notes.listed(
        "medicines", medicine="methadone", since=notes.day(1100), last_dose=notes.day(), dose="95 mg", source="record"
    )
    notes.listed("medicines", medicine="naloxone", since=notes.day(300))
    notes.listed("medicines", medicine="sertraline", since=notes.day(400), source="record")
    notes.complete("medicines")
    notes.answers("dsm5", _criteria(rng, forms, 7), substance="cocaine", author="clinician")
    notes.answers("phq9", {**filled(rng, forms["phq9"], 11), "item_9": 0.0})
    notes.answers("ruler", {"importance": 7.0, "confidence": 4.0, "readiness": 6.0}, substance="cocaine")
    for ago in (3, 10, 17, 24):
        notes.measure("drug_test.opioids", "negative", ago, source="test")
        notes.measure("drug_test.cocaine", "positive", ago, source="test")
        notes.measure("attendance", "attended", ago, source="record")
    notes.say("want", "I did it with heroin. I want to do it with this.")
    notes.say("trigger", "Payday, and the man on the second floor.")
    notes.add("strengths", text="three years on methadone without a missed month", kind="experience")
    notes.add("strengths", text="cooks for the whole house on Sundays", kind="skill")
    notes.matters(("use", "money", "home"))
    notes.wish("intervention:cm", "wants")
    notes.wish("intervention:peer-support", "open")
    notes.add("duties", kind="work", weekdays=("monday", "wednesday", "friday"), start="11:00", end="16:00")
    notes.add("free", weekdays=("tuesday", "thursday"), start="09:00", end="15:00")
    notes.add("supporters", name="Bev", relation="sponsor", helps_with=("someone to call",), safe=True, may_call=True)


def _criteria(rng: Random, forms: Forms, count: int) -> dict[str, float | str]:
    return filled(rng, forms["dsm5"], count, [f"item_{number}" for number in range(1, 12)])
