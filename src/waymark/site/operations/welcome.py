"""What `waymark serve` says when it starts: where the site is, and how to get in the first time."""

import os
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from waymark.site.configuration import configuration

__all__ = ["welcome"]

# Where a site that is open to others puts the link for its first manager: what it prints stands in a log for days.
_LINK = "first-invitation"


def welcome(address: str, programme: str) -> list[str]:
    """Lines to print once the site answers. In the demo: makes the house first where there is none. Elsewhere, while
    nobody has an account: a link that works once, for the manager of the first programme."""
    found = configuration()
    if found.demo:
        return [*_demo(), "", f"The site answers at {address}  (stop it with Ctrl-C)"]
    outside = f"https://{found.hosts[0]}" if found.production else address
    return [
        f"The site answers at {address}  (stop it with Ctrl-C); its data and keys are in {found.home}",
        *_first_link(outside, programme),
    ]


def _first_link(address: str, programme: str) -> list[str]:
    from waymark.site.accounts.actions import INVITATION_DAYS, first_invitation
    from waymark.site.accounts.models import Invitation, User
    from waymark.site.people.actions import open_programme
    from waymark.site.people.models import Programme

    with transaction.atomic():
        if User.objects.exists():
            (configuration().home / _LINK).unlink(missing_ok=True)
            return []
        there = Programme.objects.order_by("pk").first() or open_programme(name=programme)
        # An earlier link that nobody took up may lie in an old log.
        Invitation.objects.filter(accepted_at__isnull=True).update(expires_at=timezone.now())
        _, token = first_invitation(programme=there, called="")
    link = f"{address}/invitation/{token}"
    if configuration().production:
        told = f"The link in this file makes whoever opens it the manager of “{there.name}”"
        link = str(_kept_from_logs(configuration().home / _LINK, link))
    else:
        told = f"Open this link to become the manager of “{there.name}”"
    return ["", f"Nobody has an account yet. {told}; it works once, for {INVITATION_DAYS} days:", f"  {link}"]


def _kept_from_logs(path: Path, link: str) -> Path:
    """The link in a file that this account alone can read, in place of an earlier one."""
    path.unlink(missing_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(link + "\n")
    return path


def _demo() -> list[str]:
    from waymark.demo.house import STAFF
    from waymark.site.operations.demo_password import DEMO_PASSWORD
    from waymark.site.operations.house import move_in

    made = move_in()
    lines = [
        "A house of invented people: two programmes, 40 people in all stages. Nothing in it is real." if made else
        "The house of invented people stands as it was left.",
        "",
        f"Sign in as any of these, each with the password “{DEMO_PASSWORD}” (it works in the demo alone):",
        "",
    ]  # fmt: skip
    width = max(len(member.name) for member in STAFF)
    for member in STAFF:
        lines.append(f"  {member.name:<{width}}  {member.called}, {member.role.replace('_', ' ')}")
    return [*lines, "", f"The house lies in {configuration().home}; take that folder away and it is made anew."]
