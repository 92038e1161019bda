"""Parts of a packet: each medicine with who goes on with it, naloxone, the first visit, and what nobody knows."""

from collections.abc import Iterator

from waymark.progress.moving import arranged, doses_noted, may_meet_opioids, must_go_on, on_medicine, said_yes
from waymark.progress.phrases import tell
from waymark.progress.report_ahead import MedicineGoesOn, Visit
from waymark.progress.walk import Walk
from waymark.record.documents.person import MedicineUse
from waymark.record.names import plain_name
from waymark.record.time import stamp

__all__ = ["medicines_of", "naloxone_of", "unknown_of", "visit_of"]


def medicines_of(walk: Walk) -> tuple[MedicineGoesOn, ...]:
    """Every medicine that is taken, those that must go on first."""
    found = [_medicine(walk, row) for row in _taken(walk)]
    if on_medicine(walk) and not any(one.must_go_on for one in found):
        found.append(_by_doses(walk))
    return tuple(sorted(found, key=lambda one: not one.must_go_on))


def _by_doses(walk: Walk) -> MedicineGoesOn:
    """A medicine that the list does not name: doses or somebody's word tell of it, and it goes on as any other."""
    language, doses = walk.prepared.language, doses_noted(walk)
    name, day = (None, None) if doses is None else doses
    return MedicineGoesOn(
        name=name or tell("medicine not named", language),
        last_dose=None if day is None else walk.calendar.show(day),
        who=_who(walk),
        covered_until=_until(walk),
        must_go_on=True,
        says=" ".join((*_goes_on(walk), tell("medicine not listed", language))),
    )


def _who(walk: Walk) -> str | None:
    agreed = said_yes(walk, "handover.prescriber_named")
    return None if agreed is None else agreed.text or agreed.by


def _until(walk: Walk) -> str | None:
    covered = arranged(walk).covered
    return None if covered is None else walk.calendar.show(covered)


def _goes_on(walk: Walk) -> Iterator[str]:
    """Who goes on with it, and until when it is in hand."""
    language, who, until = walk.prepared.language, _who(walk), _until(walk)
    yield tell("medicine goes on with", language, who=who) if who else tell("medicine goes on open", language)
    if until is not None:
        yield tell("medicine covered", language, until=until)


def _taken(walk: Walk) -> Iterator[MedicineUse]:
    """The latest row of each medicine, where it says that it is taken; names the library does not know too."""
    latest: dict[str, MedicineUse] = {}
    for row in sorted(walk.situation.person.lists.medicines.rows, key=lambda row: stamp(row.at)):
        latest[_id(walk, row)] = row
    return (row for row in latest.values() if row.state == "current")


def _id(walk: Walk, row: MedicineUse) -> str:
    return walk.prepared.medicine_names.get(plain_name(row.medicine)) or row.medicine


def _medicine(walk: Walk, row: MedicineUse) -> MedicineGoesOn:
    prepared = walk.prepared
    name = _id(walk, row)
    firm, known, last = name in must_go_on(walk), prepared.medicines.get(name), row.last_dose
    return MedicineGoesOn(
        name=row.medicine if known is None else prepared.text(known.label),
        dose=row.dose,
        last_dose=None if last is None else walk.calendar.show(walk.calendar.number(last)),
        prescriber=row.prescriber,
        who=_who(walk) if firm else None,
        covered_until=_until(walk) if firm else None,
        must_go_on=firm,
        says=" ".join(_goes_on(walk)) if firm else "",
    )


def naloxone_of(walk: Walk) -> tuple[str, bool | None]:
    """What is said of naloxone, and whether it is at hand; None where nobody knows."""
    known = walk.situation.values.get("naloxone_at_hand")
    at_hand = known if isinstance(known, bool) else None
    key = "naloxone in hand" if at_hand else "naloxone open" if may_meet_opioids(walk) else "naloxone offered"
    return tell(key, walk.prepared.language), at_hand


def visit_of(walk: Walk) -> Visit:
    """The first visit in the new place, and whether it took place."""
    move, language = arranged(walk), walk.prepared.language
    at = None if move.visit is None else walk.calendar.show(move.visit)
    state = "kept" if move.kept else "overdue" if move.overdue else "open" if at is None else "booked"
    return Visit(
        at=at,
        days=None if move.visit is None else move.visit - walk.day,
        text=move.visit_text,
        kept=move.kept,
        overdue=move.overdue,
        says=tell(f"first visit {state}", language, at=at, text=move.visit_text or "").strip(),
    )


def unknown_of(walk: Walk) -> tuple[str, ...]:
    """What whoever goes on has to ask, because nobody here did."""
    person, language = walk.situation.person, walk.prepared.language
    found = []
    if not person.lists.allergies.rows and not any(row.complete for row in person.lists.allergies.state):
        found.append("unknown allergies")
    if not any(row.complete for row in person.lists.medicines.state):
        found.append("unknown medicines")
    if not any(one.may_call and one.safe is not False for one in person.supporters):
        found.append("unknown people")
    return tuple(tell(key, language) for key in found)
