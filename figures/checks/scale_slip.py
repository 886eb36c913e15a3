"""F111: two figures that should agree differ by a power of ten."""

from __future__ import annotations

import math
from collections.abc import Iterator

from figures.checks.base import Check, Clash, Context, judged
from figures.checks.compare import known_place, one_thing
from figures.checks.evidence import leading, same_people, told_alike, told_twice
from figures.checks.silence import Silence
from figures.model import Claim

CHECK = Check(
    code="F111",
    name="scale-slip",
    title="Figures differ by a power of ten",
    severity="warning",
    why="A factor of ten, a thousand or a million between two reports of one thing is nearly always a slipped zero, "
    "comma or scale word.",
    silent="The factor is no power of ten, subject, place or time differ, or neither one source nor one place "
    "and day are known.",
    rank=45,
)

_FACTORS = (10, 100, 1000, 1_000_000)
_NEAR = 0.04
LEAST = 10


def judge(context: Context, a: Claim, b: Claim) -> Clash | Silence:
    """Claims whose values lie near a factor of a power of ten."""
    factor = _factor(a, b)
    if factor is None:
        return Silence.NO_POWER_OF_TEN
    x, y = context.source(a), context.source(b)
    same = context.text(a) == context.text(b)
    if a.article == b.article and (x is None or x != y or not one_thing(a, b)):
        return Silence.NOT_TWICE
    if a.article == b.article and not told_twice(context, a, b):
        return Silence.NOT_ONE_COUNT
    if same and a.article != b.article and not context.unmatched(a, b):
        return Silence.BOTH_HAVE_BOTH
    if not same:
        if min(a.best or 0, b.best or 0) < LEAST:
            return Silence.SMALL
        day = context.day(a)
        if (x is None or x != y) and not (known_place(a, b) and day is not None and day == context.day(b)):
            return Silence.NOTHING_KNOWN
        alike = told_alike(context, a, b) or (leading(context, a) and leading(context, b) and same_people(a, b))
        if x != y and not alike:
            return Silence.NOT_ONE_COUNT
    return Clash(
        (a, b),
        f"{a.text} ({context.said(a)}) and {b.text} ({context.said(b)}) cannot both hold: they differ "
        f"by a factor of {factor:,}.",
        "error" if same else "warning",
        math.log(factor),
        0.9 if same else 0.8,
    )


def run(context: Context) -> Iterator[Clash]:
    """Pairs that a power of ten lies between."""
    return judged(context, judge)


def _factor(a: Claim, b: Claim) -> int | None:
    if a.best is None or b.best is None or a.best <= 0 or b.best <= 0 or "vague" in (a.qualifier, b.qualifier):
        return None
    small, large = sorted((float(a.best), float(b.best)))
    if small < 2:
        return None
    return next((f for f in _FACTORS if abs(large / small / f - 1) <= _NEAR), None)
