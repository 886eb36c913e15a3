"""F101: different sources give figures of the same thing that cannot both hold."""

from __future__ import annotations

import math
from collections.abc import Iterator

from figures.checks.base import Check, Clash, Context, judged
from figures.checks.company import CLOSE_COMPANY, in_company
from figures.checks.compare import gap, subject_id
from figures.checks.evidence import Evidence, grown, named_alike, one_count, rises, same_people
from figures.checks.silence import Silence
from figures.model import Claim, Severity

CHECK = Check(
    code="F101",
    name="disputed",
    title="Sources dispute a figure",
    severity="note",
    why="Independent sources that disagree are news in themselves: a reader should learn of both counts, and who "
    "gives which.",
    silent="The intervals overlap, nothing says that both count one thing, one article gives the other figure too,"
    " the toll has grown, the source is the same, or unknown within one article, an article tells one figure in its own"
    " voice and quotes the other, or subject, place or time differ and the figures beside do not say otherwise.",
    rank=10,
)


def judge(context: Context, a: Claim, b: Claim) -> Clash | Silence:
    """Claims of known, different sources whose intervals are disjoint, or of two texts where a source is unknown."""
    reason = context.comparable(a, b)
    if reason is not None and not _misread(context, a, b, reason):
        return reason
    x, y = context.source(a), context.source(b)
    unknown = x is None or y is None
    if unknown and a.article == b.article:
        return Silence.SOURCE_UNKNOWN
    if not unknown and (x == y or context.said_alike(a, b)):
        return Silence.ONE_SOURCE
    if context.text(a) == context.text(b) and a.article != b.article:
        return Silence.COPIES
    if a.article == b.article and None in (a.source, b.source):
        return Silence.OWN_VOICE
    apart = gap(a, b, across=True)
    if apart == 0:
        return Silence.OVERLAP
    evidence = one_count(context, a, b)
    if a.article != b.article and grown(context, a, b) and (evidence is not Evidence.COMPANY or rises(a, b)):
        return Silence.RISES
    if evidence is None or (evidence is not Evidence.WORDS and _of_one_day(a, b)):
        return Silence.NOT_ONE_COUNT
    # headlines of few words are like those of other news
    strong = evidence.strong and not unknown and not (a.headline and b.headline)
    severity: Severity = "warning" if apart > math.log(2) and strong else "note"
    return Clash(
        (a, b),
        f"{a.text} ({context.said(a)}) and {b.text} ({context.said(b)}) cannot both hold: "
        f"two {'texts' if unknown else 'sources'} count the same thing differently.",
        severity,
        apart,
        0.75,
    )


_READ = (Silence.PLACE, Silence.TIME, Silence.TOTAL_AND_COUNT)
"""What is read from the words around a figure, and now and then from the wrong ones."""


def _misread(context: Context, a: Claim, b: Claim, reason: Silence) -> bool:
    """Whether two claims that seem to be of two places or times are of one all the same, by the figures beside them."""
    return reason in _READ and a.article != b.article and in_company(context, a, b, CLOSE_COMPANY)


def pairs(context: Context) -> Iterator[tuple[Claim, Claim]]:
    """All pairs of one measure: ``judge`` says which are compared."""
    return context.all_pairs()


def _of_one_day(a: Claim, b: Claim) -> bool:
    """Whether one article counts what happened twice over: two attacks of a day in one province are told so as well,
    and only like words say that it is one, the party whose people are counted, or the name of the place."""
    if a.article != b.article or not a.basis == b.basis == "incident":
        return False
    party = same_people(a, b) and not (subject_id(a) or "").startswith("role/")
    return not party and not named_alike(a, b)


def run(context: Context) -> Iterator[Clash]:
    """Pairs that sources dispute."""
    return judged(context, judge, pairs(context))
