"""What looks like an English number and is none: dates, years, clock times, scores, names that hold a number.

The words are in ``rules/en/traps.yml``. ``Traps.at`` looks before a numeral is read, ``Traps.after`` when its end is
known; both answer with the token behind the trap. Each looks at a bounded number of tokens.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

import msgspec

from figures import resources
from figures.model import Problem
from figures.text import TOKEN, Sentence, fold_form

MAX_RUN = 40
"""Tokens without a space between them that are looked through for a URL, an address or a name."""

_PLAIN = re.compile(r"[0-9]+\Z")
_YEAR = re.compile(r"(?:1[0-9]|20)[0-9]{2}\Z")
_RECENT = re.compile(r"(?:19|20)[0-9]{2}\Z")
_DAY = re.compile(r"(?:0?[1-9]|[12][0-9]|3[01])\Z")
_DOTTED = re.compile(r"(?:[0-9]{1,2}[.][0-9]{1,2}[.][0-9]{2}(?:[0-9]{2})?|[0-9]+(?:[.][0-9]+){3,})\Z")
_PRECISE = re.compile(r"[0-9]{1,3}\.[0-9]{3,}\Z")
_SURVEYED = re.compile(r"[0-9]{1,3}\.[0-9]{5,}\Z")
_ADDRESS = frozenset("/@#_=&~\\")


class _Words(msgspec.Struct, forbid_unknown_fields=True):
    months: frozenset[str]
    doubtful_months: frozenset[str]
    clock: frozenset[str]
    ordinal_suffixes: frozenset[str]
    glued_units: frozenset[str]
    glued_currencies: frozenset[str]
    designators: frozenset[str]
    weak_designators: frozenset[str]
    number_signs: frozenset[str]
    behind_dash: frozenset[str]
    share_words: frozenset[str]
    one_before: frozenset[str]
    one_after: frozenset[str]
    one_despite: frozenset[str]
    one_fate: frozenset[str]
    year_before: frozenset[str]
    no_year_before: frozenset[str]
    counted: frozenset[str]
    score_words: frozenset[str]
    weapons: frozenset[str]
    streets: frozenset[str]
    millimetres: frozenset[str]
    calibre_of: frozenset[str]
    parts: frozenset[str]
    nil: frozenset[str]
    small: frozenset[str]
    scales: frozenset[str]
    one_passive: frozenset[str]
    vague_follow: frozenset[str]
    vague_before: frozenset[str]
    speech: frozenset[str]
    vague_doubtful: frozenset[str]
    phrases: tuple[str, ...]


class _File(msgspec.Struct, forbid_unknown_fields=True):
    traps: _Words


class Traps:
    """The lists of ``traps.yml`` and how they are asked."""

    def __init__(self, words: _Words) -> None:
        self.words = words
        self.clock_phrases = frozenset(tuple(TOKEN.findall(fold_form(form))) for form in words.clock)
        self.phrases: dict[str, list[tuple[tuple[str, ...], int]]] = {}
        for phrase in words.phrases:
            tokens = tuple(TOKEN.findall(fold_form(phrase)))
            for offset, token in enumerate(tokens):
                self.phrases.setdefault(token, []).append((tokens, offset))
        for options in self.phrases.values():
            options.sort(key=lambda option: (-len(option[0]), option))


    def at(self, sentence: Sentence, at: int) -> int:
        """The token behind a trap that holds token ``at``; ``at`` itself where there is none."""
        forms = sentence.forms
        form = forms[at]
        end = self._phrase(forms, at)
        if end > at:
            return end
        if "0" <= form[0] <= "9":
            return self._digits(sentence, at)
        if form == "one":
            if _form(forms, at + 1) == "in" and self._is_number(_form(forms, at + 2)):
                return at + 3
            return at if self._one_counts(sentence, at) else at + 1
        if form in self.words.vague_doubtful:
            follower = _form(forms, at + 1)
            counts = follower in self.words.vague_follow or follower.endswith("s") or (
                at > 0 and forms[at - 1] in self.words.vague_before and follower not in self.words.months)
            return at if counts else at + 1
        return at

    def after(self, sentence: Sentence, start: int, end: int) -> int:
        """The token behind a trap that the numeral from ``start`` to ``end`` is a part of; ``end`` for none."""
        forms = sentence.forms
        follower = _form(forms, end)
        glued = sentence.glued(end) if end < len(forms) else False
        if self.is_clock(forms, end):
            return end + 1
        if follower == "-" and glued and sentence.glued(end + 1) if end + 1 < len(forms) else False:
            behind = forms[end + 1]
            if behind in self.words.behind_dash or behind in self.words.share_words or behind in self.words.nil:
                return end + 2
            if _PLAIN.match(behind) and _PLAIN.match(forms[end - 1]) and self._is_score(sentence, end):
                return _run_end(sentence, end)
        if follower in self.words.share_words:
            return end + 1
        if forms[start:end] in (["one"], ["1"]) and follower == "in" and self._is_number(_form(forms, end + 1)):
            return end + 2
        if follower == "out" and _form(forms, end + 1) == "of" and self._is_number(_form(forms, end + 2)):
            return end + 3
        if self._calibre(forms, end):
            return end + 1
        return self._designated(sentence, start, end)

    def is_clock(self, forms: Sequence[str], at: int) -> bool:
        """Whether the words at ``at`` make the number before them a clock time: ``p.m.``, ``o'clock``, ``GMT``."""
        form = _form(forms, at)
        return form in self.words.clock or tuple(forms[at : at + 3]) in self.clock_phrases

    def _street(self, sentence: Sentence, at: int) -> bool:
        """`123 Main Street`, `DC 20001`: a house or a postal code."""
        forms = sentence.forms
        if len(forms[at]) == 5 and at > 0 and len(forms[at - 1]) == 2 and sentence.raw(at - 1, at).isupper():
            return True
        named = at + 1 < len(forms) and sentence.raw(at + 1, at + 2)[0].isupper()
        return named and not self.words.streets.isdisjoint(forms[at + 2 : at + 4])

    def _calibre(self, forms: Sequence[str], end: int) -> bool:
        """`155mm howitzers`, `7.62 mm`, `a .50 caliber rifle`."""
        at = end + (_form(forms, end) == "-")
        if _form(forms, at) not in self.words.millimetres:
            return False
        return (forms[at] != "mm" and not forms[at].startswith("milli")) or not self.words.calibre_of.isdisjoint(
            forms[at + 1 : at + 3])

    def _is_number(self, form: str) -> bool:
        return form[:1].isdigit() or form in self.words.small

    # --- pieces -----------------------------------------------------------------------------------------------

    def _phrase(self, forms: Sequence[str], at: int) -> int:
        for tokens, offset in self.phrases.get(forms[at], ()):
            start = at - offset
            if start >= 0 and tuple(forms[start : start + len(tokens)]) == tokens:
                return start + len(tokens)
        return at

    def _digits(self, sentence: Sentence, at: int) -> int:
        forms = sentence.forms
        form = forms[at]
        before = forms[at - 1] if at else ""
        tight = sentence.glued(at)
        if tight and before[-1:].isalpha() and before not in self.words.glued_currencies:
            return _run_end(sentence, at)
        if tight and before == "-" and at > 1 and sentence.glued(at - 1) and forms[at - 2][-1:].isalpha() \
                and _form(forms, at + 1) != "-":
            return _run_end(sentence, at)
        if tight and before in ("+", "-") and at > 1 and sentence.glued(at - 1) and forms[at - 2] in self.words.clock:
            return _run_end(sentence, at)  # UTC+3
        if tight and _in_address(sentence, at):
            return _run_end(sentence, at)
        end = self._glued_letters(sentence, at)
        if end > at:
            return end
        if at + 2 < len(forms) and forms[at + 1] in ("/", ":") and sentence.glued(at + 1) and sentence.glued(at + 2) \
                and forms[at + 2][0].isdigit():
            return _run_end(sentence, at)
        for look in (_coordinates, self._date, self._phone, self._year, self._listed):
            end = look(sentence, at)
            if end > at:
                return end
        if self._weapon(sentence, at) or self._street(sentence, at):
            return at + 1
        plain = _PLAIN.match(form) is not None
        return at + 1 if plain and (len(form) > 9 or (form[0] == "0" and len(form) > 2)) else at

    def _glued_letters(self, sentence: Sentence, at: int) -> int:
        """`3rd`, `1990s`, `5G`: letters glued behind digits that are no unit."""
        forms = sentence.forms
        if at + 1 >= len(forms) or not sentence.glued(at + 1):
            return at
        if forms[at + 1] == "." and at + 2 < len(forms) and sentence.glued(at + 2) and forms[at + 2][0].isalpha():
            return at + 3  # 7267.T: a share's sign, a file's name
        if not forms[at + 1][0].isalpha():
            return at
        letters = forms[at + 1]
        if letters in self.words.ordinal_suffixes or letters not in self.words.glued_units:
            return at + 2
        if letters == "g" and len(forms[at]) < 2:
            return at + 2
        return _run_end(sentence, at) if at + 2 < len(forms) and sentence.glued(at + 2) and forms[at + 2][0].isdigit() \
            else at

    def _weapon(self, sentence: Sentence, at: int) -> bool:
        return at > 0 and sentence.forms[at - 1] in self.words.weapons and sentence.raw(at - 1, at).isupper() \
            and _form(sentence.forms, at + 1) not in self.words.counted

    def _is_month(self, sentence: Sentence, at: int) -> bool:
        if not 0 <= at < len(sentence.forms) or sentence.forms[at] not in self.words.months:
            return False
        return sentence.forms[at] not in self.words.doubtful_months or sentence.raw(at, at + 1)[0].isupper()

    def _month_behind(self, sentence: Sentence) -> bool:
        """Whether the sentence before ends with a short month, cut off by its full stop (`Sept. 30`)."""
        words = sentence.text.folded[max(0, sentence.start - 8) : sentence.start].split()
        return bool(words) and words[-1].endswith(".") and words[-1][:-1] in self.words.months

    def _date(self, sentence: Sentence, at: int) -> int:
        """`7 October 2023`, `Oct. 7-9, 2023`, `7 and 8 October`, `2023-10-07`."""
        forms = sentence.forms
        if _DOTTED.match(forms[at]):
            return at + 1
        if not _DAY.match(forms[at]):
            dashed = _PLAIN.match(forms[at]) and _dashes(sentence, at) >= 2
            return _run_end(sentence, at) if dashed else at
        month = at - 1 - (at > 1 and forms[at - 1] == ".")
        if self._is_month(sentence, month) or (at == 0 and self._month_behind(sentence)):
            end = at + 1
            if _form(forms, end) in self.words.ordinal_suffixes:
                end += 1
            if _form(forms, end) in ("-", "and", "to") and _DAY.match(_form(forms, end + 1)) and (
                    forms[end] == "-" or _form(forms, end + 2) not in self.words.counted):
                end += 2
            if _form(forms, end) == "," and _RECENT.match(_form(forms, end + 1)):
                end += 2
            return end
        end = at + 1
        while _form(forms, end) in ("-", "and", "to", ",", *self.words.ordinal_suffixes) and end - at < 6:
            joined = forms[end] not in self.words.ordinal_suffixes
            if joined and not _DAY.match(_form(forms, end + 1)):
                break
            end += 1 + joined
        if _form(forms, end) == "of":
            end += 1
        if not self._is_month(sentence, end):
            return _run_end(sentence, at) if _dashes(sentence, at) >= 2 else at
        end += 1
        end += _form(forms, end) == "." and end + 1 < len(forms)
        if _form(forms, end) == "," and _RECENT.match(_form(forms, end + 1)):
            end += 1
        return end + 1 if _RECENT.match(_form(forms, end)) else end

    def _year(self, sentence: Sentence, at: int) -> int:
        forms = sentence.forms
        form = forms[at]
        if not _YEAR.match(form):
            return at
        before, follower = forms[at - 1] if at else "", _form(forms, at + 1)
        tight = at + 1 < len(forms) and sentence.glued(at + 1)
        if follower == "-" and tight and _PLAIN.match(_form(forms, at + 2)) and len(forms[at + 2]) in (2, 4) \
                and _RECENT.match(form) and sentence.glued(at + 2):
            return at + 3
        if follower in self.words.counted or follower in ("%", "°") or (tight and follower in self.words.glued_units):
            return at
        if before in self.words.no_year_before or (before and before in "$€£¥+>~₪"):
            return at
        if _RECENT.match(form):
            return at + 1
        return at + 1 if before in self.words.year_before and not follower.endswith("s") and before != "the" else at

    def _phone(self, sentence: Sentence, at: int) -> int:
        """Three or more groups of digits in a row, eight digits in all: `+44 20 7946 0000`."""
        forms = sentence.forms
        end, groups, length = at, 0, 0
        while end < min(len(forms), at + MAX_RUN):
            if _PLAIN.match(forms[end]):
                groups, length = groups + 1, length + len(forms[end])
            elif forms[end] not in ("-", "(", ")") or not groups:
                break
            end += 1
        signed = at > 0 and forms[at - 1] == "+" and length >= 8
        return end if (groups >= 3 and length >= 8) or signed else at

    def _listed(self, sentence: Sentence, at: int) -> int:
        """`1. The first`, `[3]`, `No. 5`."""
        forms = sentence.forms
        before = forms[at - 1] if at else ""
        if at == 0 and _form(forms, 1) in (".", ")") and len(forms[0]) <= 2 and len(forms) > 2:
            return 1
        if before == "[" and _form(forms, at + 1) == "]":
            return at + 1
        sign = forms[at - 2] if before == "." and at > 1 else before
        return at + 1 if sign in self.words.number_signs else at

    def _designated(self, sentence: Sentence, start: int, end: int) -> int:
        """`Flight 370`, `Resolution 1701`, `Phase two`."""
        forms = sentence.forms
        before = forms[start - 1] if start else ""
        strong = before in self.words.designators
        if not strong and before not in self.words.weak_designators:
            return end
        follower = _form(forms, end)
        if "," in forms[start] or "." in forms[start] or follower == "%" or follower in self.words.counted:
            return end
        if end - start > 1 and not any(form[0].isdigit() for form in forms[start:end]):
            return end
        if (not strong and follower.endswith("s") and len(follower) > 3) or (follower == "-" and sentence.glued(end)
                                                                          and not strong):
            return end
        stop = end
        while _form(forms, stop) in ("-", "and", ",", "/", "&", "to") and _PLAIN.match(_form(forms, stop + 1)) \
                and _form(forms, stop + 2) not in self.words.counted and len(forms[stop + 1]) < 5 and stop - start < 9:
            stop += 2
        return max(stop, end + 1)

    def _one_counts(self, sentence: Sentence, at: int) -> bool:
        """Whether `one` is a number: before a counted noun (`one civilian`), or a fate (`one dead`)."""
        forms = sentence.forms
        before, follower = forms[at - 1] if at else "", _form(forms, at + 1)
        if follower in self.words.one_fate:
            return before not in self.words.one_before or before in self.words.one_despite or before == "only"
        tail = [form for form in forms[at + 1 : at + 7] if form != "-"][:3]
        halved = len(tail) > 2 and tail[:2] == ["and", "a"] and tail[2] in self.words.parts
        if follower in self.words.scales or halved:
            return True
        if follower in self.words.one_passive and any(
                form in self.words.one_fate for form in forms[at + 2 : at + 4]):
            return before not in self.words.one_before
        if follower == "-":
            return _form(forms, at + 2) not in self.words.behind_dash and sentence.glued(at + 1)
        if before in self.words.one_before and before not in self.words.one_despite:
            return False
        if self.words.speech.intersection(forms[at + 2 : at + 6]) and before not in self.words.one_despite:
            return False
        return bool(follower) and follower[0].isalnum() and follower not in self.words.one_after

    def _is_score(self, sentence: Sentence, dash: int) -> bool:
        """`2-1`: a first number not below the second, or a word of winning and losing in the sentence."""
        forms = sentence.forms
        first, second = int(forms[dash - 1][:12]), int(forms[dash + 1][:12])
        if first >= second and not (first * 10 > second * 10 and "," in _form(forms, dash + 1)):
            return True
        if second >= 100 and first >= 100:
            return False
        if _form(forms, dash + 2) == "," and _form(forms, dash + 4) == "-":
            return True  # 3-6, 6-4
        if _form(forms, dash - 2) == "," and _form(forms, dash - 4) == "-":
            return True
        near = forms[max(0, dash - 12) : dash + 12]
        follower = _form(forms, dash + 2)
        counted = follower in self.words.counted or follower.endswith("s") or follower in ("%", "-")
        return not counted and not self.words.score_words.isdisjoint(near)


