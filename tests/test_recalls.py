"""Several events in one article: the table of ``data/events.yml``, and what holds for every corpus."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

import figures
from figures.model import Article
from figures.series import link_all
from figures.series.recalls import recalls

TABLE = Path(__file__).parent / "data" / "events.yml"
CASES: list[dict[str, Any]] = yaml.safe_load(TABLE.read_text("utf-8"))["cases"]


def articles(case: dict[str, Any]) -> list[Article]:
    return [Article(**{"title": None, **a, "date": str(a["date"]) if "date" in a else None}) for a in case["articles"]]


@pytest.mark.parametrize("case", CASES, ids=[c["name"] for c in CASES])
def test_figures_of_one_happening_are_one_event(case: dict[str, Any]) -> None:
    events = link_all([figures.extract(a) for a in articles(case)]).events
    found = [{f"{c.article} {c.text}" for c in event.claims if c.measure} for event in events]
    for expected in case["events"]:
        own = set(expected)
        others = {figure for other in case["events"] if other is not expected for figure in other}
        assert any(own <= event and not event & others for event in found), found


def test_every_claim_is_of_one_event() -> None:
    for case in CASES:
        read = [figures.extract(a) for a in articles(case)]
        told = [claim.id for event in link_all(read).events for claim in event.claims]
        assert sorted(told) == sorted(claim.id for e in read for claim in e.claims)
        assert len(set(told)) == len(told)


def test_the_order_of_articles_changes_no_event() -> None:
    for case in CASES:
        read = [figures.extract(a) for a in articles(case)]
        assert link_all(read).events == link_all(read[::-1]).events


def test_a_recall_says_when_and_where() -> None:
    recall, = recalls(figures.extract(articles(CASES[2])[0]))
    assert [day.isoformat() for day in recall.days] == ["2024-03-04", "2024-03-04"]
    assert recall.place.startswith("YE/")
    assert recall.figures == {("killed", 31)}


def test_an_article_without_news_recalls_nothing() -> None:
    empty = Article(id="a", title=None, text="Nothing is counted here.", date="2025-01-01")
    assert recalls(figures.extract(empty)) == []
