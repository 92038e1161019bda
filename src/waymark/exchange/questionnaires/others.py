"""Instruments that look like ours and are not, and instruments the library has no scoring for."""

from typing import NamedTuple

__all__ = ["LIKE", "NAMES", "OTHERS", "PARTS", "RESULT_ALIASES", "VARIANT_ITEMS", "Other", "Part"]


class Other(NamedTuple):
    """A known instrument without scoring here. `title` is looked for in names and titles, in small letters; `part_of`:
    it is only a part of that one of ours, so a whole one is not meant."""

    name: str
    why: str
    panels: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    title: str = ""
    part_of: str = ""


class Part(NamedTuple):
    """A short form that is the first items of one of our instruments."""

    name: str
    instrument: str
    items: tuple[str, ...]
    score: str
    panels: tuple[str, ...]


_NONE = "the library has no scoring for it"
_TOTAL = "the library takes over its total and scores no items of it (`waymark score`)"
OTHERS = (
    Other(
        "USAUDIT",
        "its first three questions count 0 to 6, so its total is not an AUDIT total; " + _NONE,
        title=r"us-?\s?audit",
    ),
    Other("PRAPARE", _NONE, ("93025-5",), ("93035-4", "76501-6", "93029-7", "71802-3"), r"prapare"),
    Other(
        "ASSIST, shortened or changed",
        "not every question of each substance is in it, so no score of the ASSIST can be made; enter what was asked "
        "(`waymark score assist`)",
        title=r"\bassist\b",
        part_of="assist",
    ),
    Other("CAGE", _NONE, title=r"\bcage\b"),
    Other("PHQ-8", "it leaves out item 9 of the PHQ-9; " + _NONE, title=r"phq-?8\b"),
    Other("PHQ-4", _NONE, ("69724-3",), (), r"phq-?4\b"),
    Other("PHQ-15", _NONE, title=r"phq-?15\b"),
    Other(
        "C-SSRS full scale",
        "only the screener is scored here",
        ("93245-9",),
        (),
        r"c-?ssrs.*(full|lifetime/recent|since last visit)|since last visit",
    ),
    Other("DAST-20 or DAST-28", "only the ten-item form is scored here", (), (), r"dast-?\s?(20|28)\b"),
    Other("PSS-14", "only the forms of ten and four items are scored here", (), (), r"pss-?\s?14\b"),
    Other(
        "BAM-IOP",
        "its seven days fall into steps that are not published with it; enter the printed steps as bam_iop",
        title=r"bam-?\s?iop",
    ),
    Other("WHODAS 2.0, 36 items", "only the form of twelve items is scored here", title=r"whodas.*36"),
    Other(
        "PC-PTSD (four items, DSM-IV)",
        "only the PC-PTSD-5 is scored here",
        (),
        (),
        r"pc-?ptsd(?!-?5)(?!.*(dsm-?5|pc-ptsd-5))",
    ),
    Other("PCL-C, PCL-M or PCL-S", "only the PCL-5 is scored here", (), (), r"pcl-?[cms]\b"),
    Other("HARK", _TOTAL, ("76499-3",), (), r"\bhark\b"),
    Other("MoCA", _TOTAL, ("72133-2",), (), r"\bmoca\b"),
    Other(
        "PROMIS",
        "its sums become T-scores by its owner's table; enter the published T-score (`waymark score`)",
        ("77003-2",),
        (),
        r"promis",
    ),
    Other("ISI", _TOTAL, title=r"\bisi\b|insomnia severity"),
    Other("OCDS", _TOTAL, title=r"\bocds\b|obsessive compulsive drinking"),
    Other(
        "AHC-HRSN, a part of it",
        "the library scores the ten core questions together, and these are not all of them",
        (),
        (),
        r"\bhrsn\b|health-related social needs|^housing questions",
        "hrsn",
    ),
)
PARTS = (
    Part("PHQ-2", "phq9", ("item_1", "item_2"), "phq2", ("55757-9", "58120-7")),
    Part("GAD-2", "gad7", ("item_1", "item_2"), "gad2", ()),
    Part("TAPS-1", "taps", ("tobacco", "heavy_5", "heavy_4", "drugs", "medicines"), "first_step", ("96841-2",)),
)
# A question that stands in for one of the instrument's own.
VARIANT_ITEMS = {
    "audit_c": {
        "68517-2": (
            "item_1",
            ("the number of heavy drinking days (68517-2) in place of how often the person drinks (68518-0)"),
        )
    },
    "audit": {
        "68517-2": (
            "item_1",
            ("the number of heavy drinking days (68517-2) in place of how often the person drinks (68518-0)"),
        )
    },
}
# Forms that ask the questions of another: told from it by their name or by what they ask beside.
LIKE = {"phq_a": "phq9", "cssrs_since": "cssrs"}
# Result codes of other instruments that are a score of ours.
RESULT_ALIASES = {"audit": {"75626-2": "consumption"}, "peg": {"91147-9": "score"}}
# Names in titles, addresses and file ids.
NAMES = {
    "audit": r"\baudit\b(?!-?\s?c\b)|whoaudit|alcohol use disorders? identification test(?!.*(consumption|audit-c))",
    "audit_c": r"audit-?\s?_?c\b",
    "dast10": r"dast-?\s?10|drug abuse screening test-?\s?10",
    "phq9": r"(phq-?\s?9|patient health questionnaire-?\s?9)(?!.*(teen|adolesc|modified))",
    "phq_a": r"phq-?\s?a\b|phq-?\s?9.*(teen|adolesc|modified)",
    "gad7": r"gad-?\s?7",
    "cssrs": r"(c-?ssrs|columbia.suicide)(?!.*since)",
    "cssrs_since": r"(c-?ssrs|columbia.suicide).*since.last.contact",
    "dudit": r"\bdudit\b",
    "crafft": r"\bcrafft\b",
    "ace": r"adverse childhood|\bace\b",
    "sows": r"\bsows\b|subjective opiate",
    "taps": r"\btaps\b",
    "assist": r"\bassist\b(?!-?\s?lite)",
    "pc_ptsd5": r"pc-?ptsd-?5|primary care ptsd",
    "mdq": r"\bmdq\b|mood disorder questionnaire",
    "peg": r"\bpeg\b",
    "pss10": r"pss-?\s?10|perceived stress scale",
    "pcl5": r"pcl-?\s?5",
    "barc10": r"barc-?\s?10|brief assessment of recovery capital",
    "cows": r"\bcows\b|clinical opiate withdrawal",
    "ciwa_ar": r"\bciwa",
    "ftnd": r"\bftnd\b|fagerstr",
    "hrsn": r"\bhrsn\b|health-related social needs",
    "bam": r"\bbam\b(?!-?\s?(r|c|iop)\b)|brief addiction monitor(?!.*(revised|consumption))",
    "bam_r": r"bam-?r\b|brief addiction monitor.*revised",
    "pawss": r"\bpawss\b",
    "epds": r"\bepds\b|edinburgh (postnatal|perinatal|depression)",
    "whodas12": r"whodas(?!.*36)|disability assessment schedule(?!.*36)",
    "hunger_vital_sign": r"hunger vital sign",
    "pss4": r"pss-?\s?4\b|perceived stress scale-?\s?4\b",
    "ocs": r"opioid craving scale",
    "pacs": r"\bpacs\b|penn alcohol craving",
    "sure": r"substance use recovery evaluator",
    "brief_cope": r"brief.?cope",
    "ort_oud": r"\bort-?\s?oud\b|opioid risk tool.*(revised|oud)",
    "asq": r"\basq\b|ask suicide",
    "urica": r"\burica\b|university of rhode island change",
    "socrates_alcohol": r"socrates.*\b8?a\b|socrates.*(alcohol|drinking)",
    "socrates_drug": r"socrates.*\b8?d\b|socrates.*drug",
}
