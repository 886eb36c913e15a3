"""From raw text to a comparable form, to sentences, to tokens, with a way back to every original offset.

Theory of operation
-------------------
``fold`` makes the one spelling that everything downstream compares: hamza and alef forms, alef maqsura, ta marbuta,
digits of three scripts, presentation forms, spaces, quotes, dashes and letter case are replaced one for one;
harakat, tatweel and invisible marks are dropped; a word broken for a social post (`مجـ ـزرة`) is joined.
Most characters stay where they are, so the way back is kept as the short list of places where the distance between
folded and raw offsets changes (``Text.raw_span``), not as an array of the length of the text.

Chains of ``str.replace`` run several times faster than ``str.translate`` on Arabic, because each pair that does not
occur costs one memory scan.

The letter tables agree with ``camel_tools.utils.charsets`` and ``normalize``; a test holds them to it.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import accumulate
from operator import sub

from figures.model import Span

_ONE_TO_ONE: tuple[tuple[str, str], ...] = (
    *((c, "ا") for c in "أإآٱ"),
    ("ى", "ي"),
    ("ی", "ي"),
    ("ې", "ي"),
    ("ة", "ه"),
    ("ۃ", "ه"),
    ("ہ", "ه"),
    ("ھ", "ه"),
    ("ؤ", "و"),
    ("ئ", "ي"),
    ("ک", "ك"),
    ("ڪ", "ك"),
    ("ڤ", "ف"),
    ("پ", "ب"),
    ("چ", "ج"),
    ("ژ", "ز"),
    ("گ", "ك"),
    *((chr(0x0660 + d), str(d)) for d in range(10)),
    *((chr(0x06F0 + d), str(d)) for d in range(10)),
    *((chr(0xFF10 + d), str(d)) for d in range(10)),
    ("٫", "."),
    ("٬", ","),
    ("٪", "%"),
    ("﹪", "%"),
    ("％", "%"),
    *((c, " ") for c in "\u00a0\u202f\u205f\u3000\t\r\u2028\u2029"),
    *((chr(c), " ") for c in range(0x2000, 0x200B)),
    *((c, "-") for c in "\u2010\u2011\u2012\u2013\u2212\ufe63\uff0d"),
    *((c, "'") for c in "\u2018\u2019\u201b\u02bc\u0060\u00b4"),
    *((c, '"') for c in "\u201c\u201d\u201e\u201f\u00ab\u00bb\u2039\u203a"),
)
"""Pairs of one character and its folded form. Long dashes and brackets keep their own shape: they part clauses."""

MARKS = "".join(
    map(
        chr,
        (
            *range(0x0610, 0x061B),
            *range(0x064B, 0x0660),
            0x0670,
            *range(0x06D6, 0x06DD),
            *range(0x06DF, 0x06E5),
            0x06E7,
            0x06E8,
            *range(0x06EA, 0x06EE),
        ),
    )
)
"""Arabic combining marks: they belong to the letter before them."""

INVISIBLE = (
    "\u0640\u00ad\u200b\u200c\u200d\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
)
"""Tatweel, soft hyphen, joiners and the marks of the bidirectional algorithm."""


def _run(letters: str) -> str:
    """A pattern of one or more of a set of letters. It begins with the set alone, so that all other letters are passed
    over more than twice as fast as by a plain ``[…]+``."""
    return f"[{letters}][{letters}]*+"


_DELETE = re.compile(f"(?<=\u0640)[ .]+(?=\u0640)|(?<=[A-Za-z])[*]+(?=[A-Za-z])|[{MARKS}{INVISIBLE}]+")
_SPLIT = re.compile(f"({_DELETE.pattern})")
_SPLIT_PLAIN = re.compile(f"({_run(MARKS + INVISIBLE)})")
_HAS_DELETE = re.compile(f"[*{MARKS}{INVISIBLE}]")
_DRAWN = re.compile("\u0640(?:(?<=[0-9\u0660-\u0669]\u0640)(?=\u0640*[0-9\u0660-\u0669])|"
                    "(?<=[0-9\u0660-\u0669] \u0640)(?=\u0640* [0-9\u0660-\u0669]))")
"""The letter that draws words out, between two numbers: a dash (`10ـ12`)."""
_TURNED = re.compile(r"(?<![\d.,])(\d+)([.,\u066b])\u200f(\d+)(?![\d.,])")
"""A decimal typed backwards, with the mark that makes it read right from right to left: `5.\u200f2` is painted as
2.5. The two halves change places, so that nothing before or behind them moves."""
_FORMS, _CAPITALS = "\ufb50-\ufdff\ufe70-\ufefc", "A-Z\u00c0-\u012f\u0131-\u024f\u0370-\u052f\u1e00-\u1fff\uff21-\uff3a"
_PRESENTATION = re.compile(f"[{_FORMS}]")
_MARK_RUN = re.compile(f"[{MARKS}\u0640]*")
_UPPER = re.compile(_run(_CAPITALS))
_ODD = re.compile(f"[{_FORMS}{_CAPITALS}]")
"""What most Arabic texts have none of, all told by one look at them: presentation forms and capital letters."""


class Text:
    """A raw text beside its folded form. Offsets of one are turned into offsets of the other exactly."""

    __slots__ = ("_breaks", "_lang", "_script", "_shifts", "folded", "raw")

    def __init__(self, raw: str, folded: str, breaks: list[int], shifts: list[int]) -> None:
        self.raw = raw
        self.folded = folded
        self._breaks = breaks
        self._shifts = shifts
        self._lang: str | None = None
        self._script: str | None = None

    @property
    def lang(self) -> str:
        """``ar`` or ``en``; worked out when it is first asked for."""
        if self._lang is None:
            self._lang = self.script or language(self.folded)
        return self._lang

    @property
    def script(self) -> str:
        """``ar`` or ``en`` where all letters are of that language, as in most texts: then nothing in it need be asked.
        Empty where they are not."""
        if self._script is None:
            arabic, latin = _ARABIC.search(self.folded), _LATIN.search(self.folded)
            self._script = "en" if not arabic else "ar" if not latin else ""
        return self._script

    def raw_start(self, folded_offset: int) -> int:
        """The raw offset of the character at ``folded_offset``."""
        if not self._breaks:
            return folded_offset
        return folded_offset + self._shifts[bisect_right(self._breaks, folded_offset) - 1]

    def raw_end(self, folded_offset: int) -> int:
        """The raw offset behind the character before ``folded_offset``, its combining marks included."""
        if folded_offset <= 0:
            return 0
        if not self._breaks:
            return folded_offset
        end = self.raw_start(folded_offset - 1) + 1
        found = _MARK_RUN.match(self.raw, end)
        return found.end() if found else end

    def raw_span(self, start: int, end: int) -> Span:
        """The raw span of ``folded[start:end]``. An empty span stays empty."""
        if end <= start:
            at = self.raw_start(start)
            return Span(at, at)
        if not self._breaks:
            return Span(start, end)
        return Span(self.raw_start(start), self.raw_end(end))


def fold(raw: str) -> Text:
    """Fold ``raw`` to its comparable form, with the exact map back.

    >>> t = fold("قُتِلَ ١٢ جنديًّا")
    >>> t.folded
    'قتل 12 جنديا'
    >>> t.raw[slice(*t.raw_span(7, 12))]
    'جنديًّا'
    """
    folded = raw
    breaks: list[int] = []
    shifts: list[int] = []
    if "\u0640" in raw:
        folded = _DRAWN.sub("-", folded)
    if "\u200f" in raw:
        folded = _TURNED.sub("\\3\\2\u200f\\1", folded)
    odd = _ODD.search(folded) is not None
    if odd and _PRESENTATION.search(folded):
        folded, breaks, shifts = _reshape(folded)
    elif _HAS_DELETE.search(folded):
        folded, breaks, shifts = _drop(folded)
    for old, new in _ONE_TO_ONE:
        folded = folded.replace(old, new)
    return Text(raw, _lowered(folded) if odd else folded, breaks, shifts)


_TABLE = str.maketrans(dict(_ONE_TO_ONE))


def _lowered(folded: str) -> str:
    """In small letters: each letter whatever stands around it (Σ is lowered by its place), and none that would grow
    (İ)."""
    if folded.isascii():
        return folded.lower()
    return _UPPER.sub(_lower, folded.replace("Σ", "σ")) if _UPPER.search(folded) else folded


def _lower(found: re.Match[str]) -> str:
    return found[0].lower()


def fold_form(word: str) -> str:
    """The folded form of a word or phrase of a lexicon: ``fold(word).folded``, worked out as short strings like it."""
    if _PRESENTATION.search(word) or _HAS_DELETE.search(word):
        return fold(word).folded
    return _lowered(word.translate(_TABLE))


def _drop(raw: str) -> tuple[str, list[int], list[int]]:
    """Drop marks, where there is nothing else to change: what ``_reshape`` does, several times faster."""
    # letters broken for a post are rare, and looking for them at every character is slow
    pattern = _SPLIT if "*" in raw or "\u0640 " in raw or "\u0640." in raw else _SPLIT_PLAIN
    parts = pattern.split(raw)  # what is kept and what is dropped by turns
    kept = parts[::2]
    breaks = [0, *accumulate(map(len, kept[:-1]))]
    return "".join(kept), breaks, [0, *accumulate(map(len, parts[1::2]))]


def _reshape(raw: str) -> tuple[str, list[int], list[int]]:
    """Drop marks and expand presentation forms; the places where raw and folded offsets drift apart."""
    pieces: list[str] = []
    breaks, shifts = [0], [0]
    length = last = 0

    def note(raw_at: int) -> None:
        shift = raw_at - length
        if breaks[-1] == length:
            shifts[-1] = shift
        elif shifts[-1] != shift:
            breaks.append(length)
            shifts.append(shift)

    for found in _CHANGES.finditer(raw):
        start, end = found.span()
        if start > last:
            pieces.append(raw[last:start])
            length += start - last
        last = end
        char = raw[start]
        if _PRESENTATION.match(char):
            grown = _DELETE.sub("", unicodedata.normalize("NFKC", char)).replace(" ", "")
            for letter in grown:
                pieces.append(letter)
                note(start)
                length += 1
        note(end)
    pieces.append(raw[last:])
    return "".join(pieces), breaks, shifts


_CHANGES = re.compile(f"{_DELETE.pattern}|{_PRESENTATION.pattern}")


class Sentence:
    """A sentence and its tokens, in folded offsets.

    ``forms[i]`` is the folded form of token ``i``, which stands at ``folded[starts[i]:ends[i]]``. ``lang`` is the
    language of most of its letters. ``index`` is its place in the text, ``title`` whether it is the headline.
    """

    __slots__ = ("_lang", "_starts", "end", "forms", "index", "start", "text", "title")

    def __init__(self, text: Text, start: int, end: int, index: int = 0, title: bool = False) -> None:
        self.text, self.start, self.end, self.index, self.title = text, start, end, index, title
        self.forms: list[str] = _SPACED_TOKEN.findall(text.folded, start, end)
        self._starts: list[int] | None = None
        self._lang: str | None = None

    @property
    def lang(self) -> str:
        """``ar`` or ``en``, without letters that of the text; worked out when it is first asked for."""
        if self._lang is None:
            self._lang = self.text.script or self._own_language()
        return self._lang

    def _own_language(self) -> str:
        lettered = _LETTER.search(self.text.folded, self.start, self.end)
        return language(self.text.folded, self.start, self.end) if lettered else self.text.lang

    @property
    def starts(self) -> list[int]:
        """Where each token begins; worked out when it is first asked for, since most sentences never are."""
        if self._starts is None:
            find, at = self.text.folded.find, self.start
            ends = [at := find(form, at) + len(form) for form in self.forms]
            self._starts = list(map(sub, ends, map(len, self.forms)))
        return self._starts

    def end_of(self, index: int) -> int:
        """Where token ``index`` ends."""
        return self.starts[index] + len(self.forms[index])

    def __len__(self) -> int:
        return len(self.forms)

    def raw_span(self, first: int, last: int) -> Span:
        """The span in the body of the tokens ``first`` to ``last`` (exclusive)."""
        starts = self.starts
        return self.text.raw_span(starts[first], starts[last - 1] + len(self.forms[last - 1]))

    def raw(self, first: int, last: int) -> str:
        """The original words of the tokens ``first`` to ``last`` (exclusive)."""
        span = self.raw_span(first, last)
        return self.text.raw[span.start : span.end]

    def glued(self, index: int) -> bool:
        """Whether token ``index`` follows the one before it without a space."""
        return index > 0 and self.starts[index] == self.end_of(index - 1)


TOKEN = re.compile(
    r"[\u0621-\u064aa-z]{2,}(?![^\W\d_])"  # most words: nothing else begins with two letters, and this is quicker
    r"|[0-9]+(?:[.,،'][0-9]+)*"  # digits with separators; what they mean is the numeral grammar's business
    r"|(?:[^\W\d_]\.){2,}"  # U.S.
    r"|'(?:s|t|re|ve|ll|d|m)\b"  # clitics of English
    r"|[^\W\d_]+"  # a word
    r"|\S"  # a sign
)
"""Tokens of folded text."""

_SPACED_TOKEN = re.compile(rf"\s*+({TOKEN.pattern})")
"""A token with the space before it: nothing is tried in vain at the space, which takes a fifth of the time."""

_SENTENCE_END = re.compile(
    # begins with a set, so that all other characters are passed over eight times as fast as by trying alternatives;
    # each run is tried at its beginning alone, or long ones would take time that grows with their square
    r"[\n.!?؟…](?:"
    r"(?<=\n)\s*"
    r"|(?<=[.!?؟…])(?<![.!?؟…]{2})[.!?؟…]*+[\"')\]}]*+(?:[ ]+|(?=[\u0621-\u064a]{2}))"
    r"|(?<=[!?؟])[\"')\]}]*[ ]*"
    r")"
)
_ARABIC = re.compile("[\u0621-\u064a]")
_LATIN = re.compile("[a-z]")
_ARABIC_RUN, _LATIN_RUN = re.compile(_run("\u0621-\u064a")), re.compile(_run("a-z"))
_LETTER = re.compile("[\u0621-\u064aa-z]")


def language(folded: str, start: int = 0, end: int = sys.maxsize) -> str:
    """``ar`` or ``en``, by the script of most letters of a folded text from one offset to another."""
    if not _ARABIC.search(folded, start, end):
        return "en"
    if not _LATIN.search(folded, start, end):
        return "ar"
    latin = sum(map(len, _LATIN_RUN.findall(folded, start, end)))
    arabic = 0
    for found in _ARABIC_RUN.finditer(folded, start, end):  # most often the first few words decide
        arabic += found.end() - found.start()
        if arabic * 2 >= latin:
            return "ar"
    return "en"


MAX_ABBREVIATION = 24
"""Characters of the longest abbreviation, its points included."""

MAX_SENTENCE = 3000
"""Characters of the longest sentence: the longest in a hundred thousand of news has fewer. What goes on for longer is
no sentence, and is read in pieces, so that nothing that compares the words of a sentence takes unbounded time."""


def sentence_spans(folded: str, abbreviations: frozenset[str] = frozenset()) -> Iterator[tuple[int, int]]:
    """Spans of the sentences of a folded text, ends with their punctuation, in order.

    A full stop ends a sentence when a space, a line end or (in Arabic, where the space is often forgotten) a word
    follows; not behind a single letter or one of ``abbreviations``, nor before a small Latin letter.
    """
    start = last = 0
    for found in _SENTENCE_END.finditer(folded):
        stop, end = found.span()
        if folded[stop] == "." and _is_abbreviation(folded, start, stop, abbreviations):
            last = end
            continue
        if stop == last and folded[stop - 1 : stop + 1] == " \n" and folded.find("\n", stop + 1, end) < 0:
            continue  # one line end behind what has ended already belongs to what follows
        last = end
        if folded[start:end].strip():
            yield from _pieces(folded, start, _rstrip(folded, start, end))
        start = end
    if folded[start:].strip():
        yield from _pieces(folded, start, _rstrip(folded, start, len(folded)))


def _pieces(folded: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A sentence; one longer than ``MAX_SENTENCE`` in pieces, cut behind a space where there is one."""
    while end - start > MAX_SENTENCE:
        at = folded.rfind(" ", start + 1, start + MAX_SENTENCE) + 1 or start + MAX_SENTENCE
        yield start, _rstrip(folded, start, at)
        start = at
    yield start, end


