"""The days that an article tells of, with and without a year, whether or not its publication is known.

Feeds date by the day of publication or not at all, while texts say `اليوم الجمعة 29 تشرين الثاني`. Dates are read
twice, as if published on two days that differ in year, month, day and weekday: what comes out alike is said by the
words themselves, what moves along is told from the day of publication.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from figures.dates import find_dates
from figures.dates.calendar import parse_day
from figures.dates.words import languages, load_words
from figures.text import Sentence

_FIRST, _SECOND = "2001-12-31", "2005-07-01"
_FIRST_DAY, _SECOND_DAY = datetime.date(2001, 12, 31), datetime.date(2005, 7, 1)
_NEAR = 10
"""Days between a day that is told of and the publication, up to which the day can be that of the news."""

_WEEK = 7
_KINDS = frozenset(("months", "weekdays", "days"))
_REACH = 3
"""Tokens between a word for a month or a sign between figures, and the figures of the date."""
_MOST_WEEKDAYS = 4
_MEMO = 1 << 15


class Told(NamedTuple):
    """What a text says of when: month and day as ``month * 100 + day``, in order, weekdays (Monday is 0), years, and
    the days near the publication as ordinals. The first few of each are the news; what follows is background."""

    dates: tuple[int, ...] = ()
    weekdays: frozenset[int] = frozenset()
    years: frozenset[int] = frozenset()
    days: tuple[int, ...] = ()


def told(sentences: Iterable[Sentence], published: str | None) -> Told:
    """What the sentences of an article, published on an ISO date or nobody knows when, say of when."""
    today = parse_day(published)
    dates: list[int] = []
    weekdays: list[int | None] = []
    years: set[int] = {today.year} if today else set()
    days: list[int] = []
    for sentence in sentences:
        at = _openings(sentence.forms)
        if not at:
            continue
        first = find_dates(sentence, _FIRST, at, (), strictly=True)
        if not first:
            continue
        again = [i for i in at if any(date.start <= i < date.end for date in first)]
        for one, other in zip(first, find_dates(sentence, _SECOND, again, (), strictly=True), strict=False):
            x, y = parse_day(one.from_), parse_day(other.from_)
            if x is None or y is None or one.granularity not in ("day", "hour", "minute"):
                continue
            fixed = (x.month, x.day) == (y.month, y.day)
            weekday = x.weekday() if x.weekday() == y.weekday() and x != y and not fixed else None
            if fixed:
                dates.append(x.month * 100 + x.day)
            if x == y:
                years.add(x.year)
            weekdays.append(weekday)
            day = _resolved(x, y, fixed, weekday, today) if today else None
            if day is not None:
                days.append(day)
    return Told(
        tuple(dates),
        frozenset(day for day in weekdays[:_MOST_WEEKDAYS] if day is not None),
        frozenset(years),
        tuple(days),
    )


def _resolved(
    x: datetime.date, y: datetime.date, fixed: bool, weekday: int | None, today: datetime.date
) -> int | None:
    """The day near the publication that a date means, as an ordinal; ``None`` where it is far away."""
    if x == y:
        day = x.toordinal()
    elif fixed:
        day = min((_in_year(x, today.year + k) for k in (-1, 0, 1)), key=lambda d: (abs(d - today.toordinal()), d))
    elif weekday is not None:
        day = today.toordinal() - (today.weekday() - weekday) % _WEEK
    elif x - _FIRST_DAY == y - _SECOND_DAY:
        day = today.toordinal() + (x - _FIRST_DAY).days
    else:
        return None
    return day if abs(day - today.toordinal()) <= _NEAR else None


def _in_year(day: datetime.date, year: int) -> int:
    return datetime.date(year, day.month, min(day.day, 28) if day.month == 2 else day.day).toordinal()


def _openings(forms: Sequence[str]) -> list[int]:
    """Tokens that the days that matter here may begin with: words for months, weekdays and days, and digits by them."""
    found: set[int] = set()
    if not any(map(of_time, forms)):
        return []
    for i, form in enumerate(forms):
        if of_time(form):
            found.add(i)
            found.update(k for k in range(max(0, i - _REACH), min(len(forms), i + _REACH + 1)) if forms[k][0].isdigit())
    return sorted(found)


@lru_cache(maxsize=_MEMO)
def of_time(form: str) -> bool:
    """Whether a folded form is, or begins, a word for a month, a weekday or a day, or parts the figures of a date."""
    tails = _tails()
    if form[-_TAIL:] not in tails and form[-_SHORT:] not in tails:
        return False
    return form == "/" or any(not _KINDS.isdisjoint(load_words(language).begun_by(form)) for language in languages())


_TAIL, _SHORT = 3, 2


@lru_cache(maxsize=1)
def _tails() -> frozenset[str]:
    """How words of time end, a short one as it is: particles stand before a word, so most forms are told to be none by
    their last letters."""
    heads = {head for language in languages() for head in load_words(language).heads(_KINDS)}
    return frozenset((*(head[-_TAIL:] for head in heads), "/"))


def apart(first: Iterable[int], second: Iterable[int]) -> float:
    """Days between the nearest of two sets of months and days, whatever the year."""
    return min(_circle(abs(_of_year(x) - _of_year(y))) for x in first for y in second)


def _circle(days: float) -> float:
    return min(days, 365 - days)


def _of_year(date: int) -> float:
    month, day = divmod(date, 100)
    return (month - 1) * 30.44 + day
