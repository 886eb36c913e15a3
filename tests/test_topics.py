"""Pinned topics win over what articles share."""

from __future__ import annotations

import pytest

import figures
from figures.model import Article, Topic
from figures.series import link_all

BRIDGE = "Police said that 47 people were killed when a bridge fell into the river in Dorn."
MARKET = "ذكر الدفاع المدني أن 12 شخصا أصيبوا في حريق بالسوق الكبير."


def _events(articles: list[Article], *topics: Topic) -> list[tuple[str, ...]]:
    return sorted(event.articles for event in link_all([figures.extract(a) for a in articles], topics).events)


@pytest.mark.parametrize(
    ("topic", "together"),
    [
        (Topic(name="t", terms=("bridge", "سوق كبير")), False),  # the article of the second word is part of it
        (Topic(name="t", terms=("bridge", "السوق الكبير")), True),
        (Topic(name="t", terms=("Bridge", "حريق")), True),
        (Topic(name="t", terms=("bridges", "حريق")), False),
        (Topic(name="t", from_="2025-01-01", to="2025-01-31"), True),
        (Topic(name="t", from_="2025-01-03"), False),
        (Topic(name="t", terms=("bridge", "حريق"), places=("FR",)), False),
        (Topic(name="t"), False),
    ],
)
def test_a_topic_puts_articles_together(topic: Topic, together: bool) -> None:
    articles = [
        Article(id="a", text=BRIDGE, date="2025-01-02"),
        Article(id="b", text=MARKET, date="2025-01-20"),
    ]
    assert (_events(articles, topic) == [("a", "b")]) is together
    assert _events(articles) == [("a",), ("b",)]


def test_a_topic_keeps_others_out_and_the_first_wins() -> None:
    articles = [Article(id=str(n), text=BRIDGE, date=f"2025-01-0{n}") for n in (1, 2, 3)]
    early = Topic(name="early", terms=("bridge",), to="2025-01-01")
    later = Topic(name="later", terms=("bridge",), to="2025-01-02")
    assert _events(articles) == [("1", "2", "3")]
    assert _events(articles, early, later) == [("1",), ("2",), ("3",)]
    assert _events(articles, later, early) == [("1", "2"), ("3",)]


def test_places_and_told_days() -> None:
    texts = {
        "a": "Twelve people were killed in Paris on 3 May 2024.",
        "b": "Five people were injured in Lyon, France, on 4 May 2024.",
    }
    articles = [Article(id=id_, text=text) for id_, text in texts.items()]
    assert _events(articles, Topic(name="t", places=("FR",), from_="2024-05-01", to="2024-05-31")) == [("a", "b")]
    assert _events(articles, Topic(name="t", places=("FR",), from_="2024-06-01")) == [("a",), ("b",)]
