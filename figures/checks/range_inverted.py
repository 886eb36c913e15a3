"""F119: a range whose low end lies above its high end."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from figures.checks.base import Check, Clash, Context
from figures.checks.compare import within
from figures.checks.silence import Silence
from figures.model import Claim
from figures.text import TOKEN, fold, fold_form

CHECK = Check(
    code="F119",
    name="range-inverted",
    title="A range is written from high to low",
    severity="warning",
    why="'Between 500 and 300' is a range that nobody means: the ends are swapped, or a digit is wrong.",
    silent="The ends are in order, the figure falls from the one to the other, or they count different things.",
)


def run(context: Context) -> Iterator[Clash]:
    """Ranges with their ends swapped: of one figure, or of two numbers that words of a range join."""
    for claim in context.event.claims:
        if claim.low is not None and claim.high is not None and claim.low > claim.high:
            yield Clash((claim,), f"{claim.text}: the low end lies above the high end.", "warning", 0.0)
    for a, b in pairwise(context.event.claims):
        if within(a, b) and a.qualifier == b.qualifier == "exact" and a.unit is None and _joined(context, a, b):
            yield Clash(
                (a, b),
                f"{a.text} and {b.text} cannot be the ends of one range: the first lies above the second.",
                "warning",
                0.0,
                0.85,
            )


def passes(context: Context, a: Claim, b: Claim) -> Silence | None:
    """Why two claims are not the ends of one range."""
    order = {claim.id: i for i, claim in enumerate(context.event.claims)}
    return None if within(a, b) and abs(order[a.id] - order[b.id]) == 1 else Silence.NO_RANGE


def _joined(context: Context, a: Claim, b: Claim) -> bool:
    """Whether `between` stands before the first number and nothing but `and` up to the second, and they fall."""
    if a.low is None or b.low is None or a.low <= b.low or a.kind != b.kind:
        return False
    body = context.articles[a.article].body
    before = TOKEN.findall(fold(body[a.sentence[0] : a.number.start]).folded)
    between = [fold_form(form) for form in TOKEN.findall(body[a.number.end : b.number.start])]
    return any(
        before[-1:] and before[-1] in words.opens and "".join(between) in words.joins for words in context.lore.ranges
    )
