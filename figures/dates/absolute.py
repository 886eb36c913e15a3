"""Dates that name their month or year: in digits, with a month's name, of the Hijri calendar, a year alone."""

from __future__ import annotations

import re

from figures.dates import calendar as cal
from figures.dates.calendar import Days
from figures.dates.scan import STOPS, YEARS, Found, Scan, made

_HIJRI = range(1343, 1501)
_LEADING = ("within", "since", "until", "between", "ago", "month_word", "early", "mid", "late", "joiners")
"""Categories of words that lead to a month."""
_LATE = 3
"""Days by which a feed may date an article too early."""
_POINTED = re.compile(r"[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{4}")


def numeric(scan: Scan, i: int) -> Found | None:
    """`05/06/2023`, `2014-05-06`, `1446/9/12 هـ`: day first unless the text shows otherwise."""
    if i < scan.n and _POINTED.fullmatch(scan.forms[i]):  # one token: 05.06.2023
        a, b, c = map(int, scan.forms[i].split("."))
        end = i + 1
    elif i + 4 >= scan.n or scan.forms[i + 1] not in ("/", "-") or scan.forms[i + 3] != scan.forms[i + 1]:
        return None
    else:
        parts = [scan.whole(i + step, 1, 9999) for step in (0, 2, 4)]
        if any(part is None for part in parts):
            return None
        a, b, c = (part or 0 for part in parts)
        end = i + 5
    sign = scan.match(end, "hijri_sign")
    year, month, day = (a, b, c) if a > 31 else (c, b, a)
    if month > 12 and day <= 12:
        month, day = day, month
    if sign or year in _HIJRI:
        days = cal.hijri(year, month, day) if 1 <= month <= 12 else None
        return Found(i, sign[0] if sign else end, days, False, "day") if days else None
    if year not in YEARS:
        return None
    value = cal.valid(year, month, day)
    return Found(i, end, cal.day(value), False, "day") if value else None


def absolute(scan: Scan, i: int) -> Found | None:
    """`24 فبراير (شباط) 2022`, `شهر مارس/ آذار الماضي`, ``Oct. 7, 2023``, ``in March``."""
    start, day, part = i, None, scan.part(i)
    if part is not None:
        i = part[0]
    led = _day_led(scan, i)
    if led is not None:
        day, i = led
        month = _month(scan, i)
    else:
        word = scan.match(i, "month_word")
        if word is not None and _month(scan, word[0]):
            i = word[0]
        month = _month(scan, i)
    if not month:
        return None
    end, value = month
    if _doubtful(scan, i):
        return None
    end = _second_name(scan, end, value)
    if day is None and scan.english:
        day, end = _day_behind(scan, end)
    return _dated(scan, start, end, value, day, part[1] if part else "")


def _day_led(scan: Scan, i: int) -> tuple[int, int] | None:
    """A day of the month in digits or words before a month's name, and where that name stands."""
    day, named = scan.whole(i, 1, 31), scan.match(i, "ordinals")
    if day is None and named is None:
        return None
    at = i + 1 if named is None else named[0]
    day = day if named is None else int(named[1])
    if scan.english:
        at += scan.forms[at : at + 1] in (["st"], ["nd"], ["rd"], ["th"])
        at += scan.has(at, "of")
    else:
        step = scan.match(at, "since") or (at + 1 if scan.forms[at : at + 1] == ["/"] else at, "")
        at = (scan.match(step[0], "month_word") or step)[0]
    return (day or 0, at) if _month(scan, at) else None


def _dated(scan: Scan, start: int, end: int, month: int, day: int | None, part: str) -> Found | None:
    year_at = end
    if scan.forms[end : end + 1] in (["،"], [","]) and scan.year(end + 1):
        year_at = end + 1
    word = scan.match(end, "year_word")
    if (word is not None and scan.year(word[0])) or (
        scan.has(end, "since") and (word := scan.match(end + 1, "year_word")) and scan.year(word[0])
    ):
        year_at = word[0]
    year = scan.year(year_at)
    if year is not None:
        return made(start, year_at + 1, _days(year, month, day, part), False, "day" if day else "month")
    last, this = scan.match(end, "last"), scan.match(end, "current")
    ahead = scan.match(end, "next")
    end = last[0] if last else this[0] if this else ahead[0] if ahead else end
    days: Days | None = None
    if scan.today is not None:
        year = scan.today.year
        if ahead:
            year += month < scan.today.month
        elif (
            month > scan.today.month
            or (last and month == scan.today.month and day is None)
            or (month == scan.today.month and day is not None and day > scan.today.day + _LATE and not this)
        ):
            year -= 1
        days = _days(year, month, day, part)
    soon = days is not None and scan.today is not None and bool(day) and days.first > scan.today and not ahead
    found = Found(start, end, days, not soon, "day" if day else "month")  # soon: the feed's date is the one that errs
    past = days is not None and scan.today is not None and days.last < scan.today
    return found._replace(unyeared=True) if past and not (last or this or ahead) else found


