"""Days and seasons that are named from where the reader stands: weekdays, yesterday, last autumn."""

from __future__ import annotations

import datetime
import re

from figures.dates import calendar as cal
from figures.dates.absolute import absolute, numeric
from figures.dates.calendar import Day, Days
from figures.dates.scan import Found, Scan

_SATURDAY = 5
_HOUR = re.compile(r"(?:[01]?[0-9]|2[0-4])(?:[.,][0-5][0-9])?|[012][0-9][0-5][0-9]")
_STRAY = 2
"""Days by which a Hijri date of the press and the tables may differ."""


def weekday(scan: Scan, i: int) -> Found | None:
    """`مساء يوم الاثنين الماضي`, `الجمعة 3 مايو`, ``late Monday``, ``on Tuesday, March 5``."""
    at = i
    lead = scan.match(at, "parts_of_day") if scan.arabic else None
    if lead:
        at = lead[0]
    word = scan.match(at, "day_word")
    if word:
        at = word[0]
    bracket = bool(lead or word) and scan.forms[at : at + 1] == ["("] and scan.forms[at + 2 : at + 3] == [")"]
    at += bracket
    before = scan.match(at, "last") or scan.match(at, "next") or scan.match(at, "this") if scan.english else None
    early = (scan.match(at, "late") or scan.match(at, "early")) if scan.english else None
    if before or early:
        at = (before or early or (at, ""))[0]
    found = scan.match(at, "weekdays")
    if not found or (scan.english and not scan.sentence.raw(at, at + 1)[:1].isupper()):
        return None
    end = found[0] + bracket
    after_last, after_next = scan.match(end, "last"), scan.match(end, "next")
    if scan.arabic and (after_last or after_next):
        end = (after_last or after_next or (end, ""))[0]
    if scan.english and (part := scan.match(end, "parts_of_day")):
        end = part[0]
    value = cal.latest_weekday(scan.today, int(found[1])) if scan.today else None
    explicit = _explicit(scan, end)
    if explicit:
        return _reconciled(Found(i, end, cal.day(value) if value else None, True, "day"), explicit)
    night = _second_day(scan, end, int(found[1])) if lead or before or scan.has(i, "overnight") else None
    if value is None:
        return Found(i, night or end, None, True, "day")
    if night:
        return Found(i, night, Days(value, value + datetime.timedelta(days=1), "day"), True, "day")
    forward = after_next if scan.arabic else scan.match(i, "next")
    if forward:
        value += datetime.timedelta(days=7)
    elif (after_last or (before and scan.has(at - 1, "last"))) and value == scan.today:
        value -= datetime.timedelta(days=7)
    return Found(i, end, cal.day(value), True, "day")


def _second_day(scan: Scan, end: int, first: int) -> int | None:
    """`ليل الاثنين الثلاثاء`, `ليلة الأحد/الاثنين`: the end of the second weekday, where it follows on the first."""
    at = end + 1 if scan.forms[end : end + 1] in (["-"], ["/"], ["–"]) or scan.has(end, "until") else end
    second = scan.match(at, "weekdays")
    return second[0] if second and int(second[1]) == (first + 1) % 7 else None


def _reconciled(named: Found, explicit: Found) -> Found:
    """A day with its own date behind it. Hijri dates of the press stray by a day or two from the tables: there the
    name of the day is surer."""
    apart = abs((named.days.first - explicit.days.first).days) if named.days and explicit.days else None
    if apart is not None and apart <= _STRAY and not explicit.relative:
        return named._replace(end=explicit.end)
    return explicit._replace(start=named.start)


def _explicit(scan: Scan, end: int) -> Found | None:
    """`الجمعة 3 مايو`, `الأحد (12 مارس)`: the day's own date behind its name."""
    at = end
    if scan.forms[at : at + 1] and scan.forms[at] in ("(", ",", "،"):
        at += 1
    at = (scan.match(at, "equals") or (at, ""))[0]
    found = absolute(scan, at) or numeric(scan, at)
    if found is None or found.granularity != "day":
        return None
    return found._replace(end=found.end + 1) if scan.forms[found.end : found.end + 1] == [")"] and at > end else found


def season(scan: Scan, i: int) -> Found | None:
    """`الخريف الماضي`, `صيف عام 2020`, `ربيع العام الماضي`, ``last summer``, ``the spring of 2022``."""
    lead = scan.match(i, "last") or scan.match(i, "this") or scan.match(i, "next") if scan.english else None
    at = lead[0] if lead else i
    found = scan.match(at, "seasons")
    if not found:
        return None
    end = found[0]
    ahead = scan.match(end, "next")
    behind = scan.match(end, "last") or scan.match(end, "current") or ahead
    if not (lead or behind):
        return _season_of_year(scan, i, end, int(found[1]))
    end = behind[0] if behind and scan.arabic else end
    last = scan.has(i, "last") or bool(behind and scan.has(found[0], "last"))
    if scan.has(i, "next") or (ahead and scan.arabic):
        return Found(i, end, cal.coming_season(scan.today, int(found[1])) if scan.today else None, True, "season")
    days = cal.season(scan.today, int(found[1]), -1 if last else 0) if scan.today else None
    return Found(i, end, days, True, "season")


