"""Times of news beside other parsers: how many phrases of the tables of tests each reads to the same days.

    uv run python bench/dates.py [--wrong]

The tables are ``tests/data/dates_ar.yml`` and ``dates_en.yml``: a phrase between «» in its sentence, the day of
publication, and the days that it means, by the conventions of ``docs/method.md``. Each parser runs in an environment
of its own and is told the language and the day of publication, and looks back from there. It may answer twice, from
the whole sentence and from the phrase alone, and the better answer counts; where it says how wide its answer is (a
month, a year), it is taken at its word. *Start* is the share of phrases whose first day is right, *exact* that of
both days, *near* that of days of which half are shared. A parser that gives one moment cannot say "the past three
days" or "last autumn": *sayable* counts only phrases that are one day, week, month or year of the calendar, which all
can. *Silent* is the share of phrases without days (``since the war began``, a weekday of an article without a date)
at which it rightly gives none; a phrase without a day of publication is read by the others from today, since they
have no other way.
"""

from __future__ import annotations

import sys

sys.path[0] += "/tools"  # not this folder: its numbers.py would stand in for the standard library's

import argparse
import calendar
import datetime
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from environments import python_with, run_json

from figures.dates import find_dates
from figures.text import Sentence, fold

TABLES = Path(__file__).resolve().parents[1] / "tests" / "data"

Days = tuple[datetime.date, datetime.date]

DATEPARSER = """
import json, sys, warnings
from datetime import datetime
warnings.simplefilter("ignore")
from dateparser.calendars.hijri import HijriCalendar
from dateparser.date import DateDataParser
from dateparser.search import search_dates

def read(text, lang, today):
    settings = {"PREFER_DATES_FROM": "past", "DATE_ORDER": "DMY", "PREFER_DAY_OF_MONTH": "first"}
    if today:
        settings["RELATIVE_BASE"] = datetime.fromisoformat(today + "T12:00")
    return DateDataParser(languages=[lang], settings=settings).get_date_data(text), settings

def answers(row):
    sentence, phrase, lang, today = row
    data, settings = read(phrase, lang, today)
    if data.date_obj is None and phrase:
        try:
            hijri = HijriCalendar(phrase).get_date()
            if hijri and hijri.date_obj and hijri.date_obj.date() != datetime.now().date():  # else it read nothing
                data = hijri
        except (OverflowError, ValueError):
            pass  # no day of its calendar
    found = [data]
    for text, _ in search_dates(sentence, languages=[lang], settings=settings) or []:
        found.append(read(text, lang, today)[0])
    return [[d.date_obj.date().isoformat(), None, d.period] for d in found if d is not None and d.date_obj]

print(json.dumps([answers(row) for row in json.load(sys.stdin)]))
"""

MAHA = """
import json, sys, warnings
from datetime import datetime, timedelta
warnings.simplefilter("ignore")
from dateutil.relativedelta import relativedelta
from maha.parsers.functions import parse_dimension

FINE = ("day", "days", "weekday", "hour", "hours", "minute", "minutes", "am_pm")

def period(value):
    fields = str(value)
    if any(name + "=" in fields for name in FINE):
        return "day"
    return next((p for p in ("week", "month", "year") if p + "=" in fields or p + "s=" in fields), "day")

def back(value, base):
    # news tells of what has been: a weekday or month to come is the one before, where no year or word says otherwise
    day, fields = base + value, str(value)
    if day > base and not any(name in fields for name in ("year", "days=", "weeks=", "months=", "next")):
        day = day - timedelta(days=7) if "weekday=" in fields else day - relativedelta(years=1)
    return day.date().isoformat()

def answers(row):
    sentence, phrase, lang, today = row
    base = datetime.fromisoformat(today) if today else datetime.now()
    result = []
    for text in (phrase, sentence):
        for found in parse_dimension(text, time=True) if text else []:
            value = found.value
            ends = (value.start, value.end) if hasattr(value, "start") else (value, None)
            try:
                first, last = [back(e, base) if e is not None else None for e in ends]
            except Exception:
                continue  # a value that no day can be made of is no answer
            if first or last:
                result.append([first or last, last, period(value)])
    return result

print(json.dumps([answers(row) for row in json.load(sys.stdin)]))
"""

PARSERS = {
    "dateparser": (("dateparser[calendars]==1.2.1",), ("ar", "en"), DATEPARSER),
    "Maha": (("mahad==0.3.0", "regex<2022", "setuptools<81"), ("ar",), MAHA),
}


class Phrase(NamedTuple):
    """A row of a table: the sentence, its phrase of time, when it was published, and the days that it means."""

    sentence: str
    phrase: str
    lang: str
    published: str | None
    days: Days | None


