# ruff: noqa: E501 (a table of mistakes is read line by line)
"""Each check finds its mistake, and is silent on a sound library."""

import datetime
from pathlib import Path

import pytest

from tests.unit.knowledge.small import SMALL, changed, write
from waymark.knowledge.check import Finding, check_folder

TODAY = datetime.date(2026, 11, 21)


def findings(folder: Path, files: dict[str, str]) -> list[Finding]:
    return check_folder(write(folder, files), today=TODAY)


def test_a_sound_library_has_no_findings(tmp_path: Path) -> None:
    assert [str(finding) for finding in findings(tmp_path, SMALL)] == []


@pytest.mark.parametrize(
    ("file", "old", "new", "check", "says"),
    [
        ("values.yaml", "status: project default, note: first choice", "status: project default", "status", "add `note`"),
        ("values.yaml", "status: sourced, sources: [{source: guide-2024}]", "status: sourced", "status", "no source"),
        ("rules/use.yaml", "status: sourced\n", "status: signed\n", "status", "only a site can sign"),
        ("rules/use.yaml", "source: guide-2024", "source: guide-2023", "sources", "`guide-2023`"),
        ("sources.yaml", "{id: guide-2024,", "{id: other, title: O, citation: O, read: no}\n  - {id: guide-2024,", "sources", "nothing"),
        ("rules/use.yaml", "review_by: 2027-01-01\n    safety", "review_by: 2026-11-01\n    safety", "dates", "2026-11-01"),
        ("values.yaml", "valid_from: 2020-01-01", "valid_from: 2027-01-01", "dates", "order of dates"),
        ("rules/use.yaml", "problem: PR-USE", "problem: PR-USEE", "names", "did you mean `PR-USE`?"),
        ("rules/use.yaml", "dimension: A", "dimension: F", "names", "`F`"),
        ("rules/use.yaml", "at_least: 1", "at_least: 7", "names", "0 to 4"),
        ("problems.yaml", "goals: [GO-1]", "goals: [GO-2]", "names", "`GO-2`"),
        ("problems.yaml", "intervention:talk", "intervention:tlak", "names", "`tlak`"),
        ("problems.yaml", '["intervention:talk"]', "[talk]", "names", "is no option"),
        ("problems.yaml", '["intervention:talk"]', "[]", "reachable", "no plan can have it"),
        ("rules/use.yaml", "{do: problem, problem: PR-USE, urgency: 1}", "{do: discourage, option: 'intervention:talk'}", "reachable", "no rule opens"),
        ("facts/use.yaml", "asked: {question: {en: Do you wish it?, es: ¿Lo desea?}}", "sensitive: true", "obtainable", "cannot be found out"),
        ("facts/use.yaml", "score: total", "score: totl", "obtainable", "did you mean `total`?"),
        ("facts/use.yaml", "instrument: form", "instrument: from", "names", "did you mean `form`?"),
        ("instruments/form.yaml", "add: [item_1]", "add: [item_2]", "scoring", "item_2"),
        ("instruments/form.yaml", "range: [0, 1]", "range: [0, 2]", "scoring", "0 to 1"),
        ("instruments/form.yaml", "add: [item_1],", "add: [item_1], mean: [item_1],", "scoring", "exactly one"),
        ("instruments/form.yaml", "options: [0, 1]", "minimum: 3, maximum: 1", "scoring", "swap them"),
        ("instruments/form.yaml", "options: [0, 1]", "options: [0, 1], optional: true", "scoring", "is optional and counts in `total`"),
        ("instruments/form.yaml", "options: [0, 1]", "options: [0, 1], instead_of: item_2", "scoring", "no item `item_2`"),
        ("instruments/form.yaml", "subject: {}", "subject: {}\n    readings: [wish]", "scoring", "`wish` is no derived fact"),
        ("instruments/form.yaml", "status: project default", "loinc_panel: 44261-8\n    status: project default", "codes", "check digit"),
        ("instruments/form.yaml", "status: project default", "loinc_panel: 44249-1\n    status: project default", "codes", "the panel of phq9"),
        ("problems.yaml", "es: Consume más de lo que quiere.", "", "twins", "`es`"),
        ("problems.yaml", "You use more than you want.", "You are an addict.", "words", "avoid `addict`"),
        ("problems.yaml", "You use more than you want.", "You have to stay clean.", "words", "in recovery"),
        ("cases/use.yaml", '"rule:is-use-heavy", ', "", "cases", "no case exercises"),
        ("cases/use.yaml", "rule:is-opioids-counted", "rule:is-opioid-counted", "cases", "did you mean"),
        ("cases/use.yaml", '"25..30"', '"25..40"', "cases", "outside 0 to 30"),
        ("cases/use.yaml", '"25..30"', '"30..25"', "cases", "wrong way round"),
        ("cases/use.yaml", '"25..30"', '"many"', "cases", "wants a number"),
        ("cases/use.yaml", 'wish: "yes"', "wish: perhaps", "cases", "not one of yes, no"),
        ("cases/use.yaml", 'wish: "yes"', "wsh: 'yes'", "cases", "did you mean `wish`?"),
        ("rules/use.yaml", "{value.many_days}", "{value.many_dais}", "placeholders", "many_dais"),
        ("rules/use.yaml", "{value.many_days}", "{alcohol.days_of_30} days", "placeholders", "drop `days`"),
        ("goals.yaml", "baseline / 2", "basline / 2", "expressions", "basline"),
        ("goals.yaml", "baseline / 2", "baseline >= 2", "expressions", "wants a number"),
        ("facts/use.yaml", "- id: wish\n", "- id: wish\n    protected: true\n", "protected", "add `protected_reason`"),
        ("facts/use.yaml", "type: integer\n    unit", "protected: true\n    type: integer\n    unit", "protected", "alcohol.days_of_30"),
        ("rules/use.yaml", "heavy or (wish is no)", "heavy", "unused", "no condition, goal or text"),
        ("values.yaml", "values:\n", "values:\n  - id: spare\n    label: {en: a, es: a}\n    history: [{valid_from: 2026-01-01, value: 1, status: project default, note: ours}]\n", "unused", "uses this value"),
    ],
)  # fmt: skip
def test_each_check_finds_its_mistake(tmp_path: Path, file: str, old: str, new: str, check: str, says: str) -> None:
    found = findings(tmp_path, changed(file, old, new))
    assert any(finding.check == check and says in finding.what for finding in found), [str(f) for f in found]


