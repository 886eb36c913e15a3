"""Days of feasts: `في أول أيام عيد الأضحى`, ``on Palm Sunday``. A feast that two calendars put on different days is a
time without days."""

from __future__ import annotations

import datetime

from figures.dates import calendar as cal
from figures.dates.calendar import Day, Days
from figures.dates.scan import Found, Scan

_EASTER, _HIJRI = "easter", "hijri"


def feast(scan: Scan, i: int) -> Found | None:
    """A feast behind a word that leads to a time, with which of its days is meant: the latest one."""
    lead = scan.match(i, "feast_days")
    at = lead[0] if lead else i
    found = scan.match(at, "feasts") or (scan.match(at + 1, "feasts") if lead else None)
    if found is None or not (lead or scan.has(i - 1, "feast_words")):
        return None
    end = found[0]
    behind = scan.match(end, "last") or scan.match(end, "current")
    end = behind[0] if behind and scan.arabic else end
    days = _days(scan.today, found[1], int(lead[1]) if lead else 0) if scan.today else None
    return Found(i, end, days, True, "day" if days else "open")


def _days(today: Day, feast_: str, number: int) -> Days | None:
    """The days of the latest feast that has begun; ``number`` is which of them is meant, 0 all."""
    kind, *rest = feast_.split()
    numbers = [int(value) for value in rest]
    if kind == _HIJRI:
        month, first, length = numbers
        begun = cal.latest_hijri(today, month, first)
        if begun is None:
            return None
        if number:
            return cal.day(_later(begun.first, number))
        return Days(begun.first, begun.first + datetime.timedelta(days=length - 1), "day")
    for year in (today.year, today.year - 1):
        day = _moved(year, numbers[0]) if kind == _EASTER else Day(year, *numbers)
        if day is None or day <= today:
            return cal.day(_later(day, number)) if day else None
    return None


def _later(first: Day, number: int) -> Day:
    """The day of a number of a feast that begins on ``first``."""
    return first + datetime.timedelta(days=max(0, number - 1))


def _moved(year: int, shift: int) -> Day | None:
    """A day counted from Easter, where the churches of East and West keep it on one day."""
    day = _western(year)
    return day + datetime.timedelta(days=shift) if day == _eastern(year) else None


def _western(year: int) -> Day:
    """Easter of the Gregorian calendar (Meeus, Jones and Butcher)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    h = (19 * a + b - d - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    i, k = divmod(c, 4)
    shift = (32 + 2 * e + 2 * i - h - k) % 7
    month, day = divmod(h + shift - 7 * ((a + 11 * h + 22 * shift) // 451) + 114, 31)
    return Day(year, month, day + 1)


def _eastern(year: int) -> Day:
    """Easter of the Julian calendar, in days of the Gregorian one (Meeus)."""
    d = (19 * (year % 19) + 15) % 30
    e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7
    month, day = divmod(d + e + 114, 31)
    return Day(year, month, day + 1) + datetime.timedelta(days=year // 100 - year // 400 - 2)
