"""What an article tells besides its news: other happenings, each an event of its own.

A report on an attack recalls the one of last year, a profile lists five. Such a *recall* is told by claims that count
what happened at a time which is not that of the news: of the headline, and of the first sentence that counts anything.
Recalls of one time and place are of one event, wherever they stand; and where one article's news is what another
recalls, these are of one event too. The claims stay apart where nothing but a country and a year is shared.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import chain, islice

from figures.dates.calendar import parse_day
from figures.model import EVIDENCE, Article, Claim, Extraction, Value
from figures.series.union import Union

_NEWS = datetime.timedelta(3)
"""So long before its publication an article's news may be."""

_ONE_HAPPENING = datetime.timedelta(2)
"""A time that is no longer tells of one happening; a month or a year holds many."""

_TELLING = 4
"""Counts from which on the same number says something: one killed and two injured are of any attack."""

Days = tuple[datetime.date, datetime.date]

Figure = tuple[str | None, Value | None]
"""A measure and how many."""


@dataclass(frozen=True, slots=True)
class Recall:
    """Claims of one article that count one happening which is not its news."""

    article: str
    days: Days
    place: str
    claims: tuple[Claim, ...]

    @property
    def figures(self) -> frozenset[Figure]:
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
    of_news = {c.id for c in news}
    if not news or len(news) == len(told):
        return []
    when = {_news_days(extraction.article, c) for c in news}
    known = {days for days in when if days is not None}
    if None in when:
        return []  # without its date nobody can say what is news
    found: dict[tuple[Days, str], list[Claim]] = defaultdict(list)
    for claim in told:
        days = _days(claim)
        if claim.id in of_news or claim.basis != "incident" or claim.stance != "asserted" or days is None:
            continue
        if all(days[1] < start or end < days[0] for start, end in known):
            place = claim.place
            found[days, place.id or "" if place is not None and place.origin in EVIDENCE else ""].append(claim)
    if not found:
        return []
    beside = _Beside(extraction)
    return [
        Recall(extraction.article.id, days, place, beside.with_parts(claims))
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
    if period is None or period.origin not in EVIDENCE:
        return None
    first, last = parse_day(period.from_), parse_day(period.to)
    return (first, last) if first is not None and last is not None else None


def _news_days(article: Article, claim: Claim) -> Days | None:
    """When the news that a claim is of happened: as it says, or in the days before the publication."""
    days, published = _days(claim), parse_day(article.date)
    if days is not None:
        return days
    return (published - _NEWS, published + _NEWS) if published is not None else None


class _Beside:
    """The claims of an article by what they are parts of, and by the sentences that they stand in."""

    def __init__(self, extraction: Extraction) -> None:
        self._order: dict[str, int] = {}
        self._parts: dict[str, list[Claim]] = defaultdict(list)
        self._beside: dict[tuple[int, int], list[Claim]] = defaultdict(list)
        for claim in extraction.claims:
            self._order[claim.id] = len(self._order)
            self._beside[claim.sentence].append(claim)
            if claim.part_of is not None:
                self._parts[claim.part_of].append(claim)

    def with_parts(self, claims: Sequence[Claim]) -> tuple[Claim, ...]:
        """Claims with their parts, and with the figures that no rule claims in sentences that tell nothing else."""
        own = {c.id: c for claim in claims for c in (claim, *self._parts[claim.id])}
        for sentence in {c.sentence for c in claims}:
            beside = self._beside[sentence]
            if all(c.measure is None or c.id in own for c in beside):
                own.update((c.id, c) for c in beside)
        return tuple(sorted(own.values(), key=lambda c: self._order[c.id]))


def gathered(found: Sequence[Recall], text_of: Mapping[str, str], story: Mapping[str, int]) -> list[list[Recall]]:
    """Recalls of one event, together: of one time, and of one place narrower than a country or with a figure in common,
    or in copies of one text. Articles on one story (its number by article) recall the same where neither measure nor
    place say otherwise.

    Hostile articles recall one day by the thousand: what makes two of them one is looked up, never pair by pair.
    """
    by_days: dict[Days, list[Recall]] = defaultdict(list)
    for recall in found:
        by_days[recall.days].append(recall)
    groups: list[list[Recall]] = []
    for same in by_days.values():
        union = Union(len(same))
        for a, b in chain(_alike(same, text_of), _told_on(same, story)):
            union.join(a, b)
        together: dict[int, list[Recall]] = defaultdict(list)
        for i, recall in enumerate(same):
            together[union.root(i)].append(recall)
        groups.extend(sorted(group, key=lambda r: (r.article, r.place)) for group in together.values())
    return groups


def _alike(same: Sequence[Recall], text_of: Mapping[str, str]) -> Iterator[tuple[int, int]]:
    """Pairs of recalls of one time that are one by their place and figures, or by their place and text; no two of one
    article have one place."""
    first: dict[tuple[object, ...], int] = {}
    for i, recall in enumerate(same):
        long = recall.days[1] - recall.days[0] > _ONE_HAPPENING
        keys: list[tuple[object, ...]] = [("text", recall.place, text_of.get(recall.article, recall.article))]
        if recall.place or long:
            keys += [("figure", recall.place, figure) for figure in recall.figures]
        if "/" in recall.place and not long:
            keys.append(("place", recall.place))
        for key in keys:
            yield first.setdefault(key, i), i


def _told_on(same: Sequence[Recall], story: Mapping[str, int]) -> Iterator[tuple[int, int]]:
    """Pairs of recalls of one time in two articles on one story, of which one place lies in the other or is unknown,
    and that count the same."""
    at: dict[tuple[int, str], dict[str, list[int]]] = defaultdict(dict)
    for i, recall in enumerate(same):
        for measure in recall.measures:
            at[story[recall.article], measure].setdefault(recall.place, []).append(i)
    for places in at.values():
        for place, inside in places.items():
            for outer in _around(place):
                around = places.get(outer, ())
                # all of one place are one already, so one pair of two articles says it of all
                pairs = ((a, b) for a in around[:2] for b in inside[:2] if same[a].article != same[b].article)
                yield from islice(pairs, 1)
            yield from ((inside[0], i) for i in inside[1:])


def _around(place: str) -> Iterator[str]:
    """The places that a place lies in, from the nearest on, and the unknown one."""
    while place:
        place = place.rpartition("/")[0]
        yield place


@dataclass(frozen=True, slots=True)
class News:
    """The news of groups of articles by which recalls find it: the numbers of the groups by figure, day and place, and
    the places around."""

    at: Mapping[tuple[Figure, datetime.date, str], Set[int]]

    def of(self, group: Sequence[Recall]) -> int | None:
        """The place of the one group of articles whose news is what a group of recalls tells of: of its days, its
        place, and with two figures in common, or with one where the place is narrower than a country."""
        found: dict[int, set[object]] = defaultdict(set)
        told = {
            (figure, day, recall.place)
            for recall in group
            if recall.days[1] - recall.days[0] <= _ONE_HAPPENING and recall.place
            for figure in recall.figures
            for day in _each(recall.days)
        }
        for figure, day, place in told:
            for number in self.at.get((figure, day, place), ()):
                found[number].update((figure, place) if "/" in place else (figure,))
        sure = [number for number, shared in found.items() if len(shared) > 1]
        return sure[0] if len(sure) == 1 else None


def news(groups: Sequence[Sequence[Extraction]], wanted: Sequence[Sequence[Recall]]) -> News:
    """The news of groups of articles, so far as recalls have the same figures."""
    figures = {figure for group in wanted for recall in group for figure in recall.figures}
    at: dict[tuple[Figure, datetime.date, str], set[int]] = defaultdict(set)
    for number, group in enumerate(groups):
        for extraction in group:
            for claim in extraction.claims:
                figure = (claim.measure, claim.best)
                if figure not in figures or claim.place is None or claim.place.id is None:
                    continue
                days = _days(claim) or _published(extraction.article)
                if days is not None and days[1] - days[0] <= _NEWS:
                    for day in _each(days):
                        for place in (claim.place.id, *_around(claim.place.id)):
                            at[figure, day, place].add(number)
    return News(at)


def _each(days: Days) -> Iterator[datetime.date]:
    """Every day from the first to the last."""
    return (days[0] + datetime.timedelta(n) for n in range((days[1] - days[0]).days + 1))


def _published(article: Article) -> Days | None:
    day = parse_day(article.date)
    return (day - _NEWS, day) if day is not None else None
