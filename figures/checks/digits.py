"""F112: two figures that should agree differ by swapped, dropped or doubled digits."""

from __future__ import annotations

from collections.abc import Iterator

from figures.checks.base import Check, Clash, Context, judged
from figures.checks.compare import gap, hedged, known_place, one_thing, same_days
from figures.checks.silence import Silence
from figures.model import Claim

CHECK = Check(
    code="F112",
    name="digits",
    title="Figures differ by a slip of digits",
    severity="warning",
    why="Two digits swapped, one dropped or one doubled between two reports of one thing is the commonest slip of "
    "typing and copying.",
    silent="The digits differ otherwise, a figure is hedged, the toll may have grown, or source, day and place do not "
    "say that the two should agree.",
    rank=46,
)

DIGITS_APART = 3
"""Between articles of their own, so many digits are needed: two-digit numbers are swapped by chance."""


def judge(context: Context, a: Claim, b: Claim) -> Clash | Silence:
    """Plain figures that should agree, one a slip of the other."""
    if hedged(a) or hedged(b):
        return Silence.HEDGED
    slip = slip_of(a, b)
    if slip is None:
        return Silence.NO_SLIP
    reason = should_agree(context, a, b)
    if reason is not None:
        return reason
    copies = context.text(a) == context.text(b)
    if not copies and min(len(str(claim.low)) for claim in (a, b)) < DIGITS_APART:
        return Silence.FEW_DIGITS
    return Clash(
        (a, b),
        f"{a.text} ({context.said(a)}) and {b.text} ({context.said(b)}) cannot both hold: they differ by {slip}.",
        "error" if copies else "warning",
        gap(a, b, across=False),
        0.9 if copies else 0.75,
    )


def run(context: Context) -> Iterator[Clash]:
    """Pairs that a slip of digits lies between."""
    return judged(context, judge)


def slip_of(a: Claim, b: Claim) -> str | None:
    """The slip that makes one value of another: ``two swapped digits``.

    A zero at the end is a slip of scale, which is for another check.
    """
    if not (isinstance(a.low, int) and isinstance(b.low, int)) or a.low < 10 or b.low < 10:
        return None
    short, long = sorted((str(a.low), str(b.low)), key=len)
    if len(short) == len(long):
        odd = [i for i in range(len(short)) if short[i] != long[i]]
        beside = len(odd) == 2 and odd[1] == odd[0] + 1
        crossed = beside and (short[odd[0]], short[odd[1]]) == (long[odd[1]], long[odd[0]])
        return "two swapped digits" if crossed else None
    if len(long) != len(short) + 1 or long == short + "0":
        return None
    at = next((i for i in range(len(long)) if long[:i] + long[i + 1 :] == short), None)
    if at is None:
        return None
    doubled = long[at] in (long[at - 1 : at], long[at + 1 : at + 2])
    return "a doubled digit" if doubled else "a dropped digit"


def should_agree(context: Context, a: Claim, b: Claim) -> Silence | None:
    """Why two comparable figures need not agree; ``None`` where they should.

    They should in copies and versions where neither has the other's value as well, and where one known source gives
    both, or two outlets give them of one known place, of one day.
    """
    x, y = context.source(a), context.source(b)
    if context.text(a) == context.text(b):
        if a.article == b.article:
            twice = x is not None and x == y and one_thing(a, b)
            return None if twice else Silence.NOT_TWICE
        return None if context.unmatched(a, b) else Silence.BOTH_HAVE_BOTH
    if "rise" in a.cues or "rise" in b.cues:
        return Silence.RISES
    day = context.day(a)
    if not same_days(a, b) and (day is None or day != context.day(b)):
        return Silence.DAY
    if x is None or y is None:
        return Silence.SOURCE_UNKNOWN
    if not known_place(a, b):
        return Silence.PLACE_UNKNOWN
    return None