def _rstrip(folded: str, start: int, end: int) -> int:
    while end > start and folded[end - 1].isspace():
        end -= 1
    return end


def _is_abbreviation(folded: str, start: int, stop: int, abbreviations: frozenset[str]) -> bool:
    word_start, first = stop, max(start, stop - MAX_ABBREVIATION)
    while word_start > first and (folded[word_start - 1].isalnum() or folded[word_start - 1] == "."):
        word_start -= 1
    word = folded[word_start:stop]
    if not word or word.isdigit():
        return False
    return len(word) == 1 or word in abbreviations or (len(word) >= 3 and word[-2] == ".")


MAX_SPLITS = 1 << 10
"""Forms whose clitics are remembered: the stages ask for the same form one after the other."""
MAX_SPLIT = 40
"""Letters of the longest form that is looked at; no word of Arabic with all its clitics has as many."""

CLITICS: tuple[tuple[str, str, str], ...] = tuple(
    (conjunction + preposition + article, conjunction + preposition, article)
    for conjunction in ("", "و", "ف")
    for preposition, article in (
        ("", ""),
        ("", "ال"),
        ("ب", ""),
        ("ب", "ال"),
        ("ك", ""),
        ("ك", "ال"),
        ("ل", ""),
        ("ل", "ل"),
        ("س", ""),
    )
    if conjunction + preposition + article
)
"""Proclitics of Arabic as written: the whole prefix, its particles, its article (`لل` holds one)."""


