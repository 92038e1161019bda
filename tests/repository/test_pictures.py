"""The pictures of the docs: each one taken by the script, shown somewhere, told in words, and none of them heavy."""

import importlib.util
import re
from pathlib import Path

import pytest

from tests.repository.tracked import ROOT, text_of

FOLDER = ROOT / "docs" / "pictures"
MOST_BYTES = 1_000_000
PAGES = ("README.md", *sorted(str(path.relative_to(ROOT)) for path in (ROOT / "docs" / "how-to").glob("*.md")))


def taken() -> set[str]:
    """What the script takes."""
    told = importlib.util.spec_from_file_location("screenshots", ROOT / "scripts" / "screenshots.py")
    assert told is not None
    assert told.loader is not None
    module = importlib.util.module_from_spec(told)
    told.loader.exec_module(module)
    return set(module.PICTURES)


def shown() -> list[tuple[str, str, Path]]:
    """Pages, what their pictures are said to show, and where these lie."""
    found = []
    for page in PAGES:
        text = text_of(Path(page))
        for says, where in re.findall(r"!\[([^\]]*)\]\(([^)]+\.png)\)", text):
            found.append((page, says, (ROOT / page).parent / where))
    return found


def test_every_picture_is_taken_by_the_script_and_shown() -> None:
    there = {path.stem for path in FOLDER.glob("*.png")}
    assert there == taken()
    assert there == {path.stem for _, _, path in shown()}
    assert sum(path.stat().st_size for path in FOLDER.glob("*.png")) < MOST_BYTES


@pytest.mark.parametrize(("page", "says", "path"), shown(), ids=lambda one: str(one)[-24:])
def test_every_picture_is_a_picture_told_in_words(page: str, says: str, path: Path) -> None:
    assert path.read_bytes().startswith(b"\x89PNG\r\n\x1a\n"), page
    assert len(says) > 5
