"""F113: language versions, updates or copies of one article disagree."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import combinations

from figures.checks.base import Check, Clash, Context
from figures.checks.compare import copied_apart, same_time
from figures.checks.evidence import grown, of_other_places, told_alike
from figures.checks.silence import Silence
from figures.model import Claim, Value

CHECK = Check(
    code="F113",
    name="versions",
    title="Versions of one article disagree",
    severity="error",
    why="A translation or an update says what its original says; a figure that differs was lost on the way.",
    silent="An update raises a toll, a later copy has a higher running toll, one of the two says that it revises a "
    "figure, the figure stands elsewhere in the version, or the two count other things.",
    rank=78,
)

MOST_COPIES = 12
"""Copies of one text that are compared with one another."""

Key = tuple[str, Value | None, Value | None]


def run(context: Context) -> Iterator[Clash]:
    """Figures at one place of two versions, between figures that agree, or of one measure, that differ."""
    claims: dict[str, list[Claim]] = {article: [] for article in context.event.articles}
    for claim in context.event.claims:
        if not claim.implicit and claim.best is not None:
            claims[claim.article].append(claim)
    for id_, found in claims.items():
        article = context.articles[id_]
        for original, updates in ((article.translation_of, False), (article.version_of, True)):
            if original is not None and original != id_ and original in claims:
                yield from _differences(context, claims[original], found, updates)
    texts: dict[str, list[str]] = {}
    for id_ in sorted(claims):
        texts.setdefault(context.text_of.get(id_, id_), []).append(id_)
    for copies in texts.values():
        for one, other in combinations(copies[:MOST_COPIES], 2):
            if not _declared(context, one, other):
                yield from _lost(context, claims[one], claims[other])


def passes(context: Context, a: Claim, b: Claim) -> Silence | None:
    """Why two claims are not of two versions."""
    if a.article != b.article and (_declared(context, a.article, b.article) or context.text(a) == context.text(b)):
        return None
    return Silence.NO_VERSIONS


def _declared(context: Context, one: str, other: str) -> bool:
    """Whether one of two articles says that it is a version of the other."""
    return any(
        y in (context.articles[x].version_of, context.articles[x].translation_of)
        for x, y in ((one, other), (other, one))
    )


def _lost(context: Context, first: Sequence[Claim], second: Sequence[Claim]) -> Iterator[Clash]:
    """A number of one copy that the other lacks, and the one that it has instead: the only two of what they count."""
    counted = [_odd(first, second), _odd(second, first)]
    for kind in sorted(counted[0].keys() & counted[1].keys(), key=str):
        left, right = (found[kind] for found in counted)
        if len({_key(c) for c in left}) != 1 or len({_key(c) for c in right}) != 1:
            continue
        a, b = left[0], right[0]
        size = copied_apart(a, b)
        if (
            size > 0
            and "revision" not in (*a.cues, *b.cues)
            and told_alike(context, a, b)
            and not grown(context, a, b)
            and not of_other_places(context, a, b)
            and not _of_another_day(context, a, b)
        ):
            yield Clash(
                (b, a),
                f"{b.text} and {a.text} cannot both hold: two copies of one text differ in the number.",
                "error",
                size,
                0.85,
            )


def _of_another_day(context: Context, a: Claim, b: Claim) -> bool:
    """Whether two figures of like texts are of the news of two days, by their hours."""
    day, other = context.day(a), context.day(b)
    return None not in (day, other) and day != other and not same_time(a, b)


def _odd(claims: Sequence[Claim], others: Sequence[Claim]) -> dict[tuple[object, ...], list[Claim]]:
    """The claims whose value the other copy does not have at all, by what they count."""
    values = {claim.best for claim in others}
    found: dict[tuple[object, ...], list[Claim]] = {}
    for claim in claims:
        if claim.best not in values and (claim.unit or claim.measure):
            found.setdefault((claim.kind, claim.measure, claim.unit, claim.headline), []).append(claim)
    return found


def _differences(
    context: Context, first: Sequence[Claim], second: Sequence[Claim], updates: bool
) -> Iterator[Clash]:
    old, new = [_key(c) for c in first], [_key(c) for c in second]
    for tag, a1, a2, b1, b2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "replace":
            continue
        left = [c for c in first[a1:a2] if _key(c) not in new]
        right = [c for c in second[b1:b2] if _key(c) not in old]
        for a, b in _matched(left, right):
            apart = copied_apart(a, b)
            if apart > 0 and not (updates and _updated(context, a, b)):
                yield Clash(
                    (b, a),
                    f"{b.text} and {a.text} cannot both hold: two versions of one article differ in the number.",
                    "error",
                    apart,
                    0.9,
                )


def _matched(left: Sequence[Claim], right: Sequence[Claim]) -> Iterator[tuple[Claim, Claim]]:
    """The figures of two stretches that stand for each other: as many of them, one by one; else by what they count."""
    if len(left) == len(right):
        yield from ((a, b) for a, b in zip(left, right, strict=True) if _alike(a, b))
        return
    for a in left:
        fits = [b for b in right if (a.measure is not None or a.unit is not None) and _alike(a, b)]
        rivals = [c for c in left if fits and _alike(c, fits[0])]
        if len(fits) == len(rivals) == 1:
            yield a, fits[0]


def _key(claim: Claim) -> Key:
    return claim.kind, claim.low, claim.high


def _alike(a: Claim, b: Claim) -> bool:
    """Whether two figures of two versions count one thing, as far as both say."""
    if a.measure is None and b.measure is None:
        return a.kind == b.kind and a.unit is not None and a.unit == b.unit
    if a.kind != b.kind or not (a.unit == b.unit or None in (a.unit, b.unit)):
        return False
    if None in (a.measure, b.measure):
        return True  # whether it is planned or happened is only read where a rule claims the figure
    return a.measure == b.measure and a.stance == b.stance


def _updated(context: Context, old: Claim, new: Claim) -> bool:
    """Whether a figure was meant to change: a toll that rises, what may rise and fall, or words that say so."""
    measure = context.measure(new)
    if measure is None or measure.may_fall or {"revision", "rise"} & {*old.cues, *new.cues} or new.previous:
        return True
    return measure.basis in ("incident", "total") and (new.best or 0) > (old.best or 0)
