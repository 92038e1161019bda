"""`waymark keys`: renew the master key while the site works, or look which keys are needed."""

from waymark.cli.errors import DONE, REFUSED, complain
from waymark.cli.parser import Parser

__all__ = ["run"]


def run(words: list[str]) -> int:
    """Exit 1 where a key is lost."""
    parser = Parser(prog="waymark keys", description="The keys of the site; they never enter the database.")
    parser.add_argument("--demo", action="store_true", help="of the house of invented people")
    jobs = parser.add_subparsers(dest="job", required=True, metavar="JOB")
    jobs.add_parser("status", help="which master keys there are, and how much each of them wraps")
    jobs.add_parser("rotate", help="a new master key; everybody's own key is wrapped with it while the site works")
    jobs.add_parser("finish", help="go on with a rotation that was stopped")
    options = parser.parse_args(words)
    from waymark.cli.sited import choose_demo, opened

    choose_demo(options.demo)
    with opened():
        return _status() if options.job == "status" else _rotate(options.job == "rotate")


def _status() -> int:
    from waymark.site.configuration import configuration
    from waymark.site.keys.witness import key_faults, wrapped_by

    faults = key_faults()
    for name, here, current, count in wrapped_by():
        says = "current" if current else "kept for older backups" if not count else "older; waymark keys finish"
        print(f"master {name}  wraps {count:,} keys  {'here' if here else 'LOST'}  {says}")
    print(f"The keys lie in {configuration().keys}; copies belong where no backup and no database is.")
    for fault in faults:
        complain(fault)
    return REFUSED if faults else DONE


def _rotate(new: bool) -> int:
    import time

    from django.db import transaction

    from waymark.site.audit.record import NO_PROGRAMME, note
    from waymark.site.configuration import NotSafe
    from waymark.site.keys.ring import ring
    from waymark.site.keys.vault import rewrap, rotate
    from waymark.site.keys.witness import key_faults
    from waymark.site.operations.start import only_one

    faults = key_faults()
    if faults:
        raise NotSafe("\n".join(faults))
    began = time.monotonic()
    with only_one("rotating"):
        wrapped = rotate() if new else rewrap()
        with transaction.atomic():
            note("keys.rotate", chain=NO_PROGRAMME, target=f"master {ring().current}", via="command line")
    print(f"{wrapped:,} keys are wrapped with master key {ring().current} now ({time.monotonic() - began:.1f} s).")
    print("Copy the folder of keys to where keys are kept. Older masters stay there: older backups need them.")
    return DONE
