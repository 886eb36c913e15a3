"""Arithmetic on intervals of days: the conventions of news dates, with no words in it."""

from __future__ import annotations

import calendar
import datetime
from typing import NamedTuple

from hijridate import Gregorian, Hijri

from figures.model import Granularity

Day = datetime.date


class Days(NamedTuple):
    """An interval of days, both included, and how finely it was stated."""

    first: Day
    last: Day
    granularity: Granularity


_YEARS = range(1000, 9000)
"""What is reckoned with. Programs fill in the first or the last day that they know (``0001-01-01``) where they have
none, and nothing can be counted back or on from there."""


def parse_day(text: str | None) -> Day | None:
    """The day of an ISO date or date-time; ``None`` where there is none, it is no date, or one that stands for none."""
    try:
        found = Day.fromisoformat(text[:10]) if text else None
    except ValueError:
        return None
    return found if found is not None and found.year in _YEARS else None


def day(value: Day) -> Days:
    """One day."""
    return Days(value, value, "day")


def week(of: Day, shift: int = 0) -> Days:
    """The Monday–Sunday week of a day, ``shift`` weeks on."""
    monday = of - datetime.timedelta(days=of.weekday()) + datetime.timedelta(weeks=shift)
    return Days(monday, monday + datetime.timedelta(days=6), "week")


def month(year: int, number: int, part: str = "") -> Days:
    """A calendar month, or its ``early``, ``mid`` or ``late`` days."""
    last = calendar.monthrange(year, number)[1]
    first, end = {"early": (1, 10), "mid": (11, 20), "late": (21, last)}.get(part, (1, last))
    return Days(Day(year, number, first), Day(year, number, end), "month")


def year(number: int, part: str = "") -> Days:
    """A calendar year, or its ``early``, ``mid`` or ``late`` third."""
    first, last = {"early": (1, 4), "mid": (5, 8), "late": (9, 12)}.get(part, (1, 12))
    return Days(Day(number, first, 1), month(number, last).last, "year")


def shifted_month(of: Day, shift: int, part: str = "") -> Days:
    """The month of a day, ``shift`` months on."""
    index = of.year * 12 + of.month - 1 + shift
    return month(index // 12, index % 12 + 1, part)


def latest_month(of: Day, number: int, part: str = "") -> Days:
    """The latest month of that number which begins on or before a day."""
    return month(of.year if number <= of.month else of.year - 1, number, part)


def latest_weekday(of: Day, number: int) -> Day:
    """The latest weekday (0 is Monday) on or before a day."""
    return of - datetime.timedelta(days=(of.weekday() - number) % 7)


def season(of: Day, start_month: int, shift: int) -> Days:
    """A season of three months; ``shift`` -1 is the latest that has ended, 0 the one that runs or ran last."""
    begin = Day(of.year, start_month, 1)
    while begin > of:
        begin = Day(begin.year - 1, start_month, 1)
    days = _three_months(begin)
    if shift < 0 and days.last >= of:
        days = _three_months(Day(begin.year - 1, start_month, 1))
    return days


def _three_months(begin: Day) -> Days:
    end = shifted_month(begin, 2)
    return Days(begin, end.last, "season")


def coming_season(of: Day, start_month: int) -> Days:
    """The first season of that month which begins after a day."""
    return _three_months(Day(of.year + (Day(of.year, start_month, 1) <= of), start_month, 1))


def weekend(of: Day, shift: int) -> Days:
    """Saturday and Sunday: the latest that has begun, or ``shift`` weeks from it."""
    saturday = latest_weekday(of, 5) + datetime.timedelta(weeks=shift)
    return Days(saturday, saturday + datetime.timedelta(days=1), "day")


def months(year_: int, first: int, last: int) -> Days:
    """The months of a year from ``first`` to ``last``: its quarters and halves."""
    return Days(Day(year_, first, 1), month(year_, last).last, "month")


def ahead(of: Day, unit: str, count: int) -> Days:
    """The stretch of ``count`` units that begins with a day."""
    if unit == "hour":
        return Days(of, of + datetime.timedelta(days=max(1, -(-count // 24))), "day")
    if unit in ("day", "week"):
        return Days(of, of + datetime.timedelta(days=count * (7 if unit == "week" else 1)), unit)  # type: ignore[arg-type]
    return Days(of, moved(of, unit, count), "month" if unit == "month" else "year")


def back(of: Day, unit: str, count: int) -> Days:
    """The stretch of ``count`` units that ends with a day."""
    if unit == "hour":
        return Days(of - datetime.timedelta(days=max(1, -(-count // 24))), of, "day")
    if unit in ("day", "week"):
        return Days(of - datetime.timedelta(days=count * (7 if unit == "week" else 1)), of, unit)  # type: ignore[arg-type]
    return Days(moved(of, unit, -count), of, "month" if unit == "month" else "year")


def ago(of: Day, unit: str, count: int) -> Days:
    """The day, week, month or year that lies ``count`` units back."""
    if unit == "hour":
        return day(of - datetime.timedelta(days=count // 24))
    if unit == "day":
        return day(of - datetime.timedelta(days=count))
    if unit == "week":
        return day(of - datetime.timedelta(weeks=count))
    if unit == "month":
        return shifted_month(of, -count)
    return year(of.year - count * (10 if unit == "decade" else 1))


def moved(of: Day, unit: str, count: int) -> Day:
    """A day moved by months, years or decades; the day of the month is kept where it exists."""
    months = count * {"month": 1, "year": 12, "decade": 120}[unit]
    index = max(12, of.year * 12 + of.month - 1 + months)
    target_year, target_month = index // 12, index % 12 + 1
    return Day(target_year, target_month, min(of.day, calendar.monthrange(target_year, target_month)[1]))


def hijri(year_: int, number: int, day_: int | None) -> Days | None:
    """A Hijri day or month in the Gregorian calendar; ``None`` outside the range of the tables (1343–1500)."""
    try:
        if day_ is not None:
            return day(Hijri(year_, number, day_).to_gregorian())
        first = Hijri(year_, number, 1)
        begin = first.to_gregorian()
        return Days(begin, begin + datetime.timedelta(days=first.month_length() - 1), "month")
    except (ValueError, OverflowError):
        return None


def latest_hijri(of: Day, number: int, day_: int | None, shift: int = 0) -> Days | None:
    """The latest Hijri month of that number, or day of it, which begins on or before a day, or ``shift`` years on."""
    try:
        this = Gregorian.fromdate(of).to_hijri().year
    except (ValueError, OverflowError):
        return None
    for year_ in (this, this - 1):
        days = hijri(year_ + shift, number, day_)
        if shift or (days is not None and days.first <= of):
            return days
    return None


def valid(year_: int, number: int, day_: int) -> Day | None:
    """The Gregorian day, ``None`` where there is no such day."""
    try:
        return Day(year_, number, day_)
    except ValueError:
        return None
