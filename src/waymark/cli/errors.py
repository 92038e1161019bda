"""How the command line says no: one sentence, an exit code, never a traceback."""

import sys

__all__ = ["DONE", "REFUSED", "USAGE", "Refused", "complain"]

# 0 done, 1 the input says no (with a clear reason), 2 usage.
DONE, REFUSED, USAGE = 0, 1, 2


class Refused(Exception):
    """The input says no: what is wrong, where, and what to do, in one sentence."""


def complain(sentence: str) -> None:
    """Say it on standard error; a text of a record in it is shown there, not obeyed. The exit code says it too."""
    from waymark.rendering.shown import shown

    try:
        print(f"waymark: {shown(sentence)}", file=sys.stderr)
    except OSError:
        return
