"""Stretches of time counted from the publication: last month, two days ago, the past 24 hours, since the war began."""

from __future__ import annotations

import datetime

from figures.dates import calendar as cal
from figures.dates.calendar import Days
from figures.dates.scan import STOPS, Found, Scan, made
from figures.model import Granularity

_BEGUN_REACH = 5
"""Tokens behind `منذ` in which the word for a beginning, and behind that a date, may stand."""

_AGO: dict[str, Granularity] = {
    "hour": "day",
    "day": "day",
    "week": "day",
    "month": "month",
    "year": "year",
    "decade": "year",
}
_REACH: dict[str, Granularity] = {**_AGO, "week": "week"}
_DATED = ("months", "weekdays", "days", "units", "year_word", "seasons", "hijri")


def calendar_unit(scan: Scan, i: int) -> Found | None:
    """`الشهر الماضي`, `مطلع العام الجاري`, `في وقت سابق من هذا العام`, ``last month``, ``earlier this year``."""
    start, part = i, ""
    earlier, later = scan.match(i, "earlier"), scan.match(i, "later")
    if earlier or later:
        i = (earlier or later or (i, ""))[0]
    named = scan.part(i)
    if named:
        i, part = named
        i += scan.has(i, "article")
    lead = scan.match(i, "last") or scan.match(i, "next") or scan.match(i, "this")
    at = lead[0] if lead else i
    if scan.arabic and lead and not scan.has(i, "this"):
        return None
    unit = scan.match(at, "units")
    if unit and scan.has(at, "plurals"):
        return None  # the past months are not the month before: see ``vague``
    if not unit or unit[1] in ("hour", "decade"):
        return None
    end = unit[0]
    behind = scan.match(end, "last") or scan.match(end, "current") or scan.match(end, "next")
    if scan.arabic and behind:
        shift = -1 if scan.has(end, "last") else 1 if scan.has(end, "next") else 0
        end = behind[0]
        if unit[1] == "year" and scan.year(end):
            return made(start, end + 1, cal.year(scan.year(end) or 0, part), False, "year")
    elif lead:
        shift = -1 if scan.has(i, "last") else 1 if scan.has(i, "next") else 0
    elif part and (scan.forms[at].startswith("ال") or scan.has(at - 1, "article")):
        shift = 0
    elif scan.english and earlier and scan.has(i, "units"):
        return None
    else:
        return None
    if unit[1] == "day" and _is_past_day(scan, unit[0] if scan.arabic else i, start):
        return _reach(scan, start, end, "day", 1)
    if unit[1] == "day" and scan.arabic:
        return None
    days = _whole(scan, unit[1], shift, part)
    said = earlier or (shift == 0 and not part)
    if days is not None and scan.today is not None and said and days.first <= scan.today:
        days = days._replace(last=min(days.last, scan.today))
    return Found(start, end, days, True, unit[1])  # type: ignore[arg-type]


def _is_past_day(scan: Scan, at: int, start: int) -> bool:
    """`خلال اليوم الماضي`, ``in the past day``: the 24 hours up to now; ``at`` is the word for past."""
    before = start - 1 - scan.has(start - 1, "article")
    return scan.has(at, "just_past") and scan.has(before, "within")


def _whole(scan: Scan, unit: str, shift: int, part: str) -> Days | None:
    if scan.today is None:
        return None
    if unit == "day":
        return cal.day(scan.today + datetime.timedelta(days=shift))
    if unit == "week":
        return cal.week(scan.today, shift)
    if unit == "month":
        return cal.shifted_month(scan.today, shift, part)
    return cal.year(scan.today.year + shift, part)


def several(scan: Scan, i: int) -> Found | None:
    """`خلال الأسبوعين الماضيين`, `قبل ثلاثة أيام`, `آخر 24 ساعة`, ``the past 24 hours``, ``two days ago``."""
    if scan.english:
        return _several_english(scan, i)
    ago = scan.has(i, "ago")
    inside = scan.match(i, "within")
    within = inside or scan.has(i, "late") or ago
    at = inside[0] if inside else i + 1 if within else i
    at += ago and scan.has(at, "about")
    if scan.has(at, "earlier"):
        return None  # في ساعة متأخرة من مساء الأحد
    count, unit, end = _count(scan, at)
    if unit is None and (ago or within) and not scan.has(at, "plurals") and not scan.has(at, "clock"):
        count, unit, end = _single(scan, at)
    if unit is None or count is None or count > 400:
        return None
    last, ahead = scan.match(end, "last"), scan.match(end, "next")
    if last:
        return _reach(scan, i, last[0], unit, count)
    if ahead:
        return _ahead(scan, i, ahead[0], unit, count)
    if scan.has(i, "late"):
        return _reach(scan, i, end, unit, count)
    if ago:
        if scan.has(i, "strictly_since"):
            return _reach(scan, i, end, unit, count)
        if scan.has(end, "out_of"):
            return Found(i, end, None, True, "open")  # counted from something else: قبل يومين من الاقتراع
        return _ago(scan, i, end, unit, count)
    lasting = inside and (at > i + 1 or scan.has(i, "during")) and not scan.forms[at].startswith("ال")
    if lasting and unit in ("year", "decade"):
        return Found(i, _and_half(scan, end), None, True, "open", weak=True)
    if inside and (unit == "hour" or (lasting and unit in ("day", "week", "month"))):
        return _reach(scan, i, end, unit, count)._replace(weak=unit != "hour")
    return None


