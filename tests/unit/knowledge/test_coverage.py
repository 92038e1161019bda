"""Coverage: what a check finds in the account of which entry carries which line of the reference."""

from pathlib import Path

import pytest

from tests.unit.knowledge.small import SMALL, write
from waymark.knowledge.assemble import assemble
from waymark.knowledge.check import Finding, check_folder
from waymark.knowledge.folder import read_folder

COVERAGE = """
coverage:
  - id: WD-1
    section: "2"
    says: who is asked
    carried: whole
    by: {rules: [%(rule)s], values: [many_days]}
  - id: WD-2
    section: "2"
    says: a duty of the site
    carried: not a rule
    why: A site does this.
"""


def a_rule() -> str:
    """Any rule of the small library."""
    return SMALL["rules/use.yaml"].partition("- id: ")[2].split()[0].strip("\"'")


def library(account: str, line: str = "WD-1") -> dict[str, str]:
    """The small library with this account; its first rule names `line`."""
    rules = SMALL["rules/use.yaml"].replace("- id:", f"- reference: [{line}]\n    id:", 1)
    return {**SMALL, "rules/use.yaml": rules, "coverage/withdrawal.yaml": account}


def findings(folder: Path, files: dict[str, str]) -> list[Finding]:
    return [one for one in check_folder(write(folder, files)) if one.check == "coverage"]


def test_a_sound_account_has_no_findings(tmp_path: Path) -> None:
    assert findings(tmp_path, library(COVERAGE % {"rule": a_rule()})) == []


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("values: [many_days]", "values: [few_days]", "`few_days` is not among the values"),
        ("values: [many_days]", "number: [many_days]", "`number` is no kind of entries"),
        ("rules: [", "rules: [no-such-rule, ", "`no-such-rule` is not among the rules"),
        ("id: WD-1", "id: WD-3", "does not name this line; add WD-3"),
        ("    why: A site does this.\n", "", "add `why`"),
        ("carried: not a rule", "carried: whole", "nothing carries it"),
        ("carried: whole", "carried: not yet\n    why: Later.", "yet something carries it"),
    ],
)
def test_each_mistake_of_the_account_is_found(tmp_path: Path, old: str, new: str, says: str) -> None:
    account = COVERAGE % {"rule": a_rule()}
    assert old in account
    found = findings(tmp_path, library(account.replace(old, new)))
    (error,) = [one for one in found if one.severity == "error"]
    assert says in error.what
    assert error.file == "coverage/withdrawal.yaml"


def test_a_line_that_is_named_and_not_accounted_for_is_a_warning(tmp_path: Path) -> None:
    (found,) = findings(tmp_path, library(COVERAGE.replace(f"rules: [{'%(rule)s'}], ", ""), line="WD-9"))
    assert found.severity == "warning"
    assert "`WD-9`" in found.what


def test_a_line_of_another_family_is_nobody_s_slip(tmp_path: Path) -> None:
    assert findings(tmp_path, library(COVERAGE.replace(f"rules: [{'%(rule)s'}], ", ""), line="MET-1")) == []


def test_plans_do_not_depend_on_the_account(tmp_path: Path) -> None:
    files = library(COVERAGE % {"rule": a_rule()})
    with_account = assemble(read_folder(write(tmp_path / "with", files)))
    del files["coverage/withdrawal.yaml"]
    assert with_account.id == assemble(read_folder(write(tmp_path / "without", files))).id
