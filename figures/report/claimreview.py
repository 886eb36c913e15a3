"""ClaimReview: each claim of a finding as JSON-LD of schema.org, ready for fact-checkers to complete.

Who reviewed, when, and with which verdict is left to people: ``author``, ``datePublished``, ``url`` and
``reviewRating`` of the review are not there. https://schema.org/ClaimReview
"""

from __future__ import annotations

import json
from typing import Any

from figures.model import Article, Claim, Finding, Location, Slot
from figures.report.parts import link, quoted, ranked
from figures.report.run import Run
from figures.report.safe import cut, safe

NAME = "claimreview"

Json = dict[str, Any]
_KINDS = {"agency": "NewsMediaOrganization", "media": "NewsMediaOrganization", "role": "Person", "person": "Person",
          "unnamed": "Person"}
_ESCAPES = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
"""So that the text can stand in a page's script element as it is."""


def render(run: Run) -> str:
    """One graph with a review for each claim of each finding that is not suppressed, the gravest first."""
    reviews = [
        _review(run, finding, number, place)
        for finding in ranked(run) if finding.suppressed is None
        for number, place in enumerate(finding.locations, 1)
    ]
    text = json.dumps({"@context": "https://schema.org", "@graph": reviews}, ensure_ascii=False, indent=1)
    for char, escape in _ESCAPES.items():
        text = text.replace(char, escape)
    return text + "\n"


def _review(run: Run, finding: Finding, number: int, place: Location) -> Json:
    article, claim = run.articles.get(place.article), run.claims.get(place.claim or "")
    return {
        "@type": "ClaimReview",
        "identifier": f"{_line(finding.fingerprint)}:{number}",
        "claimReviewed": _line("".join(quoted(article, claim, place))),
        "reviewAspect": _line(finding.check),
        "reviewBody": _line(finding.message),
        "itemReviewed": _without_nothing({
            "@type": "Claim",
            "text": _line(place.text),
            "author": _author(claim, article),
            "datePublished": _date(article),
            "appearance": _appearance(place, article),
        }),
    }


def _line(text: str) -> str:
    return safe(cut(text))


def _author(claim: Claim | None, article: Article | None) -> Json | None:
    """Who states the figure: its source, else the publisher itself."""
    source = claim.source if claim else None
    if source is not None:
        return _without_nothing({"@type": _kind(source), "name": _line(source.text),
                                 "identifier": _line(source.id) if source.id else None})
    return _organization(article)


def _kind(source: Slot) -> str:
    return _KINDS.get((source.id or "").partition("/")[0], "Organization")


def _organization(article: Article | None) -> Json | None:
    if article is None or not article.publisher:
        return None
    return {"@type": "NewsMediaOrganization", "name": _line(article.publisher)}


def _appearance(place: Location, article: Article | None) -> Json:
    """The article that the claim stands in."""
    return _without_nothing({
        "@type": "NewsArticle",
        "identifier": _line(place.article),
        "url": link(article.url) if article else None,
        "headline": _line(article.title) if article and article.title else None,
        "inLanguage": _line(article.lang) if article and article.lang else None,
        "datePublished": _date(article),
        "publisher": _organization(article),
    })


def _date(article: Article | None) -> str | None:
    return _line(article.date) if article and article.date else None


def _without_nothing(made: Json) -> Json:
    return {key: value for key, value in made.items() if value is not None}
