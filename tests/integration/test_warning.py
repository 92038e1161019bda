"""`waymark evidence`: the cohort and the risks of the open participants, with fewer tables, and with nobody."""

import csv
import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from prove._warning_policy import area
from tests.integration.command import run, write
from waymark.evidence.warning.history import moment_of_event
from waymark.exchange.ctn0094.histories import STEPS, read_histories

Capsys = pytest.CaptureFixture[str]


def risks(text: str) -> dict[int, float]:
    return {int(row["who"]): float(row["risk"]) for row in csv.DictReader(text.splitlines())}


@pytest.mark.slow
def test_the_open_participants(trial_data: Path, tmp_path: Path, capsys: Capsys) -> None:
    steps: list[None] = []
    histories = read_histories(trial_data, lambda: steps.append(None))
    assert len(steps) == STEPS
    events = {history.who: moment_of_event(history.weeks) is not None for history in histories}
    assert (len(events), sum(events.values())) == (1551, 745)
    out = tmp_path / "risk.csv"
    assert run(capsys, "evidence", "risk", trial_data, "--out", out).code == 0
    whole = risks(out.read_text(encoding="utf-8"))
    assert list(whole) == list(events)
    # Fitted on these people: how it does on others is for `python -m prove warning`.
    happened = np.array([float(events[who]) for who in whole])
    found = np.array(list(whole.values()))
    assert found.mean() == pytest.approx(happened.mean(), abs=0.01)
    assert area(found, happened, np.ones((1, len(found))))[0] > 0.85
    fewer = tmp_path / "tables"
    fewer.mkdir()
    for name in ("everybody", "randomization", "visit", "uds"):
        shutil.copy(trial_data / "tables" / f"{name}.csv.gz", fewer)
    less = risks(run(capsys, "evidence", "risk", tmp_path).out)
    assert list(less) == list(whole)
    assert area(np.array(list(less.values())), happened, np.ones((1, len(less))))[0] > 0.8


def small(folder: Path, randomization: str) -> Path:
    write(folder / "everybody.csv", "who,project\n5,27\n6,30\n7,51\n")
    write(folder / "randomization.csv", "who,treatment,which,when\n" + randomization)
    write(folder / "visit.csv", "who,what,when\n5,visit,9\n6,visit,50\n")
    write(folder / "uds.csv", "who,what,when\n5,Opioid,9\n")
    return folder


def test_who_belongs_to_the_cohort(tmp_path: Path, capsys: Capsys) -> None:
    both = "5,Methadone,1,3\n6,Outpatient BUP + SMM,1,0\n6,Outpatient BUP + EMM,2,45\n7,Inpatient BUP,1,1\n"
    said = run(capsys, "evidence", "risk", small(tmp_path / "both", both))
    assert list(risks(said.out)) == [5, 6, 7]
    histories = read_histories(tmp_path / "both", lambda: None)
    # Days 43 to 49 hold the second randomization; week 1 begins with day 50, where somebody came.
    assert histories[1].weeks.startswith("-o")
    assert histories[1].attended == [1]
    once = "5,Methadone,1,3\n6,Outpatient BUP + SMM,1,0\n"
    assert list(risks(run(capsys, "evidence", "risk", small(tmp_path / "once", once)).out)) == [5]


def test_nobody(tmp_path: Path, capsys: Capsys) -> None:
    said = run(capsys, "evidence", "risk", small(tmp_path, ""))
    assert (said.code, said.out) == (0, "who,risk\n")
    assert "nobody was randomized" in said.sentences[0]


def test_what_cannot_be_done_is_one_sentence(tmp_path: Path, capsys: Capsys) -> None:
    folder = small(tmp_path, "5,Methadone,1,3\n")
    said = run(capsys, "evidence", "risk", folder, "--week", "12")
    assert (said.code, "weeks 1 to 11" in said.sentences[0]) == (1, True)
    (folder / "visit.csv").unlink()
    said = run(capsys, "evidence", "risk", folder)
    assert (said.code, "visit.csv.gz is missing" in said.sentences[0]) == (1, True)


def test_the_card_says_what_it_is_not_for(capsys: Capsys) -> None:
    assert "To withhold, taper or end a medicine" in run(capsys, "evidence", "card").out
    card = json.loads(run(capsys, "evidence", "card", "--format", "json").out)["card"]
    assert (card["people"], card["events"], card["seed"]) == (1551, 745, 37)
