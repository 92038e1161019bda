"""Flip sets: for each fact, code that answers only the conditions that read it, and says which of them turned.

Asking "what would be if" for one fact after the other means answering hundreds of times for the same person with one
fact changed. Most facts are read by a handful of conditions, through derived facts too; the others cannot turn. Facts
read by the same conditions share their code. Code is unpacked fact by fact, when it is first asked for.
"""

import lzma
import marshal
import sys
from collections.abc import Callable, Set
from functools import cached_property
from types import CodeType
from typing import Any

from waymark.logic.errors import StaleProgram
from waymark.logic.facts import Facts, Truth
from waymark.logic.intervals import HELPERS
from waymark.logic.trees import Trees

__all__ = ["FlipSets", "flip_source"]

# Raised whenever the generated code changes its form.
_FORM = "waymark.flips/1"
# In a table of lines: the instructions (one, and as many more as are added) have no line.
_NO_LINE = 0xF8
Turn = Callable[[Facts, tuple[Truth, ...]], dict[int, Truth]]


class FlipSets:
    """The flip sets of a program's conditions.

    `places`: fact (derived ones too) -> the conditions that read it, by their place in the program.
    """

    def __init__(
        self, places: dict[str, tuple[int, ...]], codes: dict[tuple[int, ...], bytes], trees: Trees | None = None
    ) -> None:
        """`codes`: what is generated already; the rest is made from `trees` when it is first asked for."""
        self.places = places
        self._codes = codes
        self._trees = trees
        self._turns: dict[tuple[int, ...], Turn] = {}
        self._by_fact: dict[str, Turn] = {}

    @classmethod
    def of(cls, trees: Trees) -> "FlipSets":
        """From the trees of a program; nothing is generated yet."""
        reading: dict[str, list[int]] = {}
        for place, name in enumerate(trees.conditions):
            for fact in trees.facts_of(name, deep=True):
                reading.setdefault(fact, []).append(place)
        return cls({fact: tuple(found) for fact, found in reading.items()}, {}, trees)

    def flipped(self, fact: str, facts: Facts, before: tuple[Truth, ...]) -> dict[int, Truth]:
        """Conditions that read this fact and are answered otherwise than before: their places with the new answers.

        `facts` are all facts as they would be, `before` all answers as they are.
        """
        turn = self._by_fact.get(fact)
        if turn is None:
            turn = self._by_fact[fact] = self._turn(self.places.get(fact, ()))
        return turn(facts, before)

    def _turn(self, wanted: tuple[int, ...]) -> Turn:
        if not wanted:
            return _nothing
        turn = self._turns.get(wanted)
        if turn is None:
            scope: dict[str, Any] = dict(HELPERS)
            exec(self._code(wanted), scope)
            turn = self._turns[wanted] = scope["flips"]
        return turn

    def _code(self, wanted: tuple[int, ...]) -> CodeType:
        if wanted in self._codes:
            code = marshal.loads(self._codes[wanted])
            assert isinstance(code, CodeType)
            return code
        assert self._trees is not None
        return compile(flip_source(self._trees, wanted, self._dirty), "<conditions: flips>", "exec")

    @cached_property
    def _dirty(self) -> Set[str]:
        """Found once for all functions: each of them binds derived facts."""
        from waymark.logic.emit import needs_cleaning

        assert self._trees is not None
        return needs_cleaning(self._trees.derived.values())

    def compiled(self) -> bytes:
        """Everything as bytes for `from_compiled`, for this Python version only."""
        codes = {wanted: marshal.dumps(_bare(self._code(wanted))) for wanted in dict.fromkeys(self.places.values())}
        packed = marshal.dumps((_FORM, sys.implementation.cache_tag, self.places, codes))
        # The functions repeat one another over long distances, which this packs to a fifteenth.
        return lzma.compress(packed)

    @classmethod
    def from_compiled(cls, data: bytes) -> "FlipSets":
        """The flip sets that gave these bytes.

        The bytes hold code: read them only from a place that nobody else can write to. Raises StaleProgram if another
        version made them.
        """
        try:
            form, tag, places, codes = marshal.loads(lzma.decompress(data))
        except (EOFError, TypeError, ValueError, lzma.LZMAError) as error:
            raise StaleProgram("the compiled flip sets are damaged; compile them again from their text") from error
        if form != _FORM or tag != sys.implementation.cache_tag:
            raise StaleProgram(f"the compiled flip sets are of {form}, {tag}; compile them again from their text")
        return cls(places, codes)


def flip_source(trees: Trees, wanted: tuple[int, ...], dirty: Set[str] | None = None) -> str:
    """The function `flips(facts, before)` for these conditions: place -> answer of each that is no longer as before.

    `dirty`: as `NumberCode` takes it.
    """
    from waymark.logic.emit import Function, RailCode

    function = Function("flips", "facts, before")
    code = RailCode(function, trees.vocabulary.facts, trees.derived, dirty)
    conditions = tuple(trees.conditions.values())
    roots = {place: conditions[place] for place in wanted}
    code.load(roots.values())
    function.add("found = {}")
    for place, tree in roots.items():
        true, false = code.rails(tree)
        function.add(f"a = True if {true} else False if {false} else None")
        function.add(f"if a is not before[{place}]: found[{place}] = a")
    function.add("return found")
    return function.text()


def _bare(code: CodeType) -> CodeType:
    """Code without its table of lines, which would be half of it and names no line that anyone can open.

    In place of it stands the shortest table there is: "no line", for eight instructions at a time.
    """
    inner = tuple(_bare(part) if isinstance(part, CodeType) else part for part in code.co_consts)
    whole, rest = divmod(len(code.co_code) // 2, 8)
    table = bytes([_NO_LINE + 7] * whole + ([_NO_LINE + rest - 1] if rest else []))
    return code.replace(co_linetable=table, co_consts=inner)


def _nothing(facts: Facts, before: tuple[Truth, ...]) -> dict[int, Truth]:
    return {}
