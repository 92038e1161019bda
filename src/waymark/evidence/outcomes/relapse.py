"""Relapse and dropout: runs of positive or missing weeks, and when they began."""

from waymark.evidence.outcomes.definition import AS_USE, USE_OR_GONE, Column, Definition
from waymark.evidence.outcomes.measures import AS_SEEN, STRICT, Contains, FirstDense, FirstRun, Weeks

__all__ = ["RELAPSE"]

_TIME = "without one, the last week in which it could have begun (nought or less in a course shorter than that)"

RELAPSE = (
    Definition(
        columns=(
            Column("RsT_ctnNinetyFour_2023", "time", FirstRun(STRICT, "+", 4, event=False)),
            Column("RsE_ctnNinetyFour_2023", "event", FirstRun(STRICT, "+", 4, event=True)),
        ),
        says=f"Week in which the first 4 positive weeks in a row began; {_TIME}.",
        source="CTN-0094 team, 2023",
        doi=None,
        missing=AS_USE,
        hides=f"{USE_OR_GONE} Whether somebody found back.",
    ),
    Definition(
        columns=(
            Column("DrT_ctnNinetyFour_2023", "time", FirstRun(AS_SEEN, "o", 4, event=False)),
            Column("DrE_ctnNinetyFour_2023", "event", FirstRun(AS_SEEN, "o", 4, event=True)),
        ),
        says=f"Week in which the first 4 missing weeks in a row began: dropout; {_TIME}.",
        source="CTN-0094 team, 2023",
        doi=None,
        missing="Four in a row are the event.",
        hides="Why somebody stayed away, and whether they came back.",
    ),
    Definition(
        columns=(Column("Rs_johnson_1992", "yes or no", Contains(STRICT, "++", Weeks(4))),),
        says="From week 4 on there were 2 positive weeks in a row.",
        source="Johnson et al., 1992",
        doi="10.1001/jama.1992.03480200058024",
        missing=AS_USE,
        hides=f"{USE_OR_GONE} Long courses have more chances of two such weeks.",
    ),
    Definition(
        columns=(Column("Rs_krupitsky_2004", "yes or no", Contains(STRICT, "+++")),),
        says="There were 3 positive weeks in a row. Also used by Krupitsky et al., 2006 (10.1016/j.jsat.2006.05.005).",
        source="Krupitsky et al., 2004",
        doi="10.1016/j.jsat.2004.02.002",
        missing=AS_USE,
        hides=f"{USE_OR_GONE} Whether somebody found back.",
    ),
    Definition(
        columns=(
            Column("RsT_lee_2016", "time", FirstDense(STRICT, 4, 2, event=False)),
            Column("RsE_lee_2016", "event", FirstDense(STRICT, 4, 2, event=True)),
        ),
        says=(
            "First four weeks of which at least two were positive (in the trial: 10 days of use in 28, a positive test "
            "standing for 5): the week they began, plus 2; without any, the same of the last four weeks."
        ),
        source="Lee et al., 2016",
        doi="10.1056/nejmoa1505409",
        missing=AS_USE,
        hides=f"{USE_OR_GONE} Days: a week is one or nothing.",
    ),
    Definition(
        columns=(
            Column("RsT_ctnFiftyOne_2018", "time", FirstRun(STRICT, "+", 4, event=False, first=3)),
            Column("RsE_ctnFiftyOne_2018", "event", FirstRun(STRICT, "+", 4, event=True, first=3)),
        ),
        says=f"As of the CTN-0094 team, but only from week 3 on; {_TIME}.",
        source="Lee et al., 2018 (CTN-0051)",
        doi="10.1016/S0140-6736(17)32812-X",
        missing=AS_USE,
        hides=f"{USE_OR_GONE} The first two weeks.",
    ),
    Definition(
        columns=(
            Column("RsT_schottenfeld_2008", "time", FirstRun(STRICT, "+", 3, event=False)),
            Column("RsE_schottenfeld_2008", "event", FirstRun(STRICT, "+", 3, event=True)),
        ),
        says=f"Week in which the first 3 positive weeks in a row began; {_TIME}.",
        source="Schottenfeld et al., 2008",
        doi="10.1016/S0140-6736(08)60954-X",
        missing=AS_USE,
        hides=f"{USE_OR_GONE} Whether somebody found back.",
    ),
)
