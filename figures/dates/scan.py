"""The tokens of a sentence with what the words of time say of them: what each kind of date is read from."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from figures.dates.calendar import Day, Days
from figures.dates.words import Begun, Lexicon, longest
from figures.model import Granularity, Number
from figures.numbers import find_numbers
from figures.text import Sentence, split_clitics

YEARS = range(1900, 2101)
STOPS = frozenset(".,،؛;:!?؟")
ARTICLES = frozenset(("a", "an", "the"))
_MAX_DIGITS = 4


class Found(NamedTuple):
    """A date that was read: its tokens, its days where they are known, and whether the publication decides them."""

    start: int
    end: int
    days: Days | None
    relative: bool
    granularity: Granularity
    weak: bool = False
    """Whether it gives way to any other time of its sentence: `حاليا`, `في الأيام الماضية`."""
    dayless: bool = False
    """Whether another sentence may tell its day: a clock time, `خلال الاحتجاجات`."""
    told: int | None = None
    """Days from the one that was named before: `اليوم التالي`."""
    month_day: int | None = None
    """The day of the month that was named before: `19 من الشهر نفسه`; 0 is all of it."""
    now: bool = False
    """Whether it only says that something holds at present: `حاليا`."""
    unyeared: bool = False
    """Whether a time that has passed names no year, so that what is still to come is to come in the next one."""


def made(start: int, end: int, days: Days | None, relative: bool, granularity: Granularity) -> Found | None:
    """A date, or ``None`` where there is no such day."""
    return Found(start, end, days, relative, granularity) if days else None


class Scan:
    """A sentence as the grammar of dates sees it. Every question may be asked of any index, in the sentence or not."""

    __slots__ = ("_begun", "_given", "_numbers", "arabic", "english", "forms", "n", "sentence", "today", "words")

    def __init__(self, sentence: Sentence, words: Lexicon, today: Day | None, numbers: Sequence[Number] | None) -> None:
        self.sentence, self.words, self.today = sentence, words, today
        self.english, self.arabic = sentence.lang == "en", sentence.lang == "ar"
        self.forms = sentence.forms
        self.n = len(self.forms)
        self._given = numbers
        self._begun: list[Begun | None] = [None] * self.n
        self._numbers: dict[int, tuple[int, int]] | None = None

    def match(self, i: int, category: str) -> tuple[int, str] | None:
        """The end and the meaning of the longest phrase of a category at a token."""
        if not 0 <= i < self.n:
            return None
        begun = self._begun[i]
        if begun is None:
            begun = self._begun[i] = self.words.begun_by(self.forms[i])
        options = begun.get(category)
        return None if options is None else longest(self.forms, i, options)

    def has(self, i: int, category: str) -> bool:
        """Whether a phrase of a category stands at a token."""
        return self.match(i, category) is not None

    def joined(self, i: int) -> bool:
        """Whether a token has an "and" of Arabic before it: `والأحد`."""
        return any(particles == "و" and not article for particles, article, _ in split_clitics(self.forms[i]))

    def whole(self, i: int, low: int, high: int) -> int | None:
        """The digits at a token, where they are a number within bounds."""
        if 0 <= i < self.n:
            form = self.forms[i]
            if form.isdecimal() and len(form) <= _MAX_DIGITS and low <= int(form) <= high:
                return int(form)
        return None

    def year(self, i: int) -> int | None:
        """The digits at a token, where they can be a year."""
        return self.whole(i, YEARS.start, YEARS.stop - 1)

    def numeral(self, i: int) -> tuple[int, int] | None:
        """The end and value of the number at a token, in digits or words, where it is a whole one."""
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

    def begins_with_numeral(self, i: int) -> bool:
        """Whether a number in words could lead a date here: ``two days ago``; English alone begins one so."""
        return self.english and (self.forms[i] in ARTICLES or self.numeral(i) is not None)

    def part(self, i: int) -> tuple[int, str] | None:
        """`مطلع`, `نهاية`, ``early``, ``the end of``: what comes behind, and which part of it is meant."""
        for name in ("early", "mid", "late"):
            found = self.match(i, name)
            if found and name == "mid" and self.has(i - 1, "units") and self.arabic and self.joined(i):
                return None  # سنتين ونصف السنة
            if found:
                end = found[0]
                return (end + 1 if self.forms[end : end + 1] == ["-"] else end), name
        return None
