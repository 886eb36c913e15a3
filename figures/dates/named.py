"""Days and seasons that are named from where the reader stands: weekdays, yesterday, last autumn."""

from __future__ import annotations

import datetime

from figures.dates import calendar as cal
from figures.dates.absolute import absolute, numeric
from figures.dates.calendar import Day, Days
from figures.dates.scan import Found, Scan


def weekday(scan: Scan, i: int) -> Found | None:
    """`مساء يوم الاثنين الماضي`, `الجمعة 3 مايو`, ``late Monday``, ``on Tuesday, March 5``."""
    at = i
    lead = scan.match(at, "parts_of_day") if scan.arabic else None
    if lead:
        at = lead[0]
    word = scan.match(at, "day_word")
    if word:
        at = word[0]
    before = scan.match(at, "last") or scan.match(at, "next") or scan.match(at, "this") if scan.english else None
    early = (scan.match(at, "late") or scan.match(at, "early")) if scan.english else None
    if before or early:
        at = (before or early or (at, ""))[0]
    found = scan.match(at, "weekdays")
    if not found or (scan.english and not scan.sentence.raw(at, at + 1)[:1].isupper()):
        return None
    end = found[0]
    after_last, after_next = scan.match(end, "last"), scan.match(end, "next")
    if scan.arabic and (after_last or after_next):
        end = (after_last or after_next or (end, ""))[0]
    if scan.english and (part := scan.match(end, "parts_of_day")):
        end = part[0]
    explicit = _explicit(scan, end)
    if explicit:
        return explicit._replace(start=i)
    if scan.today is None:
        return Found(i, end, None, True, "day")
    value = cal.latest_weekday(scan.today, int(found[1]))
    forward = after_next if scan.arabic else scan.match(i, "next")
    if forward:
        value += datetime.timedelta(days=7)
    elif (after_last or (before and scan.has(at - 1, "last"))) and value == scan.today:
        value -= datetime.timedelta(days=7)
    return Found(i, end, cal.day(value), True, "day")


def _explicit(scan: Scan, end: int) -> Found | None:
    """`الجمعة 3 مايو`, `الأحد (12 مارس)`: the day's own date behind its name."""
    at = end
    if scan.forms[at : at + 1] and scan.forms[at] in ("(", ",", "،"):
        at += 1
    found = absolute(scan, at) or numeric(scan, at)
    if found is None or found.granularity != "day":
        return None
    return found._replace(end=found.end + 1) if scan.forms[found.end : found.end + 1] == [")"] and at > end else found


def season(scan: Scan, i: int) -> Found | None:
    """`الخريف الماضي`, ``last summer``, ``spring 2022``."""
    lead = scan.match(i, "last") or scan.match(i, "this") if scan.english else None
    at = lead[0] if lead else i
    found = scan.match(at, "seasons")
    if not found:
        return None
    end = found[0]
    behind = scan.match(end, "last") or scan.match(end, "current")
    if not (lead or behind):
        of = scan.year(end)
        if of is None:
            return None
        begin = Day(of, int(found[1]), 1)
        return Found(i, end + 1, cal.season(begin, int(found[1]), 0), False, "season")
    end = behind[0] if behind and scan.arabic else end
    last = scan.has(i, "last") or bool(behind and scan.has(found[0], "last"))
    days = cal.season(scan.today, int(found[1]), -1 if last else 0) if scan.today else None
    return Found(i, end, days, True, "season")


def deictic(scan: Scan, i: int) -> Found | None:
    """`أمس`, `مساء اليوم`, `فجر أمس`, ``yesterday``, ``overnight``."""
    at = i
    part = scan.match(at, "parts_of_day") if scan.arabic and not scan.has(i, "days") else None
    if part:
        at = part[0]
    word = scan.match(at, "day_word")
    if word and scan.has(word[0], "days"):
        at = word[0]
    night = scan.match(i, "overnight")
    if night:
        days = Days(scan.today - datetime.timedelta(days=1), scan.today, "day") if scan.today else None
        return Found(i, night[0], days, True, "day")
    found = scan.match(at, "days")
    if not found:
        return None
    end = found[0]
    if scan.arabic and (parted := scan.match(end, "parts_of_day")):
        end = parted[0]
    if scan.english and (parted := scan.match(end, "parts_of_day")):
        end = parted[0]
    weekday = scan.match(end, "weekdays")
    if weekday:
        end = weekday[0]
    elif scan.forms[end : end + 1] == ["("] and (weekday := scan.match(end + 1, "weekdays")):
        end = weekday[0] + 1
    days = cal.day(scan.today + datetime.timedelta(days=int(found[1]))) if scan.today else None
    if weekday and scan.today is not None and int(found[1]) <= 0:
        # the day's name is surer than "today", which feeds carry over midnight
        days = cal.day(cal.latest_weekday(scan.today, int(weekday[1])))
    return Found(i, end, days, True, "day")
