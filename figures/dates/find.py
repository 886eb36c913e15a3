"""Finding dates: one walk over the tokens, a small grammar at every word that a date may hang on.

The grammar is one for both languages; what differs is where modifiers stand (`الشهر الماضي`, ``last month``), so both
places are looked at. A date takes in what leads to it (`يوم`, `مساء`, `منذ`, ``since``, ``early``) and what follows
(a second month name, a year, `الماضي`).
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from figures.dates import calendar as cal
from figures.dates.calendar import Day, Days
from figures.dates.words import Lexicon, languages, load_words
from figures.model import Granularity, Number
from figures.numbers import find_numbers
from figures.text import Sentence


class DateMention(NamedTuple):
    """A date in a sentence: its tokens and the days that it means, both ISO dates or ``None`` where they are open.

    ``relative`` says that it needs a publication date; ``since`` that it runs from its start to the publication.
    """

    start: int
    end: int
    from_: str | None
    to: str | None
    granularity: Granularity
    relative: bool = False
    since: bool = False


class _Found(NamedTuple):
    start: int
    end: int
    days: Days | None
    relative: bool
    granularity: Granularity


_MIN_YEAR, _MAX_YEAR = 1900, 2100
_HIJRI = range(1343, 1501)
_ARTICLES = frozenset(("a", "an", "the"))
_EVENT_REACH = 14
_BEGUN_REACH = 5
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
_STOPS = frozenset(".,،؛;:!?؟")


def find_dates(
    sentence: Sentence,
    published: str | None,
    at: Sequence[int] | None = None,
    numbers: Sequence[Number] | None = None,
) -> list[DateMention]:
    """The dates of a sentence in order, not overlapping. ``published`` is the article's ISO date, if it has one;
    ``at`` are the tokens that ``opens_date`` is true of, ``numbers`` what ``find_numbers`` finds, both worked out
    here where they are not given."""
    words = load_words(sentence.lang)
    forms = sentence.forms
    at = [i for i, form in enumerate(forms) if opens_date(form)] if at is None else at
    opening = [forms[i] for i in at]
    if not any(words.is_anchor(form) or (form[0].isdigit() and len(form) == 4) or form == "/" for form in opening):
        return []
    return _Finder(sentence, words, cal.parse_day(published), numbers).find(at)


def opens_date(form: str) -> bool:
    """Whether a date may begin with a folded form or hang on it: a digit, a word of time of any language."""
    return form == "/" or any(load_words(lang).opens(form) for lang in languages())


_PART = ("early", "mid", "late")
_KINDS = tuple(
    (name, digits, frozenset(categories))
    for name, digits, categories in (
        ("_numeric", True, ("hijri_sign",)),
        ("_absolute", True, (*_PART, "ordinals", "month_word", "months")),
        ("_hijri", True, ("hijri",)),
        ("_weekday", False, ("parts_of_day", "day_word", "last", "next", "this", "late", "early", "weekdays")),
        ("_season", False, ("last", "this", "seasons")),
        ("_several", True, ()),
        ("_unit", False, (*_PART, "earlier", "later", "last", "next", "this", "units")),
        ("_deictic", False, ("parts_of_day", "day_word", "overnight", "days")),
        ("_year", True, (*_PART, "year_word")),
        ("_begun", False, ("strictly_since",)),
    )
)
"""What a date can be: the method that reads it, whether it may begin with digits, and the categories of the words
that it may begin with (none: any)."""


class _Finder:
    """Finds the dates of one sentence."""

    def __init__(
        self, sentence: Sentence, words: Lexicon, today: Day | None, numbers: Sequence[Number] | None
    ) -> None:
        self.sentence, self.words, self.today = sentence, words, today
        self.forms = sentence.forms
        self.n = len(self.forms)
        self._given = numbers
        self._numbers: dict[int, tuple[int, int]] | None = None

    def find(self, at: Sequence[int]) -> list[DateMention]:
        """All dates from left to right, the longest at each of the tokens ``at``."""
        result: list[DateMention] = []
        behind = 0
        if self.sentence.lang == "en":
            at = [i for i in range(self.n) if self.words.opens(self.forms[i]) or self._numeral_at(i)]
        for i in at:
            found = self._at(i) if i >= behind else None
            if found is None:
                continue
            mention = self._led(found, result[-1].end if result else 0)
            joined = self._joined(result[-1], mention) if result else None
            if joined is not None:
                result[-1] = joined
            else:
                result.append(self._from_day(mention, result[-1].end if result else 0))
            behind = found.end
        return result

    # --- ranges, open beginnings -----------------------------------------------------------------------------

    def _joined(self, first: DateMention, second: DateMention) -> DateMention | None:
        """`بين 1915 و1917`, ``from May to July``: two dates with only a joining word between them are one."""
        gap = self.forms[first.end : second.start]
        if len(gap) > 1 or first.since or second.since or not first.from_ or not second.to or first.from_ > second.to:
            return None
        glued = not gap and self.sentence.lang == "ar" and self._has(second.start, "joiners")
        if not ((gap and self._has(first.end, "joiners")) or glued):
            return None
        ranged = gap == ["-"] or any(self._has(at, "range_from") for at in (first.start - 1, first.start))
        if not ranged or first.granularity != second.granularity:
            return None
        return second._replace(start=first.start, from_=first.from_, relative=first.relative or second.relative)

    def _from_day(self, mention: DateMention, floor: int) -> DateMention:
        """`بين 3 و7 مارس`: the first day stands before a date that gives its month."""
        at = mention.start
        if mention.granularity != "day" or mention.from_ is None or self._int(at, 1, 31) is None:
            return mention
        day = self._int(at - 2, 1, 31)
        ranged = self._has(at - 1, "joiners") and (self.forms[at - 1] == "-" or self._has(at - 3, "range_from"))
        if day is None or not ranged or at - 2 < floor or day >= int(mention.from_[8:]):
            return mention
        return mention._replace(start=at - 2, from_=f"{mention.from_[:8]}{day:02d}")

    def _begun(self, i: int) -> _Found | None:
        """`منذ بدء الحرب`, ``since the war began``: open at its start, where no date is near that says when."""
        since = self._match(i, "strictly_since")
        if since is None:
            return None
        last = min(self.n, since[0] + _BEGUN_REACH)
        for at in range(since[0], last):
            form = self.forms[at]
            if form in _STOPS or form[0].isdigit():
                return None
            begun = self._match(at, "beginnings")
            if begun is None:
                continue
            end = begun[0]
            if self.sentence.lang == "ar" or self.forms[end - 1] == "of":
                end = min(self.n, end + 1 + (self.forms[end : end + 1] == ["the"]))
            if any(self._has(j, name) for j in range(since[0], min(self.n, end + _BEGUN_REACH)) for name in _DATED):
                return None
            return _Found(i, end, None, True, "open") if self.forms[end - 1] not in _STOPS else None
        return None

    # --- one date --------------------------------------------------------------------------------------------

    def _at(self, i: int) -> _Found | None:
        begun, digits = self.words.begun_by(self.forms[i]), self.forms[i][0].isdigit()
        best: _Found | None = None
        for name, takes_digits, categories in _KINDS:
            if (digits and takes_digits) or not categories or not categories.isdisjoint(begun):
                found: _Found | None = getattr(self, name)(i)
                if found is not None and (best is None or found.end - found.start > best.end - best.start):
                    best = found
        return best

    def _numeral_at(self, i: int) -> bool:
        """Whether a number in words could lead a date here: ``two days ago``; English alone begins one so."""
        return self.sentence.lang == "en" and (self.forms[i] in _ARTICLES or self._numeral(i) is not None)

    def _match(self, i: int, category: str) -> tuple[int, str] | None:
        return self.words.match(self.forms, i, category)

    def _has(self, i: int, category: str) -> bool:
        return self._match(i, category) is not None

    def _int(self, i: int, low: int, high: int) -> int | None:
        if 0 <= i < self.n:
            form = self.forms[i]
            if form.isdigit() and len(form) <= 4 and low <= int(form) <= high:
                return int(form)
        return None

    def _numeric(self, i: int) -> _Found | None:
        """`05/06/2023`, `2014-05-06`, `1446/9/12 هـ`: day first unless the text shows otherwise."""
        if i + 4 >= self.n or self.forms[i + 1] not in ("/", "-", ".") or self.forms[i + 3] != self.forms[i + 1]:
            return None
        parts = [self._int(i + step, 1, 9999) for step in (0, 2, 4)]
        if any(part is None for part in parts):
            return None
        a, b, c = (part or 0 for part in parts)
        end = i + 5
        sign = self._match(end, "hijri_sign")
        year, month, day = (a, b, c) if a > 31 else (c, b, a)
        if month > 12 and day <= 12:
            month, day = day, month
        if sign or year in _HIJRI:
            days = cal.hijri(year, month, day) if 1 <= month <= 12 else None
            return _Found(i, sign[0] if sign else end, days, False, "day") if days else None
        if not _MIN_YEAR <= year <= _MAX_YEAR:
            return None
        value = cal.valid(year, month, day)
        return _Found(i, end, cal.day(value), False, "day") if value else None

    def _absolute(self, i: int) -> _Found | None:
        """`24 فبراير (شباط) 2022`, `شهر مارس/ آذار الماضي`, ``Oct. 7, 2023``, ``in March``."""
        start, day, part = i, None, self._part(i)
        if part is not None:
            i = part[0]
        led = self._day_led(i)
        if led is not None:
            day, i = led
            month = self._month(i)
        else:
            word = self._match(i, "month_word")
            if word is not None and self._month(word[0]):
                i = word[0]
            month = self._month(i)
        if not month:
            return None
        end, value = month
        if self._doubtful(i):
            return None
        end = self._second_name(end, value)
        if day is None and self.sentence.lang == "en":
            day, end = self._day_behind(end)
        return self._dated(start, end, value, day, part[1] if part else "")

    def _day_led(self, i: int) -> tuple[int, int] | None:
        """A day of the month in digits or words before a month's name, and where that name stands."""
        day, named = self._int(i, 1, 31), self._match(i, "ordinals")
        if day is None and named is None:
            return None
        at = i + 1 if named is None else named[0]
        day = day if named is None else int(named[1])
        if self.sentence.lang == "en":
            at += self.forms[at : at + 1] in (["st"], ["nd"], ["rd"], ["th"])
            at += self.forms[at : at + 1] == ["of"]
        else:
            step = self._match(at, "since") or (at + 1 if self.forms[at : at + 1] == ["/"] else at, "")
            at = (self._match(step[0], "month_word") or step)[0]
        return (day or 0, at) if self._month(at) else None

    def _dated(self, start: int, end: int, month: int, day: int | None, part: str) -> _Found | None:
        year_at = end
        if self.forms[end : end + 1] in (["،"], [","]) and self._int(end + 1, _MIN_YEAR, _MAX_YEAR):
            year_at = end + 1
        word = self._match(end, "year_word")
        if (word is not None and self._int(word[0], _MIN_YEAR, _MAX_YEAR)) or (
            self._has(end, "since")
            and (word := self._match(end + 1, "year_word"))
            and self._int(word[0], _MIN_YEAR, _MAX_YEAR)
        ):
            year_at = word[0]
        year = self._int(year_at, _MIN_YEAR, _MAX_YEAR)
        if year is not None:
            return self._make(start, year_at + 1, self._days(year, month, day, part), False, "day" if day else "month")
        last, this = self._match(end, "last"), self._match(end, "current")
        ahead = self._match(end, "next")
        end = last[0] if last else this[0] if this else ahead[0] if ahead else end
        days: Days | None = None
        if self.today is not None:
            year = self.today.year
            if ahead:
                year += month < self.today.month
            elif (
                month > self.today.month
                or (last and month == self.today.month and day is None)
                or (month == self.today.month and day is not None and day > self.today.day)
            ):
                year -= 1
            days = self._days(year, month, day, part)
        return _Found(start, end, days, True, "day" if day else "month")

    def _days(self, year: int, month: int, day: int | None, part: str) -> Days | None:
        if day is None:
            return cal.month(year, month, part)
        value = cal.valid(year, month, day)
        return cal.day(value) if value else None

    def _make(self, start: int, end: int, days: Days | None, relative: bool, granularity: Granularity) -> _Found | None:
        return _Found(start, end, days, relative, granularity) if days else None

    def _month(self, i: int) -> tuple[int, int] | None:
        found = self._match(i, "months")
        if found:
            end = found[0]
            if self.sentence.lang == "en" and self.forms[end : end + 1] == ["."] and end + 1 < self.n:
                end += 1
            return end, int(found[1])
        return None

    def _doubtful(self, i: int) -> bool:
        """English month names that are other words too count only with a capital letter."""
        if self.sentence.lang != "en":
            return False
        raw = self.sentence.raw(i, i + 1)
        return not raw[:1].isupper() or (self.forms[i] == "may" and i == 0)

    def _second_name(self, end: int, month: int) -> int:
        """`فبراير (شباط)`, `مارس/ آذار`, `فبراير شباط`: the same month again."""
        at = end
        if self.forms[at : at + 1] in (["/"], ["("], ["-"]):
            at += 1
        again = self._month(at)
        if again and again[1] == month:
            closed = again[0]
            return closed + 1 if self.forms[closed : closed + 1] == [")"] else closed
        return end

    def _day_behind(self, end: int) -> tuple[int | None, int]:
        day = self._int(end, 1, 31)
        if day is None:
            return None, end
        end += 1
        if self.forms[end : end + 1] and self.forms[end] in ("st", "nd", "rd", "th"):
            end += 1
        return day, end

    def _hijri(self, i: int) -> _Found | None:
        day = self._int(i, 1, 30)
        at = i + 1 if day is not None else i
        if day is not None and self._has(at, "since"):
            at += 1
        found = self._match(at, "hijri")
        if not found:
            return None
        end = found[0]
        word = self._match(end, "year_word")
        year_at = word[0] if word else end
        year = self._int(year_at, _HIJRI.start, _HIJRI.stop - 1)
        if year is None:
            return None
        end = year_at + 1
        sign = self._match(end, "hijri_sign")
        days = cal.hijri(year, int(found[1]), day)
        return self._make(i, sign[0] if sign else end, days, False, "day" if day else "month")

    def _weekday(self, i: int) -> _Found | None:
        at = i
        lead = self._match(at, "parts_of_day") if self.sentence.lang == "ar" else None
        if lead:
            at = lead[0]
        word = self._match(at, "day_word")
        if word:
            at = word[0]
        before = (
            self._match(at, "last") or self._match(at, "next") or self._match(at, "this")
            if self.sentence.lang == "en"
            else None
        )
        early = (self._match(at, "late") or self._match(at, "early")) if self.sentence.lang == "en" else None
        if before or early:
            at = (before or early or (at, ""))[0]
        found = self._match(at, "weekdays")
        if not found or (self.sentence.lang == "en" and not self.sentence.raw(at, at + 1)[:1].isupper()):
            return None
        end = found[0]
        after_last, after_next = self._match(end, "last"), self._match(end, "next")
        if self.sentence.lang == "ar" and (after_last or after_next):
            end = (after_last or after_next or (end, ""))[0]
        if self.sentence.lang == "en" and (part := self._match(end, "parts_of_day")):
            end = part[0]
        explicit = self._explicit(end)
        if explicit:
            return explicit._replace(start=i)
        if self.today is None:
            return _Found(i, end, None, True, "day")
        value = cal.latest_weekday(self.today, int(found[1]))
        forward = after_next if self.sentence.lang == "ar" else self._match(i, "next")
        if forward:
            value += datetime.timedelta(days=7)
        elif (after_last or (before and self._has(at - 1, "last"))) and value == self.today:
            value -= datetime.timedelta(days=7)
        return _Found(i, end, cal.day(value), True, "day")

    def _explicit(self, end: int) -> _Found | None:
        """`الجمعة 3 مايو`, `الأحد (12 مارس)`: the day's own date behind its name."""
        at = end
        if self.forms[at : at + 1] and self.forms[at] in ("(", ",", "،"):
            at += 1
        found = self._absolute(at) or self._numeric(at)
        if found is None or found.granularity != "day":
            return None
        return (
            found._replace(end=found.end + 1) if self.forms[found.end : found.end + 1] == [")"] and at > end else found
        )

    def _season(self, i: int) -> _Found | None:
        lead = self._match(i, "last") or self._match(i, "this") if self.sentence.lang == "en" else None
        at = lead[0] if lead else i
        found = self._match(at, "seasons")
        if not found:
            return None
        end = found[0]
        behind = self._match(end, "last") or self._match(end, "current")
        if not (lead or behind):
            year = self._int(end, _MIN_YEAR, _MAX_YEAR)
            if year is None:
                return None
            begin = Day(year, int(found[1]), 1)
            return _Found(i, end + 1, cal.season(begin, int(found[1]), 0), False, "season")
        end = behind[0] if behind and self.sentence.lang == "ar" else end
        last = self._has(i, "last") or bool(behind and self._has(found[0], "last"))
        days = cal.season(self.today, int(found[1]), -1 if last else 0) if self.today else None
        return _Found(i, end, days, True, "season")

    def _numeral(self, i: int) -> tuple[int, int] | None:
        """The end and value of the number at a token, where it is a whole one."""
        if self._numbers is None:
            self._numbers = {}
            for number in find_numbers(self.sentence) if self._given is None else self._given:
                value = number.low
                if (
                    value is not None
                    and value == number.high
                    and isinstance(value, int | Decimal)
                    and value == int(value)
                ):
                    self._numbers[number.start] = (number.end, int(value))
        return self._numbers.get(i)

    def _several(self, i: int) -> _Found | None:
        """`خلال الأسبوعين الماضيين`, `قبل ثلاثة أيام`, `آخر 24 ساعة`, ``the past 24 hours``, ``two days ago``."""
        if self.sentence.lang == "en":
            return self._several_english(i)
        ago = self._has(i, "ago")
        within = self._has(i, "within") or self._has(i, "late") or ago
        at = i + 1 if within else i
        count, unit, end = self._count(at)
        if unit is None or count is None or count > 400:
            return None
        last = self._match(end, "last")
        if last:
            return self._reach(i, last[0], unit, count)
        if ago:
            if self._has(i, "strictly_since"):
                return self._reach(i, end, unit, count)
            days = cal.ago(self.today, unit, count) if self.today else None
            return _Found(i, end, days, True, _AGO[unit])
        if self._has(i, "within") and unit == "hour":
            return self._reach(i, end, unit, count)
        return None

    def _count(self, at: int) -> tuple[int | None, str | None, int]:
        """A number and a unit of time in either order: `ثلاثة أيام`, `الأيام الثلاثة`, `أسبوعين`."""
        number = self._numeral(at)
        if number:
            unit = self._match(number[0], "units")
            return (number[1], unit[1], unit[0]) if unit else (None, None, at)
        unit = self._match(at, "units")
        if not unit:
            return None, None, at
        if self._has(at, "duals"):
            return 2, unit[1], unit[0]
        number = self._numeral(unit[0])
        if number:
            return number[1], unit[1], number[0]
        plain = self._int(unit[0] + 1, 1, 400) if self.forms[unit[0] : unit[0] + 1] == ["ال"] else None
        return (plain, unit[1], unit[0] + 2) if plain else (None, None, at)

    def _several_english(self, i: int) -> _Found | None:
        at = i + 1 if self.forms[i] == "the" else i
        last = self._match(at, "last")
        number = self._numeral(last[0] if last else at)
        if number:
            unit = self._match(number[0], "units")
            if unit and number[1] <= 400:
                if last:
                    return self._reach(i, unit[0], unit[1], number[1])
                if self._has(unit[0], "ago"):
                    return self._ago(i, unit[0] + 1, unit[1], number[1])
        one = self.forms[i] in ("a", "an")
        unit = self._match(i + 1, "units") if one else None
        if unit and self._has(unit[0], "ago"):
            return self._ago(i, unit[0] + 1, unit[1], 1)
        return None

    def _ago(self, start: int, end: int, unit: str, count: int) -> _Found:
        days = cal.ago(self.today, unit, count) if self.today else None
        return _Found(start, end, days, True, _AGO[unit])

    def _reach(self, start: int, end: int, unit: str, count: int) -> _Found:
        days = cal.back(self.today, unit, count) if self.today else None
        return _Found(start, end, days, True, _REACH[unit])

    def _unit(self, i: int) -> _Found | None:
        """`الشهر الماضي`, `مطلع العام الجاري`, `في وقت سابق من هذا العام`, ``last month``, ``earlier this year``."""
        start, part = i, ""
        earlier, later = self._match(i, "earlier"), self._match(i, "later")
        if earlier or later:
            i = (earlier or later or (i, ""))[0]
        named = self._part(i)
        if named:
            i, part = named
            i += self.sentence.lang == "en" and self.forms[i : i + 1] == ["the"]
        lead = self._match(i, "last") or self._match(i, "next") or self._match(i, "this")
        at = lead[0] if lead else i
        if self.sentence.lang == "ar" and lead and not self._has(i, "this"):
            return None
        unit = self._match(at, "units")
        if not unit or unit[1] in ("hour", "decade"):
            return None
        end = unit[0]
        behind = self._match(end, "last") or self._match(end, "current") or self._match(end, "next")
        if self.sentence.lang == "ar" and behind:
            shift = -1 if self._has(end, "last") else 1 if self._has(end, "next") else 0
            end = behind[0]
            if unit[1] == "year" and self._int(end, _MIN_YEAR, _MAX_YEAR):
                return self._make(
                    start, end + 1, cal.year(self._int(end, _MIN_YEAR, _MAX_YEAR) or 0, part), False, "year"
                )
        elif lead:
            shift = -1 if self._has(i, "last") else 1 if self._has(i, "next") else 0
        elif part and (self.forms[at].startswith("ال") or self.forms[at - 1] == "the"):
            shift = 0
        elif self.sentence.lang == "en" and earlier and self._has(i, "units"):
            return None
        else:
            return None
        if unit[1] == "day" and self.sentence.lang == "ar":
            return None
        days = self._whole(unit[1], shift, part)
        if earlier and days is not None and self.today is not None and days.first <= self.today:
            days = days._replace(last=min(days.last, self.today))
        return _Found(start, end, days, True, unit[1])  # type: ignore[arg-type]

    def _part(self, i: int) -> tuple[int, str] | None:
        """`مطلع`, `نهاية`, ``early``, ``the end of``: what comes behind, and which part of it is meant."""
        for name in ("early", "mid", "late"):
            found = self._match(i, name)
            if found:
                end = found[0]
                return (end + 1 if self.forms[end : end + 1] == ["-"] else end), name
        return None

    def _whole(self, unit: str, shift: int, part: str) -> Days | None:
        if self.today is None:
            return None
        if unit == "day":
            return cal.day(self.today + datetime.timedelta(days=shift))
        if unit == "week":
            return cal.week(self.today, shift)
        if unit == "month":
            return cal.shifted_month(self.today, shift, part)
        return cal.year(self.today.year + shift, part)

    def _deictic(self, i: int) -> _Found | None:
        """`أمس`, `مساء اليوم`, `فجر أمس`, ``yesterday``, ``overnight``."""
        at = i
        part = self._match(at, "parts_of_day") if self.sentence.lang == "ar" and not self._has(i, "days") else None
        if part:
            at = part[0]
        word = self._match(at, "day_word")
        if word and self._has(word[0], "days"):
            at = word[0]
        night = self._match(i, "overnight")
        if night:
            days = Days(self.today - datetime.timedelta(days=1), self.today, "day") if self.today else None
            return _Found(i, night[0], days, True, "day")
        found = self._match(at, "days")
        if not found:
            return None
        end = found[0]
        if self.sentence.lang == "ar" and (parted := self._match(end, "parts_of_day")):
            end = parted[0]
        if self.sentence.lang == "en" and (parted := self._match(end, "parts_of_day")):
            end = parted[0]
        weekday = self._match(end, "weekdays")
        if weekday:
            end = weekday[0]
        elif self.forms[end : end + 1] == ["("] and (weekday := self._match(end + 1, "weekdays")):
            end = weekday[0] + 1
        days = cal.day(self.today + datetime.timedelta(days=int(found[1]))) if self.today else None
        if weekday and self.today is not None and int(found[1]) <= 0:
            # the day's name is surer than "today", which feeds carry over midnight
            days = cal.day(cal.latest_weekday(self.today, int(weekday[1])))
        return _Found(i, end, days, True, "day")

    def _year(self, i: int) -> _Found | None:
        part = self._part(i)
        at = part[0] if part else i
        word = self._match(at, "year_word")
        year = self._int(word[0] if word else at, _MIN_YEAR, _MAX_YEAR)
        if year is None:
            return None
        end = (word[0] if word else at) + 1
        if (
            not word
            and not part
            and not (
                self._has(at - 1, "within")
                or self._has(at - 1, "since")
                or self._has(at - 1, "until")
                or self._has(at - 1, "between")
                or self._joined_year(at)
            )
        ):
            return None
        if not word and self._numeral(at):
            return None
        return _Found(i, end, cal.year(year, part[1] if part else ""), False, "year")

    def _joined_year(self, at: int) -> bool:
        before = self.forms[at - 1] if at else ""
        return before in ("و", "-", "(", "and") and (
            before == "(" or self._int(at - 2, _MIN_YEAR, _MAX_YEAR) is not None
        )

    def _since_event(self, start: int, floor: int) -> bool:
        """`منذ بدء الهجوم السبت`, ``since fighting broke out in May``: the event of that date is where it begins."""
        for at in range(start - 1, max(floor, start - _EVENT_REACH) - 1, -1):
            if self.forms[at] in _STOPS:
                return False
            if self._has(at, "strictly_since"):
                return True
        return False

    # --- what leads to it ------------------------------------------------------------------------------------

    def _led(self, found: _Found, floor: int) -> DateMention:
        """Take in what leads to a date, and open it to the publication behind `منذ` and ``since``."""
        start, days = found.start, found.days
        since = False
        for back in (1, 2):
            at = start - back
            if at >= floor and (match := self._match(at, "strictly_since")) and match[0] == start:
                since, start = True, at
                break
        if not since and self._has(found.start, "strictly_since"):
            since = True
        if not since:
            since = self._since_event(start, floor)
        if since and days is not None and self.today is not None and days.first <= self.today:
            days = Days(days.first, max(self.today, days.first), "open")
        return DateMention(
            start,
            found.end,
            days.first.isoformat() if days else None,
            days.last.isoformat() if days else None,
            days.granularity if days and not since else "open" if since else found.granularity,
            found.relative,
            since,
        )