def _by_head() -> dict[str, tuple[tuple[str, str, bool, bool], ...]]:
    heads = {prefix[:size] for prefix, _, _ in CLITICS for size in (1, 2)}
    return {
        head: tuple(
            (prefix, particles, bool(article), article == "ل")
            for prefix, particles, article in CLITICS
            if prefix in (head, head[0]) or (prefix.startswith(head) and len(head) > 1)
        )
        for head in sorted(heads)
    }


_CLITICS_BY_HEAD = _by_head()
"""Clitics by the first two letters of the forms that may begin with them, or by the first where no longer clitic goes
on with the second: one look leaves one or two to try. With each whether it has an article, and whether that has merged
with a particle."""


@lru_cache(maxsize=MAX_SPLITS)
def _split(form: str) -> tuple[tuple[str, bool, str], ...]:
    found = [("", False, form)]
    least = len(form) - 1
    for prefix, particles, article, _ in _CLITICS_BY_HEAD.get(form[:2]) or _CLITICS_BY_HEAD.get(form[:1], ()):
        if len(prefix) < least and form.startswith(prefix):
            found.append((particles, article, form[len(prefix) :]))
    return tuple(found)


@lru_cache(maxsize=MAX_SPLITS)
def words_within(form: str) -> tuple[str, ...]:
    """Every word that a stage may look for in a folded form: the form itself and what stands behind its clitics, also
    with an article that has merged with a particle put back. Most forms are nothing that any stage knows, and this
    tells it with one look into each of their tables.

    >>> words_within("للمدينه")
    ('للمدينه', 'لمدينه', 'مدينه', 'المدينه')
    """
    clitics = _CLITICS_BY_HEAD.get(form[:2]) or _CLITICS_BY_HEAD.get(form[:1])
    if not clitics or len(form) > MAX_SPLIT:
        return (form,)
    found = [form]
    least = len(form) - 1
    for prefix, _, _, merged in clitics:
        if len(prefix) < least and form.startswith(prefix):
            found.append(form[len(prefix) :])
            if merged:  # other articles stand in what is behind the particles alone
                found.append("ال" + found[-1])
    return tuple(found)


def split_clitics(form: str) -> Sequence[tuple[str, bool, str]]:
    """Ways to read a folded Arabic form as clitics and a word: ``(particles, has_article, rest)``.

    The bare reading comes first. Nothing says that a rest is a word: a lexicon decides.

    >>> list(split_clitics("وبالمدينه"))[-1]
    ('وب', True, 'مدينه')
    """
    return _split(form) if len(form) <= MAX_SPLIT else (("", False, form),)
