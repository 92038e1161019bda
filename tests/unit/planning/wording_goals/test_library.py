"""The check of the library finds wording that names what is not there or cannot be read."""

import shutil
from pathlib import Path

import pytest

import waymark.knowledge
from waymark.knowledge.assemble import Library, assemble
from waymark.knowledge.check import wordings
from waymark.knowledge.folder import read_folder

LIBRARY = Path(waymark.knowledge.__file__).parent / "library"
BROKEN = {
    "wishes-use.yaml": [
        ("    substance: alcohol\n    goals: [GO-01]", "    substance: tea\n    goals: [GO-15]"),
        ("    negated: alcohol-safer", "    negated: alcohol-other"),
        ("'get sober'", "'get <sobers>'"),
    ],
    "replies.yaml": [
        ("    instead: [sedatives-stop]", "    instead: [sedatives-halt]"),
        ("sure_when: [sedatives.daily_over_month,", "sure_when: [phq9.total,"),
        ("    ask: [cssrs]\n    order: 1", "    instead: [sleep]\n    ask: [cssr]\n    order: 1"),
    ],
}  # fmt: skip


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> Library:
    folder = tmp_path_factory.mktemp("library") / "library"
    shutil.copytree(LIBRARY, folder)
    for name, changes in BROKEN.items():
        file = folder / "wording" / name
        text = file.read_text(encoding="utf-8")
        for old, new in changes:
            assert old in text, old
            text = text.replace(old, new, 1)
        file.write_text(text, encoding="utf-8")
    return assemble(read_folder(folder, without=("cases", "hazards")))


@pytest.mark.slow
@pytest.mark.parametrize(
    "says",
    [
        "`tea` is not among the substances",
        "`GO-15` is no goal of PR-ALC",
        "`alcohol-other` is not among the wishes",
        "`sedatives-halt` is not among the wishes",
        "`phq9.total` is not true or false",
        "`cssr` is not among the instruments",
        "never turned into goals",
        "names the list <sobers>",
    ],
)
def test_each_mistake_is_found(broken: Library, says: str) -> None:
    found = [*wordings.names(broken), *wordings.cues(broken)]
    assert any(says in str(finding) for finding in found), [str(finding) for finding in found]
