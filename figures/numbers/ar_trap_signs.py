"""Signs around Arabic digits that make them an address, a code, a result, a date or a point of a list."""

from __future__ import annotations

from figures.numbers.ar_trap_names import ANY_YEAR, MAX_CHAIN, NameTraps

YEARS = range(1900, 2101)
HIJRI = range(1300, 1500)
MAX_TITLE = 5

_DASHES = ("-", "—", "/", "\\", ":")
_OPENING, _CLOSING = ("(", "[", '"'), (")", "]", '"')
_TIMES = ("×", "*")
_MIN_PHONE = 7
_PLAIN_CODE = 9
_MIN_SHORT = 4


class SignTraps(NameTraps):
    """Traps that signs give away."""

    __slots__ = ()

    def is_score(self, start: int, dash: int) -> bool:
        """Whether the dash behind a number parts the two sides of a result."""
        first, second = self.forms[start], self.forms[dash + 1] if dash + 1 < self.n else ""
        if "zero" in self._of(second) or second == "0" or first == "0":
            return True
        if not self._dash_joins(dash) or not second.isdecimal() or not first.isdecimal():
            return False
        if len(second) > 3 or len(first) > 3:
            return False
        if int(second) <= int(first):
            return len(second) < 3 or self._scored(start, dash)
        return int(second) < 20 and self._scored(start, dash)

    def _scored(self, start: int, dash: int) -> bool:
        return any("scores" in self._of(form) for form in self.forms[max(0, start - 10) : dash + 10])

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
        if plain and len(form) <= 2 and i == 0 and after in ("-", ")", ".", "_", "—", ":") and not self._dash_joins(1):
            return i + 1
        if plain and i == 0 and after in ("-", "—", ":") and int(form) in ANY_YEAR and not self._dash_joins(1):
            return i + 1  # a line of a chronicle: 1736 - نادر شاه يتولى الحكم
        if plain and len(form) <= 2 and i == 0 and after and self._drawn_dash():
            return i + 1
        if plain and len(form) >= _MIN_SHORT and not self.counted(i) and self._within(i, "contact", 4):
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

    def _drawn_dash(self) -> bool:
        """`٢ ــ`: the point of a list with a dash drawn by letters that are dropped."""
        text = self.sentence.text
        between = text.raw[text.raw_end(self.sentence.end_of(0)) : text.raw_start(self.sentence.starts[1])]
        return between.startswith(" ") and "\u0640" in between

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
        while j < self.n and self.forms[j].isdecimal() and j - i < 8:
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
            five = i + 2 < self.n and forms[i + 2].isdecimal() and len(forms[i]) == len(forms[i + 2]) == 1
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
        if len(signs) > 1 or signs[0] not in ("-", "—") or (first[0] == "0" and first.isdecimal()):
            return j + 1
        if self._within(i, "laws", 3) and not self.counted(j):
            return j + 1
        if not first.isdecimal() or not second.isdecimal():
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
        # `1 -2` is a result where the words around speak of one
        return self.sentence.glued(dash) == self.sentence.glued(dash + 1) or self._scored(dash - 1, dash)

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
        if before == "." and i >= 2 and len(forms[i - 2]) <= 4 and glued(i) and glued(i - 1):
            return i + 1 if i == 2 or forms[i - 3] == "." else i  # إم.إتش.370
        if after and "a" <= after[0] <= "z" and after not in ("m", "k") and len(after) not in (2, 3) and glued(i + 1):
            return i + 2
        return i

    def _bracketed(self, i: int, form: str, plain: bool, before: str) -> int:
        """`[3]`, `(46) انظر`, `سجل فلان (21)،`: notes, points of lists, minutes; `(15) رحلة` is a number."""
        if before == "[":
            return i + 2
        if not plain or (int(form) > 200 and int(form) not in ANY_YEAR):
            return i
        behind = self.forms[i + 2] if i + 2 < self.n else ""
        scale = self.words.atom(behind) if behind else None
        if scale is not None and scale.kind == "scale" and not scale.particles:
            return i  # `(32) ألف`, whose folded form looks like an article
        if int(form) in ANY_YEAR and i > 1 and self.forms[i - 2][0].isalpha():
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
        return self.forms[i].isdecimal() and len(self.forms[i]) < 4

    # --- dates, times, years ---------------------------------------------------------------------------------
