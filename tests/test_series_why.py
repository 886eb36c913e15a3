"""What is said of why articles are linked is what links them."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest

from figures.entities import load_gazetteer
from figures.extract import Extractor
from figures.model import Article, Extraction
from figures.read import read_articles
from figures.series import across
from figures.series.cluster import UNSEEN
from figures.series.pairs import score, weighed
from figures.series.sketch import sketch
from figures.series.why import likeness
from figures.series.words import PRIOR_ARTICLES, Rarity, share

SEEDS = Path(__file__).resolve().parent.parent / "seeds"


@pytest.fixture(scope="module")
def read(extractor: Extractor) -> list[Extraction]:
    found = [extractor.extract(a) for a in read_articles([str(SEEDS)]) if isinstance(a, Article)]
    return sorted((e for e in found if e.claims), key=lambda e: e.article.id)


def test_the_odds_are_those_that_link(read: list[Extraction]) -> None:
    sketches = {e.article.id: sketch(e, load_gazetteer(), True) for e in read}
    rarity = Rarity((s.words.keys() for s in sketches.values()), share, PRIOR_ARTICLES)
    foreign = across.rarity(sketches.values())
    seen = set()
    for first, second in combinations(sketches, 2):
        x, y = sketches[first], sketches[second]
        told = likeness(read, first, second)
        if x.lang == y.lang:
            odds = score(weighed(x, rarity), weighed(y, rarity), rarity)
        else:
            a, b = across.vector(x, foreign), across.vector(y, foreign)
            odds = across.score(x, y, a, b, across.norm(a) * across.norm(b))
        assert (told.odds is None) == (odds == UNSEEN) == bool(told.lacking)
        assert told.odds is None or told.odds == pytest.approx(odds)
        seen.add((x.lang == y.lang, told.odds is None))
    assert seen == {(True, True), (True, False), (False, False)}
