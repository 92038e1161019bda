"""Single definitions in words small enough to check by hand."""

import pytest

from waymark.evidence.errors import EvidenceError
from waymark.evidence.outcomes.definitions import COLUMNS, DEFINITIONS
from waymark.evidence.outcomes.plain import Value, measured
from waymark.evidence.words import check_word

MEASURES = {column.name: column.measure for column in COLUMNS}
FULL = "-" * 15


@pytest.mark.parametrize(
    ("column", "word", "value"),
    [
        ("Ab_ctnNinetyFour_2023", FULL[:11] + "-o--", True),
        ("Ab_ctnNinetyFour_2023", FULL[:11] + "-oo-", False),
        ("Ab_ctnNinetyFour_2023", FULL[:11] + "-*--", False),
        ("Ab_ctnNinetyFour_2023", FULL[:14], False),
        ("Ab_ctnThirty_2011", "++o-+-", False),
        ("Ab_ctnThirty_2011", "+o--+-", True),
        ("Ab_ctnThirty_2011", "-", True),
        ("Ab_schottenfeld_2005", "-o-+--*", 2),
        ("Ab_schottenfeldB_2008", "-o-+--*", 2),
        ("Ab_schottenfeld_2005", "--oo-", 3),
        ("Ab_schwartz_2006", FULL, True),
        ("Ab_schwartz_2006", FULL[:14], False),
        ("AbT_shufman_1994", "oo*-", 3),
        ("AbT_mokri_2016", "----", 4),
        ("Rd_mattickA_2003", "-+oo", 0.5),
        ("Rd_mattickA_2003", "oooo", 0.0),
        ("Rd_soyka_2008", "oooo", 1.0),
        ("Rd_kostenB_1993", "-------*++", True),
        ("Rd_strang_2010", "+" * 10 + "------oooooo", True),
        ("Rd_woody_2008", "+++-+++-+++*", pytest.approx(5 / 6)),
        ("Rd_woody_2008", "---", 1.0),
        ("Rd_zaks_1972", "-o*+", 1.5),
        # Ties: as many positive as negative weeks, so missing ones are positive.
        ("Rd_jaffe_1972", "--+*oo-+", 3.5 / 8),
        ("Rd_jaffe_1972", "--++oo-+", 3 / 8),
        ("Rd_jaffe_1972", "-+-*o--+", 5.5 / 8),
        ("Rd_jaffe_1972", "-------o", 0.0),
        # A gap between two negative weeks is negative, one beside a mixed week is not.
        ("Rd_eissenberg_1997", "--o-" + "+" * 11, True),
        ("Rd_eissenberg_1997", "--o*-" + "+" * 10, False),
        ("Rd_eissenberg_1997", "-o-o" + "+" * 11, False),
        ("Rd_eissenberg_1997", "--------------", False),
        ("Rd_lingA_1976", "--oo--", pytest.approx(120 - 120 * 0.44 / 9)),
        ("Rd_lingB_1976", "---+", pytest.approx(120 - 120 * 4 / (1 + 0.8 * 7 / 3 + 0.8 * 11 / 3 + 4))),
        ("Rd_lingA_1976", "---o", 0.0),
        # Seven weekly visits, then every other week takes the one before.
        ("Rd_lofwall_2018", "------------+-+", 12 / 15),
        ("Rd_lofwall_2018", "-------", 7 / 15),
        ("Ab_lofwall_2018", "ooooo--+-+-+-+-", True),
        ("Ab_lofwall_2018", "ooooo-o+-+-+-+-", False),
        ("RsT_lee_2016", "----+--+", 7),
        ("RsT_lee_2016", "--------", 7),
        ("RsT_ctnFiftyOne_2018", "++++++--", 3),
        ("RsT_ctnNinetyFour_2023", "++++++--", 1),
        ("DrT_ctnNinetyFour_2023", "-oooo", 2),
        ("DrE_ctnNinetyFour_2023", "-ooo", 0),
        ("Rs_johnson_1992", "+++-+-", False),
        ("Rs_johnson_1992", "---oo", True),
    ],
)
def test_a_definition_says(column: str, word: str, value: Value) -> None:
    assert measured(MEASURES[column], word) == value


def test_a_word_of_no_weeks_has_all_outcomes() -> None:
    values = {name: measured(measure, "") for name, measure in MEASURES.items()}
    assert values["Rd_fiellin_2006"] == 0
    assert values["Rd_soyka_2008"] == 1
    assert values["AbT_mokri_2016"] == 0


def test_a_sign_that_is_no_symbol_is_named_with_its_week() -> None:
    with pytest.raises(EvidenceError, match=r"p-1: week 3 holds `x`.*write \+ positive"):
        check_word("+-x", "p-1")


def test_every_definition_says_what_it_is() -> None:
    assert len(COLUMNS) == 62
    assert len(DEFINITIONS) == 54
    for definition in DEFINITIONS:
        assert all((definition.says, definition.source, definition.missing, definition.hides))
    # Times and events come in pairs.
    assert all([c.kind for c in d.columns] == ["time", "event"] for d in DEFINITIONS if len(d.columns) == 2)
