"""F117: near-identical sentences of two articles state different numbers."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterator

from figures.checks.base import Check, Clash, Context
from figures.checks.compare import copied_apart, same_time
from figures.checks.evidence import grown
from figures.checks.silence import Silence
from figures.model import Claim
from figures.text import fold

CHECK = Check(
    code="F117",
    name="copies-differ",
    title="Copies of one sentence state different numbers",
    severity="error",
    why="The same sentence in two articles comes from one text; where only the number differs, one copy changed it.",
    silent="The sentences differ in more than the number, the toll has grown, the figure was revised or told on in"
    " round numbers, or the reports are of two days, each with its own day's count.",
    rank=80,
)

_WORD = re.compile(r"[^\W\d_]+")
MIN_WORDS = 6
ALIKE = 0.8


def run(context: Context) -> Iterator[Clash]:
    """Claims of two articles at the same place of near-identical sentences, that state other numbers."""
    groups: dict[tuple[object, ...], list[tuple[Claim, frozenset[str]]]] = defaultdict(list)
    for claim in context.event.claims:
        words = _words(context, claim)
        if len(words) >= MIN_WORDS and not claim.implicit:
            for key in sorted(words, key=lambda w: (-len(w), w))[:3]:
                groups[claim.kind, claim.unit, claim.measure, key].append((claim, words))
    seen: set[tuple[str, str]] = set()
    for _, found in sorted(groups.items(), key=lambda item: str(item[0])):
        for i, (a, words_a) in enumerate(found[:40]):
            for b, words_b in found[i + 1 : 40]:
                if a.article == b.article or (a.id, b.id) in seen:
                    continue
                seen.add((a.id, b.id))
                apart = copied_apart(a, b)
                if (
                    apart > 0
                    and _alike(words_a, words_b, 1.0 if a.headline or b.headline else ALIKE)
                    and "revision" not in (*a.cues, *b.cues)
                    and _only(context, a, b)
                    and not grown(context, a, b)
                    and not _daily(context, a, b)
                    and not _counted_on(context, a, b)
                ):
                    yield Clash(
                        (a, b),
                        f"{a.text} and {b.text} cannot both hold: two copies of one sentence, by "
                        f"{context.said(a)} and {context.said(b)}, differ in the number.",
                        "error",
                        max(apart, math.log(1.01)),
                        0.95,
                    )


def passes(context: Context, a: Claim, b: Claim) -> Silence | None:
    """Why two claims do not stand in two copies of one sentence."""
    if a.article == b.article:
        return Silence.ONE_ARTICLE
    if (a.kind, a.unit, a.measure) != (b.kind, b.unit, b.measure):
        return Silence.MEASURE
    return None if _alike(_words(context, a), _words(context, b)) else Silence.UNLIKE


def _words(context: Context, claim: Claim) -> frozenset[str]:
    start, end = claim.sentence
    body = context.articles[claim.article].body
    return frozenset(_WORD.findall(fold(body[start:end]).folded))


def _alike(a: frozenset[str], b: frozenset[str], share: float = ALIKE) -> bool:
    """A headline is too short for a word more or less to mean nothing."""
    return len(a & b) >= share * len(a | b)


def _daily(context: Context, a: Claim, b: Claim) -> bool:
    """Whether two sentences are the same report of two days: of the market, of the weather. More than one number is
    another, as a copy that was spoilt hardly has it."""
    if context.day(a) == context.day(b):
        return False
    x, y = (
        {c.best for c in context.event.claims if c.article == d.article and c.sentence == d.sentence} for d in (a, b)
    )
    return len(x - y) > 1 and len(y - x) > 1


def _only(context: Context, a: Claim, b: Claim) -> bool:
    """Whether neither sentence holds the other's value as well: then the two are other figures of one sentence."""

    def values(claim: Claim) -> set[object]:
        return {c.best for c in context.event.claims if c.article == claim.article and c.sentence == claim.sentence}

    return b.best not in values(a) and a.best not in values(b)


def _counted_on(context: Context, a: Claim, b: Claim) -> bool:
    """Whether two reports of their own, of two days, use one wording for counts of other days."""
    days = {context.day(a), context.day(b)}
    return context.text(a) != context.text(b) and None not in days and len(days) > 1 and not same_time(a, b)
