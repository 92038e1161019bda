"""The trial tables as their dictionary describes them: columns read here, and what may stand in each."""

from typing import Final

__all__ = ["LARGE_TABLES", "TABLES", "UNREAD_TABLES", "Levels", "Whole"]

Levels = frozenset[str]
# Least and greatest whole number.
Whole = tuple[int, int]


def _levels(text: str) -> Levels:
    return frozenset(text.split("|"))


_YES_NO: Final = frozenset({"Yes", "No"})
_ASKED: Final = frozenset({"Yes", "No", "Not answered", "Missing", "(blank)"})
_WHO: Final = (1, 10**9)
# Study days beyond this are no typing mistake of a year but a broken column.
_DAY: Final = (-100_000, 100_000)
_PARTNERS: Final = frozenset({"0", "1", "2"})
_COUNT: Final = (0, 100_000)
_ARMS: Final = frozenset(
    {
        "Inpatient BUP",
        "Inpatient NR-NTX",
        "Methadone",
        "Outpatient BUP",
        "Outpatient BUP + EMM",
        "Outpatient BUP + SMM",
    }
)
_SELF_REPORTED: Final = _levels(
    "Alcohol|Amphetamine|Analgesic|Antibiotic|Antidepressant|Antiemetic|Antihistamine|Antipsychotic|Benadryl|"
    "Benzodiazepine|Buprenorphine|Caffeine|Cathinones|Clonidine|Cocaine|Dextromethorphan|Ghb|Hallucinogen|Heroin|"
    "Inhalant|K2|Kratom|Mdma/Hallucinogen|Methadone|Methylphenidate|Muscle Relaxant|Opioid|Pcp|Pseudoephedrine|"
    "Sedatives|THC|Unknown"
)
_NAMED: Final = _levels(
    "Acetaminophen|Alcohol|Amphetamine|Antibiotic|Antidepressant|Antiemetic|Antihistamine|Antipsychotic|Barbiturate|"
    "Benadryl|Benzodiazepine|Buprenorphine|Caffeine|Cathinones|Clonidine|Cocaine|Codeine|Crack|Dextromethorphan|"
    "Fentanyl|Gabapentin|Ghb|Hallucinogen|Heavy Drinking|Heroin|Hydrocodone|Hydromorphone|Inhalant|K2|Kratom|"
    "Light Drinking|Mdma|Merperidine|Methadone|Methamphetamine|Methylphenidate|Morphine|Musclerelax|Nalbuphine|"
    "Opioid|Opium|Oxycodone|Oxymorphone|Pcp|Propoxyphene|Pseudoephedrine|Sedative-Hypnotic|Suboxone|Thc|Tramadol|"
    "Trazodone|Tryclic-Antidepressant|Unknown"
)
_URINE: Final = _levels(
    "Alcohol|Amphetamine|Benzodiazepine|Buprenorphine|Cocaine|Mdma/Hallucinogen|Methadone|Opioid|Sedatives|Thc"
)
_ABSENCES: Final = (
    "is_no_note",
    "is_dead",
    "is_no_show",
    "is_no_funding",
    "is_left_study",
    "is_in_jail",
    "is_forgot",
    "is_in_hospital",
    "is_illness",
    "is_moved",
    "is_missing_14_consecutive",
    "is_window",
    "is_unable",
    "is_on_vacation",
    "is_other",
)
_DIAGNOSES: Final = ("opiates", "alcol", "amphetamines", "cannabis", "cocaine", "sedatives")
_HISTORY: Final = ("schizophrenia", "major_dep", "bipolar", "anx_pan", "brain_damage", "epilepsy")

TABLES: Final[dict[str, dict[str, Levels | Whole]]] = {
    "everybody": {"who": _WHO, "project": frozenset({"27", "30", "51"})},
    "randomization": {"who": _WHO, "treatment": _ARMS, "which": frozenset({"1", "2"}), "when": _DAY},
    "demographics": {
        "who": _WHO,
        "age": (0, 120),
        "job": frozenset({"Full Time", "Other", "Part Time", "Student", "Unemployed"}),
        "is_living_stable": _YES_NO,
        "education": frozenset({"HS/GED", "Less than HS", "More than HS"}),
        "marital": frozenset({"Married or Partnered", "Never married", "Separated/Divorced/Widowed"}),
        "is_male": _YES_NO,
    },
    "first_survey": {"who": _WHO, "when": _DAY},
    "screening_date": {"who": _WHO, "day_zero": _DAY},
    "asi": {"who": _WHO, "used_iv": _YES_NO},
    "psychiatric": {
        "who": _WHO,
        **{f"has_{name}": _YES_NO for name in _HISTORY},
        "depression": _ASKED,
        "anxiety": _ASKED,
        "schizophrenia": _ASKED,
        **{f"has_{name}_dx": _YES_NO for name in _DIAGNOSES},
    },
    "pain": {
        "who": _WHO,
        "pain": frozenset({"Missing", "No Pain", "Severe Pain", "Very mild to Moderate Pain"}),
        "when": _DAY,
    },
    "fagerstrom": {
        "who": _WHO,
        "is_smoker": _YES_NO,
        "ftnd": (0, 10),
        "per_day": frozenset({"(blank)", "10 OR LESS", "11-20", "21-30", "31 OR MORE"}),
    },
    "qol": {"who": _WHO, "is_homeless": _YES_NO},
    "rbs": {
        "who": _WHO,
        "what": frozenset({"cocaine", "heroin", "opioid", "speed", "speedball"}),
        "did_use": _YES_NO,
        "days": (0, 30),
    },
    "rbs_iv": {
        "who": _WHO,
        "days": (0, 30),
        "shared": _YES_NO,
        **{f"{name}_inject_days": (1, 31) for name in ("cocaine", "heroin", "speedball", "opioid", "speed")},
    },
    "sex": {
        "who": _WHO,
        "txx_prt": _PARTNERS,
        **{f"{group}_{count}": _COUNT for group in ("msw", "msm", "wsm") for count in ("frq", "pxx", "uxx")},
    },
    "detox": {"who": _WHO, "what": frozenset({"admission", "discharge"}), "when": _DAY},
    "withdrawal": {"who": _WHO, "withdrawal": (0, 3), "when": _DAY},
    "treatment": {"who": _WHO, "amount": (1, 5000), "when": _DAY},
    "uds": {"who": _WHO, "what": _URINE, "when": _DAY},
    "uds_temp": {"who": _WHO, "was_temp_ok": frozenset({"0", "1", "99"}), "when": _DAY},
    "tlfb": {"who": _WHO, "what": _SELF_REPORTED, "when": _DAY},
    "all_drugs": {"who": _WHO, "what": _NAMED, "source": frozenset({"TFB", "UDS", "UDSAB"}), "when": _DAY},
    "visit": {
        "who": _WHO,
        "what": frozenset({"(blank)", "final", "MISSING", "no visit", "visit"}),
        **{name: frozenset({"1"}) for name in _ABSENCES},
        "when": _DAY,
    },
}
# One row per event: read only up to the as-of day, so that memory follows what is used.
LARGE_TABLES: Final = (
    "detox",
    "withdrawal",
    "treatment",
    "uds",
    "uds_temp",
    "tlfb",
    "all_drugs",
    "visit",
)
# Left unread, and why.
UNREAD_TABLES: Final = {
    "site_masked": "sites are regrouped on purpose and say nothing about the person",
    "withdrawal_pre_post": "the same bands around the first dose; the dated ones stand in withdrawal",
    "meta_study_length": "describes the trials, not people",
    "meta_substance_groups_uds": "describes the trials, not people",
}
