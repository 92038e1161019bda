"""`waymark outbox`: reminders of appointments, as far as contact safety lets them go. Nothing leaves by default."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from waymark.cli.errors import DONE, Refused
from waymark.cli.parser import Parser

if TYPE_CHECKING:
    from waymark.site.outbox.actions import Transport

__all__ = ["run"]


def run(words: list[str]) -> int:
    """Exit 1 where the place they go to does not take them."""
    parser = Parser(prog="waymark outbox", description="Reminders of appointments, in neutral words.")
    parser.add_argument("--demo", action="store_true", help="of the house of invented people")
    jobs = parser.add_subparsers(dest="job", required=True, metavar="JOB")
    jobs.add_parser("list", help="how many wait, left, or were held back, and why")
    sending = jobs.add_parser("send", help="make what is due and hand it over; without a place to go nothing leaves")
    sending.add_argument("--folder", type=Path, help="a file for each, for a gateway of your own")
    sending.add_argument("--smtp", metavar="HOST[:PORT]", help="mail by this server; texts go on waiting")
    sending.add_argument("--from", dest="sender", default="", help="the address mail comes from; name nobody's illness")
    options = parser.parse_args(words)
    if options.job == "send" and options.folder and options.smtp:
        raise Refused("--folder and --smtp: choose one place for the reminders to go")
    from waymark.cli.sited import choose_demo, opened

    choose_demo(options.demo)
    with opened():
        return _list() if options.job == "list" else _send(options)


def _list() -> int:
    from django.db.models import Count

    from waymark.site.outbox.models import Reminder

    rows = Reminder.objects.values("state", "why").annotate(n=Count("pk")).order_by("state", "why")
    for row in rows:
        why = f" ({row['why']})" if row["why"] else ""
        print(f"{row['state']}{why}: {row['n']:,}")
    if not rows:
        print("no reminders yet; waymark outbox send makes those that are due")
    return DONE


def _send(options: argparse.Namespace) -> int:
    from django.utils import timezone

    from waymark.site.outbox.actions import NotSent, prepare, send
    from waymark.site.outbox.models import Reminder

    now = timezone.now()
    prepare(at=now)
    try:
        transport = _transport(options)
        if transport is None:
            waiting = Reminder.objects.filter(state="waiting").count()
            print(f"{waiting:,} reminders wait; nothing left, as no place to go was named (--folder or --smtp)")
            return DONE
        sent, left = send(transport=transport, at=now)
    except NotSent as refusal:
        raise Refused(str(refusal)) from None
    print(f"{sent:,} reminders left, {left:,} wait for their hour or their way")
    return DONE


def _transport(options: argparse.Namespace) -> "Transport | None":
    from waymark.site.outbox.transports import Folder, Mail

    if options.folder:
        return Folder(options.folder)
    if not options.smtp:
        return None
    host, _, port = options.smtp.partition(":")
    if not host or (port and not port.isdigit()):
        raise Refused(f"--smtp: “{options.smtp}” is no server; write host or host:port, such as mail.example.org:25")
    if "@" not in options.sender:
        raise Refused("--from: write the address that mail comes from, such as calendar@example.org")
    return Mail(host, int(port or 25), options.sender)
