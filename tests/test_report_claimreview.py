"""ClaimReview: each claim of a finding as schema.org has it, with no verdict, safe inside of a page."""

from __future__ import annotations

import json
import re
from typing import Any

import msgspec
import pytest
from reports import golden, hostile, large, shuffled, small

from figures.model import Extraction, Slot
from figures.report import Run, render

VERDICTS = {"reviewRating", "ratingValue", "alternateName", "bestRating", "author", "datePublished", "url"}


def graph(run: Run) -> list[dict[str, Any]]:
    made = json.loads(str(render(run, "claimreview")))
    assert set(made) == {"@context", "@graph"} and made["@context"] == "https://schema.org"
    reviews: list[dict[str, Any]] = made["@graph"]
    return reviews


def test_golden() -> None:
    golden("claimreview", str(render(small(), "claimreview")))


@pytest.mark.parametrize("run", [Run(), small(), hostile(), large(9)], ids=["empty", "small", "hostile", "large"])
def test_every_claim_of_a_finding_is_a_review_without_a_verdict(run: Run) -> None:
    reviews = graph(run)
    assert len(reviews) == sum(len(f.locations) for f in run.findings if f.suppressed is None)
    for review in reviews:
        assert review["@type"] == "ClaimReview" and review["claimReviewed"]
        assert not VERDICTS & set(review)
        claim = review["itemReviewed"]
        assert claim["@type"] == "Claim" and claim["appearance"]["@type"] == "NewsArticle"
    assert len({review["identifier"] for review in reviews}) == len(reviews)


def test_author_date_and_appearance() -> None:
    arabic = graph(small())[1]
    assert arabic["claimReviewed"] == "قالت الشرطة إن 47 شخصا قتلوا في الميناء."
    assert arabic["itemReviewed"] == {
        "@type": "Claim", "text": "47 شخصا",
        "author": {"@type": "Organization", "name": "الشرطة", "identifier": "XX/police"},
        "datePublished": "2025-03-02",
        "appearance": {"@type": "NewsArticle", "identifier": "a-1", "headline": "انفجار في الميناء",
                       "datePublished": "2025-03-02",
                       "publisher": {"@type": "NewsMediaOrganization", "name": "صحيفة المرفأ"}},
    }


@pytest.mark.parametrize(("source", "author"), [
    (Slot(text="medics", start=0, end=1, id="unnamed/medical"), ("Person", "medics")),
    (Slot(text="The Wire", start=0, end=1, id="agency/wire"), ("NewsMediaOrganization", "The Wire")),
    (Slot(text="The Sun", start=0, end=1, id="media/sun"), ("NewsMediaOrganization", "The Sun")),
    (Slot(text="the governor", start=0, end=1), ("Organization", "the governor")),
    (None, ("NewsMediaOrganization", "صحيفة المرفأ")),
])
def test_who_states_the_figure(source: Slot | None, author: tuple[str, str]) -> None:
    run = small()
    first = run.extractions[0]
    found = msgspec.structs.replace(first.claims[0], source=source)
    changed = Extraction(article=first.article, claims=(found,), lang="ar")
    made = graph(Run((changed, run.extractions[1]), run.events, run.findings))[1]["itemReviewed"]["author"]
    assert (made["@type"], made["name"]) == author


def test_hostile_text_closes_no_script_and_links_nowhere() -> None:
    text = str(render(hostile(), "claimreview"))
    text.encode("utf-8")
    assert not set("<>&\u2028\u2029\x1b\u202e\x00") & set(text)
    assert not re.search('"url"', text)


def test_the_order_of_the_run_changes_nothing() -> None:
    for run in (small(), large(20)):
        assert render(shuffled(run), "claimreview") == render(run, "claimreview")
