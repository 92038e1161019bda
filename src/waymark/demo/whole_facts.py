"""What is so of an invented person, for every fact that can be asked: one life, told without a gap or contradiction."""

from collections.abc import Mapping
from random import Random

from waymark.demo.gates import NOT_AT_FIRST, takes
from waymark.demo.life import CLASSES, Life, Use
from waymark.demo.notes import Value
from waymark.demo.truths import Truths, generic, truths
from waymark.knowledge.model.fact import Fact

__all__ = ["NOTHING_YET", "UNKNOWN", "all_facts", "round_off"]

# What somebody answers who does not know, or whom the question does not concern.
UNKNOWN = "unknown"
# Days since what never was, beyond a lifetime.
NEVER = {"at_least": 36500}

# Yes only where one of these is so as well.
_ONLY_WITH = {
    "adulterant_signs": ("fentanyl_exposure",),
    "acute_hepatitis": ("hepatitis_c",),
    "alcohol_medicine_wanted": ("alcohol.used_ever",),
    "breath_alcohol_positive": ("_drank_today",),
    "buprenorphine_test_absent": ("_takes_buprenorphine",),
    "cannabis_withdrawal_now": ("cannabis.used_ever",),
    "child_in_danger": ("children_at_home",),
    "disulfiram_informed": ("alcohol.used_ever",),
    "disulfiram_never_current": ("metronidazole_current",),
    "endocarditis_suspected": ("_injects",),
    "failed_ambulatory_withdrawal": ("past.withdrawals_many",),
    "hallucinations_now": ("_ill_from_stopping",),
    "delirium_now": ("_ill_from_stopping",),
    "seizure_now": ("_ill_from_stopping", "seizure_disorder"),
    "hepatic_encephalopathy": ("decompensated_cirrhosis",),
    "liver_failure": ("decompensated_cirrhosis",),
    "household_opioids": ("lives_with_user",),
    "intoxicated_now": ("_used_today",),
    "naloxone_challenge_failed": ("opioids.used_ever",),
    "opioid_analgesic_current": ("opioids.used_ever",),
    "prior_independent_episodes": ("depression_diagnosed", "anxiety_diagnosed"),
    "psychosis_abstinent_over_month": ("schizophrenia_diagnosed",),
    "psychosis_or_mania_partly_controlled": ("schizophrenia_diagnosed", "bipolar_diagnosed"),
    "repeated_vomiting_with_cannabis": ("cannabis.used_ever",),
    "sedatives.withdrawal_now": ("_sedatives_daily",),
    "sedatives.very_high_dose": ("_sedatives_daily",),
    "sedatives.unstable": ("_sedatives_daily",),
    "special_sedative_dependence": ("_sedatives_daily",),
    "stopping_sedatives_abruptly": ("_sedatives_daily",),
    "wernicke_signs": ("alcohol.used_ever",),
    "withdrawal_only_request": ("opioids.used_ever",),
}
# Progress of goals nobody has set yet.
NOTHING_YET = ("checklist.", "family.sessions", "practice.", "attendance.", "legal.dates")
_DANGER_SHARE = 0.006


def all_facts(rng: Random, life: Life, risk: str, facts: Mapping[str, Fact]) -> Truths:
    """A value for every fact that can be asked and does not follow from others."""
    known: Truths = truths(rng, life)
    _fill_uses(rng, life, known)
    for name, fact in sorted(facts.items()):
        # What an interview notes about itself is no truth of a person.
        if fact.asked is None or fact.derived is not None or name in known or name.startswith("interview."):
            continue
        head = name.partition(".")[0]
        if fact.asked.only_if == NOT_AT_FIRST:
            # Nobody who has only begun has had a review, a test in care or a dose to take home.
            known[name] = UNKNOWN
        elif head in CLASSES and head not in life.uses:
            known[name] = _none_of_it(fact)
        else:
            known[name] = generic(rng, fact)
    _told_elsewhere(rng, life, risk, known)
    _only_with(rng, life, known)
    return {name: round_off(facts[name], value) for name, value in known.items() if name in facts}


def round_off(fact: Fact, value: Value) -> Value:
    """The value inside the fact's range."""
    if fact.range is None or isinstance(value, bool | str | Mapping):
        return value
    return min(max(value, fact.range[0]), fact.range[1])


def _none_of_it(fact: Fact) -> Value:
    """A substance never used: no to everything, and nothing is wished of it."""
    if fact.type == "boolean":
        return False
    if fact.type == "category":
        return UNKNOWN
    if fact.type == "days since":
        return dict(NEVER)
    if fact.id.endswith(".remission_months"):
        return UNKNOWN
    return 0


