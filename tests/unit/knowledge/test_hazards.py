"""Hazards: what a check finds in the log, and what looking at a rule says of it."""

from pathlib import Path

import pytest

from tests.unit.knowledge.small import SMALL, write
from waymark.knowledge.assemble import assemble
from waymark.knowledge.browse import show
from waymark.knowledge.check import Finding, check_folder
from waymark.knowledge.folder import read_folder

HAZARDS = """
hazards:
  - id: harm
    cause: {en: Nobody looks., es: Nadie mira.}
    says: {en: It goes wrong., es: Sale mal.}
    harm: {en: Harm., es: Daño.}
    hurt: [person]
    severity: grave
    likelihood: unlikely
    rules: [%(rule)s]
    tests: [tests/one.py]
    remains: {en: Something remains., es: Algo queda.}
    owner: maintainers
    state: controlled
"""


def a_rule() -> str:
    """Any rule of the small library."""
    text = SMALL["rules/use.yaml"]
    return text.partition("- id: ")[2].split()[0].strip("\"'")


def findings(folder: Path, log: str) -> list[Finding]:
    return [one for one in check_folder(write(folder, {**SMALL, "hazards/log.yaml": log})) if one.check == "hazards"]


def test_a_sound_log_has_no_findings(tmp_path: Path) -> None:
    assert findings(tmp_path, HAZARDS % {"rule": a_rule()}) == []


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("rules: [", "rules: [no-such-rule, ", "there is no rule `no-such-rule`"),
        ("tests: [tests/one.py]", "tests: []", "nothing shows its controls"),
        ("    tests:", "    features: [planning/front.py]\n    tests:", "add `controls`"),
    ],
)
def test_each_mistake_of_the_log_is_found(tmp_path: Path, old: str, new: str, says: str) -> None:
    log = HAZARDS % {"rule": a_rule()}
    assert old in log
    (found,) = findings(tmp_path, log.replace(old, new))
    assert says in found.what
    assert found.severity == "error"
    assert found.file == "hazards/log.yaml"


def test_a_hazard_that_nothing_stands_against_says_so_or_is_found(tmp_path: Path) -> None:
    bare = HAZARDS.replace("    rules: [%(rule)s]\n", "").replace("    tests: [tests/one.py]\n", "")
    claimed = findings(tmp_path / "claimed", bare)
    assert any("nothing stands against it" in one.what for one in claimed)
    said = findings(tmp_path / "said", bare.replace("state: controlled", "state: open"))
    assert not [one for one in said if one.severity == "error"]


def test_a_safety_rule_that_no_hazard_names_is_a_warning(tmp_path: Path) -> None:
    assert "safety: true" in SMALL["rules/use.yaml"]
    log = HAZARDS.replace("    rules: [%(rule)s]\n", "    features: [planning/front.py]\n").replace(
        "    tests:", "    controls: {en: Shown first., es: Se muestra primero.}\n    tests:"
    )
    (warned,) = findings(tmp_path, log)
    assert warned.severity == "warning"
    assert a_rule() in warned.key


def test_a_rule_that_is_shown_names_the_hazards_it_stands_against(tmp_path: Path) -> None:
    library = assemble(read_folder(write(tmp_path, {**SMALL, "hazards/log.yaml": HAZARDS % {"rule": a_rule()}})))
    (shown,) = show(library, a_rule())
    assert "stands against: harm" in shown.text()


def test_words_outside_the_scale_are_refused(tmp_path: Path) -> None:
    log = (HAZARDS % {"rule": a_rule()}).replace("severity: grave", "severity: 4")
    (found,) = check_folder(write(tmp_path, {**SMALL, "hazards/log.yaml": log}))
    assert "severity" in f"{found.key} {found.what}"


def test_a_hazard_is_read_as_it_is_written(tmp_path: Path) -> None:
    folder = write(tmp_path, {**SMALL, "hazards/log.yaml": HAZARDS % {"rule": a_rule()}})
    (written,) = read_folder(folder).entries["hazards"]
    assert written.entry.owner == "maintainers"
    assert written.entry.features == ()
