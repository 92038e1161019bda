"""Lists, one entry, a difference, schemas, and the facts of a case."""

import math
from pathlib import Path

import pytest

from tests.unit.knowledge.small import SMALL, changed, write
from waymark.knowledge import cache, look
from waymark.knowledge.cases import case_facts
from waymark.knowledge.errors import LibraryError
from waymark.knowledge.kinds import KINDS
from waymark.knowledge.model.source import Case
from waymark.knowledge.release import Release
from waymark.knowledge.schemas import schemas


@pytest.fixture
def base(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("WAYMARK_CACHE", str(tmp_path / "cache"))
    return write(tmp_path / "library", SMALL)


def test_lists(base: Path) -> None:
    assert look.list_kinds(base)["rules"] == "2 rules"
    assert look.list_entries("rules", base) == {
        "is-use-heavy": "Is use heavy?",
        "is-{substance}-counted": "Is {substance.name} counted?",
    }
    with pytest.raises(LibraryError, match="did you mean `rules`"):
        look.list_entries("rule", base)


def test_one_entry_is_shown_with_all_about_it(base: Path) -> None:
    (shown,) = look.show_entry("is-opioids-counted", base)
    assert shown.id == "is-{substance}-counted"
    assert shown.expanded == ("is-alcohol-counted", "is-opioids-counted")
    assert shown.cases == ("heavy-1",)
    assert (shown.file, shown.line) == ("rules/use.yaml", 17)
    assert "fingerprint" in shown.text()
    (value,) = look.show_entry("many_days", base)
    assert value.number == 20
    assert value.used_by == ("fact heavy", "rule is-use-heavy")
    assert [source["id"] for source in look.show_entry("is-use-heavy", base)[0].sources] == ["guide-2024"]
    with pytest.raises(LibraryError, match="did you mean `heavy`"):
        look.show_entry("heavi", base)


def test_a_difference_names_what_changed(base: Path, tmp_path: Path) -> None:
    files = changed("values.yaml", "value: 20", "value: 21")
    files["rules/use.yaml"] = files["rules/use.yaml"].replace("strength: must", "strength: strong")
    files["sources.yaml"] += "  - {id: new, title: N, citation: N, read: N}\n"
    newer = write(tmp_path / "newer", files)
    found = look.compare(base, newer)
    assert found.values == {"many_days": (20, 21)}
    assert found.added == (("sources", "new"),)
    assert found.removed == ()
    assert {entry.id: list(entry.keys) for entry in found.changed} == {
        "many_days": ["history"],
        "is-use-heavy": ["strength"],
    }
    assert "value many_days: 20 → 21" in found.text()
    assert look.compare(base, base).text().startswith("No difference")


def test_there_is_a_schema_for_every_kind() -> None:
    found = schemas()
    assert set(found) == {*KINDS, "overlay"}
    rule = found["rules"]["$defs"]["Rule"]
    assert {"id", "when", "effects", "because"} <= set(rule["required"])
    assert rule["additionalProperties"] is False
    assert "subject" not in rule["properties"]
    assert found["facts"]["$defs"]["Fact"]["properties"]["label"]["required"] == ["en"]


def case(**facts: str) -> Case:
    return Case(id="c", title={"en": "c"}, facts={k.replace("__", "."): v for k, v in facts.items()}, source="s")


def test_facts_of_a_case(base: Path) -> None:
    release = Release(cache.find((), "en", str(base)))
    assert case_facts(
        case(alcohol__days_of_30="8..", opioids__days_of_30="3..7", alcohol__criteria="..5", heavy="true", wish="no"),
        release,
    ) == {
        "alcohol.days_of_30": (8.0, math.inf),
        "opioids.days_of_30": (3.0, 7.0),
        "alcohol.criteria": (-math.inf, 5.0),
        "heavy": True,
        "wish": 0b10,
    }
    assert case_facts(case(wish="unknown"), release) == {}
    assert case_facts(case(wish="yes|no"), release) == {"wish": 0b11}
    for wrong in (case(wsh="yes"), case(heavy="yes"), case(alcohol__days_of_30="nan"), case(alcohol__criteria="1.5")):
        with pytest.raises(LibraryError, match=r"^cases: case c\.facts\."):
            case_facts(wrong, release)
