"""Wording of values, times and places for people."""

from __future__ import annotations

from decimal import Decimal

from figures.model import Claim, Location, Period, Slot, Value, plain
from figures.report.run import Run
from figures.report.safe import isolate

_ORIGINS = {
    "previous": "from the sentence before", "lead": "assumed from the lead", "dateline": "assumed from the dateline",
    "main": "assumed from the article as a whole",
}
_ENDS = {"at_least": "at least {low}", "more_than": "more than {low}", "at_most": "up to {high}",
         "less_than": "less than {high}", "approx": "about {best}", "exact": "{best}"}

SHORT = 4
"""So many letters of the name of an agency stand for words."""


def number(value: Value | None) -> str:
    """A value with its thousands marked: ``12,000``, ``0.5``."""
    if value is None:
        return "?"
    whole, point, rest = plain(value).partition(".")
    return f"{int(whole):,}{point}{rest}" if whole not in ("-0", "") else plain(value)


def reading(claim: Claim) -> str:
    """How a claim's figure was read: ``about 4,000 (soldier), killed``."""
    if claim.low is None and claim.high is None:
        value = "a value that cannot be decided"
    elif claim.qualifier in _ENDS:
        ends = {"low": number(claim.low), "high": number(claim.high), "best": number(claim.best)}
        value = _ENDS[claim.qualifier].format(**ends)
    else:
        value = f"{number(claim.low)} to {number(claim.high)}"
    parts = [f"{value} ({claim.unit})" if claim.unit else value]
    if claim.measure:
        parts.append(claim.measure.replace("_", " "))
    if claim.basis:
        parts.append({"incident": "of this incident", "total": "a running total", "stock": "at that time",
                      "flow": "over a period"}[claim.basis])
    if claim.stance != "asserted":
        parts.append(claim.stance)
    return ", ".join(parts)


def slot(found: Slot) -> str:
    """A slot's words, its id, and how far from the figure it was found."""
    notes = [text for text in (found.id, _ORIGINS.get(found.origin)) if text]
    return isolate(found.text) + (f" ({', '.join(map(isolate, notes))})" if notes else "")


def time(found: Period) -> str:
    """A time's words and the days that they mean."""
    days = found.from_ if found.from_ == found.to else f"{found.from_ or '…'} to {found.to or '…'}"
    notes = [text for text in (days, _ORIGINS.get(found.origin)) if text]
    return isolate(found.text) + (f" ({', '.join(notes)})" if notes else "")


def agency(via: str) -> str:
    """What an agency is called that passes a figure on, which is known by its id: ``agency/reuters`` is Reuters."""
    kind, _, name = via.partition("/")
    if kind not in ("agency", "media") or not name:
        return via
    return name.upper() if len(name) <= SHORT else name.replace("-", " ").title()


def count(amount: int, noun: str) -> str:
    """``1 finding``, ``2 findings``."""
    return f"{amount:,} {noun}" + ("" if amount == 1 else "s")


def factor(gap: float) -> str:
    """The size of a disagreement as a factor, ``1.6``; empty where it has none."""
    made = Decimal(repr(gap)).exp()
    return f"{made:.1f}" if made >= Decimal("1.05") else ""


def size(gap: float) -> str:
    """The size of a disagreement in words; empty where it has none."""
    made = factor(gap)
    return f"apart by a factor of {made}" if made else ""


def said(run: Run, place: Location) -> str:
    """Who gives the figure at a place, where and when it was published: ``police, The Wall, 2025-05-01``.

    Raw words of an article, for the caller to make harmless.
    """
    article, claim = run.articles.get(place.article), run.claims.get(place.claim or "")
    source = claim.source if claim else None
    parts = [source.text if source else None, agency(source.via) if source and source.via else None,
             article.publisher if article else None, article.date if article else None]
    return ", ".join(dict.fromkeys(part for part in parts if part)) or place.article
