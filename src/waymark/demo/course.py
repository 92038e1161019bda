"""What is noted while care goes on: a review, a missed visit, a dose. Only of those who are in care already."""

from random import Random

from waymark.demo.life import Life, Use
from waymark.demo.truths import Truths

__all__ = ["course"]

# How often somebody without a medicine is in care already, and not at a first talk.
_IN_CARE = 0.18
_WEEKS_BETWEEN_REVIEWS = 4
# What somebody, or their family, asks for now and then and care should not give as asked.
_REQUESTS = (
    "asked_for.confrontation",
    "asked_for.ibogaine",
    "asked_for.sedatives_only",
    "asked_for.surprise_meeting",
    "asked_for.ultra_rapid_detox",
)
_REQUEST_SHARE = 0.01
# Steps of goals that only some people can have.
_ONLY_FOR = {
    "checklist.home_rules": "partner",
    "checklist.parenting_tasks": "children_at_home",
    "checklist.prenatal": "pregnant",
    "checklist.violence_safety": "partner_violence",
    "checklist.work_steps": "wants_work",
    "checklist.overdose_safety": "unregulated_supply",
    "checklist.safer_use": "unregulated_supply",
    "legal.dates_kept_percent": "legal_case_open",
    "practice.meaning_30": "spiritual_interest",
}


def course(rng: Random, life: Life, known: Truths) -> Truths:
    """What is asked for on any day, and facts of the time in care of those who are in care already."""
    asked: Truths = {request: True for request in _REQUESTS if rng.random() < _REQUEST_SHARE}
    if life.medicine is None and rng.random() > _IN_CARE:
        return asked
    return asked | _in_care(rng, life, known)


def _in_care(rng: Random, life: Life, known: Truths) -> Truths:
    weeks = rng.randint(1, 60)
    found = _reviews(rng, weeks) | _visits(rng, weeks) | _goals(rng, weeks, known) | _tests(rng, life)
    if life.medicine == "methadone":
        found |= _methadone(rng, weeks)
    if life.medicine == "naltrexone-xr" or (life.medicine == "buprenorphine" and rng.random() < 0.2):
        found["moud_injection_late"] = rng.random() < 0.15
    recent = any(0 < use.days <= 8 for use in life.uses.values())
    return found | {
        "course.weeks_in_care": weeks,
        "course.use_after_abstinence": recent and rng.random() < 0.4,
        "course.high_risk_date_ahead": rng.random() < 0.1,
        "course.ending_soon": weeks > 12 and rng.random() < 0.15,
        "course.wants_to_leave_early": weeks <= 12 and rng.random() < 0.08,
        "course.new_serious_need": rng.random() < 0.04,
        "course.level_refused": rng.random() < 0.04,
        "course.no_free_place": rng.random() < 0.05,
        "medication_stopped": rng.random() < 0.06,
        "alliance_low": rng.random() < 0.12,
        "coercive_element": known.get("mandated") is True and rng.random() < 0.2,
        "test.disputed": rng.random() < 0.03,
        "warning_signs": rng.choice((0, 0, 0, 1, 1, 2, 3, 5)),
    }


def _reviews(rng: Random, weeks: int) -> Truths:
    """Progress is said in one way: either reviews went well, or they did not."""
    reviews = weeks // _WEEKS_BETWEEN_REVIEWS
    if not reviews:
        return {}
    if rng.random() < 0.6:
        return {
            "course.goals_progressing": True,
            "course.reviews_improved": rng.randint(1, min(4, reviews)),
            "course.reviews_without_progress": 0,
            "course.weeks_without_progress": 0,
            "course.failed_changes": 0,
        }
    stuck = rng.randint(1, min(3, reviews))
    changes = rng.randint(0, stuck)
    return {
        "course.goals_progressing": False,
        "course.reviews_improved": 0,
        "course.reviews_without_progress": stuck,
        "course.weeks_without_progress": _WEEKS_BETWEEN_REVIEWS * stuck,
        "course.method_changed": changes > 0,
        "course.failed_changes": changes,
        "course.rating_rise": rng.choice((0, 0, 0, 1)),
    }


def _visits(rng: Random, weeks: int) -> Truths:
    missed = rng.choice((0, 0, 0, 0, 1, 1, 2, 4))
    return {
        "course.missed_in_a_row": missed,
        "course.days_without_contact": rng.randint(0, 7) + 7 * missed,
        "course.no_second_visit": weeks <= 2 and missed > 0,
        "attendance.percent_30": rng.choice((100, 90, 80, 75, 60, 50, 40)) if missed < 4 else 25,
    }


def _goals(rng: Random, weeks: int, known: Truths) -> Truths:
    """Steps done of goals, of those who can have that goal."""
    steps: Truths = {
        name: rng.randint(0, most)
        for name, most in {
            "checklist.overdose_safety": 3,
            "checklist.safer_use": 3,
            "checklist.relapse_plan": 6,
            "checklist.safety_plan": 6,
            "checklist.housing_steps": 4,
            "checklist.money_steps": 4,
            "checklist.work_steps": 4,
            "checklist.parenting_tasks": 5,
            "checklist.prenatal": 4,
            "checklist.violence_safety": 3,
            "checklist.home_rules": 3,
            "practice.meaning_30": 12,
        }.items()
    }
    steps |= {
        "practice.days_7": rng.randint(0, 7),
        "family.sessions": rng.randint(0, weeks),
        "legal.dates_kept_percent": rng.choice((100, 100, 100, 50)),
    }
    return {name: value for name, value in steps.items() if name not in _ONLY_FOR or known.get(_ONLY_FOR[name]) is True}


def _tests(rng: Random, life: Life) -> Truths:
    """Tests and days over weeks, in line with the days of use that are told everywhere else."""
    found: Truths = {}
    opioids = life.uses.get("opioids")
    if opioids is not None:
        found["opioids.positive_tests_28"] = 0 if not opioids.days else rng.randint(0, min(4, opioids.days))
    for name in ("cocaine", "amphetamines"):
        if name in life.uses:
            found[f"{name}.negative_share_28"] = _negative_share(rng, life.uses[name])
    drinks = life.uses.get("alcohol")
    if drinks is not None:
        found["alcohol.heavy_days_8_weeks"] = rng.randint(0, drinks.days) if drinks.days else 0
    return found


def _negative_share(rng: Random, use: Use) -> float:
    return round(max(0.0, min(1.0, 1 - use.days / 12 + rng.uniform(-0.1, 0.1))), 2)


def _methadone(rng: Random, weeks: int) -> Truths:
    """The first days are noted of those who began lately; now and then one is above the label, as it happens."""
    found: Truths = {"methadone_take_home_doses": rng.choice((0, 0, 1, 6, 6, 13, 27) if weeks > 4 else (0, 0, 1, 6))}
    if weeks <= 8:
        first = rng.choice((10, 20, 20, 25, 30, 30, 30, 40))
        found |= {"methadone_first_dose_mg": first, "methadone_first_day_mg": first + rng.choice((0, 0, 5, 10))}
    return found
