"""What every job of the site shares: its refusals become one sentence each."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from waymark.cli.errors import Refused

__all__ = ["choose_demo", "opened", "sited"]


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
