"""What a site may change, in which order, and what is refused."""

from pathlib import Path

import pytest

from tests.unit.knowledge.small import SMALL, changed, write
from waymark.knowledge.build import library_of
from waymark.knowledge.conditions import value_at
from waymark.knowledge.content import fingerprint
from waymark.knowledge.errors import LibraryError

HEAD = "overlay:\n  id: {id}\n  layer: {layer}\n  name: {{en: Here, es: Aquí}}\n"


def overlay(folder: Path, body: str, id_: str = "here", layer: str = "programme") -> Path:
    return write(folder / id_, {"overlay.yaml": HEAD.format(id=id_, layer=layer) + body}) / "overlay.yaml"


def value(number: float, was: float, more: str = "") -> str:
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
    assert number(base, overlay(tmp_path, value(15, 18, ", accept_conflict: true"))) == 15


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
