"""The shortened interview gives the plan of the full one, for everybody; what it saves, and what its order is worth.

Three interviews of one truth: *full* (each item of each form of the moment, each question that applies), *gated* (the
same with the jumps that the forms themselves have published), and *short* (what can still change the plan).
"""

import json
import os
import tempfile
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from pathlib import Path
from statistics import median

import msgspec

from prove._battery import battery_of, form_minutes, items_of, walked
from prove._sitting import Sitting, hold
from prove.participants import thin_out, trial_folder
from waymark.demo.whole import Truth, make_whole
from waymark.demo.whole_record import truth_of_record
from waymark.exchange.ctn0094 import import_trial
from waymark.knowledge.release import load_release
from waymark.planning.outline import Outline, outlined
from waymark.planning.prepare import Prepared, prepare

__all__ = ["Held", "compare", "judge", "main", "prepared", "table"]

_PERSONS = {"small": 60, "full": 2_000}
# At the small scale every so-manieth participant; the fixed order is walked with every so-manieth generated person.
_EVERY = {"small": 50, "full": 1}
_ORDERED = {"small": 6, "full": 10}
_CHUNK = 10
# The bars: medians of what is saved of the minutes of forms, the share safe within ten minutes, what order saves.
BAR = {"of_full": 0.40, "of_gated": 0.15, "safe": 0.95, "level": 0.20, "safety": 0.50}
SAFE_MINUTES = 10.0


class Held(msgspec.Struct, kw_only=True):
    """The figures of one person. Minutes of forms alone, and of forms and questions together.

    `differs`: the first line in which the plans differ, with both sides; empty: the same plan.
    """

    id: str
    main: str
    severity: str
    trial: bool
    forms_full: float
    forms_gated: float
    forms_short: float
    all_full: float
    all_short: float
    asked: int
    safe_minutes: float | None
    safe_asked: int | None
    level_asked: int | None
    fixed_safe_minutes: float | None = None
    fixed_level_asked: int | None = None
    differs: str = ""


def main(seed: int, scale: str) -> list[str]:
    """Figures, or an AssertionError with the first person whose plans differ or with the bars that were missed."""
    count = _PERSONS[scale]
    held = [*generated(count, seed, _ORDERED[scale]), *participants(_EVERY[scale])]
    lines = table(held)
    different = [one for one in held if one.differs]
    if different:
        raise AssertionError(f"{len(different)} of {len(held)} plans differ; {different[0].id}: {different[0].differs}")
    missed = judge(held)
    if missed:
        raise AssertionError("\n    ".join(["; ".join(missed), *lines]))
    return lines


@cache
def prepared() -> Prepared:
    """The shipped library with the reference programme."""
    return prepare(load_release())


def generated(count: int, seed: int, ordered: int) -> Iterator[Held]:
    """Invented persons, in two processes."""
    chunks = [(range(start, min(start + _CHUNK, count)), seed, ordered) for start in range(0, count, _CHUNK)]
    with ProcessPoolExecutor(2) as pool:
        for found in pool.map(_chunk, chunks):
            yield from found


def _chunk(work: tuple[range, int, int]) -> list[Held]:
    numbers, seed, ordered = work
    release = prepared().release
    return [compare(make_whole(n, seed, release), trial=False, fixed=n % ordered == 0) for n in numbers]


def participants(every: int) -> Iterator[Held]:
    """Participants of the open trials; whoever has no data at hand proves it for invented persons alone."""
    if "WAYMARK_DATA" not in os.environ:
        return
    with tempfile.TemporaryDirectory() as folder:
        import_trial(trial_folder(), Path(folder))
        thin_out(Path(folder), every)
        paths = sorted(str(path) for path in Path(folder).iterdir())
        chunks = [paths[start : start + _CHUNK] for start in range(0, len(paths), _CHUNK)]
        with ProcessPoolExecutor(2) as pool:
            for found in pool.map(_records, chunks):
                yield from found


def _records(paths: list[str]) -> list[Held]:
    release = prepared().release
    documents = [json.loads(Path(path).read_bytes()) for path in paths]
    return [compare(truth_of_record(document, "opioids", release), trial=True, fixed=False) for document in documents]


def compare(truth: Truth, *, trial: bool, fixed: bool) -> Held:
    """All interviews of one person."""
    release = prepared().release
    battery = battery_of(truth, prepared())
    short = hold(truth, prepared())
    questions = sum(_minutes(name) for name in battery.questions)
    per = {key: form_minutes(release, key[0]) for key in battery.forms}
    whole = (*battery.forms, *battery.spared)
    full = sum(form_minutes(release, key[0]) * len(items_of(release, key[0])) for key in whole)
    gated = sum(share * len(walked(release, key[0], battery.forms[key])) for key, share in per.items())
    held = Held(
        id=truth.id, main=truth.main, severity=_severity(truth), trial=trial, forms_full=full, forms_gated=gated,
        forms_short=short.forms, all_full=full + questions, all_short=short.minutes, asked=short.asked,
        safe_minutes=short.safety_minutes, safe_asked=short.safety_asked, level_asked=short.level_asked,
        differs=_difference(outlined(battery.full), short),
    )  # fmt: skip
    if fixed:
        ordered = hold(truth, prepared(), fixed=True)
        held.fixed_safe_minutes, held.fixed_level_asked = ordered.safety_minutes, ordered.level_asked
    return held


