"""What `waymark score --before` says: how far each score went, and whether that means something."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec

from waymark.cli.errors import Refused
from waymark.knowledge.model.instrument import Instrument
from waymark.record.change import Change, reliable_size

__all__ = ["change_documents", "change_lines", "reliable_sizes"]


def reliable_sizes(instrument: Instrument, spread: Sequence[str]) -> dict[str, float]:
    """Score id -> size beyond measurement error, from `total=8.2,0.9`: standard deviation and reliability."""
    sizes: dict[str, float] = {}
    for written in spread:
        name, _, figures = written.partition("=")
        try:
            deviation, reliability = (float(figure) for figure in figures.split(","))
        except ValueError:
            raise Refused(f"--spread {written}: write SCORE=SD,RELIABILITY, such as total=8.2,0.9") from None
        if name not in {score.id for score in instrument.scores}:
            known = ", ".join(score.id for score in instrument.scores)
            raise Refused(f"--spread {written}: {instrument.id} has no score “{name}”; it has {known}")
        if not (0 < deviation < float("inf") and 0 <= reliability < 1):
            raise Refused(f"--spread {written}: the deviation is above 0, and the reliability from 0 to below 1")
        sizes[name] = reliable_size(deviation, reliability)
    return sizes


def change_lines(instrument: Instrument, changes: Iterable[Change]) -> Iterator[str]:
    """One line for each score that is known both times."""
    labels = {score.id: next(iter(score.label.values()), score.id) for score in instrument.scores}
    yield "  since the form before:"
    told = False
    for change in changes:
        told = True
        yield f"    {labels[change.score]}: {_figures(change)}{_weight(change)}"
    if not told:
        yield "    no score is known exactly both times"


def change_documents(changes: Iterable[Change]) -> list[dict[str, Any]]:
    """The same for a program."""
    return [
        msgspec.to_builtins(change) | {"difference": change.difference, "percent": change.percent} for change in changes
    ]


def _figures(change: Change) -> str:
    places = (
        0 if change.difference == int(change.difference) and change.before == int(change.before) else change.decimals
    )
    share = "" if change.percent is None or not change.difference else f", {change.percent:+.1f} %"
    return f"{change.before:.{places}f} to {change.after:.{places}f} ({change.difference:+.{places}f}{share})"


def _weight(change: Change) -> str:
    if not change.difference:
        return ", as before"
    way = "" if change.better is None else ", better" if change.better else ", worse"
    means = {True: "; a change that means something", False: "; less than what means something", None: ""}
    sure = {True: "; beyond measurement error", False: "; within measurement error", None: ""}
    return way + means[change.means_something] + sure[change.reliable]
