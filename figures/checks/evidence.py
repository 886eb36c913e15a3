"""What says that two figures of an event count one thing.

An event holds more than one happening: an article on a landslide recalls the earthquake of last year, lists what each
village lost, and quotes what others say of something else. That two figures could be of one thing, since nothing tells
them apart, is not enough to call them at odds: something has to say so. What does is, in this order:

- near-identical sentences: both tell it in the same words;
- company: the other figures of both sentences are the same, so that only the one is told otherwise;
- the place, known for both from the words near by and narrower than a country, with the same people or the same days;
- the name of the place, where nobody knows of which day an article is;
- the lead: articles of one event open with its toll.
"""

from __future__ import annotations

import datetime
from enum import Enum
from itertools import combinations

from figures.checks.base import END_MARKS, Context
from figures.checks.company import in_company
from figures.checks.compare import gap, is_part, nested, one_place, same_days, same_place, same_time, subject_id, vague
from figures.checks.sources import plain_name
from figures.dates.calendar import parse_day
from figures.model import EVIDENCE, Claim, Value

LEAD = 600
"""Characters of the text that tell what an article is about: its first paragraphs."""

TOLD_ALIKE = 0.4
"""Share of the words of two sentences, numbers aside, that both have where one tells what the other tells."""

TOLD_AGAIN = 0.75
"""Share of the words of two sentences from which on one repeats the other: that other figures happen to add up to one
of the two says nothing then."""

FACTOR = 2.303
"""Counts of one thing, told in other words, are rarely apart by more than ten times (as a logarithm)."""

LEAD_FACTOR = (0.531, 0.916)
"""The same for counts of two leads, whose articles may tell of two attacks of one country: 1.7 times, and 2.5 where
both name one place in it."""

_MOST_TEASER = 16
"""Words of the longest headline."""

VICTIMS = ("killed", "injured")
"""The measures that make up casualties."""

MOST_ADDED = 20
"""Of so many counts of one article all pairs are added."""


def leading(context: Context, claim: Claim) -> bool:
    """Whether a claim stands in the headline or at the beginning of the text."""
    title = context.articles[claim.article].title
    return claim.headline or claim.start < (len(title) + 1 if title else 0) + LEAD


def told_alike(context: Context, a: Claim, b: Claim, share: float = TOLD_ALIKE) -> bool:
    """Whether the sentences of two claims have so large a share of their words of two letters or more in common."""
    x, y = (frozenset(word for word in context.words(claim) if len(word) > 1) for claim in (a, b))
    return bool(x and y) and alike(x, y, share)


def alike(a: frozenset[str], b: frozenset[str], share: float) -> bool:
    """Whether two sets of words have so large a share of all in common (Jaccard)."""
    return len(a & b) >= share * len(a | b)


def same_people(a: Claim, b: Claim) -> bool:
    """Whether two claims name whom they count, and name the same."""
    return subject_id(a) is not None and subject_id(a) == subject_id(b)


class Evidence(Enum):
    """What says that two claims count one thing."""

    WORDS = 1
    PLACE = 2
    COMPANY = 3
    NAME = 4
    LEAD = 5

    @property
    def strong(self) -> bool:
        """Whether it is enough for more than a note."""
        return self in (Evidence.WORDS, Evidence.PLACE)


def one_count(context: Context, a: Claim, b: Claim) -> Evidence | None:
    """What says that two comparable claims of two sources, or of two texts, count one thing, if anything does."""
    if vague(a) or vague(b):
        return None
    across = a.article != b.article
    if told_alike(context, a, b, TOLD_AGAIN) and not (_repeats(context, a, b) or _repeats(context, b, a)):
        return Evidence.WORDS
    if across and in_company(context, a, b):
        return Evidence.COMPANY
    if across and (agrees(context, a, b) or agrees(context, b, a)):
        return None
    if told_alike(context, a, b):
        return Evidence.WORDS
    if gap(a, b, across=True) > FACTOR:
        return None
    if not (across and any(outdone(context, c, here=True) for c in (a, b))):
        if one_place(a, b) and (same_people(a, b) or same_days(a, b)):
            return Evidence.PLACE
        if across and _undated(context, a, b) and (one_place(a, b) or _unknown_place(a, b)):
            return Evidence.NAME
    opens = across and leading(context, a) and leading(context, b)
    opens = opens and gap(a, b, across=True) <= _lead_factor(context, a, b)
    return Evidence.LEAD if opens and not (outdone(context, a) or outdone(context, b)) else None


