"""F104: two tolls, and the count stated between them, do not fit together."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from figures.checks.base import Check, Clash, Context
from figures.checks.compare import apart, bounds, same_days, subject_id, timeless, within
from figures.checks.running import Toll
from figures.checks.silence import Silence
from figures.checks.toll_falls import late_word, scope
from figures.dates.calendar import parse_day
from figures.model import Claim

CHECK = Check(
    code="F104",
    name="increment",
    title="A day's count does not make up for two tolls",
    severity="warning",
    why="Where a source gives yesterday's toll, today's toll and the count of the day between, the third is the "
    "difference of the two; where it is not, one of the three was misread.",
    silent="The difference fits the count at the precision of the tolls, the days between are not those of the count, "
    "or source, place or people differ or are unknown.",
    rank=32,
)


def run(context: Context) -> Iterator[Clash]:
    """Tolls of two days, or of one sentence, whose difference is not the count stated with the later one."""
    for claims in context.of_measure.values():
        for new in claims:
            if new.basis != "total" or new.part_of or new.stance != "asserted" or late_word(new):
                continue
            for added in (c for c in claims if _added(context, c, new)):
                for old in claims:
                    if _before(context, old, new, added, True) and (clash := _clash(context, old, new, added)):
                        yield clash


def running(toll: Toll) -> Iterator[Clash]:
    """A toll and the count beside it, against the tolls of the day that its source reported on last.

    Of a toll that falls another check tells.
    """
    new, context = toll.claim, toll.context
    if toll.falls:
        return
    for added in context.claims_of.get(new.article, ()):
        if added.measure == new.measure and not added.implicit and _added(context, added, new):
            for old in toll.eve:
                if _before(context, old, new, added) and (clash := _clash(context, old, new, added)):
                    yield clash


def passes(_context: Context, a: Claim, b: Claim) -> Silence | None:
    """Why two claims are no toll and what came to it."""
    if a.measure != b.measure or a.measure is None:
        return Silence.MEASURE
    tolls = "total" in (a.basis, b.basis) or b.id == a.previous or a.id == b.previous
    return None if tolls else Silence.NO_TOLLS


def _added(context: Context, claim: Claim, toll: Claim) -> bool:
    """Whether a claim is the count of the time right before a toll, by the same source in the same article."""
    return (
        claim.article == toll.article
        and claim.id not in (toll.id, toll.previous)
        and ((claim.basis in ("incident", "flow") and claim.part_of is None) or _latest_part(claim, toll))
        and claim.stance == "asserted"
        and claim.kind == toll.kind
        and context.speaker(claim) is not None
        and context.speaker(claim) == context.speaker(toll)
        and not context.other_unit(claim, toll)
        and subject_id(claim) in (subject_id(toll), None)
        and claim.period is not None
    )


def _latest_part(claim: Claim, toll: Claim) -> bool:
    """``has climbed to 90, including 12 people in the last 24 hours``: a part of a toll by when they came to it, and
    not by who they are."""
    period = claim.period
    timed = period is not None and period.origin == "clause" and period.from_ is not None and not same_days(claim, toll)
    return timed and "including" in claim.cues and within(claim, toll) and claim.unit in (None, toll.unit, "person")


def _before(context: Context, old: Claim, new: Claim, added: Claim, in_line: bool = False) -> bool:
    """Whether a claim is the toll that stood before the added count: named as replaced, or of the day before it."""
    if old.id in (new.id, added.id):
        return False
    if any(c.best == added.best and c.id != old.id for c in context.told.get((old.article, added.measure), ())):
        return new.previous == old.id and within(added, new)  # the old toll's article has counted it already
    if new.previous == old.id:
        return within(added, new)
    if old.basis != "total" or context.text(old) == context.text(new) or scope(context, old, new, in_line) is not None:
        return False
    if context.comparable(timeless(old), timeless(new)) is not None:
        return False
    days, between = _days(added), _between(context, old, new)
    return days is not None and days == between


def _days(claim: Claim) -> int | None:
    """How many days a count is of: one for a day or for 24 hours, which touch two."""
    start, end = (parse_day(d) for d in (claim.period.from_, claim.period.to)) if claim.period else (None, None)
    return max(1, (end - start).days) if start and end else None


def _between(context: Context, old: Claim, new: Claim) -> int | None:
    first, second = context.day(old), context.day(new)
    if first is None or second is None or second <= first:
        return None
    return (second - first) // datetime.timedelta(days=1)


def _clash(context: Context, old: Claim, new: Claim, added: Claim) -> Clash | None:
    (o1, o2), (n1, n2) = bounds(old, across=True), bounds(new, across=True)
    size = apart((n1 - o2, n2 - o1), bounds(added, across=False))
    if size == 0:
        return None
    return Clash(
        (new, added, old),
        f"{old.text}, then {new.text}, and {added.text} in between cannot all hold: {context.said(new)} gives all "
        "three.",
        "warning",
        size,
        0.75,
    )
