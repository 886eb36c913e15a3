"""Digits of Arabic text that count nothing: years, dates, times, results, codes, names, points of lists."""

from __future__ import annotations

import re

from figures.numbers.ar_words import Words
from figures.text import Sentence

YEARS = range(1900, 2101)
HIJRI = range(1300, 1500)
_ANY_YEAR = range(1000, 2200)
_CLOCK = re.compile(r"(?:[01]?[0-9]|2[0-4])\.[0-5][05]\Z")
_MONTH_LISTS = frozenset(("months", "month_heads", "month_words"))
_CLOCK_LISTS = frozenset(("clock", "clock_after"))
_DASHES = ("-", "—", "/", "\\", ":")
_OPENING, _CLOSING = ("(", "[", '"'), (")", "]", '"')
_TIMES = ("×", "*")
MAX_TITLE = 5
MAX_CHAIN = 24
"""Tokens that a row of years, pages or codes may have."""

_MIN_PHONE = 7
_PLAIN_CODE = 9


class DigitTraps:
    """Traps for the digits of one sentence."""

    __slots__ = ("_of", "forms", "n", "sentence", "words")

    def __init__(self, sentence: Sentence, words: Words) -> None:
        self.sentence, self.words = sentence, words
        self.forms = sentence.forms
        self.n = len(self.forms)
        self._of = words.traps.of

    def skip(self, i: int) -> int:
        """Where to go on behind the digits at ``i`` that are no number; ``i`` where nothing speaks against them."""
        form = self.forms[i]
        before, after = self.forms[i - 1] if i else "", self._next(i)
        plain = form.isdigit()
        end = self._signs(i, form, before, after, plain)
        if end > i:
            return end
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

    def counted(self, i: int) -> bool:
        """Whether a counted noun follows: one of the list, or an indefinite accusative (`جنديا`)."""
        after = self._next(i)
        if not after:
            return False
        names = self._of(after)
        if after in self.words.counted or after == "%":
            return True
        if "not_counted" in names or after.endswith("يا"):
            return False
        if len(after) > 3 and after.endswith("ا") and after[0] not in "وفبل" and not after.endswith("ها"):
            return True
        atom = self.words.atom(after)
        return atom is not None and not atom.joined

    def is_score(self, start: int, dash: int) -> bool:
        """Whether the dash behind a number parts the two sides of a result."""
        first, second = self.forms[start], self.forms[dash + 1] if dash + 1 < self.n else ""
        if "zero" in self._of(second) or second == "0" or first == "0":
            return True
        if not self._dash_joins(dash) or not second.isdigit() or not first.isdigit():
            return False
        if len(second) > 3 or len(first) > 3:
            return False
        if int(second) <= int(first):
            return len(second) < 3 or self._scored(start, dash)
        return int(second) < 20 and self._scored(start, dash)

    def _scored(self, start: int, dash: int) -> bool:
        return any("scores" in self._of(form) for form in self.forms[max(0, start - 10) : dash + 10])

    def _next(self, i: int) -> str:
        return self.forms[i + 1] if i + 1 < self.n else ""

    def _within(self, i: int, name: str, back: int) -> bool:
        return any(name in self._of(form) for form in self.forms[max(0, i - back) : i])

    # --- signs around the digits -----------------------------------------------------------------------------

    def _signs(self, i: int, form: str, before: str, after: str, plain: bool) -> int:
        """What the signs around digits, or the digits themselves, say to be an address, a code or a list."""
        if form == "0" and after != "-":
            return i + 1
        if i and self.sentence.glued(i) and self._address(i):
            return i + 1
        if before == "+" and i >= 2 and "clock" in self._of(self.forms[i - 2]):
            return i + 1
        if after[:1].isdigit() or before[:1].isdigit() or before == "+":
            end = self._phone(i)
            if end > i:
                return end
        if after in _DASHES or after == "+":
            end = self._compound(i)
            if end > i:
                return end
        if before in ("-", "/") and i >= 2 and "zero" in self._of(self.forms[i - 2]):
            return i + 1
        end = self._letters(i, before, after)
        if end > i:
            return end
        if plain and ((len(form) > 1 and form[0] == "0") or len(form) >= _PLAIN_CODE) and not self.counted(i):
            return i if after in self.words.decimal and self._next(i + 1)[:1].isdigit() else i + 1
        if plain and len(form) <= 2 and i == 0 and after in ("-", ")", ".", "_", "—") and not self._dash_joins(1):
            return i + 1
        if after in _CLOSING and before in _OPENING:
            return self._bracketed(i, form, plain, before)
        if after == '"' and plain and len(form) <= 2 and before[:1].isalpha() and self._titled(i):
            return i + 1
        if before == "(" and plain and len(form) < 4 and after in ("و", "+", "،"):
            return self._minutes(i)
        if after in _TIMES or before in _TIMES or (form in ("2", "3") and "powers" in self._of(before)):
            return i + 1
        return i

    def _address(self, i: int) -> bool:
        """Tags, handles, addresses: what hangs together with a sign of theirs, without a space."""
        forms, glued = self.forms, self.sentence.glued
        j = i
        while j > 0 and glued(j) and i - j < 8:
            j -= 1
            if forms[j] in ("#", "@", "_") or forms[j].startswith(("http", "www")):
                return True
        return False

    def _phone(self, i: int) -> int:
        """`+971 50 123 4567`: groups of digits that part no thousands."""
        j, total = i, 0
        while j < self.n and self.forms[j].isdigit() and j - i < 8:
            total += len(self.forms[j])
            j += 1
        groups = self.forms[i:j]
        thousands = len(groups[0]) <= 3 and all(len(group) == 3 for group in groups[1:]) if groups else True
        abroad = i > 0 and self.forms[i - 1] == "+" and self.sentence.glued(i) and len(groups) > 1
        return j if len(groups) > 1 and total >= _MIN_PHONE and (not thousands or abroad) else i

    def _compound(self, i: int) -> int:
        """Digits joined by dashes, slashes or colons: dates, times, codes, results. A dash may also make a range."""
        forms = self.forms
        if forms[i + 1] == "+":
            five = i + 2 < self.n and forms[i + 2].isdigit() and len(forms[i]) == len(forms[i + 2]) == 1
            return i + 3 if five else i
        j, signs = i, []
        while j + 2 < self.n and j - i < MAX_CHAIN and self._joins(j + 1):
            signs.append(forms[j + 1])
            j += 2
        if len(signs) < 2 and forms[i + 1] == "-" and self.is_score(i, i + 1):
            return i + 3
        if not signs:
            return i + (forms[i] == "0")
        first, second = forms[i], forms[j]
        if len(signs) > 1 or signs[0] not in ("-", "—") or (first[0] == "0" and first.isdigit()):
            return j + 1
        if self._within(i, "laws", 3) and not self.counted(j):
            return j + 1
        if not first.isdigit() or not second.isdigit():
            return i
        if int(first) in YEARS and (len(second) == 2 or int(second) in YEARS):
            return j + 1
        hijri = int(first) in HIJRI and int(second) in HIJRI
        if hijri or (len(first) >= 3 and int(first) < 2200 and self._dated_around(i, j)):
            return j + 1
        if j + 1 < self.n and "months" in self._of(forms[j + 1]):
            return j + 1
        return j + 1 if self._named(i, first, forms[i - 1] if i else "") else i

    def _joins(self, sign: int) -> bool:
        forms, glued = self.forms, self.sentence.glued
        if forms[sign] not in _DASHES or not "0" <= forms[sign + 1][0] <= "9":
            return False
        if forms[sign] in ("/", "\\"):
            return True
        return glued(sign) == glued(sign + 1) and (glued(sign) or forms[sign] == "-")

    def _dash_joins(self, dash: int) -> bool:
        """`2-3`, `2 - 3`: a dash between two numbers; `2- 3 قتلى` is the second point of a list."""
        if self.forms[dash] != "-" or not self._next(dash)[:1].isdigit():
            return False
        return self.sentence.glued(dash) == self.sentence.glued(dash + 1)

    def _dated_around(self, i: int, j: int) -> bool:
        """`عام 1812 - 1870 م`, `(323 - 337) ميلاديا`."""
        if i and "year_heads" in self._of(self.forms[i - 1]):
            return True
        return any("era" in self._of(form) for form in self.forms[j + 1 : j + 3])

    def _letters(self, i: int, before: str, after: str) -> int:
        """A short name joined to the number by a dash, or letters of another script: `إف-16`, `T-72`, `G7`."""
        forms, glued = self.forms, self.sentence.glued
        if before == "-" and i >= 2 and forms[i - 2][0].isalpha():
            if glued(i) and glued(i - 1) and len(forms[i - 2]) <= 8:
                return i + 1
            if "designators" in self._of(forms[i - 2]) and not self.counted(i):
                return i + 1
        if before and "a" <= before[-1] <= "z" and (glued(i) or len(before) <= 4):
            return i + 1
        if after and "a" <= after[0] <= "z" and after not in ("m", "k") and len(after) not in (2, 3) and glued(i + 1):
            return i + 2
        return i

    def _bracketed(self, i: int, form: str, plain: bool, before: str) -> int:
        """`[3]`, `(46) انظر`, `سجل فلان (21)،`: notes, points of lists, minutes; `(15) رحلة` is a number."""
        if before == "[":
            return i + 2
        if not plain or (int(form) > 200 and int(form) not in _ANY_YEAR):
            return i
        behind = self.forms[i + 2] if i + 2 < self.n else ""
        if int(form) in _ANY_YEAR and i > 1 and self.forms[i - 2][0].isalpha():
            counted = behind in self.words.counted or (behind.endswith("ا") and behind[0] not in "وفبل")
            return i if counted or self._within(i, "announces", 7) else i + 2
        if behind and behind[0].isalpha() and not behind.startswith(("ال", "و")):
            listed = i == 1 and before == "(" and behind not in self.words.counted and not behind.endswith("ا")
            return i + 2 if listed or "loose" in self._of(behind) else i
        name = self.forms[i - 2] if i >= 2 else ""
        if i > 1 and (not name[0].isalpha() or self.words.atom(name) is not None):
            return i
        return i if behind == "%" or self._within(i, "announces", 7) else i + 2

    def _minutes(self, i: int) -> int:
        """`سجل فلان (70 و81)`, `فلان (45+1)`: the minutes of a match."""
        j = i
        while j + 2 < self.n and j - i < MAX_CHAIN and self.forms[j + 1] in ("و", "+", "،") and self._short(j + 2):
            j += 2
        named = i >= 2 and self.forms[i - 2][0].isalpha() and not self._within(i, "announces", 7)
        return j + 2 if j > i and named and self._next(j) == ")" else i

    def _titled(self, i: int) -> bool:
        """`"بروكسل 8"`: a number that closes a short title in quotation marks."""
        return '"' in self.forms[max(0, i - MAX_TITLE) : i - 1] and not self._within(i, "announces", MAX_TITLE)

    def _short(self, i: int) -> bool:
        return self.forms[i].isdigit() and len(self.forms[i]) < 4

    # --- dates, times, years ---------------------------------------------------------------------------------

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
        dated = value in YEARS or value in HIJRI or (value <= 31 and not self.counted(i))
        month = self.forms[i - 2] if before == ")" and i >= 2 else before  # يوليو (تموز) 2015
        return self._chain(i + 1, years=True) if dated and month and "months" in self._of(month) else i

    def _month_follows(self, i: int, following: frozenset[str]) -> int:
        """Where to go on behind days before the name of a month: `7 و8 أكتوبر`, `من 3 إلى 5 مايو`, `1 من رمضان`."""
        j = i
        while j + 1 < self.n and j - i < MAX_CHAIN:
            names = self._of(self.forms[j + 1]) if j > i else following
            if "months" in names or "month_heads" in names:
                return j + 2
            nxt = self._next(j + 1)
            if self.forms[j + 1] == "/" or self.forms[j + 1] in self.words.partitive:
                return i if _MONTH_LISTS.isdisjoint(self._of(nxt)) else j + 3
            if "joins" not in names and self.forms[j + 1] not in ("-", "،", ","):
                return i
            j += 2
            if j < self.n and self.forms[j] == "و":
                j += 1
            if j >= self.n or not self.forms[j].isdigit() or int(self.forms[j]) > 31:
                return i
        return i

    def _clock(self, i: int, form: str, before: str, following: frozenset[str]) -> bool:
        if "clock" in self._of(before) or (before == "و" and self._within(i - 1, "clock", 2)):
            return True
        hours = _CLOCK.match(form) is not None
        if "clock_after" in following and (hours or (form.isdigit() and int(form) <= 24)):
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
            return known or (value in _ANY_YEAR and not before.startswith("ال")) or self._loose(i)
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

    # --- names -----------------------------------------------------------------------------------------------

    def _named(self, i: int, form: str, before: str) -> bool:
        """A number behind the name that it belongs to: `القرار 1701`, `القرن الـ21`, `في الـ15 من عمره`."""
        if not before:
            return False
        if "article" in self._of(before) and i >= 2:
            head = self.forms[i - 2]
            if self._next(i) in self.words.counted:
                return False
            if self._one_thing(i - 2):
                return True
            if self._next(i) in self.words.partitive and "ages" in self._of(self._next(i + 1)):
                return True
            return "in" in self._of(head) and form.isdigit() and len(form) <= 2 and self._loose(i)
        if "laws" in self._of(self.forms[i - 2] if i >= 2 else "") and "number_word" in self._of(before):
            return True
        names = self._of(before)
        if len(before) == 1 and "ا" <= before <= "ي" and before not in "وفبلك":
            return True  # أ 1, سي 4
        if len(form) >= 3 and form.isdigit() and self._within(i, "resolutions", 4) and self._loose(i):
            return True
        if "." in form and self._within(i, "laws", 3) and not self.counted(i):
            return True
        if not before[0].isalpha():
            if before in ('"', "(", "/", ".", ":") and i >= 2 and form.isdigit():
                code = 3 if before == "/" else 2
                return any("codes" in self._of(f) for f in self.forms[max(0, i - code) : i]) or (
                    before in ('"', "(") and "designators" in self._of(self.forms[i - 2]) and not self.counted(i)
                )
            return False
        if "designators" in names or "groups" in names:
            return not self.counted(i) or "calibre" in names
        return "codes" in names

    def _one_thing(self, at: int) -> bool:
        """Whether a definite number behind the word at ``at`` is an ordinal: `القرن الـ21`, `الملتقى العالمي الـ22`."""
        head = self.forms[at]
        if not {"ordinal_heads", "groups", "designators"}.isdisjoint(self._of(head)):
            return True
        adjective = head.endswith("ي") and head.startswith("ال") and self.forms[at - 1].startswith("ال")
        return adjective and self.sentence.raw(at, at + 1).endswith("ي")  # not القتلى

    def _loose(self, i: int) -> bool:
        """Whether nothing that could be counted follows."""
        after = self._next(i)
        if not after or not after[0].isalpha() or after in self.words.partitive:
            return True
        names = self._of(after)
        return "loose" in names or "article" in names or after == "و" or (len(after) > 3 and after.startswith("ال"))

    def _chain(self, at: int, years: bool = False) -> int:
        """Where a row of codes or years ends that goes on at ``at``: `قراري 1701 و1559`, `المواد 66، 67 و68`."""
        end = at
        while end < self.n and end - at < MAX_CHAIN:
            j = end
            if self.forms[j] in ("،", ",", "-", "/"):
                j += 1
            if j < self.n and ("joins" in self._of(self.forms[j])):
                j += 1
            if j < self.n and "article" in self._of(self.forms[j]):
                j += 1
            if j == end or j >= self.n or not self.forms[j].isdigit() or self.counted(j):
                break
            if not (int(self.forms[j]) in _ANY_YEAR if years else self._loose(j)):
                break
            end = j + 1
        return end
