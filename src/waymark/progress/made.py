"""Changes that were accepted: when, what was expected, and at the look date whether it came."""

from collections.abc import Iterable

from waymark.planning.deciding.spoken import YES
from waymark.planning.deciding.titles import title_of
from waymark.progress.phrases import tell
from waymark.progress.report import Came, Made, Series
from waymark.progress.walk import Walk
from waymark.record.documents.decisions import Decision
from waymark.record.time import DAY, stamp

__all__ = ["accepted_on", "made_of", "refused", "words_on"]

_NO = ("declined", "disagreed")


def words_on(walk: Walk) -> dict[str, dict[str, Decision]]:
    """Of every change the last word of each author who has not taken it back."""
    found: dict[str, dict[str, Decision]] = {}
    for row in walk.situation.stand.log:
        if not row.item.startswith("change:"):
            continue
        said = found.setdefault(row.item, {})
        if row.decision == "withdrawn":
            said.pop(row.author, None)
        else:
            said[row.author] = row
    return found


def refused(walk: Walk) -> dict[str, Decision]:
    """Changes that somebody said no to, and the row that says so."""
    found = {}
    for item, said in words_on(walk).items():
        row = next((row for row in said.values() if row.decision in _NO), None)
        if row is not None:
            found[item] = row
    return found


def accepted_on(walk: Walk, begins: str) -> int | None:
    """The last day on which a change whose id begins so was accepted, and refused by nobody."""
    days = [
        min(stamp(row.at) for row in said.values()) // DAY
        for item, said in words_on(walk).items()
        if item.startswith(begins) and said and all(row.decision in YES for row in said.values())
    ]
    return max(days, default=None)


def made_of(walk: Walk) -> tuple[Made, ...]:
    """Accepted changes, oldest first. A change that one author accepted and nobody refused is made: a plan runs where
    the other will not sign."""
    found = []
    for item, said in words_on(walk).items():
        rows = list(said.values())
        if rows and all(row.decision in YES for row in rows):
            first = min(rows, key=lambda row: stamp(row.at))
            if first.seen is not None and first.seen.line is not None:
                found.append(_made(walk, item, first, first.seen.line))
    return tuple(sorted(found, key=lambda one: (one.accepted, one.id)))


def _made(walk: Walk, item: str, row: Decision, line: dict[str, str | float | None]) -> Made:
    show = walk.calendar.show
    accepted = stamp(row.at) // DAY
    look = accepted + int(float(line.get("look_days") or 0))
    measure = line.get("measure")
    before, hoped = line.get("now"), line.get("hoped")
    value, came = _came(walk, accepted, look, measure, before, hoped)
    title = title_of(walk.prepared, walk.evidence, item) or (row.seen.title if row.seen is not None else item)
    label = next((one.label for one in walk.series if one.id == measure), None)
    return Made(
        id=item,
        title=title,
        accepted=show(accepted),
        look=show(look),
        look_days=look - accepted,
        main=line.get("main") != 0,
        measure=None if measure is None else str(measure),
        measure_label=label,
        before=None if before is None else float(before),
        hoped=None if hoped is None else float(hoped),
        value=value,
        came=came,
        says=tell(f"came {came}", walk.prepared.language, look=show(look)),
        then=_then(walk, came, label, show(look)),
    )


def _then(walk: Walk, came: Came, label: str | None, look: str) -> str:
    """What follows: measure in time; keep what helps; take the next step where nothing came."""
    if label is None and came in ("not yet", "not measured"):
        return "" if came == "not yet" else tell("then not measured open", walk.prepared.language)
    return tell(f"then {came}", walk.prepared.language, measure=label, look=look)


def _came(
    walk: Walk, accepted: int, look: int, measure: object, before: str | float | None, hoped: str | float | None
) -> tuple[float | None, Came]:
    """The measure at the look date against what was hoped; a value before the change says nothing of it."""
    if walk.day < look:
        return None, "not yet"
    if measure is None or before is None or hoped is None:
        return None, "not measured"
    found = _at(walk.series_on(look), measure)
    if found is None or found.latest is None or found.latest.day <= accepted:
        return None, "not measured"
    value, was, aim = found.latest.value, float(before), float(hoped)
    sign = 1 if found.better == "higher" else -1
    gained, wanted = (value - was) * sign, (aim - was) * sign
    # To stay is hoped for where nothing more is: less than a change that counts is staying.
    room = (found.meaning or 0) if wanted <= 0 else 0
    came: Came = "came" if gained >= wanted - room else "in part" if gained > 0 else "did not come"
    return value, came


def _at(series: Iterable[Series], measure: object) -> Series | None:
    return next((one for one in series if one.id == measure), None)
