"""What looks like an Arabic number and is none: dates, years, times, results, names, lists, addresses.

``skip(i)`` looks at a token that could begin a number and says where to go on when it begins none. The words are lists
in ``rules/ar/traps.yml``; each test looks at a few tokens around, so the whole is linear.
"""

from __future__ import annotations

from figures.numbers.ar_words import Words
from figures.text import Sentence

_GLUE = frozenset("-/_:.")
_YEARS = range(1900, 2101)
_HIJRI_YEARS = range(1300, 1500)


class Traps:
    """Traps of one sentence."""

    __slots__ = ("_of", "forms", "n", "sentence", "words")

    def __init__(self, sentence: Sentence, words: Words) -> None:
        self.sentence, self.words = sentence, words
        self.forms = sentence.forms
        self.n = len(self.forms)
        self._of = words.traps.of

    def skip(self, i: int) -> int:
        """Where to go on behind what stands at ``i`` and is no number; ``i`` itself where nothing speaks against it."""
        form = self.forms[i]
        if form[0].isdigit():
            return self._digits(i, form)
        return self._word(i, form)

    def is_score(self, start: int, dash: int) -> bool:
        """Whether the dash behind a number parts the two sides of a result."""
        second = self.forms[dash + 1] if dash + 1 < self.n else ""
        if "zero" in self._of(second):
            return True
        if not second.isdigit() or not self.forms[start].isdigit() or len(second) > 2:
            return False
        if int(second) < int(self.forms[start]):
            return True
        around = range(max(0, start - 10), min(self.n, dash + 10))
        return int(second) < 20 and any("scores" in self._of(self.forms[j]) for j in around)

    def _near(self, i: int, name: str, back: int = 1) -> bool:
        return any(name in self._of(self.forms[j]) for j in range(max(0, i - back), i))

    def _next(self, i: int) -> str:
        return self.forms[i + 1] if i + 1 < self.n else ""

    # --- words -----------------------------------------------------------------------------------------------

    def _word(self, i: int, form: str) -> int:
        atom = self.words.atom(form)
        if atom is None:
            return i + 1
        if atom.kind in ("teen_one", "part"):
            return i
        before = self.forms[i - 1] if i else ""
        if atom.kind == "one":
            return self._one(i, before)
        own, after = self._of(form), self._of(self._next(i))
        if atom.kind in ("ten", "tens") and "ordinals" in self._of(before):
            return i + 1
        if "weekdays" in own and form.endswith("اثنين") and atom.definite:
            # `الجنديين الاثنين` are two; else it is a Monday
            return i if before.startswith("ال") and before.endswith(("ين", "ان")) else i + 1
        if "percent" in own and (atom.definite or "ب" in atom.particles):
            return i + 1
        if (
            ("twos" in own
            and (ten := self.words.atom(self._next(i)) if self._next(i) else None) is None)
            or ("twos" in own
            and ten
            and ten.kind != "ten")
        ):
            return i + 1
        if "months" in after and not atom.definite:
            return i + 2
        if atom.definite and ("groups" in self._of(before) or "designators" in self._of(before)):
            return i + 1
        if (
            atom.definite
            and atom.kind == "tens"
            and (before == "في" or (i + 2 < self.n and "ages" in self._of(self.forms[i + 2])))
        ):
            return i + 1
        if i and self.sentence.glued(i) and before in ("#", "_"):
            return i + 1
        if "clock" in self._of(before):
            return i + 1
        return i

    def _one(self, i: int, before: str) -> int:
        """`واحد` counts behind the noun that it belongs to, or before عشرون; else it is a pronoun."""
        follower = self.words.atom(self._next(i)) if self._next(i) else None
        if self._next(i) == "و" and i + 2 < self.n:
            follower = self.words.atom(self.forms[i + 2])
        if (
            follower is not None
            and follower.kind in ("tens", "ten")
            and (follower.joined or self._next(i) == "و" or follower.kind == "ten")
        ):
            return i
        atom = self.words.atom(self.forms[i])
        if self._next(i) == "من":
            return i + 1
        if atom is None or atom.definite or atom.particles or not before or not before[0].isalpha():
            return i + 1
        return i + 1 if "one_before" in self._of(before) or len(before) < 3 else i

    # --- digits ----------------------------------------------------------------------------------------------

    def _digits(self, i: int, form: str) -> int:
        run = self._address(i)
        if run > i:
            return run
        plain = form.isdigit()
        before = self.forms[i - 1] if i else ""
        after = self._next(i)
        compound = self._compound(i)
        if compound > i:
            return compound
        if plain and ((len(form) > 1 and form[0] == "0") or len(form) >= 9):
            return i + 1
        if i == 0 and plain and len(form) <= 2 and after in ("-", ")", ".", "_", "—"):
            return i + 1
        if "months" in self._of(after) or "month_heads" in self._of(after) or self._slashed_month(i):
            return i + 2 if plain and len(form) <= 2 else i
        if after == "من" and i + 2 < self.n and "months" in self._of(self.forms[i + 2]) and plain and len(form) <= 2:
            return i + 3
        dated = plain and (int(form) in _YEARS or (int(form) <= 31 and not self._counted(i)))
        if dated and "months" in self._of(before):
            return i + 1
        if self._time(i, before, after):
            return i + 1
        if self._name(i, form, before):
            return i + 1
        if plain and len(form) == 4 and self._year(i, int(form), before, after):
            return i + 1
        return i

    def _address(self, i: int) -> int:
        """Tags, handles, addresses: what hangs together with a sign of theirs, without a space."""
        forms, glued = self.forms, self.sentence.glued
        j = i
        while j > 0 and glued(j) and i - j < 8:
            j -= 1
            if forms[j] in ("#", "@", "_") or forms[j].startswith(("http", "www")):
                return i + 1
        return i

    def _compound(self, i: int) -> int:
        """Digits glued by dashes, slashes or colons: dates, times, codes. A dash between two numbers may be a range."""
        forms, glued = self.forms, self.sentence.glued
        j, signs = i, []
        while (
            j + 2 < self.n
            and j - i < 24
            and forms[j + 1] in ("-", "/", ":", "\\")
            and forms[j + 2][0].isdigit()
            and ((glued(j + 1) and glued(j + 2)) or forms[j + 1] == "/")
        ):
            signs.append(forms[j + 1])
            j += 2
        if not signs:
            return self._letters(i)
        kinds = set(signs)
        if len(signs) >= 2:
            return j + 1
        if ":" in kinds:
            return j + 1
        first, second = forms[i], forms[j]
        if "/" in kinds or "\\" in kinds:
            return j + 1
        if (
            first.isdigit()
            and second.isdigit()
            and len(first) == 4
            and int(first) in _YEARS
            and (len(second) == 2 or int(second) in _YEARS)
        ):
            return j + 1
        if self.is_score(i, i + 1):
            return j + 1
        return i

    def _letters(self, i: int) -> int:
        """A short name glued to the number by a dash, or letters of another script: `إف-16`, `T-72`, `G7`."""
        forms, glued = self.forms, self.sentence.glued
        if (
            i >= 2
            and forms[i - 1] == "-"
            and glued(i)
            and glued(i - 1)
            and forms[i - 2][0].isalpha()
            and len(forms[i - 2]) <= 8
        ):
            return i + 1
        if i >= 1 and "a" <= forms[i - 1][-1] <= "z" and (glued(i) or len(forms[i - 1]) <= 4):
            return i + 1
        if (
            i + 1 < self.n
            and glued(i + 1)
            and "a" <= forms[i + 1][0] <= "z"
            and len(forms[i + 1]) == 1
            and forms[i + 1] not in ("m", "k")
        ):
            return i + 2
        return i

    def _slashed_month(self, i: int) -> bool:
        return self._next(i) == "/" and i + 2 < self.n and "months" in self._of(self.forms[i + 2])

    def _time(self, i: int, before: str, after: str) -> bool:
        if "clock" in self._of(before):
            return True
        if self.forms[i].isdigit() and int(self.forms[i]) <= 24 and len(after) > 1 and "clock_after" in self._of(after):
            return True
        return before == "و" and self._near(i - 1, "clock", 2)

    def _name(self, i: int, form: str, before: str) -> bool:
        """A number behind the name that it belongs to: `القرار 1701`, `بوينغ 737`, `القرن الـ21`."""
        if i and before in ("ال", "وال", "بال", "لل") and i >= 2:
            return "ordinal_heads" in self._of(self.forms[i - 2])
        if not before or not before[0].isalpha():
            if before in ('"', "(", ":") and i >= 2:
                return form.isdigit() and "designators" in self._of(self.forms[i - 2]) and before != ":"
            return False
        if "designators" not in self._of(before):
            return False
        return not self._counted(i) or "calibre" in self._of(before)

    def _counted(self, i: int) -> bool:
        """Whether a counted noun follows: one of the list, or an indefinite accusative (`جنديا`)."""
        after = self._next(i)
        if not after:
            return False
        if "counted" in self._of(after):
            return True
        if "not_counted" in self._of(after) or after.endswith("يا"):
            return False
        return (
            (len(after) > 3
            and after.endswith("ا")
            and after[0] not in "وفبل")
            or self.words.atom(after) is not None
            or after == "%"
        )

    def _year(self, i: int, value: int, before: str, after: str) -> bool:
        if after in ("ه", "هجري", "هجريا", "م", "للهجره"):
            return True
        led = "year_before" in self._of(before) or before in ("(", "/", "-", "و")
        if value in _HIJRI_YEARS:
            return (led and "months" in self._of(before)) or before in ("عام", "سنه")
        if value not in _YEARS:
            return False
        if before in ("عام", "العام", "سنه", "لعام", "بعام", "السنه"):
            return True
        if (
            "no_year_before" in self._of(before)
            or (before == "من"
            and i >= 2
            and "no_year_before" in self._of(self.forms[i - 2]))
        ):
            return False
        return not self._counted(i)
