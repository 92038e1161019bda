"""Reading the words of a job: as argparse does, but help that cannot be written says so."""

import argparse
import sys
from typing import Any

__all__ = ["Parser"]


class Parser(argparse.ArgumentParser):
    """A parser of one job; with it come those of its parts."""

    def __init__(self, **named: Any) -> None:
        # Told its width, the help does not load what measures terminals, even where nobody asked for it.
        named.setdefault("formatter_class", lambda prog: argparse.HelpFormatter(prog, width=100))
        super().__init__(**named)

    def print_help(self, file: Any = None) -> None:
        """As argparse, which would pass over in silence that a disk is full."""
        (file or sys.stdout).write(self.format_help())
