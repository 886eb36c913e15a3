"""Which pairs of articles are looked at: never all of them.

An index from features to the articles that have them proposes, for each article, those that share the most of its
weightiest ones. A feature that many articles have proposes, among articles of a known date, those of about the same
week alone; one that too many have then does so together with a day: the name of a city, in texts of the same days. So
the work for an article has a bound that does not grow with the corpus.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, islice

INDEXED = 30
"""Features of each article that propose, the weightiest first."""

FEW = 12
"""Articles that have a feature, up to which it proposes them whatever their dates."""

MAX_POSTING = 80
"""Articles that a feature may propose at once."""

MOST = 40
"""Articles that are looked at for each article."""

_BEFORE, _AFTER = 3, 1
"""News is of the day of publication or of the few days before it; a day after, for other time zones."""

_WEEK = 7

Posting = list[tuple[int, float]]
"""Articles that have a feature, and what it weighs in each."""


def pairs(
    vectors: Sequence[Mapping[str, float]],
    days: Sequence[Iterable[int]],
    published: Sequence[int | None],
    least: float = 0.0,
) -> list[tuple[int, int]]:
    """Pairs of places in ``vectors`` that share weighty features, in order.

    The features of a vector stand from the weightiest on. ``days`` are what ``day_keys`` gives, ``published`` the days
    of publication as ordinals. What the shared features of a pair weigh together, as products, must be above ``least``.
    """
    tops = [tuple(islice(vector.items(), INDEXED)) for vector in vectors]
    index = _Index(tops, days, published)
    found: set[tuple[int, int]] = set()
    for i, top in enumerate(tops):
        score: dict[int, float] = {}
        for feature, weight in top:
            for j, other in index.proposed(i, feature):
                score[j] = score.get(j, 0.0) + weight * other
        score.pop(i, None)
        best = [(-value, j) for j, value in score.items() if value > least]
        if len(best) > MOST:
            best.sort()
            del best[MOST:]
        found.update([(i, j) if i < j else (j, i) for _, j in best])
    return sorted(found)


class _Index:
    """Who has a feature: all, those of a week, those of a day."""

    def __init__(
        self,
        tops: Sequence[Sequence[tuple[str, float]]],
        days: Sequence[Iterable[int]],
        published: Sequence[int | None],
    ) -> None:
        self._days = days
        self._weeks = [None if day is None else day // _WEEK for day in published]
        self._all: dict[str, Posting] = defaultdict(list)
        for i, top in enumerate(tops):
            for feature, weight in top:
                self._all[feature].append((i, weight))
        self._by_week: dict[str, dict[int | None, Posting]] = {}
        self._by_day: dict[str, dict[int, Posting]] = {}
        for feature, members in self._all.items():
            if len(members) > FEW:
                weeks: dict[int | None, Posting] = defaultdict(list)
                for member in members:
                    weeks[self._weeks[member[0]]].append(member)
                self._by_week[feature] = weeks

    def proposed(self, i: int, feature: str) -> Posting:
        """The articles that a feature of an article proposes for it, itself among them."""
        members = self._all[feature]
        if len(members) <= FEW:
            return members
        week = self._weeks[i]
        if week is None:
            return members if len(members) <= MAX_POSTING else self._of_days(i, feature)
        weeks = self._by_week[feature]
        near = [weeks[key] for key in (week - 1, week, week + 1, None) if key in weeks]
        if sum(map(len, near)) > MAX_POSTING:
            return self._of_days(i, feature)
        return near[0] if len(near) == 1 else [*chain.from_iterable(near)]

    def _of_days(self, i: int, feature: str) -> Posting:
        """The articles that tell of the days that an article tells of, where they are not too many of a day."""
        by_day = self._by_day.get(feature)
        if by_day is None:
            by_day = self._by_day[feature] = defaultdict(list)
            for member in self._all[feature]:
                for day in self._days[member[0]]:
                    by_day[day].append(member)
        found = (by_day[day] for day in self._days[i] if day in by_day)
        return sorted({member for members in found if len(members) <= MAX_POSTING for member in members})


def day_keys(dates: Iterable[int], published: int | None) -> tuple[int, ...]:
    """Months and days (``month * 100 + day``) that an article may tell of: those it names, else those before its
    publication."""
    named = tuple(sorted(set(dates)))
    if named or published is None:
        return named
    around = (datetime.date.fromordinal(published + k) for k in range(-_BEFORE, _AFTER + 1))
    return tuple(day.month * 100 + day.day for day in around)
