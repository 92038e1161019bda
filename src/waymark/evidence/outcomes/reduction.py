"""Reduction of use: shares of weeks, counts and indices."""

from waymark.evidence.outcomes.definition import (
    AS_USE,
    GAP_WEIGHS_AS_ABSTINENCE,
    GAP_WEIGHS_AS_USE,
    LEFT_OUT,
    SHORT_COURSE,
    USE_OR_GONE,
    Column,
    Definition,
)
from waymark.evidence.outcomes.measures import (
    AS_SEEN,
    ATTENDED,
    MISSING_POSITIVE,
    AtLeast,
    Count,
    Index,
    LastWeeks,
    LatticeShare,
    NotPositive,
    RetainedRun,
    Share,
    TheseWeeks,
    UsualShare,
    Weeks,
    WhileRetained,
)

__all__ = ["REDUCTION"]

_LEAVING = "Leaving: who never comes scores 1."
_NEVER_CAME = "Leaving: who never comes scores 1, and two weeks there, both negative, do as well."

REDUCTION = (
    Definition(
        columns=(Column("Rd_comer_2006", "share", Share(AS_SEEN, span=Weeks(1, 8))),),
        says="Share of negative weeks in weeks 1 to 8; a mixed week is half.",
        source="Comer et al., 2006",
        doi="10.1001/archpsyc.63.2.210",
        missing=GAP_WEIGHS_AS_USE,
        hides=USE_OR_GONE,
    ),
    Definition(
        columns=(Column("Rd_eissenberg_1997", "yes or no", RetainedRun(weeks=15, run=4)),),
        says="Somebody still came in week 15 or later, and had 4 negative weeks in a row up to week 15.",
        source="Eissenberg et al., 1997",
        doi="10.1001/jama.1997.03540480045037",
        missing="One missing week between two that are known becomes their mean; longer gaps break a run.",
        hides="Whoever left early, however well they did: not retained is not counted.",
    ),
    Definition(
        columns=(Column("Rd_fiellin_2006", "share", Share(AS_SEEN)),),
        says="Share of negative weeks in the whole course; a mixed week is half.",
        source="Fiellin et al., 2006",
        doi="10.1056/nejmoa055255",
        missing=GAP_WEIGHS_AS_USE,
        hides=USE_OR_GONE,
    ),
    Definition(
        columns=(Column("Rd_fudala_2003", "share", Share(ATTENDED)),),
        says="Share of negative weeks among those known; a mixed week is half; 0 where none is known.",
        source="Fudala et al., 2003",
        doi="10.1056/nejmoa022164",
        missing=LEFT_OUT,
        hides=SHORT_COURSE,
    ),
    Definition(
        columns=(Column("Rd_haight_2019", "share", Share(AS_SEEN, span=Weeks(5, 15))),),
        says="Share of negative weeks in weeks 5 to 15; a mixed week is half.",
        source="Haight et al., 2019",
        doi="10.1016/S0140-6736(18)32259-1",
        missing=GAP_WEIGHS_AS_USE,
        hides=f"{USE_OR_GONE} The first four weeks.",
    ),
    Definition(
        columns=(Column("Rd_jaffe_1972", "share", UsualShare(retained=8)),),
        says="Share of negative weeks for who still came in week 8 or later, 0 for others.",
        source="Jaffe et al., 1972",
        doi="10.1001/jama.1972.03210040013004",
        missing="Becomes what that person mostly showed; a tie is positive.",
        hides="Which weeks were ever seen: a person known for five weeks of twenty is judged by those five.",
    ),
    Definition(
        columns=(Column("Rd_johnson_1992", "share", Share(AS_SEEN)),),
        says="Share of negative weeks in the whole course; a mixed week is half.",
        source="Johnson et al., 1992",
        doi="10.1001/jama.1992.03480200058024",
        missing=GAP_WEIGHS_AS_USE,
        hides=USE_OR_GONE,
    ),
    Definition(
        columns=(Column("Rd_kostenB_1993", "yes or no", AtLeast(Share(ATTENDED, span=Weeks(1, 15)), 0.7)),),
        says="At least 70 % of the first 15 known weeks were negative; a mixed week is half.",
        source="Kosten et al., 1993",
        doi="10.1097/00005053-199306000-00004",
        missing=LEFT_OUT,
        hides=SHORT_COURSE,
    ),
    Definition(
        columns=(Column("Rd_lingA_1998", "share", Share(ATTENDED, span=Weeks(1, 15))),),
        says="Share of negative weeks among the first 15 known; a mixed week is half; 0 where none is known.",
        source="Ling et al., 1998",
        doi="10.1046/j.1360-0443.1998.9344753.x",
        missing=LEFT_OUT,
        hides=SHORT_COURSE,
    ),
    Definition(
        columns=(Column("Rd_lingC_1998", "score", Count(AS_SEEN, Weeks(1, 15), halves=True)),),
        says="Number of negative weeks in weeks 1 to 15; a mixed week is half (treatment effectiveness score).",
        source="Ling et al., 1998",
        doi="10.1046/j.1360-0443.1998.9344753.x",
        missing="Adds nothing: weighs like use.",
        hides=USE_OR_GONE,
    ),
    Definition(
        columns=(Column("Rd_ling_2010", "share", Share(AS_SEEN, span=Weeks(1, 15))),),
        says="Share of negative weeks in weeks 1 to 15; a mixed week is half.",
        source="Ling et al., 2010",
        doi="10.1001/jama.2010.1427",
        missing=GAP_WEIGHS_AS_USE,
        hides=USE_OR_GONE,
    ),
    Definition(
        columns=(Column("Rd_lingA_1976", "score", Index(positive=1, mixed=0.5, missing=0.22, evenly=False)),),
        says=(
            "120 less what each of the first 15 weeks costs, relative to the worst possible: positive 1, mixed "
            "one half, missing 0.22; a positive or mixed week costs more the later it is (1 to 5, in steps of "
            "three weeks). 0 for who last came in week 3 or before."
        ),
        source="Ling et al., 1976",
        doi="10.1001/archpsyc.1976.01770060043007",
        missing="Costs 0.22, whenever it is.",
        hides="Which weeks cost the points; leaving in week 4 with no use costs little.",
    ),
    Definition(
        columns=(Column("Rd_lingB_1976", "score", Index(positive=0.8, mixed=0.4, missing=1.0, evenly=True)),),
        says=(
            "As the index above, with positive 0.8, mixed 0.4 and missing 1, and the cost of use rising evenly "
            "from 1 to 5 over the weeks there."
        ),
        source="Ling et al., 1976 (variant of the CTN-0094 team)",
        doi="10.1001/archpsyc.1976.01770060043007",
        missing="Costs 1, whenever it is: in the first weeks more than use.",
        hides="Which weeks cost the points.",
    ),
    Definition(
        columns=(Column("Rd_lofwall_2018", "share", LatticeShare(MISSING_POSITIVE)),),
        says=(
            "Share of negative weeks in weeks 1 to 15 on visits weekly to week 7 and every other week then, each "
            "week between taking the one before; a mixed week is half."
        ),
        source="Lofwall et al., 2018",
        doi="10.1001/jamainternmed.2018.1052",
        missing=AS_USE,
        hides="Weeks 8, 10, 12 and 14 themselves.",
    ),
    Definition(
        columns=(Column("Rd_mattickA_2003", "share", Share(AS_SEEN, span=WhileRetained())),),
        says=("Share of negative weeks up to the last week somebody came; a mixed week is half; 0 for who never came."),
        source="Mattick et al., 2003",
        doi="10.1046/j.1360-0443.2003.00335.x",
        missing="Weighs like use up to the last week somebody came; is not looked at after it.",
        hides=SHORT_COURSE,
    ),
    Definition(
        columns=(Column("Rd_mattickB_2003", "share", Share(AS_SEEN, span=Weeks(1, 13))),),
        says="Share of negative weeks in weeks 1 to 13; a mixed week is half.",
        source="Mattick et al., 2003",
        doi="10.1046/j.1360-0443.2003.00335.x",
        missing=GAP_WEIGHS_AS_USE,
        hides=USE_OR_GONE,
    ),
    Definition(
        columns=(Column("Rd_paniA_2000", "share", Share(ATTENDED)),),
        says="Share of negative weeks among those known; a mixed week is half; 0 where none is known.",
        source="Pani et al., 2000",
        doi="10.1016/s0376-8716(99)00140-4",
        missing=LEFT_OUT,
        hides=SHORT_COURSE,
    ),
    Definition(
        columns=(Column("Rd_paniB_2000", "share", Share(AS_SEEN)),),
        says="Share of negative weeks in the whole course; a mixed week is half.",
        source="Pani et al., 2000",
        doi="10.1016/s0376-8716(99)00140-4",
        missing=GAP_WEIGHS_AS_USE,
        hides=USE_OR_GONE,
    ),
    Definition(
        columns=(Column("Rd_petitjean_2001", "share", Share(MISSING_POSITIVE, "+", rest=True)),),
        says="One less the share of positive weeks; a mixed week is half.",
        source="Petitjean et al., 2001",
        doi="10.1016/S0376-8716(00)00163-0",
        missing=AS_USE,
        hides=USE_OR_GONE,
    ),
    Definition(
        columns=(Column("Rd_preston_2000", "share", Share(AS_SEEN, span=Weeks(1, 13))),),
        says="Share of negative weeks in weeks 1 to 13; a mixed week is half.",
        source="Preston et al., 2000",
        doi="10.1001/archpsyc.57.4.395",
        missing=GAP_WEIGHS_AS_USE,
        hides=USE_OR_GONE,
    ),
    Definition(
        columns=(Column("Rd_schottenfeld_2005", "share", Share(ATTENDED)),),
        says="Share of negative weeks among those known; a mixed week is half; 0 where none is known.",
        source="Schottenfeld et al., 2005",
        doi="10.1176/appi.ajp.162.2.340",
        missing=LEFT_OUT,
        hides=SHORT_COURSE,
    ),
    Definition(
        columns=(Column("Rd_shufman_1994", "share", Share(AS_SEEN, "+", rest=True)),),
        says="One less the share of weeks known to be positive; a mixed week is half.",
        source="Shufman et al., 1994",
        doi="10.1016/0006-3223(94)91240-8",
        missing=GAP_WEIGHS_AS_ABSTINENCE,
        hides=_LEAVING,
    ),
    Definition(
        columns=(Column("Rd_soyka_2008", "share", Share(ATTENDED, "+", rest=True)),),
        says=("One less the share of positive weeks among those known; a mixed week is half; 1 where none is known."),
        source="Soyka et al., 2008",
        doi="10.1017/S146114570700836X",
        missing=LEFT_OUT,
        hides=_NEVER_CAME,
    ),
    Definition(
        columns=(Column("Rd_strain_1993", "share", Share(AS_SEEN, "+", Weeks(6, 15), rest=True)),),
        says="One less the share of weeks known to be positive in weeks 6 to 15; a mixed week is half.",
        source="Strain et al., 1993",
        doi="10.7326/0003-4819-119-1-199307010-00004",
        missing=GAP_WEIGHS_AS_ABSTINENCE,
        hides=_LEAVING,
    ),
    Definition(
        columns=(Column("Rd_strain_1994", "share", Share(AS_SEEN, "+", rest=True)),),
        says=(
            "One less the share of weeks known to be positive; a mixed week is half. The published table counts "
            "missing weeks in; its description says they are left out."
        ),
        source="Strain et al., 1994",
        doi="10.1176/ajp.151.7.1025",
        missing=GAP_WEIGHS_AS_ABSTINENCE,
        hides=_LEAVING,
    ),
    Definition(
        columns=(Column("Rd_strain_1996", "share", Share(ATTENDED, "+", rest=True)),),
        says=("One less the share of positive weeks among those known; a mixed week is half; 1 where none is known."),
        source="Strain et al., 1996",
        doi="10.1097/00004714-199602000-00010",
        missing=LEFT_OUT,
        hides=_NEVER_CAME,
    ),
    Definition(
        columns=(Column("Rd_strain_1999", "share", Share(AS_SEEN, "+", rest=True)),),
        says=(
            "One less the share of weeks known to be positive; a mixed week is half. The published table counts "
            "missing weeks in; its description says they are left out."
        ),
        source="Strain et al., 1999",
        doi="10.1001/jama.281.11.1000",
        missing=GAP_WEIGHS_AS_ABSTINENCE,
        hides=_LEAVING,
    ),
    Definition(
        columns=(Column("Rd_strang_2010", "yes or no", AtLeast(Share(AS_SEEN, span=LastWeeks(12)), 0.5)),),
        says="At least half of the last 12 weeks were negative; a mixed week is half.",
        source="Strang et al., 2010",
        doi="10.1016/S0140-6736(10)60349-2",
        missing=GAP_WEIGHS_AS_USE,
        hides="Everything before; the last 12 weeks of a long follow-up are not the end of treatment.",
    ),
    Definition(
        columns=(Column("Rd_strang_2019", "share", Share(AS_SEEN, span=Weeks(1, 12))),),
        says="Share of negative weeks in weeks 1 to 12; a mixed week is half.",
        source="Strang et al., 2019",
        doi="10.3310/hta23030",
        missing=GAP_WEIGHS_AS_USE,
        hides=USE_OR_GONE,
    ),
    Definition(
        columns=(Column("Rd_tanum_2017", "share", Share(AS_SEEN, span=WhileRetained())),),
        says=("Share of negative weeks up to the last week somebody came; a mixed week is half; 0 for who never came."),
        source="Tanum et al., 2017",
        doi="10.1001/jamapsychiatry.2017.3206",
        missing="Weighs like use up to the last week somebody came; is not looked at after it.",
        hides=SHORT_COURSE,
    ),
    Definition(
        columns=(Column("Rd_wolstein_2009", "share", Share(ATTENDED)),),
        says="Share of negative weeks among those known; a mixed week is half; 0 where none is known.",
        source="Wolstein et al., 2009",
        doi="10.1055/s-0028-1083818",
        missing=LEFT_OUT,
        hides=SHORT_COURSE,
    ),
    Definition(
        columns=(Column("Rd_woody_2008", "share", Share(MISSING_POSITIVE, "+", TheseWeeks((4, 8, 12)), rest=True)),),
        says="One less the share of weeks 4, 8 and 12 that were positive; a mixed week is half.",
        source="Woody et al., 2008",
        doi="10.1001/jama.2008.574",
        missing=AS_USE,
        hides="Every other week: three tests stand for three months.",
    ),
    Definition(
        columns=(Column("Rd_zaks_1972", "score", NotPositive(ATTENDED)),),
        says="Number of known weeks that were not positive; a mixed week is half.",
        source="Zaks et al., 1972",
        doi="10.1001/jama.1972.03200060039005",
        missing=LEFT_OUT,
        hides="How many weeks there could have been, and the share of them that was good.",
    ),
)
