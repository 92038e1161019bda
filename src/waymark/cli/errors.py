"""How the command line says no: one sentence, an exit code, never a traceback."""

__all__ = ["DONE", "REFUSED", "USAGE", "Refused"]

# 0 done, 1 the input says no (with a clear reason), 2 usage.
DONE, REFUSED, USAGE = 0, 1, 2


class Refused(Exception):
    """The input says no: what is wrong, where, and what to do, in one sentence."""
