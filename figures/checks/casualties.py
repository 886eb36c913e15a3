"""F107: killed, injured and casualties of one source do not fit together."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

import msgspec

from figures.checks.base import Check, Clash, Context
from figures.checks.compare import bounds, one_thing, vague, within
from figures.checks.evidence import teaser
from figures.checks.silence import Silence
from figures.model import Claim

CHECK = Check(
    code="F107",
    name="casualties",
    title="Killed and injured do not make up the casualties",
    severity="error",
    why="Casualties are the killed and the injured together; where a source's three figures do not fit, one of them "
    "has been misquoted.",
    silent="The sum fits the interval of the casualties, a figure is vague, or subject, place, time or source differ.",
    rank=40,
)

MOST = 20
"""Counts of the killed or the injured that are held against one of casualties: each goes with each."""


def run(context: Context) -> Iterator[Clash]:
    """Killed above casualties, or killed and injured disjoint from casualties, of one source and text."""
    wholes = [c for c in context.of_measure.get("casualties", ()) if not vague(c) and not teaser(context, c)]
    for whole in wholes:
        killed = _beside(context, whole, "killed")
        injured = _beside(context, whole, "injured")
        w1, w2 = bounds(whole, across=False)
        for dead in killed:
            d1, d2 = bounds(dead, across=False)
            if d1 > w2:
                yield Clash(
                    (dead, whole),
                    f"{dead.text} and {whole.text} cannot both hold: more are killed than killed or "
                    f"injured, by {context.said(whole)}.",
                    "error",
                    math.log(d1 / max(w2, 0.5)),
                )
                continue
            for hurt in injured:
                h1, h2 = bounds(hurt, across=False)
                if d1 + h1 > w2 or d2 + h2 < w1:
                    apart = (d1 + h1) / max(w2, 0.5) if d1 + h1 > w2 else w1 / max(d2 + h2, 0.5)
                    yield Clash(
                        (whole, dead, hurt),
                        f"{whole.text} does not hold together with {dead.text} killed and "
                        f"{hurt.text} injured: {context.said(whole)} gives all three.",
                        "error",
                        math.log(apart),
                    )


def passes(context: Context, a: Claim, b: Claim) -> Silence | None:
    """Why two claims do not belong to one sum of casualties."""
    measures = {a.measure, b.measure}
    fit = len(measures) == 2 and measures <= {"killed", "injured", "casualties"}
    return None if fit and context.text(a) == context.text(b) else Silence.NO_CASUALTIES


def _beside(context: Context, whole: Claim, measure: str) -> Sequence[Claim]:
    found: list[Claim] = []
    for claim in context.event.claims:
        if len(found) == MOST:
            break
        if claim.measure != measure or claim.part_of or vague(claim) or context.text(claim) != context.text(whole):
            continue
        if teaser(context, claim) or (None not in (claim.unit, whole.unit) and claim.unit != whole.unit):
            continue
        if context.source(claim) is None or context.source(claim) != context.source(whole):
            continue
        if whole.source is None and not (within(claim, whole) or one_thing(claim, whole)):
            continue  # an article in its own voice tells of many things
        if context.comparable(msgspec.structs.replace(claim, measure="casualties"), whole) is None:
            found.append(claim)
    return found
