"""Arabic numbers: a table of phrases, what only looks like one, and what a speller's words are read back as."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from figures.model import Number, Value, whole
from figures.numbers.ar import find
from figures.resources import Source, read_yaml
from figures.text import Sentence, fold

DATA = Path(__file__).parent / "data" / "numbers_ar.yml"
TABLE: dict[str, Any] = read_yaml(Source(str(DATA), DATA.name, DATA.read_bytes())).value
QUALIFIERS = {"numbers": "exact", "decimals": "exact", "ranges": "range", "vague": "vague", "odd": "more_than"}


def parse(text: str) -> tuple[Sentence, list[Number]]:
    sentence = Sentence(fold(text), 0, len(fold(text).folded))
    return sentence, find(sentence, range(len(sentence)))


def marked(text: str) -> tuple[str, list[str]]:
    """A phrase without its «» and what stands between them."""
    parts = text.replace("»", "«").split("«")
    return "".join(parts), parts[1::2]


def value(given: object) -> Value | None:
    return None if given is None else whole(Decimal(str(given)))


def rows(section: str) -> list[tuple[str, Value | None, Value | None]]:
    result = []
    for entry in TABLE.get(section, ()):
        low, high = value(entry["low"]), value(entry.get("high", entry["low"]))
        result += [(phrase, low, high) for phrase in entry["phrases"]]
    return result


ROWS = [(section, *row) for section in QUALIFIERS for row in rows(section)]
TRAPS = [(name, phrase) for name, phrases in TABLE.get("traps", {}).items() for phrase in phrases]
SEVERAL = TABLE.get("several", [])


@pytest.mark.parametrize(("section", "phrase", "low", "high"), ROWS)
def test_phrase(section: str, phrase: str, low: Value | None, high: Value | None) -> None:
    text, spans = marked(phrase)
    sentence, numbers = parse(text)
    assert [(n.low, n.high, n.qualifier) for n in numbers] == [(low, high, QUALIFIERS[section])]
    assert [sentence.raw(n.start, n.end) for n in numbers] == spans


@pytest.mark.parametrize("case", SEVERAL, ids=lambda case: case["text"])
def test_several(case: dict[str, Any]) -> None:
    text, spans = marked(case["text"])
    sentence, numbers = parse(text)
    assert [sentence.raw(n.start, n.end) for n in numbers] == spans
    assert [n.low for n in numbers] == [value(v) for v in case["values"]]


@pytest.mark.parametrize(("name", "phrase"), TRAPS)
def test_trap(name: str, phrase: str) -> None:
    sentence, numbers = parse(phrase)
    assert [sentence.raw(n.start, n.end) for n in numbers] == []


def test_no_phrase_stands_twice() -> None:
    assert len({phrase for _, phrase, _, _ in ROWS}) == len(ROWS)
