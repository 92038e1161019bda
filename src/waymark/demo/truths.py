"""From an invented life to facts: what would be noted if everything were asked."""

from random import Random

from waymark.demo.life import CLASSES, Life, Use
from waymark.demo.notes import Value
from waymark.knowledge.model.fact import Fact

__all__ = ["generic", "truths"]

Truths = dict[str, Value]


def truths(rng: Random, life: Life) -> Truths:
    """Facts that follow from the life, in a fixed order."""
    known: Truths = {"age": life.age, "sex_for_scoring": life.sex, "veteran": life.veteran, "rural": life.rural}
    for name in CLASSES:
        use = life.uses.get(name)
        if use is None:
            known |= {f"{name}.used_ever": False, f"{name}.days_of_30": 0}
        else:
            known |= _of_use(rng, name, use)
    _safety(rng, life, known)
    _body(rng, life, known)
    _mind(rng, life, known)
    _home(rng, life, known)
    _opioids(rng, life, known)
    _measured(rng, life, known)
    return known


def _of_use(rng: Random, name: str, use: Use) -> Truths:
    known: Truths = {
        f"{name}.used_ever": True,
        f"{name}.days_of_30": use.days,
        f"{name}.days_since_last_use": use.since,
        f"{name}.craving": use.craving,
        f"{name}.goal": use.goal,
        f"{name}.diagnosed": use.criteria >= 4 and rng.random() < 0.6,
    }
    if name in ("opioids", "cocaine", "amphetamines", "sedatives"):
        known[f"{name}.injected_30"] = use.injects
    if use.days == 0:
        known[f"{name}.remission_months"] = use.since // 30
    known[f"{name}.severe_harm_cannot_stop"] = use.days >= 20 and use.criteria >= 8 and rng.random() < 0.03
    if name == "alcohol":
        known["alcohol.heavy_30"] = use.days >= 4 and rng.random() < 0.8
        known["alcohol.long_heavy_daily"] = use.days >= 26 and use.years >= 5
        known["alcohol.drinks_per_week"] = round(use.days * rng.uniform(0.5, 2.6), 0)
    if name == "tobacco" and use.days:
        a_day = rng.choice((3, 5, 8, 10, 15, 20, 20, 25, 30))
        # Who vapes or chews has no smoke, and no cigarettes to count.
        known["smoker"] = use.name == "cigarettes"
        known["tobacco.cigarettes_per_day"] = a_day if use.name == "cigarettes" else 0
    return known


def _safety(rng: Random, life: Life, known: Truths) -> None:
    bought = any(name in life.uses and life.uses[name].days for name in ("opioids", "cocaine", "amphetamines"))
    injects = any(use.injects for use in life.uses.values())
    known["unregulated_supply"] = bought and rng.random() < 0.85
    known["fentanyl_exposure"] = bought and rng.random() < (0.6 if "opioids" in life.uses else 0.25)
    other = life.uses.get("other_drugs")
    for fact, drug in (("ketamine", "ketamine"), ("nitrous", "nitrous_oxide"), ("solvents", "volatile_inhalants")):
        known[f"{fact}_used_30"] = other is not None and other.days > 0 and other.name == drug
    known["uses_alone"] = bool(life.uses) and rng.random() < 0.45
    known["mixes_sedatives"] = _used(life, "opioids") and (_used(life, "sedatives") or _used(life, "alcohol"))
    known["shares_equipment"] = injects and rng.random() < 0.3
    known["injecting.days_30"] = max([use.days for use in life.uses.values() if use.injects], default=0)
    known["naloxone_at_hand"] = "opioids" in life.uses and rng.random() < 0.4
    known["impaired_driving"] = not life.homeless and rng.random() < 0.12
    known["released_recently"] = rng.random() < 0.08
    known["tolerance_lost"] = bool(known["released_recently"]) and "opioids" in life.uses
    if life.overdose_days_ago is None:
        known["overdose_ever"] = False
    else:
        known["overdose_days_ago"] = life.overdose_days_ago
    risk = life.low_mood * 0.6 + life.trauma * 0.3 + 0.1 * rng.random()
    known["suicidal_statement"] = risk > 0.72 and rng.random() < 0.3
    known["means_access"] = rng.random() < 0.2
    known["danger_to_others"] = rng.random() < 0.01
    drinking = life.uses.get("alcohol")
    long_drinking = drinking is not None and drinking.years >= 8 and drinking.criteria >= 6
    known["past.withdrawal_seizure"] = long_drinking and rng.random() < 0.18
    known["past.delirium_tremens"] = long_drinking and rng.random() < 0.1
    known["past.withdrawals_many"] = long_drinking and rng.random() < 0.4


