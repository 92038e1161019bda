"""The same input gives the same bytes: in any process, time zone, language of the machine, folder, and on any cores."""

import json
from pathlib import Path

import pytest

from tests.integration.command import spawn, write
from tests.people.cast import CAST
from tests.people.drawn import draw_person
from tests.people.plans import release

pytestmark = pytest.mark.slow

ONE = {"PYTHONHASHSEED": "1", "TZ": "Pacific/Auckland", "LANG": "C", "LC_ALL": "C"}
OTHER = {"PYTHONHASHSEED": "4242", "TZ": "America/Anchorage", "LANG": "de_DE.UTF-8", "LC_ALL": "C.UTF-8"}


@pytest.fixture
def people(tmp_path: Path) -> Path:
    """A folder of persons, decisions and a programme."""
    for name, person in CAST.items():
        write(tmp_path / "in" / f"{name}.json", person)
    for seed in range(30):
        write(tmp_path / "in" / "drawn" / f"{seed:02}.json", draw_person(release(), seed))
    plain = {"at": "2026-11-03", "author": "person"}
    rows = [
        {**plain, "item": "intervention:cbt", "decision": "declined", "re_offer": "2026-12-01"},
        {**plain, "item": "medicine:methadone", "decision": "agreed"},
    ]
    write(tmp_path / "decisions.json", {"format": "waymark.decisions/1", "person": "maria", "rows": rows})
    clinic = {"format": "waymark.programme/1", "id": "c", "name": "Clínica", "offers_everything": True}
    write(tmp_path / "clinic.json", clinic)
    return tmp_path


def folder(path: Path) -> dict[str, bytes]:
    return {str(p.relative_to(path)): p.read_bytes() for p in sorted(path.rglob("*")) if p.is_file()}


def test_two_processes_that_share_nothing_give_the_same_folder(people: Path) -> None:
    made = []
    for number, environment in enumerate((ONE, OTHER)):
        cwd = people / f"somewhere-{number}"
        cwd.mkdir()
        # The store and the cache are not shared either; the input has the same name.
        own = {"WAYMARK_HOME": str(cwd / "home"), "XDG_CACHE_HOME": str(cwd / "cache")}
        out = cwd / "plans"
        code, _, err = spawn(
            "plan", "../in", "--out", out, "--format", "json", "--jobs", "1", cwd=cwd, **environment, **own
        )
        assert code == 0, err
        made.append(folder(out))
    assert len(made[0]) == len(CAST) + 31
    assert made[0] == made[1]


@pytest.mark.parametrize("form", ["json", "text", "html"])
@pytest.mark.parametrize("language", ["en", "es"])
def test_one_plan_with_everything_has_the_same_bytes(people: Path, form: str, language: str) -> None:
    words: list[str | Path] = [
        "plan", people / "in" / "maria.json", "--decisions", people / "decisions.json", "--programme",
        people / "clinic.json", "--format", form, "--lang", language,
    ]  # fmt: skip
    made = []
    for number, environment in enumerate((ONE, OTHER)):
        cwd = people / f"elsewhere-{number}"
        cwd.mkdir()
        code, out, err = spawn(*words, cwd=cwd, WAYMARK_HOME=str(cwd), **environment)
        assert code == 0, err
        made.append(out)
    assert len(made[0]) > 5_000
    assert made[0] == made[1]


def test_one_core_or_two_make_the_same_folder(people: Path) -> None:
    write(people / "in" / "bad.json", b"{")
    made = []
    for jobs in ("1", "2"):
        out = people / f"plans-{jobs}"
        code, _, err = spawn(
            "plan",
            "in",
            "--out",
            out,
            "--format",
            "json",
            "--jobs",
            jobs,
            cwd=people,
            WAYMARK_HOME=str(people / "home"),
        )
        assert code == 1, err
        made.append(folder(out))
    assert json.loads(made[0]["summary.json"])["planned"] == len(CAST) + 30
    assert made[0] == made[1]


def test_other_names_of_the_files_change_only_what_names_them(people: Path) -> None:
    """The order of the input does not reach into any plan."""
    for number, names in enumerate((["in/maria.json", "in/ben.json"], ["in/ben.json", "in/maria.json"])):
        out = people / f"order-{number}"
        code, _, err = spawn("plan", *names, "--out", out, "--format", "json", cwd=people, WAYMARK_HOME=str(people))
        assert code == 0, err
    assert folder(people / "order-0") == folder(people / "order-1")


@pytest.mark.parametrize("form", ["json", "text", "html"])
def test_a_terminal_without_utf_8_is_no_reason_to_fail(people: Path, form: str) -> None:
    words = ["plan", "in/maria.json", "--format", form, "--lang", "es"]
    plain = spawn(*words, cwd=people, WAYMARK_HOME=str(people))
    code, out, err = spawn(*words, cwd=people, WAYMARK_HOME=str(people), PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert code == 0, err
    assert "Traceback" not in err
    assert (out == plain[1]) is (form != "text")