def _days(year: int, month: int, day: int | None, part: str) -> Days | None:
    if day is None:
        return cal.month(year, month, part)
    value = cal.valid(year, month, day)
    return cal.day(value) if value else None


def _month(scan: Scan, i: int) -> tuple[int, int] | None:
    found = scan.match(i, "months")
    if found and scan.arabic and scan.has(i, "shared") and not _is_month(scan, i, found[0]):
        return None
    if found:
        end = found[0]
        if scan.english and scan.forms[end : end + 1] == ["."] and end + 1 < scan.n:
            end += 1
        return end, int(found[1])
    return None


def _is_month(scan: Scan, i: int, end: int) -> bool:
    """Whether something beside a name of several meanings says that a month is meant: a day, a preposition, a year."""
    before = scan.forms[i - 1] if i else ""
    if before == "/":
        return True
    if scan.sentence.raw(i, i + 1) in scan.words.not_months:
        return False
    if before.isdecimal() or scan.has(i - 1, "months") or any(scan.has(i - 1, name) for name in _LEADING):
        return True
    last = scan.has(i - 1, "ordinals") or scan.match(i - 2, "ordinals") or scan.match(i - 3, "ordinals")
    behind = scan.forms[end : end + 1]
    return bool(last) or scan.year(end) is not None or behind in (["/"], ["("]) or any(
        scan.has(end, name) for name in ("last", "current", "next", "year_word", "months")
    )


def _doubtful(scan: Scan, i: int) -> bool:
    """English month names that are other words too count only with a capital letter."""
    if not scan.english:
        return False
    raw = scan.sentence.raw(i, i + 1)
    if scan.forms[i + 1 : i + 2] == ["'"] and scan.sentence.glued(i + 1):
        return True  # a name: Mar'i
    return not raw[:1].isupper() or (scan.forms[i] == "may" and i == 0 and scan.whole(1, 1, 31) is None)


def day_of_month(scan: Scan, i: int) -> Found | None:
    """`في الخامس من الشهر الجاري`, ``on the 5th of this month``: a day of a month that is not named."""
    day, named = scan.whole(i, 1, 31), scan.match(i, "ordinals")
    if day is None and named is None:
        return None
    at = i + 1 if named is None else named[0]
    day = int(named[1]) if named else day or 0
    if scan.english:
        at += scan.forms[at : at + 1] in (["st"], ["nd"], ["rd"], ["th"])
        if not scan.has(at, "of"):
            return None
        if (same := scan.match(at + 1, "same_month")) is not None:
            return Found(i, same[0], None, True, "day", month_day=day)
        lead = scan.match(at + 1, "last") or scan.match(at + 1, "this") or scan.match(at + 1, "next")
        shift = -1 if scan.has(at + 1, "last") else int(scan.has(at + 1, "next"))
        unit = scan.match(lead[0], "units") if lead else None
        end = unit[0] if unit else at
    else:
        step = scan.match(at, "since")
        if step and (same := scan.match(step[0], "same_month")) is not None:
            return Found(i, same[0], None, True, "day", month_day=day)
        this = scan.match(step[0], "this") if step else None
        unit = scan.match(this[0] if this else step[0], "units") if step else None
        behind = None
        if unit:
            behind = scan.match(unit[0], "last") or scan.match(unit[0], "current") or scan.match(unit[0], "next")
        if not (this or behind):
            return None
        shift = (
            -1 if unit and scan.has(unit[0], "last") else int(bool(unit) and scan.has(unit[0] if unit else 0, "next"))
        )
        end = behind[0] if behind else unit[0] if unit else at
    if unit is None or unit[1] != "month":
        return None
    month = cal.shifted_month(scan.today, shift) if scan.today else None
    value = cal.valid(month.first.year, month.first.month, day) if month else None
    return None if month and value is None else Found(i, end, cal.day(value) if value else None, True, "day")


def same_month(scan: Scan, i: int) -> Found | None:
    """`في الشهر نفسه`, ``in the same month``: the month that was named before it."""
    found = scan.match(i, "same_month")
    return Found(i, found[0], None, True, "month", month_day=0) if found else None


