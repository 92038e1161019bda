"""A move to other care, an end, a return: what is arranged, as answers of the record; what they mean, the road says."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import msgspec
from django import forms
from django.db import transaction

from waymark.progress.handover import Kind
from waymark.progress.moving import arranged
from waymark.progress.noted import last_row
from waymark.progress.walk import Walk
from waymark.record.documents.common import Moment
from waymark.record.documents.person import FactRow, MeasureRow
from waymark.site.access.gate import Gate
from waymark.site.audit.record import note
from waymark.site.days import minute
from waymark.site.pages.forms import PageForm
from waymark.site.records.actions import note_rows
from waymark.site.records.parts import Part
from waymark.site.walking.going import walk_of

__all__ = [
    "KINDS", "MoveForm", "PrepareForm", "as_arranged", "begin_aftercare", "note_check_up", "note_move", "note_return",
    "prepare_move",
]  # fmt: skip

KINDS: tuple[Kind, ...] = ("step_down", "transfer", "discharge", "leaving_early")
# Fields that are a yes or a no, and the answers they are.
_YES_NO = {
    "second": "handover.second_visit_booked",
    "card": "handover.card_given",
    "naloxone": "naloxone_at_hand",
    "received": "handover.received",
    "kept": "handover.first_visit_kept",
}
# Fields whose words say that it is so: who goes on with the medicine, what may go to whom.
_WORDS = {"medicine_who": "handover.prescriber_named", "consent": "handover.consent_checked"}
_MOST = 2000


class PrepareForm(PageForm):
    """Which move is prepared, and why."""

    subject = "moves"
    kind = forms.ChoiceField(choices=[(one, one) for one in (*KINDS, "none")], widget=forms.RadioSelect)
    text = forms.CharField(max_length=_MOST, required=False, widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}))


class MoveForm(PageForm):
    """What is arranged for the way over; every line may wait."""

    subject = "moves"
    visit = forms.DateField(required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    visit_text = forms.CharField(max_length=_MOST, required=False)
    second = forms.ChoiceField(required=False, widget=forms.RadioSelect)
    medicine_who = forms.CharField(max_length=_MOST, required=False)
    medicine_until = forms.DateField(required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    naloxone = forms.ChoiceField(required=False, widget=forms.RadioSelect)
    card = forms.ChoiceField(required=False, widget=forms.RadioSelect)
    consent = forms.CharField(max_length=_MOST, required=False)
    received = forms.ChoiceField(required=False, widget=forms.RadioSelect)
    kept = forms.ChoiceField(required=False, widget=forms.RadioSelect)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        self.today = today
        super().__init__(*args, **kwargs)
        for name in _YES_NO:
            self.fields[name].choices = [(one, self.words(one)) for one in ("yes", "no")]  # type: ignore[attr-defined]

    def clean_medicine_until(self) -> date | None:
        until: date | None = self.cleaned_data["medicine_until"]
        if until is not None and until < self.today and "medicine_until" in self.changed_data:
            raise forms.ValidationError(self.words("until_past"))
        return until

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        visit = given.get("visit")
        if visit is not None and visit < self.today and "visit" in self.changed_data:
            self.add_error("visit", self.words("visit_past"))
        return given


def as_arranged(walk: Walk) -> dict[str, Any]:
    """What was noted so far, as the form shows it."""
    move = arranged(walk)
    found: dict[str, Any] = {"visit_text": move.visit_text or ""}
    for name, day in (("visit", move.visit), ("medicine_until", move.covered)):
        if day is not None and walk.calendar.anchor is None:
            found[name] = date.fromordinal(day)
    for name, fact in _YES_NO.items():
        known = walk.situation.values.get(fact)
        found[name] = {True: "yes", False: "no"}.get(known, "") if isinstance(known, bool) else ""
    for name, fact in _WORDS.items():
        row = last_row(walk, fact)
        found[name] = (row.text or "") if row is not None and row.value is True else ""
    return found


@transaction.atomic
def prepare_move(*, gate: Gate, language: str, kind: str, text: str, sent_as: str) -> None:
    """Note which move is prepared, or that none is."""
    walk = walk_of(gate, language)
    row = FactRow(at=_at(gate, walk), fact="handover.kind", value=kind, text=text or None, by=_by(gate))
    _keep(gate, [row], sent_as)
    _noted(gate, "walking.prepare_move")


@transaction.atomic
def note_move(*, gate: Gate, language: str, form: MoveForm, sent_as: str) -> int:
    """Note what is arranged now and was not, or is otherwise; returns how many answers."""
    walk = walk_of(gate, language)
    rows = list(_moved(form, _at(gate, walk), gate))
    if rows:
        _keep(gate, rows, sent_as)
    _noted(gate, "walking.note_move")
    return len(rows)


def _moved(form: MoveForm, at: Moment, gate: Gate) -> Iterator[FactRow]:
    given, changed, by, today = form.cleaned_data, set(form.changed_data), _by(gate), gate.acting.day
    if changed & {"visit", "visit_text"} and given["visit"] is not None:
        days = max((given["visit"] - today).days, 0)
        text = given["visit_text"].strip() or None
        yield FactRow(at=at, fact="handover.first_visit_days", value=days, text=text, by=by)
    if "medicine_until" in changed and given["medicine_until"] is not None:
        yield FactRow(at=at, fact="handover.medicine_days", value=(given["medicine_until"] - today).days, by=by)
    for name, fact in _WORDS.items():
        if name in changed:
            text = given[name].strip()
            yield FactRow(at=at, fact=fact, value=bool(text), text=text or None, by=by)
    for name, fact in _YES_NO.items():
        if name in changed and given[name]:
            yield FactRow(at=at, fact=fact, value=given[name] == "yes", by=by)


@transaction.atomic
def begin_aftercare(*, gate: Gate, language: str, sent_as: str) -> None:
    """The main part of care ended today: check-ups are counted from here, and the way back stays open."""
    walk = walk_of(gate, language)
    _keep(gate, [FactRow(at=_at(gate, walk), fact="aftercare.days", value=0, by=_by(gate))], sent_as)
    _noted(gate, "walking.begin_aftercare")


@transaction.atomic
def note_check_up(*, gate: Gate, language: str, took: bool, sent_as: str) -> None:
    """A check-up took place, or did not."""
    walk = walk_of(gate, language)
    row = MeasureRow(at=_at(gate, walk), measure="checkup", value="kept" if took else "missed")
    note_rows(gate=gate, parts=[Part("measures", msgspec.json.encode(row))], sent_as=sent_as)
    _noted(gate, "walking.note_check_up")


@transaction.atomic
def note_return(*, gate: Gate, language: str, back: bool, sent_as: str) -> None:
    """They want to come back; `back`: they are back, and the time after has ended."""
    walk = walk_of(gate, language)
    at, by = _at(gate, walk), _by(gate)
    rows = [FactRow(at=at, fact="aftercare.wants_back", value=not back, by=by)]
    if back:
        rows += [FactRow(at=at, fact=name, value=value, by=by) for name, value in (
            ("aftercare.days", "unknown"), ("handover.kind", "none"))]  # fmt: skip
    _keep(gate, rows, sent_as)
    _noted(gate, "walking.note_return")


def _at(gate: Gate, walk: Walk) -> Moment:
    if walk.calendar.anchor is not None:
        return walk.calendar.at
    return minute(gate.acting.at)


def _by(gate: Gate) -> str | None:
    return None if gate.acting.role == "person" else gate.acting.user.called


def _keep(gate: Gate, rows: list[FactRow], sent_as: str) -> None:
    parts = [Part("facts", msgspec.json.encode(row)) for row in rows]
    note_rows(gate=gate, parts=parts, sent_as=sent_as)


def _noted(gate: Gate, action: str) -> None:
    by = gate.acting
    note(
        action, chain=by.programme.pk, actor=by.user.public_id, role=by.role, content="plan",
        person=gate.about.public_id, target="",
    )  # fmt: skip
