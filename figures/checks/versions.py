"""F113: language versions or updates of one article disagree."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from figures.checks.base import Check, Clash, Context
from figures.checks.compare import gap
from figures.checks.silence import Silence
from figures.model import Claim, Value

CHECK = Check(
    code="F113",
    name="versions",
    title="Versions of one article disagree",
    severity="error",
    why="A translation or an update says what its original says; a figure that differs was lost on the way.",
    silent="An update raises a toll or says that it revises a figure, the figure stands elsewhere in the version, or "
    "the two count other things.",
    rank=78,
)

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


def passes(context: Context, a: Claim, b: Claim) -> Silence | None:
    """Why two claims are not of two versions."""
    for one, other in ((a, b), (b, a)):
        article = context.articles[one.article]
        if one.article != other.article and other.article in (article.version_of, article.translation_of):
            return None
    return Silence.NO_VERSIONS


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
            apart = gap(a, b, across=False)
            if apart > 0 and not (updates and _updated(context, a, b)):
                yield Clash(
                    (b, a),
                    f"{b.text} and {a.text} cannot both hold: two versions of one article differ in the number.",
                    "error",
                    apart,
                    0.9,
                )


def _matched(left: Sequence[Claim], right: Sequence[Claim]) -> Iterator[tuple[Claim, Claim]]:
    """The figures of two stretches that stand for each other: as many of them, one by one; else by measure."""
    if len(left) == len(right):
        yield from ((a, b) for a, b in zip(left, right, strict=True) if _alike(a, b))
        return
    for a in left:
        fits = [b for b in right if a.measure is not None and _alike(a, b)]
        rivals = [c for c in left if fits and _alike(c, fits[0])]
        if len(fits) == len(rivals) == 1:
            yield a, fits[0]


def _key(claim: Claim) -> Key:
    return claim.kind, claim.low, claim.high


def _alike(a: Claim, b: Claim) -> bool:
    """Whether two figures of two versions count one thing, as far as both say."""
    if a.measure is None and b.measure is None:
        return a.kind == b.kind and a.unit is not None and a.unit == b.unit
    same = a.measure == b.measure or None in (a.measure, b.measure)
    return same and a.kind == b.kind and (a.unit == b.unit or None in (a.unit, b.unit)) and a.stance == b.stance


def _updated(context: Context, old: Claim, new: Claim) -> bool:
    """Whether a figure was meant to change: a toll that rises, what may rise and fall, or words that say so."""
    measure = context.measure(new)
    if measure is None or measure.may_fall or {"revision", "rise"} & {*old.cues, *new.cues} or new.previous:
        return True
    return measure.basis in ("incident", "total") and (new.best or 0) > (old.best or 0)
