"""Arabic numbers: a table of phrases, what only looks like one, and what a speller's words are read back as."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from num2words import num2words
from tafqit import number_ar

from figures.lexicon import Lexicon, load_lexicon
from figures.model import Number, Value, whole
from figures.numbers.ar import find
from figures.quantities import find_figures
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


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_lexicon([], [])


@pytest.mark.parametrize("case", TABLE["figures"], ids=lambda case: case["text"])
def test_figure(case: dict[str, Any], lexicon: Lexicon) -> None:
    sentence, numbers = parse(case["text"])
    (figure,) = find_figures(sentence, lexicon.words(sentence), numbers, lexicon, implicit=False)
    assert sentence.raw(figure.start, figure.end) == case["phrase"]
    assert (figure.low, figure.high) == (value(case["low"]), value(case["high"]))
    assert (figure.qualifier, figure.kind) == (case.get("qualifier", "exact"), case.get("kind", "count"))
    assert "unit" not in case or figure.unit == case["unit"]


@pytest.mark.parametrize(("name", "phrase"), TRAPS)
def test_trap(name: str, phrase: str) -> None:
    sentence, numbers = parse(phrase)
    assert [sentence.raw(n.start, n.end) for n in numbers] == []


def test_no_phrase_stands_twice() -> None:
    assert len({phrase for _, phrase, _, _ in ROWS}) == len(ROWS)


def test_the_table_is_large_and_has_every_trap() -> None:
    assert len(ROWS) + len(TRAPS) + len(SEVERAL) >= 800
    assert len(TABLE["traps"]) >= 19


VALUES = st.one_of(st.integers(3, 10**12 - 1), st.integers(3, 10**6), st.integers(3, 2000))


def spans_of(text: str) -> list[tuple[Value | None, Value | None, str]]:
    sentence, numbers = parse(text)
    return [(n.low, n.high, sentence.raw(n.start, n.end)) for n in numbers]


@settings(max_examples=300, deadline=None)
@given(VALUES, st.booleans(), st.sampled_from(["nominative", "accusative", "genitive"]))
def test_reads_back_what_tafqit_spells(number: int, feminine: bool, case: str) -> None:
    spelled = number_ar(number, feminine=feminine, case=case)
    assert spans_of(spelled) == [(number, number, spelled)]
    assert spans_of(f"بلغ العدد {spelled} بحسب المصدر") == [(number, number, spelled)]


def misspelled(number: int) -> bool:
    """num2words spells 101, 201 … of a scale as `مائة و ألف ألف`, where it means a hundred thousand and a thousand."""
    groups = number // 1000
    while groups:
        if groups % 1000 > 100 and groups % 100 == 1:
            return True
        groups //= 1000
    return False


@settings(max_examples=300, deadline=None)
@given(VALUES)
def test_reads_back_what_num2words_spells(number: int) -> None:
    if misspelled(number):
        return
    spelled = num2words(number, lang="ar")
    assert spans_of(f"بلغ العدد {spelled} بحسب المصدر") == [(number, number, spelled)]


@settings(max_examples=200, deadline=None)
@given(
    st.integers(1000, 10**12), st.sampled_from([",", ".", "٬", "،", " ", "\u00a0", "\u2009", "\u202f"]), st.booleans()
)
def test_reads_grouped_digits(number: int, mark: str, arabic: bool) -> None:
    written = f"{number:,}".replace(",", mark)
    if arabic:
        written = written.translate({ord("0") + d: 0x0660 + d for d in range(10)})
    assert spans_of(f"بلغ العدد {written} شخصا") == [(number, number, written)]


@pytest.mark.parametrize(
    "text", ["نحو 1.2.3 شخصا", "بلغت 1,2,3,4 خيمة", "بلغت 12.34.567,8 خيمة", "نحو 1234567890123456789 خيمة"]
)
def test_undecided_values_are_said_to_be_so(text: str) -> None:
    _, (number,) = parse(text)
    assert number.low is None and number.high is None and number.problem


WORDS = [
    "واحد",
    "اثنان",
    "اثنا",
    "ثلاثة",
    "وثلاثة",
    "ست",
    "عشر",
    "عشرة",
    "عشرون",
    "وعشرين",
    "مئة",
    "ومئتان",
    "ألف",
    "وألف",
    "ألفا",
    "آلاف",
    "الآلاف",
    "مليون",
    "ونصف",
    "نصف",
    "عشرات",
    "بضع",
    "نيف",
    "ونيف",
    "12",
    "1,2",
    "3.5",
    "0",
    "2015",
    "من",
    "إلى",
    "بين",
    "و",
    "أو",
    "أكثر",
    "عام",
    "مايو",
    "7",
    ":",
    "/",
    "-",
    "+",
    "(",
    ")",
    '"',
    "قتيلا",
    "ال",
    "ر",
    "٪",
    "القرار",
    "الساعة",
    "صفر",
    "أحد",
]


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=40), st.sampled_from(["", " "]))
def test_never_fails_and_never_overlaps(tokens: list[str], space: str) -> None:
    sentence, numbers = parse(space.join(tokens))
    behind = 0
    for number in numbers:
        assert behind <= number.start < number.end <= len(sentence)
        assert number.problem or number.low is not None
        assert number.low is None or number.high is None or number.low <= number.high
        behind = number.end
