"""F110: a headline drops the hedge of its article's figure."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from figures.checks.base import Check, Clash, Context, judged
from figures.checks.compare import hedged
from figures.checks.headline_body import bare
from figures.checks.silence import Silence
from figures.model import Claim, Qualifier

CHECK = Check(
    code="F110",
    name="hedge-lost",
    title="A headline drops a hedge",
    severity="note",
    why="'At least 30' and '30' are other claims: readers of the headline take a bound or an estimate for a count.",
    silent="Some figure of the text is as plain as the headline's, the headline keeps the hedge, or the values differ.",
    rank=5,
)

_DROPPED: frozenset[Qualifier] = frozenset(("approx", "at_least", "more_than", "at_most", "less_than"))


def judge(context: Context, a: Claim, b: Claim) -> Clash | Silence:
    """A plain figure of a headline and the same value, hedged, in the text under it."""
    head, body = (a, b) if a.headline else (b, a)
    if a.article != b.article or not head.headline or body.headline:
        return Silence.NO_HEADLINE
    if hedged(head) or head.implicit or body.qualifier not in _DROPPED:
        return Silence.HEDGE_KEPT
    if head.best != body.best:
        return Silence.VALUES
    reason = context.comparable(bare(head), bare(body))
    if reason is not None:
        return reason
    if any(
        c.article == head.article and not c.headline and c.measure == head.measure and c.low == c.high == head.low
        for c in context.event.claims
        if not hedged(c)
    ):
        return Silence.AS_PLAIN
    return Clash(
        (head, body),
        f"{head.text} in the headline and {body.text} in the text are not the same claim: the hedge is lost.",
        "note",
        0.0,
        0.9,
    )


def run(context: Context) -> Iterator[Clash]:
    """Headlines that are plainer than their text."""
    told: set[str] = set()
    for clash in judged(context, judge, pairs(context)):
        if clash.claims[0].id not in told:
            told.add(clash.claims[0].id)
            yield clash


def pairs(context: Context) -> Iterator[tuple[Claim, Claim]]:
    """Figures of headlines with all others of their measure: headlines leave out what makes figures comparable."""
    for claims in context.of_measure.values():
        yield from product((c for c in claims if c.headline), claims)
