"""Files and functions stay small enough to be read in one go."""

import ast
from pathlib import Path

import pytest

from tests.repository.tracked import python_files, text_of

LINES_OF_A_FILE = 400
LINES_OF_A_FUNCTION = 50


def longest_functions(source: str) -> list[tuple[str, int]]:
    """Functions longer than allowed, with their length in lines, docstring and decorators left out."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            body = node.body[1:] if ast.get_docstring(node) is not None and len(node.body) > 1 else node.body
            length = (node.end_lineno or node.lineno) - body[0].lineno + 1
            if length > LINES_OF_A_FUNCTION:
                found.append((node.name, length))
    return found


PLAIN = (ast.Expr, ast.Pass, ast.Import, ast.ImportFrom, ast.Assign, ast.AnnAssign)


def is_data(source: str) -> bool:
    """A module of constants and structures without methods: a table or schema may be as long as what it lists."""

    def plain(node: ast.stmt) -> bool:
        if isinstance(node, ast.ClassDef):
            return all(plain(inner) for inner in node.body)
        return isinstance(node, PLAIN)

    return all(plain(node) for node in ast.parse(source).body)


@pytest.mark.parametrize("path", python_files(), ids=str)
def test_python_files_and_functions_stay_small(path: Path) -> None:
    source = text_of(path)
    assert is_data(source) or source.count("\n") <= LINES_OF_A_FILE, f"{path} has {source.count(chr(10))} lines"
    assert longest_functions(source) == [], path


def test_a_long_function_is_found() -> None:
    source = "def long():\n    '''Says.'''\n" + "    pass\n" * (LINES_OF_A_FUNCTION + 1)
    assert longest_functions(source) == [("long", LINES_OF_A_FUNCTION + 1)]
    assert not is_data(source)
