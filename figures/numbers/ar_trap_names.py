"""What Arabic digits belong to instead of counting: a name, a law, a row of codes; and whether a noun is counted."""

from __future__ import annotations

from figures.numbers.ar_words import Words
from figures.text import Sentence

ANY_YEAR = range(1000, 2200)
MAX_CHAIN = 24
"""Tokens that a row of years, pages or codes may have."""

_ONE_THING = frozenset(("ordinal_heads", "groups", "designators"))


class NameTraps:
    """Names and rows around the digits of one sentence, and what all traps for digits look at."""

    __slots__ = ("_of", "forms", "n", "sentence", "words")

    def __init__(self, sentence: Sentence, words: Words) -> None:
        self.sentence, self.words = sentence, words
        self.forms = sentence.forms
        self.n = len(self.forms)
        self._of = words.traps.of

    def counted(self, i: int) -> bool:
        """Whether a counted noun follows: one of the list, or an indefinite accusative (`جنديا`)."""
        after = self._next(i)
        if not after:
            return False
        names = self._of(after)
        if "date_heads" in names and self._says_when(i + 2):
            return False
        if after in self.words.counted or after == "%":
            return True
        if "not_counted" in names or after.endswith("يا"):
            return False
        if len(after) > 3 and after.endswith("ا") and after[0] not in "وفبل" and not after.endswith("ها"):
            return True
        atom = self.words.atom(after)
        return atom is not None and not atom.joined

    def _says_when(self, i: int) -> bool:
        """Whether a date goes on here behind `يوم`: `يوم 24 فبراير`, `يوم الثلاثاء`."""
        form = self.forms[i] if i < self.n else ""
        return (form.isdecimal() and len(form) <= 2) or not {"weekdays", "time"}.isdisjoint(self._of(form))

    def _next(self, i: int) -> str:
        return self.forms[i + 1] if i + 1 < self.n else ""

    def _within(self, i: int, name: str, back: int) -> bool:
        return any(name in names for names in map(self._of, self.forms[max(0, i - back) : i]))

    # --- signs around the digits -----------------------------------------------------------------------------
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
            return "in" in self._of(head) and form.isdecimal() and len(form) <= 2 and self._loose(i)
        if "laws" in self._of(self.forms[i - 2] if i >= 2 else "") and "number_word" in self._of(before):
            return True
        names = self._of(before)
        if len(before) == 1 and "ا" <= before <= "ي" and before not in "وفبلك":
            return True  # أ 1, سي 4
        if len(form) >= 3 and form.isdecimal() and self._within(i, "resolutions", 4) and self._loose(i):
            return True
        if "." in form and self._within(i, "laws", 3) and not self.counted(i):
            return True
        if not before[0].isalpha():
            if before in ('"', "(", "/", ".", ":") and i >= 2 and form.isdecimal():
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
        if not _ONE_THING.isdisjoint(self._of(head)):
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
            if j == end or j >= self.n or not self.forms[j].isdecimal() or self.counted(j):
                break
            if not (int(self.forms[j]) in ANY_YEAR if years else self._loose(j)):
                break
            end = j + 1
        return end