def _season_of_year(scan: Scan, start: int, at: int, month: int) -> Found | None:
    """A season with its year behind it, ``at`` the token behind its name."""
    at += scan.has(at, "of")
    word = scan.match(at, "year_word")
    at = word[0] if word else at
    number = scan.year(at)
    if number is not None:
        return Found(start, at + 1, cal.season(Day(number, month, 1), month, 0), False, "season")
    last = scan.has(at, "last")
    if not (scan.arabic and word and (last or scan.has(at, "current"))):
        return None
    days = cal.season(Day(scan.today.year - last, month, 1), month, 0) if scan.today else None
    return Found(start, at + 1, days, True, "season")


def deictic(scan: Scan, i: int) -> Found | None:
    """`أمس`, `مساء اليوم`, `فجر أمس`, ``yesterday``, ``overnight``."""
    at = i
    part = scan.match(at, "parts_of_day") if scan.arabic and not scan.has(i, "days") else None
    if part:
        at = part[0]
    word = scan.match(at, "day_word") or scan.match(at, "this")
    if word and scan.has(word[0], "days"):
        at = word[0]
    night = scan.match(i, "overnight")
    if night:
        days = Days(scan.today - datetime.timedelta(days=1), scan.today, "day") if scan.today else None
        return Found(i, night[0], days, True, "day", weak=scan.english and scan.has(night[0], "events"))
    found = scan.match(at, "days")
    if not found:
        return None
    end = found[0]
    if scan.has(end, "named_day"):
        return None
    if parted := scan.match(end, "parts_of_day"):
        end = parted[0]
    weekday = scan.match(end, "weekdays")
    if weekday:
        end = weekday[0]
    elif scan.forms[end : end + 1] == ["("] and (weekday := scan.match(end + 1, "weekdays")):
        end = weekday[0] + 1
    if scan.has(end, "equals") and (explicit := _explicit(scan, end)):
        end = explicit.end
    days = cal.day(scan.today + datetime.timedelta(days=int(found[1]))) if scan.today else None
    if weekday and scan.today is not None and int(found[1]) <= 0:
        # the day's name is surer than "today", which feeds carry over midnight
        days = cal.day(cal.latest_weekday(scan.today, int(weekday[1])))
    return Found(i, end, days, True, "day")


def weekend(scan: Scan, i: int) -> Found | None:
    """`عطلة نهاية الأسبوع الماضي`, ``last weekend``, ``over the weekend``: Saturday and Sunday."""
    lead = scan.match(i, "last") or scan.match(i, "this") or scan.match(i, "next") if scan.english else None
    found = scan.match(lead[0] if lead else i, "weekend")
    if not found:
        return None
    end = found[0]
    behind = scan.match(end, "last") or scan.match(end, "current") or scan.match(end, "next") if scan.arabic else None
    lead_at, end = (end, behind[0]) if behind else (i, end)
    ahead = bool(lead or behind) and scan.has(lead_at, "next")
    last = bool(lead or behind) and scan.has(lead_at, "last")
    if scan.today is None:
        return Found(i, end, None, True, "day")
    running = last and scan.today.weekday() >= _SATURDAY
    return Found(i, end, cal.weekend(scan.today, 1 if ahead else -1 if running else 0), True, "day")


def told_day(scan: Scan, i: int) -> Found | None:
    """`في اليوم التالي`, ``the day before``: counted from the day that was named before it."""
    found = scan.match(i, "told_days")
    return Found(i, found[0], None, True, "day", told=int(found[1])) if found else None


def clock(scan: Scan, i: int) -> Found | None:
    """`عند الساعة 16:40`, `في الساعات الأولى`, ``at 2.15am``, ``at dawn``, ``currently``: of the day of the news, where
    no other time stands in the sentence."""
    days = cal.day(scan.today) if scan.today else None
    now, part = scan.match(i, "now"), scan.match(i, "bare_parts")
    if part and scan.has(i - 1, "relatives"):
        return None  # المهاجمان اللذان فجرا: a verb
    if now or part:
        end = (now or part or (i, ""))[0]
        led = now or scan.english or not scan.forms[i].startswith("ال") or scan.has(i - 1, "within")
        return (
            Found(i, end, days, True, "day" if now else "hour", True, not now, now=bool(now))
            if led and not scan.has(i - 1, "until")
            else None
        )
    word = scan.match(i, "clock") if scan.arabic else None
    at = word[0] if word else i
    at += scan.arabic and scan.forms[at : at + 1] == ["ال"]
    if (scan.arabic and word is None) or not scan.forms[at : at + 1] or not _HOUR.fullmatch(scan.forms[at]):
        return None
    end = at + 1
    minutes = scan.forms[end : end + 1] == [":"] and scan.whole(end + 1, 0, 59) is not None
    end += 2 * minutes
    part = scan.match(end, "clock_part")
    if scan.english and not part and not (minutes and scan.has(i - 1, "clock")):
        return None
    return Found(i, part[0] if part else end, days, True, "minute", True, True)
