"""From files to one library: types, ids, `for_each`, conditions; every mistake at its line."""

from pathlib import Path

import pytest

from tests.unit.knowledge.small import SMALL, changed, write
from waymark.knowledge.assemble import Library, assemble
from waymark.knowledge.conditions import program
from waymark.knowledge.errors import LibraryError
from waymark.knowledge.folder import read_folder


def library(folder: Path, files: dict[str, str]) -> Library:
    return assemble(read_folder(write(folder, files)))


def refusal(folder: Path, files: dict[str, str]) -> str:
    with pytest.raises(LibraryError) as caught:
        program(library(folder, files))
    return str(caught.value)


def test_a_sound_library_is_read(tmp_path: Path) -> None:
    found = library(tmp_path, SMALL)
    assert list(found.entries["facts"]) == [
        "alcohol.criteria",
        "alcohol.days_of_30",
        "heavy",
        "opioids.criteria",
        "opioids.days_of_30",
        "wish",
    ]
    assert program(found).conditions == (
        "is-alcohol-counted",
        "is-opioids-counted",
        "is-use-heavy",
        "goal:GO-1:alcohol",
        "goal:GO-1:opioids",
        "instrument:form:alcohol",
        "instrument:form:opioids",
    )


def test_no_stays_a_word(tmp_path: Path) -> None:
    wish = library(tmp_path, SMALL).entries["facts"]["wish"].entry
    assert [option.id for option in wish.options] == ["yes", "no"]
    bare = changed("facts/use.yaml", '{id: "no", label', "{id: no, label")
    assert [o.id for o in library(tmp_path / "bare", bare).entries["facts"]["wish"].entry.options] == ["yes", "no"]


def test_for_each_writes_the_class_everywhere(tmp_path: Path) -> None:
    found = library(tmp_path, SMALL)
    days = found.entries["facts"]["opioids.days_of_30"].entry
    assert days.label == {"en": "days of opioids use", "es": "días de consumo de opioides"}
    assert days.subject == "opioids"
    rule = found.entries["rules"]["is-opioids-counted"].entry
    assert rule.when == "opioids.criteria >= 1"
    assert rule.effects[0].substance == "opioids"
    assert found.entries["rules"]["is-opioids-counted"].template == "is-{substance}-counted"


def test_a_score_per_substance_knows_its_substance(tmp_path: Path) -> None:
    found = library(tmp_path, SMALL)
    assert found.entries["facts"]["alcohol.criteria"].entry.scored[0].subject == "alcohol"


@pytest.mark.parametrize(
    ("file", "old", "new", "says"),
    [
        ("facts/use.yaml", "type: category", "type: categry", "did you mean `category`?"),
        ("facts/use.yaml", "area: wishes", "aera: wishes", "did you mean `area`?"),
        ("rules/use.yaml", "do: problem,", "do: problm,", "did you mean `problem`?"),
        ("rules/use.yaml", "valid_from: 2026-01-01", "valid_from: someday", "is not a date; write one such as"),
        ("rules/use.yaml", "safety: true", "safety: yes", "`true` or `false`, found `yes`"),
        ("facts/use.yaml", "range: [0, 30]", "range: [0, 30, 60]", "exactly that many"),
        ("facts/use.yaml", "range: [0, 30]", "range: [0, nan]", "not a finite number"),
        ("facts/use.yaml", "label: {en: wish, es: deseo}", "label: {es: deseo}", "no English text"),
        ("facts/use.yaml", "label: {en: wish, es: deseo}", "label: {en: wish, span: x}", "is no locale"),
        ("facts/use.yaml", "label: {en: wish, es: deseo}", "label: wish", "wants a mapping"),
        ("facts/use.yaml", "id: wish", "id: heavy", "stands twice"),
        ("facts/use.yaml", "id: wish", "id: Wish-1", "rename it"),
        ("facts/use.yaml", "id: wish", "id: many_days", "named value has the same id"),
        ("facts/use.yaml", "for_each: {}", "for_each: {only: [opiods]}", "did you mean `opioids`?"),
        ("facts/use.yaml", "for_each: {}", "for_each: {group: stimulants}", "no group"),
        ("facts/use.yaml", "alcohol.days_of_30 >= many_days", "alcohol.days_of_30 >= many_day", "many_days"),
        ("facts/use.yaml", "alcohol.days_of_30 >= many_days", "heavy or wish is no", "heavy"),
        ("rules/use.yaml", "heavy or (wish is no)", "heavy or (wish is maybe)", "maybe"),
        ("rules/use.yaml", "heavy or (wish is no)", "heavy or wish is no and heavy", "column"),
        ("rules/use.yaml", "id: is-use-heavy", "id: is-use-heavy\n    subject: alcohol", "filled in on load"),
        ("sources.yaml", "sources:", "sorces:", "did you mean `sources`?"),
    ],
)
def test_a_mistake_is_named_at_its_line(tmp_path: Path, file: str, old: str, new: str, says: str) -> None:
    message = refusal(tmp_path, changed(file, old, new))
    assert says in message
    line = SMALL[file][: SMALL[file].index(old)].count("\n") + 1
    near = [f"{file}:{number}:" for number in range(line - 3, line + 3)]
    assert any(place in message for place in near), message


def test_several_mistakes_are_told_at_once(tmp_path: Path) -> None:
    files = changed("facts/use.yaml", "area: use", "arae: use")
    files["sources.yaml"] = "sources: [{id: a}]\n"
    message = refusal(tmp_path, files)
    assert message.count("did you mean `area`?") == 3
    assert "`title` is missing" in message


def test_a_cycle_of_derived_facts_is_refused(tmp_path: Path) -> None:
    more = SMALL["facts/use.yaml"] + SMALL["facts/use.yaml"].split("  - id: wish")[0].split("  - id: heavy")[1].join(
        ["  - id: heavier", ""]
    )
    more = more.replace("derived: alcohol.days_of_30 >= many_days", "derived: heavier", 1)
    more = more.replace("derived: alcohol.days_of_30 >= many_days", "derived: heavy", 1)
    assert "derived from itself" in refusal(tmp_path, {**SMALL, "facts/use.yaml": more})


def test_the_hash_is_of_the_content(tmp_path: Path) -> None:
    """Neither file names, nor order, nor comments, nor cases change it; a number does."""
    first = library(tmp_path / "a", SMALL).id
    moved = {name: text for name, text in SMALL.items() if name != "values.yaml"}
    moved["z/named.yaml"] = "# moved\n" + SMALL["values.yaml"].replace(
        "label: {en: many days, es: muchos días}", ("label:\n      es: muchos días\n      en: many days")
    )
    moved["cases/use.yaml"] = SMALL["cases/use.yaml"].replace("heavy-1", "heavy-2")
    assert library(tmp_path / "b", moved).id == first
    assert library(tmp_path / "c", changed("values.yaml", "value: 20", "value: 21")).id != first


def test_the_hash_is_the_same_in_every_process(tmp_path: Path) -> None:
    import os
    import subprocess
    import sys

    write(tmp_path, SMALL)
    code = (
        "import sys; from pathlib import Path; from waymark.knowledge.look import read; "
        "print(read(Path(sys.argv[1])).id)"
    )
    found = {
        subprocess.run(
            [sys.executable, "-c", code, str(tmp_path)],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("0", "7")
    }
    assert found == {library(tmp_path, {}).id + "\n"}
