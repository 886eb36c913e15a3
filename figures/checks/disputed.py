"""F101: different sources give figures of the same thing that cannot both hold."""

from __future__ import annotations

import math
from collections.abc import Iterator

from figures.checks.base import Check, Clash, Context, gap, pairs, said
from figures.model import Severity

CHECK = Check(
    code="F101",
    name="disputed",
    title="Sources dispute a figure",
    severity="note",
    why="Independent sources that disagree are news in themselves: a reader should learn of both counts, and who "
    "gives which.",
    silent="The intervals overlap, the sources are unknown or the same, or subject, place or time differ.",
    rank=10,
)


def run(context: Context) -> Iterator[Clash]:
    """Pairs of claims of known, different sources whose intervals are disjoint."""
    for a, b in pairs(context):
        x, y = context.source(a), context.source(b)
        if x is None or y is None or x == y or (context.text(a) == context.text(b) and a.article != b.article):
            continue
        apart = gap(a, b, across=True)
        if apart > 0:
            severity: Severity = "warning" if apart > math.log(2) else "note"
            yield Clash(
                (a, b),
                f"{a.text} ({said(context, a)}) and {b.text} ({said(context, b)}) cannot both hold: "
                "two sources count the same thing differently.",
                severity,
                apart,
                0.75,
            )
