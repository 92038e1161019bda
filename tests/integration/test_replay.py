"""A plan can be rebuilt to the byte from what it carries, years later, or the command says plainly why not."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.integration.command import Said, run, write
from tests.people.cast import CAST, DAVE, MARIA, Document
from tests.people.plans import plan_of
from waymark.cli.store import kept_release
from waymark.knowledge.build import library_of
from waymark.knowledge.cache import LIBRARY
from waymark.knowledge.content import fingerprint
from waymark.knowledge.release import load_bundle, load_release

NOW = "2026-11-03"
Capsys = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("WAYMARK_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def made(capsys: Capsys, person: Document, *words: str) -> Path:
    """A plan of this person as a file."""
    write(Path("person.json"), person)
    said = run(capsys, "plan", "person.json", "--format", "json", *words)
    assert said.code == 0, said.err
    return write(Path("plan.json"), said.out)


def edited(path: Path, **changes: Any) -> Path:
    """The plan with values at dotted places replaced."""
    plan = json.loads(path.read_bytes())
    for place, value in changes.items():
        *way, last = place.split("__")
        part = plan
        for key in way:
            part = part[key]
        part[last] = value
    return write(path, json.dumps(plan, ensure_ascii=False, separators=(",", ":")) + "\n")


def replayed(capsys: Capsys, path: Path) -> Said:
    said = run(capsys, "replay", path, "--write", "again.json")
    assert "Traceback" not in said.err
    return said


@pytest.mark.parametrize("name", CAST)
@pytest.mark.parametrize("language", ["en", "es"])
def test_every_plan_is_rebuilt_to_the_byte(name: str, language: str, capsys: Capsys) -> None:
    path = made(capsys, CAST[name], "--lang", language)
    said = replayed(capsys, path)
    assert said.code == 0, said.err
    assert "to the byte" in said.out
    assert Path("again.json").read_bytes() == path.read_bytes()


def test_with_decisions_and_a_programme(capsys: Capsys) -> None:
    rows = [
        {"at": NOW, "item": "intervention:cbt", "author": "person", "decision": "declined"},
        {"at": "2026-11-09", "item": "medicine:methadone", "author": "clinician", "decision": "agreed", "text": "ja ✓"},
    ]
    write(Path("decisions.json"), {"format": "waymark.decisions/1", "person": "maria", "rows": rows})
    clinic = {
        "format": "waymark.programme/1", "id": "c", "name": "Clinic", "medicines": ["buprenorphine"],
        "levels": [{"level": "L1b"}], "interventions": [{"intervention": "cm"}],
    }  # fmt: skip
    write(Path("clinic.json"), clinic)
    path = made(capsys, MARIA, "--decisions", "decisions.json", "--programme", "clinic.json")
    assert run(capsys, "explain", path, "level").code == 0
    for name in ("decisions.json", "clinic.json", "person.json"):
        Path(name).unlink()
    said = replayed(capsys, path)
    assert said.code == 0, said.err
    assert Path("again.json").read_bytes() == path.read_bytes()


@pytest.mark.parametrize("at", ["2026-11-03", "2026-11-03T10:00", "2026-12-24"])
def test_at_a_moment_of_ones_own_choice(at: str, capsys: Capsys) -> None:
    later = {"at": "2026-11-03T14:30", "fact": "hepatitis_c", "value": True}
    path = made(capsys, {**MARIA, "facts": [*MARIA["facts"], later]}, "--at", at)
    known = "hepatitis_c" in json.loads(path.read_bytes())["facts"]
    assert known is (at != "2026-11-03T10:00")
    assert replayed(capsys, path).code == 0


@pytest.mark.parametrize("at", ["day:0", "day:28", "day:400"])
def test_with_days_from_an_anchor(at: str, capsys: Capsys) -> None:
    assert replayed(capsys, made(capsys, DAVE, "--at", at)).code == 0


def test_plans_of_a_folder_replay_too(capsys: Capsys) -> None:
    write(Path("in/maria.json"), MARIA)
    assert run(capsys, "plan", "in", "--out", "plans", "--format", "json").code == 0
    assert replayed(capsys, Path("plans/maria.plan.json")).code == 0


# --- another release -------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def site() -> str:
    """An overlay of a site that does without one rule that speaks for Maria."""
    written = library_of(Path(LIBRARY)).written["rules"]
    spoken = plan_of(MARIA).rules
    rule = next(w for w in written if not w.entry.safety and w.template == w.id and w.id in spoken)
    return f"""overlay:
  id: our-site
  layer: programme
  name: {{en: Our site, es: Nuestro sitio}}
  switched_off:
    - rule: {rule.id}
      was: {fingerprint(rule.origin)}
      reason: {{en: not done here}}
