"""Two invented programmes: a small rural clinic and a city network."""

from waymark.demo.notes import Document

__all__ = ["city_network", "make_programmes", "rural_clinic"]


def make_programmes() -> tuple[Document, Document]:
    """Both, as waymark.programme/1 documents."""
    return rural_clinic(), city_network()


def rural_clinic() -> Document:
    """Outpatient care, office buprenorphine, one counselor, no methadone, nothing on weekends."""
    return {
        "format": "waymark.programme/1",
        "id": "demo-rural-clinic",
        "name": "Cedar Creek Health Center (invented)",
        "levels": [
            {"level": "L1b", "places": 6, "hours_per_week": 3, "travel_minutes": 35, "takes_children": True},
            {"level": "L1m", "add_ons": ["MM"], "places": 4, "hours_per_week": 2, "travel_minutes": 35},
            {"level": "L1a", "travel_minutes": 35},
        ],
        "interventions": [
            _offer("cbt", "counsellor", [("tuesday", "10:00", 50), ("thursday", "15:00", 50)]),
            _offer("mi", "counsellor", [("tuesday", "11:00", 50)]),
            _offer("medical-visit", "prescriber", [("wednesday", "09:00", 30)]),
            _offer("primary-care", "prescriber", [("monday", "09:00", 30), ("friday", "13:00", 30)]),
            _offer("peer-support", "peer", [("monday", "18:00", 60)]),
            _offer("mutual-help-12-step", "peer", [("thursday", "19:00", 60)]),
            _offer("digital-cbt", None, [], remote=True),
            _offer("overdose-education", "nurse", [("wednesday", "10:00", 30)]),
            _offer("case-management", "case-manager", [("friday", "10:00", 45)]),
        ],
        "medicines": [
            "buprenorphine",
            "buprenorphine-xr-monthly",
            "naltrexone-oral",
            "naltrexone-xr",
            "acamprosate",
            "naloxone",
            "nrt-combination",
            "varenicline",
            "bupropion",
            "gabapentin",
        ],
        "staff": [
            {"role": "counsellor", "languages": ["en"], "hours_per_week": 36},
            {"role": "prescriber", "languages": ["en"], "hours_per_week": 20},
            {"role": "nurse", "languages": ["en", "es"], "hours_per_week": 36},
            {"role": "peer", "languages": ["en"], "hours_per_week": 12},
            {"role": "case-manager", "languages": ["en"], "hours_per_week": 18},
        ],
    }


def city_network() -> Document:
    """Nearly everything from outpatient to hospital, with an opioid treatment program and recovery residences."""
    return {
        "format": "waymark.programme/1",
        "id": "demo-city-network",
        "name": "Harbor Recovery Network (invented)",
        "offers_everything": True,
        "levels": [
            {"level": "L1a", "travel_minutes": 15},
            {"level": "L1b", "places": 40, "hours_per_week": 4, "travel_minutes": 15, "takes_children": True},
            {"level": "L1m", "add_ons": ["OTP", "MM", "COE"], "places": 60, "travel_minutes": 20},
            {"level": "L2a", "add_ons": ["MM", "COE"], "places": 12, "hours_per_week": 9, "travel_minutes": 20},
            {"level": "L2b", "add_ons": ["MM", "COE"], "places": 4, "hours_per_week": 20, "travel_minutes": 25},
            {"level": "L3a", "add_ons": ["MM"], "places": 3},
            {"level": "L3b", "add_ons": ["MM", "COE"], "places": 0, "next_place": "in about 9 days"},
            {"level": "L3m", "add_ons": ["MM", "COE"], "places": 2},
            {"level": "L4", "places": 1},
        ],
        "interventions": [
            _offer("cbt", "counsellor", [("monday", "09:00", 90), ("wednesday", "18:00", 90)], languages=["en", "es"]),
            _offer("cm", "counsellor", [("monday", "11:00", 20), ("thursday", "11:00", 20)]),
            _offer("matrix", "counsellor", [("tuesday", "09:00", 90), ("thursday", "09:00", 90)]),
            _offer("trauma-focused", "therapist", [("friday", "10:00", 60)]),
            _offer(
                "peer-support", "peer", [("tuesday", "17:30", 60), ("saturday", "10:00", 60)], languages=["en", "es"]
            ),
            _offer("family-therapy", "therapist", [("thursday", "18:00", 75)]),
            _offer("mindfulness", "counsellor", [("wednesday", "12:00", 45)]),
            _offer("yoga", "peer", [("saturday", "09:00", 60)]),
            _offer("parenting-support", "case-manager", [("tuesday", "10:00", 60)], languages=["en", "es"]),
            _offer("syringe-services", "nurse", [("monday", "13:00", 120), ("thursday", "13:00", 120)]),
        ],
        "staff": [
            {"role": "counsellor", "languages": ["en", "es"], "hours_per_week": 160},
            {"role": "therapist", "languages": ["en"], "hours_per_week": 80},
            {"role": "prescriber", "languages": ["en", "es"], "hours_per_week": 60},
            {"role": "nurse", "languages": ["en", "es"], "hours_per_week": 120},
            {"role": "peer", "languages": ["en", "es"], "hours_per_week": 80},
            {"role": "case-manager", "languages": ["en", "es"], "hours_per_week": 80},
        ],
    }


def _offer(
    intervention: str,
    role: str | None,
    sessions: list[tuple[str, str, int]],
    *,
    remote: bool = False,
    languages: list[str] | None = None,
) -> Document:
    offered: Document = {"intervention": intervention}
    if role is not None:
        offered["by"] = role
    if sessions:
        offered["sessions"] = [{"weekday": day, "start": start, "minutes": minutes} for day, start, minutes in sessions]
    if remote:
        offered["remote"] = True
    offered["languages"] = languages or ["en"]
    return offered
