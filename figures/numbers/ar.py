"""Arabic numbers: `١٢٫٥`, `أحد عشر ألفا وخمسمئة`, `3 ملايين و200 ألف`, `عشرات الآلاف`, `10-12 ألفا`, `عشرون ونيف`.

Theory of operation
-------------------
A numeral is read token by token. Words below a thousand are summed in ``cur`` in the order that Arabic allows
(hundreds, then units, then tens; each but the first behind و); a scale word multiplies ``cur`` and moves it to
``total``, and each scale must be smaller than the last. Because the order is fixed, `ثلاثة وخمسة` is no numeral and
the two ends of `بين ثلاثة وخمسة آلاف` fall apart by themselves. Digits stand where words below a thousand may.

Behind a numeral a second one may make a range; the first end takes the scale of the second where it has none. What
only looks like a number is asked of ``ar_traps`` first. Each token is read a bounded number of times, so the time is
linear in the length of the sentence.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from figures.model import Number, Qualifier, Value, whole
from figures.numbers.ar_traps import Traps
from figures.numbers.ar_words import Atom, Words, load_words
from figures.numbers.digits import parse
from figures.text import Sentence

MAX_TOKENS = 40
"""Tokens of the longest numeral: longer rows of number words are read as several."""

LARGEST = 10**18
TOO_LARGE = "larger than any number of the news"

_RANK = {"hundred": 3, "unit": 2, "one": 2, "tens": 1}


class _Piece(NamedTuple):
    """A numeral as read: where it ends, its ends, its last scale (1 for none) and the number before that scale."""

    end: int
    low: Value | None
    high: Value | None
    qualifier: Qualifier = "exact"
    scale: int = 1
    coefficient: Value = 0
    definite: bool = False
    problem: str | None = None


def gate_forms() -> frozenset[str]:
    """Folded number words without clitics."""
    return load_words().forms


def find(sentence: Sentence, at: Sequence[int]) -> list[Number]:
    """The numbers of a sentence in order, not overlapping; indexes are tokens, ``at`` those that may be numbers."""
    return _Reader(sentence, load_words()).numbers(at) if at else []


class _Reader:
    """Reads the numbers of one sentence."""

    __slots__ = ("forms", "n", "sentence", "traps", "words")

    def __init__(self, sentence: Sentence, words: Words) -> None:
        self.sentence, self.words = sentence, words
        self.forms = sentence.forms
        self.n = len(self.forms)
        self.traps = Traps(sentence, words)

    def numbers(self, at: Sequence[int]) -> list[Number]:
        """All numbers from left to right that begin at one of the tokens ``at``."""
        found: list[Number] = []
        behind = 0
        for i in at:
            form = self.forms[i]
            if i < behind or (not "0" <= form[0] <= "9" and self.words.atom(form) is None):
                continue
            skip = self.traps.skip(i)
            if skip > i:
                behind = skip
                continue
            piece = self._numeral(i)
            if piece is not None:
                behind = self._add(found, i, piece)
        return found

    def _add(self, found: list[Number], start: int, piece: _Piece) -> int:
        """Add the number that starts with ``piece``, as a range where one follows; returns where to go on."""
        second = self._second(start, piece)
        if second is not None:
            at, end_piece = second
            low, high = _shared(piece, end_piece)
            if low is not None and high is not None:
                found.append(Number(start=start, end=end_piece.end, low=low, high=high, qualifier="range"))
                return end_piece.end
            del at
        end = self._repeated(piece)
        found.append(
            Number(
                start=start,
                end=end,
                low=piece.low,
                high=piece.high,
                qualifier=piece.qualifier,
                definite=piece.definite,
                problem=piece.problem,
            )
        )
        return end

    # --- one numeral -----------------------------------------------------------------------------------------

    def _numeral(self, start: int) -> _Piece | None:
        """The longest numeral that starts at ``start``."""
        first = self._value(start)
        if first is None:
            return None
        if isinstance(first, _Piece):
            return first
        return _Sum(self, start).read()

    def _value(self, at: int) -> Atom | Value | _Piece | None:
        """What stands at ``at``: a value of digits, an atom, a whole piece (undecided digits), or nothing."""
        form = self.forms[at]
        if "0" <= form[0] <= "9":
            nxt = self._atom(at + 1)
            scaled = nxt is not None and nxt.kind in ("scale", "vague", "dual") and not nxt.joined
            value = parse(form, scaled)
            if isinstance(value, str):
                return _Piece(at + 1, None, None, problem=value)
            return value
        return self.words.atom(form)

    def _atom(self, at: int) -> Atom | None:
        return self.words.atom(self.forms[at]) if at < self.n else None

    def _repeated(self, piece: _Piece) -> int:
        """`(15) خمسة عشر`: the same number again, in digits and in words, is one number."""
        end = piece.end
        at = end
        while at < self.n and self.forms[at] in ("(", ")"):
            at += 1
        if at == end or at >= self.n or at - end > 1:
            return end
        again = self._numeral(at) if self._atom(at) is not None or self.forms[at][0].isdigit() else None
        if again is not None and again.low == piece.low and again.high == piece.high and piece.low is not None:
            closed = again.end
            return closed + 1 if closed < self.n and self.forms[closed] == ")" and self.forms[end] == "(" else closed
        return end

    # --- ranges ----------------------------------------------------------------------------------------------

    def _second(self, start: int, piece: _Piece) -> tuple[int, _Piece] | None:
        """The other end of a range behind ``piece``, and where it starts."""
        if piece.low is None or piece.qualifier != "exact":
            return None
        at = piece.end
        if at >= self.n:
            return None
        form, lists = self.forms[at], self.words.lists
        names = lists.of(form)
        changed = self._changes(start)
        if form in ("-", "—") or "to" in names or ("until" in names and self._led(start, "from_")):
            if changed or (form in ("-", "—") and self.traps.is_score(start, piece.end)):
                return None
            at += 1
        elif "or_" in names:
            at += 1
        elif self._led(start, "between"):
            if form == "و":
                at += 1
            else:
                atom = self._atom(at)
                if atom is None or not atom.joined:
                    return None
        else:
            # `10 آلاف لـ12 ألفا`: the particle is glued to the second end
            atom = self._atom(at)
            if atom is None or atom.particles != "ل" or not self._led(start, "from_"):
                return None
        if at >= self.n or self.traps.skip(at) > at:
            return None
        second = self._numeral(at)
        if second is None or second.low is None or second.qualifier != "exact":
            return None
        return at, second

    def _led(self, start: int, name: str) -> bool:
        return any(name in self.words.lists.of(self.forms[i]) for i in range(max(0, start - 2), start))

    def _changes(self, start: int) -> bool:
        """Whether a word of rising or falling stands before: then `من … إلى` are an old value and a new one."""
        if not self._led(start, "from_"):
            return False
        return any("changes" in self.words.lists.of(self.forms[i]) for i in range(max(0, start - 14), start))


class _Sum:
    """The sum that a numeral adds up to, read word by word."""

    __slots__ = ("at", "cur", "cur_digits", "definite", "groups", "open", "rank", "reader", "scale", "start", "total")

    def __init__(self, reader: _Reader, start: int) -> None:
        self.reader, self.start, self.at = reader, start, start
        self.total: Value = 0
        self.cur: Value | None = None
        self.cur_digits = False
        self.rank = 4
        self.scale = 0
        self.definite = False
        self.open = False
        self.groups = 0

    def read(self) -> _Piece | None:
        reader = self.reader
        vague = self._vague()
        if vague is not None:
            return vague
        while self.at < reader.n and self.at - self.start < MAX_TOKENS:
            if not self._step():
                break
        if self.cur is None and not self.total:
            return None
        coefficient = self.cur if self.cur is not None else self.total
        value = whole(Decimal(self.total) + Decimal(self.cur or 0))
        if value >= LARGEST:
            return _Piece(self.at, None, None, problem=TOO_LARGE)
        last = self.scale if self.cur is None and self.scale else 1
        share = whole(Decimal(value) / last) if last > 1 else coefficient
        if self.open:
            return _Piece(self.at, value, None, "more_than", definite=self.definite)
        return _Piece(self.at, value, value, "exact", last, share, self.definite)

    def _vague(self) -> _Piece | None:
        """`عشرات الآلاف`, `مئات`, `بضعة آلاف`: a scale with no number before it."""
        reader, at = self.reader, self.start
        atom = reader._atom(at)
        if atom is None:
            return None
        if atom.kind == "odd":
            follower = reader._atom(at + 1)
            if (
                follower is not None
                and follower.kind in ("vague", "scale")
                and not follower.joined
                and follower.value > 1
            ):
                return self._many(at + 1, follower, atom)
            return None
        if atom.kind != "vague":
            return None
        return self._many(at, atom, atom)

    def _many(self, at: int, atom: Atom, first: Atom) -> _Piece:
        reader = self.reader
        unit = int(atom.value)
        end = at + 1
        follower = reader._atom(end)
        if (
            follower is not None
            and follower.kind in ("vague", "scale")
            and not follower.joined
            and follower.value > atom.value
        ):
            unit *= int(follower.value)
            end += 1
            third = reader._atom(end)
            if (
                third is not None
                and third.kind in ("vague", "scale")
                and not third.joined
                and third.value > follower.value
            ):
                unit *= int(third.value)
                end += 1
        return _Piece(end, 2 * unit, 10 * unit - 1, "vague", definite=first.definite)

    def _step(self) -> bool:
        """Read what stands at ``at`` into the sum; ``False`` where it does not belong to it."""
        reader, at = self.reader, self.at
        joined = False
        if at > self.start and reader.forms[at] == "و":
            joined = True
            at += 1
            if at >= reader.n:
                return False
        form = reader.forms[at]
        if "0" <= form[0] <= "9":
            return self._digits(at, joined)
        atom = reader.words.atom(form)
        if atom is None:
            return False
        first = self.at == self.start
        joined = joined or (atom.joined and not first)
        if not first and atom.particles not in ("", "و", "ف") and not atom.definite:
            return False
        return self._word(at, atom, joined, first)

    def _digits(self, at: int, joined: bool) -> bool:
        reader = self.reader
        nxt = reader._atom(at + 1)
        scaled = nxt is not None and nxt.kind in ("scale", "vague") and not nxt.joined
        value = parse(reader.forms[at], scaled)
        if not isinstance(value, int | Decimal):
            return False
        if at == self.start:
            end, grouped = self._spaced(at, value)
            self.cur, self.cur_digits, self.rank, self.at = grouped, True, 0, end
            self.definite = (at > 0 and reader.forms[at - 1] in ("ال", "الـ")) or self._glued_article(at)
            return True
        if not joined or self.cur is not None or not self.scale or not isinstance(value, int):
            return False
        # `10 آلاف و500`: a rest of the last scale; `20 ألفا و30 جريحا` are two numbers
        follows_scale = scaled and nxt is not None and nxt.value < self.scale
        if not (follows_scale or self.scale / 10 <= value < self.scale):
            return False
        self.cur, self.cur_digits, self.rank, self.at = value, True, 0, at + 1
        return True

    def _glued_article(self, at: int) -> bool:
        return (
            at > 0
            and self.reader.sentence.glued(at)
            and self.reader.forms[at - 1].endswith("ال")
            and len(self.reader.forms[at - 1]) <= 4
        )

    def _spaced(self, at: int, value: Value) -> tuple[int, Value]:
        """`10 000`: groups of three digits parted by a space are one number."""
        forms, sentence = self.reader.forms, self.reader.sentence
        end = at + 1
        if not isinstance(value, int) or value > 999 or value < 1 or not forms[at].isdigit():
            return end, value
        while (
            end < self.reader.n
            and len(forms[end]) == 3
            and forms[end].isdigit()
            and end - at < 6
            and sentence.starts[end] == sentence.ends[end - 1] + 1
        ):
            value = value * 1000 + int(forms[end])
            end += 1
        return end, value

    def _word(self, at: int, atom: Atom, joined: bool, first: bool) -> bool:
        kind = atom.kind
        if kind in ("scale", "vague", "dual"):
            return self._scaled(at, atom, joined, first)
        if kind == "part":
            return self._part(at, atom, joined, first)
        if kind == "odd":
            if first or not joined or (self.cur is None and not self.total):
                return False
            self.open, self.at = True, at + 1
            return False
        if kind == "ten":
            return self._ten(at, atom, joined, first)
        if (
            kind == "hundred"
            and not joined
            and self.cur is not None
            and not self.cur_digits
            and atom.value == 100
            and self.rank == 2
            and isinstance(self.cur, int)
            and 3 <= self.cur % 100 <= 9
        ):
            # ثلاث مئة
            self.cur = self.cur * 100
            self.rank, self.at = 3, at + 1
            return True
        return self._small(at, atom, joined, first)

    def _small(self, at: int, atom: Atom, joined: bool, first: bool) -> bool:
        """A unit, tens or hundreds in their order."""
        if atom.kind == "teen_one":
            follower = self.reader._atom(at + 1)
            if (
                follower is None
                or (follower.kind != "ten" and not (follower.kind == "tens" and follower.joined))
                or (follower.kind == "ten" and follower.joined)
            ):
                return False
        if atom.kind == "one" and first and not self._compound_one(at):
            self.cur, self.rank, self.at = 1, -1, at + 1
            return True
        rank = _RANK.get(atom.kind, 2)
        if self.cur is None:
            if not first and not joined:
                return False
            self.cur = atom.value
        else:
            if not joined or self.cur_digits or rank >= self.rank:
                return False
            if rank == 1 and self.rank == 3:
                self.cur = self.cur + atom.value
                self.rank, self.at = 1, at + 1
                return True
            self.cur = self.cur + atom.value
        self.rank, self.at = rank, at + 1
        if first:
            self.definite = atom.definite
        return True

    def _compound_one(self, at: int) -> bool:
        follower = self.reader._atom(at + 1)
        if follower is None and at + 2 < self.reader.n and self.reader.forms[at + 1] == "و":
            follower = self.reader._atom(at + 2)
            return follower is not None and follower.kind == "tens"
        return follower is not None and ((follower.kind == "tens" and follower.joined) or follower.kind == "ten")

    def _ten(self, at: int, atom: Atom, joined: bool, first: bool) -> bool:
        if self.cur is not None and not joined and not self.cur_digits and self.rank == 2:
            # أحد عشر … تسعة عشر
            self.cur = self.cur + 10
            self.rank, self.at = 0, at + 1
            return True
        if self.cur is None and (first or joined):
            self.cur, self.rank, self.at = 10, 0, at + 1
            self.definite = self.definite or (first and atom.definite)
            return True
        if self.cur is not None and joined and self.rank == 3 and not self.cur_digits:
            self.cur, self.rank, self.at = self.cur + 10, 0, at + 1
            return True
        return False

    def _scaled(self, at: int, atom: Atom, joined: bool, first: bool) -> bool:
        scale = int(atom.value)
        limit = self.scale or 10**15
        if atom.kind == "vague":
            if self.cur is None:
                return False
            if not atom.scale and not (scale == 100 and not self.cur_digits and 3 <= self.cur <= 9):
                return False
        if atom.kind == "dual":
            if self.cur is not None or scale // 2 >= limit or (not first and not joined):
                return False
            self.total, self.scale = self.total + scale, scale // 2
            self._closed(at, first, atom)
            return True
        if first and self._dual_before_noun(at, scale):
            scale *= 2
            self.total, self.scale = scale, scale // 2
            self._closed(at, first, atom)
            return True
        if self.cur is not None:
            if joined:
                # `خمسون وألف`: the smaller before the larger is no numeral; two numbers
                return False
            if scale >= limit and self.total != 0:
                return False
            self.total = whole(Decimal(self.total) + Decimal(self.cur) * scale)
        elif first or joined:
            if scale >= limit:
                return False
            self.total = whole(Decimal(self.total) + scale)
        elif self.groups == 1 and scale > self.scale and not joined:
            # ألف مليون, ألف مليار
            self.total = whole(Decimal(self.total) * scale)
        else:
            return False
        self.scale = scale
        self._closed(at, first, atom)
        return True

    def _dual_before_noun(self, at: int, scale: int) -> bool:
        """`ألفا جندي` are two thousand: the dual without its ن, before the noun; `ألفا` elsewhere is one thousand."""
        reader = self.reader
        if scale != 1000 or not reader.forms[at].endswith("فا") or at + 1 >= reader.n:
            return False
        noun = reader.forms[at + 1]
        if not noun[0].isalpha() or noun.endswith("ا") or len(noun) < 3 or noun.startswith(("ال", "و")):
            return False
        return "after_one_thousand" not in reader.words.lists.of(noun) and reader.words.atom(noun) is None

    def _closed(self, at: int, first: bool, atom: Atom) -> None:
        self.cur, self.cur_digits, self.rank, self.at = None, False, 4, at + 1
        self.groups += 1
        if first:
            self.definite = atom.definite

    def _part(self, at: int, atom: Atom, joined: bool, first: bool) -> bool:
        """`نصف مليون`, `مليون ونصف المليون`, `ثلاثة ملايين ونصف`, `3 ونصف مليون`."""
        follower = self.reader._atom(at + 1)
        scale_follows = (
            follower is not None
            and follower.kind in ("scale", "vague")
            and not follower.joined
            and (follower.scale or follower.kind == "scale")
        )
        if first:
            if not scale_follows or follower is None:
                return False
            self.total = whole(Decimal(atom.value) * Decimal(follower.value))
            self.scale, self.at = int(follower.value), at + 2
            return True
        if not joined:
            return False
        if self.cur is None and self.scale:
            self.total = whole(Decimal(self.total) + Decimal(atom.value) * self.scale)
            self.at = at + 2 if scale_follows and follower is not None and follower.value == self.scale else at + 1
            return self.at == at + 2
        if self.cur is not None and scale_follows and self.cur_digits | (self.rank == 2):
            self.cur = whole(Decimal(self.cur) + Decimal(atom.value))
            self.at = at + 1
            return True
        return False


def _shared(first: _Piece, second: _Piece) -> tuple[Value | None, Value | None]:
    """The ends of a range; the first takes the scale of the second where it has none and is the smaller number."""
    low, high = first.low, second.low
    if low is None or high is None:
        return None, None
    if first.scale == 1 and second.scale > 1 and low < second.coefficient and low < high:
        low = whole(Decimal(low) * second.scale)
    if low >= high:
        return None, None
    return low, high
