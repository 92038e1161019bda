"""From the texts of a release to typed trees, sorted so that derived facts come after what they need."""

from collections.abc import Mapping

from waymark.logic.checker import Kind, check, check_kind
from waymark.logic.errors import ConditionError
from waymark.logic.facts import FactType, Vocabulary
from waymark.logic.nodes import Node, children
from waymark.logic.parser import parse
from waymark.logic.tokens import is_name, normal_unit
from waymark.logic.trees import Trees

__all__ = ["build"]


def build(vocabulary: Vocabulary, derived: Mapping[str, str], conditions: Mapping[str, str]) -> Trees:
    """Parse, check and sort. Raises ConditionError naming the condition or derived fact."""
    _refuse_names(vocabulary, derived, conditions)
    parsed = {name: _parsed(name, text) for name, text in derived.items()}
    types = dict(vocabulary.facts)
    typed: dict[str, Node] = {}
    for name in _sorted(parsed):
        known = Vocabulary(types, vocabulary.constants)
        try:
            tree, kind = check_kind(parsed[name], known)
            types[name] = _derived_type(name, kind, vocabulary.facts.get(name))
        except ConditionError as error:
            raise error.named(name) from None
        typed[name] = tree
    known = Vocabulary(types, vocabulary.constants)
    checked = {}
    for name, text in conditions.items():
        try:
            checked[name] = check(_parsed(name, text), known)
        except ConditionError as error:
            raise (error if error.name else error.named(name)) from None
    return Trees(known, checked, typed, {**derived, **conditions})


def _refuse_names(vocabulary: Vocabulary, derived: Mapping[str, str], conditions: Mapping[str, str]) -> None:
    for name in derived:
        if not is_name(name):
            cure = 'use small letters, digits, "_" and ".", and none of the words of the language'
            raise ConditionError(f"this cannot be the name of a fact; {cure}", None, name)
    for name in vocabulary.constants:
        if name in vocabulary.facts or name in derived:
            raise ConditionError("a fact and a named value have the same name; rename one of them", None, name)
    for name in conditions:
        if name in derived:
            raise ConditionError("a condition and a derived fact have the same name; rename one of them", None, name)


def _parsed(name: str, text: str) -> Node:
    try:
        return parse(text)
    except ConditionError as error:
        raise error.named(name) from None


def _sorted(parsed: Mapping[str, Node]) -> list[str]:
    """Names in an order in which each needs only earlier ones; the order given otherwise. Refuses cycles."""
    done: dict[str, None] = {}
    open_now: list[str] = []

    def enter(name: str) -> None:
        if name in done:
            return
        if name in open_now:
            circle = " → ".join([*open_now[open_now.index(name) :], name])
            raise ConditionError(f"derived from itself ({circle}); remove one of these steps", None, name)
        open_now.append(name)
        for needed in _names(parsed[name]):
            if needed in parsed:
                enter(needed)
        open_now.pop()
        done[name] = None

    for name in parsed:
        enter(name)
    return list(done)


def _names(node: Node) -> list[str]:
    """Names a tree reads that is not yet checked."""
    found = [name] if (name := getattr(node, "name", None)) else []
    for child in children(node):
        found += _names(child)
    return found


def _derived_type(name: str, kind: Kind, declared: FactType | None) -> FactType:
    """The type of a derived fact; it must be what the fact says of itself."""
    if declared is None:
        sort = "boolean" if kind.sort == "condition" else "integer" if kind.whole else "number"
        return FactType(sort, kind.unit)  # type: ignore[arg-type]
    if kind.sort == "condition":
        if declared.kind != "boolean":
            raise ConditionError(f"a condition is derived, but the fact is a {declared.kind}; make it boolean", 1)
        return declared
    if declared.kind in ("boolean", "category"):
        raise ConditionError(
            f"a number is derived, but the fact is a {declared.kind}; compare it, or make it a number", 1
        )
    if declared.kind == "integer" and not kind.whole:
        raise ConditionError("the result need not be whole, but the fact is an integer; make it a number", 1)
    # A plain number may be given a unit: that is how arithmetic over several units ends.
    if kind.unit is not None and kind.unit != normal_unit(declared.unit):
        raise ConditionError(
            f"the result is in {kind.unit}, but the fact is in {declared.unit or 'no unit'}; correct one", 1
        )
    return declared
