"""The lexicon at run time: forms looked up, Arabic clitics taken off, phrases found."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from figures.lexicon.morphology import MORPHOLOGY, Lemma
from figures.lexicon.paradigms import FORMS, PARADIGMS, Forms, compiled_forms, inflect
from figures.lexicon.schema import lexicon_sources, read_content
from figures.lexicon.table import (
    ARTICLE,
    ARTICLE_FORM,
    FUTURE,
    LAM,
    LISTED,
    PREPOSITION,
    SHORT,
    Table,
    compile_table,
)
from figures.lexicon.words import NOTHING, Phrase, Reading, Rests, Unit, Word
from figures.model import Problem
from figures.resources import ResourceError, cached, data_file
from figures.text import Sentence, split_clitics, words_within

MEMO = 16_000
"""Forms kept before a memo is emptied: a text of only new words must not fill the memory."""
WORDS = 35_000
"""Forms whose words are kept: every token is looked up, and working a word out costs as much as hundreds of lookups."""
MEMO_LENGTH = 60
"""Longer forms are looked up each time: no word is so long."""

T = TypeVar("T")
Marker = Callable[[str, Sequence[Reading]], int]


def remember(memo: dict[str, T], form: str, value: T) -> None:
    """Keep what is known of a form, within bounds: no form of more than ``MEMO_LENGTH``, no more than ``MEMO``."""
    if len(form) <= MEMO_LENGTH:
        if len(memo) >= MEMO:
            memo.clear()
        memo[form] = value


class Memo(dict[str, T]):
    """A dict that asks ``find`` for what it does not hold. When it is full it starts anew, and takes over from what it
    was what is asked for again: common words are never worked out twice, rare ones are forgotten."""

    def __init__(self, find: Callable[[str], T], size: int = MEMO) -> None:
        super().__init__()
        self._find, self._size = find, size
        self._older: dict[str, T] = {}

    def __missing__(self, form: str) -> T:
        value = self._older.get(form)
        if value is None:
            value = self._find(form)
        if len(form) <= MEMO_LENGTH:
            if len(self) >= self._size:
                self._older = dict(self)
                self.clear()
            self[form] = value
        return value


class Lexicon:
    """All word forms of both languages.

    ``names`` are the lexicons (``kill``), ``units`` the units by name. ``about`` says what a lexicon is for.
    ``word(form)`` gives the ``Word`` of a folded form (``Sentence.forms``): its bare readings, then those behind
    clitics; a form that stands in no lexicon has none.
    """

    def __init__(self, table: Table) -> None:
        self._table = table
        self._words = _lines(table.forms, table.codes)
        self._heads = _lines(table.heads, table.head_codes)
        self._readings: dict[tuple[str, str, bool], Reading] = {}
        self._flags = [feature.flags for feature in table.features]
        self._function_words = frozenset(table.function_words)
        self.units: dict[str, Unit] = table.units
        self.about: dict[str, str] = table.lexicons
        self.names: frozenset[str] = frozenset(table.lexicons)
        # what many words have in common is held once
        self._names: dict[frozenset[str], frozenset[str]] = {}
        self._marked: dict[int, Word] = {0: NOTHING}
        self.word: Callable[[str], Word] = Memo(self._word, WORDS).__getitem__
        self._marker: Marker = _unmarked

    def mark_with(self, marker: Marker) -> None:
        """Have every word carry ``marker(form, readings)`` as its ``mark``: called once a form, with the folded form
        as it stands in the text and all that it may be."""
        self._marker = marker
        self.word = Memo(self._word, WORDS).__getitem__

    def words(self, sentence: Sentence) -> list[Word]:
        """The words of a sentence, one for each token."""
        return list(map(self.word, sentence.forms))

    def phrases(self, forms: Sequence[str], words: Sequence[Word]) -> list[Phrase]:
        """Multiword entries in the forms of a sentence and their words: ``(start, end, readings)`` in tokens, the
        longest at each place, in order and not overlapping. The first word may carry clitics."""
        found: list[Phrase] = []
        behind = 0
        for i in [i for i, word in enumerate(words) if word.heads]:
            if i >= behind and i + 1 < len(forms) and forms[i + 1] in words[i].follows:
                length, readings = _longest(words[i].heads, forms, i + 1)
                if readings:
                    behind = i + 1 + length
                    found.append((i, behind, readings))
        return found

    def forms_of(self, names: Iterable[str]) -> set[str]:
        """Folded forms, without clitics, of all words of these lexicons and units; of phrases the first words.

        A name that does not exist has no forms.
        """
        found: set[str] = set()
        for name in names:
            lines = self._table.by_name.get(name)
            if lines:
                found.update(lines.split("\n"))
        return found

    def _word(self, form: str) -> Word:
        within = words_within(form)
        if self._words.keys().isdisjoint(within) and self._heads.keys().isdisjoint(within):  # as two of three forms
            return self._unread(self._marker(form, ()))
        found = self._codes(self._words, form)
        if form in self._function_words:
            found = [(code, reading) for code, reading in found if reading.pos == "particle"]
        readings = _likely(form, tuple(dict.fromkeys(reading for _, reading in found)))
        heads, mark = self._phrase_starts(form), self._marker(form, readings)
        if not (readings or heads):
            return self._unread(mark)
        names, unit = frozenset(r.name for r in readings), any(r.unit for r in readings)
        verb = bool(readings) and all(r.pos == "verb" for r in readings)
        follows = frozenset(rest[0] for rests, _ in heads for rest in rests)
        return Word(readings, self._names.setdefault(names, names), unit, heads, mark, verb, follows)

    def _unread(self, mark: int) -> Word:
        """The word of all forms that stand in no lexicon and have this mark."""
        return self._marked.get(mark) or self._marked.setdefault(mark, Word(mark=mark))

    def _phrase_starts(self, form: str) -> tuple[tuple[Rests, Reading], ...]:
        rests = self._table.rests
        return tuple((rests[int(code.rpartition(".")[2])], reading) for code, reading in self._codes(self._heads, form))

    def _codes(self, table: dict[str, str], form: str) -> list[tuple[str, Reading]]:
        """The codes that a form has in a table, bare or behind clitics, with their readings."""
        if table.keys().isdisjoint(words_within(form)):
            return []
        bare = table.get(form)
        found = [(code, self._reading(code, "", False)) for code in bare.split(" ")] if bare else []
        if not "\u0600" <= form[:1] <= "\u06ff":
            return found
        for word, particles, det, given in _behind_clitics(form):
            codes = table.get(word)
            for code in codes.split(" ") if codes else ():
                flags = self._flags[int(code.split(".")[1])]
                if given and (flags & ARTICLE or not flags & LISTED):
                    continue
                if _allowed(particles, det, flags, len(word)):
                    found.append((code, self._reading(code, particles, det)))
        return found

    def _reading(self, code: str, particles: str, det: bool) -> Reading:
        key = (code, particles, det)
        known = self._readings.get(key)
        if known is None:
            if len(self._readings) >= MEMO:
                self._readings.clear()
            meaning, feature = code.split(".")[:2]
            name, lemma, pos, unit = self._table.meanings[int(meaning)]
            num, gen, tense, construct, pron, _ = self._table.features[int(feature)]
            known = self._readings[key] = Reading(
                name=name, lemma=lemma, pos=pos, unit=unit, num=num, gen=gen, tense=tense, construct=construct,
                particles=particles, det=det, pron=pron)
        return known


def _lines(forms: str, codes: str) -> dict[str, str]:
    return dict(zip(forms.split("\n"), codes.split("\n"), strict=True)) if forms else {}


def _likely(form: str, readings: tuple[Reading, ...]) -> tuple[Reading, ...]:
    """Without readings with ه as a pronoun where a noun is written so itself: طائرة is an aircraft, not his bird."""
    if form.endswith("ه") and any(not reading.pron and not reading.tense for reading in readings):
        return tuple(reading for reading in readings if not reading.pron)
    return readings


def _behind_clitics(form: str) -> Iterator[tuple[str, str, bool, bool]]:
    """Words behind the clitics of a form: word, particles, article; and whether the word must be given with its
    article in the lexicon."""
    for particles, det, rest in split_clitics(form):
        if particles or det:
            yield rest, particles, det, False
            if det and particles[-1:] == "ل":
                # لل holds the article's lam, and the word's own where it begins with one: للاجئين
                yield "ل" + rest, particles, True, False
                # and the article of a form that is given with it: للأمم المتحدة
                yield ARTICLE_FORM + rest, particles, False, True


def _allowed(particles: str, det: bool, flags: int, length: int) -> bool:
    """Whether a form with these flags may stand behind these particles and the article."""
    if (det and not flags & ARTICLE) or (length <= 2 and not flags & LISTED):
        return False
    if flags & SHORT and not det and particles != "و":
        return False
    particle = particles[-1:]
    if particle == "س":
        return bool(flags & FUTURE)
    if particle == "ل":
        return bool(flags & (PREPOSITION | LAM))
    if particle == "ك" and not det:
        return bool(flags & LISTED and flags & PREPOSITION and length > 3)  # كبير is no well (بئر)
    return particle not in ("ب", "ك") or bool(flags & PREPOSITION)


def _unmarked(_form: str, _readings: Sequence[Reading]) -> int:
    return 0


def _longest(
    candidates: tuple[tuple[Rests, Reading], ...], forms: Sequence[str], start: int
) -> tuple[int, tuple[Reading, ...]]:
    """The length of the longest rest that stands at ``start``, and the readings that have it."""
    best, follows = 0, forms[start] if start < len(forms) else ""
    readings: dict[Reading, None] = {}
    for rests, reading in candidates:
        for rest in rests:
            if rest[0] != follows:  # as nearly all of them; this is cheaper than to compare them whole
                continue
            size = len(rest)
            if size >= best and tuple(forms[start : start + size]) == rest:
                if size > best:
                    best, readings = size, {}
                readings[reading] = None
    return best, tuple(readings)


def load_lexicon(roots: Sequence[Path] = (), problems: list[Problem] | None = None) -> Lexicon:
    """The shipped lexicon with what the project folders ``roots`` add to it.

    Raises ``ResourceError`` with all that is wrong in the files; where ``problems`` is given, it goes there and the
    entries that are right are used.
    """
    files = lexicon_sources(roots)
    own = [data_file(name) or b"" for name in (FORMS, PARADIGMS, MORPHOLOGY)]
    parts = [part for file in files for part in (file.path.encode(), file.data)]
    table = cached("lexicon", [*own, *parts], Table, lambda: compile_table(read_content(files), _inflector()))
    if table.problems:
        if problems is None:
            raise ResourceError(table.problems)
        problems += table.problems
    return Lexicon(table)


def _inflector() -> Callable[[Lemma], Forms]:
    """Committed forms where there are any, else the paradigms: an edited lemma counts at once."""
    compiled = compiled_forms()

    def forms(lemma: Lemma) -> Forms:
        return compiled.get(lemma.key) or inflect(lemma)

    return forms