def _fill_uses(rng: Random, life: Life, known: Truths) -> None:
    """What is so of each use; days of use are said in one way everywhere."""
    for name, use in life.uses.items():
        known.setdefault(f"{name}.remission_months", 0)
        if name == "sedatives":
            daily = use.days >= 20
            prescribed = use.name in ("clonazepam", "diazepam", "alprazolam") and rng.random() < 0.4
            known |= {
                "sedatives.daily_over_month": daily and use.years >= 1,
                "sedatives.prescribed_stable": daily and prescribed,
                "sedatives.dose_unknown_or_counterfeit": not prescribed and rng.random() < 0.6,
                "sedatives.withdrawal_now": daily and use.since >= 1 and rng.random() < 0.5,
                "sedatives.unstable": daily and not prescribed and rng.random() < 0.4,
                "sedatives.very_high_dose": daily and rng.random() < 0.1,
            }
        if name == "tobacco":
            known["tobacco.free_days_in_a_row"] = use.since
            known.setdefault("tobacco.cigarettes_per_day", 0)
    known["craving.peak_week"] = max((use.craving for use in life.uses.values()), default=0)
    drinks = life.uses.get("alcohol")
    if drinks is not None:
        hours = rng.randint(1, 16) if drinks.since == 0 else 24 * drinks.since - 12 + rng.randint(0, 23)
        known |= {"alcohol.hours_since_last_drink": hours, "ciwa_ar.hours_after_last_drink": hours}
    else:
        known |= {"ciwa_ar.hours_after_last_drink": UNKNOWN, "alcohol.hours_since_last_drink": UNKNOWN}


def _told_elsewhere(rng: Random, life: Life, risk: str, known: Truths) -> None:
    """Facts that other facts or forms speak of too, brought in line with them."""
    known |= takes(life)
    known |= {
        "suicidal_statement": risk in ("moderate", "high") or (risk == "low" and rng.random() < 0.5),
        "suicide_concern": risk == "high" or (risk == "moderate" and rng.random() < 0.5),
        "means_access": known["means_access"],
        "overdose_intended": known["overdose_intended"] and life.overdose_days_ago is not None,
        "acute_hepatitis": False,
        "comorbid_illness": known["severe_heart_disease"] or known["hiv"] or known["comorbid_illness"],
        "opioid_mme": known.get("opioid_mme", 0) if known.get("opioid_analgesic_current") else 0,
        "family.conflict_days_30": min(30, int(rng.expovariate(1 / 4))),
        "meetings.tried_30": rng.choice((0, 0, 0, 1, 2, 4, 8, 12)),
    }
    for name in [name for name in known if name.startswith(NOTHING_YET)]:
        known[name] = 0
    if not known.get("pregnant"):
        known |= {"weeks_pregnant": 0, "prenatal_care": False, "pregnancy_complicated": False}
    if not known.get("postpartum"):
        known["breastfeeding"] = False
    known.setdefault("overdose_days_ago", dict(NEVER))
    known.setdefault("suicide_care_days_ago", dict(NEVER))
    known.setdefault("return_to_use_after_higher_care_days", {"at_least": 3650})
    if life.medicine != "methadone":
        known["methadone_missed_days"] = 0
    if life.medicine != "naltrexone-xr":
        known["naltrexone_injection_days_ago"] = UNKNOWN
    opioids = life.uses.get("opioids")
    if opioids is None:
        known |= {"mat.state": UNKNOWN, "mat.wants": UNKNOWN, "opioid_free_days": UNKNOWN}
        known |= {"last_opioid.short_acting": UNKNOWN, "moud_taper_wish": False}
    if "tobacco" not in life.uses:
        known["tobacco.cigarettes_per_day"] = 0


def _only_with(rng: Random, life: Life, known: Truths) -> None:
    """No to what could not be so; what puts life in danger now is rare, as it is where people still come and talk."""
    injects = any(use.injects for use in life.uses.values())
    now: dict[str, bool] = {
        "_drank_today": _since(life.uses.get("alcohol")) == 0,
        "_used_today": any(use.since == 0 for name, use in life.uses.items() if name != "tobacco"),
        "_takes_buprenorphine": life.medicine == "buprenorphine",
        "_injects": injects,
        "_sedatives_daily": "sedatives" in life.uses and life.uses["sedatives"].days >= 20,
        "_ill_from_stopping": any(
            life.uses[name].days >= 12 and 1 <= life.uses[name].since <= 4
            for name in ("alcohol", "sedatives")
            if name in life.uses
        ),
    }
    for name in CLASSES:
        now[f"{name}.used_ever"] = name in life.uses
    for fact, needs in _ONLY_WITH.items():
        if known.get(fact) is True and not any(now.get(need, known.get(need) is True) for need in needs):
            known[fact] = False
    if now["_ill_from_stopping"]:
        for fact in ("hallucinations_now", "delirium_now", "seizure_now"):
            known[fact] = rng.random() < 5 * _DANGER_SHARE


def _since(use: Use | None) -> int | None:
    return None if use is None else use.since
