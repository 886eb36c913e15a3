"""Arabic numbers: `١٢٫٥`, `أحد عشر ألفا وخمسمئة`, `3 ملايين و200 ألف`, `عشرات الآلاف`, `10-12 ألفا`, `عشرون ونيف`.

Theory of operation
-------------------
What only looks like a number is asked of ``ar_traps`` first; ``ar_numeral`` reads one numeral. Behind it
a second one may make a range; the first end takes the scale of the second where it has none. Each token is read a
bounded number of times, so the time is linear in the length of the sentence.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from figures.model import Number, Value, whole
from figures.numbers.ar_numeral import numeral
from figures.numbers.ar_traps import Traps
from figures.numbers.ar_vague import Piece, several, vague
from figures.numbers.ar_words import Atom, Words, load_words
from figures.text import Sentence


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
            if piece is None:
                continue
            start = i - 1 if i > behind and piece.end > i + 1 and self.forms[i + 1] == ")" else i
            if several(self.sentence, self.words, i) and i > behind:
                atom = self.words.atom(form)
                start, piece = i - 1, vague(self.sentence, self.words, i, atom) if atom is not None else piece
            behind = self._add(found, start, piece)
        return found

    def _add(self, found: list[Number], start: int, piece: Piece) -> int:
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

    def _numeral(self, start: int) -> Piece | None:
        piece = numeral(self.sentence, self.words, start)
        if piece is not None and piece.end + 1 < self.n and self.forms[piece.end] in self.words.point:
            return self._pointed(piece)
        return self._bracketed(start, piece) or piece if piece is not None else None

    def _bracketed(self, start: int, piece: Piece) -> Piece | None:
        """`(40) ألف`: digits in brackets of their own, and the scale behind them."""
        if piece.scale != 1 or piece.qualifier != "exact" or piece.end != start + 1 or start == 0:
            return None
        scale = self._atom(piece.end + 1)
        if scale is None or piece.low is None or self.forms[start - 1] != "(" or self.forms[piece.end] != ")":
            return None
        if scale.joined or scale.particles or not (scale.kind == "scale" or (scale.kind == "vague" and scale.scale)):
            return None
        value, size = whole(Decimal(piece.low) * int(scale.value)), int(scale.value)
        return piece._replace(end=piece.end + 2, low=value, high=value, scale=size, coefficient=piece.low)

    def _pointed(self, piece: Piece) -> Piece:
        """`واحد وأربعون فاصلة سبعة`: the decimals behind the word for their mark."""
        decimals = numeral(self.sentence, self.words, piece.end + 1)
        if decimals is None or not isinstance(decimals.low, int) or not isinstance(piece.low, int):
            return piece
        if piece.qualifier != "exact" or decimals.qualifier != "exact" or piece.low != piece.high:
            return piece
        value = whole(Decimal(f"{piece.low}.{decimals.low}"))
        return piece._replace(end=decimals.end, low=value, high=value, scale=1, coefficient=value)

    def _atom(self, at: int) -> Atom | None:
        return self.words.atom(self.forms[at]) if at < self.n else None

    def _repeated(self, piece: Piece) -> int:
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

    def _second(self, start: int, piece: Piece) -> tuple[int, Piece] | None:
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
            if form in ("و", "وال"):
                at += 1
            elif not (form.isdecimal() and self.forms[start].isdecimal()):  # `بين 150 300`: the sign is lost
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
        return any(name in names for names in map(self.words.lists.of, self.forms[max(0, start - 2) : start]))

    def _changes(self, start: int) -> bool:
        """Whether a word of rising or falling stands before: then `من … إلى` are an old value and a new one."""
        if not self._led(start, "from_"):
            return False
        return any("changes" in names for names in map(self.words.lists.of, self.forms[max(0, start - 14) : start]))


def _shared(first: Piece, second: Piece) -> tuple[Value | None, Value | None]:
    """The ends of a range; the first takes the scale of the second where it has none and is the smaller number."""
    low, high = first.low, second.low
    if low is None or high is None:
        return None, None
    if first.scale == 1 and second.scale > 1 and low < second.coefficient and low < high:
        low = whole(Decimal(low) * second.scale)
    if low >= high:
        return None, None
    return low, high
