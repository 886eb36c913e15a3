"""F116: one figure of one event is given to two sources."""

from __future__ import annotations

from collections.abc import Iterator

from figures.checks.base import Check, Clash, Context, judged
from figures.checks.compare import hedged, known_place, precision
from figures.checks.silence import Silence
from figures.model import Claim
from figures.text import fold, split_clitics

CHECK = Check(
    code="F116",
    name="source-swap",
    title="One figure, two sources",
    severity="warning",
    why="An exact count of many rarely comes twice: where one text gives it to one source and another text to "
    "another, one of the two was named by mistake.",
    silent="The figure is small, round or hedged, a source is unknown or carried on, speaks for the same country "
    "or passes the other on, or some text names both.",
    rank=15,
)

LEAST = 100

SHARED = 0.75
"""Of the words of the shorter of two names, how many the longer one has where both name one source."""


def judge(context: Context, a: Claim, b: Claim) -> Clash | Silence:
    """An exact, unround figure of one day and place, said by two named sources."""
    if a.source is None or b.source is None or a.article == b.article:
        return Silence.SOURCE_UNNAMED
    if not {a.source.origin, b.source.origin} <= {"clause", "sentence"}:
        return Silence.SOURCE_UNNAMED  # one of the two is carried on from what stands before, and may be another's
    x, y = context.source(a), context.source(b)
    if x is None or y is None:
        return Silence.SOURCE_UNKNOWN
    if x == y or x.partition("/")[0] == y.partition("/")[0]:
        return Silence.SPEAK_FOR_EACH_OTHER
    if _named_fuller(a.source.text, b.source.text):
        return Silence.ONE_SOURCE
    copies = context.text(a) == context.text(b)
    if hedged(a) or hedged(b) or a.low != b.low:
        return Silence.HEDGED_OR_VALUES
    if (a.low or 0) < (10 if copies else LEAST) or (not copies and precision(a.low or 0) > 1):
        return Silence.SMALL_OR_ROUND
    if not known_place(a, b) or context.day(a) is None or context.day(a) != context.day(b):
        return Silence.PLACE_AND_DAY
    if _both(context, a, x, y):
        return Silence.BOTH_NAMED
    return Clash(
        (a, b),
        f"{a.text} is said by {context.said(a)} here and by {context.said(b)} there: these two cannot both be who "
        "counted.",
        "warning",
        0.0,
        0.7,
    )


def run(context: Context) -> Iterator[Clash]:
    """Pairs of one figure and two sources."""
    return judged(context, judge)


def _named_fuller(a: str, b: str) -> bool:
    """Whether one name of a source is the other with more words, as far as most of its words: an office, and the
    office with who holds it. Arabic writes prepositions and articles as one with the word."""
    few, many = sorted((fold(name).folded.split() for name in (a, b)), key=len)
    rests = {rest for form in many for _, _, rest in split_clitics(form)}
    shared = sum(any(rest in rests for _, _, rest in split_clitics(form)) for form in few)
    return shared >= SHARED * len(few)


def _both(context: Context, claim: Claim, x: str, y: str) -> bool:
    """Whether one article has the figure by both sources, or names one as passing on the other."""
    said: dict[str, set[str]] = {}
    for other in context.of_measure.get(claim.measure or "", ()):
        if other.source is None:
            continue
        if other.source.via in (x, y):
            return True
        if other.low == claim.low and other.source.id is not None:
            said.setdefault(other.article, set()).add(other.source.id)
    return any({x, y} <= found for found in said.values())
