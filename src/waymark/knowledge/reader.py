"""From the bytes of a content file to a tree of texts, strictly, with the line of every key.

Nothing in a content file can execute, refer or repeat: anchors, aliases, tags, second documents and duplicate keys are
refused. Scalars stay texts (`no` is the word "no"); the schema gives them their type later.
"""

from collections.abc import Iterator
from typing import Final

import yaml

from waymark.knowledge.errors import LibraryError, Trouble

__all__ = ["MAX_BYTES", "MAX_DEPTH", "MAX_NODES", "Node", "Path", "Tree", "read_tree"]

Node = str | list["Node"] | dict[str, "Node"]
Path = tuple[str | int, ...]

MAX_BYTES: Final = 2_000_000
MAX_DEPTH: Final = 24
MAX_NODES: Final = 200_000

# The parser in C is ten times faster; the plain one reads the same language.
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Tree:
    """A file as read: `root` and, for every path in it, the line (from 1) where it stands."""

    __slots__ = ("file", "lines", "root")

    def __init__(self, file: str, root: Node, lines: dict[Path, int]) -> None:
        self.file = file
        self.root = root
        self.lines = lines

    def line(self, path: Path) -> int:
        """The line of a path, or of the nearest part of it that exists."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


def read_tree(data: bytes, file: str) -> Tree:
    """Read one file. Raises LibraryError naming file, line and cure."""
    return _Builder(file).build(_text(data, file))


def _text(data: bytes, file: str) -> str:
    if len(data) > MAX_BYTES:
        raise _error(file, None, f"the file has {len(data):,} bytes; at most {MAX_BYTES:,} are read, so split it")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise _error(file, line, f"byte {error.start} is not UTF-8; save the file in the encoding UTF-8") from None
    if not text.strip():
        raise _error(file, None, "the file is empty; write one kind of entries or delete the file")
    return text


def _error(file: str, line: int | None, what: str, key: str = "") -> LibraryError:
    return LibraryError(Trouble(file, line, key, what))


class _Builder:
    """Builds the tree from the parser's events, without recursion, so that deep nesting cannot exhaust the stack."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.lines: dict[Path, int] = {}
        self.root: Node | None = None
        self.documents = 0
        self.nodes = 0
        # Open collections with their path, and for each mapping the key that waits for its value.
        self.open: list[tuple[Path, list[Node] | dict[str, Node]]] = []
        self.keys: list[str | None] = []

    def build(self, text: str) -> Tree:
        try:
            for event in self._events(text):
                self._take(event)
        except yaml.YAMLError as error:
            raise self._translated(error, text) from None
        if self.root is None:
            raise _error(self.file, None, "the file has only comments; write one kind of entries or delete the file")
        return Tree(self.file, self.root, self.lines)

    def _events(self, text: str) -> Iterator[yaml.Event]:
        loader = _Loader(text)
        try:
            while loader.check_event():
                yield loader.get_event()
        finally:
            loader.dispose()

    def _take(self, event: yaml.Event) -> None:
        if isinstance(event, yaml.DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                raise self._refuse(event, "a second document starts here; keep one document per file, without `---`")
        elif isinstance(event, yaml.AliasEvent):
            raise self._refuse(event, "an alias (`*name`) is not allowed; write the value out")
        elif isinstance(event, yaml.NodeEvent):
            self._node(event)
        elif isinstance(event, yaml.CollectionEndEvent):
            self.open.pop()
            self.keys.pop()

    def _node(self, event: yaml.NodeEvent) -> None:
        if event.anchor is not None:
            raise self._refuse(event, f"the anchor `&{event.anchor}` is not allowed; write the value out where needed")
        if (tag := getattr(event, "tag", None)) is not None:
            raise self._refuse(event, f"the tag `{tag}` is not allowed; write the plain value")
        self.nodes += 1
        if self.nodes > MAX_NODES:
            raise self._refuse(event, f"more than {MAX_NODES:,} values in one file; split it")
        if isinstance(event, yaml.ScalarEvent):
            if self._awaits_key():
                self._key(event)
            else:
                self._place(self._scalar(event), event)
            return
        if self._awaits_key():
            raise self._refuse(event, "a key must be a single word; quote it if it starts with `{` or `[`")
        node: list[Node] | dict[str, Node] = [] if isinstance(event, yaml.SequenceStartEvent) else {}
        path = self._place(node, event)
        if len(self.open) >= MAX_DEPTH:
            raise self._refuse(event, f"nested more than {MAX_DEPTH} deep; the library needs far less, so check it")
        self.open.append((path, node))
        self.keys.append(None)

    def _awaits_key(self) -> bool:
        return bool(self.open) and isinstance(self.open[-1][1], dict) and self.keys[-1] is None

    def _key(self, event: yaml.ScalarEvent) -> None:
        path, mapping = self.open[-1]
        key = str(event.value)
        line = _line(event)
        if key in mapping:
            first = self.lines[(*path, key)]
            raise _error(self.file, line, f"the key stands twice (first on line {first}); keep one", key)
        if key == "<<":
            raise self._refuse(event, "merging keys (`<<`) is not allowed; write the keys out")
        self.keys[-1] = key
        self.lines[(*path, key)] = line

    def _scalar(self, event: yaml.ScalarEvent) -> str:
        value = str(event.value)
        if event.implicit[0] and value in ("", "~", "null", "Null", "NULL"):
            raise self._refuse(event, "has no value; write one, or remove the key")
        return value

    def _place(self, node: Node, event: yaml.NodeEvent) -> Path:
        if not self.open:
            self.root = node
            self.lines[()] = _line(event)
            return ()
        path, parent = self.open[-1]
        if isinstance(parent, dict):
            key = self.keys[-1]
            assert key is not None  # _awaits_key was asked first
            parent[key] = node
            self.keys[-1] = None
            return (*path, key)
        parent.append(node)
        path = (*path, len(parent) - 1)
        self.lines[path] = _line(event)
        return path

    def _refuse(self, event: yaml.Event, what: str) -> LibraryError:
        key = next((key for key in reversed(self.keys) if key is not None), "")
        return _error(self.file, _line(event), what, key)

    def _translated(self, error: yaml.YAMLError, text: str) -> LibraryError:
        mark = getattr(error, "problem_mark", None)
        line = None if mark is None else mark.line + 1
        problem = str(getattr(error, "problem", None) or getattr(error, "reason", None) or "is not YAML")
        if line is not None and _starts_with_tab(text, line):
            return _error(self.file, line, "a tab stands in the indentation; use spaces")
        if "end of stream" in problem or "document end" in problem or _at_end(text, line):
            return _error(self.file, line, "the file ends too early (an open quote, bracket or key); complete it")
        if "control characters" in problem or "special characters" in problem:
            return _error(self.file, line, "a control character stands in the file; remove it")
        if "mapping values are not allowed" in problem:
            what = "a `:` stands inside an unquoted value, or the indentation is off; quote the value or align the key"
            return _error(self.file, line, what)
        return _error(self.file, line, f"not readable as YAML ({problem}); check indentation and quotes near this line")


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark is not None else 1


def _starts_with_tab(text: str, line: int) -> bool:
    lines = text.split("\n")
    near = lines[max(0, line - 2) : line + 1]
    return any("\t" in row[: len(row) - len(row.lstrip())] for row in near)


def _at_end(text: str, line: int | None) -> bool:
    return line is not None and line > len(text.rstrip("\n").split("\n"))
