"""A sketch of an article: all that linking looks at.

Words, names and days are compared within a language; places, bodies and numbers are ids and values, and are compared
across languages. The sketch of an article depends on nothing but the article, so it can be made anywhere.
"""

from __future__ import annotations

import hashlib
import heapq
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from figures.dates.calendar import parse_day
from figures.entities import Gazetteer
from figures.model import Claim, Extraction, Value
from figures.series.days import Told, of_time, told
from figures.series.words import settlements, stem
from figures.text import Sentence, Text, fold, sentence_spans

MAX_CHARS = 40_000
"""Characters of an article that are looked at."""

MAX_NEWS = 10
"""Sentences that are searched for villages and days."""

RUN = 6
MAX_RUNS = 64
"""Words of a run, and runs of an article, that copies are found by."""

LEAD = 60
"""Words of an article that are its lead."""

FIRST = 600
"""Characters of a text whose figures are its news."""

LARGE = 20
"""So many victims two happenings hardly have by chance."""

_HALF, _REST, _BEHIND = 50, 150, 0.35
_WEIGHTS = tuple(1.0 if at < _HALF else 0.6 for at in range(_REST))
"""What a word weighs among the first 50 words, the first 150, and behind: news tells the most important first."""

_LOGS = (0.0, 1.0, 1.69, 2.1, 2.39, 2.61, 2.79, 2.95, 3.08, 3.2)
"""One more than the logarithm of how often a word stands in an article."""
_MOST = len(_LOGS)

MAX_FORMS = 1 << 18
"""Forms that are remembered."""
_SHORTEST = 3

_TITLE_WORDS = 2
_UNTITLED = 8
_SHORT_NAME = 3
_LATIN = re.compile(r"[a-z][a-z0-9 ,.:/-]{5,}")
_DIGIT = re.compile("[0-9]")


@dataclass(frozen=True, slots=True)
class Sketch:
    """What linking knows of an article."""

    id: str
    lang: str
    published: int | None
    publisher: str | None
    length: int
    words: dict[str, float]
    """Stems, with what place and number of a word make it weigh."""
    lead: frozenset[str]
    names: frozenset[str]
    """Names behind the words for villages, towns and quarters."""
    told: Told
    places: frozenset[str]
    """Ids of places below a country, those of claims."""
    figures: frozenset[tuple[str, Value]]
    large: frozenset[tuple[str, Value]]
    """Those among the figures of the headline and the first paragraphs that two events hardly share by chance."""
    runs: frozenset[int]
    """The smallest hashes of the word runs of the sentences that tell the news: what copies share."""
    shared: frozenset[str]
    """What has no language: numbers, years, ids of places and bodies, what is counted of whom."""


def sketch(extraction: Extraction, gazetteer: Gazetteer, mixed: bool = False) -> Sketch:
    """The sketch of an article. ``mixed`` says that it is to be compared with articles in other languages."""
    article = extraction.article
    text = fold(article.body[:MAX_CHARS])
    sentences = [Sentence(text, start, end, i) for i, (start, end) in enumerate(sentence_spans(text.folded))]
    stems = [[_WORDS[form].stem for form in sentence.forms] for sentence in sentences]
    telling = _news(extraction, text, sentences, stems)
    news = telling[:MAX_NEWS]
    words = [word for found in stems for word in found if word is not None]
    count = Counter(words)
    first = dict(zip(reversed(words), range(len(words) - 1, -1, -1), strict=True))
    if extraction.lang == "ar":
        for word in [word for word in count if word.isascii()]:
            del count[word]
    count.pop("", None)
    published = parse_day(article.date)
    return Sketch(
        id=article.id,
        lang=extraction.lang,
        published=published.toordinal() if published else None,
        publisher=article.publisher,
        length=len(words),
        words={
            word: (_WEIGHTS[at] if (at := first[word]) < _REST else _BEHIND) * (_LOGS[n] if n < _MOST else _LOGS[-1])
            for word, n in count.items()
        },
        lead=frozenset(word for word in count if first[word] < LEAD),
        names=frozenset(name for sentence in news for name in _names(sentence)),
        told=told(_with_latin(text, news), article.date),
        places=frozenset(c.place.id for c in extraction.claims if c.place and c.place.id and "/" in c.place.id),
        figures=frozenset(
            (c.measure, c.best) for c in extraction.claims if c.measure is not None and c.best is not None
        ),
        large=frozenset(_large(extraction)),
        runs=_runs(telling),
        shared=frozenset(_shared(extraction, sentences, gazetteer)) if mixed else frozenset(),
    )


class _Word(NamedTuple):
    """What linking knows of a form: worked out once for each."""

    stem: str | None
    """Empty for a word of time, ``None`` for what is no word."""
    hash: int
    """A number that is the form's own, the same on every machine; 0 for what is no word."""