def _and_half(scan: Scan, end: int) -> int:
    """Behind `سنتين`: the end of `ونصف` or `ونصف السنة`, where that follows."""
    if not (scan.has(end, "mid") and scan.joined(end)):
        return end
    unit = scan.match(end + 1, "units")
    return unit[0] if unit else end + 1


def _several_english(scan: Scan, i: int) -> Found | None:
    at = i + 1 if scan.has(i, "article") else i
    last, ahead = scan.match(at, "last"), scan.match(at, "next")
    lead = last or ahead
    number = scan.numeral(lead[0] if lead else at)
    one = scan.match(last[0], "units") if last and not number else None
    if one and last and one[1] in ("hour", "decade") and not scan.has(last[0], "plurals"):
        return _reach(scan, i, one[0], one[1], 1)  # the past decade is no decade of the calendar
    if number:
        unit = scan.match(number[0], "units")
        if unit and number[1] <= 400:
            if last:
                return _reach(scan, i, unit[0], unit[1], number[1])
            if ahead:
                return _ahead(scan, i, unit[0], unit[1], number[1])
            if scan.has(unit[0], "ago"):
                return _ago(scan, i, unit[0] + 1, unit[1], number[1])
            if scan.has(unit[0], "before"):
                return Found(i, unit[0] + 1, None, True, "open")
            if unit[1] in ("hour", "day") and scan.has(i - 1, "within") and scan.forms[i - 1] != "for":
                return _reach(scan, i, unit[0], unit[1], number[1])._replace(weak=True)
    unit = scan.match(i + 1, "units") if scan.forms[i] in ("a", "an") else None
    if unit and scan.has(unit[0], "ago"):
        return _ago(scan, i, unit[0] + 1, unit[1], 1)
    return None


def _count(scan: Scan, at: int) -> tuple[int | None, str | None, int]:
    """A number and a unit of time in either order: `ثلاثة أيام`, `الأيام الثلاثة`, `أسبوعين`."""
    number = scan.numeral(at)
    if number:
        unit = scan.match(number[0], "units")
        return (number[1], unit[1], unit[0]) if unit else (None, None, at)
    unit = scan.match(at, "units")
    if not unit:
        return None, None, at
    if scan.has(at, "duals"):
        return 2, unit[1], unit[0]
    number = scan.numeral(unit[0])
    if number:
        return number[1], unit[1], number[0]
    plain = scan.whole(unit[0] + 1, 1, 400) if scan.forms[unit[0] : unit[0] + 1] == ["ال"] else None
    return (plain, unit[1], unit[0] + 2) if plain else (None, None, at)


def _single(scan: Scan, at: int) -> tuple[int | None, str | None, int]:
    """A unit that means one of itself (`قبل أسبوع`), where it leads to no date of its own (`قبل يوم الاثنين`)."""
    unit = scan.match(at, "units")
    if unit is None or scan.forms[at].startswith("ال") or scan.whole(unit[0], 0, 9999) is not None:
        return None, None, at
    dated = any(scan.has(unit[0], name) for name in (*_DATED, "hijri", "this", "last", "ordinals"))
    return (None, None, at) if dated else (1, unit[1], unit[0])


def _ago(scan: Scan, start: int, end: int, unit: str, count: int) -> Found:
    days = cal.ago(scan.today, unit, count) if scan.today else None
    return Found(start, end, days, True, _AGO[unit])


def _ahead(scan: Scan, start: int, end: int, unit: str, count: int) -> Found:
    days = cal.ahead(scan.today, unit, count) if scan.today else None
    return Found(start, end, days, True, _REACH[unit])


