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
from figures.series.pairs import INTERCEPT, NAMES, NEEDED, THRESHOLD, WEIGHTS, Weighed, features, rare_in_both, weighed
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
    shared = sorted(rare_in_both(a, b), key=lambda word: (-rarity[word], word))
    found = dict(zip(NAMES, features(a, b, rarity), strict=True))
    lacking = ""
    if len(shared) < 2:
        lacking = "two rare words that both have, one of them in a lead"
    elif rarity[shared[0]] < NEEDED["rarest"]:
        lacking = "a word in common that is rare enough"
    elif found["cosine"] < NEEDED["cosine"]:
        lacking = "enough words in common"
    terms = {"two articles of one language": INTERCEPT}
    for name, value in found.items():
        said = _SAID[name] if name in _SAID else _SAID[name.rpartition(" ")[0]]
        terms[said] = terms.get(said, 0.0) + WEIGHTS[name] * value
    odds = None if lacking else sum(terms.values())
    return Likeness(odds, lacking, _ordered(terms), tuple(shared[:SHOWN]))


def _across(sketches: Sequence[Sketch], x: Sketch, y: Sketch) -> Likeness:
    rarity = across.rarity(sketches)
    terms = across.terms(x, y, across.vector(x, rarity), across.vector(y, rarity))
    return Likeness(sum(terms.values()), "", _ordered(terms), ())


def _ordered(terms: dict[str, float]) -> tuple[tuple[str, float], ...]:
    return tuple(sorted(((said, value) for said, value in terms.items() if value), key=lambda t: (-abs(t[1]), t[0])))
