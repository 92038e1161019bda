"""What every job of the site shares: its refusals become one sentence each."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from waymark.cli.errors import Refused

__all__ = ["POLICIES", "choose_demo", "opened", "sited"]

# What a command of the site asks for, beside the rights of the user who owns keys and database: no role is asked here,
# so each says what it opens and which row tells of it. A command that is not here fails the suite.
POLICIES = {
    "serve": "opens nothing by itself; whoever comes by the pages is asked there",
    "backup": "sealed rows as they are, nothing is opened; operations.back_up tells of it",
    "restore": "sealed rows as they are; the audit says what is missing until audit.accept_restore says why",
    "doctor": "states of the installation, nothing about anybody",
    "audit": "rows of the audit by opaque id; audit.who_saw, audit.what_saw and audit.accept_restore tell of it",
    "keys": "wraps keys anew, opens nothing they seal; keys.rotate tells of it",
    "outbox": "opens how a person may be reached; outbox.sent and outbox.held tell of each",
    "worklist": "works out anew what is due; nothing is shown, and no row of a record is changed",
    "programme": "names of programmes and a link for a manager; people.open_programme and accounts.invite tell of it",
}


def choose_demo(demo: bool) -> None:
    """The job is about the house of invented people."""
    if demo:
        os.environ["WAYMARK_DEMO"] = "1"


@contextmanager
def sited() -> Iterator[None]:
    """Say what the site says no to as the command line does."""
    from django.db import DatabaseError

    from waymark.site.configuration import NotSafe
    from waymark.site.keys.ring import KeyLost
    from waymark.site.keys.seal import Broken
    from waymark.site.operations.archive import BackupKeyWrong, NotWhole

    try:
        yield
    except (NotSafe, KeyLost, Broken, NotWhole, BackupKeyWrong) as refusal:
        raise Refused(str(refusal)) from None
    except DatabaseError as error:
        why = (str(error).strip() or type(error).__name__).splitlines()[0]
        raise Refused(f"the database does not answer ({why}); run waymark doctor to see what is wrong") from None


@contextmanager
def opened() -> Iterator[None]:
    """A job on a site that is there already: keys are read and never made, the database has to be at this version."""
    with sited():
        from waymark.site.operations.start import open_site

        open_site()
        yield