def month_ordinal(scan: Scan, i: int) -> Found | None:
    """`الشهر السادس`: June, where nothing behind it says of what else it is the sixth."""
    word = scan.match(i, "month_word")
    if word is None or not scan.forms[i].endswith("الشهر"):
        return None
    ordinal = scan.match(word[0], "ordinal_months")
    if ordinal is None:
        return None
    end, number = ordinal[0], int(ordinal[1])
    at = end + 1 if scan.has(end, "since") else end
    named = scan.match(at, "year_word")
    year = scan.year(named[0] if named else at)
    if year is not None:
        return Found(i, (named[0] if named else at) + 1, cal.month(year, number), False, "month")
    if end < scan.n and scan.forms[end] not in STOPS and scan.forms[end] not in ("(", "-", ")"):
        return None
    return Found(i, end, cal.latest_month(scan.today, number) if scan.today else None, True, "month")


def _second_name(scan: Scan, end: int, month: int) -> int:
    """`فبراير (شباط)`, `مارس/ آذار`, `فبراير شباط`: the same month again."""
    at = end
    if scan.forms[at : at + 1] in (["/"], ["("], ["-"]):
        at += 1
    again = _month(scan, at)
    if again and again[1] == month:
        closed = again[0]
        return closed + 1 if scan.forms[closed : closed + 1] == [")"] else closed
    return end


def _day_behind(scan: Scan, end: int) -> tuple[int | None, int]:
    day = scan.whole(end, 1, 31)
    if day is None:
        return None, end
    end += 1
    if scan.forms[end : end + 1] and scan.forms[end] in ("st", "nd", "rd", "th"):
        end += 1
    return day, end


def hijri(scan: Scan, i: int) -> Found | None:
    """`12 رمضان 1446 هـ`, ``Ramadan 1446``: a Hijri day or month with its year."""
    day, named = scan.whole(i, 1, 30), scan.match(i, "ordinals")
    day = int(named[1]) if named else day
    at = named[0] if named else i + 1 if day is not None else i
    if day is not None and scan.has(at, "since"):
        at += 1
    at = (scan.match(at, "month_word") or (at, ""))[0]
    found = scan.match(at, "hijri")
    if not found:
        return None
    end = found[0]
    word = scan.match(end, "year_word")
    year_at = word[0] if word else end
    year = scan.whole(year_at, _HIJRI.start, _HIJRI.stop - 1)
    if year is None:
        return _hijri_without_year(scan, i, end, int(found[1]), day)
    end = year_at + 1
    sign = scan.match(end, "hijri_sign")
    days = cal.hijri(year, int(found[1]), day)
    return made(i, sign[0] if sign else end, days, False, "day" if day else "month")


def _hijri_without_year(scan: Scan, i: int, end: int, number: int, day: int | None) -> Found | None:
    """`العاشر من محرم`, `رمضان الماضي`: the latest one. A month alone may be a person's name."""
    last, current, ahead = scan.match(end, "last"), scan.match(end, "current"), scan.match(end, "next")
    led = scan.has(i, "month_word") or scan.has(i - 1, "within") or scan.has(i - 1, "strictly_since")
    if day is None and not (led or ((last or current or ahead) and scan.arabic)):
        return None
    behind = last or current or ahead
    end = behind[0] if behind and scan.arabic else end
    if scan.today is None:
        return Found(i, end, None, True, "day" if day else "month")
    days = cal.latest_hijri(scan.today, number, day, 1 if ahead and scan.arabic else 0)
    return made(i, end, days, True, "day" if day else "month")


def year(scan: Scan, i: int) -> Found | None:
    """`عام 2009`, `مطلع 2014`, ``in 2009``: a year that a word introduces, so that no count is taken for one."""
    part = scan.part(i)
    at = part[0] if part else i
    word = scan.match(at, "year_word")
    number = scan.year(word[0] if word else at)
    if number is None:
        return None
    end = (word[0] if word else at) + 1
    named = at > 0 and scan.has(at - 1, "article") and scan.has(end, "events")  # the 2003 invasion
    if (
        not word
        and not part
        and not (
            scan.has(at - 1, "within")
            or scan.has(at - 1, "since")
            or scan.has(at - 1, "until")
            or scan.has(at - 1, "between")
            or _joined_year(scan, at)
            or named
        )
    ):
        return None
    if not word and scan.numeral(at) and not named:
        return None
    return Found(i, end, cal.year(number, part[1] if part else ""), False, "year")


def _joined_year(scan: Scan, at: int) -> bool:
    before = scan.forms[at - 1] if at else ""
    return before in ("و", "-", "(", "and") and (before == "(" or scan.year(at - 2) is not None)
