"""Which pairs of articles are looked at: never all of them.

An index from features to the articles that have them proposes, for each article, those that share the most of its
weightiest ones. A feature that many articles have proposes nothing by itself, but does together with a day: the name
of a city, in texts of the same days. So the work for an article has a bound that does not grow with the corpus.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

INDEXED = 30
"""Features of each article that propose, the weightiest first."""

MAX_POSTING = 80
"""Articles that have a feature, up to which it proposes them."""

MOST = 40
"""Articles that are looked at for each article."""

_BEFORE, _AFTER = 3, 1
"""News is of the day of publication or of the few days before it; a day after, for other time zones."""


def pairs(
    vectors: Sequence[Mapping[str, float]], days: Sequence[Iterable[int]], least: float = 0.0
) -> list[tuple[int, int]]:
    """Pairs of places in ``vectors`` that share weighty features, in order. ``days`` are what ``day_keys`` gives.

    What the shared features of a pair weigh together, as products, must be above ``least``.
    """
    tops = [sorted(vector.items(), key=lambda item: (-item[1], item[0]))[:INDEXED] for vector in vectors]
    postings: dict[str, list[int]] = defaultdict(list)
    for i, top in enumerate(tops):
        for feature, _ in top:
            postings[feature].append(i)
    crowded = {feature for feature, members in postings.items() if len(members) > MAX_POSTING}
    dated: dict[tuple[str, int], list[int]] = defaultdict(list)
    for i, top in enumerate(tops):
        for feature, _ in top:
            if feature in crowded:
                for day in days[i]:
                    dated[feature, day].append(i)
    found: set[tuple[int, int]] = set()
    for i, top in enumerate(tops):
        score: dict[int, float] = defaultdict(float)
        for feature, weight in top:
            for j in _proposed(feature, days[i], postings, crowded, dated):
                score[j] += weight * vectors[j][feature]
        score.pop(i, None)
        best = sorted((j for j in score if score[j] > least), key=lambda j: (-score[j], j))[:MOST]
        found.update((i, j) if i < j else (j, i) for j in best)
    return sorted(found)


def _proposed(
    feature: str,
    days: Iterable[int],
    postings: Mapping[str, list[int]],
    crowded: set[str],
    dated: Mapping[tuple[str, int], list[int]],
) -> Iterator[int]:
    if feature not in crowded:
        yield from postings[feature]
        return
    seen: set[int] = set()
    for day in days:
        members = dated.get((feature, day), ())
        if len(members) <= MAX_POSTING:
            seen.update(members)
    yield from sorted(seen)


def day_keys(dates: Iterable[int], published: int | None) -> tuple[int, ...]:
    """Months and days (``month * 100 + day``) that an article may tell of: those it names, else those before its
    publication."""
    named = tuple(sorted(set(dates)))
    if named or published is None:
        return named
    around = (datetime.date.fromordinal(published + k) for k in range(-_BEFORE, _AFTER + 1))
    return tuple(day.month * 100 + day.day for day in around)
