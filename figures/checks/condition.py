"""Conditions that users write over measures: ``killed <= casualties``, ``sum(parts) == whole``, ``ratio(a, b) <= 3``.

Theory of operation
-------------------
A condition is one comparison of two sums of products of numbers, measures, ``sum(measure)`` and ``ratio(x, y)``. It is
read by the parser below into a tree of at most ``MAX_DEPTH`` levels and is never run as code. Its value over intervals
is worked out by the arithmetic of intervals (Moore 1966): each operation gives the narrowest interval that holds all
results. A condition is broken only where it cannot hold for any values that the claims allow.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from figures.checks.compare import apart
from figures.wording import nearest

MAX_LENGTH = 200
MAX_DEPTH = 12
PARTS, WHOLE = "parts", "whole"
"""Names for what is stated to be a part of something, and for that."""

Interval = tuple[float, float]
ANY: Interval = (-math.inf, math.inf)


class ConditionError(ValueError):
    """A condition that cannot be read; ``hint`` says what to do."""

    def __init__(self, message: str, hint: str | None = None) -> None:
        super().__init__(message)
        self.hint = hint


class Name(NamedTuple):
    """What stands for claims: one of a measure, or all of one where it is ``summed``."""

    measure: str
    summed: bool = False


@dataclass(frozen=True, slots=True)
class Node:
    """A number, a name, or an operation on two nodes."""

    operation: str
    left: Node | None = None
    right: Node | None = None
    number: float = 0.0
    name: Name | None = None

    def value(self, of: Mapping[Name, Interval]) -> Interval:
        """The interval of all values that the expression can have."""
        if self.name is not None:
            return of[self.name]
        if self.left is None or self.right is None:
            return self.number, self.number
        return _OPERATIONS[self.operation](self.left.value(of), self.right.value(of))


@dataclass(frozen=True, slots=True)
class Condition:
    """Two expressions and how they are to compare. ``names`` are those in it, in order."""

    text: str
    left: Node
    relation: str
    right: Node
    names: tuple[Name, ...]

    def broken(self, of: Mapping[Name, Interval]) -> float | None:
        """How far apart the two sides are where it cannot hold (``compare.apart``); ``None`` where it can."""
        left, right = self.left.value(of), self.right.value(of)
        if self.relation in (">", ">="):
            left, right = right, left
        if _RELATIONS[self.relation](left, right):
            return None
        return apart(left, right)


def parse(text: str, measures: Iterable[str]) -> Condition:
    """Read a condition over ``measures``. Raises ``ConditionError`` with what is wrong in it, and where."""
    return _Parser(text, frozenset(measures)).condition()


# --- intervals --------------------------------------------------------------------------------------------------


def _times(x: float, y: float) -> float:
    return 0.0 if x == 0 or y == 0 else x * y


def _product(a: Interval, b: Interval) -> Interval:
    ends = [_times(x, y) for x in a for y in b]
    return min(ends), max(ends)


def _quotient(a: Interval, b: Interval) -> Interval:
    if b[0] == 0 < b[1] and a[0] >= 0:
        return a[0] / b[1], math.inf
    if b[0] <= 0 <= b[1]:
        return ANY
    return _product(a, (1 / b[1], 1 / b[0]))


def _ratio(a: Interval, b: Interval) -> Interval:
    """How many times the greater is the smaller: 1 at least."""
    if a[0] <= 0 or b[0] <= 0:
        return 1.0, math.inf
    one, other = _quotient(a, b), _quotient(b, a)
    least = 1.0 if a[0] <= b[1] and b[0] <= a[1] else max(one[0], other[0])
    return least, max(one[1], other[1])


_OPERATIONS: dict[str, Callable[[Interval, Interval], Interval]] = {
    "+": lambda a, b: (a[0] + b[0], a[1] + b[1]),
    "-": lambda a, b: (a[0] - b[1], a[1] - b[0]),
    "*": _product,
    "/": _quotient,
    "ratio": _ratio,
}


def _at_most(x: float, y: float) -> bool:
    """Whether ``x <= y``, with room for what binary fractions cannot write."""
    return x <= y or math.isclose(x, y, rel_tol=1e-9)


_RELATIONS: dict[str, Callable[[Interval, Interval], bool]] = {
    "<=": lambda a, b: _at_most(a[0], b[1]),
    ">=": lambda a, b: _at_most(a[0], b[1]),
    "<": lambda a, b: a[0] < b[1],
    ">": lambda a, b: a[0] < b[1],
    "==": lambda a, b: _at_most(a[0], b[1]) and _at_most(b[0], a[1]),
    "!=": lambda a, b: not (a[0] == a[1] == b[0] == b[1]),
}


# --- the parser -------------------------------------------------------------------------------------------------

_TOKEN = re.compile(r"\s*(?:(?P<number>\d{1,15}(?:\.\d{1,9})?)|(?P<name>[^\W\d]\w*)|(?P<sign><=|>=|==|!=|[-+*/(),<>]))")


class _Parser:
    """Recursive descent, one method for each level of the grammar."""

    def __init__(self, text: str, measures: frozenset[str]) -> None:
        if len(text) > MAX_LENGTH:
            raise ConditionError(f"the condition has more than {MAX_LENGTH} characters", "write two checks")
        self.text, self.measures = text, measures
        self.tokens = self._tokens()
        self.at = 0
        self.names: dict[Name, None] = {}

    def _tokens(self) -> list[tuple[str, str, int]]:
        found, at = [], 0
        while self.text[at:].strip():
            token = _TOKEN.match(self.text, at)
            if token is None:
                place = at + len(self.text[at:]) - len(self.text[at:].lstrip())
                raise self._error("what is '" + self.text[place] + "'?", place, "a condition holds names, numbers, "
                                  "+ - * / ( ) and one of <= < >= > == !=")
            kind = token.lastgroup or ""
            found.append((kind, token[kind], token.start(kind)))
            at = token.end()
        return found

    def _error(self, message: str, place: int | None = None, hint: str | None = None) -> ConditionError:
        if place is None:
            place = self.tokens[self.at][2] if self.at < len(self.tokens) else len(self.text)
        return ConditionError(f"in '{self.text}', character {place + 1}: {message}", hint)

    def _take(self, *signs: str) -> str | None:
        if self.at < len(self.tokens):
            kind, value, _ = self.tokens[self.at]
            if kind == "sign" and value in signs:
                self.at += 1
                return value
        return None

    def _need(self, sign: str) -> None:
        if self._take(sign) is None:
            raise self._error(f"'{sign}' is missing")

    def condition(self) -> Condition:
        left = self._sum(0)
        relation = self._take(*_RELATIONS)
        if relation is None:
            raise self._error("a comparison is missing", hint="one of <= < >= > == !=")
        right = self._sum(0)
        if self.at < len(self.tokens):
            raise self._error(f"'{self.tokens[self.at][1]}' is too much", hint="a condition is one comparison")
        if not self.names:
            raise ConditionError(f"'{self.text}' names no measure", "compare measures, or a measure with a number")
        return Condition(self.text, left, relation, right, tuple(self.names))

    def _sum(self, depth: int) -> Node:
        node = self._product(depth)
        while (sign := self._take("+", "-")) is not None:
            node = Node(sign, node, self._product(depth))
        return node

    def _product(self, depth: int) -> Node:
        node = self._single(depth)
        while (sign := self._take("*", "/")) is not None:
            node = Node(sign, node, self._single(depth))
        return node

    def _single(self, depth: int) -> Node:
        if depth > MAX_DEPTH:
            raise self._error("nested too deeply")
        if self._take("("):
            node = self._sum(depth + 1)
            self._need(")")
            return node
        if self._take("-"):
            return Node("-", Node("number"), self._single(depth + 1))
        if self.at == len(self.tokens) or self.tokens[self.at][0] == "sign":
            raise self._error("a measure or a number is missing")
        kind, value, _ = self.tokens[self.at]
        self.at += 1
        if kind == "number":
            return Node("number", number=float(value))
        return self._named(value, depth)

    def _named(self, word: str, depth: int) -> Node:
        if self._take("(") is None:
            return self._leaf(word, summed=False)
        if word == "ratio":
            left = self._sum(depth + 1)
            self._need(",")
            node = Node("ratio", left, self._sum(depth + 1))
        elif word == "sum":
            if self.at == len(self.tokens) or self.tokens[self.at][0] != "name":
                raise self._error("sum() adds up the claims of one measure", hint="such as sum(killed)")
            self.at += 1
            node = self._leaf(self.tokens[self.at - 1][1], summed=True)
        else:
            self.at -= 2
            raise self._error(f"there is no function '{word}'", hint="known are sum and ratio")
        self._need(")")
        return node

    def _leaf(self, word: str, summed: bool) -> Node:
        known = self.measures | {PARTS, WHOLE}
        if word not in known:
            self.at -= 1
            close = nearest(word, known)
            raise self._error(f"there is no measure '{word}'",
                              hint=f"did you mean '{close}'?" if close else "figures rules list shows measures")
        if (word == PARTS) != summed and word in (PARTS, WHOLE):
            self.at -= 1
            raise self._error(f"'{word}' cannot stand here", hint="write sum(parts) and whole")
        name = Name(word, summed)
        self.names[name] = None
        return Node("name", name=name)
