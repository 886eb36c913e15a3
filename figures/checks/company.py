"""The other figures of two sentences: where they are the same, the one that differs is told otherwise."""

from __future__ import annotations

from figures.checks.base import Context
from figures.checks.compare import is_part, vague
from figures.model import Claim, Value

COMPANY = (4, 10)
"""How many people two companions, or one alone, must count at least: a woman and a child are of many an attack."""

CLOSE_COMPANY = (10, 20)
"""The same where place or time are read otherwise for one claim than for the other. A round number alone says nothing
there: fifty are hurt in many a town."""

_ROUND = 10


def in_company(context: Context, a: Claim, b: Claim, least: tuple[int, int] = COMPANY) -> bool:
    """Whether the sentences of two claims of two articles have other figures in common, and neither says what the other
    claim says, nor counts of the same measure something else: `eight were killed, five children among them, and sixteen
    were hurt` in both but for the eight."""
    x, y = _companions(context, a, b), _companions(context, b, a)
    if x is None or y is None:
        return False
    shared = [value for _, value in x & y]
    alone = [value for value in shared if value % _ROUND or least is COMPANY]
    return (len(shared) > 1 and sum(shared) >= least[0]) or max(alone, default=0) >= least[1]


def _companions(context: Context, a: Claim, b: Claim) -> frozenset[tuple[str, Value]] | None:
    """What else the sentence of ``a`` counts, and how many, without other wholes of its measure; ``None`` where one of
    these is in its unit too, or says the figure of ``b``."""
    beside = [c for c in context.beside(a) if c.id != a.id and c.kind == a.kind and c.best is not None]
    own = [c for c in beside if c.measure == a.measure and is_part(c) == is_part(a) and c.best != a.best]
    if any(c.best == b.best or (not is_part(a) and c.unit == a.unit) for c in own):
        return None
    others = [c for c in beside if c not in own and not vague(c)]
    return frozenset((c.measure or c.unit or "", c.best) for c in others if c.best is not None)
