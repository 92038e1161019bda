"""All conditions of a knowledge release, ready to answer for one person after the other."""

import marshal
import sys
from collections.abc import Mapping
from types import CodeType
from typing import TYPE_CHECKING, Any

from waymark.logic.errors import StaleProgram
from waymark.logic.facts import Facts, Known, Truth
from waymark.logic.intervals import HELPERS

if TYPE_CHECKING:
    from waymark.logic.critical import CriticalValue
    from waymark.logic.facts import FactType, Vocabulary
    from waymark.logic.missing import Below, Missing
    from waymark.logic.nodes import Node
    from waymark.logic.trees import TraceNode, Trees

__all__ = ["Program"]

# Raised whenever the generated code or the stored trees change their form.
_FORM = "waymark.logic/4"


# Where each tree starts in a trace; and per name the facts it reads, and those with the ones behind derived facts.
_Index = tuple[dict[str, int], dict[str, tuple[tuple[str, ...], tuple[str, ...]]]]


class Program:
    """Conditions and derived facts, compiled.

    Made from text (parsed, checked, generated) or, for a fast start, from what `compiled` gave. Nothing but the code
    that a call needs is loaded; the trees are read only when they are asked for.
    """

    def __init__(
        self,
        vocabulary: "Vocabulary",
        derived: Mapping[str, str] | None = None,
        conditions: Mapping[str, str] | None = None,
    ) -> None:
        """Raises ConditionError, naming the condition or derived fact, the column and what to do."""
        from waymark.logic.build import build

        trees = build(vocabulary, derived or {}, conditions or {})
        self._setup(tuple(trees.conditions), tuple(trees.derived), {}, trees)

    def _setup(
        self, conditions: tuple[str, ...], derived: tuple[str, ...], stored: dict[str, bytes], trees: "Trees | None"
    ) -> None:
        self.conditions: tuple[str, ...] = conditions
        self.derived: tuple[str, ...] = derived
        self._stored = stored
        self._trees = trees
        self._layout: tuple[TraceNode, ...] | None = None
        self._indexed: _Index | None = None
        self._derived_names = frozenset(derived)
        self._skeleton: list[Below] | None = None
        self._nodes: dict[str, list[Node]] = {}
        self._places: dict[int, int] = {}

    @property
    def trees(self) -> "Trees":
        """The typed trees, the vocabulary and the texts; read on first use."""
        if self._trees is None:
            from waymark.logic.trees import Trees

            self._trees = Trees.from_bytes(self._stored["trees"])
        return self._trees

    @property
    def vocabulary(self) -> "Vocabulary":
        """The facts, with derived ones, and the named values."""
        return self.trees.vocabulary

    @property
    def types(self) -> "Mapping[str, FactType]":
        """Type of every fact."""
        return self.trees.vocabulary.facts

    @property
    def source(self) -> str:
        """The generated Python; the same text for the same conditions."""
        return "\n\n".join(self._source(name) for name in ("answers", "values", "trace"))

    def _source(self, function: str) -> str:
        from waymark.logic import emit, emit_trace

        trees = self.trees
        types = trees.vocabulary.facts
        if function == "answers":
            return emit.answers_source(trees.conditions, types, trees.derived)
        if function == "values":
            return emit.values_source(types, trees.derived)
        return emit_trace.trace_source(trees.conditions, types, trees.derived)

    def _code(self, function: str) -> CodeType:
        stored = self._stored.get(function)
        if stored is not None:
            code = marshal.loads(stored)
            assert isinstance(code, CodeType)
            return code
        return compile(self._source(function), f"<conditions: {function}>", "exec")

    def _function(self, name: str) -> Any:
        scope: dict[str, Any] = dict(HELPERS)
        exec(self._code(name), scope)
        function = scope[name]
        # The next call finds the function itself where this loader stood.
        setattr(self, name, function)
        return function

    # The three functions replace themselves on the instance by the generated code, so that a call costs no detour.
    def answers(self, facts: Facts) -> tuple[Truth, ...]:
        """One True, False or None (unknown) per condition, in the order of `conditions`."""
        answers: tuple[Truth, ...] = self._function("answers")(facts)
        return answers

    def values(self, facts: Facts) -> dict[str, Known]:
        """What is known of each derived fact; those of which nothing is known are left out."""
        values: dict[str, Known] = self._function("values")(facts)
        return values

    def trace(self, facts: Facts) -> tuple[int, ...]:
        """The truth of every node of `layout`: 0 false, 1 unknown, 3 true."""
        trace: tuple[int, ...] = self._function("trace")(facts)
        return trace

    @property
    def layout(self) -> "tuple[TraceNode, ...]":
        """What each place of a trace stands for; parents before their children."""
        if self._layout is None:
            from waymark.logic.trees import TraceNode

            if "layout" in self._stored:
                self._layout = tuple(TraceNode(*place) for place in marshal.loads(self._stored["layout"]))
            else:
                self._layout = self.trees.laid_out()
        return self._layout

    def reading(self, facts: Facts, values: Facts | None = None) -> "Missing":
        """What is missing for these facts, to be asked of one condition after the other. `values`: what `values` gave
        for them, where that is at hand."""
        from waymark.logic.missing import Missing

        starts, derived, trace = self._index[0], self._derived_names, self.trace(facts)
        known = {**facts, **(self.values(facts) if values is None else values)}
        return Missing(lambda: self.trees, self._below, starts, derived, self._nodes, self._places, facts, known, trace)

    def missing(self, condition: str, facts: Facts) -> list[str]:
        """Facts, not derived ones, that could still settle the condition; none if it is settled."""
        return list(self.reading(facts).of(condition))

    def all_missing(self, facts: Facts) -> dict[str, list[str]]:
        """The same for every condition that is not settled."""
        reading = self.reading(facts)
        unsettled = (name for name, known in zip(self.conditions, self.answers(facts), strict=True) if known is None)
        return {name: list(reading.of(name)) for name in unsettled}

    def facts_of(self, condition: str, deep: bool = False) -> tuple[str, ...]:
        """Facts that the condition (or derived fact) reads; with `deep` also those behind derived ones."""
        return self._index[1][condition][deep]

    @property
    def _index(self) -> _Index:
        """Where each tree starts in a trace, and the facts each name reads."""
        if self._indexed is None:
            self._indexed = marshal.loads(self._stored["index"]) if "index" in self._stored else self._made_index()
        return self._indexed

    def _made_index(self) -> _Index:
        trees = self.trees
        reads = {name: (trees.facts_of(name, False), trees.facts_of(name, True)) for name in self._names}
        return trees.starts(), reads

    @property
    def _below(self) -> "list[Below]":
        """What lies below each place of a trace."""
        if self._skeleton is None:
            from waymark.logic.missing import skeleton

            stored = self._stored.get("below")
            self._skeleton = skeleton(self.trees) if stored is None else marshal.loads(stored)
        return self._skeleton

    @property
    def _names(self) -> tuple[str, ...]:
        return (*self.conditions, *self.derived)

    def critical_values(self, facts: Facts | None = None) -> "dict[str, list[CriticalValue]]":
        """For each underived fact the values at which some condition changes.

        With `facts`, arithmetic over several facts is solved for each of them with the others as they are known.
        """
        from waymark.logic.critical import critical_values

        return critical_values(self.trees, facts)

    def compiled(self) -> bytes:
        """Everything as bytes for `from_compiled`, for this Python version only."""
        parts = {name: marshal.dumps(self._code(name)) for name in ("answers", "values", "trace")}
        parts["trees"] = self.trees.to_bytes()
        parts["index"] = marshal.dumps(self._index)
        parts["below"] = marshal.dumps(self._below)
        parts["layout"] = marshal.dumps([_fields(place) for place in self.layout])
        return marshal.dumps((_FORM, sys.implementation.cache_tag, self.conditions, self.derived, parts))

    @classmethod
    def from_compiled(cls, data: bytes) -> "Program":
        """The program that gave these bytes.

        The bytes hold code: read them only from a place that nobody else can write to. Raises StaleProgram if another
        version made them.
        """
        try:
            form, tag, conditions, derived, parts = marshal.loads(data)
        except (EOFError, TypeError, ValueError) as error:
            raise StaleProgram("the compiled conditions are damaged; compile them again from their text") from error
        if form != _FORM or tag != sys.implementation.cache_tag:
            raise StaleProgram(f"the compiled conditions are of {form}, {tag}; compile them again from their text")
        program = cls.__new__(cls)
        program._setup(conditions, derived, parts, None)
        return program


def _fields(place: "TraceNode") -> tuple[object, ...]:
    return tuple(getattr(place, name) for name in place.__struct_fields__)
