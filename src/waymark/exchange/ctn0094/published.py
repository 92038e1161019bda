"""The weekly words that were supplied with the trial data, as the published outcomes were computed from them."""

from pathlib import Path

from waymark.evidence.errors import EvidenceError
from waymark.evidence.words import check_word
from waymark.exchange.ctn0094.columns import TABLES
from waymark.exchange.ctn0094.tables import ANY_TEXT, Cell, has_table, read_table
from waymark.exchange.errors import ExchangeError

__all__ = ["WEEKLY_COLUMNS", "published_words"]

WEEKLY_COLUMNS = ("who", "startWeek", "randWeek1", "randWeek2", "endWeek", "Baseline", "Phase_1", "Phase_2")
_OLDER = "weekly_opioid_pattern_20230327"


def published_words(folder: Path) -> dict[int, str]:
    """Participant -> word, by ascending key: phase 1 and phase 2 of the older build. Raises ExchangeError."""
    place = next((p for p in (folder / "gold", folder) if has_table(p, _OLDER)), None)
    if place is None:
        raise ExchangeError(
            f"{folder} has no {_OLDER}.csv.gz, neither in it nor in `gold`; give the ctn0094 folder, or compute from "
            "the raw tables with --words current."
        )
    columns = {"who": TABLES["everybody"]["who"], "Phase_1": ANY_TEXT, "Phase_2": ANY_TEXT}
    words: dict[int, str] = {}
    for line, (who, first, second) in enumerate(read_table(place, _OLDER, columns), start=2):
        assert isinstance(who, int)
        where = f"{place / _OLDER} row {line}, participant {who}"
        if who in words:
            raise ExchangeError(f"{where}: stands twice; keep one row.")
        try:
            words[who] = check_word(_text(first) + _text(second), where)
        except EvidenceError as error:
            raise ExchangeError(str(error)) from None
    return dict(sorted(words.items()))


def _text(cell: Cell) -> str:
    return "" if cell is None else str(cell)
