"""The seed corpus holds the checker to exactly what seeds/expected.yml lists."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import pytest
import yaml

from figures.checks import run_checks
from figures.extract import Extractor
from figures.model import Article, Finding
from figures.read import read_articles
from figures.series import link_all

SEEDS = Path(__file__).resolve().parent.parent / "seeds"
EXPECTED = yaml.safe_load((SEEDS / "expected.yml").read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def findings() -> tuple[Finding, ...]:
    items = list(read_articles([str(SEEDS)]))
    articles = [item for item in items if isinstance(item, Article)]
    assert len(articles) == len(items), "seeds are read without a problem"
    extractor = Extractor()
    extractions = [extractor.extract(article) for article in articles]
    links = link_all(extractions)
    return tuple(run_checks(links.events, extractions, links=links))


def shape(code: str, articles: list[str], figures: list[str]) -> tuple[str, frozenset[str], frozenset[str]]:
    return code, frozenset(articles), frozenset(figures)


def test_finds_exactly_what_is_expected() -> None:
    found = {shape(f.code, [x.article for x in f.locations], [x.text for x in f.locations]) for f in findings()}
    wanted = {shape(e["check"], e["articles"], e["figures"]) for e in EXPECTED["findings"]}
    assert found == wanted


@pytest.mark.parametrize("entry", EXPECTED["silent"], ids=lambda e: e["reason"])
def test_passes_over_look_alikes(entry: dict, extractor: Extractor) -> None:
    texts = set()
    for item in read_articles([str(SEEDS)]):
        if isinstance(item, Article) and item.id in entry["articles"]:
            texts |= {claim.text for claim in extractor.extract(item).claims}
    assert set(entry["figures"]) <= texts, "the look-alikes are read as figures at all"
    for finding in findings():
        places = {(x.article, x.text) for x in finding.locations}
        involved = {text for article, text in places if article in entry["articles"]}
        assert not set(entry["figures"]) <= involved


def test_corpus_is_as_promised() -> None:
    articles = [item for item in read_articles([str(SEEDS)]) if isinstance(item, Article)]
    assert len(articles) >= 14
    assert len({a.publisher for a in articles}) >= 4
    assert {a.lang for a in articles} == {"ar", "en"}
    assert any(a.date is None for a in articles) and any(a.translation_of for a in articles)
