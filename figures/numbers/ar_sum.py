"""One Arabic numeral, added up word by word: `أحد عشر ألفا وخمسمئة`, `3 ملايين و200 ألف`, `مليون ونصف المليون`.

Words below a thousand are summed in ``cur`` in the order that Arabic allows (hundreds, then units, then tens; each but
the first behind و); a scale word multiplies ``cur`` and moves it to ``total``, and each scale must be smaller than the
last. Because the order is fixed, `ثلاثة وخمسة` is no numeral and the two ends of `بين ثلاثة وخمسة آلاف` fall apart by
themselves. Digits stand where words below a thousand may.
"""

from __future__ import annotations

from decimal import Decimal

from figures.model import Value, whole
from figures.numbers.ar_vague import Piece
from figures.numbers.ar_words import Atom, Words
from figures.numbers.digits import parse
from figures.text import Sentence

MAX_TOKENS = 40
"""Tokens of the longest numeral: longer rows of number words are read as several."""

LARGEST = 10**18
TOO_LARGE = "larger than any number of the news"

_RANK = {"hundred": 3, "unit": 2, "one": 2, "teen_one": 2, "tens": 1}
_SCALES = ("scale", "vague")
_ARTICLES = ("ال", "وال", "بال", "لل", "فال")


def has_article(sentence: Sentence, at: int) -> bool:
    """Whether digits stand behind the article: `الـ12`, `والـ 12`."""
    before = sentence.forms[at - 1] if at > 0 else ""
    return before in _ARTICLES or (before.endswith("ال") and len(before) <= 4 and sentence.glued(at))