"""


@pytest.fixture
def older(site: str, capsys: Capsys) -> Path:
    """A plan made where other rules held; today's are the built-in ones."""
    write(Path("site.yaml"), site)
    path = made(capsys, MARIA, "--overlay", "site.yaml")
    Path("site.yaml").unlink()
    return path


def kept_in(home: Path, plan: Path) -> Path:
    """Where the release of a plan is kept."""
    return home / "home" / "releases" / f"{json.loads(plan.read_bytes())['inputs']['release']}.release"


def test_an_older_release_gives_its_bytes(older: Path, here: Path, capsys: Capsys) -> None:
    assert kept_in(here, older).stem != load_release().id
    said = replayed(capsys, older)
    assert said.code == 0, said.err
    assert Path("again.json").read_bytes() == older.read_bytes()
    assert made(capsys, MARIA).read_bytes() != Path("again.json").read_bytes()


def test_a_release_that_is_not_kept_is_named(older: Path, here: Path, capsys: Capsys) -> None:
    kept = kept_in(here, older)
    kept.unlink()
    said = replayed(capsys, older)
    assert said.code == 1
    assert kept.stem[:12] in said.err
    assert str(here / "home") in said.err
    assert not Path("again.json").exists()


def test_a_kept_release_that_was_damaged_is_refused(older: Path, here: Path, capsys: Capsys) -> None:
    kept = kept_in(here, older)
    whole = kept.read_bytes()
    for content in (whole[:-40], b"", b"not a release", whole[:60] + b"\x00" * 90):
        kept.write_bytes(content)
        said = replayed(capsys, older)
        assert said.code == 1, content[:30]
        assert len(said.sentences) == 1


def test_a_kept_release_under_another_name_is_not_taken_for_it(older: Path, here: Path, capsys: Capsys) -> None:
    """The store is addressed by content: what lies there must be what its name says."""
    kept_in(here, older).write_bytes(load_release().bundle())
    said = replayed(capsys, older)
    assert said.code == 1
    assert "is another" in said.err


def test_the_release_is_kept_once_and_whole(capsys: Capsys, here: Path) -> None:
    made(capsys, MARIA)
    made(capsys, MARIA, "--lang", "es")
    (kept,) = (here / "home" / "releases").iterdir()
    content = kept_release(kept.stem)
    assert content is not None
    assert load_bundle(content).id == kept.stem == load_release().id


def test_a_store_that_cannot_be_written_does_not_stop_a_plan(capsys: Capsys, here: Path) -> None:
    write(here / "home", b"a file where the folder should be")
    path = made(capsys, MARIA)
    assert replayed(capsys, path).code == 0


# --- plans that were changed -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "changes",
    [
        {"header__called": "Mary"},
        {"goals": []},
        {"strengths": ["more than was said"]},
        {"inputs__record": "0" * 64},
        {"carries__record__id": "other"},
        {"header__at": "2026-11-04"},
    ],
    ids=lambda c: next(iter(c)),
)
def test_an_edited_plan_is_found_out(changes: dict[str, Any], capsys: Capsys) -> None:
    said = replayed(capsys, edited(made(capsys, MARIA), **changes))
    assert said.code == 1
    assert "differs" in said.err
    assert Path("again.json").exists(), "what would come out can be compared"


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"inputs__engine": "99"}, "engine version 99"),
        ({"inputs__release": "f" * 64}, "ffffffffffff"),
        ({"inputs__release": "../../etc"}, "../../etc"),
        ({"header__language": "fr"}, "“fr”"),
        ({"header__at": "soon"}, "soon"),
        ({"header__anchor": "consent"}, "header.at"),
        ({"carries": None}, "does not carry"),
        ({"carries__record": 3}, "plan.json"),
        ({"carries__record": {"format": "waymark.person/1"}}, "`id`"),
        ({"carries__programme": {"format": "waymark.person/1"}}, "waymark.programme/1"),
    ],
    ids=lambda c: next(iter(c)) if isinstance(c, dict) else "",
)
def test_what_cannot_be_rebuilt_says_why(changes: dict[str, Any], says: str, capsys: Capsys) -> None:
    said = replayed(capsys, edited(made(capsys, MARIA), **changes))
    assert said.code == 1
    assert says in said.err, said.err
    assert len(said.sentences) == 1


def test_a_place_that_cannot_be_written(capsys: Capsys) -> None:
    path = made(capsys, MARIA)
    Path("folder").mkdir()
    said = run(capsys, "replay", path, "--write", "folder")
    assert said.code == 1
    assert "folder: cannot be written" in said.err
