"""What somebody had typed when their session had run out: kept sealed for them, and offered again."""

from datetime import datetime, timedelta
from typing import cast

import msgspec
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from waymark.site.accounts.models import Draft, User, public_id
from waymark.site.audit.record import NO_PROGRAMME, note
from waymark.site.keys.vault import open_for, seal_for

__all__ = ["MARK", "Typed", "discard", "drafts_of", "keep_draft", "one_draft"]

# The field by which a form says which draft it was made from.
MARK = "kept-draft"
# Project defaults.
DRAFT_DAYS = 7
_MOST = 20
_NEVER = ("password", "code", "credential", "csrfmiddlewaretoken", MARK)


class Typed(msgspec.Struct, frozen=True):
    """What was typed, by the names of the fields, and where it was sent to."""

    path: str
    fields: tuple[tuple[str, str], ...]
    files: bool = False


@transaction.atomic
def keep_draft(request: HttpRequest, user: User) -> Draft:
    """Keep what this request brought. Passwords and codes are never kept, nor are files."""
    fields = tuple(
        (name, str(value))
        for name, values in request.POST.lists()
        if not any(word in name for word in _NEVER)
        for value in values
    )
    typed = Typed(request.get_full_path(), fields, bool(request.FILES))
    draft = Draft(public_id=public_id(), user=user, kept_at=timezone.now())
    draft.sealed = seal_for(user.owner, msgspec.json.encode(typed), f"draft {draft.public_id}")
    draft.save(force_insert=True)
    for old in user.drafts.order_by("-pk")[_MOST:]:
        old.delete()
    note("accounts.keep_draft", chain=NO_PROGRAMME, actor=user.public_id, target=draft.public_id)
    return draft


def drafts_of(user: User) -> list[tuple[Draft, Typed]]:
    """Of one account, the latest first; what is too old is gone."""
    rows = user.drafts.filter(kept_at__gt=_oldest()).order_by("-pk")
    return [(row, _opened(user, row)) for row in rows]


def one_draft(user: User, public: str) -> tuple[Draft, Typed] | None:
    """One draft of this account."""
    row = user.drafts.filter(public_id=public, kept_at__gt=_oldest()).first()
    return None if row is None else (row, _opened(user, row))


def discard(user: User, public: str) -> None:
    """It was sent, or is not wanted any more."""
    # One of the databases refuses to be asked for a NUL at all.
    user.drafts.filter(public_id=public.replace("\0", " ")).delete()


def clear_old_drafts() -> None:
    """Take away what nobody came back for."""
    Draft.objects.filter(kept_at__lte=_oldest()).delete()


def _oldest() -> datetime:
    return timezone.now() - timedelta(days=DRAFT_DAYS)


def _opened(user: User, row: Draft) -> Typed:
    plain = open_for(user.owner, bytes(row.sealed), f"draft {row.public_id}")
    return cast(Typed, msgspec.json.decode(plain, type=Typed))
