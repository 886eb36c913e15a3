"""The seed corpus holds the checker to what seeds/expected.yml lists: every check, every reason for silence."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import product
from pathlib import Path

import pytest
import yaml

from figures.checks import Panel, Silence, Terms, all_checks, make_panel, run_checks, sources_of
from figures.extract import Extractor
from figures.model import Article, Claim, Extraction, Finding
from figures.pair import Pair, explain_pair
from figures.read import read_articles
from figures.series import Links, link_all

SEEDS = Path(__file__).resolve().parent.parent / "seeds"
EXPECTED = yaml.safe_load((SEEDS / "expected.yml").read_text(encoding="utf-8"))
BESIDE = {"OTHER_EVENT", "FITS"}
"""Ways to be silent that are no ``Silence``: no one event, and nothing at odds."""


@lru_cache(maxsize=1)
def articles() -> tuple[Article, ...]:
    items = list(read_articles([str(SEEDS)]))
    found = tuple(item for item in items if isinstance(item, Article))
    assert len(found) == len(items), "seeds are read without a problem"
    return found


@lru_cache(maxsize=1)
def corpus() -> tuple[tuple[Extraction, ...], Links]:
    extractor = Extractor()
    read = tuple(extractor.extract(article) for article in articles())
    return read, link_all(read)


@lru_cache(maxsize=1)
def findings() -> tuple[Finding, ...]:
    read, links = corpus()
    return tuple(run_checks(links.events, read, links=links))


def shape(code: str, articles: list[str], figures: list[str]) -> tuple[str, frozenset[str], frozenset[str]]:
    return code, frozenset(articles), frozenset(figures)


def test_finds_exactly_what_is_expected() -> None:
    found = {shape(f.code, [x.article for x in f.locations], [x.text for x in f.locations]) for f in findings()}
    wanted = [shape(e["check"], e["articles"], e["figures"]) for e in EXPECTED["findings"]]
    assert found == set(wanted)
    assert len(findings()) == len(wanted), "no finding is told twice"


def test_shows_every_check_and_every_reason_for_silence() -> None:
    assert {entry["check"] for entry in EXPECTED["findings"]} == set(all_checks())
    assert {entry["silence"] for entry in EXPECTED["silent"]} == {*Silence.__members__, *BESIDE}
    assert set(EXPECTED) == {"findings", "silent"}, "nothing is left for later"


def claims(figure: str) -> list[Claim]:
    article, _, text = figure.partition(": ")
    found = [c for e in corpus()[0] if e.article.id == article for c in e.claims if c.text == text]
    assert found, f"{text} is read as a figure at all"
    return found


def panel(settings: dict) -> Panel:
    tolerances = {code: one["tolerance"] for code, one in settings.get("checks", {}).items()}
    trust = {name: one["trust"] for name, one in settings.get("sources", {}).items()}
    return make_panel(terms=Terms(tolerances=tolerances, sources=sources_of(dict.fromkeys(trust, ()), trust)))


def explained(a: Claim, b: Claim, settings: dict) -> Iterator[str]:
    """The lines of ``figures explain --pair``, without the values that some reasons are told with."""
    read, links = corpus()
    yield from (text for text, _ in explain_pair(Pair(a, b, read, links, panel(settings))))


def line(check: str | None, silence: str) -> str:
    """How the line begins that tells a reason."""
    if check is not None:
        head = f"  {check} {all_checks()[check].name}: silent: "
        return f"{head}it looks at the two and finds nothing. " if silence == "FITS" else f"{head}{Silence[silence]}"
    return "not linked: " if silence == "OTHER_EVENT" else f"not compared as one count: {Silence[silence]}"


def told(text: str, wanted: str) -> bool:
    return text.startswith(wanted) if wanted.endswith(("nothing. ", "not linked: ")) else text == wanted


@pytest.mark.parametrize("entry", EXPECTED["silent"], ids=lambda e: f"{e.get('check')} {e['silence']} {e['reason']}")
def test_passes_over_look_alikes_for_the_reason_given(entry: dict) -> None:
    check, wanted = entry.get("check"), line(entry.get("check"), entry["silence"])
    pairs = [(a, b) for a, b in product(*map(claims, entry["figures"])) if a.id != b.id]
    assert any(told(text, wanted) for a, b in pairs for text in explained(a, b, entry.get("settings", {}))), [
        text for a, b in pairs for text in explained(a, b, {}) if text.startswith(("not ", f"  {check}"))
    ]


@pytest.mark.parametrize("entry", EXPECTED["silent"], ids=lambda e: f"{e.get('check')} {e['silence']} {e['reason']}")
def test_no_finding_holds_look_alikes(entry: dict) -> None:
    """No finding of any check where the two are not compared; else none of this check, but by settings of a project."""
    pairs = [{a.id, b.id} for a, b in product(*map(claims, entry["figures"])) if a.id != b.id]
    settings = panel(entry.get("settings", {}))
    read, links = corpus()
    for finding in run_checks(links.events, read, links=links, checks=settings):
        if entry.get("check") in (None, finding.code):
            assert not any(pair <= {place.claim for place in finding.locations} for pair in pairs)


def test_corpus_is_as_promised() -> None:
    found = articles()
    assert len(found) >= 14
    assert len({a.publisher for a in found}) >= 4
    assert {a.lang for a in found} == {"ar", "en"}
    assert any(a.date is None for a in found) and any(a.translation_of for a in found)