@lru_cache(maxsize=1)
def load_traps() -> Traps:
    """The shipped English traps. Raises ``resources.ResourceError`` where the file is wrong."""
    problems: list[Problem] = []
    for source in resources.sources("en/traps.yml"):
        document = resources.read_yaml(source)
        file = resources.convert(document, document.value, _File, (), problems)
        if file is not None and not problems:
            return Traps(file.traps)
    raise resources.ResourceError(problems or [Problem(path="rules/en/traps.yml", message="is missing")])


def _form(forms: Sequence[str], at: int) -> str:
    return forms[at] if 0 <= at < len(forms) else ""


def _coordinates(sentence: Sentence, at: int) -> int:
    """`36.19924, 37.16373`: a place on the map."""
    forms = sentence.forms
    end = at + 1
    while _form(forms, end) in (",", "-", "°", "n", "s", "e", "w", ";") and end - at < 5:
        end += 1
    pair = _PRECISE.match(forms[at]) and _PRECISE.match(_form(forms, end))
    return end + 1 if pair else at + 1 if _SURVEYED.match(forms[at]) else at


def _run_end(sentence: Sentence, at: int) -> int:
    """The end of the tokens that follow ``at`` without a space, closing punctuation left out."""
    end = at + 1
    while end < len(sentence.forms) and sentence.glued(end) and end - at < MAX_RUN:
        if sentence.forms[end] in (",", ")", '"', ";", "]", "!", "?"):
            break
        end += 1
    return end


def _dashes(sentence: Sentence, at: int) -> int:
    """How many dashes with digits on both sides follow without a space."""
    count, end = 0, at + 1
    while end + 1 < len(sentence.forms) and count < MAX_RUN and sentence.forms[end] == "-" and sentence.glued(end) \
            and sentence.glued(end + 1) and sentence.forms[end + 1][0].isdigit():
        count, end = count + 1, end + 2
    return count


def _in_address(sentence: Sentence, at: int) -> bool:
    """Whether the characters before ``at``, back to a space, make a URL, a handle, a date of slashes or a path."""
    index = at
    while index > 0 and sentence.glued(index) and at - index < MAX_RUN:
        index -= 1
        if sentence.forms[index] in _ADDRESS:
            return True
    return False
