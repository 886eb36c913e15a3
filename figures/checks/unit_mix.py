"""F121: one number of two kinds of things: families and people, brigades and soldiers."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from figures.checks.base import Check, Clash, Context, judged
from figures.checks.compare import comparable, hedged
from figures.checks.silence import Silence
from figures.model import Claim

CHECK = Check(
    code="F121",
    name="unit-mix",
    title="One number counts two kinds of things",
    severity="note",
    why="Three hundred families are no three hundred people, and four brigades no four soldiers: where the number "
    "stays and the unit changes, one of them was lost on the way.",
    silent="The numbers differ, the units are of one class, the sources differ or are unknown, or the text gives both "
    "on purpose.",
    rank=6,
)

LEAST = 3


def judge(context: Context, a: Claim, b: Claim) -> Clash | Silence:
    """Plain figures of one number and one measure, by one source or in one text, that count other things."""
    if not context.other_unit(a, b):
        return Silence.COMMON_UNIT
    if hedged(a) != hedged(b) or a.low != b.low or a.high != b.high or (a.low or a.high or 0) < LEAST:
        return Silence.NUMBERS
    x = context.source(a)
    if context.text(a) != context.text(b) and (x is None or x != context.source(b)):
        return Silence.SOURCES
    if a.article == b.article and a.headline == b.headline:
        return Silence.ONE_GIVES_BOTH
    reason = comparable(_bare(a), _bare(b))
    if reason is not None:
        return reason
    if _explained(context, a, b) or _explained(context, b, a):
        return Silence.ARTICLE_GIVES_BOTH
    return Clash(
        (a, b),
        f"{a.text} and {b.text} cannot both hold: one number counts {a.unit} here and {b.unit} there.",
        "note",
        0.0,
        0.8,
    )


def run(context: Context) -> Iterator[Clash]:
    """Pairs of one number and two kinds of things."""
    return judged(context, judge, pairs(context))


def pairs(context: Context) -> Iterator[tuple[Claim, Claim]]:
    """All pairs of one measure: those of other units are not comparable, and are what this check is about."""
    return context.all_pairs()


def _bare(claim: Claim) -> Claim:
    """A claim without what tells soldiers from brigades, which is what this check is about."""
    return msgspec.structs.replace(claim, subject=None, unit=None)


def _explained(context: Context, claim: Claim, other: Claim) -> bool:
    """Whether the article of a claim gives the other's number with the other's unit as well."""
    return any(
        c.article == claim.article and c.id not in (claim.id, other.id) and c.low == other.low and c.unit == other.unit
        for c in context.event.claims
    )
