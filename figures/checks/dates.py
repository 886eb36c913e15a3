"""F118: what is counted lies after the report of it."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from figures.checks.base import Check, Clash, Context
from figures.checks.evidence import teaser
from figures.checks.silence import Silence
from figures.dates.calendar import parse_day
from figures.model import EVIDENCE, Claim, Period, Severity

CHECK = Check(
    code="F118",
    name="dates",
    title="A figure's time lies after its report",
    severity="warning",
    why="Nobody can report what has not happened yet: the time of the figure, the time of the report or the tense is "
    "wrong.",
    silent="The figure is planned, expected or supposed, its time is not written as a date or is a whole year, or "
    "the times lie within a day of each other, as time zones make them.",
)

SLACK = datetime.timedelta(days=1)
"""A day begins elsewhere before it begins here."""

_YEAR = re.compile(r"\d{4}")
_DAYS = ("minute", "hour", "day")


def run(context: Context) -> Iterator[Clash]:
    """Asserted counts of what happened, whose time begins after the source spoke, or after the article came out."""
    for claim in context.event.claims:
        start = _start(claim.period)
        happened = claim.basis in ("incident", "total") and claim.stance == "asserted" and not claim.implicit
        if start is None or not happened or teaser(context, claim):
            continue
        said, published = claim.stated, context.day(claim)
        spoken = parse_day(said.to) if said and said.origin == "clause" else None
        if spoken is not None and start > spoken:
            yield _clash(claim, f"and was said on {spoken}", start, "error")
        elif published is not None and start > published + SLACK:
            yield _clash(claim, f"and the article is of {published}", start, "warning")


def passes(_context: Context, _a: Claim, _b: Claim) -> Silence | None:
    """A time is compared with its own article's, never with another claim's."""
    return Silence.SINGLE


def _clash(claim: Claim, report: str, start: datetime.date, severity: Severity) -> Clash:
    message = f"{claim.text} is of {start}, {report}: these two dates cannot both hold."
    return Clash((claim,), message, severity, 0.0, 0.85)


def _start(period: Period | None) -> datetime.date | None:
    """The first day of a time that stands by the figure, written as a date: what words such as `Friday` or `the past
    24 hours` mean depends on who says them when. A whole year to come is that of a forecast."""
    if period is None or period.origin not in EVIDENCE or not any(sign.isdigit() for sign in period.text):
        return None
    one_day = period.granularity in _DAYS and (period.from_ or "")[:10] == (period.to or "")[:10]
    month = period.granularity in (*_DAYS, "week", "month") and _YEAR.search(period.text)
    return parse_day(period.from_) if one_day or month else None
