"""A sketch of an article: all that linking looks at.

Words, names and days are compared within a language; places, bodies and numbers are ids and values, and are compared
across languages. The sketch of an article depends on nothing but the article, so it can be made anywhere.
"""

from __future__ import annotations

import hashlib
import heapq
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from figures.dates.calendar import parse_day
from figures.entities import Gazetteer
from figures.model import Claim, Extraction, Value
from figures.series.days import Told, of_time, told
from figures.series.words import settlements, stem
from figures.text import Sentence, Text, fold, sentence_spans

MAX_CHARS = 40_000
"""Characters of an article that are looked at."""

MAX_NEWS = 10
"""Sentences that are searched for places and days."""

RUN = 6
MAX_RUNS = 64
"""Words of a run, and runs of an article, that copies are found by."""

LEAD = 60
"""Words of an article that are its lead."""

_HALF, _REST = 50, 150
_WEIGHTS = (1.0, 0.6, 0.35)
"""What a word weighs among the first 50 words, the first 150, and behind: news tells the most important first."""

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
    """Ids of places below a country, in the sentences that tell the news."""
    figures: frozenset[tuple[str, Value]]
    runs: frozenset[int]
    """The smallest hashes of the word runs of the sentences that tell the news: what copies share."""
    shared: frozenset[str]
    """What has no language: numbers, years, ids of places and bodies, what is counted of whom."""


def sketch(extraction: Extraction, gazetteer: Gazetteer, mixed: bool = False) -> Sketch:
    """The sketch of an article. ``mixed`` says that it is to be compared with articles in other languages."""
    article = extraction.article
    text = fold(article.body[:MAX_CHARS])
    sentences = [Sentence(text, start, end, i) for i, (start, end) in enumerate(sentence_spans(text.folded))]
    telling = _news(extraction, text, sentences)
    news = telling[:MAX_NEWS]
    count: dict[str, int] = {}
    first: dict[str, int] = {}
    at = 0
    arabic = extraction.lang == "ar"
    for sentence in sentences:
        for form in sentence.forms:
            if len(form) < 3 or not form[0].isalpha():
                continue
            if not (arabic and form.isascii()) and not of_time(form):
                word = stem(form)
                if word in count:
                    count[word] += 1
                else:
                    count[word], first[word] = 1, at
            at += 1
    published = parse_day(article.date)
    mentions = [m for sentence in news for m in gazetteer.find(sentence)]
    return Sketch(
        id=article.id,
        lang=extraction.lang,
        published=published.toordinal() if published else None,
        publisher=article.publisher,
        length=at,
        words={word: _weight(first[word]) * _damped(n) for word, n in count.items()},
        lead=frozenset(word for word in count if first[word] < LEAD),
        names=frozenset(name for sentence in news for name in _names(sentence)),
        told=told(_with_latin(text, news), article.date),
        places=frozenset(m.id for m in mentions if m.kind == "place" and m.id and "/" in m.id),
        figures=frozenset(
            (c.measure, c.best) for c in extraction.claims if c.measure is not None and c.best is not None
        ),
        runs=_runs(telling),
        shared=frozenset(_shared(extraction, sentences, gazetteer)) if mixed else frozenset(),
    )


def _weight(position: int) -> float:
    return _WEIGHTS[0] if position < _HALF else _WEIGHTS[1] if position < _REST else _WEIGHTS[2]


_LOGS = (0.0, 1.0, 1.69, 2.1, 2.39, 2.61, 2.79, 2.95, 3.08, 3.2)


def _damped(n: int) -> float:
    """One more than the logarithm of how often a word stands in an article."""
    return _LOGS[min(n, len(_LOGS) - 1)]


def _news(extraction: Extraction, text: Text, sentences: Sequence[Sentence]) -> list[Sentence]:
    """The sentences that tell the news: the headline, those with a claim or with words of the headline, and the one
    behind each. Menus and other articles that a page repeats have neither."""
    title_end = len(extraction.article.title or "")
    starts = [text.raw_start(sentence.start) for sentence in sentences]
    claimed = {claim.sentence[0] for claim in extraction.claims if claim.measure is not None}
    title = {
        stem(form)
        for sentence, start in zip(sentences, starts, strict=True)
        if start < title_end
        for form in sentence.forms
        if len(form) > 3 and form[0].isalpha() and not form.isascii()
    }
    kept: set[int] = set()
    for i, (sentence, start) in enumerate(zip(sentences, starts, strict=True)):
        if start < title_end or start in claimed or (i < _UNTITLED and not title_end):
            kept.update((i, i + 1))
        elif title:
            shared = title.intersection(stem(form) for form in sentence.forms if len(form) > 3)
            if len(shared) >= min(_TITLE_WORDS, len(title)):
                kept.update((i, i + 1))
    return [sentence for i, sentence in enumerate(sentences) if i in kept]


def _runs(sentences: Sequence[Sentence]) -> frozenset[int]:
    """The smallest hashes of the runs of words within sentences; runs with a number count without it."""
    hashes: set[int] = set()
    for sentence in sentences:
        words = [form for form in sentence.forms if form[0].isalpha()]
        for i in range(max(1, len(words) - RUN + 1)):
            run = " ".join(words[i : i + RUN]).encode("utf-8", "surrogatepass")
            hashes.add(int.from_bytes(hashlib.blake2b(run, digest_size=8).digest(), "big"))
    return frozenset(heapq.nsmallest(MAX_RUNS, hashes))


def _names(sentence: Sentence) -> Iterator[str]:
    """The stems behind words for villages and towns; short ones (`كفر`) with the next."""
    small = settlements()
    forms = [form for form in sentence.forms if form[0].isalnum()]
    for i, form in enumerate(forms[:-1]):
        if form not in small and (form[0] not in "وفبل" or form[1:] not in small):
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
