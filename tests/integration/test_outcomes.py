"""`waymark outcomes` against the tables published with the trials, and on words and records that do not fit."""

import csv
import gzip
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.integration.command import run, write

Capsys = pytest.CaptureFixture[str]


def gold(folder: Path, name: str) -> bytes:
    return gzip.decompress((folder / "gold" / f"{name}.csv.gz").read_bytes())


def rows(text: str) -> Iterator[dict[str, str]]:
    yield from csv.DictReader(text.splitlines())


@pytest.mark.slow
@pytest.mark.parametrize(("words", "oracle"), [("published", "outcomes"), ("current", "outcomes_on_current_words")])
def test_all_columns_of_all_participants(
    words: str, oracle: str, trial_data: Path, tmp_path: Path, capsys: Capsys
) -> None:
    out = tmp_path / "outcomes.csv"
    assert run(capsys, "outcomes", "ctn0094", trial_data, "--words", words, "--out", out).code == 0
    found = list(rows(out.read_text(encoding="utf-8")))
    expected = list(rows(gold(trial_data, oracle).decode()))
    names = [row["column"] for row in rows((trial_data / "dictionary/outcome_columns.csv").read_text("utf-8"))]
    assert list(found[0]) == ["who", *names]
    assert len(found) == len(expected) == 2508
    for mine, theirs in zip(found, expected, strict=True):
        for name in ("who", *names):
            same = mine[name] == theirs[name] or float(mine[name]) == pytest.approx(float(theirs[name]), abs=1e-12)
            assert same, (mine["who"], name)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("show", "oracle"),
    [("weeks", "weekly_opioid_pattern"), ("visits", "visit_imputed"), ("self-report", "weekly_tlfb_pattern")],
)
def test_weekly_words_and_visits_to_the_byte(
    show: str, oracle: str, trial_data: Path, tmp_path: Path, capsys: Capsys
) -> None:
    out = tmp_path / "shown.csv"
    assert run(capsys, "outcomes", "ctn0094", trial_data, "--show", show, "--out", out).code == 0
    assert out.read_bytes() == gold(trial_data, oracle)


TABLES = {
    "everybody": "who,project\n7,30\n3,51\n",
    "randomization": "who,treatment,which,when\n",
    "visit": "who,what,when\n7,visit,1\n",
    "uds": "who,what,when\n3,Opioid,8\n3,Barbiturate,9\n",
}


def tables(folder: Path, **changed: str) -> Path:
    for name, text in (TABLES | changed).items():
        write(folder / "tables" / f"{name}.csv", text)
    return folder


def test_nobody_randomized(tmp_path: Path, capsys: Capsys) -> None:
    said = run(capsys, "outcomes", "ctn0094", tables(tmp_path), "--show", "weeks")
    assert [row["Phase_1"] for row in rows(said.out)] == ["o+" + "o" * 23, "o" * 15]
    assert run(capsys, "outcomes", "ctn0094", tmp_path).out.count("\n") == 3


def test_one_visit_and_the_own_medicine(tmp_path: Path, capsys: Capsys) -> None:
    randomized = "who,treatment,which,when\n3,Inpatient BUP,1,2\n3,Inpatient BUP,2,2\n"
    found = "who,what,when\n3,Buprenorphine,5\n3,Methadone,12\n"
    folder = tables(tmp_path, randomization=randomized, uds=found, visit="who,what,when\n3,final,5\n")
    said = run(capsys, "outcomes", "ctn0094", folder, "--show", "weeks")
    assert next(rows(said.out))["Phase_1"] == "-+" + "o" * 22


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"uds": "who,what,when\n9,Opioid,8\n"}, "participant 9 is not in everybody"),
        ({"everybody": "who,project\n7,30\n7,30\n"}, "participant 7 stands twice"),
        ({"randomization": "who,treatment,which,when\n7,,1,4\n"}, "participant 7 has a row without arm"),
        ({"visit": "who,what\n"}, "column `when` is missing"),
    ],
)
def test_broken_tables_are_one_sentence(changed: dict[str, str], sentence: str, tmp_path: Path, capsys: Capsys) -> None:
    said = run(capsys, "outcomes", "ctn0094", tables(tmp_path, **changed))
    assert said.code == 1
    assert len(said.sentences) == 1
    assert sentence in said.sentences[0]


def test_no_published_words(tmp_path: Path, capsys: Capsys) -> None:
    said = run(capsys, "outcomes", "ctn0094", tables(tmp_path), "--words", "published")
    assert (said.code, said.out) == (1, "")
    assert "--words current" in said.sentences[0]


def test_words_of_ones_own(tmp_path: Path, capsys: Capsys) -> None:
    file = write(tmp_path / "words.csv", "who,word\nkim,--*o\nlee,\n")
    said = run(capsys, "outcomes", "words", file, "--format", "json")
    kim, lee = json.loads(said.out)
    assert (kim["who"], kim["Rd_fiellin_2006"], kim["DrE_ctnNinetyFour_2023"]) == ("kim", 0.625, 0)
    assert lee["Ab_fiellin_2006"] == 0
    assert said.sentences == [
        "no week is known of 1 (lee): their outcomes follow the letter of the definitions and say nothing about "
        "anybody; leave them out."
    ]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("who,word\nkim,--?\n", "line 2, kim: week 3 holds `?`"),
        ("who,word\nkim,-\nkim,-\n", "line 3: `who` is given twice"),
        ("who,weeks\nkim,-\n", "no columns `who` and `word`"),
    ],
)
def test_words_that_cannot_be_read(text: str, sentence: str, tmp_path: Path, capsys: Capsys) -> None:
    said = run(capsys, "outcomes", "words", write(tmp_path / "words.csv", text))
    assert (said.code, said.out) == (1, "")
    assert sentence in said.err


def a_test(at: str, value: str) -> dict[str, str]:
    return {"at": at, "source": "test", "measure": "drug_test.opioids", "value": value}


def test_a_record_of_ones_own(tmp_path: Path, capsys: Capsys) -> None:
    measures = [
        a_test("2026-03-02", "positive"),
        a_test("2026-03-03", "negative"),
        a_test("2026-03-09", "positive"),
        a_test("2026-03-10", "positive"),
        a_test("2026-03-20", "invalid"),
        a_test("2026-03-31", "negative"),
    ]
    file = write(tmp_path / "kim.json", {"format": "waymark.person/1", "id": "kim", "measures": measures})
    (found,) = json.loads(run(capsys, "outcomes", "person", file, "--start", "2026-03-02", "--format", "json").out)
    assert (found["who"], found["word"], found["Rd_fudala_2003"]) == ("kim", "*+oo", 0.25)
    early = run(capsys, "outcomes", "person", file, "--start", "2026-03-29")
    assert (early.code, "no week was over" in early.err) == (1, True)
    days = run(capsys, "outcomes", "person", file, "--start", "day:3")
    assert (days.code, "give a date" in days.err) == (1, True)


def test_the_table_is_not_written_over_the_words(tmp_path: Path, capsys: Capsys) -> None:
    file = write(tmp_path / "words.csv", "who,word\nkim,-\n")
    assert run(capsys, "outcomes", "words", file, "--out", file).code == 1
    assert file.read_text(encoding="utf-8") == "who,word\nkim,-\n"
