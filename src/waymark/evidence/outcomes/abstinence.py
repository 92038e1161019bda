"""Abstinence from opioids other than the medicine: runs, weeks, first use."""

from waymark.evidence.outcomes.definition import AS_USE, BREAKS, LEFT_OUT, USE_OR_GONE, Column, Definition
from waymark.evidence.outcomes.measures import (
    AS_SEEN,
    ATTENDED_STRICT,
    MISSING_NEGATIVE,
    MIXED_POSITIVE,
    STRICT,
    CleanWindow,
    Contains,
    Count,
    EndsClean,
    FirstRun,
    LatticeClean,
    LongestWithout,
    WeekIs,
    Weeks,
)

__all__ = ["ABSTINENCE"]

ABSTINENCE = (
    Definition(
        columns=(Column("Ab_ctnNinetyFour_2023", "yes or no", CleanWindow(MIXED_POSITIVE, 12, 15, 1)),),
        says="Weeks 12 to 15 were negative, with at most one of the four missing. A mixed week is positive.",
        source="CTN-0094 team, 2023",
        doi=None,
        missing="One is forgiven, two are not. A course shorter than 15 weeks does not count.",
        hides="Everything before week 12, and everything after week 15.",
    ),
    Definition(
        columns=(Column("Ab_fiellin_2006", "weeks", Count(STRICT)),),
        says="Number of negative weeks in the whole course.",
        source="Fiellin et al., 2006",
        doi="10.1056/nejmoa055255",
        missing=AS_USE,
        hides="How many weeks there could have been: who is followed longer can score higher.",
    ),
    Definition(
        columns=(Column("Ab_kosten_1993", "yes or no", Contains(AS_SEEN, "---")),),
        says="There were at least 3 negative weeks in a row.",
        source="Kosten et al., 1993",
        doi="10.1097/00005053-199306000-00004",
        missing=BREAKS,
        hides="When that was, and what came after.",
    ),
    Definition(
        columns=(Column("Ab_krupitskyA_2011", "yes or no", Contains(STRICT, "+", Weeks(5, 15), absent=True)),),
        says="No week from 5 to 15 was positive. A course that ends before week 5 has none, and counts.",
        source="Krupitsky et al., 2011",
        doi="10.1016/S0140-6736(11)60358-9",
        missing=AS_USE,
        hides=f"{USE_OR_GONE} One bad week in eleven is the same as eleven.",
    ),
    Definition(
        columns=(Column("Ab_krupitskyB_2011", "weeks", Count(STRICT, Weeks(5, 15))),),
        says="Number of negative weeks from week 5 to week 15.",
        source="Krupitsky et al., 2011",
        doi="10.1016/S0140-6736(11)60358-9",
        missing=AS_USE,
        hides=USE_OR_GONE,
    ),
    Definition(
        columns=(Column("Ab_ling_1998", "yes or no", Contains(AS_SEEN, "----")),),
        says="There were at least 4 negative weeks in a row (in the trial: 13 tests in a row, three a week).",
        source="Ling et al., 1998",
        doi="10.1046/j.1360-0443.1998.9344753.x",
        missing=BREAKS,
        hides="When that was, and what came after.",
    ),
    Definition(
        columns=(Column("Ab_lofwall_2018", "yes or no", LatticeClean(STRICT)),),
        says=(
            "On visits weekly to week 7 and every other week then, each week between taking the one before: weeks 5 to "
            "7 negative by two thirds, week 8 negative, weeks 9 to 15 negative by five sixths."
        ),
        source="Lofwall et al., 2018",
        doi="10.1001/jamainternmed.2018.1052",
        missing=AS_USE,
        hides="Weeks 8, 10, 12 and 14 themselves, and the first four weeks.",
    ),
    Definition(
        columns=(
            Column("AbT_mokri_2016", "time", FirstRun(STRICT, "+", 1, event=False)),
            Column("AbE_mokri_2016", "event", FirstRun(STRICT, "+", 1, event=True)),
        ),
        says="Weeks to the first positive week; the length of the course where there was none.",
        source="Mokri et al., 2016",
        doi="10.1111/add.13259",
        missing=AS_USE,
        hides=f"{USE_OR_GONE} Everything after the first such week.",
    ),
    Definition(
        columns=(Column("Ab_schottenfeld_2005", "weeks", LongestWithout(ATTENDED_STRICT)),),
        says="Weeks of the longest run without a positive one.",
        source="Schottenfeld et al., 2005",
        doi="10.1176/appi.ajp.162.2.340",
        missing=LEFT_OUT,
        hides="Gaps: negative weeks before and after a long absence stand side by side.",
    ),
    Definition(
        columns=(
            Column("AbT_schottenfeldA_2008", "time", FirstRun(STRICT, "+", 1, event=False)),
            Column("AbE_schottenfeldA_2008", "event", FirstRun(STRICT, "+", 1, event=True)),
        ),
        says="Weeks to the first positive week; the length of the course where there was none.",
        source="Schottenfeld et al., 2008",
        doi="10.1016/S0140-6736(08)60954-X",
        missing=AS_USE,
        hides=f"{USE_OR_GONE} Everything after the first such week.",
    ),
    Definition(
        columns=(Column("Ab_schottenfeldB_2008", "weeks", LongestWithout(STRICT)),),
        says="Weeks of the longest run without a positive one.",
        source="Schottenfeld et al., 2008",
        doi="10.1016/S0140-6736(08)60954-X",
        missing=AS_USE,
        hides=f"{USE_OR_GONE} When the run was.",
    ),
    Definition(
        columns=(
            Column("AbT_shufman_1994", "time", FirstRun(MISSING_NEGATIVE, "+", 1, event=False)),
            Column("AbE_shufman_1994", "event", FirstRun(MISSING_NEGATIVE, "+", 1, event=True)),
        ),
        says="Weeks to the first week known to be positive; the length of the course where there was none.",
        source="Shufman et al., 1994",
        doi="10.1016/0006-3223(94)91240-8",
        missing="Counts as abstinence.",
        hides="Leaving: who never comes back is never positive.",
    ),
    Definition(
        columns=(Column("Ab_ctnThirty_2011", "yes or no", EndsClean(STRICT, before=3, positive=1)),),
        says="The last week was negative, and at most one of the three before it positive.",
        source="Weiss et al., 2011 (CTN-0030)",
        doi="10.1001/archgenpsychiatry.2011.121",
        missing=AS_USE,
        hides="Everything before the last four weeks; the last week of a long follow-up is not the end of treatment.",
    ),
    Definition(
        columns=(Column("Ab_schwartz_2006", "yes or no", WeekIs(15, "-")),),
        says="Week 15 was negative; a mixed week is not.",
        source="Schwartz et al., 2006",
        doi="10.1001/archpsyc.63.1.102",
        missing="Does not count as negative; so does a course shorter than 15 weeks.",
        hides="Every other week: one test stands for four months.",
    ),
)
