"""What speaks for and against two articles telling of one event: for ``figures explain --pair``.

It is worked out by the weights that link (``pairs``, ``across``), over the corpus that the two are in: how rare a word
is depends on it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from figures.entities import load_gazetteer
from figures.model import Extraction
from figures.series import across
from figures.series.pairs import (
    INTERCEPT,
    NAMES,
    THRESHOLD,
    WEIGHTS,
    Shared,
    Weighed,
    features,
    rare_in_both,
    weighed,
)
from figures.series.sketch import Sketch, sketch
from figures.series.words import PRIOR_ARTICLES, Rarity, share

SHOWN = 6
"""Rare words that are named at most, the rarest first."""

_SAID = {
    "cosine": "words in common", "root": "words in common", "lead": "words of the lead in common",
    "rarest": "rare words in common", "second": "rare words in common", "third": "rare words in common",
    "rare and near": "rare words in common", "length": "length of the shorter", "figures": "figures in common",
    "a figure": "figures in common", "figures and near": "figures in common", "large figures": "figures in common",
    "other place": "other places",
    "weekday": "a weekday in common", "other weekday": "other weekdays", "other date": "other dates",
    "one publisher": "one publisher", "other year": "other years", "weeks apart": "published weeks apart",
    "name": "a settlement in common", "named": "a settlement in common", "other name": "other settlements",
    "told": "days that they tell of", "told-published": "day told and day of publication",
    "published": "days of publication", "dates": "dates", "date-published": "date and day of publication",
    "unknown": "no day known",
}  # fmt: skip
"""What a feature of ``pairs.NAMES``, or its kind, is called."""

_ACROSS = {
    "": "two articles of two languages", "cosine": "all that has no language in common",
    "root": "all that has no language in common", "days": "days", "n": "numbers in common",
    "e": "places and bodies in common", "u": "counted things in common", "t": "topics in common",
    "length": "length of the shorter",
}  # fmt: skip
"""What a term of ``across.terms`` is called."""

_LACKING = {
    "": "",
    "second": "two rare words that both have, one of them in a lead",
    "rarest": "a word in common that is rare enough",
    "cosine": "enough words in common",
}
"""How it is said what of ``pairs.NEEDED`` two articles lack."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two articles are. ``odds`` is the logarithm of the odds that they tell of one event, ``None`` where
    they have so little in common that they are never scored, and ``lacking`` says what they lack. Groups hold together
    where it is above ``needed`` on average. ``terms`` are what each kind of evidence adds to the odds, the weightiest
    first; ``words`` the rare words that both have, the rarest first."""

    odds: float | None
    lacking: str
    terms: tuple[tuple[str, float], ...]
    words: tuple[str, ...]
    needed: float = THRESHOLD


def likeness(extractions: Sequence[Extraction], first: str, second: str) -> Likeness:
    """How alike the articles with two ids are, in the corpus of ``extractions``, which has both."""
    spoken = sorted((e for e in extractions if e.claims), key=lambda e: e.article.id)
    mixed = len({e.lang for e in spoken}) > 1
    gazetteer = load_gazetteer()
    sketches = [sketch(e, gazetteer, mixed) for e in spoken]
    by_id = {s.id: s for s in sketches}
    x, y = by_id[first], by_id[second]
    if x.lang != y.lang:
        return _across(sketches, x, y)
    rarity = Rarity((s.words.keys() for s in sketches), share, PRIOR_ARTICLES)
    return _within(weighed(x, rarity), weighed(y, rarity), rarity)


def _within(a: Weighed, b: Weighed, rarity: Rarity) -> Likeness:
    words = Shared(a, b, rarity)
    named = sorted(rare_in_both(a, b), key=lambda word: (-rarity[word], word))
    terms = {"two articles of one language": INTERCEPT}
    for name, value in zip(NAMES, features(a, b, rarity, words), strict=True):
        said = _SAID[name] if name in _SAID else _SAID[name.rpartition(" ")[0]]
        terms[said] = terms.get(said, 0.0) + WEIGHTS[name] * value
    odds = None if words.lacking else sum(terms.values())
    return Likeness(odds, _LACKING[words.lacking], _ordered(terms), tuple(named[:SHOWN]))


def _across(sketches: Sequence[Sketch], x: Sketch, y: Sketch) -> Likeness:
    rarity = across.rarity(sketches)
    a, b = across.vector(x, rarity), across.vector(y, rarity)
    found = across.terms(x, y, a, b, across.norm(a) * across.norm(b))
    terms: dict[str, float] = {}
    for name, value in found.items():
        terms[_ACROSS[name]] = terms.get(_ACROSS[name], 0.0) + value
    return Likeness(sum(found.values()), "", _ordered(terms), ())


def _ordered(terms: dict[str, float]) -> tuple[tuple[str, float], ...]:
    return tuple(sorted(((said, value) for said, value in terms.items() if value), key=lambda t: (-abs(t[1]), t[0])))
