"""Several events in one article: the table of ``data/events.yml``, and what holds for every corpus."""

from __future__ import annotations

import datetime
from itertools import combinations
from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

import figures
from figures.model import Article, Claim, Slot
from figures.series import link_all
from figures.series.recalls import Days, Recall, gathered, recalls

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


# --- gathering: the same as pair by pair, without looking at every pair -------------------------------------------

COUNTED = figures.extract(Article(id="x", text="Police said that 31 people were killed in Taiz.")).claims[0]
DAY = datetime.date(2024, 3, 4)
PLACES = ["", "YE", "YE/taizz", "YE/taizz/al-mukha", "IQ"]


def claim(article: str, measure: str, best: int, place: str) -> Claim:
    where = Slot(text=place, start=0, end=0, id=place, origin="clause")
    id_ = f"{article} {measure} {best} {place}"
    return msgspec.structs.replace(COUNTED, id=id_, article=article, measure=measure, best=best, place=where)


@st.composite
def told(draw: st.DrawFn) -> list[Recall]:
    """Recalls of a few articles, no two of one article at one time and place, as ``recalls`` finds them."""
    keys = draw(st.sets(st.tuples(st.sampled_from("abcdef"), st.sampled_from([0, 30]), st.sampled_from(PLACES))))
    made = []
    for article, longer, place in sorted(keys):
        count = st.tuples(st.sampled_from(["killed", "injured"]), st.sampled_from([2, 31, 32]))
        counts = draw(st.sets(count, min_size=1))
        days: Days = (DAY, DAY + datetime.timedelta(longer))
        made.append(Recall(article, days, place, tuple(claim(article, m, n, place) for m, n in sorted(counts))))
    return made


def is_one(a: Recall, b: Recall, text: dict[str, str], story: dict[str, int]) -> bool:
    """Whether two recalls are of one happening, as the page on linking has it."""
    if a.days != b.days or a.article == b.article:
        return False
    nested = not a.place or not b.place or f"{a.place}/".startswith(f"{b.place}/") \
        or f"{b.place}/".startswith(f"{a.place}/")
    if story[a.article] == story[b.article] and a.measures & b.measures and nested:
        return True
    if a.place != b.place:
        return False
    if text[a.article] == text[b.article]:
        return True
    if a.days[1] - a.days[0] > datetime.timedelta(2):
        return bool(a.figures & b.figures)
    return "/" in a.place or bool(a.place and a.figures & b.figures)


SIX = {"min_size": 6, "max_size": 6}


@given(told(), st.lists(st.sampled_from("abc"), **SIX), st.lists(st.integers(0, 3), **SIX))
def test_recalls_are_gathered_as_if_all_pairs_were_looked_at(
    found: list[Recall], texts: list[str], stories: list[int]
) -> None:
    text, story = dict(zip("abcdef", texts, strict=True)), dict(zip("abcdef", stories, strict=True))
    expected = [{i} for i in range(len(found))]
    for i, j in combinations(range(len(found)), 2):
        if is_one(found[i], found[j], text, story):
            a, b = (next(group for group in expected if at in group) for at in (i, j))
            if a is not b:
                a |= b
                expected.remove(b)
    groups = gathered(found, text, story)
    numbered = sorted(sorted(found.index(recall) for recall in group) for group in groups)
    assert numbered == sorted(sorted(group) for group in expected)
