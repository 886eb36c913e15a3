"""Running tolls over the whole corpus: what one source counts at one place, from report to report.

Events are of days, and the toll of a war outlives them: the reports of a year stand in many events. So the tolls of one
named source, measure, place and people are put in a line of their own, in order of the days of publication. A line is
one only while its tolls follow one another within days and grow step by step, for some days: two happenings at one
place, each with a toll of its own, are none.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from figures.checks.base import Context
from figures.checks.compare import gap, subject_id
from figures.model import Claim

LEAST = 3
"""Days with a toll that a line has at least."""

STEP = datetime.timedelta(days=10)
"""The longest time between two reports of a line."""

GROWTH = 2.0
"""By what factor a toll grows from one report to the next at most."""

FALL = 1.5
"""By what factor a toll falls at most, unless the reports that follow come back to the line."""


@dataclass(frozen=True, slots=True)
class Toll:
    """A toll, and what stands before it in its line: ``top`` is the highest one so far, ``eve`` are its tolls of the
    day that was reported on last. ``falls`` says that it lies below its line, and belongs there all the same."""

    claim: Claim
    context: Context
    day: datetime.date
    top: Claim
    eve: tuple[Claim, ...]
    falls: bool


@dataclass(frozen=True, slots=True)
class _Report:
    day: datetime.date
    claim: Claim
    context: Context

    @property
    def value(self) -> float:
        return float(self.claim.best or 0)


_Key = tuple[str, str, str, str]


def tolls(contexts: Sequence[Context]) -> Iterator[Toll]:
    """All tolls that have others of their line before them; ``contexts`` are those of the events of the corpus."""
    found: dict[_Key, list[_Report]] = defaultdict(list)
    for context in contexts:
        for claim in context.event.claims:
            key, day = _key(context, claim), context.day(claim)
            if key is not None and day is not None:
                found[key].append(_Report(day, claim, context))
    for _, reports in sorted(found.items()):
        reports.sort(key=lambda report: (report.day, report.claim.id))
        yield from _walked([list(group) for _, group in groupby(reports, key=lambda report: report.day)])


def _key(context: Context, claim: Claim) -> _Key | None:
    """Whose toll a claim is, of what, where and of whom; ``None`` where it is no toll that is known well enough."""
    measure = context.measure(claim)
    if measure is None or measure.may_fall or claim.basis != "total" or claim.stance != "asserted":
        return None
    if claim.part_of or claim.headline or claim.implicit or not claim.best or "revision" in claim.cues:
        return None
    source = context.speaker(claim)
    if source is None or source.startswith("publisher/"):
        return None
    place = context.where(claim) or ""
    if not place and any(c.place for c in context.claims_of[claim.article] if c.measure):
        return None  # somewhere, or at several places; without any place a line is the source's own
    return (claim.measure or "", source, place, subject_id(claim) or "")


def _walked(days: Sequence[Sequence[_Report]]) -> Iterator[Toll]:
    """The tolls of one source, day by day: a line ends where a day is too far off, or a toll fits neither in it nor
    does the next one come back to it."""
    line: list[_Report] = []
    waiting: list[Toll] = []
    length = 0
    eve: tuple[Claim, ...] = ()
    for number, reports in enumerate(days):
        if line and reports[0].day - days[number - 1][0].day > STEP:
            yield from _known(waiting, length)
            line, waiting, length = [], [], 0
        if not line:
            line, length = [max(reports, key=lambda report: report.value)], 1
            eve = (line[0].claim,)
            continue
        top = line[-1]
        following = days[number + 1] if number + 1 < len(days) else ()
        back = any(_fits(top, report) and report.day - reports[0].day <= STEP for report in following)
        on = [report for report in reports if _fits(top, report) or gap(top.claim, report.claim, across=True) == 0]
        odd = [report for report in reports if report not in on]
        falls = [
            report for report in odd
            if report.value < top.value and (on or back or report.value * FALL >= top.value)
        ]
        if not on and not back and not (falls and length >= LEAST):
            yield from _known(waiting, length)
            line, waiting, length = [max(reports, key=lambda report: report.value)], [], 1
            eve = (line[0].claim,)
            continue
        waiting += [Toll(r.claim, r.context, r.day, top.claim, eve, r in falls) for r in (*on, *falls)]
        eve = tuple(report.claim for report in on or falls)
        if on:
            line.append(max((top, *on), key=lambda report: report.value))
            length += 1
        elif not back:  # it stays below: a line from there on
            yield from _known(waiting, length)
            line, waiting, length = [max(falls, key=lambda report: report.value)], [], LEAST
    yield from _known(waiting, length)


def _known(waiting: Sequence[Toll], length: int) -> Iterator[Toll]:
    if length >= LEAST:
        yield from waiting


def _fits(top: _Report, report: _Report) -> bool:
    """Whether a toll may be the next one of a line."""
    return top.value <= report.value <= top.value * GROWTH
