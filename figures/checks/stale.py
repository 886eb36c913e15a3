"""F114: an older toll of a source is repeated after a newer one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from figures.checks.base import Check, Clash, Context
from figures.checks.compare import gap, timeless
from figures.checks.silence import Silence
from figures.checks.toll_falls import late_word, scope
from figures.checks.toll_falls import pairs as tolls
from figures.model import Claim

CHECK = Check(
    code="F114",
    name="stale",
    title="An old toll is repeated as if it were new",
    severity="note",
    why="A source has raised its toll, and a later report still gives the old one without saying of which day it is.",
    silent="The report says of which day its toll is, the newer toll is not of the same source, place and people, or "
    "the value was never given before.",
    rank=31,
)


def run(context: Context) -> Iterator[Clash]:
    """Tolls that equal one that the same source has since replaced by a higher one."""
    grown: dict[str, list[tuple[Claim, Claim]]] = defaultdict(list)
    for a, b in tolls(context):
        if scope(context, a, b) is None:
            first, second = sorted((a, b), key=lambda c: (context.date(c) or "", c.id))
            if (first.best or 0) < (second.best or 0) and gap(first, second, across=False) > 0:
                grown[second.id].append((first, second))
            elif (first.best or 0) > (second.best or 0):
                for old, new in grown.get(first.id, ()):
                    if (old.low, old.high) == (second.low, second.high) and not late_word(second):
                        yield Clash(
                            (second, new, old),
                            f"{second.text} ({context.day(second)}) and {new.text} ({context.day(new)}) cannot both "
                            f"be the latest toll of {context.said(new)}: {context.day(old)} had the first already.",
                            "note",
                            gap(new, second, across=False),
                            0.85,
                        )


def passes(context: Context, a: Claim, b: Claim) -> Silence | None:
    """Why two claims are not one running count."""
    return context.comparable(timeless(a), timeless(b)) or scope(context, a, b)
