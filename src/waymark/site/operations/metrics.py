"""How often each page answered with which status, and how long it took: figures for whoever watches, about nobody.

Each worker counts into a file of its own that all workers map into memory; whoever is asked adds them up. What is
counted is the name of a view, never an address: an address may hold an id.
"""

import logging
import mmap
import os
import struct
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from threading import Lock
from time import perf_counter

from django.http import HttpRequest, HttpResponse

from waymark.site.configuration import configuration

__all__ = ["BUCKETS", "Measured", "figures", "forget_figures", "told"]

# Seconds up to which an answer counts as taking so long, and beyond.
BUCKETS = (0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
_NAME = 88
_SLOT = struct.Struct(f"<{_NAME}s{len(BUCKETS) + 1}Qd")
_SLOTS = 400
# Where more pages and statuses than slots would be seen, the rest is counted together.
_REST = "other 0"

_log = logging.getLogger("waymark.site.answers")

Series = dict[str, tuple[list[int], float]]


class _Figures:
    """The file of this process."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.process = os.getpid()
        self._lock = Lock()
        self._places: dict[str, int] = {}
        descriptor = os.open(folder / f"figures-{self.process}", os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600)
        try:
            os.ftruncate(descriptor, _SLOT.size * _SLOTS)
            self._map = mmap.mmap(descriptor, _SLOT.size * _SLOTS)
        finally:
            os.close(descriptor)

    def count(self, name: str, seconds: float) -> None:
        with self._lock:
            place = self._places.get(name)
            if place is None:
                if len(self._places) >= _SLOTS - 1 or len(name.encode()) > _NAME:
                    name = _REST
                place = self._places.setdefault(name, len(self._places))
            _, *counts, total = _SLOT.unpack_from(self._map, place * _SLOT.size)
            counts[next((at for at, most in enumerate(BUCKETS) if seconds <= most), len(BUCKETS))] += 1
            _SLOT.pack_into(self._map, place * _SLOT.size, name.encode(), *counts, total + seconds)


_mine: _Figures | None = None


class Measured:
    """Outermost: what it measures is what somebody waited for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        began = perf_counter()
        response = self.get_response(request)
        seconds = perf_counter() - began
        match = request.resolver_match
        view = (match.view_name if match else "") or ("static" if request.path.startswith("/static/") else "nowhere")
        with suppress(OSError):
            # A full disk takes the figures away, never the page.
            _figures().count(f"{view} {response.status_code}", seconds)
        _tell(request, view, response.status_code, seconds)
        return response


def figures() -> Series:
    """Of all workers since the site started: by “view status”, how many in each bucket and seconds in all."""
    found: Series = {}
    for path in _folder().glob("figures-*"):
        for name, counts, total in _read(path):
            before, seconds = found.get(name, ([0] * len(counts), 0.0))
            found[name] = ([one + other for one, other in zip(before, counts, strict=True)], seconds + total)
    return found


def told(gauges: dict[str, float]) -> str:
    """As Prometheus reads it."""
    lines = [
        "# HELP waymark_answer_seconds How long answers took, by view and status.",
        "# TYPE waymark_answer_seconds histogram",
    ]
    for name, (counts, total) in sorted(figures().items()):
        view, _, status = name.rpartition(" ")
        labels = f'view="{view}",status="{status}"'
        so_far = 0
        for most, count in zip((*map(str, BUCKETS), "+Inf"), counts, strict=True):
            so_far += count
            lines.append(f'waymark_answer_seconds_bucket{{{labels},le="{most}"}} {so_far}')
        lines.append(f"waymark_answer_seconds_sum{{{labels}}} {total:.6f}")
        lines.append(f"waymark_answer_seconds_count{{{labels}}} {so_far}")
    for name, value in sorted(gauges.items()):
        lines += [f"# TYPE waymark_{name} gauge", f"waymark_{name} {value:.15g}"]
    return "\n".join(lines) + "\n"


def forget_figures() -> None:
    """When the site starts: what an earlier one counted is over."""
    for path in _folder().glob("figures-*"):
        with suppress(OSError):
            path.unlink()


def _read(path: Path) -> Iterator[tuple[str, list[int], float]]:
    try:
        written = path.read_bytes()
    except OSError:
        return
    for name, *counts, total in _SLOT.iter_unpack(written[: len(written) // _SLOT.size * _SLOT.size]):
        if name[0]:
            yield name.rstrip(b"\0").decode(), counts, total


def _tell(request: HttpRequest, view: str, status: int, seconds: float) -> None:
    if view != "static":
        _log.info(
            "answered",
            extra={"view": view, "status_code": status, "took_ms": round(seconds * 1000, 1), "method": request.method},
        )


def _figures() -> _Figures:
    global _mine
    if _mine is None or _mine.process != os.getpid():
        _mine = _Figures(_folder())
    return _mine


def _folder() -> Path:
    return configuration().home / "run"
