"""What says that two figures of an event count one thing.

An event holds more than one happening: an article on a landslide recalls the earthquake of last year, lists what each
village lost, and quotes what others say of something else. That two figures could be of one thing, since nothing tells
them apart, is not enough to call them at odds: something has to say so. What does is, in this order:

- near-identical sentences: both tell it in the same words;
- the place, known for both from the words near by and narrower than a country, with the same people or the same days;
- the lead: articles of one event open with its toll.
"""

from __future__ import annotations

import re
from itertools import combinations

from figures.checks.base import Context
from figures.checks.compare import gap, known_place, same_days
from figures.model import Claim
from figures.text import fold

LEAD = 300
"""Characters of the text that tell what an article is about: its first two sentences or so."""

TOLD_ALIKE = 0.4
"""Share of the words of two sentences, numbers aside, that both have where one tells what the other tells."""

FACTOR = 2.303
"""Counts of one happening in two leads are rarely apart by more than ten times (as a logarithm)."""

MOST_ADDED = 20
"""Of so many counts of one article all pairs are added."""

_WORD = re.compile(r"[^\W\d_]{2,}")


def vague(claim: Claim) -> bool:
    """Whether a claim states no number that another could contradict: `dozens`, `thousands`."""
    return claim.qualifier == "vague"


def leading(context: Context, claim: Claim) -> bool:
    """Whether a claim stands in the headline or at the beginning of the text."""
    title = context.articles[claim.article].title
    return claim.headline or claim.start < (len(title) + 1 if title else 0) + LEAD


def words(context: Context, claim: Claim) -> frozenset[str]:
    """The folded words of a claim's sentence, without numbers in digits."""
    start, end = claim.sentence
    return frozenset(_WORD.findall(fold(context.articles[claim.article].body[start:end]).folded))


def told_alike(context: Context, a: Claim, b: Claim, share: float = TOLD_ALIKE) -> bool:
    """Whether the sentences of two claims have so large a share of their words in common."""
    x, y = words(context, a), words(context, b)
    return bool(x and y) and len(x & y) >= share * len(x | y)


def one_place(a: Claim, b: Claim) -> bool:
    """Whether two claims are known to be of one place that is narrower than a country."""
    place = a.place.id if a.place else None
    return known_place(a, b) and place is not None and b.place is not None and place == b.place.id and "/" in place


def same_people(a: Claim, b: Claim) -> bool:
    """Whether two claims name whom they count, and name the same."""
    return a.subject is not None and b.subject is not None and a.subject.id is not None and a.subject.id == b.subject.id


def one_count(context: Context, a: Claim, b: Claim) -> bool:
    """Whether something says that two comparable claims of two sources, or of two texts, count one thing."""
    if vague(a) or vague(b):
        return False
    if a.article != b.article and (agrees(context, a, b) or agrees(context, b, a)):
        return False
    if told_alike(context, a, b):
        return True
    if a.article != b.article and (outdone(context, a) or outdone(context, b)):
        return False
    if one_place(a, b) and (same_people(a, b) or same_days(a, b)):
        return True
    return (
        a.article != b.article
        and leading(context, a)
        and leading(context, b)
        and gap(a, b, across=True) <= FACTOR
    )


def agrees(context: Context, a: Claim, b: Claim) -> bool:
    """Whether the article of ``a`` gives ``b`` as well, or figures that add up to it, so that ``a`` counts something
    else."""
    others = _others(context, a)
    if any(gap(c, b, across=True) == 0 for c in others if not vague(c)):
        return True
    counts = sorted({c.best for c in [a, *others] if c.best is not None and not vague(c)})[:MOST_ADDED]
    return any(x + y == b.best for x, y in combinations(counts, 2))


def outdone(context: Context, claim: Claim) -> bool:
    """Whether a claim's article begins with a larger count, of which the claim is a part, or no part at all."""
    return any(
        leading(context, c) and claim.best is not None and c.best is not None and c.best > claim.best and not vague(c)
        for c in _others(context, claim)
    )


def _others(context: Context, claim: Claim) -> list[Claim]:
    told = context.told.get((claim.article, claim.measure), ())
    return [c for c in told if c.kind == claim.kind and c.id != claim.id]
