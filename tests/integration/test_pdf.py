"""`plan --format pdf` and `print`: sheets from the command, and what is said when one cannot be made."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from prove.paper import text_of
from tests.integration.command import run, spawn, write
from tests.people.cast import CAST, MARIA

pytestmark = pytest.mark.slow

# As the command does it; without Typst, as if it were not installed.
WITHOUT = """
import sys
sys.modules["typst"] = None
from waymark.cli.main import main
sys.exit(main(sys.argv[1:]))
"""
LOADED = """
import sys
from waymark.cli.main import main
code = main(sys.argv[1:])
sys.stderr.write(" ".join(m for m in sys.modules if m.startswith(("typst", "waymark.rendering.pdf"))))
sys.exit(code)
"""


@pytest.fixture
def maria(tmp_path: Path) -> Path:
    write(tmp_path / "maria.json", MARIA)
    return tmp_path / "maria.json"


def test_a_person_becomes_a_page_in_a_file(capsys: pytest.CaptureFixture[str], maria: Path, tmp_path: Path) -> None:
    out = tmp_path / "page.pdf"
    assert run(capsys, "plan", maria, "--format", "pdf", "--out", out).code == 0
    assert out.read_bytes().startswith(b"%PDF-1.7")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["maria.json", "page.pdf"]


def test_nothing_to_tell_of_how_it_goes_is_said(
    capsys: pytest.CaptureFixture[str], maria: Path, tmp_path: Path
) -> None:
    made = run(capsys, "plan", maria, "--format", "pdf", "--going", "--out", tmp_path / "page.pdf")
    assert (made.code, "--going: the page says nothing of how it goes" in made.err) == (0, True), made.err


def test_a_plan_that_was_made_prints_the_same_page(maria: Path, tmp_path: Path) -> None:
    made = subprocess.run(
        [sys.executable, "-m", "waymark.cli", "plan", maria, "--format", "json"], capture_output=True, check=True
    )
    (tmp_path / "maria.plan.json").write_bytes(made.stdout)
    (tmp_path / "sheets").mkdir()
    for sheet in ("person", "full", "card"):
        for job in (["plan", maria, "--format", "pdf"], ["print", tmp_path / "maria.plan.json"]):
            out = tmp_path / f"{job[0]}.pdf"
            code, _, err = spawn(*map(str, job), "--sheet", sheet, "--out", str(out), cwd=tmp_path)
            assert code == 0, err
        assert (tmp_path / "plan.pdf").read_bytes() == (tmp_path / "print.pdf").read_bytes()
    assert spawn("print", "maria.plan.json", "--out", "sheets", cwd=tmp_path)[0] == 0
    assert spawn("print", "maria.plan.json", "--discreet", "--out", "sheets", cwd=tmp_path)[0] == 0
    assert sorted(p.name for p in (tmp_path / "sheets").iterdir()) == ["maria.notes.pdf", "maria.plan.pdf"]


def test_other_processes_and_machines_make_the_same_bytes(maria: Path, tmp_path: Path) -> None:
    made = []
    environments = (
        {"PYTHONHASHSEED": "1", "TZ": "Pacific/Auckland", "LC_ALL": "C", "SOURCE_DATE_EPOCH": "1"},
        {
            "PYTHONHASHSEED": "77",
            "TZ": "America/Anchorage",
            "LC_ALL": "C.UTF-8",
            "TYPST_FONT_PATHS": "/usr/share/fonts",
        },
    )
    for number, environment in enumerate(environments):
        for sheet in ("person", "full", "card"):
            out = tmp_path / f"{sheet}-{number}.pdf"
            arguments = ("plan", str(maria), "--format", "pdf", "--sheet", sheet, "--out", str(out), "--lang", "es")
            assert spawn(*arguments, cwd=tmp_path, **environment)[0] == 0
        made.append([(tmp_path / f"{sheet}-{number}.pdf").read_bytes() for sheet in ("person", "full", "card")])
    assert made[0] == made[1]


def test_a_folder_of_persons_becomes_a_folder_of_pages(tmp_path: Path) -> None:
    for number in range(4):
        for name, person in CAST.items():
            write(tmp_path / "in" / f"{name}-{number}.json", person)
    persons = 4 * len(CAST)
    made = {}
    for jobs in ("1", "2"):
        out = tmp_path / f"out-{jobs}"
        code, _, err = spawn("plan", "in", "--format", "pdf", "--out", str(out), "--jobs", jobs, cwd=tmp_path)
        assert code == 0, err
        made[jobs] = {p.name: p.read_bytes() for p in out.glob("*.plan.pdf")}
        assert len(made[jobs]) == persons
        assert json.loads((out / "summary.json").read_bytes())["planned"] == persons
    assert made["1"] == made["2"]


def test_a_discreet_sheet_suggests_a_discreet_name(
    capsys: pytest.CaptureFixture[str], maria: Path, tmp_path: Path
) -> None:
    out = tmp_path / "recovery-plan.pdf"
    said = run(capsys, "plan", maria, "--format", "pdf", "--discreet", "--lang", "es", "--out", out)
    assert said.code == 0
    assert said.sentences == ["the name recovery-plan.pdf tells more than the sheet in it; notas.pdf would not"]
    assert "Mis notas" in text_of(out.read_bytes())
    quiet = run(capsys, "plan", maria, "--format", "pdf", "--discreet", "--out", tmp_path / "notes.pdf")
    assert quiet.err == ""


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--sheet", "card"], "--sheet goes with --format pdf"),
        (["--format", "pdf", "--sheet", "full", "--discreet"], "--discreet goes with --sheet person and card"),
        (["--format", "pdf", "--card-size"], "--card-size goes with --sheet card"),
        (["--format", "html", "--discreet"], "--discreet goes with --format pdf"),
    ],
)
def test_options_that_do_not_go_together_are_usage(
    capsys: pytest.CaptureFixture[str], maria: Path, words: list[str], said: str
) -> None:
    refused = run(capsys, "plan", maria, *words)
    assert refused.code == 2
    assert said in refused.err


def test_what_cannot_be_written_is_said_in_one_sentence(
    capsys: pytest.CaptureFixture[str], maria: Path, tmp_path: Path
) -> None:
    refused = run(capsys, "plan", maria, "--format", "pdf", "--out", tmp_path / "nowhere" / "page.pdf")
    assert refused.code == 1
    assert len(refused.sentences) == 1
    assert "cannot be written (No such file or directory)" in refused.err
    (tmp_path / "full.pdf").symlink_to("/dev/full")
    full = run(capsys, "plan", maria, "--format", "pdf", "--out", tmp_path / "full.pdf")
    assert (full.code, len(full.sentences)) == (1, 1)
    assert "No space left on device" in full.err
    many = run(capsys, "plan", maria, maria.parent, "--format", "pdf", "--out", tmp_path / "one.pdf")
    write(tmp_path / "ben.json", CAST["ben"])
    many = run(capsys, "plan", maria, tmp_path / "ben.json", "--format", "pdf", "--out", tmp_path / "one.pdf")
    assert many.sentences == [f"2 persons do not go into the one file {tmp_path / 'one.pdf'}; add --out FOLDER"]


def test_without_typst_the_sentence_says_what_to_do(maria: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", WITHOUT, "plan", str(maria), "--format", "pdf"], capture_output=True, text=True
    )
    assert ran.returncode == 1
    assert ran.stdout == ""
    assert ran.stderr.startswith("waymark: a PDF needs the package typst")
    assert ran.stderr.count("\n") == 1


@pytest.mark.parametrize("form", ["json", "text", "html"])
def test_only_a_pdf_loads_typst(maria: Path, form: str) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", LOADED, "plan", str(maria), "--format", form], capture_output=True, text=True
    )
    assert ran.returncode == 0
    assert ran.stderr == ""