def _lead_factor(context: Context, a: Claim, b: Claim) -> float:
    """How far apart two counts of two leads may be: further where both name one place that is less than a country, and
    as far as any where a day is unknown: articles without one are linked by far more that they have in common."""
    if _undated(context, a, b):
        return FACTOR
    near = one_place(a, b) and all(c.place is not None and "/" in (c.place.id or "") for c in (a, b))
    return LEAD_FACTOR[near]


def named_alike(a: Claim, b: Claim) -> bool:
    """Whether the words by two claims name their place alike: the camp, and not a town of its province."""
    names = [plain_name(c.place.text) for c in (a, b) if c.place is not None and c.place.origin in EVIDENCE]
    return len(names) == 2 and names[0] == names[1]


def of_other_places(context: Context, a: Claim, b: Claim) -> bool:
    """Whether two claims are of two places, and the sentence of neither has the name of the other's: a form filled for
    another town, and no copy that was read otherwise."""
    if same_place(a, b) or a.place is None or b.place is None:
        return False
    if not {a.place.origin, b.place.origin} <= {"clause", "sentence"}:
        return False
    return not any(
        context.words_of(place.text) <= context.words(other) for place, other in ((a.place, b), (b.place, a))
    )


def _unknown_place(a: Claim, b: Claim) -> bool:
    """Whether two claims name one place that no gazetteer knows."""
    return named_alike(a, b) and all(c.place is not None and c.place.id is None for c in (a, b))


def _undated(context: Context, a: Claim, b: Claim) -> bool:
    """Whether the day of one of two articles is unknown, and its claim says no days either."""
    return any(context.day(c) is None and not (c.period and c.period.from_) for c in (a, b))


def grows(context: Context, a: Claim, b: Claim) -> bool:
    """Whether two running totals are of reports of two days, and the later one is the higher one."""
    small, large = sorted((a, b), key=lambda c: (c.best or 0, c.id))
    before, after = context.day(small), context.day(large)
    totals = a.basis == b.basis == "total" and (small.best or 0) < (large.best or 0)
    return totals and before is not None and after is not None and before < after


def grown(context: Context, a: Claim, b: Claim) -> bool:
    """Whether two counts are one toll that has grown: running totals, or counts of what happened of which the larger
    one is of a later day, or is said to have risen on the day of both, or the smaller one to be provisional;
    or whether some of the injured have died since."""
    if grows(context, a, b) or died(context, a, b):
        return True
    measure = context.measure(a)
    if measure is None or measure.may_fall or measure.basis not in ("incident", "total"):
        return False
    small, large = sorted((a, b), key=lambda c: (c.best or 0, c.id))
    before, after = context.day(small), context.day(large)
    if before is None or after is None:
        return False
    return before < after or (before == after and ("rise" in large.cues or "provisional" in small.cues))


def rises(a: Claim, b: Claim) -> bool:
    """Whether words by the larger of two counts say that it has risen."""
    return "rise" in max((a, b), key=lambda c: (c.best or 0, c.id)).cues


def died(context: Context, a: Claim, b: Claim) -> bool:
    """Whether of as many victims more are dead in one sentence and fewer are injured: some of the injured have died."""
    if a.measure not in VICTIMS:
        return False
    x, y = (_victims(context, claim) for claim in (a, b))
    return all(x) and all(y) and x != y and sum(x) == sum(y)


def _victims(context: Context, claim: Claim) -> tuple[Value, ...]:
    """The killed and the injured of a claim's sentence, parts aside."""
    beside = [c for c in context.beside(claim) if not is_part(c)]
    return tuple(sum(c.best or 0 for c in beside if c.measure == measure) for measure in VICTIMS)


TOLD_TWICE = 0.3
"""The like of ``TOLD_ALIKE`` within one article, which says a thing again in other words."""


