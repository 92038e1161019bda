"""The shipped warning model, fitted on the whole cohort: numbers, and the card that stands with them.

python -m prove._warning_file path/to/ctn0094 src/waymark/evidence/warning/models/warning-1.json
"""

import sys
from pathlib import Path

import msgspec

from prove._warning_model import FOLDS, SEED, WEEKS, Cohort, fit, tuned
from prove._warning_trial import COUNTS, Watched, best_alarm
from waymark.evidence.warning.model import FORMAT, Alarm, Card, Model, Term, Week
from waymark.exchange.ctn0094.histories import read_histories

__all__ = ["made"]

# Significant digits that are written: far more than the data can tell apart.
_DIGITS = 8
_BEGIN = 3
_NAMES = {1: "many", 2: "some", 3: "few"}


def made(cohort: Cohort) -> Model:
    """The model of everybody, with alarms whose thresholds come from folds."""
    everyone = list(range(cohort.size))
    penalty, risks = tuned(cohort, everyone, SEED)
    watched = Watched(cohort, everyone)
    weeks = {}
    for week in WEEKS:
        possible = cohort.possible[week]
        fitted = fit(cohort.known[week][possible], cohort.event[possible], penalty)
        terms = {
            name: Term(_short(mean), _short(weight))
            for name, mean, weight in zip(cohort.names, fitted.mean, fitted.coefficients / fitted.spread, strict=True)
        }
        weeks[week] = Week(_short(fitted.intercept), terms)
    alarms: dict[str, Alarm] = {_NAMES[count]: best_alarm(watched, risks, count, _BEGIN) for count in COUNTS}
    return Model(format=FORMAT, card=_card(cohort, penalty), weeks=weeks, alarms=alarms)


def _short(number: float) -> float:
    return float(f"{number:.{_DIGITS}g}")


def _card(cohort: Cohort, penalty: float) -> Card:
    return Card(
        version="1",
        says="The risk that somebody who began care for opioid use disorder is being lost in weeks 4 to 12.",
        event=(
            "4 bad weeks in a row inside weeks 4 to 12. Bad is a week with a positive test for opioids other than "
            "one's own medicine, or without a visit. Absence counts as use."
        ),
        fitted_on=(
            "CTN-0094, open participants: everybody randomized in CTN-0027 and CTN-0051, and a second time in CTN-0030 "
            "(public.ctn0094data 1.0.6; trials in the United States)"
        ),
        people=cohort.size,
        events=int(cohort.event.sum()),
        how=(
            "A ridge-penalised logistic regression for the end of each week from 1 to 11, on who can still have the "
            "event; what is not known takes the mean. Penalty and thresholds by cross-validation by person. "
            "Decision 0037."
        ),
        penalty=penalty,
        seed=SEED,
        folds=FOLDS,
        left_out="Race, ethnicity, sex, age, site, school, work, marriage; what was told about use after the start.",
        for_use=(
            "To speak with somebody earlier, and to offer more help.",
            "To compare ways of warning on trial data.",
        ),
        not_for=(
            "To withhold, taper or end a medicine, a place or a service.",
            "To punish, or to test somebody more often against their will.",
            "To report to courts, employers, insurers or child welfare.",
            "To rank who gets a scarce place.",
            "To say what one person will do.",
        ),
        limits=(
            "Trials choose their people; a programme's people differ, and so does what is sold where they live.",
            "Missed visits are what it reads most; where visits are counted otherwise it says little.",
            "In people kept out, the event was more common among Black participants than the risk said (0.58 against "
            "0.52, 151 people).",
            "Not tried in care. No plan of Waymark reads it.",
        ),
        status="project default; unsigned",
    )


def main() -> int:
    """Fit on the tables of a folder and write the file."""
    folder, out = map(Path, sys.argv[1:3])
    model = made(Cohort(read_histories(folder, lambda: None)))
    out.write_bytes(msgspec.json.format(msgspec.json.encode(model), indent=1) + b"\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
