"""F109: a headline's figure fits no figure of its article."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

import msgspec

from figures.checks.base import Check, Clash, Context
from figures.checks.compare import gap, subject_id, vague
from figures.checks.evidence import VICTIMS, leading, teaser
from figures.checks.silence import Silence
from figures.model import Claim

CHECK = Check(
    code="F109",
    name="headline-body",
    title="A headline's figure is not in its article",
    severity="error",
    why="Readers and feeds take the headline; where no figure of the text bears it out, one of the two is wrong.",
    silent="Some figure of the body fits the headline's, some of them make it up together or are all smaller, the body "
    "begins with none of that measure, or it speaks of others.",
    rank=55,
)

MOST = 12
"""Of so many figures of a text, two or three may make up the headline's."""

MOST_HEADS = 20
"""Figures of a headline that are looked for in its text: what has more is none."""


def run(context: Context) -> Iterator[Clash]:
    """Headline claims that no comparable claim of the body overlaps."""
    by_article: dict[str, list[Claim]] = defaultdict(list)
    for claim in context.event.claims:
        if claim.measure is not None:
            by_article[claim.article].append(claim)
    for _, claims in sorted(by_article.items()):
        heads = [c for c in claims if c.headline and not c.implicit and c.qualifier != "vague"]
        for head in heads[:MOST_HEADS]:
            body = [c for c in claims if not c.headline and c.measure == head.measure]
            if any(gap(head, c, across=True) == 0 for c in body) or _made_up(context, head, body):
                continue
            rivals = [c for c in body if _rival(context, head, c)]
            if rivals and not _scattered(head, rivals):
                nearest = min(rivals, key=lambda c: (gap(head, c, across=True), c.start))
                yield Clash(
                    (head, nearest),
                    f"{head.text} in the headline and {nearest.text} in the text cannot both hold: "
                    "no figure of the text fits the headline's.",
                    "error",
                    gap(head, nearest, across=True),
                    0.85,
                )


def passes(_context: Context, a: Claim, b: Claim) -> Silence | None:
    """Why two claims are no headline and its text."""
    if a.article != b.article or a.headline == b.headline:
        return Silence.NO_HEADLINE
    return None if a.measure == b.measure and a.measure is not None else Silence.MEASURE


def bare(claim: Claim) -> Claim:
    """A claim by its measure and people alone: headlines leave out place, time and what kind of count it is."""
    return msgspec.structs.replace(claim, place=None, period=None, basis=None, part_of=None)


def _rival(context: Context, head: Claim, claim: Claim) -> bool:
    """Whether a claim of the text's beginning is of what the headline's is of."""
    if teaser(context, claim) or vague(claim) or not leading(context, claim):
        return False
    kind = subject_id(claim) or ""
    if kind.startswith("role/") and kind != subject_id(head) and claim.unit != head.unit:
        return False  # two women, of five killed
    return context.comparable(bare(head), bare(claim)) is None


def _scattered(head: Claim, body: list[Claim]) -> bool:
    """Whether the text tells of the headline's number bit by bit: several figures, each of them smaller."""
    values = {c.best for c in body if c.best is not None}
    return len(values) > 1 and head.best is not None and all(value < head.best for value in values)


def _made_up(context: Context, head: Claim, body: list[Claim]) -> bool:
    """Whether the text has the headline's number of something, or figures that add up to it: a headline adds."""
    told = [c for c in context.claims_of[head.article] if not c.headline]
    beside = {c.sentence for c in body}
    if head.measure == "casualties":
        beside |= {c.sentence for c in told if c.measure in VICTIMS}
    values = [c.best for c in told if c.sentence in beside and c.best is not None and c.kind == head.kind][:MOST]
    sums = {sum(some) for size in (2, 3) for some in combinations(values, size)}
    return head.best in sums or any(c.best == head.best for c in told)