def told_twice(context: Context, a: Claim, b: Claim) -> bool:
    """Whether two claims of one article are one statement made twice: in like words, of what is counted in like words,
    and neither in a list. A list gives each place, or each kind of people, its own figure."""
    if a.unit != b.unit or any(_listed(context, c) or teaser(context, c) for c in (a, b)):
        return False
    return told_alike(context, a, b, TOLD_TWICE)


def teaser(context: Context, claim: Claim) -> bool:
    """Whether a claim stands in the headline of another story that a page shows amid the text: a short line of its own
    without a mark at its end, where most lines have one."""
    if claim.headline:
        return False
    body = context.articles[claim.article].body
    start, end = body.rfind("\n", 0, claim.start) + 1, body.find("\n", claim.end)
    line = body[start : end if end >= 0 else None].strip()
    if not line or line[-1] in END_MARKS or len(line.split()) > _MOST_TEASER or start == 0:
        return False
    return context.marks_ends(claim.article)


def _listed(context: Context, claim: Claim) -> bool:
    """Whether a claim's sentence gives other figures of its measure."""
    return any(c.sentence == claim.sentence for c in _others(context, claim))


def agrees(context: Context, a: Claim, b: Claim) -> bool:
    """Whether the article of ``a`` gives ``b`` as well, or figures that add up to it, so that ``a`` counts something
    else."""
    others = [c for c in _others(context, a) if is_part(c) == is_part(b) and not _other_side(context, a, b, c)]
    # what fits both, as `more than 1,000` does, gives neither
    if any(_gives(c, b) and gap(c, a, across=True) > 0 for c in others if not vague(c)):
        return True
    counts = sorted({c.best for c in [a, *others] if c.best is not None and not vague(c)})[:MOST_ADDED]
    return any(x + y == b.best for x, y in combinations(counts, 2))


def _gives(c: Claim, b: Claim) -> bool:
    """Whether a figure is that of ``b``: a larger one is not what `at least 30` says, though it fits."""
    return gap(c, b, across=True) == 0 and (c.best == b.best or None not in (*c.interval, *b.interval))


def _repeats(context: Context, a: Claim, b: Claim) -> bool:
    """Whether the article of ``a`` has the very number of ``b`` too."""
    return any(c.best == b.best and not _other_side(context, a, b, c) for c in _others(context, a))


def _other_side(context: Context, a: Claim, b: Claim, c: Claim) -> bool:
    """Whether an article that quotes one side (``a``) quotes the other (``b``) too (``c``): it tells of a dispute."""
    if a.source is None or c.source is None or context.source(a) == context.source(b):
        return False
    return context.source(c) == context.source(b) is not None


def outdone(context: Context, claim: Claim, here: bool = False) -> bool:
    """Whether a claim's article begins with a larger count, of which the claim is a part, or no part at all; not with
    that of a time long before, nor of a place within the claim's: one village counts no more than the country.

    ``here`` asks for a count that may be of the place of the claim: in another town others have died.
    """
    return any(
        leading(context, c) and claim.best is not None and c.best is not None and c.best > claim.best and not vague(c)
        and same_time(c, claim) and not _recalled(context, c) and not _elsewhere(c, claim, here)
        for c in _others(context, claim)
    )


def _elsewhere(c: Claim, claim: Claim, disjoint: bool) -> bool:
    """Whether the place of a count lies within that of a claim, or also anywhere but around it."""
    x, y = (slot.id if slot is not None and slot.origin in EVIDENCE else None for slot in (c.place, claim.place))
    if x is None or y is None or x == y:
        return False
    return x.startswith(y + "/") or (disjoint and not nested(x, y))


_NEWS = datetime.timedelta(30)
"""So long before its publication an article's news may be."""


def _recalled(context: Context, claim: Claim) -> bool:
    """Whether words by a claim say that it is of a time before that of its article's news: of a year or a month, where
    nobody knows when the article was written."""
    period, day = claim.period, context.day(claim)
    if period is None or period.origin not in EVIDENCE:
        return False
    end = parse_day(period.to)
    return period.granularity in _LONG if day is None or end is None else end < day - _NEWS


_LONG = ("month", "season", "year")


def _others(context: Context, claim: Claim) -> list[Claim]:
    told = context.told.get((claim.article, claim.measure), ())
    return [c for c in told if c.kind == claim.kind and c.id != claim.id]
