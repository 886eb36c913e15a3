"""The notation of patterns: from text to a tree, and from a tree to a regular expression over signatures.

    <send>              a word of the lexicon `send`, in any inflection
    troops, "of whom"   a literal word, or several in quotes
    $n:figure[force]    a figure that counts the unit class force; $n:figure counts anything
    $p:place  $d:date   a place, a date; $e:entity any named thing; $w:words up to three words
    ~  ~0..3            one word, or up to three, whatever they are
    ( … )?  *  +        optional, repeated
    (a | b)             one or the other
    {a b c}             all of them, in any order
    @name               a macro

A pattern is read over *items*, not characters: a word, or a figure, place, date or phrase folded into one. Each item
is a character whose class is the set of *atoms* that it satisfies (``Alphabet``), so that a whole pattern is one
regular expression over a short string.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from figures.text import fold_form
from figures.wording import nearest

SLOTS = ("figure", "place", "entity", "date", "words")
MAX_GAP = 12
MAX_FREE = 4
MAX_LENGTH = 600


class PatternError(ValueError):
    """A pattern that cannot be read: ``column`` counts characters of the pattern from 0."""

    def __init__(self, message: str, column: int, hint: str | None = None) -> None:
        super().__init__(message)
        self.message, self.column, self.hint = message, column, hint


@dataclass(frozen=True, slots=True)
class Atom:
    """One item that satisfies ``name``: ``lex:send``, ``lit:troops``, ``figure``, ``figure:force``, ``place`` …"""

    name: str
    column: int


@dataclass(frozen=True, slots=True)
class Gap:
    """Between ``low`` and ``high`` items, whatever they are."""

    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Row:
    """Parts one after the other."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several."""

    options: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Free:
    """All parts, in any order."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Repeat:
    """A part that may be missing or come again: ``?``, ``*``, ``+``."""

    part: Node
    sign: str


@dataclass(frozen=True, slots=True)
class Slot:
    """A named part: what it matches is kept under ``name``."""

    name: str
    kind: str
    part: Node


Node = Atom | Gap | Row | Choice | Free | Repeat | Slot

_TOKEN = re.compile(
    r"\s+|(?P<lex><[^<>\s]*>)|(?P<slot>\$(?P<sname>[a-z_][a-z0-9_]*):(?P<skind>[a-z]+)(?:\[(?P<scls>[^\]]*)\])?)"
    r"|(?P<gap>~(?:(?P<glow>\d+)\.\.(?P<ghigh>\d+)|(?P<gone>\d+))?)|(?P<macro>@[a-z_][a-z0-9_]*)"
    r'|(?P<quote>"[^"]*")|(?P<sign>[(){}|?*+])|(?P<word>[^\s(){}|?*+<>$~@"]+)'
)


def parse(text: str, macros: dict[str, str] | None = None) -> Node:
    """Read a pattern. Raises ``PatternError`` with the column of what cannot be read."""
    return _read(text, tuple(sorted((macros or {}).items())))


@lru_cache(maxsize=4096)
def _read(text: str, macros: tuple[tuple[str, str], ...]) -> Node:
    """The loader reads a pattern to check it, and the engine to compile it: once is enough, nodes never change."""
    return _Parser(text, dict(macros)).whole()


class _Parser:
    def __init__(self, text: str, macros: dict[str, str], depth: int = 0) -> None:
        if len(text) > MAX_LENGTH:
            raise PatternError(f"the pattern is longer than {MAX_LENGTH} characters", MAX_LENGTH)
        if depth > 5:
            raise PatternError("macros call one another in a circle or too deeply", 0)
        self.macros, self.depth, self.length = macros, depth, len(text)
        self.tokens: list[re.Match[str]] = []
        at = 0
        while at < len(text):
            found = _TOKEN.match(text, at)
            if not found:
                raise PatternError(f"'{text[at]}' makes no sense here", at)
            if not found[0].isspace():
                self.tokens.append(found)
            at = found.end()
        self.at = 0

    def whole(self) -> Node:
        node = self.choice()
        if self.at < len(self.tokens):
            token = self.tokens[self.at]
            raise PatternError(f"'{token[0]}' closes nothing", token.start())
        return node

    def peek(self) -> str:
        return self.tokens[self.at][0] if self.at < len(self.tokens) else ""

    def choice(self) -> Node:
        options = [self.sequence()]
        while self.peek() == "|":
            self.at += 1
            options.append(self.sequence())
        return options[0] if len(options) == 1 else Choice(tuple(options))

    def sequence(self) -> Node:
        parts: list[Node] = []
        while self.at < len(self.tokens) and self.peek() not in ("|", ")", "}"):
            parts.append(self.repeated())
        if not parts:
            column = self.tokens[self.at].start() if self.at < len(self.tokens) else self.length
            raise PatternError("something is missing here", column)
        return parts[0] if len(parts) == 1 else Row(tuple(parts))

    def repeated(self) -> Node:
        node = self.single()
        while self.peek() in ("?", "*", "+"):
            node = Repeat(node, self.peek())
            self.at += 1
        return node

    def single(self) -> Node:
        token = self.tokens[self.at]
        self.at += 1
        if token["lex"]:
            name = token["lex"][1:-1]
            if not re.fullmatch(r"[a-z][a-z0-9_]*", name):
                raise PatternError(f"'{token[0]}' is no name of a lexicon", token.start())
            return Atom(f"lex:{name}", token.start())
        if token["slot"]:
            return self.slot(token)
        if token["gap"]:
            return self.gap(token)
        if token["macro"]:
            return self.macro(token)
        if token["quote"] or token["word"]:
            words = (token["quote"] or token["word"]).strip('"').split()
            if not words:
                raise PatternError("empty quotes match nothing", token.start())
            atoms = tuple(Atom(f"lit:{fold_form(word)}", token.start()) for word in words)
            return atoms[0] if len(atoms) == 1 else Row(atoms)
        if token[0] in ("(", "{"):
            return self.group(token)
        raise PatternError(f"'{token[0]}' stands behind nothing", token.start())

    def group(self, opening: re.Match[str]) -> Node:
        closing = ")" if opening[0] == "(" else "}"
        parts: list[Node] = []
        if closing == ")":
            node = self.choice()
        else:
            while self.at < len(self.tokens) and self.peek() != "}":
                parts.append(self.repeated())
            if not 2 <= len(parts) <= MAX_FREE:
                raise PatternError(f"an order-free group has 2 to {MAX_FREE} parts", opening.start())
            node = Free(tuple(parts))
        if self.peek() != closing:
            raise PatternError(f"'{opening[0]}' is never closed", opening.start(), f"add '{closing}'")
        self.at += 1
        return node

    def gap(self, token: re.Match[str]) -> Node:
        low = int(token["glow"] or token["gone"] or 1)
        high = int(token["ghigh"] or token["gone"] or 1)
        if token["glow"] == "0":
            low = 0
        if low > high or high > MAX_GAP:
            raise PatternError(f"a gap goes from less to more and at most to {MAX_GAP}", token.start())
        return Gap(low, high)

    def slot(self, token: re.Match[str]) -> Node:
        kind, classes = token["skind"], token["scls"]
        if kind not in SLOTS:
            raise PatternError(f"'{kind}' is no kind of slot", token.start(), "one of " + ", ".join(SLOTS))
        if classes is not None and kind != "figure":
            raise PatternError(f"a {kind} takes no classes in brackets", token.start())
        if kind == "words":
            return Slot(token["sname"], kind, Gap(1, 3))
        if classes:
            atoms = tuple(Atom(f"figure:{c.strip()}", token.start()) for c in classes.split("|"))
            return Slot(token["sname"], kind, atoms[0] if len(atoms) == 1 else Choice(atoms))
        return Slot(token["sname"], kind, Atom(kind, token.start()))

    def macro(self, token: re.Match[str]) -> Node:
        name = token["macro"][1:]
        if name not in self.macros:
            close = nearest(name, self.macros)
            raise PatternError(
                f"there is no macro '@{name}'", token.start(), f"did you mean '@{close}'?" if close else None
            )
        try:
            return _Parser(self.macros[name], self.macros, self.depth + 1).whole()
        except PatternError as error:
            raise PatternError(f"in macro '@{name}': {error.message}", token.start(), error.hint) from error


def atoms_of(node: Node) -> Iterator[Atom]:
    """All atoms of a tree, in order."""
    match node:
        case Atom():
            yield node
        case Row(parts) | Free(parts):
            for part in parts:
                yield from atoms_of(part)
        case Choice(options):
            for option in options:
                yield from atoms_of(option)
        case Repeat(part, _) | Slot(_, _, part):
            yield from atoms_of(part)
        case Gap():
            return


def slots_of(node: Node) -> Iterator[Slot]:
    """All slots of a tree, in order."""
    match node:
        case Slot():
            yield node
        case Row(parts) | Free(parts) | Choice(parts):
            for part in parts:
                yield from slots_of(part)
        case Repeat(part, _):
            yield from slots_of(part)
        case _:
            return


def needed(node: Node) -> frozenset[str]:
    """Atoms without which the tree cannot match: the index by which patterns are looked up."""
    match node:
        case Atom(name, _):
            return frozenset([name])
        case Row(parts) | Free(parts):
            return frozenset().union(*(needed(part) for part in parts))
        case Choice(options):
            return frozenset.intersection(*(needed(option) for option in options))
        case Repeat(part, sign):
            return needed(part) if sign == "+" else frozenset()
        case Slot(_, _, part):
            return needed(part)
        case Gap():
            return frozenset()
    raise TypeError(node)


def groups(node: Node) -> list[frozenset[str]]:
    """Groups of atoms of which each must have one that is there, or the tree cannot match: a cheap test beforehand."""
    match node:
        case Atom(name, _):
            return [frozenset([name])]
        case Row(parts) | Free(parts):
            return [group for part in parts for group in groups(part)]
        case Choice(options):
            smallest = [
                min(groups(option), key=lambda g: (len(g), sorted(g)), default=frozenset()) for option in options
            ]
            return [frozenset().union(*smallest)] if all(smallest) else []
        case Repeat(part, sign):
            return groups(part) if sign == "+" else []
        case Slot(_, _, part):
            return groups(part)
        case Gap():
            return []
    raise TypeError(node)


def width(node: Node) -> int | None:
    """How many items a match may have at most; ``None`` where there is no bound."""
    match node:
        case Atom():
            return 1
        case Gap(_, high):
            return high
        case Row(parts) | Free(parts):
            widths = [width(part) for part in parts]
            return None if None in widths else sum(w or 0 for w in widths)
        case Choice(options):
            widths = [width(option) for option in options]
            return None if None in widths else max(w or 0 for w in widths)
        case Repeat(part, sign):
            return width(part) if sign == "?" else None
        case Slot(_, _, part):
            return width(part)
    raise TypeError(node)


def render(node: Node, chars: Callable[[str], str], clitics: str) -> str:
    """The regular expression of a tree. ``chars(atom)`` gives the characters of the items that satisfy an atom,
    ``clitics`` those of glued particles, which may stand before any item and count for nothing."""
    skip = f"[{clitics}]?" if clitics else ""

    def one(tree: Node) -> str:
        match tree:
            case Atom(name, _):
                allowed = chars(name)
                body = f"[{allowed}]" if allowed else "(?!)"
                # an atom may be the particle itself
                return f"(?:{body}|{skip}{body})" if skip else body
            case Gap(low, high):
                return f"(?:{skip}[^{clitics}]){{{low},{high}}}?" if clitics else f".{{{low},{high}}}?"
            case Row(parts):
                return "".join(map(one, parts))
            case Choice(options):
                return "(?:" + "|".join(map(one, options)) + ")"
            case Free(parts):
                return "(?:" + "|".join("".join(map(one, order)) for order in itertools.permutations(parts)) + ")"
            case Repeat(part, sign):
                return f"(?:{one(part)}){sign}" if sign == "?" else f"(?:{one(part)}){sign}?"
            case Slot(name, _, part):
                return f"(?P<{name}>{one(part)})"
        raise TypeError(tree)

    return one(node)
