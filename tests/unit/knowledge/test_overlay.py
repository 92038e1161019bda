"""What a site may change, in which order, and what is refused."""

import datetime
from pathlib import Path

import pytest

from tests.unit.knowledge.small import SMALL, changed, write
from waymark.knowledge.build import library_of
from waymark.knowledge.check import check_folder
from waymark.knowledge.conditions import value_at
from waymark.knowledge.content import fingerprint
from waymark.knowledge.errors import LibraryError

HEAD = "overlay:\n  id: {id}\n  layer: {layer}\n  name: {{en: Here, es: Aquí}}\n"


def overlay(folder: Path, body: str, id_: str = "here", layer: str = "programme") -> Path:
    return write(folder / id_, {"overlay.yaml": HEAD.format(id=id_, layer=layer) + body}) / "overlay.yaml"


SIGN = ", signed_off_by: {name: Dr. Ada Moss, role: medical director, date: 2026-02-03}"


def value(number: float | str, was: float, more: str = SIGN) -> str:
    return (
        f"  values:\n    - {{id: many_days, value: {number}, was: {was}, valid_from: 2026-01-01, "
        f"reason: {{en: local rule}}{more}}}\n"
    )


@pytest.fixture
def base(tmp_path: Path) -> Path:
    return write(tmp_path / "library", SMALL)


def number(base: Path, *overlays: Path) -> float:
    return float(value_at(library_of(base, overlays).entries["values"]["many_days"].entry, None).value)


def refusal(base: Path, *overlays: Path) -> str:
    with pytest.raises(LibraryError) as caught:
        library_of(base, overlays)
    return str(caught.value)


def test_a_value_is_changed_here_and_the_old_one_stays(base: Path, tmp_path: Path) -> None:
    library = library_of(base, [overlay(tmp_path, value(15, 20))])
    history = library.entries["values"]["many_days"].entry.history
    assert [dated.value for dated in history] == [10, 20, 15]
    assert library.id != library_of(base).id


def test_layers_apply_in_their_order_whatever_the_order_given(base: Path, tmp_path: Path) -> None:
    state = overlay(tmp_path, value(15, 20), "state", "jurisdiction")
    house = overlay(tmp_path, value(12, 15), "house", "programme")
    assert number(base, house, state) == number(base, state, house) == 12


def test_a_changed_upstream_value_is_a_conflict(base: Path, tmp_path: Path) -> None:
    message = refusal(base, overlay(tmp_path, value(15, 18)))
    assert "made against 18.0" in message
    assert "is now 20.0" in message
    assert "overlay.yaml:6:" in message
    assert number(base, overlay(tmp_path, value(15, 18, f"{SIGN}, accept_conflict: true"))) == 15


def test_unknown_names_and_keys_are_refused(base: Path, tmp_path: Path) -> None:
    assert "did you mean `many_days`?" in refusal(
        base, overlay(tmp_path, value(1, 2).replace("many_days", "many_dais"))
    )
    assert "unknown key" in refusal(base, overlay(tmp_path, "  vaules: []\n"))
    assert "given twice" in refusal(base, *[overlay(tmp_path, value(15, 20))] * 2)
    assert "cannot be read" in refusal(base, tmp_path / "nowhere.yaml")


def switched_off(base: Path, rule: str, sign: str) -> str:
    was = next(fingerprint(written.origin) for written in library_of(base).written["rules"] if written.template == rule)
    return f"  switched_off:\n    - {{rule: '{rule}', was: '{was}', reason: {{en: not here}}{sign}}}\n"


def test_a_safety_rule_needs_the_medical_director(base: Path, tmp_path: Path) -> None:
    body = switched_off(base, "is-use-heavy", "")
    assert "signed_off_by" in refusal(base, overlay(tmp_path, body))
    wrong = switched_off(base, "is-use-heavy", ", signed_off_by: {name: A, role: nurse, date: 2026-01-01}")
    assert "medical director" in refusal(base, overlay(tmp_path, wrong))


def test_a_signed_switch_marks_every_plan(base: Path, tmp_path: Path) -> None:
    sign = ", signed_off_by: {name: Dr. Ada Moss, role: medical director, date: 2026-02-03}"
    library = library_of(base, [overlay(tmp_path, switched_off(base, "is-use-heavy", sign))])
    assert "is-use-heavy" not in library.entries["rules"]
    (mark,) = library.marks
    assert "Is use heavy?" in mark["en"]
    assert "Dr. Ada Moss, 2026-02-03" in mark["es"]


def test_an_ordinary_rule_is_switched_off_for_all_substances_without_a_mark(base: Path, tmp_path: Path) -> None:
    library = library_of(base, [overlay(tmp_path, switched_off(base, "is-{substance}-counted", ""))])
    assert list(library.entries["rules"]) == ["is-use-heavy"]
    assert library.marks == ()


