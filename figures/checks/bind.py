"""Which claims of an event a condition over measures is tried on.

Claims stand for one another's measures only where nothing says that they speak of other things: both asserted, neither
revised, no contradicting place or time; and where they share what the check asks for (``SAME``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from figures.checks.base import Context
from figures.checks.compare import (
    bounds,
    known_place,
    same_days,
    same_place,
    same_subject,
    same_time,
    subject_id,
    within,
)
from figures.checks.condition import PARTS, WHOLE, Interval, Name
from figures.model import Claim

MAX_SINGLE = 3
"""So many measures may a condition compare, sums aside."""
_MOST = {0: 0, 1: 150, 2: 150, 3: 40}
"""Of so many claims of each measure all sets are tried, by the number of measures: a bound on work."""

Bound = Mapping[Name, Sequence[Claim]]
Test = Callable[[Context, Claim, Claim], bool]


def bindings(context: Context, names: Sequence[Name], same: Sequence[str], whole: str | None) -> Iterator[Bound]:
    """The sets of claims that the names of a condition can stand for."""
    if any(name.measure == WHOLE for name in names):
        yield from _wholes(context, whole)
        return
    tests = [SAME[key] for key in same]
    single = [name for name in names if not name.summed]
    summed = [name for name in names if name.summed]
    for chosen in _singles(context, single, tests):
        for anchor in (chosen,) if chosen else _articles(context, summed):
            bound = {name: (claim,) for name, claim in zip(single, chosen, strict=True)}
            sums = {name: _addends(context, name, anchor, tests) for name in summed}
            if all(sums.values()):
                yield {**bound, **sums}


def claims_of(bound: Bound) -> tuple[Claim, ...]:
    """The claims of a binding, each once, in order of the names."""
    return tuple({claim.id: claim for claims in bound.values() for claim in claims}.values())


def interval(claims: Sequence[Claim], across: bool) -> Interval:
    """What claims allow together; nothing that is counted is fewer than none."""
    ends = [bounds(claim, across) for claim in claims]
    return sum(max(low, 0.0) for low, _ in ends), sum((high for _, high in ends), 0.0)


def _singles(
    context: Context, names: Sequence[Name], tests: Sequence[Test], chosen: tuple[Claim, ...] = ()
) -> Iterator[tuple[Claim, ...]]:
    if len(chosen) == len(names):
        yield chosen
        return
    for claim in context.of_measure.get(names[len(chosen)].measure, [])[: _MOST[len(names)]]:
        if _usable(claim) and all(_fits(context, claim, other, tests) for other in chosen):
            yield from _singles(context, names, tests, (*chosen, claim))


def _articles(context: Context, names: Sequence[Name]) -> Iterator[tuple[Claim, ...]]:
    """For conditions of sums alone: the first claim of each article."""
    first: dict[str, Claim] = {}
    for claim in context.of_measure.get(names[0].measure, ()):
        if _usable(claim):
            first.setdefault(claim.article, claim)
    return ((claim,) for claim in first.values())


def _addends(context: Context, name: Name, anchor: Sequence[Claim], tests: Sequence[Test]) -> tuple[Claim, ...]:
    """The claims of a measure in the article of the first claim that fit all of those chosen."""
    return tuple(
        claim for claim in context.of_measure.get(name.measure, ())
        if claim.article == anchor[0].article and _usable(claim)
        and all(claim.id == other.id or _fits(context, claim, other, tests) for other in anchor)
    )


def _wholes(context: Context, measure: str | None) -> Iterator[Bound]:
    """Each claim that has parts, with them."""
    parts: dict[str, list[Claim]] = {}
    for claim in context.event.claims:
        if claim.part_of is not None and _valued(claim):
            parts.setdefault(claim.part_of, []).append(claim)
    for whole in context.event.claims:
        found = parts.get(whole.id, [])
        if not found or not _valued(whole) or measure not in (None, whole.measure):
            continue
        if all(part.kind == whole.kind and not context.other_unit(part, whole) for part in found):
            yield {Name(WHOLE): (whole,), Name(PARTS, summed=True): tuple(found)}


def _valued(claim: Claim) -> bool:
    return claim.stance == "asserted" and claim.interval != (None, None) and "revision" not in claim.cues


def _usable(claim: Claim) -> bool:
    return _valued(claim) and claim.part_of is None and claim.kind != "percent"


def _fits(context: Context, a: Claim, b: Claim, tests: Sequence[Test]) -> bool:
    """Whether two claims may be set against each other."""
    if b.id in (a.id, a.previous) or a.id == b.previous:
        return False
    if subject_id(a) and subject_id(b) and not same_subject(a, b):
        return False
    return same_place(a, b) and same_time(a, b) and all(test(context, a, b) for test in tests)


# --- what claims can be asked to share --------------------------------------------------------------------------


def _source(context: Context, a: Claim, b: Claim) -> bool:
    """One known source; in one article also the same words for one, or the article's own voice."""
    source = context.source(a)
    if source is not None or context.source(b) is not None:
        return source == context.source(b)
    words = [(claim.source.start, claim.source.end) if claim.source else None for claim in (a, b)]
    return a.article == b.article and words[0] == words[1]


def _subject(_context: Context, a: Claim, b: Claim) -> bool:
    return subject_id(a) is not None and subject_id(b) is not None and same_subject(a, b)


def _series(context: Context, a: Claim, b: Claim) -> bool:
    """One series, or two that differ in nothing but the measure."""
    x, y = (context.series_of.get(claim.id) for claim in (a, b))
    return x is not None and y is not None and (x.subject, x.place) == (y.subject, y.place)


def _unit(context: Context, a: Claim, b: Claim) -> bool:
    return a.kind == b.kind and a.unit is not None and b.unit is not None and not context.other_unit(a, b)


def _place(_context: Context, a: Claim, b: Claim) -> bool:
    return within(a, b) or known_place(a, b)


def _time(context: Context, a: Claim, b: Claim) -> bool:
    day = context.day(a)
    return a.article == b.article or same_days(a, b) or (day is not None and day == context.day(b))


SAME: dict[str, Test] = {
    "article": lambda _, a, b: a.article == b.article,
    "sentence": lambda _, a, b: within(a, b),
    "series": _series,
    "source": _source,
    "subject": _subject,
    "unit": _unit,
    "place": _place,
    "time": _time,
}
"""What two claims must have in common, by the word that checks ask for it with."""
