"""What an article tells besides its news: other happenings, each an event of its own.

A report on an attack recalls the one of last year, a profile lists five. Such a *recall* is told by claims that count
what happened at a time which is not that of the news, outside of the headline and the first paragraphs. Recalls of one
time and place are of one event, wherever they stand; and where one article's news is what another recalls, these are of
one event too. The claims stay apart where nothing but a country and a year is shared.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from figures.dates.calendar import parse_day
from figures.model import Article, Claim, Extraction, Value

LEAD = 600
"""Characters of the text that tell what an article is about: its first paragraphs."""

_NEWS = datetime.timedelta(3)
"""So long before its publication an article's news may be."""

_ONE_HAPPENING = datetime.timedelta(2)
"""A time that is no longer tells of one happening; a month or a year holds many."""

_NEAR = ("clause", "sentence", "previous")

Days = tuple[datetime.date, datetime.date]


@dataclass(frozen=True, slots=True)
class Recall:
    """Claims of one article that count one happening which is not its news."""

    article: str
    days: Days
    place: str
    claims: tuple[Claim, ...]

    @property
    def figures(self) -> frozenset[tuple[str | None, Value | None]]:
        """What it counts, and how many."""
        return frozenset((c.measure, c.best) for c in self.claims if c.measure and c.best is not None)


def leading(article: Article, claim: Claim) -> bool:
    """Whether a claim stands in the headline or at the beginning of the text."""
    return claim.headline or claim.start < (len(article.title) + 1 if article.title else 0) + LEAD


def recalls(extraction: Extraction) -> list[Recall]:
    """The recalls of an article, in order of time and place. What is left of its claims is its news."""
    told = [c for c in extraction.claims if c.measure is not None]
    news = [c for c in told if leading(extraction.article, c)]
    if not news or len(news) == len(told):
        return []
    when = [_news_days(extraction.article, c) for c in news]
    known = [days for days in when if days is not None]
    if len(known) < len(when):
        return []  # without its date nobody can say what is news
    found: dict[tuple[Days, str], list[Claim]] = defaultdict(list)
    for claim in told:
        days = _days(claim)
        if claim in news or claim.basis != "incident" or claim.stance != "asserted" or days is None:
            continue
        if all(days[1] < start or end < days[0] for start, end in known):
            place = claim.place
            found[days, place.id or "" if place is not None and place.origin in _NEAR else ""].append(claim)
    return [
        Recall(extraction.article.id, days, place, tuple(_with_parts(extraction, claims)))
        for (days, place), claims in sorted(found.items())
    ]


def _days(claim: Claim) -> Days | None:
    """The days of what a claim counts, where words near it say both ends."""
    period = claim.period
    if period is None or period.origin not in _NEAR:
        return None
    first, last = parse_day(period.from_), parse_day(period.to)
    return (first, last) if first is not None and last is not None else None


def _news_days(article: Article, claim: Claim) -> Days | None:
    """When the news of a claim of the lead happened: as it says, or in the days before the publication."""
    days, published = _days(claim), parse_day(article.date)
    if days is not None:
        return days
    return (published - _NEWS, published + _NEWS) if published is not None else None


def _with_parts(extraction: Extraction, claims: Sequence[Claim]) -> Iterator[Claim]:
    """The claims with their parts, and with the figures that no rule claims in sentences that tell nothing else."""
    ids = {c.id for c in claims}
    sentences = {c.sentence for c in claims}
    own = [c for c in extraction.claims if c.id in ids or c.part_of in ids]
    mixed = {c.sentence for c in extraction.claims if c.measure is not None and c not in own}
    for claim in extraction.claims:
        beside = claim.measure is None and claim.sentence in sentences - mixed
        if claim in own or beside:
            yield claim


def gathered(found: Sequence[Recall], text_of: Mapping[str, str]) -> list[list[Recall]]:
    """Recalls of one event, together: of one time, and of one place narrower than a country or with a figure in common,
    or in copies of one text."""
    groups: list[list[Recall]] = []
    by_days: dict[Days, list[list[Recall]]] = defaultdict(list)
    for recall in found:
        fit = [g for g in by_days[recall.days] if any(_one(recall, other, text_of) for other in g)]
        if fit:
            fit[0].append(recall)
            for other in fit[1:]:
                fit[0].extend(other)
                other.clear()
        else:
            by_days[recall.days].append([recall])
    for same in by_days.values():
        groups.extend(sorted(g, key=lambda r: (r.article, r.place)) for g in same if g)
    return groups


def _one(a: Recall, b: Recall, text_of: Mapping[str, str]) -> bool:
    """Whether two recalls of one time are of one happening."""
    if a.article == b.article:
        return a.place == b.place
    if text_of.get(a.article, a.article) == text_of.get(b.article, b.article) and a.place == b.place:
        return True
    if a.days[1] - a.days[0] > _ONE_HAPPENING:
        return a.place == b.place and bool(a.figures & b.figures)
    return bool(a.place and a.place == b.place and ("/" in a.place or a.figures & b.figures))


@dataclass(frozen=True, slots=True)
class News:
    """The news of a group of articles by which recalls find it: figures, with the places and days that they are of."""

    at: Mapping[tuple[str | None, Value | None], Sequence[tuple[int, str, Days]]]

    def of(self, group: Sequence[Recall]) -> int | None:
        """The place of the one group of articles whose news is what a group of recalls tells of: of its days, its
        place, and with a figure in common."""
        found: set[int] = set()
        for recall in group:
            if recall.days[1] - recall.days[0] > _ONE_HAPPENING or not recall.place:
                continue
            for figure in recall.figures:
                for number, place, days in self.at.get(figure, ()):
                    near = place == recall.place or place.startswith(recall.place + "/")
                    if near and days[0] <= recall.days[1] and recall.days[0] <= days[1]:
                        found.add(number)
        return found.pop() if len(found) == 1 else None


def news(groups: Sequence[Sequence[Extraction]], wanted: Sequence[Sequence[Recall]]) -> News:
    """The news of groups of articles, so far as recalls have the same figures."""
    figures = {figure for group in wanted for recall in group for figure in recall.figures}
    at: dict[tuple[str | None, Value | None], list[tuple[int, str, Days]]] = defaultdict(list)
    for number, group in enumerate(groups):
        for extraction in group:
            for claim in extraction.claims:
                if (claim.measure, claim.best) not in figures or claim.place is None or claim.place.id is None:
                    continue
                days = _days(claim) or _published(extraction.article)
                if days is not None:
                    at[claim.measure, claim.best].append((number, claim.place.id, days))
    return News(at)


def _published(article: Article) -> Days | None:
    day = parse_day(article.date)
    return (day - _NEWS, day) if day is not None else None
