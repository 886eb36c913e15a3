"""The notation of patterns: what it reads, what it refuses, what it compiles to."""

from __future__ import annotations

import re
from typing import Any

import pytest

from figures.rules.compiled import Alphabet, Pattern
from figures.rules.pattern import (
    Atom,
    Choice,
    Free,
    Gap,
    PatternError,
    Repeat,
    Row,
    Slot,
    needed,
    parse,
    render,
    slots_of,
)

CHARS = {"lex:send": "S", "lit:troops": "T", "figure": "FP", "figure:force": "F", "place": "P", "lit:to": "o"}


def matches(pattern: str, shadow: str, clitics: str = "c") -> bool:
    expression = render(parse(pattern), lambda atom: CHARS.get(atom, ""), clitics)
    return re.fullmatch(expression, shadow, re.DOTALL) is not None


def test_reads_every_part_of_the_notation() -> None:
    tree = parse('<send> $n:figure[force] ~0..2 (to $p:place)? {a b} (x | y) "of whom"')
    assert isinstance(tree, Row)
    kinds = [type(part) for part in tree.parts]
    assert kinds == [Atom, Slot, Gap, Repeat, Free, Choice, Row]
    assert [slot.name for slot in slots_of(tree)] == ["n", "p"]


@pytest.mark.parametrize(
    ("pattern", "column"),
    [
        ("<Send>", 0),
        ("<send", 0),
        ("(a", 0),
        ("a)", 1),
        ("a | ", 4),
        ("$n:thing", 0),
        ("$p:place[x]", 0),
        ("~5..2", 0),
        ("~0..99", 0),
        ("{a}", 0),
        ("{a b c d e}", 0),
        ("@nothing", 0),
        ("", 0),
        ("?", 0),
        ('""', 0),
        ("x" * 601, 600),
    ],
)
def test_refuses_with_the_column(pattern: str, column: int) -> None:
    with pytest.raises(PatternError) as caught:
        parse(pattern)
    assert caught.value.column == column
    assert caught.value.message


def test_macros_are_put_in_and_circles_are_refused() -> None:
    assert parse("@many", {"many": "a b"}) == parse("a b") or isinstance(parse("@many", {"many": "a b"}), Row)
    with pytest.raises(PatternError, match="circle"):
        parse("@a", {"a": "@b", "b": "@a"})
    with pytest.raises(PatternError) as caught:
        parse("@mny", {"many": "a"})
    assert caught.value.hint == "did you mean '@many'?"


@pytest.mark.parametrize(
    ("pattern", "shadow", "expected"),
    [
        ("<send> $n:figure[force]", "SF", True),
        ("<send> $n:figure[force]", "SP", False),
        ("<send> ~0..2 troops", "ST", True),
        ("<send> ~0..2 troops", "S..T", True),
        ("<send> ~0..2 troops", "S...T", False),
        ("<send> troops?", "S", True),
        ("(<send> | troops)+", "STS", True),
        ("{<send> troops}", "TS", True),
        ("<send> $p:place", "ScP", True),
        ("<send> ~1 $p:place", "ScP", False),
        ("<send> unknownword", "S.", False),
    ],
)
def test_matches_items(pattern: str, shadow: str, expected: bool) -> None:
    assert matches(pattern, shadow) is expected


def test_needed_atoms_are_those_of_every_match() -> None:
    assert needed(parse("<send> (a | b) c? d+")) == {"lex:send", "lit:d"}
    assert needed(parse("(a b | b c)")) == {"lit:b"}


def test_an_expression_serves_until_a_shadow_holds_what_is_new() -> None:
    rule: Any = None  # a pattern by itself asks its rule nothing
    pattern = Pattern(rule, "<send> $p:place", parse("<send> $p:place"))
    alphabet = Alphabet(pattern.atoms)
    old = alphabet.char(frozenset(["lex:send"])) + alphabet.char(frozenset(["place"]))
    first = pattern.compiled(alphabet, old)
    assert first.fullmatch(old)
    new = alphabet.char(frozenset(["lex:send", "place"])) + old[1]
    assert pattern.compiled(alphabet, old) is first
    assert pattern.compiled(alphabet, new).fullmatch(new)
    assert pattern.compiled(alphabet, old).fullmatch(old)


def test_an_expression_is_not_made_again_for_what_says_nothing_to_it() -> None:
    rule: Any = None
    pattern = Pattern(rule, "<send> $p:place", parse("<send> $p:place"))
    alphabet = Alphabet(pattern.atoms)
    old = alphabet.char(frozenset(["lex:send"])) + alphabet.char(frozenset(["place"]))
    first = pattern.compiled(alphabet, old)
    assert pattern.compiled(alphabet, old + alphabet.char(frozenset(["date"]))) is first
    glued = old[0] + alphabet.char(frozenset(["date"]), clitic=True) + old[1]  # a particle may stand before any item
    assert pattern.compiled(alphabet, glued).fullmatch(glued)
