"""English numbers: a table of phrases, what only looks like one, and reading back what num2words spells."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from num2words import num2words

from figures.model import Number, Value, whole
from figures.numbers.en import find
from figures.numbers.en_words import digits
from figures.resources import Source, read_yaml
from figures.text import Sentence, fold

DATA = Path(__file__).parent / "data" / "numbers_en.yml"
TABLE: dict[str, Any] = read_yaml(Source(str(DATA), DATA.name, DATA.read_bytes())).value


def parse(text: str) -> tuple[Sentence, list[Number]]:
    sentence = Sentence(fold(text), 0, len(fold(text).folded))
    return sentence, find(sentence, range(len(sentence)))


def marked(text: str) -> tuple[str, list[str]]:
    """A phrase without its «» and what stands between them."""
    parts = text.replace("»", "«").split("«")
    return "".join(parts), parts[1::2]


def rows(section: str) -> list[tuple[str, Value, Value]]:
    result = []
    for entry in TABLE[section]:
        low = whole(Decimal(str(entry["low"])))
        high = whole(Decimal(str(entry.get("high", entry["low"]))))
        result += [(phrase, low, high) for phrase in entry["phrases"]]
    return result


ROWS = [(section, *row) for section in ("numbers", "decimals", "ranges", "vague") for row in rows(section)]
QUALIFIERS = {"numbers": "exact", "decimals": "exact", "ranges": "range", "vague": "vague"}
TRAPS = [(name, phrase) for name, phrases in TABLE["traps"].items() for phrase in phrases]


@pytest.mark.parametrize(("section", "phrase", "low", "high"), ROWS)
def test_phrase(section: str, phrase: str, low: Value, high: Value) -> None:
    text, spans = marked(phrase)
    sentence, numbers = parse(text)
    assert [sentence.raw(n.start, n.end) for n in numbers] == spans
    assert [(n.low, n.high, n.qualifier) for n in numbers] == [(low, high, QUALIFIERS[section])]


@pytest.mark.parametrize("case", TABLE["several"], ids=lambda case: case["text"])
def test_several(case: dict[str, Any]) -> None:
    text, spans = marked(case["text"])
    sentence, numbers = parse(text)
    assert [sentence.raw(n.start, n.end) for n in numbers] == spans
    assert [n.low for n in numbers] == case["values"]


@pytest.mark.parametrize(("name", "phrase"), TRAPS)
def test_trap(name: str, phrase: str) -> None:
    sentence, numbers = parse(phrase)
    assert [sentence.raw(n.start, n.end) for n in numbers] == []


def test_the_table_is_large_and_has_every_trap() -> None:
    assert len(ROWS) + len(TRAPS) + len(TABLE["several"]) >= 200
    assert len(TABLE["traps"]) >= 14
    assert len({phrase for _, phrase, _, _ in ROWS}) == len(ROWS)


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.integers(1, 10**12), st.integers(1, 10**6), st.integers(1, 2000)))
def test_reads_back_what_num2words_spells(value: int) -> None:
    spelled = num2words(value)
    for text in (spelled, f"officials counted {spelled} people", spelled.replace(",", "")):
        if value == 1 and text == spelled:
            continue  # a bare "one" is a pronoun
        sentence, numbers = parse(text)
        assert [(n.low, n.high) for n in numbers] == [(value, value)], text
        assert sentence.raw(numbers[0].start, numbers[0].end).replace(",", "") == spelled.replace(",", "")


@settings(max_examples=200, deadline=None)
@given(st.integers(1, 10**12))
def test_reads_grouped_digits(value: int) -> None:
    assert digits(f"{value:,}") == value
    assert digits(str(value)) == value


@pytest.mark.parametrize("text", ["about 1.2.3 people", "1,2,3,4 tents", "12.34.567,8 tents"])
def test_undecided_values_are_said_to_be_so(text: str) -> None:
    _, (number,) = parse(text)
    assert number.low is None and number.high is None and number.problem


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(
    ["one", "two", "twenty", "hundred", "thousand", "million", "and", "-", "a", "half", "dozen", "dozens", "of", "12",
     "1,2", "3.5", "to", "or", "between", "m", "bn", "$", "May", "7", ":", "/", "no", "in", "people", "(", ")", ".",
     "several", "few"]),
    max_size=40), st.sampled_from(["", " "]))
def test_never_fails_and_never_overlaps(tokens: list[str], space: str) -> None:
    sentence, numbers = parse(space.join(tokens))
    behind = 0
    for number in numbers:
        assert behind <= number.start < number.end <= len(sentence)
        assert number.problem or (number.low is not None and number.high is not None and number.low <= number.high)
        behind = number.end
