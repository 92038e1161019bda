"""A progress bar for long work: only on a terminal, nothing in a log."""

from types import TracebackType
from typing import TextIO

__all__ = ["Progress"]

WIDTH = 30


class Progress:
    """Counts steps of known work; draws at most once per percent."""

    def __init__(self, total: int, what: str, stream: TextIO) -> None:
        self._total, self._what, self._stream = total, what, stream
        self._done, self._shown = 0, -1
        self._on = stream.isatty()

    def __enter__(self) -> "Progress":
        return self

    def step(self) -> None:
        self._done += 1
        percent = 100 * self._done // max(self._total, 1)
        if self._on and percent != self._shown:
            self._shown = percent
            bar = "█" * (WIDTH * percent // 100)
            self._stream.write(f"\r{bar:<{WIDTH}} {self._done}/{self._total} {self._what}")
            self._stream.flush()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._on:
            self._stream.write("\n")
