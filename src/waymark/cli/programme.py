"""`waymark programme`: open a programme of the site and invite its first manager; all others come by the pages."""

from waymark.cli.errors import DONE, Refused
from waymark.cli.parser import Parser

__all__ = ["run"]


def run(words: list[str]) -> int:
    """Exit 1 where a name is taken, or nobody's."""
    parser = Parser(prog="waymark programme", description="The programmes of the site, and the way in for the first.")
    parser.add_argument("--demo", action="store_true", help="of the house of invented people")
    jobs = parser.add_subparsers(dest="job", required=True, metavar="JOB")
    jobs.add_parser("list", help="which programmes there are, and how many manage each")
    for name, tells in (
        ("open", "a new programme, with an invitation for its first manager"),
        ("invite", "an invitation for a manager of a programme, as when the only one left or lost everything"),
    ):
        job = jobs.add_parser(name, help=tells)
        job.add_argument("name", metavar="PROGRAMME", help="how it is called, such as “North House”")
        job.add_argument("--manager", required=True, metavar="NAME", help="how the one who is invited is called")
        job.add_argument("--address", metavar="URL", help="where the site is reached; default: as it is configured")
    options = parser.parse_args(words)
    from waymark.cli.sited import choose_demo, opened

    choose_demo(options.demo)
    with opened():
        return _list() if options.job == "list" else _invite(options.job == "open", options)


def _list() -> int:
    from waymark.site.accounts.founding import programmes_by_name

    for name, managers in programmes_by_name():
        print(f"{name}  ({managers} {'manages' if managers == 1 else 'manage'} it)")
    return DONE


def _invite(new: bool, options: object) -> int:
    from django.db import transaction

    from waymark.site.accounts.actions import INVITATION_DAYS, first_invitation
    from waymark.site.accounts.founding import programmes_called
    from waymark.site.people.actions import open_programme

    name = str(options.name).strip()  # type: ignore[attr-defined]
    called = str(options.manager).strip()  # type: ignore[attr-defined]
    if not name or not called or len(name) > 120 or len(called) > 120:
        raise Refused("PROGRAMME and --manager are each a name of up to 120 letters")
    found = programmes_called(name)
    if new and found:
        raise Refused(f"there is a programme called “{name}” already; invite for it: waymark programme invite")
    if not new and len(found) != 1:
        raise Refused(f"there is no programme called “{name}”; waymark programme list shows all of them")
    with transaction.atomic():
        programme = open_programme(name=name) if new else found[0]
        _, token = first_invitation(programme=programme, called=called)
    print(f"Give this link to {called} only. It is shown only now. It works once, for {INVITATION_DAYS} days:")
    print(f"{_address(options.address)}/invitation/{token}")  # type: ignore[attr-defined]
    return DONE


def _address(given: str | None) -> str:
    from waymark.site.configuration import configuration

    hosts = configuration().hosts
    return (given or (f"https://{hosts[0]}" if hosts else "http://127.0.0.1:8000")).rstrip("/")
