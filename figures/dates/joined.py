"""Dates of a sentence as they are handed out, and two of them as one: ``from May to July``."""

from __future__ import annotations

from typing import NamedTuple

from figures.dates.scan import STOPS, Scan
from figures.model import Granularity

EVENT_REACH = 14
"""Tokens between `منذ` and the date of the event that it speaks of."""

CLOSE = 2
"""Tokens by which two things stand side by side."""


class DateMention(NamedTuple):
    """A date in a sentence: its tokens and the days that it means, both ISO dates or ``None`` where they are open.

    ``relative`` says that it needs a publication date; ``since`` that it runs from its start to the publication;
    ``dayless`` that it is an hour or a happening (`خلال الاحتجاجات`), whose day another sentence may tell; ``now`` that
    it only says that something holds at present (`حاليا`); ``unyeared`` that it has
    passed and nothing tells the year: what is still to come is to come a year later; ``another`` that it is told of
    something else than of what is counted (`المقررة العام المقبل`, ``which began in March``).
    """

    start: int
    end: int
    from_: str | None
    to: str | None
    granularity: Granularity
    relative: bool = False
    since: bool = False
    dayless: bool = False
    now: bool = False
    unyeared: bool = False
    another: bool = False


def joined(scan: Scan, first: DateMention, second: DateMention) -> DateMention | None:
    """`بين 1915 و1917`, ``from May to July``: two dates with only a joining word between them are one."""
    begun = _begun(scan, first, second)
    if begun is not None:
        return begun
    gap = scan.forms[first.end : second.start]
    if _until(scan, first, second):
        return first._replace(to=second.to, end=second.end if len(gap) <= CLOSE else first.end)
    until = first.since and not second.since and (scan.has(first.end, "until") if len(gap) == 1 else not gap)
    if until and first.from_ and second.to and first.from_ <= second.to and (gap or scan.has(second.start, "until")):
        return first._replace(end=second.end, to=second.to)
    if len(gap) > 1 or first.since or second.since or not first.from_ or not second.to or first.from_ > second.to:
        return None
    glued = not gap and scan.arabic and (scan.has(second.start, "joiners") or scan.joined(second.start))
    if not ((gap and scan.has(first.end, "joiners")) or glued):
        return None
    ranged = gap == ["-"] or any(
        scan.has(at, "range_from") or scan.has(at, "pairs") for at in (first.start - 1, first.start)
    )
    lasts = scan.has(first.end, "until") or scan.has(second.start, "until")  # من مطلع العام وحتى 3 مارس
    if not ranged or (first.granularity != second.granularity and not lasts):
        return None
    return second._replace(start=first.start, from_=first.from_, relative=first.relative or second.relative)


def _until(scan: Scan, first: DateMention, second: DateMention) -> bool:
    """`منذ بداية العام قتل 12 شخصا حتى يوم الأحد`: whether a date says how long a stretch that another one began lasts,
    though words stand between."""
    between = range(first.end, second.start)
    at = second.start - 1 - scan.has(second.start - 1, "day_word")  # حتى يوم 20 آب
    led = scan.has(at, "until") or (scan.arabic and scan.has(second.start, "until"))
    if not first.since or second.since or not led or not 1 < len(between) <= EVENT_REACH:
        return False
    known = bool(first.from_ and second.to and first.from_ <= second.to)
    return known and not any(scan.forms[at] in STOPS for at in between)


def _begun(scan: Scan, first: DateMention, second: DateMention) -> DateMention | None:
    """`منذ بداية الحملة على المدينة قبل أسبوع`, ``since the offensive began in May``: the date says when it began."""
    between = range(first.end, second.start)
    if not first.since or first.from_ or second.since or not second.from_ or len(between) > EVENT_REACH:
        return None
    aside = bool(between) and scan.forms[between[-1]] in ("،", ",")  # منذ بداية الجفاف، عام 2015
    inner = between[:-1] if aside else between
    if scan.today is None or any(scan.forms[at] in STOPS or scan.numeral(at) for at in inner):
        return None
    begins = [at for at in range(first.start, second.start) if scan.has(at, "beginnings")]
    close = begins and second.start - max(begins[-1], first.end - 1) <= CLOSE
    if not close and not (begins and scan.arabic and scan.has(second.start, "ago")):
        return None
    today = scan.today.isoformat()
    if second.from_ > today:
        return None
    end = second.end if close else first.end  # what stands between may say where
    return second._replace(start=first.start, end=end, to=today, granularity="open", since=True, another=False)


def from_day(scan: Scan, mention: DateMention, floor: int) -> DateMention:
    """`بين 3 و7 مارس`: the first day stands before a date that gives its month."""
    at = mention.start
    if mention.granularity != "day" or mention.from_ is None or scan.whole(at, 1, 31) is None:
        return mention
    day = scan.whole(at - 2, 1, 31)
    ranged = scan.has(at - 1, "joiners") and (
        scan.forms[at - 1] == "-" or scan.has(at - 3, "range_from") or scan.has(at - 3, "pairs")
    )
    if day is None or not ranged or at - 2 < floor or day >= int(mention.from_[8:]):
        return mention
    return mention._replace(start=at - 2, from_=f"{mention.from_[:8]}{day:02d}")
