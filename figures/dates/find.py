"""Finding dates: one walk over the tokens, a small grammar at every word that a date may hang on.

The grammar is one for both languages; what differs is where modifiers stand (`الشهر الماضي`, ``last month``), so both
places are looked at. A date takes in what leads to it (`يوم`, `مساء`, `منذ`, ``since``, ``early``) and what follows
(a second month name, a year, `الماضي`).
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from functools import lru_cache

from figures.dates import calendar as cal
from figures.dates.absolute import absolute, day_of_month, hijri, month_ordinal, numeric, same_month, year
from figures.dates.calendar import Days, parse_day
from figures.dates.decades import decade
from figures.dates.feasts import feast
from figures.dates.joined import CLOSE, EVENT_REACH, DateMention, from_day, joined
from figures.dates.named import clock, deictic, season, told_day, weekday, weekend
from figures.dates.scan import ARTICLES, STOPS, Found, Scan
from figures.dates.stretches import begun, calendar_unit, during, part_of_year, several, vague
from figures.dates.words import languages, load_words, longest
from figures.model import Number
from figures.text import Sentence, words_within

_YEAR_DIGITS, _POINTS = 4, 2
_RARE_REACH = 4
"""Tokens back from `منذ` to the superlative that it qualifies."""


def find_dates(
    sentence: Sentence,
    published: str | None,
    at: Sequence[int] | None = None,
    numbers: Sequence[Number] | None = None,
    strictly: bool = False,
) -> list[DateMention]:
    """The dates of a sentence in order, not overlapping. ``published`` is the article's ISO date, if it has one;
    ``at`` are the tokens that ``opens_date`` is true of, ``numbers`` what ``find_numbers`` finds, both worked out
    here where they are not given. ``strictly`` looks at no token but those of ``at``: a number in words begins none."""
    words = load_words(sentence.lang)
    forms = sentence.forms
    at = [i for i, form in enumerate(forms) if opens_date(form)] if at is None else at
    if not any(_may_hold(sentence.lang, forms[i]) for i in at):
        return []
    scan = Scan(sentence, words, parse_day(published), numbers)
    if scan.english and not strictly:
        at = sorted({*at, *(i for i in range(scan.n) if scan.begins_with_numeral(i))})
    return _find(scan, at)


def opens_date(form: str) -> bool:
    """Whether a date may begin with a folded form or hang on it: a digit, a word of time of any language."""
    if form == "/" or form[0].isdigit():
        return True
    if _heads().isdisjoint(words_within(form)):
        return False  # as nearly all forms, with one look for all languages
    return any(load_words(lang).opens(form) for lang in languages())


def opens_earlier(sentence: Sentence) -> bool:
    """Whether a sentence begins with words that set it off from what was told before: `وفي وقت سابق`, ``Earlier``."""
    words = load_words(sentence.lang)
    return any(
        longest(sentence.forms, i, words.begun_by(sentence.forms[i]).get("earlier", ())) is not None
        for i in range(min(2, len(sentence.forms)))
    )


def glued(sentence: Sentence, start: int) -> int:
    """How many letters of a glued conjunction stand before a date that begins at a token (`وأمس`)."""
    form, heads = sentence.forms[start], load_words(sentence.lang).forms
    return int(sentence.lang == "ar" and form[0] == "و" and form not in heads and form[1:] in heads)


@lru_cache(maxsize=1)
def _heads() -> frozenset[str]:
    """The forms that phrases of time begin with, in any language."""
    return frozenset().union(*(load_words(lang).forms for lang in languages()))


_PART = ("early", "mid", "late")
_KINDS: tuple[tuple[Callable[[Scan, int], Found | None], bool, frozenset[str]], ...] = tuple(
    (read, digits, frozenset(categories))
    for read, digits, categories in (
        (numeric, True, ("hijri_sign",)),
        (absolute, True, (*_PART, "ordinals", "month_word", "months")),
        (hijri, True, ("hijri", "month_word")),
        (weekday, False, ("parts_of_day", "day_word", "last", "next", "this", "late", "early", "weekdays")),
        (season, False, ("last", "this", "next", "seasons")),
        (several, True, ("ago", "within", "late", "units", "last", "next")),
        (weekend, False, ("last", "this", "next", "weekend")),
        (calendar_unit, False, (*_PART, "earlier", "later", "last", "next", "this", "units")),
        (deictic, False, ("parts_of_day", "day_word", "overnight", "days")),
        (year, True, (*_PART, "year_word")),
        (begun, False, ("strictly_since",)),
        (during, False, ("during", "strictly_since", "since_then")),
        (day_of_month, True, ("ordinals",)),
        (month_ordinal, False, ("month_word",)),
        (same_month, False, ("same_month",)),
        (decade, True, (*_PART, "decades")),
        (feast, False, ("feasts", "feast_days")),
        (told_day, False, ("told_days",)),
        (clock, True, ("clock", "bare_parts", "now")),
        (vague, False, ("ago", "last", "next", "recent", "few", "plurals")),
        (part_of_year, False, ("spans",)),
    )
)
"""What a date can be: what reads it, whether it may begin with digits, and the categories of the words that it may
begin with."""

_MEMO = 1 << 15


@lru_cache(maxsize=_MEMO)
def _readers(lang: str, form: str) -> tuple[Callable[[Scan, int], Found | None], ...]:
    """What may read a date that begins with a form; a number in words begins what a figure does."""
    begun, digits = load_words(lang).begun_by(form), form[0].isdigit()
    if form in ARTICLES or not (begun or digits):
        return (several, *(read for read, _, categories in _KINDS if not categories.isdisjoint(begun)))
    return tuple(
        read
        for read, takes_digits, categories in _KINDS
        if (digits and takes_digits) or not categories.isdisjoint(begun)
    )


@lru_cache(maxsize=_MEMO)
def _may_hold(lang: str, form: str) -> bool:
    """Whether a sentence with this form may hold a date."""
    dated = form[0].isdigit() and (len(form) == _YEAR_DIGITS or form.count(".") == _POINTS)
    return dated or form == "/" or load_words(lang).is_anchor(form)


def _find(scan: Scan, at: Sequence[int]) -> list[DateMention]:
    """All dates from left to right, the longest at each of the tokens ``at``."""
    result: list[DateMention] = []
    weak: list[DateMention] = []
    behind = 0
    for i in at:
        found = _at(scan, i) if i >= behind else None
        if found is None:
            continue
        behind = found.end
        if found.told is not None:
            found = _told(found, result[-1] if result else None)
        elif found.month_day is not None:
            found = _in_month(found, result)
        if found is None or _is_name(scan, found):
            continue
        mention = _led(scan, found, result[-1].end if result else 0)
        if mention.since and _measures(scan, mention.start):
            continue
        one = joined(scan, result[-1], mention) if result and not found.weak else None
        if one is not None:
            result[-1] = one
        elif found.weak:
            weak.append(mention._replace(dayless=found.dayless))
        else:
            result.append(from_day(scan, mention, result[-1].end if result else 0))
    return result or weak


def _at(scan: Scan, i: int) -> Found | None:
    """The longest date that begins at a token, of whatever kind."""
    best: Found | None = None
    for read in _readers(scan.sentence.lang, scan.forms[i]):
        found = read(scan, i)
        if found is not None and (best is None or found.end - found.start > best.end - best.start):
            best = found
    return best


def _told(found: Found, named: DateMention | None) -> Found | None:
    """`في اليوم التالي` counted from the day that was named last; the same day says nothing new."""
    if not found.told:
        return None
    day = parse_day(named.from_) if named and named.granularity == "day" else None
    return found._replace(days=cal.day(day + datetime.timedelta(days=found.told))) if day else found


def _in_month(found: Found, named: list[DateMention]) -> Found | None:
    """`19 من الشهر نفسه`: a day of the month that was named last, or all of it; without days where none was named."""
    first = next((parse_day(d.from_) for d in reversed(named) if d.granularity in ("day", "month") and d.from_), None)
    if first is None:
        return found if found.month_day else None
    if not found.month_day:
        return found._replace(days=cal.month(first.year, first.month))
    value = cal.valid(first.year, first.month, found.month_day)
    return found._replace(days=cal.day(value)) if value else None


def _is_name(scan: Scan, found: Found) -> bool:
    """Whether something is called by a date (`ثورة 25 يناير`, `صحيفة "26 سبتمبر"`), or comes before it (`قبيل`)."""
    before, start, end = found.start - 1, found.start, found.end
    if before < 0:
        return False
    quoted = scan.forms[before] == '"' and scan.forms[end : end + 1] == ['"']
    if scan.forms[start][0].isdigit() and (quoted or scan.has(before - quoted, "named_after")):
        return True
    return any((ahead := scan.match(start - k, "ahead")) and ahead[0] == start for k in (1, 2, 3))


def _measures(scan: Scan, at: int) -> bool:
    """Whether a time behind `منذ` only says how rare something is: `الأعنف منذ عام 2011`, ``the first since May``."""
    for back in range(at - 1, max(-1, at - 1 - _RARE_REACH), -1):
        if scan.forms[back] in STOPS:
            return False
        if scan.has(back, "superlatives"):
            return True
    return False


def _led(scan: Scan, found: Found, floor: int) -> DateMention:
    """Take in what leads to a date, and open it to the publication behind `منذ` and ``since``."""
    start, days = found.start, found.days
    since = False
    for back in (1, 2):
        at = start - back
        if at >= floor and (match := scan.match(at, "strictly_since")) and match[0] == start:
            since, start = True, at
            break
    if not since and scan.has(found.start, "strictly_since"):
        since = True
    if not since:
        since = _since_event(scan, start, floor)
    if since and days is not None and scan.today is not None and days.first <= scan.today:
        days = Days(days.first, max(scan.today, days.first), "open")
    return DateMention(
        start,
        found.end,
        days.first.isoformat() if days else None,
        days.last.isoformat() if days else None,
        days.granularity if days and not since else "open" if since else found.granularity,
        found.relative,
        since,
        now=found.now,
        unyeared=found.unyeared and not since,
        another=not since and _of_another(scan, start, found),
    )


def _of_another(scan: Scan, start: int, found: Found) -> bool:
    """Whether a time is that of an election to come (`المقررة العام المقبل`), or that at which something began that has
    lasted (``the rains, which began in March``): not where it began on a day of this week."""
    leads = range(start - 2, start)
    if any((led := scan.match(at, "scheduled")) and led[0] >= start - 1 for at in leads):
        return True
    if found.granularity == "day" and found.relative and not found.unyeared:
        return False
    return any((begun := scan.match(at, "begun")) and start - 1 <= begun[0] <= start for at in leads)


def _since_event(scan: Scan, start: int, floor: int) -> bool:
    """`منذ بدء الهجوم السبت`, ``since fighting broke out in May``: the event of that date is where it begins."""
    aside = start > 1 and scan.forms[start - 1] in ("،", ",") and any(
        scan.has(at, "beginnings") for at in range(max(floor, start - 1 - CLOSE), start - 1)
    )  # منذ بداية الجفاف، عام 2015
    for at in range(start - 1 - aside, max(floor, start - EVENT_REACH) - 1, -1):
        if scan.forms[at] in STOPS:
            return False
        if scan.has(at, "strictly_since"):
            return True
    return False
