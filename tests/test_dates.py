"""Times of news prose: tables of phrases, and what must hold for any text."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from figures.dates import DateMention, find_dates
from figures.text import Sentence, fold

DATA = Path(__file__).parent / "data"


def rows(name: str) -> list[dict[str, Any]]:
    """The cases of a table."""
    loaded: list[dict[str, Any]] = yaml.safe_load((DATA / name).read_text(encoding="utf-8"))
    return loaded


def dates(text: str, published: str | None) -> list[DateMention]:
    """The dates of a text that is one sentence."""
    folded = fold(text)
    return find_dates(Sentence(folded, 0, len(folded.folded)), published)


@pytest.mark.parametrize("case", rows("dates_ar.yml") + rows("dates_en.yml"), ids=lambda case: case["text"])
def test_phrase(case: dict[str, Any]) -> None:
    before, mark, rest = case["text"].partition("«")
    phrase, _, after = rest.partition("»")
    text = before + phrase + after
    found = dates(text, case["published"])
    if case["from"] is None:
        assert found == []
        assert not mark
        return
    assert len(found) == 1
    folded = fold(text)
    span = Sentence(folded, 0, len(folded.folded)).raw_span(found[0].start, found[0].end)
    assert text[span.start : span.end] == phrase
    wanted = (None, None) if case["from"] == "open" else (case["from"], case["to"])
    assert (found[0].from_, found[0].to) == wanted


def test_the_tables_are_long_enough() -> None:
    arabic, english = rows("dates_ar.yml"), rows("dates_en.yml")
    assert len(arabic) >= 150
    assert len(arabic) + len(english) >= 250


@pytest.mark.parametrize("published", ["0001-01-01", "0001-01-01T00:00:00", "0999-12-31", "9999-12-31", "9000-01-01"])
@pytest.mark.parametrize("case", rows("dates_ar.yml") + rows("dates_en.yml"), ids=lambda case: case["text"])
def test_nothing_is_counted_from_a_day_that_stands_for_none(case: dict[str, Any], published: str) -> None:
    """What programs write where they know no date is no date."""
    text = case["text"].replace("«", "").replace("»", "")
    assert dates(text, published) == dates(text, None)


@pytest.mark.parametrize("digits", ["²", "①", "⑤", "³²", "1²", "₄"])
def test_digits_of_other_kinds_are_no_days_or_years(digits: str) -> None:
    for text in (f"Nine died on {digits} May 2015", f"Nine died on May {digits}", f"قتل تسعة في {digits} مايو 2015",
                 f"قتل تسعة عام {digits}", f"قتل تسعة في 1 و{digits} مايو", f"قتل تسعة في الساعة {digits} مساء"):
        for found in dates(text, "2024-05-15"):
            assert (found.from_ or "2015")[:4] in ("2015", "2023", "2024")


WORDS = [
    "قتل",
    "يوم",
    "الاثنين",
    "منذ",
    "7",
    "أكتوبر",
    "2023",
    "العام",
    "الماضي",
    "خلال",
    "24",
    "ساعة",
    "أمس",
    "بين",
    "/",
    "(",
    ")",
    "نهاية",
    "on",
    "Monday",
    "late",
    "last",
    "May",
    "since",
    "March",
    "the",
    "ago",
    "two",
    "days",
    "99999",
    "31",
    "و",
    "-",
    "from",
    "to",
    "3",
    "بدء",
    "الحرب",
]


@given(st.lists(st.sampled_from(WORDS), max_size=25), st.dates(datetime.date(1950, 1, 1), datetime.date(2090, 1, 1)))
def test_mentions_are_in_order_and_make_sense(words: list[str], published: datetime.date) -> None:
    behind = 0
    for mention in dates(" ".join(words), published.isoformat()):
        assert behind <= mention.start < mention.end <= len(words) * 2
        behind = mention.end
        assert (mention.from_ is None) == (mention.to is None)
        if mention.from_ and mention.to:
            assert datetime.date.fromisoformat(mention.from_) <= datetime.date.fromisoformat(mention.to)


@given(st.lists(st.sampled_from(WORDS), max_size=25))
def test_without_a_publication_only_absolute_dates_have_days(words: list[str]) -> None:
    for mention in dates(" ".join(words), None):
        if mention.relative:
            assert mention.from_ is None
