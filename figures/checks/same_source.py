"""F102: one source gives two figures of the same thing that cannot both hold."""

from __future__ import annotations

from collections.abc import Iterator

from figures.checks.base import Check, Clash, Context, judged
from figures.checks.compare import gap, one_thing, vague
from figures.checks.evidence import TOLD_AGAIN, Evidence, grown, grows, one_count, told_alike, told_twice
from figures.checks.silence import Silence
from figures.checks.toll_falls import late_word
from figures.model import Claim, Severity

CHECK = Check(
    code="F102",
    name="same-source",
    title="One source contradicts itself",
    severity="error",
    why="One source, one time, one thing counted: one of the two figures was misread, mistyped or misattributed.",
    silent="A toll grows from one report to a later one, the text says that a figure was revised or is of an earlier "
    "day, the days differ, or nothing says that one thing is told twice.",
    rank=20,
)


def judge(context: Context, a: Claim, b: Claim) -> Clash | Silence:
    """Claims of one known source whose intervals are disjoint, in one text or on one day."""
    if not _one_source(context, a, b):
        return Silence.SOURCES
    if vague(a) or vague(b):
        return Silence.VAGUE
    if context.text(a) == context.text(b):
        if not one_thing(a, b) or (a.article == b.article and not told_twice(context, a, b)):
            return Silence.NOT_ONE_THING
        if a.article != b.article and not context.unmatched(a, b):
            return Silence.BOTH_HAVE_BOTH
    severity = _severity(context, a, b)
    if severity is None or grows(context, a, b) or (a.article != b.article and grown(context, a, b)):
        return Silence.DAYS_OR_RISE
    apart = gap(a, b, across=a.article != b.article)
    if apart == 0:
        return Silence.OVERLAP
    if context.text(a) != context.text(b):
        evidence = one_count(context, a, b)
        if evidence is None:
            return Silence.NOT_ONE_COUNT
        if not evidence.strong and evidence is not Evidence.LEAD:
            severity = "note"
    return Clash(
        (a, b),
        f"{a.text} and {b.text} cannot both hold: {context.said(a)} gives both for the same people, place and time.",
        severity,
        apart,
        0.9 if severity == "error" else 0.6,
    )


def run(context: Context) -> Iterator[Clash]:
    """Pairs of one source that contradict each other."""
    return judged(context, judge)


def _one_source(context: Context, a: Claim, b: Claim) -> bool:
    """Whether one known source gives both: by its id, or by its name where it is told again in the same words, so that
    only what surrounds it made it another's (``police``, of whichever country the article speaks of)."""
    x, y = context.source(a), context.source(b)
    if x is None or y is None:
        return False
    return x == y or (context.said_alike(a, b) and told_alike(context, a, b, TOLD_AGAIN))


def _severity(context: Context, a: Claim, b: Claim) -> Severity | None:
    if context.text(a) == context.text(b):
        if "rise" in a.cues or "rise" in b.cues or late_word(a) != late_word(b):
            return None
        return "error"
    day_a, day_b = context.date(a), context.date(b)
    if day_a is None or day_b is None:
        return "note"
    if day_a[:10] != day_b[:10]:
        return None
    return "error" if "T" in day_a and day_a == day_b else "note"
