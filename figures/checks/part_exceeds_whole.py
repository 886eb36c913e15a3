"""F105: a stated part is larger than its whole."""

from __future__ import annotations

import math
from collections.abc import Iterator

from figures.checks.base import Check, Clash, Context
from figures.checks.silence import Silence
from figures.model import Claim

CHECK = Check(
    code="F105",
    name="part-exceeds-whole",
    title="A part is larger than its whole",
    severity="error",
    why="No part can be larger than what it is a part of: one of the two figures is wrong, or the part is of "
    "something else.",
    silent="The part fits into the widest reading of the whole, other figures stand between the two "
    "or in a row with the whole, or the two count other things.",
    rank=60,
)

MOST_BETWEEN = 9
"""Words between a whole and its part: `12 killed in the attack on the market, among them 15 children`."""


def run(context: Context) -> Iterator[Clash]:
    """Parts whose least is above the most of their whole."""
    claims = {claim.id: claim for claim in context.event.claims}
    for part in context.event.claims:
        whole = claims.get(part.part_of or "")
        if whole is None or part.kind != whole.kind or part.interval[0] is None or whole.interval[1] is None:
            continue
        if part.interval[0] > whole.interval[1] and _direct(context, part, whole):
            yield Clash(
                (part, whole),
                f"{part.text} and {whole.text} cannot both hold: the first is stated to be a part of the second.",
                "error",
                math.log(float(part.interval[0]) / max(float(whole.interval[1]), 0.5)),
                0.95,
            )


def passes(_context: Context, a: Claim, b: Claim) -> Silence | None:
    """Why two claims are no part and its whole."""
    return None if a.part_of == b.id or b.part_of == a.id else Silence.NO_PART


def _direct(context: Context, part: Claim, whole: Claim) -> bool:
    """Whether a part stands right behind its whole and says what it counts.

    With other figures between them, a row may have gone on to something else: `12 civilians, among them two women, and
    40 soldiers`; and `25 of them` may be of those that a sentence before told of.
    """
    first, second = sorted((part, whole), key=lambda claim: claim.start)
    if part.unit is None or context.other_unit(part, whole) or not _beside(context, first, second):
        return False
    return not any(
        claim.article == part.article
        and (first.end <= claim.start < second.start or _row(claim, whole))
        for claim in context.event.claims
    )


def _beside(context: Context, first: Claim, second: Claim) -> bool:
    """Whether a few words stand between two figures, and words there are: far off, in one row with its whole
    (`ثلاثة مصابين وستة`) or in a list of all (`ثلاثة من التسعة وهم: سبعة`), a part is more likely to be of something
    else than to be too large."""
    if first.sentence != second.sentence:
        return True
    between = context.articles[first.article].body[first.end : second.start]
    return bool(between.strip()) and ":" not in between and len(between.split()) <= MOST_BETWEEN


def _row(claim: Claim, whole: Claim) -> bool:
    """Whether a claim stands in one row with a whole, and before it: a part may be of the row, not of its end."""
    return (
        claim.sentence == whole.sentence
        and claim.end <= whole.start
        and claim.part_of is None
        and claim.measure == whole.measure
        and claim.kind == whole.kind
    )
