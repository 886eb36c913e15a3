"""F117: near-identical sentences of two articles state different numbers."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterator
from difflib import SequenceMatcher

from figures.checks.base import Check, Clash, Context
from figures.checks.compare import copied_apart, same_days, same_time
from figures.checks.evidence import alike, grown, of_other_places
from figures.checks.silence import Silence
from figures.model import Claim
from figures.text import fold

CHECK = Check(
    code="F117",
    name="copies-differ",
    title="Copies of one sentence state different numbers",
    severity="error",
    why="The same sentence in two articles comes from one text; where only the number differs, one copy changed it.",
    silent="The sentences differ in more than the number, the toll has grown, the figure was revised or told on in "
    "round numbers, or a form is filled for another place, or anew on another day: by one outlet, for another time, or "
    "with other numbers all over.",
    rank=80,
)

MIN_WORDS = 6
ALIKE = 0.8
NEXT_ROUND = math.log(1.25)
"""How far apart two figures may be that are lower bounds both: the next round of an agency's news raises `at least 11`
to `at least 13`."""

_TOKEN = re.compile(r"[^\W\d_]+|\d[\d.,]*")

REPRINTED = 2
"""Days after which hardly anybody prints a sentence again that is no form."""

FILLED = 2
"""Numbers of a sentence from which on it is a form where all of them changed overnight."""


def run(context: Context) -> Iterator[Clash]:
    """Claims of two articles at the same place of near-identical sentences, that state other numbers."""
    groups: dict[tuple[object, ...], list[tuple[Claim, frozenset[str]]]] = defaultdict(list)
    for claim in context.event.claims:
        words = context.words(claim)
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
                    # a headline is too short for a word more or less to mean nothing
                    and alike(words_a, words_b, 1.0 if a.headline or b.headline else ALIKE)
                    and _one_spot(context, a, b)
                    and _copied(context, a, b)
                    and _only(context, a, b)
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
    if not alike(context.words(a), context.words(b), ALIKE):
        return Silence.UNLIKE
    if of_other_places(context, a, b):
        return Silence.PLACE
    return None if _copied(context, a, b) else Silence.NEWS_OF_ANOTHER_DAY


def _daily(context: Context, a: Claim, b: Claim) -> bool:
    """Whether two sentences are the same report of two days: of the market, of the weather. More than one number is
    another, as a copy that was spoilt hardly has it."""
    if context.day(a) == context.day(b):
        return False
    x, y = _values(context, a), _values(context, b)
    return len(x - y) > 1 and len(y - x) > 1


def _copied(context: Context, a: Claim, b: Claim) -> bool:
    """Whether two like sentences may be one, of which a copy changed the number.

    They are not where the later one says that the figure was revised, where a toll has grown, where a running toll
    stands against the count of a day, nor where one lower bound is a little above the other. Nor where a form is filled
    for another place, or anew on another day, as that of a bulletin: by one outlet that does not name the same day,
    with another time of what is told, or all of several numbers changed.
    """
    if "revision" in (*a.cues, *b.cues) or grown(context, a, b) or (a.basis == "total") != (b.basis == "total"):
        return False
    if of_other_places(context, a, b):
        return False
    if _daily(context, a, b) or (a.high is None and b.high is None and copied_apart(a, b) < NEXT_ROUND):
        return False
    day, other = context.day(a), context.day(b)
    if day is None or other is None or day == other:
        return True
    if not same_time(a, b):
        return False
    if context.text(a) == context.text(b):
        return True
    if abs((day - other).days) > REPRINTED:
        return False
    x, y = (context.articles[claim.article].publisher for claim in (a, b))
    one = bool(x and y and fold(x).folded == fold(y).folded)
    if one and not same_days(a, b):
        return False
    values, others = _values(context, a, True), _values(context, b, True)
    return min(len(values), len(others)) < FILLED or not values.isdisjoint(others)


def _one_spot(context: Context, a: Claim, b: Claim) -> bool:
    """Whether two numbers stand at one place of their sentences, as these are laid beside each other: of the several
    numbers of a forecast each is compared with its own."""
    (x, at), (y, to) = _spot(context, a), _spot(context, b)
    for tag, a1, a2, b1, b2 in SequenceMatcher(None, x, y, autojunk=False).get_opcodes():
        if a1 <= at < a2:
            return b1 + at - a1 == to if tag == "equal" else b1 <= to < b2
    return False


def _spot(context: Context, claim: Claim) -> tuple[list[str], int]:
    """The words of a claim's sentence, numbers in digits all alike, and which of them its number begins with."""
    body, (start, end) = context.articles[claim.article].body, claim.sentence
    tokens = ["#" if token[0].isdigit() else token for token in _TOKEN.findall(fold(body[start:end]).folded)]
    return tokens, len(_TOKEN.findall(fold(body[start : claim.number.start]).folded))


def _only(context: Context, a: Claim, b: Claim) -> bool:
    """Whether neither sentence holds the other's value as well: then the two are other figures of one sentence."""
    return b.best not in _values(context, a) and a.best not in _values(context, b)


def _values(context: Context, claim: Claim, measured: bool = False) -> set[object]:
    """The values of the sentence of a claim, or of its claims with a measure."""
    return {c.best for c in context.beside(claim) if c.measure is not None or not measured}