def _body(rng: Random, life: Life, known: Truths) -> None:
    injects = any(use.injects for use in life.uses.values())
    older = life.age >= 50
    known["pregnant"] = life.pregnant
    if life.pregnant:
        known["weeks_pregnant"] = rng.randint(5, 38)
        known["prenatal_care"] = rng.random() < 0.6
        known["pregnancy_complicated"] = rng.random() < 0.15
    female = life.sex == "female" and 15 <= life.age <= 50
    known["postpartum"] = female and not life.pregnant and rng.random() < 0.06
    if known["postpartum"]:
        known["breastfeeding"] = rng.random() < 0.4
    known["weight_kg"] = round(rng.gauss(84 if life.sex == "male" else 72, 14), 0)
    known["height_cm"] = round(rng.gauss(177 if life.sex == "male" else 164, 7), 0)
    known["creatinine_mg_dl"] = round(max(0.4, rng.gauss(1.25 if older else 0.95, 0.3 if older else 0.18)), 2)
    known["alt_times_uln"] = round(max(0.3, rng.lognormvariate(0.3, 0.6)), 1)
    known["hepatitis_c"] = rng.random() < (0.35 if injects else 0.04)
    known["hiv"] = rng.random() < (0.06 if injects else 0.01)
    known["skin_infection_suspected"] = injects and rng.random() < 0.12
    known["hypertension"] = rng.random() < (0.4 if older else 0.1)
    known["diabetes"] = rng.random() < (0.18 if older else 0.03)
    known["asthma_or_lung_disease"] = rng.random() < 0.14
    known["severe_heart_disease"] = older and rng.random() < 0.07
    known["seizure_disorder"] = rng.random() < 0.04
    known["head_injury"] = rng.random() < (0.25 if life.veteran else 0.1)
    known["chronic_pain"] = life.pain > 0.45
    known["pain.severity"] = "none" if life.pain < 0.15 else "mild_moderate" if life.pain < 0.65 else "severe"
    known["sober_observer"] = life.support > 0.45 and not life.homeless
    known["can_return_daily"] = not life.rural and rng.random() < 0.7
    known["sexual_risk.partners_30"] = rng.choice((0, 1, 1, 1, 1, 2, 3))
    if known["sexual_risk.partners_30"]:
        known["sexual_risk.unprotected_30"] = rng.choice((0, 0, 2, 4, 8, 12))
    else:
        known["sexual_risk.unprotected_30"] = 0


def _mind(rng: Random, life: Life, known: Truths) -> None:
    known["depression_reported"] = life.low_mood > 0.5
    known["anxiety_reported"] = life.worry > 0.5
    known["depression_diagnosed"] = life.low_mood > 0.45 and rng.random() < 0.5
    known["anxiety_diagnosed"] = life.worry > 0.45 and rng.random() < 0.45
    known["ptsd_diagnosed"] = life.trauma > 0.65 and rng.random() < 0.5
    known["trauma_history"] = life.trauma > 0.3
    known["bipolar_diagnosed"] = life.bipolar
    known["schizophrenia_diagnosed"] = life.psychosis and rng.random() < 0.6
    known["hallucinations_reported"] = life.psychosis and rng.random() < 0.5
    known["psychosis_acute"] = life.psychosis and rng.random() < 0.12
    known["mania_acute"] = life.bipolar and rng.random() < 0.06
    known["sleep_trouble_nights_30"] = min(30, int(30 * (0.4 * life.low_mood + 0.4 * life.worry + 0.3 * rng.random())))
    known["stress_reported"] = life.worry > 0.4
    known["shame_heavy"] = life.low_mood > 0.5 and rng.random() < 0.5
    known["cognitive_impairment"] = rng.random() < (0.12 if life.age >= 65 else 0.03)


def _home(rng: Random, life: Life, known: Truths) -> None:
    known["homeless"] = life.homeless
    known["housing_unstable"] = life.housing_unstable
    known["lives_with_user"] = not life.homeless and rng.random() < 0.22
    known["home_unsafe"] = rng.random() < (0.3 if life.homeless else 0.06)
    known["partner"] = life.partner
    known["partner_violence"] = life.partner and rng.random() < 0.1
    if life.partner:
        known["partner_willing"] = rng.random() < 0.6
        known["partner_uses"] = rng.random() < 0.28
    else:
        known |= {"partner_willing": False, "partner_uses": False}
    known["children_at_home"] = life.children
    known["child_in_danger"] = life.children and rng.random() < 0.03
    known["work.state"] = life.work
    known["job_in_danger"] = life.work in ("full_time", "part_time") and rng.random() < 0.25
    known["wants_work"] = life.work == "unemployed" and rng.random() < 0.7
    known["money_trouble"] = life.work in ("unemployed", "other") or rng.random() < 0.3
    known["food_need"] = bool(known["money_trouble"]) and rng.random() < 0.4
    known["utilities_need"] = bool(known["money_trouble"]) and not life.homeless and rng.random() < 0.25
    known["transport_trouble"] = rng.random() < (0.45 if life.rural else 0.22)
    known["no_support"] = life.support < 0.2
    known["family_wants_help"] = life.support > 0.5 and rng.random() < 0.5
    known["justice_involved"] = rng.random() < 0.2
    known["legal_case_open"] = bool(known["justice_involved"]) and rng.random() < 0.6
    known["mandated"] = bool(known["legal_case_open"]) and rng.random() < 0.5
    known["spiritual_interest"] = rng.random() < 0.3
    known["wants_secular"] = not known["spiritual_interest"] and rng.random() < 0.25