def test_a_rule_that_changed_upstream_is_a_conflict(base: Path, tmp_path: Path) -> None:
    body = switched_off(base, "is-{substance}-counted", "")
    newer = write(tmp_path / "newer", changed("rules/use.yaml", "criteria >= 1", "criteria >= 2"))
    assert "is now" in refusal(newer, overlay(tmp_path, body))


def test_a_rule_is_added_here(base: Path, tmp_path: Path) -> None:
    rule = SMALL["rules/use.yaml"].split("rules:\n")[1].split("  - id: is-{substance}")[0]
    rule = rule.replace("is-use-heavy", "is-use-heavy-here").replace("  - id", "id", 1)
    lines = "\n".join("        " + line.removeprefix("    ") for line in rule.rstrip().splitlines())
    body = f"  rules:\n    - reason: {{en: asked for}}\n      rule:\n{lines}\n"
    assert "is-use-heavy-here" in library_of(base, [overlay(tmp_path, body)]).entries["rules"]


def test_a_value_a_safety_rule_reads_needs_the_medical_director(base: Path, tmp_path: Path) -> None:
    message = refusal(base, overlay(tmp_path, value(15, 20, "")))
    assert "`is-use-heavy` reads `many_days`" in message
    assert "signed_off_by" in message


@pytest.mark.parametrize("reads", ["heavy", "(alcohol.days_of_30 >= many_days)"])
def test_a_signed_value_marks_every_plan(reads: str, tmp_path: Path) -> None:
    base = write(tmp_path / "library", changed("rules/use.yaml", "when: heavy or", f"when: {reads} or"))
    (mark,) = library_of(base, [overlay(tmp_path, value(15, 20))]).marks
    assert "many_days), from 20 to 15" in mark["en"]
    assert "Dr. Ada Moss, 2026-02-03" in mark["en"]
    assert "many_days), de 20 a 15" in mark["es"]


def test_a_value_no_safety_rule_reads_needs_no_signature(tmp_path: Path) -> None:
    base = write(tmp_path / "library", changed("rules/use.yaml", "    safety: true\n", ""))
    assert library_of(base, [overlay(tmp_path, value(15, 20, ""))]).marks == ()


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("Dr. Ada Moss", "' '", "name"),
        ("Dr. Ada Moss", "'-.-'", "name"),
        ("Dr. Ada Moss", "A", "name"),
        ("2026-02-03", "1999-12-31", "date"),
        ("2026-02-03", "2200-01-01", "date"),
    ],
)
def test_a_signature_needs_a_name_and_a_day(base: Path, tmp_path: Path, old: str, new: str, key: str) -> None:
    sign = SIGN.replace(old, new)
    assert f"signed_off_by.{key}" in refusal(base, overlay(tmp_path, value(15, 20, sign)))
    body = switched_off(base, "is-use-heavy", sign)
    assert f"signed_off_by.{key}" in refusal(base, overlay(tmp_path, body, "off"))


def test_a_signature_in_the_future_is_found_on_a_day(base: Path, tmp_path: Path) -> None:
    here = overlay(tmp_path, value(15, 20))

    def said(day: datetime.date) -> list[str]:
        return [f.key for f in check_folder(base, [here], day) if "in the future" in f.what]

    assert said(datetime.date(2026, 2, 3)) == []
    assert said(datetime.date(2026, 2, 2)) == ["overlay here.values[0].signed_off_by.date"]


@pytest.mark.parametrize("number", [".inf", ".nan", "-1"])
def test_a_number_that_cannot_be_is_refused(base: Path, tmp_path: Path, number: str) -> None:
    assert "overlay.yaml:6" in refusal(base, overlay(tmp_path, value(number, 20)))


@pytest.mark.parametrize("day", ["2024-12-31", "2200-01-01"])
def test_a_value_follows_the_one_it_changes(base: Path, tmp_path: Path, day: str) -> None:
    assert "valid_from" in refusal(base, overlay(tmp_path, value(15, 20).replace("2026-01-01", day)))


def test_a_case_that_only_the_overlay_changes_is_a_warning(tmp_path: Path) -> None:
    from waymark.cli.knowledge_check import check_all

    body = value(70, 20).replace("many_days", "qtc_high").replace("value: 70, was: 20", "value: 900, was: 500")
    report = check_all(None, [overlay(tmp_path, body.replace("2026-01-01", "2026-12-01"))])
    assert not [line for line in report.errors if ": case " in line]
    changed_here = [line for line in report.warnings if ": case " in line]
    assert changed_here
    assert all("value qtc_high: 500 → 900 in overlay here" in line for line in changed_here)