class Sum:
    """The sum that a numeral adds up to; each method reads what stands at ``at`` or says that it ends before it."""

    __slots__ = (
        "at",
        "closed_digits",
        "cur",
        "cur_digits",
        "definite",
        "forms",
        "groups",
        "n",
        "open",
        "rank",
        "scale",
        "sentence",
        "start",
        "total",
        "words",
    )

    def __init__(self, sentence: Sentence, words: Words, start: int) -> None:
        self.sentence, self.words, self.start, self.at = sentence, words, start, start
        self.forms, self.n = sentence.forms, len(sentence.forms)
        self.total: Value = 0
        self.cur: Value | None = None
        self.cur_digits = False
        self.closed_digits = False
        self.rank = 4
        self.scale = 0
        self.definite = False
        self.open = False
        self.groups = 0

    def read(self) -> Piece | None:
        while self.at < self.n and self.at - self.start < MAX_TOKENS:
            if not self._step():
                break
        if self.cur is None and not self.total:
            return None
        coefficient = self.cur if self.cur is not None else self.total
        value = whole(Decimal(self.total) + Decimal(self.cur or 0))
        if value >= LARGEST:
            return Piece(self.at, None, None, problem=TOO_LARGE)
        if self.open:
            return Piece(self.at, value, None, "more_than", definite=self.definite)
        last = self.scale if self.cur is None and self.scale else 1
        share = whole(Decimal(value) / last) if last > 1 else coefficient
        return Piece(self.at, value, value, "exact", last, share, self.definite)

    def _atom(self, at: int) -> Atom | None:
        return self.words.later(self.forms[at]) if at < self.n else None

    def _step(self) -> bool:
        """Read what stands at ``at`` into the sum; ``False`` where it does not belong to it."""
        at, first = self.at, self.at == self.start
        joined = False
        if not first and self.forms[at] == "و":
            joined = True
            at += 1
            if at >= self.n:
                return False
        form = self.forms[at]
        if "0" <= form[0] <= "9":
            return self._digits(at, joined)
        atom = self.words.atom(form) if first or joined else self.words.later(form)
        if atom is None:
            return False
        joined = joined or (atom.joined and not first)
        if not first and atom.particles not in ("", "و", "ف") and not atom.definite:
            return False
        return self._word(at, atom, joined, first)

    # --- digits ----------------------------------------------------------------------------------------------

    def _digits(self, at: int, joined: bool) -> bool:
        nxt = self._atom(at + 1)
        scaled = nxt is not None and nxt.kind in _SCALES and not nxt.joined
        value = parse(self.forms[at], scaled)
        if not isinstance(value, int | Decimal):
            return False
        if at == self.start:
            self.at, self.cur = self._spaced(at, value)
            self.cur_digits, self.rank = True, 0
            self.definite = has_article(self.sentence, at)
            return True
        if not joined or self.cur is not None or not self.scale or not isinstance(value, int):
            return False
        # `10 آلاف و500`: a rest of the last scale; `20 ألفا و30 جريحا` are two numbers
        follows_scale = scaled and nxt is not None and nxt.value < self.scale
        if not (follows_scale or self.scale / 10 <= value < self.scale):
            return False
        self.cur, self.cur_digits, self.rank, self.at = value, True, 0, at + 1
        return True

    def _spaced(self, at: int, value: Value) -> tuple[int, Value]:
        """`10 000`: groups of three digits parted by a space are one number."""
        forms, sentence = self.forms, self.sentence
        end = at + 1
        if not isinstance(value, int) or value > 999 or value < 1 or not forms[at].isdecimal():
            return end, value
        while (
            end < self.n
            and len(forms[end]) == 3
            and forms[end].isdecimal()
            and end - at < 6
            and sentence.starts[end] == sentence.end_of(end - 1) + 1
        ):
            value = value * 1000 + int(forms[end])
            end += 1
        led = at > 0 and "between" in self.words.lists.of(forms[at - 1])
        if led and end > at + 1 and not (end < self.n and forms[end].startswith("و")):
            return at + 1, int(forms[at])  # `بين 150 300 ريال`: two ends of a range that has lost its sign
        return end, value

    # --- words below a thousand ------------------------------------------------------------------------------

    def _word(self, at: int, atom: Atom, joined: bool, first: bool) -> bool:
        kind = atom.kind
        if kind == "several":
            return False
        if kind in ("scale", "vague", "dual"):
            return self._scaled(at, atom, joined, first)
        if kind == "odd":
            return self._odd(at, joined, first)
        if kind == "ten":
            return self._ten(at, atom, joined, first)
        part = atom.value if kind == "part" else self._quarters(at, atom)
        if part is not None:
            return self._part(at + 1 + (kind != "part"), part, joined, first)
        if kind == "hundred" and not joined and atom.value == 100 and self._counts_hundreds():
            self.cur = int(self.cur or 0) * 100
            self.rank, self.at = 3, at + 1
            return True
        return self._small(at, atom, joined, first)

    def _counts_hundreds(self) -> bool:
        """`ثلاث مئة`: three to nine before a hundred, as words."""
        return self.rank == 2 and not self.cur_digits and isinstance(self.cur, int) and 3 <= self.cur <= 9

    def _odd(self, at: int, joined: bool, first: bool) -> bool:
        """`عشرون ونيف`, `نيف وعشرون`: some more than the number."""
        if first:
            tens = self._atom(at + 1)
            if tens is None or not tens.joined or tens.kind not in ("tens", "hundred", "scale"):
                return False
            self.open, self.cur, self.rank, self.at = True, tens.value, 0, at + 2
            return False
        if joined and (self.cur is not None or self.total):
            self.open, self.at = True, at + 1
        return False

    def _small(self, at: int, atom: Atom, joined: bool, first: bool) -> bool:
        """A unit, tens or hundreds in their order."""
        if atom.kind == "teen_one" and not self._compound(at, atom):
            return False
        if atom.kind == "one" and first and not self._compound(at, atom):
            self.cur, self.rank, self.at = 1, -1, at + 1
            return True
        rank = _RANK[atom.kind]
        if self.cur is None:
            if not first and not joined:
                return False
            self.cur = atom.value
        else:
            if not joined or self.cur_digits or rank >= self.rank:
                return False
            self.cur = self.cur + atom.value
        self.rank, self.at = rank, at + 1
        if first:
            self.definite = atom.definite
        return True

    def _compound(self, at: int, atom: Atom) -> bool:
        """Whether a one is that of `أحد عشر` or of `واحد وعشرون`."""
        follower = self._atom(at + 1)
        if follower is not None:
            if follower.kind == "ten":
                return not follower.joined and (not atom.definite or atom.kind == "one" or self._behind_definite(at))
            return follower.kind == "tens" and follower.joined
        if at + 2 < self.n and self.forms[at + 1] == "و":
            follower = self._atom(at + 2)
            return follower is not None and follower.kind == "tens" and not follower.particles
        return False

    def _behind_definite(self, at: int) -> bool:
        """`اللاعبون الأحد عشر`; elsewhere `الأحد` is a Sunday."""
        return at > 0 and self.forms[at - 1].startswith("ال")

    def _ten(self, at: int, atom: Atom, joined: bool, first: bool) -> bool:
        if self.cur is not None and not joined and not self.cur_digits and self.rank == 2:
            # أحد عشر … تسعة عشر
            self.cur = self.cur + 10
        elif self.cur is None and (first or joined):
            self.cur = 10
            self.definite = self.definite or (first and atom.definite)
        elif self.cur is not None and joined and self.rank == 3 and not self.cur_digits:
            self.cur = self.cur + 10
        else:
            return False
        self.rank, self.at = 0, at + 1
        return True

    # --- scales ----------------------------------------------------------------------------------------------

    def _scaled(self, at: int, atom: Atom, joined: bool, first: bool) -> bool:
        scale = int(atom.value)
        limit = self.scale or 10**15
        if atom.kind == "vague":
            if self.cur is None:
                return False
            if not atom.scale and not (scale == 100 and self._counts_hundreds()):
                return False
        if joined and self.cur is None and self._once_more(atom, scale):
            return self._close(at, first, atom, self.total + scale, self.scale)
        if atom.kind == "dual":
            if self.cur is not None or scale // 2 >= limit or (not first and not joined):
                return False
            return self._close(at, first, atom, self.total + scale, scale // 2)
        if first and self._dual_before_noun(at):
            return self._close(at, first, atom, 2 * scale, scale)
        if self.cur is not None:
            # `خمسون وألف`: the smaller before the larger is no numeral; two numbers
            if joined or (scale >= limit and self.total != 0):
                return False
            if self._said_twice(atom, scale):
                self.at = at + 1
                return False
            return self._close(at, first, atom, Decimal(self.total) + Decimal(self.cur) * scale, scale)
        if first or joined:
            return scale < limit and self._close(at, first, atom, Decimal(self.total) + scale, scale)
        if self.groups == 1 and scale > self.scale:
            # ألف مليون, ثلاثة آلاف مليار
            return self._close(at, first, atom, Decimal(self.total) * scale, scale)
        return False

    def _once_more(self, atom: Atom, scale: int) -> bool:
        """`أربعمئة ألف وألفان`: hundreds of a scale, then one or two more of the same."""
        same = scale == self.scale if atom.kind == "scale" else atom.kind == "dual" and scale == 2 * self.scale
        return same and not self.closed_digits and self.total % (100 * self.scale) == 0

    def _said_twice(self, atom: Atom, scale: int) -> bool:
        """`9000 آلاف`: the plural counts three to ten, so the thousands are said in the digits already."""
        return self.cur_digits and atom.kind == "vague" and isinstance(self.cur, int) and self.cur >= scale

    def _close(self, at: int, first: bool, atom: Atom, total: Value, scale: int) -> bool:
        """A group ends with its scale."""
        self.closed_digits = self.cur_digits
        self.total, self.scale = whole(total), scale
        self.cur, self.cur_digits, self.rank, self.at = None, False, 4, at + 1
        self.groups += 1
        if first:
            self.definite = atom.definite
        return True

    def _dual_before_noun(self, at: int) -> bool:
        """`ألفا جندي` are two thousand: the dual without its ن, before the noun; `ألفا` elsewhere is one thousand."""
        if at + 1 >= self.n or not self.words.once_or_twice(self.forms[at]):
            return False
        noun = self.forms[at + 1]
        if not noun[0].isalpha() or noun.endswith("ا") or len(noun) < 3 or noun.startswith(("ال", "و")):
            return False
        return "after_one_thousand" not in self.words.lists.of(noun) and self.words.atom(noun) is None

    # --- parts of a scale ------------------------------------------------------------------------------------

    def _quarters(self, at: int, atom: Atom) -> Value | None:
        """`ثلاثة أرباع`: the quarters that a unit counts."""
        if atom.value != 3 or at + 1 >= self.n or "quarters" not in self.words.lists.of(self.forms[at + 1]):
            return None
        return Decimal(int(atom.value)) / 4

    def _part(self, end: int, part: Value, joined: bool, first: bool) -> bool:
        """`نصف مليون`, `مليون ونصف المليون`, `ثلاثة ملايين ونصف`, `3 ونصف مليون`; the part ends at ``end``."""
        follower = self._atom(end)
        scaled = (
            follower is not None
            and not follower.joined
            and (follower.kind == "scale" or (follower.kind == "vague" and follower.scale))
        )
        if first:
            if not scaled or follower is None or follower.value < 1000:
                return False
            self.total = whole(Decimal(part) * Decimal(follower.value))
            self.scale, self.at = int(follower.value), end + 1
            return True
        if not joined:
            return False
        if self.cur is None and self.scale:
            self.total = whole(Decimal(self.total) + Decimal(part) * self.scale)
            again = scaled and follower is not None and follower.value == self.scale
            self.at = end + again
            return again
        if self.cur is not None and scaled and (self.cur_digits or self.rank == 2):
            self.cur = whole(Decimal(self.cur) + Decimal(part))
            self.at = end
            return True
        return False
