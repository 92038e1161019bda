"""The built-in library is whole: every rule with source or reason, status and case; make tells what it can do."""

import subprocess

import pytest

from tests.repository.test_documents import TARGETS
from tests.repository.tracked import ROOT
from waymark.knowledge.check import Finding, check
from waymark.knowledge.look import read

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def errors() -> list[Finding]:
    """Errors of all checks that do not depend on today's date."""
    return [finding for finding in check(read()) if finding.severity == "error"]


@pytest.mark.parametrize("kind", ["status", "sources", "cases"])
def test_every_rule_has_source_or_reason_status_and_case(kind: str, errors: list[Finding]) -> None:
    assert [str(finding) for finding in errors if finding.check == kind] == []


def test_no_other_check_finds_an_error(errors: list[Finding]) -> None:
    assert [str(finding) for finding in errors] == []


def test_nothing_built_in_is_signed() -> None:
    library = read()
    assert not [w.id for written in library.entries.values() for w in written.values() if _status(w.entry) == "signed"]


def _status(entry: object) -> object:
    return getattr(entry, "status", None)


def test_make_help_lists_every_target() -> None:
    # Called from another make, it would say which folder it enters.
    ran = subprocess.run(["make", "--no-print-directory", "help"], cwd=ROOT, capture_output=True, text=True, check=True)
    listed = {line.split()[1] for line in ran.stdout.splitlines()}
    assert listed == set(TARGETS)
