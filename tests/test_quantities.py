"""Figures: hedges, counted nouns, kinds, candidates without a number word, shares."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from figures.lexicon import Lexicon, load_lexicon
from figures.model import Figure, Number, Value, whole
from figures.quantities import find_figures
from figures.resources import Source, read_yaml
from figures.text import Sentence, fold

DATA = Path(__file__).parent / "data" / "quantities_figures.yml"
TABLE: dict[str, Any] = read_yaml(Source(str(DATA), DATA.name, DATA.read_bytes())).value


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_lexicon([], [])


def sentence_of(text: str) -> Sentence:
    folded = fold(text)
    return Sentence(folded, 0, len(folded.folded))


def numbers_of(case: dict[str, Any]) -> tuple[Sentence, list[Number]]:
    """A sentence and the numbers that its «» mark."""
    parts = case["text"].replace("»", "«").split("«")
    sentence = sentence_of("".join(parts))
    numbers: list[Number] = []
    at = 0
    for index, part in enumerate(parts):
        if index % 2:
            numbers.append(_number(case, sentence, at, part, index // 2))
        at += len(part)
    return sentence, numbers


def _number(case: dict[str, Any], sentence: Sentence, at: int, part: str, position: int) -> Number:
    shown = str(case.get("number", part))
    at += part.find(shown)
    tokens = [i for i in range(len(sentence)) if at <= sentence.raw_span(i, i + 1).start < at + len(shown)]
    given = case["values"][position] if "values" in case else int(re.sub(r"\D", "", shown))
    low, high = given if isinstance(given, list) else (given, given)
    qualifier = case.get("as", "range" if low != high else "exact")
    return Number(start=tokens[0], end=tokens[-1] + 1, low=low, high=high, qualifier=qualifier,
                  definite=case.get("definite", False))


@pytest.mark.parametrize("case", TABLE["figures"], ids=lambda case: case["text"])
def test_figures(case: dict[str, Any], lexicon: Lexicon) -> None:
    sentence, numbers = numbers_of(case)
    figures = find_figures(sentence, lexicon.words(sentence), numbers, lexicon, implicit=False)
    assert len(figures) == len(case["expect"])
    for figure, number, want in zip(figures, numbers, case["expect"], strict=not case.get("merged")):
        assert sentence.raw(figure.start, figure.end) == want["phrase"]
        assert figure.qualifier == want.get("qualifier", "exact")
        assert (figure.low, figure.high) == (want.get("low", number.low), want.get("high", number.high))
        assert figure.kind == want.get("kind", "count")
        assert figure.number[0] == number.start
        assert case.get("merged") or figure.number[1] == number.end
        assert figure.other == want.get("other", False)
        assert figure.below == want.get("below", False)
        assert figure.definite == want.get("definite", False)
        if "unit" in want:
            assert figure.unit == want["unit"]
        if "head" in want:
            assert figure.head is not None
            assert sentence.raw(figure.head, figure.head + 1) == want["head"]


@pytest.mark.parametrize("case", TABLE["implicit"], ids=lambda case: case["text"])
def test_candidates(case: dict[str, Any], lexicon: Lexicon) -> None:
    sentence = sentence_of(case["text"])
    figures = find_figures(sentence, lexicon.words(sentence), [], lexicon)
    assert [[sentence.raw(f.start, f.end), f.low] for f in figures] == case["expect"]
    assert all(f.implicit and f.low == f.high for f in figures)
    assert find_figures(sentence, lexicon.words(sentence), [], lexicon, implicit=False) == []


@pytest.mark.parametrize("case", TABLE["shares"], ids=lambda case: case["text"])
def test_shares_are_fractions(case: dict[str, Any], lexicon: Lexicon) -> None:
    sentence = sentence_of(case["text"])
    (figure,) = find_figures(sentence, lexicon.words(sentence), [], lexicon, implicit=False)
    assert sentence.raw(figure.start, figure.end) == case["phrase"]
    assert (figure.kind, figure.low) == ("fraction", Decimal(case["value"]))


@pytest.mark.parametrize(("text", "phrase"), [
    ("بعد نصف ساعة", "نصف ساعة"), ("وصل بعد ربع ساعة من الحادث", "ربع ساعة"), ("half an hour later", "half an hour"),
])
def test_a_part_of_a_measure_is_an_amount(text: str, phrase: str, lexicon: Lexicon) -> None:
    sentence = sentence_of(text)
    (figure,) = find_figures(sentence, lexicon.words(sentence), [], lexicon, implicit=False)
    assert (sentence.raw(figure.start, figure.end), figure.kind, figure.unit) == (phrase, "duration", "hour")


def test_amounts_are_given_in_the_base_unit(lexicon: Lexicon) -> None:
    def value(text: str) -> tuple[Value, str] | None:
        sentence, numbers = numbers_of({"text": text})
        figure: Figure = find_figures(sentence, lexicon.words(sentence), numbers, lexicon)[0]
        return figure.value

    assert value("«30» دونما") == (Decimal("0.03"), "km²")
    assert value("«5» أطنان") == (5, "tonne")
    assert value("«5000» kg of flour") == (5, "tonne")
    assert value("ما بين «10» كيلومترات و«20» كيلومترا") == (15_000, "m")
    assert value("«12» soldiers") is None
    assert value("$«12»") is None


def test_an_undecided_number_stays_undecided(lexicon: Lexicon) -> None:
    sentence = sentence_of("about 1.2.3 people")
    number = Number(start=1, end=2, low=None, high=None, problem="undecided")
    (figure,) = find_figures(sentence, lexicon.words(sentence), [number], lexicon)
    assert (figure.low, figure.high, figure.problem) == (None, None, "undecided")


WORDS = st.sampled_from([
    "قتل", "نحو", "أكثر", "من", "جنود", "جنديا", "على", "الأقل", "تجاوز", "لم", "و", "،", "آخرين", "الجنود", "المئة",
    "في", "أحد", "ثلث", "(", ")", "بين", "عاما", "عمر", "البالغ", "عددهم", "12", "الـ", "about", "soldiers", "of",
    "the",
    "them", "-", "year", "old", "$", "%", ",", "at", "least", "others", "a", "km", "two", "half",
])


@settings(max_examples=300, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=25))
def test_phrases_hold_their_numbers_and_do_not_overlap(words: list[str]) -> None:
    sentence = sentence_of(" ".join(words))
    lexicon = load_cached()
    places = [i for i, form in enumerate(sentence.forms) if form == "12"]
    numbers = [Number(start=i, end=i + 1, low=12, high=12) for i in places]
    figures = find_figures(sentence, lexicon.words(sentence), numbers, lexicon)
    given = {(n.start, n.end) for n in numbers}
    explicit = [f for f in figures if f.number in given]
    assert all(f.implicit or (f.low is not None and f.low < 1) for f in figures if f.number not in given)
    assert [f.number for f in explicit] == [(n.start, n.end) for n in numbers]
    behind = 0
    for figure in explicit:
        assert 0 <= figure.start <= figure.number[0] < figure.number[1] <= figure.end <= len(sentence)
        assert figure.start >= behind
        assert figure.head is None or figure.start <= figure.head < figure.end
        assert figure.low is None or figure.low == whole(Decimal(12))
        behind = figure.end


_CACHE: list[Lexicon] = []


def load_cached() -> Lexicon:
    if not _CACHE:
        _CACHE.append(load_lexicon([], []))
    return _CACHE[0]
