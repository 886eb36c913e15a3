"""What an article tells besides its news: other happenings, each an event of its own.

A report on an attack recalls the one of last year, a profile lists five. Such a *recall* is told by claims that count
what happened at a time which is not that of the news: of the headline, and of the first sentence that counts anything.
Recalls of one time and place are of one event, wherever they stand; and where one article's news is what another
recalls, these are of one event too. The claims stay apart where nothing but a country and a year is shared.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from figures.dates.calendar import parse_day
from figures.model import Article, Claim, Extraction, Value

_NEWS = datetime.timedelta(3)
"""So long before its publication an article's news may be."""

_ONE_HAPPENING = datetime.timedelta(2)
"""A time that is no longer tells of one happening; a month or a year holds many."""

_TELLING = 4
"""Counts from which on the same number says something: one killed and two injured are of any attack."""

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
        """What it counts, and how many, of counts that tell happenings apart."""
        return frozenset((c.measure, c.best) for c in self.claims if c.measure and (c.best or 0) >= _TELLING)


    @property
    def measures(self) -> frozenset[str]:
        """What it counts."""
        return frozenset(c.measure for c in self.claims if c.measure)


def recalls(extraction: Extraction) -> list[Recall]:
    """The recalls of an article, in order of time and place. What is left of its claims is its news."""
    told = [c for c in extraction.claims if c.measure is not None]
    first = next((c.sentence for c in told if not c.headline), None)
    news = [c for c in told if c.headline or c.sentence == first]
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


def in_all_copies(extractions: Sequence[Extraction], text_of: Mapping[str, str]) -> dict[str, list[Recall]]:
    """The recalls of each article by its id: of copies of one text those only that none of them has among its news. A
    copy that is cut or put in another order has another lead, and is compared with the others all the same."""
    found = {e.article.id: recalls(e) for e in extractions}
    copies: dict[str, list[Extraction]] = defaultdict(list)
    for extraction in extractions:
        copies[text_of.get(extraction.article.id, extraction.article.id)].append(extraction)
    for group in copies.values():
        if len(group) > 1:
            told = {c.id for e in group for recall in found[e.article.id] for c in recall.claims}
            news = {(c.measure, c.unit) for e in group for c in e.claims if c.measure and c.id not in told}
            for e in group:
                kept = [r for r in found[e.article.id] if not any((c.measure, c.unit) in news for c in r.claims)]
                found[e.article.id] = kept
    return found


def _days(claim: Claim) -> Days | None:
    """The days of what a claim counts, where words near it say both ends."""
    period = claim.period
    if period is None or period.origin not in _NEAR:
        return None
    first, last = parse_day(period.from_), parse_day(period.to)
    return (first, last) if first is not None and last is not None else None


def _news_days(article: Article, claim: Claim) -> Days | None:
    """When the news that a claim is of happened: as it says, or in the days before the publication."""
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


def gathered(found: Sequence[Recall], text_of: Mapping[str, str], story: Mapping[str, int]) -> list[list[Recall]]:
    """Recalls of one event, together: of one time, and of one place narrower than a country or with a figure in common,
    or in copies of one text. Articles on one story (its number by article) recall the same where neither measure nor
    place say otherwise."""
    groups: list[list[Recall]] = []
    by_days: dict[Days, list[list[Recall]]] = defaultdict(list)
    for recall in found:
        fit = [g for g in by_days[recall.days] if any(_one(recall, other, text_of, story) for other in g)]
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


def _one(a: Recall, b: Recall, text_of: Mapping[str, str], story: Mapping[str, int]) -> bool:
    """Whether two recalls of one time are of one happening."""
    if a.article == b.article:
        return a.place == b.place
    if text_of.get(a.article, a.article) == text_of.get(b.article, b.article) and a.place == b.place:
        return True
    if story[a.article] == story[b.article] and a.measures & b.measures and _nested(a.place, b.place):
        return True
    if a.days[1] - a.days[0] > _ONE_HAPPENING:
        return a.place == b.place and bool(a.figures & b.figures)
    return bool(a.place and a.place == b.place and ("/" in a.place or a.figures & b.figures))


def _nested(a: str, b: str) -> bool:
    """Whether one of two places lies in the other, or is unknown."""
    return not a or not b or f"{a}/".startswith(f"{b}/") or f"{b}/".startswith(f"{a}/")


@dataclass(frozen=True, slots=True)
class News:
    """The news of a group of articles by which recalls find it: figures, with the places and days that they are of."""

    at: Mapping[tuple[str | None, Value | None], Sequence[tuple[int, str, Days]]]

    def of(self, group: Sequence[Recall]) -> int | None:
        """The place of the one group of articles whose news is what a group of recalls tells of: of its days, its
        place, and with two figures in common, or with one where the place is narrower than a country."""
        found: dict[int, set[object]] = defaultdict(set)
        for recall in group:
            if recall.days[1] - recall.days[0] > _ONE_HAPPENING or not recall.place:
                continue
            for figure in recall.figures:
                for number, place, days in self.at.get(figure, ()):
                    near = place == recall.place or place.startswith(recall.place + "/")
                    if near and days[0] <= recall.days[1] and recall.days[0] <= days[1]:
                        found[number].add(figure)
                        if "/" in recall.place:
                            found[number].add(recall.place)
        sure = [number for number, shared in found.items() if len(shared) > 1]
        return sure[0] if len(sure) == 1 else None


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
                if days is not None and days[1] - days[0] <= _NEWS:
                    at[claim.measure, claim.best].append((number, claim.place.id, days))
    return News(at)


def _published(article: Article) -> Days | None:
    day = parse_day(article.date)
    return (day - _NEWS, day) if day is not None else None
