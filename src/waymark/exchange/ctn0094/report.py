"""What an import did: rows used and not used, table by table, with reasons."""

from collections import Counter

import msgspec

from waymark.exchange.ctn0094.columns import UNREAD_TABLES

__all__ = ["AFTER", "NO_DAY", "UNBELIEVABLE", "ImportReport", "TableReport", "Tally"]

AFTER = "after the as-of day"
NO_DAY = "no day given"
UNBELIEVABLE = "day not believable"


class TableReport(msgspec.Struct, frozen=True, kw_only=True):
    """One table: rows in it, rows that gave at least one line of a document, and why the others gave none."""

    rows: int
    used: int
    not_used: dict[str, int]


class ImportReport(msgspec.Struct, frozen=True, kw_only=True):
    """Counts of an import. `week` None: as of randomization (or consent)."""

    written: int
    week: int | None
    as_of_randomization: int
    as_of_consent: int
    tables: dict[str, TableReport]
    unread_tables: dict[str, str]
    left_out: tuple[str, ...]
    notes: dict[str, int]

    def text(self) -> str:
        """The report for people, one line per thing."""
        when = "as of" if self.week in (None, 0) else f"as of week {self.week} after"
        lines = [
            f"{self.written:,} participants written: {self.as_of_randomization:,} {when} randomization, "
            f"{self.as_of_consent:,} {when} consent (never randomized)"
        ]
        for name, table in self.tables.items():
            lines.append(f"  {name:<15} {table.used:>9,} of {table.rows:>9,} rows used")
            lines += [f"  {'':<15}   {count:>9,} not used: {why}" for why, count in sorted(table.not_used.items())]
        lines += [f"  {count:,} {what}" for what, count in self.notes.items()]
        lines += [f"  {name}: not read; {why}" for name, why in self.unread_tables.items()]
        lines += [f"  left out: {what}" for what in self.left_out]
        return "\n".join(lines)


class Tally:
    """Counts while an import runs."""

    def __init__(self) -> None:
        self.rows: Counter[str] = Counter()
        self.used: Counter[str] = Counter()
        self.reasons: dict[str, Counter[str]] = {}
        self.notes: Counter[str] = Counter()

    def use(self, table: str, count: int = 1) -> None:
        """`count` rows of `table` gave lines of a document."""
        self.used[table] += count

    def drop(self, table: str, why: str, count: int = 1) -> None:
        """`count` rows of `table` gave none, and why."""
        if count:
            self.reasons.setdefault(table, Counter())[why] += count

    def report(self, *, written: int, week: int | None, randomized: int) -> ImportReport:
        """The counts as they stand."""
        tables = {
            name: TableReport(
                rows=rows, used=self.used[name], not_used=dict(sorted(self.reasons.get(name, Counter()).items()))
            )
            for name, rows in sorted(self.rows.items())
        }
        return ImportReport(
            written=written,
            week=week,
            as_of_randomization=randomized,
            as_of_consent=written - randomized,
            tables=tables,
            unread_tables=UNREAD_TABLES,
            left_out=_LEFT_OUT,
            notes=dict(sorted(self.notes.items())),
        )


_LEFT_OUT = (
    "race and Hispanic heritage (protected; no rule may read them)",
    "the assigned arm (a plan of the trial, not a medicine taken; it only names the drug of doses given)",
    "negative urine tests (the tables record positives only)",
    "totals of the sexual-risk table stored as level numbers (t_p, t_fp, t_mp, txx_frq, txx_uxx)",
    "days of injecting per drug (level numbers, not days, for all but heroin; only whether there were any is used)",
    "lifetime injecting of the ASI where it says yes (no fact for it)",
)
