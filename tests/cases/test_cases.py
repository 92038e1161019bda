"""Would a clinician agree? Every case of the library, run through the real rules."""

import pytest

from waymark.knowledge.look import read
from waymark.knowledge.release import load_release
from waymark.planning.cases import check_case
from waymark.planning.prepare import Prepared, prepare

CASES = read().entries["cases"]


@pytest.fixture(scope="module")
def prepared() -> Prepared:
    return prepare(load_release())


def test_there_are_cases() -> None:
    assert len(CASES) > 500


@pytest.mark.parametrize("name", CASES)
def test_case(name: str, prepared: Prepared) -> None:
    case = CASES[name].entry
    wrong = check_case(prepared, case)
    assert not wrong, f"{case.title['en']}: " + "; ".join(wrong)
