"""Nobody goes round the gate: rows of people are fetched only where the gate, a selector or an action does it."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

SITE = Path(__file__).resolve().parents[2] / "src" / "waymark" / "site"
# Rooms that decide, keep or run things as a whole, and are reached by no page about a person.
_OWN = ("access", "audit", "keys", "operations")


def _sources() -> Iterator[Path]:
    return (path for path in sorted(SITE.rglob("*.py")) if "migrations" not in path.parts)


def _asks_database(source: str) -> list[int]:
    """Lines that reach for rows: `.objects`, or a query method on something called one."""
    return [
        node.lineno
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Attribute) and node.attr in ("objects", "_default_manager", "_base_manager", "raw")
    ]


def test_pages_do_not_ask_the_database_themselves() -> None:
    found = [
        f"{path.relative_to(SITE)}:{line}"
        for path in _sources()
        if path.name in ("views.py", "forms.py", "urls.py", "context.py", "middleware.py")
        for line in _asks_database(path.read_text(encoding="utf-8"))
    ]
    assert found == [], "let a selector or an action do it, through the gate"


@pytest.mark.parametrize("planted", ["Person.objects.get(pk=1)", "User._default_manager.all()"])
def test_a_planted_view_that_goes_round_is_seen(planted: str) -> None:
    assert _asks_database(f"def view(request):\n    return {planted}\n") == [2]


def test_what_reads_about_people_takes_a_gate_or_who_passed_one() -> None:
    """Every public function of a selector names whom it reads about through `gate`, or takes the person it gave out."""
    found = []
    for path in _sources():
        if path.name != "selectors.py" or path.parts[-2] in _OWN:
            continue
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                names = {one.arg for one in (*node.args.args, *node.args.kwonlyargs)}
                if not names & {"gate", "person", "version", "document", "by", "acting", "user", "users"}:
                    found.append(f"{path.relative_to(SITE)}:{node.lineno} {node.name}")
    assert found == []


def test_what_writes_is_one_transaction_by_somebody() -> None:
    """Public actions are keyword-only, name who acts, and run in one transaction."""
    found = []
    for path in _sources():
        if path.name != "actions.py" or path.parts[-2] in _OWN:
            continue
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if not isinstance(node, ast.FunctionDef) or node.name.startswith("_"):
                continue
            decorated = {ast.unparse(one) for one in node.decorator_list}
            writes = "note(" in ast.unparse(node) or "_noted(" in ast.unparse(node)
            if writes and ("transaction.atomic" not in decorated or node.args.args):
                found.append(f"{path.relative_to(SITE)}:{node.lineno} {node.name}")
    assert found == [], "use @transaction.atomic and keyword-only arguments"