def test_a_mistake_of_all_substances_is_told_once(tmp_path: Path) -> None:
    found = findings(tmp_path, changed("rules/use.yaml", "dimension: A", "dimension: F"))
    assert len([finding for finding in found if finding.check == "names"]) == 1


def test_crisis_resources_expire(tmp_path: Path) -> None:
    crisis = """
crisis:
  - id: line
    label: {en: Line, es: Línea}
    contact: {en: "1", es: "1"}
    says: {en: Call., es: Llame.}
    verified: 2026-01-01
    expires: 2026-11-21
    status: to verify
"""
    assert [finding.check for finding in findings(tmp_path, {**SMALL, "crisis.yaml": crisis})] == ["dates"]


def test_hard_words_for_the_person_are_found(tmp_path: Path) -> None:
    hard = (
        "Pharmacological interventions administered concomitantly with psychosocial counselling demonstrably "
        "ameliorate physiological dependency symptomatology, necessitating interdisciplinary collaboration and "
        "individualised consideration of contraindications before any subsequent pharmacological intensification."
    )
    found = findings(tmp_path, changed("problems.yaml", "You use more than you want.", f'"{hard}"'))
    assert [finding.check for finding in found] == ["reading"]


def test_a_library_that_cannot_be_read_gives_its_troubles_as_findings(tmp_path: Path) -> None:
    found = findings(tmp_path, changed("facts/use.yaml", "type: category", "type: kategory"))
    assert [(finding.check, finding.file) for finding in found] == [("library", "facts/use.yaml")]