def _opioids(rng: Random, life: Life, known: Truths) -> None:
    use = life.uses.get("opioids")
    if use is None:
        return
    on = life.medicine is not None
    known["mat.state"] = "on" if on else rng.choices(("open", "declined"), (4, 1))[0]
    if not on:
        known["mat.wants"] = rng.choices(
            ("methadone", "buprenorphine", "naltrexone", "none", "undecided"), (3, 4, 1, 1, 2)
        )[0]
        known["opioid_free_days"] = use.since
    elif life.medicine == "naltrexone-xr":
        known["opioid_free_days"] = use.since
    else:
        known["opioid_free_days"] = 0
    known["last_opioid.short_acting"] = use.name in ("heroin", "oxycodone", "hydrocodone")
    known["moud_taper_wish"] = on and rng.random() < 0.15


def _measured(rng: Random, life: Life, known: Truths) -> None:
    """What a visit finds, and what follows from the rest."""
    known["qtc_ms"] = round(rng.gauss(428, 22))
    temperature = known["temperature_c"] = round(rng.gauss(36.8, 0.3), 1)
    known["hot_now"] = temperature >= 38
    liver = known["hepatitis_c"] is True or ("alcohol" in life.uses and life.uses["alcohol"].criteria >= 8)
    known["child_pugh"] = rng.choices(("none", "a", "b", "c"), (80, 12, 5, 3))[0] if liver else "none"
    known["decompensated_cirrhosis"] = known["child_pugh"] == "c" and rng.random() < 0.3
    known["pregnancy_test_positive"] = life.pregnant
    known["violence_screen_done"] = life.partner and rng.random() < 0.5
    known["violence_screen_positive"] = known["violence_screen_done"] is True and known["partner_violence"] is True
    known["smi_treated_stable"] = (life.bipolar or life.psychosis) and rng.random() < 0.4
    known["symptoms_began_with_use"] = life.low_mood > 0.4 and rng.random() < 0.4
    known["severe_depression_confirmed"] = life.low_mood > 0.8 and rng.random() < 0.3
    known["overdose_intended"] = life.overdose_days_ago is not None and rng.random() < 0.08
    if rng.random() < 0.06:
        known["suicide_care_days_ago"] = rng.randint(3, 400)
    if rng.random() < 0.1:
        known["return_to_use_after_higher_care_days"] = rng.randint(1, 200)
    known["treatment_tries_full_recent"] = rng.choice((0, 0, 0, 1, 1, 2, 3))
    known["opioid_test_positive"] = _used(life, "opioids") and life.uses["opioids"].since <= 2
    known["opioid_analgesia_needed"] = life.pain > 0.85 and rng.random() < 0.3
    known["naloxone_challenge_failed"] = known["opioid_test_positive"] is True and rng.random() < 0.03
    known["buprenorphine_test_absent"] = life.medicine == "buprenorphine" and rng.random() < 0.1
    if life.medicine == "methadone":
        known["methadone_missed_days"] = rng.choice((0, 0, 1, 2, 4))
    if life.medicine == "naltrexone-xr":
        known["naltrexone_injection_days_ago"] = rng.randint(1, 34)
    if known["pain.severity"] == "severe" and rng.random() < 0.2:
        known["opioid_mme"] = rng.choice((20, 40, 60, 90, 120))


def _used(life: Life, name: str) -> bool:
    return name in life.uses and life.uses[name].days > 0


# How often something nobody modelled is so, by the part of life it belongs to.
_SHARE = {"safety": 0.004, "body": 0.02, "mind": 0.06, "home": 0.12, "people": 0.15, "wishes": 0.35, "readiness": 0.3}


def generic(rng: Random, fact: Fact) -> Value:
    """A plausible value for a fact that no life says anything of."""
    if fact.type == "boolean":
        return rng.random() < _SHARE.get(fact.area, 0.1)
    if fact.type == "category":
        first, *others = (option.id for option in fact.options)
        return first if not others or rng.random() < 0.6 else rng.choice(others)
    low, high = fact.range or (0.0, 365.0)
    span = min(high - low, 60.0 if fact.type != "days since" else 2000.0)
    value = low + span * rng.betavariate(1.1, 2.2)
    return round(value, 1) if fact.type == "number" else int(value)
