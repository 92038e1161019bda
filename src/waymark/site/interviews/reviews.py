"""What an answer brought up that somebody has to look at now: raised at once, and waiting until somebody says so."""

import hashlib
import hmac
from collections.abc import Sequence

import msgspec
from django.db import transaction

from waymark.planning.asking.interview import Interview as Asking
from waymark.planning.asking.urgent import urgent
from waymark.rendering.headings import who_text
from waymark.site.access.gate import Absent, Gate
from waymark.site.access.ids import as_id
from waymark.site.accounts.models import public_id
from waymark.site.audit.record import note
from waymark.site.interviews.models import SafetyReview
from waymark.site.keys.ring import ring
from waymark.site.keys.vault import open_for, seal_for
from waymark.site.pages.wording import say, wording
from waymark.site.people.following import changed
from waymark.site.people.models import Person
from waymark.site.prepared import Prepared

__all__ = ["Waiting", "WhatNow", "look_at_review", "new_dangers", "raise_review", "waiting_reviews"]


_WAITING = Prepared(
    lambda at: SafetyReview.objects.filter(person=at.number("person"), looked_at__isnull=True).order_by("pk")
)


class WhatNow(msgspec.Struct, frozen=True):
    """One line of it: what is so, or what to do, and whose it is to do (in words; empty: everybody's)."""

    id: str
    says: str
    detail: str = ""
    who: str = ""


class Waiting(msgspec.Struct, frozen=True):
    """A review that waits, opened."""

    review: SafetyReview
    lines: tuple[WhatNow, ...]


def new_dangers(before: Asking, after: Asking) -> tuple[WhatNow, ...]:
    """What is dangerous by what is noted now, and was not before."""
    now = urgent(after)
    if not now.ids and now.emergency is None:
        return ()
    then = urgent(before, mute=True)
    language = after.prepared.language
    found = []
    if now.emergency is not None and (then.emergency is None or then.emergency.rules != now.emergency.rules):
        found.append(
            WhatNow(f"emergency:{' '.join(now.emergency.rules)}", now.emergency.action, now.emergency.afterwards)
        )
    found += [WhatNow(one.id, one.title, one.detail or "") for one in now.alerts if one.id not in then.ids]
    found += [
        WhatNow(one.id, one.title, one.detail or "", _whose(one.who, language))
        for one in now.steps
        if one.id not in then.ids
    ]
    return tuple(found)


def _whose(who: str, language: str) -> str:
    """A role as the site names it; anybody else as the plan does."""
    own = f"roles.{who.replace(' ', '_')}"
    return say(language, own) if own in wording() else who_text(who, language)


@transaction.atomic
def raise_review(*, gate: Gate, lines: Sequence[WhatNow], alone: bool) -> SafetyReview | None:
    """Let it wait for somebody, with its true time; None where the very same waits already."""
    person, by = gate.about, gate.acting
    told = "\0".join((person.public_id, "review", *sorted(line.id for line in lines)))
    digest = hmac.new(ring().index, told.encode(), hashlib.sha256).digest()[:16]
    if person.safety_reviews.filter(digest=digest, looked_at__isnull=True).exists():
        return None
    review = SafetyReview(public_id=public_id(), person=person, raised_at=by.at, alone=alone, digest=digest)
    review.sealed = seal_for(person.owner, msgspec.json.encode(list(lines)), f"safety review {review.public_id}")
    review.save(force_insert=True)
    changed(person)
    _noted(gate, "interviews.raise_review", review)
    return review


@transaction.atomic
def look_at_review(*, gate: Gate, public: str) -> None:
    """Somebody looked at it and takes care of it. Raises Absent."""
    review = gate.about.safety_reviews.select_for_update().filter(public_id=as_id(public)).first()
    if review is None:
        raise Absent("there is no such safety review of this person", person=gate.about.public_id)
    if review.looked_at is None:
        review.looked_at, review.looked_by = gate.acting.at, gate.acting.user
        review.save(update_fields=["looked_at", "looked_by"])
        changed(gate.about)
        _noted(gate, "interviews.look_at_review", review)


def waiting_reviews(person: Person) -> list[Waiting]:
    """What waits for somebody to look at it, the oldest first."""
    rows = _WAITING.all(person=person.pk)
    return [Waiting(row, msgspec.json.decode(_opened(person, row), type=tuple[WhatNow, ...])) for row in rows]


def _opened(person: Person, row: SafetyReview) -> bytes:
    return open_for(person.owner, bytes(row.sealed), f"safety review {row.public_id}")


def _noted(gate: Gate, action: str, review: SafetyReview) -> None:
    by = gate.acting
    note(
        action, chain=by.programme.pk, actor=by.user.public_id, role=by.role, content="interview",
        person=gate.about.public_id, target=review.public_id,
    )  # fmt: skip
