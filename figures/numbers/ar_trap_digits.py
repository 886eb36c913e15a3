"""Digits of Arabic text that count nothing: years, dates, times; what signs and names say is asked as well."""

from __future__ import annotations

import re

from figures.numbers.ar_trap_names import ANY_YEAR, MAX_CHAIN
from figures.numbers.ar_trap_signs import HIJRI, YEARS, SignTraps

_CLOCK = re.compile(r"(?:[01]?[0-9]|2[0-4])\.[0-5][05]\Z")
_MONTH_LISTS = frozenset(("months", "month_heads", "month_words"))
_CLOCK_LISTS = frozenset(("clock", "clock_after"))


STAMP = 3
"""Tokens of the longest line that only says how old a page is or how often it was read."""


class DigitTraps(SignTraps):
    """Traps for the digits of one sentence."""

    __slots__ = ()

    def skip(self, i: int) -> int:
        """Where to go on behind the digits at ``i`` that are no number; ``i`` where nothing speaks against them."""
        form = self.forms[i]
        before, after = self.forms[i - 1] if i else "", self._next(i)
        plain = form.isdecimal()
        end = self._signs(i, form, before, after, plain)
        if end > i:
            return end
        if plain and self.n <= STAMP and self._stamp(i, before, after):
            return i + 1
        if len(after) == 3 and len(form) <= 3 and plain and after.isdecimal():
            return i  # 10 000
        following = self._of(after)
        calibre = "calibre_units" in following or (not plain and "." in form and not self.counted(i))
        if "named_after" in following or (calibre and "weapons" in self._of(before)):
            return i + 1
        end = self._date(i, form, before, following, plain)
        if end > i:
            return end
        if self._clock(i, form, before, following):
            return i + 1
        if self._named(i, form, before):
            return self._chain(i + 1)
        if plain and 2 <= len(form) <= 4 and self._year(i, int(form), before, after):
            return self._chain(i + 1, years=True)
        return i

    def _stamp(self, i: int, before: str, after: str) -> bool:
        """`منذ 14 ساعة`, `316 زيارة`: a line of its own on a page tells of the page."""
        names = self._of(after)
        return self.n == i + 2 and (
            "visits" in names or (i == 1 and "since" in self._of(before) and "time_units" in names)
        )

    def _date(self, i: int, form: str, before: str, following: frozenset[str], plain: bool) -> int:
        """Where a date ends that begins here: `7 أكتوبر`, `7 و8 أكتوبر`, `بتاريخ 12`, `أكتوبر 2015`."""
        if not plain or len(form) > 4:
            return i
        value = int(form)
        if value <= 31:
            end = self._month_follows(i, following)
            if end > i:
                return end
            if "date_heads" in self._of(before) and not before.startswith("ال") and not self.counted(i):
                return self._chain(i + 1)
        dated = value in ANY_YEAR or (value <= 31 and not self.counted(i))
        return self._chain(i + 1, years=True) if dated and self._behind_month(i, before) else i

    def _behind_month(self, i: int, before: str) -> bool:
        """`أكتوبر 2015`, `يوليو (تموز) 2015`, `تشرين الثاني 1899`."""
        if "months" in self._of(before):
            return True
        month = self._of(self.forms[i - 2]) if i >= 2 else frozenset()
        if before == ")":
            return "months" in month
        return "ordinals" in self._of(before) and not _MONTH_LISTS.isdisjoint(month)

    def _month_follows(self, i: int, following: frozenset[str]) -> int:
        """Where to go on behind days before the name of a month: `7 و8 أكتوبر`, `من 3 إلى 5 مايو`, `1 من رمضان`."""
        j = i
        while j + 1 < self.n and j - i < MAX_CHAIN:
            names = self._of(self.forms[j + 1]) if j > i else following
            if "months" in names or "month_heads" in names or "this_month" in names:
                return j + 2
            nxt = self._next(j + 1)
            if self.forms[j + 1] == "/" or self.forms[j + 1] in self.words.partitive:
                return i if _MONTH_LISTS.isdisjoint(self._of(nxt)) else j + 3
            if "joins" not in names and self.forms[j + 1] not in ("-", "،", ","):
                return i
            j += 2
            if j < self.n and self.forms[j] == "و":
                j += 1
            if j >= self.n or not self.forms[j].isdecimal() or int(self.forms[j]) > 31:
                return i
        return i

    def _minute(self, i: int) -> bool:
        """`في الدقائق العاشرة و32 و49`: one of a row of minutes of a match."""
        for j in range(i - 1, max(i - MAX_CHAIN, -1), -1):
            form = self.forms[j]
            names = self._of(form)
            if "minutes" in names:
                return not self.counted(i)
            if form not in ("و", "،", ",", "+") and not form.isdecimal() and "ordinals" not in names:
                return False
        return False

    def _clock(self, i: int, form: str, before: str, following: frozenset[str]) -> bool:
        if before and self._minute(i):
            return True
        if "clock" in self._of(before) or (before == "و" and self._within(i - 1, "clock", 2)):
            return True
        hours = _CLOCK.match(form) is not None
        if "clock_after" in following and (hours or (form.isdecimal() and int(form) <= 24)):
            return True
        if not hours or (form[0] == "0" and form[1] != "."):
            return hours
        near = self.forms[max(0, i - 6) : i + 6]
        return any(not _CLOCK_LISTS.isdisjoint(self._of(other)) for other in near)

    def _year(self, i: int, value: int, before: str, after: str) -> bool:
        behind, following = self._of(before), self._of(after)
        if value < 100:
            return "year_heads" in behind and not before.startswith("ال") and value > 31 and self._loose(i)
        era = "era" in following
        if "year_heads" in behind and after not in self.words.counted:
            known = value in YEARS or value in HIJRI or era
            return known or (value in ANY_YEAR and not before.startswith("ال")) or self._loose(i)
        if value in HIJRI:
            return era or "months" in behind or ("since" in behind and not self.counted(i))
        if value not in YEARS:
            return era and value < 2200
        if era:
            return True
        if "no_year_before" in behind or (
            before in self.words.partitive and i >= 2 and "no_year_before" in self._of(self.forms[i - 2])
        ):
            return False
        if "since" in behind:
            return after not in self.words.counted
        return not self.counted(i)
