"""What a content file may hold, and what is said of every file that does not."""

import pytest

from waymark.knowledge.errors import LibraryError
from waymark.knowledge.reader import MAX_BYTES, MAX_DEPTH, read_tree


def refusal(data: bytes) -> str:
    with pytest.raises(LibraryError) as caught:
        read_tree(data, "file.yaml")
    return str(caught.value)


def test_words_stay_words() -> None:
    tree = read_tree(b"a: no\nb: 010\nc: 1e3\nd: [yes, 2026-01-01]\n", "file.yaml")
    assert tree.root == {"a": "no", "b": "010", "c": "1e3", "d": ["yes", "2026-01-01"]}


def test_every_key_and_item_knows_its_line() -> None:
    tree = read_tree(b"# comment\na:\n  - x\n  - b: y\n    c: z\n", "file.yaml")
    assert tree.lines[("a", 1, "c")] == 5
    assert tree.line(("a", 1, "gone", "deeper")) == 4


@pytest.mark.parametrize(
    ("data", "line", "says"),
    [
        (b"a: &x 1\n", 1, "anchor"),
        (b"a: 1\nb: *x\n", 2, "alias"),
        (b"a: !!python/name:os.system x\n", 1, "tag"),
        (b"a: !!str 1\n", 1, "tag"),
        (b"a: 1\nb: 2\na: 3\n", 3, "first on line 1"),
        (b"a: {<<: {b: c}}\n", 1, "merging"),
        (b"a: 1\n---\nb: 2\n", 2, "second document"),
        (b"a:\n\t- b\n", 2, "tab"),
        (b'a: "b\nc: d\n', None, "ends too early"),
        (b"a: [1, 2\n", None, "ends too early"),
        (b"a:\nb: 1\n", 1, "has no value"),
        (b"a: ~\n", 1, "has no value"),
        (b"a: b: c\n", 1, "quote the value"),
        (b"a: 1\nb: \xff\n", 2, "UTF-8"),
        ("a: ñ\n".encode("utf-16"), None, "UTF-8"),
        (b"", None, "empty"),
        (b"# only words\n", None, "only comments"),
        (b"a: x\x01y\n", None, "control character"),
        (b"{a: 1}: b\n", 1, "single word"),
    ],
)
def test_one_sentence_says_what_where_and_what_to_do(data: bytes, line: int | None, says: str) -> None:
    message = refusal(data)
    assert says in message
    assert message.startswith("file.yaml:" if line is None else f"file.yaml:{line}:")
    assert "\n" not in message


def test_nesting_and_size_are_bounded() -> None:
    assert "deep" in refusal(b"a: " + b"[" * (MAX_DEPTH + 1) + b"]" * (MAX_DEPTH + 1))
    assert "deep" in refusal(b"a: " + b"[" * 100_000)
    assert "bytes" in refusal(b"#" * (MAX_BYTES + 1))
