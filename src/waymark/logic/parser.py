"""From the text of a condition to its tree."""

from typing import Literal, cast

import msgspec

from waymark.logic.errors import ConditionError
from waymark.logic.nodes import (
    Always,
    And,
    Arithmetic,
    CategoryTest,
    Compare,
    Constant,
    Count,
    Extreme,
    InUnit,
    Name,
    Node,
    Not,
    Operator,
    Or,
    children,
)
from waymark.logic.tokens import Token, normal_unit, tokens

__all__ = ["DEEPEST", "parse"]

DEEPEST = 100
# How tightly each word binds; "not" stands between and/or and the comparisons. "and" and "or" bind alike: neither
# comes first, so where they meet parentheses are asked for.
_STRENGTH = {"or": 1, "and": 1, **dict.fromkeys((">=", ">", "<=", "<", "==", "!=", "is", "in", "not"), 4)}
_STRENGTH |= {"+": 5, "-": 5, "*": 6, "/": 6}
_NOT = 3
_COMPARISONS = frozenset({">=", ">", "<=", "<", "==", "!="})


def parse(text: str) -> Node:
    """Read a condition (or an arithmetic expression) into its tree.

    Raises ConditionError with the column and what to write instead.
    """
    return _Parser(text).whole()


class _Parser:
    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = tokens(text)
        self.at = 0
        self.depth = 0

    @property
    def token(self) -> Token:
        return self.tokens[self.at]

    def step(self) -> Token:
        token = self.tokens[self.at]
        self.at += 1
        return token

    def whole(self) -> Node:
        if self.token.kind == "end":
            raise ConditionError('the condition is empty; write one, or "always"', 1)
        node = self.expression(0)
        token = self.token
        if token.kind != "end":
            raise self.unexpected(token)
        _refuse_deep(node)
        return node

    def unexpected(self, token: Token) -> ConditionError:
        column = token.start + 1
        if token.kind == "end":
            return ConditionError("the condition ends too early; complete it or remove the last word", column)
        if token.kind == "word":
            return ConditionError(f'"{token.text}" is no name; names have small letters, digits, "_" and "."', column)
        if token.text == ")":
            return ConditionError('")" closes nothing; remove it or open a parenthesis before it', column)
        if token.kind in ("name", "number"):
            return ConditionError(
                f'"{token.text}" follows without a word between; put "and", "or" or a comparison', column
            )
        return ConditionError(f'"{token.text}" cannot stand here; a name, a number or "(" is expected', column)

    def expect(self, text: str, why: str) -> Token:
        if self.token.text != text or self.token.kind == "end":
            found = f'"{self.token.text}"' if self.token.kind != "end" else "the end"
            raise ConditionError(f'"{text}" is missing before {found}; {why}', self.token.start + 1)
        return self.step()

    def expression(self, strength: int) -> Node:
        """An expression whose outermost words bind tighter than `strength`."""
        left = self.operand()
        while (found := self.binding(self.token)) > strength:
            left = self.joined(left, found)
        return left

    def deeper(self, strength: int) -> Node:
        """The same one level down, in parentheses or after "not"."""
        self.depth += 1
        if self.depth > DEEPEST:
            raise _too_deep(self.token.start)
        node = self.expression(strength)
        self.depth -= 1
        return node

    def binding(self, token: Token) -> int:
        return 0 if token.kind in ("end", "name", "number") else _STRENGTH.get(token.text, 0)

    def joined(self, left: Node, strength: int) -> Node:
        word = self.token.text
        if word in ("and", "or"):
            return self.chain(left, cast(Literal["and", "or"], word), strength)
        if word in ("is", "in", "not"):
            return self.membership(left)
        sign = self.step()
        right = self.expression(strength)
        if sign.text in _COMPARISONS:
            if self.token.text in _COMPARISONS:
                raise ConditionError(
                    'comparisons cannot be chained; write two comparisons joined by "and"', self.token.start + 1
                )
            return Compare(cast(Operator, sign.text), left, right, _start(left), self.tokens[self.at - 1].end)
        operator = cast(Literal["+", "-", "*", "/"], sign.text)
        return Arithmetic(operator, left, right, _start(left), self.tokens[self.at - 1].end)

    def chain(self, left: Node, word: Literal["and", "or"], strength: int) -> Node:
        """Items joined by one and the same word."""
        items = [left]
        ends = [self.tokens[self.at - 1].end]
        first = self.token
        while self.token.text == word and self.token.kind == "keyword":
            self.step()
            items.append(self.expression(strength))
            ends.append(self.tokens[self.at - 1].end)
        other = self.token
        if other.kind == "keyword" and other.text in ("and", "or"):
            raise self.mixed(first, other, word)
        kind = And if word == "and" else Or
        return kind(tuple(items), _start(left), ends[-1])

    def mixed(self, first: Token, other: Token, word: str) -> ConditionError:
        """ "a and b or c" is read differently by different people, so it is refused with both readings."""
        level = self.same_level(first)
        words = [token for token in level if token.kind == "keyword" and token.text in ("and", "or")]
        begin, finish = level[0].start, level[-1].end
        bounds = [begin, *(edge for token in words for edge in (token.start, token.end)), finish]
        parts = [self.text[low:high].strip() for low, high in zip(bounds[::2], bounds[1::2], strict=True)]
        kinds = [token.text for token in words]
        one, two = (_grouped(parts, kinds, inner) for inner in ("and", "or"))
        return ConditionError(f'"and" meets "or" without parentheses; write "{one}" or "{two}"', other.start + 1)

    def same_level(self, first: Token) -> list[Token]:
        """The tokens of the same pair of parentheses (or of the whole text) around `first`."""
        here = self.tokens.index(first)
        low = self.edge(here, -1)
        high = self.edge(here, 1)
        depth = 0
        level = []
        for token in self.tokens[low:high]:
            depth -= token.text == ")"
            inner = depth > 0
            depth += token.text == "("
            if inner and token.kind == "keyword":
                token = Token("name", token.text, token.start, token.end)
            level.append(token)
        return level

    def edge(self, at: int, way: int) -> int:
        """Index of the first token of the level (going back) or one past its last (going on)."""
        opens, closes = ("(", ")") if way < 0 else (")", "(")
        depth = 0
        while 0 <= at < len(self.tokens) and self.tokens[at].kind != "end":
            text = self.tokens[at].text
            if depth == 0 and text in (opens, ","):
                break
            depth += (text == closes) - (text == opens)
            at += way
        return at + 1 if way < 0 else at

    def membership(self, left: Node) -> Node:
        word = self.step()
        negated = word.text == "not"
        if negated:
            word = self.expect("in", 'write "not in (a, b)", or put "and" or "or" before "not"')
        if not isinstance(left, Name):
            raise ConditionError(f'"{word.text}" needs the name of a category before it', word.start + 1)
        if word.text == "is":
            if self.token.text == "not":
                self.step()
                negated = True
            options = [self.option()]
        else:
            self.expect("(", "options stand in parentheses: in (a, b)")
            options = [self.option()]
            while self.token.text == ",":
                self.step()
                options.append(self.option())
            self.expect(")", "close the list of options")
        return CategoryTest(left.name, tuple(options), negated, start=left.start, end=self.tokens[self.at - 1].end)

    def option(self) -> str:
        token = self.step()
        if token.kind == "name" or (token.kind == "keyword" and token.text in ("min", "max", "count", "always")):
            return token.text
        raise ConditionError(
            f"an option is expected here, not {_shown(token)}; write the option's id as in the fact's list",
            token.start + 1,
        )

    def operand(self) -> Node:
        token = self.step()
        if token.kind == "number":
            return self.number(token, 1.0, token.start)
        if token.kind == "name":
            if self.token.text == "(":
                raise ConditionError(
                    f'"{token.text}" is not a function; there are min, max, count and in_unit', token.start + 1
                )
            return Name(token.text, token.start, token.end)
        if token.text == "(" and token.kind == "sign":
            node = self.deeper(0)
            self.expect(")", "close the parenthesis")
            return self.spanned(node, token.start)
        if token.text == "not":
            item = self.deeper(_NOT)
            return Not(item, token.start, self.tokens[self.at - 1].end)
        if token.text == "-" and self.token.kind == "number":
            return self.number(self.step(), -1.0, token.start)
        if token.text == "-":
            raise ConditionError('a minus needs something before it; write "0 - ..." to turn the sign', token.start + 1)
        if token.text == "always":
            return Always(token.start, token.end)
        if token.text in ("min", "max", "count", "in_unit"):
            return self.function(token)
        self.at -= 1
        raise self.unexpected(token)

    def spanned(self, node: Node, start: int) -> Node:
        """The node with the span of its parentheses, so that its text reads as written."""
        return msgspec.structs.replace(node, start=start, end=self.tokens[self.at - 1].end)

    def number(self, token: Token, sign: float, start: int) -> Node:
        value = sign * float(token.text)
        if value - value != 0.0:
            raise ConditionError("the number is too large; write fewer digits", start + 1)
        return Constant(value, normal_unit(token.unit), start=start, end=token.end)

    def function(self, name: Token) -> Node:
        self.expect("(", f"write {name.text}( ... )")
        items = [self.deeper(0)]
        unit: str | None = None
        while self.token.text == ",":
            self.step()
            if name.text == "in_unit":
                unit = self.unit()
                break
            items.append(self.deeper(0))
        end = self.expect(")", f"close {name.text}").end
        if name.text == "in_unit":
            if unit is None:
                raise ConditionError("in_unit needs a unit; write in_unit(fact, unit)", name.start + 1)
            return InUnit(items[0], unit, name.start, end)
        if name.text == "count":
            return Count(tuple(items), name.start, end)
        if len(items) < 2:
            raise ConditionError(f"{name.text} needs at least two numbers; write {name.text}(a, b)", name.start + 1)
        return Extreme(cast(Literal["min", "max"], name.text), tuple(items), name.start, end)

    def unit(self) -> str:
        """The unit of in_unit: everything up to the closing parenthesis."""
        first = self.token
        while self.token.text != ")" and self.token.kind != "end":
            self.step()
        unit = normal_unit(self.text[first.start : self.token.start].strip())
        if not unit:
            raise ConditionError("in_unit needs a unit; write in_unit(fact, unit)", first.start + 1)
        return unit


def _too_deep(start: int) -> ConditionError:
    what = f"the condition is nested more than {DEEPEST} deep; name an inner part as a derived fact"
    return ConditionError(what, start + 1)


def _refuse_deep(node: Node) -> None:
    """A long chain of + or * is a deep tree too; everything after this may recurse safely."""
    level: list[Node] = [node]
    for _ in range(2 * DEEPEST):
        level = [child for parent in level for child in children(parent)]
        if not level:
            return
    raise _too_deep(level[0].start)


def _start(node: Node) -> int:
    return node.start


def _shown(token: Token) -> str:
    return "the end" if token.kind == "end" else f'"{token.text}"'


def _grouped(parts: list[str], kinds: list[str], inner: str) -> str:
    """The parts written out with parentheses around each run joined by `inner`."""
    runs: list[list[str]] = [[parts[0]]]
    for kind, part in zip(kinds, parts[1:], strict=True):
        if kind == inner:
            runs[-1].append(part)
        else:
            runs.append([part])
    outer = "or" if inner == "and" else "and"
    shown = [f"({f' {inner} '.join(run)})" if len(run) > 1 else run[0] for run in runs]
    return f" {outer} ".join(shown)
