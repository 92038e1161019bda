"""One person document per participant, written to a folder."""

from collections.abc import Callable
from pathlib import Path

import msgspec

from waymark.exchange.ctn0094.baseline import baseline
from waymark.exchange.ctn0094.columns import LARGE_TABLES
from waymark.exchange.ctn0094.course import DRUG_OF_ARM, doses, samples, stays, visits, withdrawal
from waymark.exchange.ctn0094.draft import Draft
from waymark.exchange.ctn0094.report import ImportReport, Tally
from waymark.exchange.ctn0094.trial import Trial, load
from waymark.exchange.ctn0094.use import calendar, injecting, survey, urine
from waymark.exchange.errors import ExchangeError
from waymark.record.documents.person import Person

__all__ = ["import_trial"]

# Everything after is more than the trials lasted.
_MOST_WEEKS = 160
# Steps of reading, on the scale of participants written.
_READING = 1 + 10 + len(LARGE_TABLES)

Progress = Callable[[int, int], None]


def import_trial(
    tables_dir: Path, out: Path, week: int | None = None, progress: Progress | None = None
) -> ImportReport:
    """Write `<who>.json` (waymark.person/1) for every participant of the CTN-0094 tables into `out`.

    As of the first randomization, or `week` weeks after; those never randomized as of consent (day 0), weeks
    counted from there. `progress(done, total)` is called as it goes. Raises ExchangeError with one sentence.
    """
    if week is not None and not 0 <= week <= _MOST_WEEKS:
        raise ExchangeError(f"week {week} is not between 0 and {_MOST_WEEKS}; give whole weeks after randomization.")
    tally = Tally()
    total = _READING
    done = 0

    def step() -> None:
        nonlocal done
        done += 1
        if progress is not None:
            progress(done, total)

    trial = load(tables_dir, week, tally, step)
    total += len(trial.project)
    _make_folder(out)
    encoder = msgspec.json.Encoder()
    for who in sorted(trial.project):
        person = document(trial, who, week, tally)
        path = out / f"{who}.json"
        try:
            path.write_bytes(msgspec.json.format(encoder.encode(person), indent=1) + b"\n")
        except OSError as error:
            raise ExchangeError(f"{path} cannot be written ({error.strerror}); give a folder with room.") from None
        step()
    return tally.report(written=len(trial.project), week=week, randomized=len(trial.randomized))


def document(trial: Trial, who: int, week: int | None, tally: Tally) -> Person:
    """The document of one participant."""
    project = trial.project[who]
    single = trial.single[who]
    start, arm = trial.randomized.get(who, (None, None))
    drug = None if arm is None else DRUG_OF_ARM[arm]
    draft = Draft(who, trial.as_of[who])

    def rows(table: str) -> list[tuple[int | str | None, ...]]:
        return trial.many[table].get(who, [])

    baseline(draft, project, single, tally)
    injected = single.get("rbs_iv")
    survey(draft, project, rows("rbs"), injected, tally)
    if injected is not None:
        unused = frozenset(str(row[1]) for row in rows("rbs") if row[3] == 0)
        injecting(draft, project, injected, unused, tally)
    day_zero = single.get("screening_date", {}).get("day_zero")
    if "screening_date" in single:
        if isinstance(day_zero, int):
            tally.use("screening_date")
        else:
            tally.drop("screening_date", "no end of the baseline calendar")
    calendar(draft, day_zero if isinstance(day_zero, int) else None, rows("tlfb"), rows("all_drugs"), tally)
    withdrawal(draft, project, rows("withdrawal"), tally)
    urine(draft, drug, start, rows("uds"), tally)
    samples(draft, rows("uds_temp"), tally)
    visits(draft, rows("visit"), tally)
    doses(draft, drug, None if week else start, rows("treatment"), tally)
    stays(draft, rows("detox"), tally)
    return draft.person()


def _make_folder(out: Path) -> None:
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ExchangeError(f"{out} cannot be made a folder ({error.strerror}); give another place.") from None