def _minutes(fact: str) -> float:
    asked = prepared().release.facts[fact].asked
    return 0.0 if asked is None else asked.minutes


def _severity(truth: Truth) -> str:
    """Criteria met for the main substance, in the bands of the count."""
    met = sum(truth.forms.get(("dsm5", truth.main), {}).values())
    return "severe" if met >= 6 else "moderate" if met >= 4 else "mild" if met >= 2 else "none"


def _difference(full: Outline, short: Sitting) -> str:
    found = short.outline()
    for line in {**full, **found}:
        if full.get(line) != found.get(line):
            return f"{line}: full {full.get(line)}, short {found.get(line)}"
    return ""


# -- figures ----------------------------------------------------------------------------------------------------------


def _saved(held: list[Held]) -> tuple[float, float, float]:
    """Medians of what is saved: of forms whole, of forms gated, of everything."""
    filled = [one for one in held if one.forms_gated]
    return (
        median(1 - one.forms_short / one.forms_full for one in filled) if filled else 0.0,
        median(1 - one.forms_short / one.forms_gated for one in filled) if filled else 0.0,
        median(1 - one.all_short / one.all_full for one in held),
    )


def _safe(held: list[Held]) -> float:
    return sum(one.safe_minutes is not None and one.safe_minutes <= SAFE_MINUTES for one in held) / len(held)


def _order(held: list[Held]) -> tuple[float, float]:
    """Medians, against the fixed order: questions until the level, and minutes until safety, as shares."""
    both = [one for one in held if one.fixed_level_asked is not None and one.level_asked is not None]
    levels = [one.level_asked / max(one.fixed_level_asked or 1, 1) for one in both if one.level_asked is not None]
    safe = [one.safe_minutes / one.fixed_safe_minutes for one in both if one.safe_minutes and one.fixed_safe_minutes]
    return median(levels) if levels else 1.0, median(safe) if safe else 1.0


def judge(held: list[Held]) -> list[str]:
    """The bars that were missed, each as a sentence part; what is saved is about generated persons, of whom all is
    known; safety is for everybody, also for those in whose record most answers are missing."""
    whole, trial = [one for one in held if not one.trial], [one for one in held if one.trial]
    of_full, of_gated, _ = _saved(whole)
    level, safety = _order(whole)
    found = {
        "of_full": (of_full, "median saving of the minutes of whole forms"),
        "of_gated": (of_gated, "median saving against fixed order with published gates"),
        "safe": (min(map(_safe, filter(None, (whole, trial)))), "share with safety settled within ten minutes"),
        "level": (1 - level, "questions saved until the level is settled"),
        "safety": (1 - safety, "minutes saved until safety is settled"),
    }
    return [
        f"{says} is {value:.1%}, the bar is {BAR[name]:.0%}"
        for name, (value, says) in found.items()
        if value < BAR[name]
    ]


def table(held: list[Held]) -> list[str]:
    """All figures in lines."""
    whole, trial = [one for one in held if not one.trial], [one for one in held if one.trial]
    lines = [_line("generated", whole)]
    lines += [_line(f"  {name}", group) for name, group in _groups(whole, "main")]
    lines += [_line(f"  {name}", group) for name, group in _groups(whole, "severity")]
    if trial:
        lines.append(_line("trial", trial))
    level, safety = _order(whole)
    ordered = [one for one in whole if one.fixed_level_asked is not None]
    lines.append(
        f"order, {len(ordered)} persons, against the fixed order with the same skipping: questions until the level is "
        f"settled {level:.0%}, minutes until safety is settled {safety:.0%}"
    )
    return lines


def _groups(held: list[Held], by: str) -> list[tuple[str, list[Held]]]:
    names = sorted({str(getattr(one, by)) for one in held})
    return [(name, [one for one in held if getattr(one, by) == name]) for name in names]


def _line(name: str, held: list[Held]) -> str:
    of_full, of_gated, of_all = _saved(held)
    above = sum(1 - one.forms_short / one.forms_full > BAR["of_full"] for one in held if one.forms_full) / len(held)
    asked = sorted(one.asked for one in held)
    same = sum(not one.differs for one in held)
    return (
        f"{name}: {same} of {len(held)} plans the same; forms {median(o.forms_full for o in held):.0f} min whole, "
        f"{median(o.forms_gated for o in held):.0f} gated, {median(o.forms_short for o in held):.0f} short: saves "
        f"{of_full:.0%} and {of_gated:.0%}, above {BAR['of_full']:.0%} for {above:.0%}; with questions "
        f"{median(o.all_full for o in held):.0f} to {median(o.all_short for o in held):.0f} min, saves {of_all:.0%}; "
        f"asked {asked[len(asked) // 10]}-{asked[len(asked) // 2]}-{asked[9 * len(asked) // 10]} (10-50-90 %); "
        f"safety within {SAFE_MINUTES:.0f} min for {_safe(held):.0%}"
    )