def load(lang: str) -> list[Phrase]:
    """The phrases of a language."""
    rows: list[dict[str, Any]] = yaml.safe_load((TABLES / f"dates_{lang}.yml").read_text(encoding="utf-8"))
    result = []
    for row in rows:
        before, _, rest = row["text"].partition("«")
        phrase, _, after = rest.partition("»")
        dated = row["from"] not in (None, "open")
        days = (datetime.date.fromisoformat(row["from"]), datetime.date.fromisoformat(row["to"])) if dated else None
        result.append(Phrase(before + phrase + after, phrase, lang, row["published"], days))
    return result


def own(phrase: Phrase) -> list[Days]:
    """What ``figures`` reads, from the whole sentence alone."""
    text = fold(phrase.sentence)
    found = find_dates(Sentence(text, 0, len(text.folded)), phrase.published)
    return [
        (datetime.date.fromisoformat(m.from_), datetime.date.fromisoformat(m.to)) for m in found if m.from_ and m.to
    ]


def widened(first: str, last: str | None, period: str) -> Days:
    """An answer as days: a moment is its day, or the week, month or year that the parser says it stands for."""
    day = datetime.date.fromisoformat(first)
    if last is not None:
        return day, datetime.date.fromisoformat(last)
    if period == "week":
        monday = day - datetime.timedelta(days=day.weekday())
        return monday, monday + datetime.timedelta(days=6)
    if period == "month":
        return day.replace(day=1), day.replace(day=calendar.monthrange(day.year, day.month)[1])
    if period == "year":
        return datetime.date(day.year, 1, 1), datetime.date(day.year, 12, 31)
    return day, day


def sayable(days: Days) -> bool:
    """Whether days are one day, week, month or year of the calendar."""
    day = days[0].isoformat()
    return any(widened(day, None, period) == days for period in ("day", "week", "month", "year"))


def shared(a: Days, b: Days) -> float:
    """The days of both as a share of the days of either."""
    both = (min(a[1], b[1]) - max(a[0], b[0])).days + 1
    either = (max(a[1], b[1]) - min(a[0], b[0])).days + 1
    return max(0, both) / either


def print_score(title: str, phrases: list[Phrase], found: list[list[Days]], wrong: bool) -> None:
    """One row of the table; with ``wrong`` also the phrases that were read to other days."""
    dated = [(p, p.days, answers) for p, answers in zip(phrases, found, strict=True) if p.days]
    open_ = [answers for p, answers in zip(phrases, found, strict=True) if not p.days]
    start = sum(any(a[0] == days[0] for a in answers) for _, days, answers in dated)
    exact = sum(days in answers for _, days, answers in dated)
    near = sum(any(shared(a, days) >= 0.5 for a in answers) for _, days, answers in dated)
    plain = [(days, answers) for _, days, answers in dated if sayable(days)]
    said = sum(days in answers for days, answers in plain)
    silent = sum(not answers for answers in open_)
    cells = [f"{n:4}/{of:<4}{100 * n / max(1, of):5.1f}%" for n, of in (
        (start, len(dated)), (exact, len(dated)), (near, len(dated)), (said, len(plain)), (silent, len(open_)))]
    print(f"{title:12} {'  '.join(cells)}")
    for phrase, days, answers in dated if wrong else ():
        if days not in answers:
            read = ", ".join(f"{a} to {b}" for a, b in answers) or "nothing"
            print(f"    {phrase.phrase!r} of {phrase.published}: {days[0]} to {days[1]}, read as {read}")


def main() -> None:
    """Run every parser on its languages and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--wrong", action="store_true", help="print what each parser read otherwise")
    args = parser.parse_args()
    for lang in ("ar", "en"):
        phrases = load(lang)
        unsayable = [p.phrase for p in phrases if p.days and not sayable(p.days)]
        print(f"== {lang}: {len(phrases)} phrases, {sum(p.days is not None for p in phrases)} with days")
        heads = ("start", "exact", "near", "sayable, exact", "silent")
        print(f"{'parser':12} {'  '.join(f'{head:^15}' for head in heads)}")
        print_score("figures", phrases, [own(phrase) for phrase in phrases], args.wrong)
        for title, (requirements, languages, script) in PARSERS.items():
            if lang not in languages:
                continue
            python = python_with(title.lower(), *requirements)
            if python is None:
                print(f"{title:12} cannot be installed here")
                continue
            rows = [[p.sentence, p.phrase, p.lang, p.published] for p in phrases]
            answers = run_json(python, script, rows)
            found = [[widened(*answer) for answer in answers_] for answers_ in answers]
            print_score(title, phrases, found, args.wrong)
        print(f"not one day, week, month or year ({len(unsayable)}): {', '.join(dict.fromkeys(unsayable))}")


if __name__ == "__main__":
    main()
