"""Nothing in a tracked file points at one machine, is left for later, or ends in the middle of a line."""

import re
from pathlib import Path

import pytest

from tests.repository.tracked import text_of, tracked

# Put together from parts, so that this file does not find itself.
MACHINE_PATHS = re.compile(r"(?<![\w.>\"'`-])/(?:" + "|".join(("work", "root", "home")) + r")/\w")
LEFT_FOR_LATER = re.compile(r"\b(?:" + "|".join(("TO" + "DO", "FIX" + "ME", "X" * 3, "HA" + "CK")) + r")\b")


# A file of others is kept to the byte.
@pytest.mark.parametrize("path", [path for path in tracked() if not path.name.endswith(".min.js")], ids=str)
def test_tracked_files_are_whole(path: Path) -> None:
    text = text_of(path)
    assert text.endswith("\n") or not text, f"{path} does not end in a line break"
    assert "\r" not in text, f"{path} has line ends of another system"
    places = [number for number, line in enumerate(text.splitlines(), 1) if MACHINE_PATHS.search(line)]
    assert not places, f"{path} names a place on one machine in lines {places}"
    marks = [number for number, line in enumerate(text.splitlines(), 1) if LEFT_FOR_LATER.search(line)]
    assert not marks, f"{path} leaves something for later in lines {marks}"


def test_the_patterns_find_what_they_should() -> None:
    assert MACHINE_PATHS.search("see " + "/" + "work/main") is not None
    assert MACHINE_PATHS.search("areas: home/work/legal") is None
    assert LEFT_FOR_LATER.search("# " + "TO" + "DO: later") is not None
