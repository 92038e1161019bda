"""Trial tables that are not as their dictionary says: one sentence with file, row and cure."""

import gzip
from pathlib import Path

import pytest

from waymark.exchange.ctn0094 import import_trial
from waymark.exchange.ctn0094.columns import TABLES
from waymark.exchange.errors import ExchangeError

PEOPLE = {
    "everybody": ["1,27", "2,51"],
    "randomization": ["1,Methadone,1,5", "1,Methadone,2,5"],
    "rbs": ["1,heroin,Yes,9"],
    "treatment": ["1,30,5", "1,40,6"],
    "uds": ["1,Opioid,2", "1,Opioid,6"],
    "demographics": ["1,40,Full Time,Yes,HS/GED,Never married,No", "2,,,,,,"],
    "first_survey": ["1,0", "2,3"],
}


def write(folder: Path, name: str, rows: list[str], header: str | None = None) -> None:
    text = "\n".join([header if header is not None else ",".join(TABLES[name]), *rows]) + "\n"
    (folder / f"{name}.csv.gz").write_bytes(gzip.compress(text.encode(), mtime=0))


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    folder = tmp_path / "ctn0094" / "tables"
    folder.mkdir(parents=True)
    for name in TABLES:
        write(folder, name, PEOPLE.get(name, []))
    return folder


def refused(tables: Path) -> str:
    with pytest.raises(ExchangeError) as caught:
        import_trial(tables, tables.parent / "out")
    message = str(caught.value)
    assert "\n" not in message
    return message


def test_both_the_folder_and_its_tables_will_do(tables: Path, tmp_path: Path) -> None:
    import_trial(tables, tmp_path / "a")
    import_trial(tables.parent, tmp_path / "b")
    names = sorted(path.name for path in (tmp_path / "a").iterdir())
    assert names == ["1.json", "2.json"]
    assert all((tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes() for name in names)


def test_doses_of_the_randomization_day_come_after_it(tables: Path, tmp_path: Path) -> None:
    import_trial(tables, tmp_path / "then")
    import_trial(tables, tmp_path / "later", 1)
    assert b"medication.dose_mg" not in (tmp_path / "then" / "1.json").read_bytes()
    assert (tmp_path / "later" / "1.json").read_bytes().count(b"medication.dose_mg") == 2


def test_nothing_after_the_as_of_day_is_told(tables: Path, tmp_path: Path) -> None:
    report = import_trial(tables, tmp_path / "out")
    assert (tmp_path / "out" / "1.json").read_bytes().count(b"drug_test.opioids") == 1
    assert report.tables["uds"].not_used == {"after the as-of day": 1}
    # The survey of the second came on day 3, after consent.
    assert report.tables["demographics"].not_used == {"after the as-of day": 1}


def test_the_report_counts_and_says_what_was_left_out(tables: Path, tmp_path: Path) -> None:
    report = import_trial(tables, tmp_path / "out")
    assert (report.written, report.as_of_randomization, report.as_of_consent) == (2, 1, 1)
    assert "race" in report.text()
    assert "second randomization" in report.text()


def test_progress_reaches_its_end(tables: Path, tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    import_trial(tables, tmp_path / "out", progress=lambda done, total: seen.append((done, total)))
    assert seen[-1][0] == seen[-1][1]


def test_a_missing_file_is_named(tables: Path) -> None:
    (tables / "uds.csv.gz").unlink()
    assert "uds.csv.gz is missing" in refused(tables)


def test_a_missing_column_is_named(tables: Path) -> None:
    write(tables, "uds", [], header="who,what")
    assert "row 1: the column `when` is missing" in refused(tables)


def test_a_value_out_of_the_dictionary_is_named_with_its_row(tables: Path) -> None:
    write(tables, "rbs", ["1,heroin,Yes,9", "1,cocaine,Maybe,3"])
    message = refused(tables)
    assert "rbs.csv.gz row 3: column `did_use` holds `Maybe`" in message
    assert "correct that cell" in message


@pytest.mark.parametrize("days", ["31", "-1", "4.5", "many", "1e3", " 4"])
def test_days_that_cannot_be_are_refused(tables: Path, days: str) -> None:
    write(tables, "rbs", [f"1,heroin,Yes,{days}"])
    assert "row 2: column `days`" in refused(tables)


def test_a_row_with_too_few_fields_is_refused(tables: Path) -> None:
    write(tables, "rbs", ["1,heroin,Yes"])
    assert "row 2: 3 fields where the header has 4" in refused(tables)


def test_a_stranger_is_refused(tables: Path) -> None:
    write(tables, "tlfb", ["77,Heroin,0"])
    assert "participant 77 is not in everybody" in refused(tables)


def test_a_second_row_where_one_belongs_is_refused(tables: Path) -> None:
    write(tables, "pain", ["1,No Pain,0", "1,No Pain,0"])
    assert "pain: participant 1 stands twice" in refused(tables)


@pytest.mark.parametrize("damage", [b"", b"not gzip", gzip.compress(b"who,what,when\n1,\xff,2\n", mtime=0)])
def test_damaged_files_are_named(tables: Path, damage: bytes) -> None:
    (tables / "uds.csv.gz").write_bytes(damage)
    assert "uds.csv.gz" in refused(tables)


def test_a_file_cut_off_is_named(tables: Path) -> None:
    whole = (tables / "rbs.csv.gz").read_bytes()
    (tables / "rbs.csv.gz").write_bytes(whole[:-9])
    assert "cannot be read" in refused(tables)


def test_a_folder_without_tables_says_what_to_give(tmp_path: Path) -> None:
    with pytest.raises(ExchangeError, match="give the ctn0094 folder"):
        import_trial(tmp_path, tmp_path / "out")


@pytest.mark.parametrize("week", [-1, 1000])
def test_weeks_that_cannot_be_are_refused(tables: Path, week: int) -> None:
    with pytest.raises(ExchangeError, match=f"week {week}"):
        import_trial(tables, tables.parent / "out", week)
