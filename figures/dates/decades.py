"""Decades: `تسعينيات القرن الماضي`, `أواخر الثمانينيات`, ``the late 1990s``, ``the nineties``."""

from __future__ import annotations

from figures.dates.calendar import Day, Days
from figures.dates.scan import Found, Scan

_YEARS = 10
_PARTS = {"early": (0, 3), "mid": (3, 7), "late": (6, 10)}
"""The years of a decade that its parts begin and end with: a third, and those beside it are not sharply parted."""

_PLURAL = "s"


def decade(scan: Scan, i: int) -> Found | None:
    """The ten years that a phrase beginning at a token names, or the early, middle or late ones of them."""
    part = next((name for name in _PARTS if scan.match(i, name)), None)
    at = (scan.match(i, part) or (i, ""))[0] if part else i
    at += part is not None and scan.forms[at : at + 1] == ["-"]
    at += scan.has(at, "article")
    named = scan.match(at, "decades")
    if named:
        first, end = int(named[1]), named[0]
        if scan.has(end, "ages") or (scan.english and not scan.has(at - 1, "article") and not part):
            return None  # a man in his thirties
        end = (scan.match(end, "centuries") or (end, ""))[0]
    else:
        number = scan.year(at)
        if number is None or number % _YEARS or scan.forms[at + 1 : at + 2] != [_PLURAL]:
            return None
        if not scan.sentence.glued(at + 1):
            return None
        first, end = number, at + 2
    begin, stop = _PARTS[part] if part else (0, _YEARS)
    days = Days(Day(first + begin, 1, 1), Day(first + stop - 1, 12, 31), "year")
    return Found(i, end, days, False, "year")
