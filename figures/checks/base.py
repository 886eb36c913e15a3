"""What checks are made of: their description, what they see, what they yield, and how claims are compared."""

from __future__ import annotations

import importlib
import math
import pkgutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import ModuleType

from figures.model import Article, Claim, Event, Extraction, Severity, Value
from figures.series import Links


@dataclass(frozen=True, slots=True)
class Check:
    """A check as users know it. ``why`` says why it matters, ``silent`` when it says nothing."""

    code: str
    name: str
    title: str
    severity: Severity
    why: str
    silent: str
    rank: int = 0
    """Of two checks that object to one pair, the one of higher rank explains it."""


@dataclass(frozen=True, slots=True)
class Clash:
    """Claims at odds: the first two are those of the message, ``others`` take part."""

    claims: tuple[Claim, ...]
    message: str
    severity: Severity
    gap: float
    confidence: float = 0.9


@dataclass(frozen=True, slots=True)
class Context:
    """What a check sees: one event at a time, and the articles."""

    event: Event
    articles: dict[str, Article]
    text_of: dict[str, str]

    def text(self, claim: Claim) -> str:
        """The text that a claim's article is a copy of."""
        return self.text_of.get(claim.article, claim.article)

    def date(self, claim: Claim) -> str | None:
        """The publication date of a claim's article."""
        return self.articles[claim.article].date

    def source(self, claim: Claim) -> str | None:
        """Who is known to state a claim: its source's id, else its publisher; ``None`` where that is unknown."""
        if claim.source is not None:
            id_ = claim.source.id
            return None if id_ is None or id_.startswith("unnamed/") else id_
        publisher = self.articles[claim.article].publisher
        return f"publisher/{publisher}" if publisher else None


@lru_cache(maxsize=1)
def modules() -> tuple[ModuleType, ...]:
    """The check modules in order of code."""
    package = importlib.import_module("figures.checks")
    found = [importlib.import_module(f"figures.checks.{info.name}") for info in pkgutil.iter_modules(package.__path__)]
    return tuple(sorted((m for m in found if hasattr(m, "CHECK")), key=lambda m: m.CHECK.code))


def all_checks() -> dict[str, Check]:
    """All checks by code."""
    return {module.CHECK.code: module.CHECK for module in modules()}


# --- comparing ------------------------------------------------------------------------------------------------


def precision(value: Value) -> int:
    """The place that a whole number of three digits or more is round to: 1 for 4032, 1000 for 4000.

    >>> precision(4032), precision(4000), precision(120), precision(50)
    (1, 1000, 10, 1)
    """
    if value != int(value) or abs(int(value)) < 100:
        return 1
    number, step = int(value), 1
    while number % 10 == 0 and number:
        number //= 10
        step *= 10
    return step


def bounds(claim: Claim, across: bool) -> tuple[float, float]:
    """What a claim allows: its interval, an exact round figure widened to its precision where articles are compared."""
    low, high = claim.interval
    a = -math.inf if low is None else float(low)
    b = math.inf if high is None else float(high)
    if across and claim.qualifier == "exact" and claim.low is not None:
        slack = precision(claim.low) / 2
        a, b = a - slack, b + slack
    return a, b


def gap(a: Claim, b: Claim, across: bool) -> float:
    """How far apart two claims are, as the logarithm of the ratio of their nearest ends; 0 where they can both hold."""
    (a1, a2), (b1, b2) = bounds(a, across), bounds(b, across)
    if a2 < b1:
        return math.log(max(b1, 1) / max(a2, 0.5))
    if b2 < a1:
        return math.log(max(a1, 1) / max(b2, 0.5))
    return 0.0


def comparable(a: Claim, b: Claim) -> str | None:
    """Why two claims of one event are not to be compared; ``None`` where they are.

    They must count the same measure in the same unit, of the same people, at the same place and time, both asserted,
    both wholes or both parts; neither may be said to replace the other.
    """
    if a.measure != b.measure or a.measure is None:
        return "other measure"
    if a.kind != b.kind or a.kind == "percent":
        return "other kind"
    if (a.low is None and a.high is None) or (b.low is None and b.high is None):
        return "no value"
    if "asserted" not in (a.stance, b.stance) or a.stance != b.stance:
        return "not both asserted"
    if (a.part_of is None) != (b.part_of is None):
        return "a part and a whole"
    if b.id in (a.previous, a.part_of) or a.id in (b.previous, b.part_of):
        return "one replaces or contains the other"
    if "revision" in a.cues or "revision" in b.cues:
        return "revised"
    if (a.basis == "total") != (b.basis == "total"):
        return "a running total and a count"
    if not _same_subject(a, b):
        return "other subject"
    if not _same_place(a, b):
        return "other place"
    if not _same_time(a, b):
        return "other time"
    return None


def _same_subject(a: Claim, b: Claim) -> bool:
    x, y = a.subject.id if a.subject else None, b.subject.id if b.subject else None
    if x is None or y is None:
        return a.unit == b.unit or a.unit is None or b.unit is None or (x or y or "").startswith("role/civilian")
    if x == y:
        return True
    return x.partition("/")[2] == y.partition("/")[2] and (x.startswith("role/") or y.startswith("role/"))


def _same_place(a: Claim, b: Claim) -> bool:
    x, y = (claim.place.id if claim.place else None for claim in (a, b))
    if x is None or y is None:
        return True
    return x == y or x.startswith(y + "/") or y.startswith(x + "/")


def _same_time(a: Claim, b: Claim) -> bool:
    x, y = a.period, b.period
    if x is None or y is None or not (x.from_ and x.to and y.from_ and y.to):
        return True
    return x.from_ <= y.to and y.from_ <= x.to


def pairs(context: Context) -> Iterator[tuple[Claim, Claim]]:
    """Pairs of comparable claims of an event, series by series; long series only with their neighbours in value."""
    by_measure: dict[str, list[Claim]] = {}
    for claim in context.event.claims:
        if claim.measure is not None and not claim.implicit:
            by_measure.setdefault(claim.measure, []).append(claim)
    for _, claims in sorted(by_measure.items()):
        yield from _pairs(claims)


MAX_PAIRED = 150


def _pairs(claims: Sequence[Claim]) -> Iterator[tuple[Claim, Claim]]:
    kept = claims[:MAX_PAIRED]
    for i, a in enumerate(kept):
        for b in kept[i + 1 :]:
            if comparable(a, b) is None:
                yield a, b


def said(context: Context, claim: Claim) -> str:
    """Who says a claim, for messages."""
    if claim.source is not None:
        return claim.source.text
    return context.articles[claim.article].publisher or claim.article


def corpus(events: Sequence[Event], extractions: Sequence[Extraction], links: Links | None) -> list[Context]:
    """A context for each event."""
    articles = {e.article.id: e.article for e in extractions}
    text_of = links.text_of if links else {}
    return [Context(event, articles, text_of) for event in events]
