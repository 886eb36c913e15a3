"""What looks like an Arabic number and is none: dates, years, times, results, names, lists, addresses.

``skip(i)`` looks at a token that could begin a number and says where to go on when it begins none. Words are looked
at here, digits in ``ar_trap_digits``. The words are lists in ``rules/ar/traps.yml``; each test looks at a few tokens
around, so the whole is linear.
"""

from __future__ import annotations

from figures.numbers.ar_numeral import numeral
from figures.numbers.ar_trap_digits import DigitTraps
from figures.numbers.ar_trap_signs import HIJRI, YEARS
from figures.numbers.ar_words import Atom, Words
from figures.text import Sentence


class Traps:
    """Traps of one sentence."""

    __slots__ = ("_of", "digits", "forms", "n", "sentence", "words")

    def __init__(self, sentence: Sentence, words: Words) -> None:
        self.sentence, self.words = sentence, words
        self.forms = sentence.forms
        self.n = len(self.forms)
        self._of = words.traps.of
        self.digits = DigitTraps(sentence, words)

    def skip(self, i: int) -> int:
        """Where to go on behind what stands at ``i`` and is no number; ``i`` itself where nothing speaks against it."""
        if "0" <= self.forms[i][0] <= "9":
            return self.digits.skip(i)
        atom = self.words.atom(self.forms[i])
        return i + 1 if atom is None else self._word(i, atom)

    def is_score(self, start: int, dash: int) -> bool:
        """Whether the dash behind a number parts the two sides of a result."""
        return self.digits.is_score(start, dash)

    def _next(self, i: int) -> str:
        return self.forms[i + 1] if i + 1 < self.n else ""

    def _word(self, i: int, atom: Atom) -> int:
        form, before, after = self.forms[i], self.forms[i - 1] if i else "", self._next(i)
        if atom.kind in ("teen_one", "part", "several", "odd"):
            return i
        behind = self._of(before)
        if atom.kind == "one":
            return self._one(i, atom, before)
        own, following = self._of(form), self._of(after)
        if ("west" in own and self._is_name(following, behind, after)) or (
            "ladies" in own and not before.startswith("ال")
        ):
            return i + 1
        if "father" in behind:
            return i + 1  # أبو سبعة
        if form in self.words.spelled and self.words.spelled[form] not in self.sentence.raw(i, i + 1):
            return i + 1  # ميتا, the company
        if "ordinals" in following and atom.definite and atom.kind == "scale":
            return i + 1  # الألف الخامسة قبل الميلاد
        if form.endswith("ي") and atom.kind in ("dual", "hundred") and not after[:1].isalpha():
            return i + 1  # مئتي, ألفي stand before their noun
        if "named_after" in following or ("percent" in own and (atom.definite or "ب" in atom.particles)):
            return i + 1
        if "weekdays" in own and atom.definite:
            # `الجنديين الاثنين` are two; else it is a Monday
            return i if before.startswith("ال") and before.endswith("ين") else i + 1
        if "twos" in own:
            ten = self.words.atom(after) if after else None
            return i if ten is not None and ten.kind == "ten" else i + 1
        if "months" in following and not atom.definite:
            return i + 2
        if "clock" in behind or ("ordinals" in behind and (atom.kind in ("ten", "tens") or self._minutes(i, atom))):
            return i + 1
        if atom.definite:
            piece = numeral(self.sentence, self.words, i)
            end = i + 1 if piece is None else piece.end
            if self._definite(i, end, atom, before, behind):
                return end
        if ("fifths" in own or atom.kind == "tens") and not atom.definite and self._part_of(after):
            return i + 1
        if atom.kind == "scale" and "verb_before" in behind and "fifths" in own:
            return i + 1
        if "year_heads" in behind and atom.kind in ("scale", "dual"):
            return self._year(i)
        if i and before in ("#", "_") and self.sentence.glued(i):
            return i + 1
        return i

    def _definite(self, i: int, end: int, atom: Atom, before: str, behind: frozenset[str]) -> bool:
        """`مجموعة السبع`, `المرة العشرون`, `بلغ الخمسين`: groups, ordinals and ages."""
        if "groups" in behind or "designators" in behind or "father" in behind:
            return True
        if self._aged(end):
            return True
        if atom.kind == "dual" and "since" in behind:
            return True  # بداية الألفين
        if atom.kind != "tens":
            return "ordinal_heads" in behind and self.words.atom(before) is None and self._joins_tens(i)
        if "ordinal_heads" in behind:
            return True
        if before.startswith("ال") and (before.endswith(("ون", "ين", "ات")) or self.forms[i].endswith("ون")):
            return False
        atom_before = self.words.atom(before) if before else None
        return not self.digits.counted(i) and (atom_before is None or atom_before.kind in ("tens", "one"))

    def _is_name(self, following: frozenset[str], behind: frozenset[str], after: str) -> bool:
        """`وست هام`, `ساوث وست`: six, which stands before its noun, is none."""
        return "west_of" in following or "west_of" in behind or not after[:1].isalpha()

    def _aged(self, end: int) -> bool:
        """`في العشرين من عمره`, `الحادي والعشرون من أغسطس`: what follows the number makes it an age or a day."""
        partitive = end + 1 < self.n and self.forms[end] in self.words.partitive
        return partitive and not {"ages", "months"}.isdisjoint(self._of(self.forms[end + 1]))

    def _joins_tens(self, i: int) -> bool:
        """`القرن الواحد والعشرين`: a definite unit and tens behind a noun of one."""
        tens = self.words.atom(self._next(i)) if i + 1 < self.n else None
        return tens is not None and tens.kind == "tens" and tens.joined and tens.definite

    def _minutes(self, i: int, atom: Atom) -> bool:
        """`الساعة الثانية وأربعين دقيقة`."""
        return atom.joined and i >= 2 and "clock" in self._of(self.forms[i - 2])

    def _part_of(self, after: str) -> bool:
        """`خمس السكان` is a share, `ألف الكتاب` a verb: a number stands before no definite noun."""
        if not after.startswith("ال") or len(after) < 5 or self.words.atom(after) is not None:
            return False
        return "time" not in self._of(after) and "weekdays" not in self._of(after)

    def _year(self, i: int) -> int:
        """`عام ألفين وثلاثة`."""
        piece = numeral(self.sentence, self.words, i)
        if piece is None or not isinstance(piece.low, int) or piece.low != piece.high:
            return i
        return piece.end if piece.low in YEARS or piece.low in HIJRI else i

    def _one(self, i: int, atom: Atom, before: str) -> int:
        """`واحد` counts behind the noun that it belongs to, or before عشرون; else it is a pronoun."""
        after = self._next(i)
        spaced = after == "و" and i + 2 < self.n
        follower = self.words.atom(self.forms[i + 2] if spaced else after) if after else None
        kind = follower.kind if follower is not None else ""
        joined = spaced or (follower is not None and follower.joined)
        if (kind == "tens" and joined) or (kind == "ten" and not joined):
            if not atom.definite:
                return i
            piece = numeral(self.sentence, self.words, i)
            end = i + 1 if piece is None else piece.end
            return end if "ordinal_heads" in self._of(before) or self._aged(end) else i
        if after in self.words.partitive or atom.definite or atom.particles or not before or not before[0].isalpha():
            return i + 1
        if "named_after" in self._of(after) or self._one_of(i, after):
            return i + 1
        return i + 1 if "one_before" in self._of(before) or len(before) < 3 else i

    def _one_of(self, i: int, after: str) -> bool:
        """`وأحد الأئمة`, written or folded like `واحد`: one of them."""
        if not after.startswith("ال") or "time" in self._of(after) or "weekdays" in self._of(after):
            return False
        return self.sentence.raw(i, i + 1)[1:2] == "أ" or self.forms[i - 1].startswith("ال")
