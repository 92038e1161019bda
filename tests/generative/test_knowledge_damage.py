"""However a content file is damaged, the answer is a library or a LibraryError, never another failure."""

import tempfile
from collections.abc import Callable
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.knowledge.small import SMALL, write
from waymark.knowledge.build import from_bundle, library_of
from waymark.knowledge.check import check_folder
from waymark.knowledge.compiled import decode
from waymark.knowledge.conditions import program
from waymark.knowledge.errors import LibraryError
from waymark.knowledge.reader import read_tree

FILES = sorted(SMALL)
WORDS = [
    "{",
    "}",
    "[",
    "]",
    ":",
    "- ",
    "\n",
    "  ",
    "\t",
    "&a",
    "*a",
    "!x",
    "null",
    "no",
    "-1",
    "1e999",
    "'",
    '"',
    "é",
    "\0",
]


@st.composite
def damaged(draw: st.DrawFn) -> dict[str, str]:
    """The small library with one file cut, doubled, or with words put in or taken out."""
    name = draw(st.sampled_from(FILES))
    text = SMALL[name]
    for _ in range(draw(st.integers(1, 3))):
        at = draw(st.integers(0, len(text)))
        end = min(len(text), at + draw(st.integers(0, 12)))
        how = draw(st.sampled_from(["cut", "put", "take", "double", "swap"]))
        if how == "cut":
            text = text[:at]
        elif how == "put":
            text = text[:at] + draw(st.sampled_from(WORDS)) + text[at:]
        elif how == "take":
            text = text[:at] + text[end:]
        elif how == "double":
            text = text[:end] + text[at:]
        else:
            text = text[:at] + draw(st.text(max_size=4)) + text[end:]
    return {**SMALL, name: text}


def troubles_of(job: Callable[[], object]) -> list[str]:
    """What a job refused, in its words; any other failure is the test's."""
    try:
        job()
    except LibraryError as error:
        return [str(trouble) for trouble in error.troubles] or [""]
    return []


@given(damaged())
@settings(max_examples=75)
def test_a_damaged_library_is_refused_in_words(files: dict[str, str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        base = Path(folder)
        for name, text in files.items():
            (base / name).parent.mkdir(exist_ok=True)
            (base / name).write_bytes(text.encode("utf-8", "surrogatepass"))
        said = troubles_of(lambda: program(library_of(base)))
        assert all(trouble.strip() and "\n" not in trouble for trouble in said), said
        assert isinstance(check_folder(base), list)


@given(st.binary(max_size=300))
def test_any_bytes_are_a_tree_or_an_error(data: bytes) -> None:
    said = troubles_of(lambda: read_tree(data, "file.yaml"))
    assert all(trouble.startswith("file.yaml") for trouble in said)


@given(st.binary(max_size=300), st.booleans())
def test_any_bytes_are_no_release(data: bytes, headed: bool) -> None:
    assert decode((b"WAYMARK-RELEASE-1\n" if headed else b"") + data, "en", None) is None
    assert troubles_of(lambda: from_bundle((b"WAYMARK-BUNDLE-1\n" if headed else b"") + data))


def test_the_small_library_itself_is_sound(tmp_path: Path) -> None:
    assert check_folder(write(tmp_path, SMALL)) == []
