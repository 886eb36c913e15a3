"""English numbers: `10,000`, `twenty-six`, `1.2bn`, `half a million`, `hundreds of thousands`, `5 to 6 million`.

Theory of operation
-------------------
``find`` walks the tokens once. At a digit or at a word of ``rules/en/numerals.yml`` the longest numeral is read
(``_Reader.numeral``); then a second one behind a dash, ``to``, ``or`` or the ``and`` of ``between`` makes it a range,
and the first end takes the scale of the second where it has none (`10-12,000`, `5 to 6m`). What only looks like a
number is asked of ``en_traps`` before it is read. Every token is looked at a bounded number of times.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from figures.model import Number, Qualifier, Value, whole
from figures.numbers.en_traps import Traps, load_traps
from figures.numbers.en_words import Numerals, digits, load_numerals
from figures.text import Sentence

MAX_WORDS = 64
"""Tokens of the longest numeral; a longer row of number words is read as several."""

CHANGE_REACH = 12
CURRENCY = frozenset("$€£¥₪₽₴₹₺")


class _Piece(NamedTuple):
    """A numeral: where it ends, its ends, and the scale word that it closes with (1 where there is none)."""

    end: int
    low: Value
    high: Value
    scale: int = 1
    vague: bool = False
    digits: bool = False
    grouped: bool = False
    problem: str | None = None


def find(sentence: Sentence, at: Sequence[int]) -> list[Number]:
    """The numbers of a sentence in order, not overlapping; indexes are tokens, ``at`` those that may be numbers."""
    return _Reader(sentence, load_numerals(), load_traps()).numbers() if at else []


def gate_forms() -> frozenset[str]:
    """The folded forms without which a sentence has no number in words."""
    numerals = load_numerals()
    return numerals.starts - numerals.articles | numerals.multipliers.keys()


class _Reader:
    """Reads the numbers of one sentence."""

    __slots__ = ("forms", "n", "sentence", "traps", "words")

    def __init__(self, sentence: Sentence, words: Numerals, traps: Traps) -> None:
        self.sentence, self.words, self.traps = sentence, words, traps
        self.forms = sentence.forms
        self.n = len(self.forms)

    def numbers(self) -> list[Number]:
        found: list[Number] = []
        at = 0
        while at < self.n:
            form = self.forms[at]
            digit = "0" <= form[0] <= "9"
            if not digit and form not in self.words.starts:
                at += 1
                continue
            skip = self.traps.at(self.sentence, at)
            if skip > at:
                at = skip
                continue
            piece = self.numeral(at)
            if piece is None:
                at += 1
                continue
            stop = self.traps.after(self.sentence, at, piece.end)
            if stop > piece.end:
                at = stop
                continue
            if piece.problem is not None:
                found.append(Number(start=at, end=piece.end, low=None, high=None, problem=piece.problem))
                at = piece.end
                continue
            joined = self._range(at, piece)
            if isinstance(joined, int):
                at = joined
                continue
            if joined is not None:
                found.append(joined)
                at = joined.end
                continue
            if piece.low != 0:
                found.append(_number(at, piece.end, piece.low, piece.high, "vague" if piece.vague else "exact"))
            at = piece.end
        return found

    # --- one numeral ------------------------------------------------------------------------------------------

    def numeral(self, at: int) -> _Piece | None:
        """The longest numeral that begins at a token; ``None`` where none does."""
        form = self.forms[at]
        if form in self.words.vague:
            return self._vague(at)
        several = self._several(at)
        if several is not None:
            return several
        if form in self.words.parts:
            return self._part(at, at + 1, self.words.parts[form])
        if form in self.words.articles:
            return self._article(at)
        return self._cardinal(at)

    def _form(self, at: int) -> str:
        return self.forms[at] if at < self.n else ""

    def _vague(self, at: int) -> _Piece | None:
        """`dozens`, `tens of thousands`, `hundreds of millions`."""
        low, high = self.words.vague[self.forms[at]]
        if self._form(at + 1) in self.words.of:
            outer = self.words.vague.get(self._form(at + 2))
            if outer is not None and outer[0] >= 2000:
                scale = outer[0] // 2
                return _Piece(at + 3, low * scale, (high + 1) * scale - 1, vague=True)
        return _Piece(at + 1, low, high, vague=True)

    def _several(self, at: int) -> _Piece | None:
        """`several thousand`, `a few hundred thousand`: as vague as the scale's plural."""
        for words in self.words.several:
            if tuple(self.forms[at : at + len(words)]) != words:
                continue
            end = at + len(words)
            form = self._form(end)
            first = self.words.multipliers.get(form)
            if first is None and form in self.words.vague and form != "scores":
                return self._vague(end)
            if first is None:
                return None
            low, high = (20, 99) if first == 12 else (2 * first, 10 * first - 1)
            end += 1
            scale = self.words.scales.get(self._form(end), 1) if first == 100 else 1
            return _Piece(end + (scale > 1), low * scale, (high + 1) * scale - 1, vague=True)
        return None

    def _part(self, at: int, end: int, share: Value) -> _Piece | None:
        """`half a million`, `a quarter of a million`, `half-million`: a share of a scale word."""
        while self._form(end) in ("-", *self.words.articles, *self.words.of) and end - at < 5:
            end += 1
        scale = self.words.multipliers.get(self._form(end))
        if scale is None or (scale == 100 and self._form(end + 1) not in self.words.scales):
            return None
        outer = self.words.scales.get(self._form(end + 1), 1) if scale == 100 else 1
        value = whole(Decimal(share) * scale * outer)
        return _Piece(end + 1 + (outer > 1), value, value, scale * outer)

    def _article(self, at: int) -> _Piece | None:
        """`a dozen`, `a hundred`, `a million and a half`, `a half million`, `a quarter of a million`."""
        after = at + 1 + (self._form(at + 1) == "-")
        if self._form(after) in self.words.parts:
            return self._part(at, after + 1, self.words.parts[self.forms[after]])
        if self._form(after) in self.words.multipliers:
            return self._run(at, after, 1)
        return None

    def _cardinal(self, at: int) -> _Piece | None:
        form = self.forms[at]
        value = self.words.cardinals.get(form)
        if value is not None:
            if form in self.words.twos:
                return _Piece(at + 1, value, value)
            return self._run(at, at, None)
        if not "0" <= form[0] <= "9":
            return None
        scaled = self._form(at + 1) in self.words.scales or self._glued_scale(at + 1) > 1
        read = digits(form, scaled)
        if read is None:
            return None
        if isinstance(read, str):
            return _Piece(at + 1, 0, 0, problem=read)
        return self._run(at, at + 1, read, digits_first=True)

    def _run(self, start: int, at: int, current: Value | None, digits_first: bool = False) -> _Piece:
        """A row of number words from ``at`` on, after ``current`` (a value already read)."""
        words, forms = self.words, self.forms
        total: Value = 0
        last, scale, end = 10**18, 1, at
        grouped = digits_first and "," in forms[start]
        if digits_first:
            glued = self._glued_scale(at)
            if glued:
                value = whole(Decimal(current or 0) * glued)
                return _Piece(at + 1, value, value, glued, digits=True, grouped=grouped)
        limit = min(self.n, start + MAX_WORDS)
        while at < limit:
            form = forms[at]
            if form == "-" and self._joins(at):
                at += 1
                form = forms[at]
            if form in words.and_ and at > start:
                half = self._and_half(at)
                if half is not None:
                    share, stop = half
                    if current is not None:
                        current = current + share
                    elif total:
                        total = whole(Decimal(total) + Decimal(share) * scale)
                    at = end = stop
                    continue
                if not self._and_more(at, current, total):
                    break
                at += 1
                continue
            if form == "," and self._comma_inside(at, last, current, total):
                at += 1
                continue
            small = words.cardinals.get(form)
            if small is not None:
                if form in words.twos or (digits_first and current is not None):
                    break
                added = _add(current, small)
                if added is None:
                    break
                current = added
            elif form in words.hundred or form in words.groups:
                factor = words.multipliers[form]
                if current is None or current >= 100:
                    break
                current = whole(Decimal(current) * factor)
                if factor != 100:
                    at = end = at + 1
                    break
            elif form in words.scales:
                factor = words.scales[form]
                if current is None or factor >= last:
                    break
                total = whole(Decimal(total) + Decimal(current) * factor)
                current, last, scale = None, factor, factor
            elif total and current is None and "0" <= form[0] <= "9" and self._form(at + 1) in words.scales:
                read = digits(form, scaled=True)
                if read is None or isinstance(read, str) or words.scales[forms[at + 1]] >= last:
                    break
                current = read
            else:
                break
            at += 1
            end = at
        value = whole(total + (current or 0))
        closing = scale if current is None else 1
        return _Piece(max(end, start + 1), value, value, closing, digits=digits_first, grouped=grouped)

    def _comma_inside(self, at: int, last: int, current: Value | None, total: Value) -> bool:
        """Whether a comma behind a scale goes on with smaller groups: `one million, two hundred thousand`."""
        if current is not None or not total or self._form(at + 1) not in self.words.cardinals:
            return False
        ahead = self.forms[at + 2 : at + 5]
        return any(form in self.words.hundred or self.words.scales.get(form, last) < last for form in ahead)

    def _joins(self, dash: int) -> bool:
        """Whether a dash at ``dash`` stands inside a numeral: `twenty-six`, `three-and-a-half`."""
        if dash + 1 >= self.n or not (self.sentence.glued(dash) and self.sentence.glued(dash + 1)):
            return False
        before, after = self.forms[dash - 1], self.forms[dash + 1]
        words = self.words
        if after in words.multipliers or after in words.and_ or before in words.and_:
            return True
        tens, unit = words.cardinals.get(before, 0), words.cardinals.get(after, 10)
        return (tens >= 20 and unit < 10) or (before in words.multipliers and after in words.cardinals)

    def _and_half(self, at: int) -> tuple[Value, int] | None:
        """`and a half`, dashed or not."""
        end = at + 1
        while self._form(end) == "-" or self._form(end) in self.words.articles:
            end += 1
        share = self.words.parts.get(self._form(end))
        if share is None or end == at + 1:
            return None
        stop = end + 1
        if self._form(stop) == "-" and self._form(stop + 1) in self.words.multipliers:
            stop += 1
        return share, stop

    def _and_more(self, at: int, current: Value | None, total: Value) -> bool:
        """Whether `and` continues a numeral: behind a hundred or a scale, before less than a hundred."""
        after = at + 1
        value = self.words.cardinals.get(self._form(after))
        if value is None or self.forms[after] in self.words.twos:
            return False
        before = self.forms[at - 1] if self.forms[at - 1] != "-" else self.forms[at - 2]
        if before in self.words.hundred:
            return True
        return not (before not in self.words.scales or not total or current is not None)

    def _glued_scale(self, at: int) -> int:
        """The scale in the letters glued to digits; 0 where there is none or where ``m`` is metres."""
        if at >= self.n or not self.sentence.glued(at):
            return 0
        form = self.forms[at]
        scale = self.words.glued.get(form)
        if scale is not None:
            goes_on = at + 1 < self.n and self.sentence.glued(at + 1) and self.forms[at + 1].isalnum()
            return 0 if goes_on else scale
        if form not in self.words.metre:
            return 0
        return 1000000 if self._is_million(at) else 0

    def _is_million(self, at: int) -> bool:
        """Whether the ``m`` at ``at`` is million: after a currency, a small or decimal number, before a noun."""
        before = at - 2
        while before >= 0 and at - before < 6 and (
                self.forms[before] == "-" or self.forms[before] in self.words.to or self.forms[before][0].isdigit()):
            before -= 1
        if before >= 0 and (self.forms[before] in CURRENCY):
            return True
        follower = self._form(at + 1)
        if follower in self.words.metre_cues or follower == "-":
            return False
        if follower and follower[0].isalpha() and len(follower) > 2:
            return True
        value = digits(self.forms[at - 1])
        return value is not None and not isinstance(value, str) and value < 20

    # --- ranges -----------------------------------------------------------------------------------------------

    def _range(self, at: int, first: _Piece) -> Number | int | None:
        """A second end behind the first: `10-12,000`, `between 5 and 6 million`, `two or three`.

        The token to go on at where both ends are a trap.
        """
        sep = first.end
        if sep + 1 >= self.n or first.vague:
            return None
        kind = self._separator(at, sep)
        if not kind:
            return None
        start = sep + 1
        if self._form(start) in CURRENCY:
            start += 1
        opening = self._form(start)
        if not opening or (opening[0] not in "0123456789" and opening not in self.words.starts):
            return None
        second = self.numeral(start)
        if second is None or second.vague or second.problem is not None:
            return None
        low = self._scaled(first, second)
        if self.traps.at(self.sentence, start) > start or low >= second.high:
            return None
        if kind == "or" and low * 4 < second.high:
            return None
        stop = self.traps.after(self.sentence, start, second.end)
        if stop > second.end:
            # between 8 and 10 a.m.: the first end is a trap with the second
            return stop
        return _number(at, second.end, low, second.high, "range")

    def _separator(self, at: int, sep: int) -> str:
        form = self.forms[sep]
        if form == "-":
            tight = self.sentence.glued(sep) == (sep + 1 < self.n and self.sentence.glued(sep + 1))
            return "dash" if tight else ""
        if form in self.words.or_:
            return "or"
        before = self._before(at)
        if form in self.words.and_:
            return "and" if before in self.words.between else ""
        if form in self.words.to:
            return "" if self._changes(at) else "to"
        return ""

    def _before(self, at: int) -> str:
        index = at - 1
        while index >= 0 and self.forms[index] in CURRENCY:
            index -= 1
        return self.forms[index] if index >= 0 else ""

    def _changes(self, at: int) -> bool:
        """Whether a word of rise or fall stands before, so that `from 12 to 15` is an old value and a new one."""
        window = self.forms[max(0, at - CHANGE_REACH) : at]
        return not self.words.change.isdisjoint(window)

    def _scaled(self, first: _Piece, second: _Piece) -> Value:
        """The first end with the scale of the second, where it has none of its own."""
        if first.scale == 1 and second.scale > 1 and first.low < 1000 and not first.grouped:
            scaled = whole(Decimal(first.low) * second.scale)
            if scaled < second.high:
                return scaled
        if first.digits and second.grouped and first.low < 1000 and second.high >= 1000 and second.high % 1000 == 0:
            scaled = first.low * 1000
            if first.low * 20 < second.high and scaled < second.high:
                return scaled
        return first.low


def _add(current: Value | None, value: int) -> Value | None:
    """``value`` behind ``current`` in one numeral (`twenty six`, `two hundred five`); ``None`` where it is another."""
    if current is None:
        return value
    if current % 100 == 0 and current > 0 and value < 100:
        return current + value
    if current % 10 == 0 and current % 100 >= 20 and value < 10:
        return current + value
    return None


def _number(start: int, end: int, low: Value, high: Value, qualifier: Qualifier) -> Number:
    return Number(start=start, end=end, low=low, high=high, qualifier=qualifier)