def vague(scan: Scan, i: int) -> Found | None:
    """`في الأيام القليلة الماضية`, `قبل أسابيع`, ``in recent weeks``, ``years ago``: a time without days; hours are
    those of the last two days."""
    at = i + 1 if scan.has(i, "ago") else i
    if scan.arabic:
        unit = scan.match(at, "units") if scan.has(at, "plurals") else None
        if unit is None or scan.has(at, "days"):
            return None
        few = scan.match(unit[0], "few")
        end = few[0] if few else unit[0]
        last, ahead = scan.match(end, "last"), scan.match(end, "next")
        behind = last or ahead
        if behind:
            end = behind[0]
        elif not (at > i and scan.has(i, "ago")) or few or scan.forms[at].startswith("ال"):
            return None
        return _vague(scan, i, end, unit[1], bool(behind) and not ahead)
    lead = scan.match(i, "last") or scan.match(i, "recent") or scan.match(i, "next")
    at = lead[0] if lead else i
    few = scan.match(at, "few")
    at = few[0] if few else at
    unit = scan.match(at, "units") if scan.has(at, "plurals") else None
    if unit is None or not (lead or scan.has(unit[0], "ago")):
        return None
    return _vague(scan, i, unit[0] if lead else unit[0] + 1, unit[1], bool(lead) and not scan.has(i, "next"))


def _vague(scan: Scan, start: int, end: int, unit: str, past: bool) -> Found | None:
    if unit in ("year", "decade"):
        return None  # background, hardly ever the time of what is counted
    if unit == "hour" and past:
        return _reach(scan, start, end, unit, 1)._replace(weak=True)
    return Found(start, end, None, True, "open", weak=True)


def part_of_year(scan: Scan, i: int) -> Found | None:
    """`النصف الأول من العام`, `الأشهر الستة الأولى من 2023`, ``the first quarter of 2022``."""
    found = scan.match(i, "spans")
    if found is None:
        return None
    first, last = map(int, found[1].split("-"))
    at = found[0] + (scan.has(found[0], "since") or scan.has(found[0], "of"))
    at += scan.has(at, "article")
    word = scan.match(at, "year_word")
    number = scan.year(word[0] if word else at)
    if number is not None:
        return Found(i, (word[0] if word else at) + 1, cal.months(number, first, last), False, "month")
    lead = scan.match(at, "last") or scan.match(at, "this") or scan.match(at, "next")
    unit = scan.match(lead[0] if lead else at, "units")
    if unit is None or unit[1] != "year":
        return None
    end = unit[0]
    behind = scan.match(end, "last") or scan.match(end, "current") or scan.match(end, "next") if scan.arabic else None
    says, end = (end, behind[0]) if behind else (at, end)
    shift = -1 if scan.has(says, "last") else int(scan.has(says, "next"))
    days = cal.months(scan.today.year + shift, first, last) if scan.today else None
    return Found(i, end, days, True, "month")


def during(scan: Scan, i: int) -> Found | None:
    """`خلال الاحتجاجات`, `منذ التدخل الروسي`, `منذ ذلك الحين`, ``during the raid``: a time without days."""
    then = scan.match(i, "since_then")
    if then:
        return Found(i, then[0], None, True, "open")
    since = scan.match(i, "strictly_since")
    lead = since or scan.match(i, "during")
    if lead is None:
        return None
    at = lead[0]
    this = scan.match(at, "this")
    at = this[0] if this else at
    if scan.english and not this:
        if not scan.has(at, "article"):
            return None
        at += 1
    event = scan.match(at, "events")
    if event is None or (scan.arabic and not scan.forms[at].startswith("ال")):
        return None
    return Found(i, event[0], None, True, "open", since is None, since is None)


def _reach(scan: Scan, start: int, end: int, unit: str, count: int) -> Found:
    days = cal.back(scan.today, unit, count) if scan.today else None
    return Found(start, end, days, True, _REACH[unit])


def begun(scan: Scan, i: int) -> Found | None:
    """`منذ بدء الحرب`, ``since the war began``: open at its start, where no date is near that says when."""
    since = scan.match(i, "strictly_since")
    if since is None:
        return None
    last = min(scan.n, since[0] + _BEGUN_REACH)
    for at in range(since[0], last):
        form = scan.forms[at]
        if form in STOPS or form[0].isdigit():
            return None
        begun = scan.match(at, "beginnings")
        if begun is None:
            continue
        end = begun[0]
        if scan.arabic or scan.has(end - 1, "of"):
            end = min(scan.n, end + 1 + scan.has(end, "article"))
        reach = range(since[0], min(scan.n, end + _BEGUN_REACH))
        if any(scan.year(j) is not None or any(scan.has(j, name) for name in _DATED) for j in reach):
            return None
        return Found(i, end, None, True, "open") if scan.forms[end - 1] not in STOPS else None
    return None
