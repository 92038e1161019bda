"""Would a clinician agree? Every case of the library, run through the real rules."""

from pathlib import Path

import pytest

from waymark.knowledge.build import library_of
from waymark.knowledge.cache import LIBRARY
from waymark.knowledge.cases import case_facts
from waymark.knowledge.release import load_release
from waymark.planning.cases import check_case
from waymark.planning.prepare import prepare

CASES = library_of(Path(LIBRARY)).entries["cases"]


@pytest.fixture(scope="module")
def prepared():
    return prepare(load_release())


@pytest.mark.parametrize("name", CASES)
def test_case(name: str, prepared) -> None:
    case = CASES[name].entry
    wrong = check_case(prepared, case, case_facts(case, prepared.release))
    assert not wrong, f"{case.title['en']}: " + "; ".join(wrong)