class _Words(dict[str, _Word]):
    """The words that were met; of so many at most that hostile text fills no memory."""

    def __missing__(self, form: str) -> _Word:
        if len(self) >= MAX_FORMS:
            self.clear()
        lettered = form[0].isalpha()
        known = stem(form) if lettered and len(form) >= _SHORTEST else None
        data = form.encode("utf-8", "surrogatepass")
        digest = hashlib.blake2b(data, digest_size=8).digest() if lettered else b""
        word = self[form] = _Word("" if known and of_time(form) else known, int.from_bytes(digest, "big"))
        return word


_WORDS = _Words()


def _news(
    extraction: Extraction, text: Text, sentences: Sequence[Sentence], stems: Sequence[Sequence[str | None]]
) -> list[Sentence]:
    """The sentences that tell the news: the headline, those with a claim or with words of the headline, and the one
    behind each. Menus and other articles that a page repeats have neither."""
    title_end = len(extraction.article.title or "")
    starts = [text.raw_start(sentence.start) for sentence in sentences]
    claimed = {claim.sentence[0] for claim in extraction.claims if claim.measure is not None}
    title = {
        word
        for found, start in zip(stems, starts, strict=True)
        if start < title_end
        for word in found
        if word and not word.isascii()
    }
    kept: set[int] = set()
    for i, start in enumerate(starts):
        of_title = start < title_end or (i < _UNTITLED and not title_end)
        like_title = title and len(title.intersection(stems[i])) >= min(_TITLE_WORDS, len(title))
        if of_title or like_title or start in claimed:
            kept.update((i, i + 1))
    return [sentence for i, sentence in enumerate(sentences) if i in kept]


def _runs(sentences: Sequence[Sentence]) -> frozenset[int]:
    """The smallest hashes of the runs of words within sentences; runs with a number count without it.

    A run's hash is made of those of its words, which are worked out once for each form, and rolls on from word to word.
    """
    hashes: set[int] = set()
    for sentence in sentences:
        words = [value for form in sentence.forms if (value := _WORDS[form].hash)]
        rolled = 0
        for word in words[:RUN]:
            rolled = (rolled * _BASE + word) & _MASK
        hashes.add(rolled)
        for gone, word in zip(words, words[RUN:], strict=False):
            rolled = ((rolled - gone * _GONE) * _BASE + word) & _MASK
            hashes.add(rolled)
    return frozenset(heapq.nsmallest(MAX_RUNS, hashes))


def _large(extraction: Extraction) -> Iterator[tuple[str, Value]]:
    """The large counts that an article begins with."""
    end = len(extraction.article.title or "") + FIRST
    for claim in extraction.claims:
        if claim.start >= end:
            return
        if claim.measure is not None and claim.best is not None and claim.best >= LARGE and claim.qualifier != "vague":
            yield claim.measure, claim.best


_MASK = (1 << 61) - 1
_BASE = 0x1E3779B97F4A7C15
_GONE = pow(_BASE, RUN - 1, 1 << 61)


def _names(sentence: Sentence) -> Iterator[str]:
    """The stems behind words for villages and towns; short ones (`كفر`) with the next."""
    small = settlements()
    if small.isdisjoint(sentence.forms):
        return
    forms = [form for form in sentence.forms if form[0].isalnum()]
    for i, form in enumerate(forms[:-1]):
        if form not in small:
            continue
        name = stem(forms[i + 1]) if len(forms[i + 1]) > 1 else ""
        if len(name) <= _SHORT_NAME and i + 2 < len(forms):
            name = f"{name} {stem(forms[i + 2])}"
        if len(name) > _SHORT_NAME:
            yield name


def _with_latin(text: Text, sentences: Sequence[Sentence]) -> Iterator[Sentence]:
    """The sentences, and what is in Latin letters within Arabic ones: posts are dated so."""
    for sentence in sentences:
        yield sentence
        if sentence.lang == "ar":
            for found in _LATIN.finditer(text.folded, sentence.start, sentence.end):
                if _DIGIT.search(found[0]):
                    yield Sentence(text, found.start(), found.end(), sentence.index)


def _shared(extraction: Extraction, sentences: Sequence[Sentence], gazetteer: Gazetteer) -> Iterator[str]:
    """What an article has in common with its translation."""
    for sentence in sentences:
        for form in sentence.forms:
            if form[0].isdigit() and len(form) > 1:
                yield f"n:{form.replace(',', '').replace(chr(0x060C), '').rstrip('.')}"
        for mention in gazetteer.find(sentence):
            if mention.id:
                yield f"e:{mention.id}"
    for claim in extraction.claims:
        yield from _values(claim)
        subject = claim.subject.id if claim.subject and claim.subject.id else ""
        if claim.measure is not None and subject[:2].isupper():
            yield f"t:{claim.measure}:{subject}"  # what is counted of whom, in whatever words


def _values(claim: Claim) -> Iterator[str]:
    for value in (claim.low, claim.high):
        if value is not None and value > 1:
            yield f"n:{value}"
            yield f"u:{claim.kind}:{claim.unit}:{value}"
