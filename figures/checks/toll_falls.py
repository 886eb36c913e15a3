"""F103: a later toll of one source lies below an earlier one."""

from __future__ import annotations

from collections.abc import Iterator

from figures.checks.base import Check, Clash, Context, judged
from figures.checks.compare import gap, nested, same_days, subject_id, timeless
from figures.checks.running import Toll
from figures.checks.silence import Silence
from figures.model import Claim

CHECK = Check(
    code="F103",
    name="toll-falls",
    title="A toll falls without a word of revision",
    severity="warning",
    why="A running toll only grows: where a source's later count lies below its earlier one and nothing says that it "
    "was revised, one of the two was misread or speaks of something else.",
    silent="A word of revision stands by, the source, place or people differ or are unknown, a day is unknown, or the "
    "measure is one that may fall.",
    rank=30,
)


def judge(context: Context, a: Claim, b: Claim, in_line: bool = False) -> Clash | Silence:
    """Tolls of one known source on two days, the later one below the earlier one."""
    reason = scope(context, a, b, in_line)
    if reason is not None:
        return reason
    first, second = sorted((a, b), key=lambda c: (context.date(c) or "", c.id))
    if late_word(second):
        return Silence.LOOKS_BACK
    if _gives(context, a, b) and _gives(context, b, a):
        return Silence.BOTH_HAVE_BOTH
    apart = gap(first, second, across=True)
    if apart == 0 or (first.best or 0) < (second.best or 0):
        return Silence.DOES_NOT_FALL
    return Clash(
        (second, first),
        f"{first.text} ({context.day(first)}) and {second.text} ({context.day(second)}) cannot both hold as tolls of "
        f"{context.said(second)}: a toll does not fall.",
        "warning",
        apart,
        0.8,
    )


def run(context: Context) -> Iterator[Clash]:
    """Pairs of tolls that fall."""
    return judged(context, judge, pairs(context))


def running(toll: Toll) -> Iterator[Clash]:
    """A toll that lies below the line of its source, whatever event its article stands in."""
    verdict = judge(toll.context, toll.top, toll.claim, True) if toll.falls else None
    if isinstance(verdict, Clash):
        yield verdict


def pairs(context: Context) -> Iterator[tuple[Claim, Claim]]:
    """Pairs of claims that may be one count on two days: periods of running tolls do not part them."""
    for a, b in context.all_pairs():
        if context.comparable(timeless(a), timeless(b)) is None:
            yield a, b


def scope(context: Context, a: Claim, b: Claim, in_line: bool = False) -> Silence | None:
    """Why two claims are not one running count of one source on two days; ``None`` where they are.

    ``in_line`` says that both stand in one line of tolls, so that their place is one, be it told or not.
    """
    measure = context.measure(a)
    if measure is None or measure.may_fall:
        return Silence.MAY_FALL
    if a.basis != "total" and not (a.basis == "incident" and _one_event(a, b)):
        return Silence.NO_TOLLS
    if a.article == b.article:
        return Silence.ONE_ARTICLE
    source = context.speaker(a)
    if source is None or source != context.speaker(b):
        return Silence.SOURCES
    if context.day(a) is None or context.day(b) is None or context.day(a) == context.day(b):
        return Silence.ONE_DAY
    x, y = context.where(a), context.where(b)
    if not in_line and (x is None or y is None or not nested(x, y)):
        return Silence.PLACE_UNKNOWN
    if subject_id(a) != subject_id(b):
        return Silence.PEOPLE
    if a.part_of or b.part_of or a.headline or b.headline:
        return Silence.PART_OR_HEADLINE
    return None


def _gives(context: Context, a: Claim, b: Claim) -> bool:
    """Whether the article of ``a`` has the figure of ``b`` too."""
    return any((c.measure, c.best) == (b.measure, b.best) for c in context.claims_of.get(a.article, ()))


def _one_event(a: Claim, b: Claim) -> bool:
    """Whether two counts are said to be of the same days at the same town."""
    near = all(c.period is not None and c.period.origin == "clause" for c in (a, b))
    x, y = (c.place.id if c.place else None for c in (a, b))
    return near and same_days(a, b) and x is not None and x == y and "/" in x


def late_word(claim: Claim) -> bool:
    """Whether words by a figure say that it is of an earlier day."""
    return bool({"as_of", "previously", "revision"} & set(claim.cues))
