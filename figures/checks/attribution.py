"""F115: an article gives a source a figure that the source's own article of that day does not."""

from __future__ import annotations

from collections.abc import Iterator

from figures.checks.base import Check, Clash, Context, judged
from figures.checks.compare import gap
from figures.checks.silence import Silence
from figures.checks.sources import plain_name
from figures.model import Claim

CHECK = Check(
    code="F115",
    name="attribution",
    title="A source is given a figure that is not its own",
    severity="warning",
    why="The source's own words of that day are at hand, and the figure that is quoted from it is another.",
    silent="The days differ or are unknown, the source's own article gives the quoted figure too, or it quotes "
    "somebody else itself.",
    rank=35,
)


def judge(context: Context, a: Claim, b: Claim) -> Clash | Silence:
    """A claim that names a source, and the one that the source itself publishes."""
    own, quoted = (a, b) if _is_of(context, a, b) else (b, a)
    if own.article == quoted.article or not _is_of(context, own, quoted):
        return Silence.NO_SOURCE_OF_THE_OTHER
    day = context.day(own)
    if day is None or day != context.day(quoted):
        return Silence.DAY
    if own.source is not None and plain_name(own.source.text) != _publisher(context, own):
        return Silence.QUOTES_ANOTHER
    size = gap(own, quoted, across=True)
    if size == 0:
        return Silence.OVERLAP
    if any(
        c.article == own.article and c.measure == own.measure and gap(c, quoted, across=True) == 0
        for c in context.event.claims
    ):
        return Silence.GIVEN_TOO
    return Clash(
        (quoted, own),
        f"{quoted.text}, said to be by {context.said(quoted)}, and {own.text} in its own article of that day cannot "
        "both hold.",
        "warning",
        size,
        0.8,
    )


def run(context: Context) -> Iterator[Clash]:
    """Pairs of a quoted figure and the source's own."""
    return judged(context, judge)


def _is_of(context: Context, own: Claim, quoted: Claim) -> bool:
    """Whether the publisher of a claim is the source, or the agency, that another claim names."""
    publisher = _publisher(context, own)
    if publisher is None or quoted.source is None:
        return False
    if publisher in (plain_name(quoted.source.text), plain_name(quoted.source.via or "")):
        return True
    known = {quoted.source.id, quoted.source.via} - {None}
    return bool(known) and context.lore.body_of(context.articles[own.article].publisher or "") in known


def _publisher(context: Context, claim: Claim) -> str | None:
    publisher = context.articles[claim.article].publisher
    return plain_name(publisher) if publisher else None

