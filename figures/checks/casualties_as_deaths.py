"""F108: one text's casualties are exactly another's deaths."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import product

import msgspec

from figures.checks.base import Check, Clash, Context, judged
from figures.checks.compare import hedged
from figures.checks.evidence import leading, told_alike
from figures.checks.silence import Silence
from figures.model import Claim

CHECK = Check(
    code="F108",
    name="casualties-as-deaths",
    title="Casualties are told as deaths",
    severity="warning",
    why="Casualties are the dead and the injured; a report that turns the one number into the other says that all of "
    "them died.",
    silent="A figure is hedged, no injured are known, the figure is small or another one, or people, place or time "
    "differ.",
    rank=50,
)

LEAST = 5
"""Below so many, equal numbers say little."""


def judge(context: Context, a: Claim, b: Claim) -> Clash | Silence:
    """The killed of one text and the casualties of another, of one exact value."""
    whole, dead = (a, b) if a.measure == "casualties" else (b, a)
    if (whole.measure, dead.measure) != ("casualties", "killed"):
        return Silence.NOT_KILLED_AND_CASUALTIES
    if context.text(whole) == context.text(dead):
        return Silence.ONE_TEXT
    if hedged(whole) or hedged(dead):
        return Silence.HEDGED
    if whole.low != dead.low or (whole.low or 0) < LEAST:
        return Silence.VALUES_OR_SMALL
    reason = context.comparable(msgspec.structs.replace(dead, measure="casualties"), whole)
    if reason is not None:
        return reason
    if not (told_alike(context, dead, whole) or (leading(context, dead) and leading(context, whole))):
        return Silence.NOT_ONE_COUNT
    if _beside(context, dead, whole):
        return Silence.ONE_GIVES_BOTH
    injured = _injured(context, whole)
    if injured is None:
        return Silence.NO_INJURED
    return Clash(
        (dead, whole, injured),
        f"{dead.text} killed and {whole.text} killed or injured cannot both hold, with {injured.text} injured among "
        "them.",
        "warning",
        math.log(float(dead.low or 1) / max(1.0, float(dead.low or 1) - float(injured.low or 0))),
        0.8,
    )


def run(context: Context) -> Iterator[Clash]:
    """Pairs of killed and casualties of one value."""
    return judged(context, judge, pairs(context))


def pairs(context: Context) -> Iterator[tuple[Claim, Claim]]:
    """All casualties with all killed: the two measures are never comparable, and are what this check is about."""
    yield from product(context.of_measure.get("casualties", ()), context.of_measure.get("killed", ()))


def _beside(context: Context, dead: Claim, whole: Claim) -> bool:
    """Whether the text that tells the deaths also tells as many casualties, or the other as many deaths."""
    return any(
        c.measure in ("killed", "casualties") and c.low == whole.low and c is not dead and c is not whole
        and (context.text(c), c.measure) in ((context.text(dead), "casualties"), (context.text(whole), "killed"))
        for c in context.event.claims
    )


def _injured(context: Context, whole: Claim) -> Claim | None:
    """Injured that are known to be among the casualties: they are fewer, and of the same text and people."""
    for claim in context.event.claims:
        if (
            claim.measure == "injured"
            and context.text(claim) == context.text(whole)
            and (claim.low or 0) > 0
            and (claim.high or claim.low or 0) <= (whole.high or 0)
            and claim.stance == "asserted"
            and context.comparable(msgspec.structs.replace(claim, measure="casualties", part_of=None), whole) is None
        ):
            return claim
    return None
