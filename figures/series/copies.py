"""Which articles are copies of one text: near-identical ones of several outlets, versions and translations.

Copies are found by the word runs of the sentences that tell the news, with numbers left out (Broder 1997): so copies
that differ in a figure are found too. What one outlet writes on another day, or under another headline, in the same
words is no copy: a daily bulletin has a form, and a site its menus. Nor is what another outlet writes on another day
with figures that are new for the most part.
"""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from collections.abc import Sequence

from figures.dates.calendar import parse_day
from figures.model import Extraction
from figures.series.sketch import Sketch
from figures.series.union import Union
from figures.text import TOKEN, fold

SHARED = 0.5
"""The share of the shorter one's sketch that makes a copy."""

MAX_POSTING = 60
_DAYS = 3
_SEVERAL = 2


def texts(extractions: Sequence[Extraction], sketches: Sequence[Sketch]) -> dict[str, str]:
    """For each article the id of the text that it is a copy of: of the first of its copies, by order given."""
    days = [parse_day(extraction.article.date) for extraction in extractions]
    postings: dict[int, list[int]] = defaultdict(list)
    for i, sketch in enumerate(sketches):
        for value in sketch.runs:
            postings[value].append(i)
    shared: Counter[tuple[int, int]] = Counter()
    for members in postings.values():
        if 1 < len(members) <= MAX_POSTING:
            for a in range(len(members)):
                for b in range(a + 1, len(members)):
                    shared[members[a], members[b]] += 1
    union = Union(len(extractions))
    for (a, b), count in sorted(shared.items()):
        alike = count >= SHARED * min(len(sketches[a].runs), len(sketches[b].runs))
        if alike and _may_copy(extractions[a], extractions[b], days[a], days[b]) and not (
            days[a] != days[b] and _renewed(sketches[a], sketches[b])
        ):
            union.join(a, b)
    for a, b in versions(extractions):
        union.join(a, b)
    return {e.article.id: extractions[union.root(i)].article.id for i, e in enumerate(extractions)}


def versions(extractions: Sequence[Extraction]) -> list[tuple[int, int]]:
    """Articles that say which article they are a version or translation of, with that one."""
    at = {e.article.id: i for i, e in enumerate(extractions)}
    found = set()
    for i, extraction in enumerate(extractions):
        for other in (extraction.article.translation_of, extraction.article.version_of):
            if other in at and at[other] != i:
                found.add((min(i, at[other]), max(i, at[other])))
    return sorted(found)


def _may_copy(a: Extraction, b: Extraction, first: datetime.date | None, second: datetime.date | None) -> bool:
    """Whether two alike texts can be one: of two outlets within days, or of one headline."""
    x, y = a.article.publisher, b.article.publisher
    others = x is not None and y is not None and fold(x).folded != fold(y).folded
    if first is not None and second is not None and abs((first - second).days) > (_DAYS if others else 0):
        return False
    known = first is not None and second is not None
    return (others and known) or _one_headline(a.article.title, b.article.title)


def _renewed(a: Sketch, b: Sketch) -> bool:
    """Whether of several figures of two texts fewer than half are the same."""
    fewer = min(len(a.figures), len(b.figures))
    return fewer >= _SEVERAL and 2 * len(a.figures & b.figures) < fewer


def _one_headline(x: str | None, y: str | None) -> bool:
    """Whether two headlines have most words in common, or an article has none."""
    if not x or not y:
        return True
    one, other = (set(TOKEN.findall(fold(title).folded)) for title in (x, y))
    return len(one & other) >= SHARED * len(one | other)
