"""How likely two articles in two languages tell of one event: by what has no language.

Numbers, years, places and bodies are the same in every language. Common ones tell little: both of two long articles
have a 2 and the United States. The weights are those of a logistic regression over documents and their translations
(``bench/parallel.py`` scores them); these carry no dates, so days weigh as within a language.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping

from figures.series.pairs import time_score
from figures.series.sketch import Sketch
from figures.series.words import Rarity

PRIOR_ARTICLES = 1000
"""The articles that ``share`` stands for beside those of a corpus."""

INTERCEPT = -8.5
COSINE, ROOT = 3.1, 2.4
SHARED = {"n": 2.5, "e": 1.2, "u": 0.5, "t": 1.5}
"""What the root of the summed rarity of shared numbers, names, counted things and topics weighs. Translations of
general news share hardly a topic, so its weight is set by hand."""
LENGTH = -2.6

_COUNTRY, _NAME, _TOPIC, _ODD = 0.08, 0.01, 0.01, 0.002
_UNIT = 0.25
"""A number of one unit is so many times as rare as the number."""


def share(feature: str) -> float:
    """The share of articles that may be expected to have a feature of ``Sketch.shared``."""
    kind, _, rest = feature.partition(":")
    if kind == "e":
        return _COUNTRY if len(rest) == 2 else _NAME
    if kind == "t":
        return _TOPIC
    common = _of_number(rest.rpartition(":")[2])
    return common if kind == "n" else common * _UNIT


def _of_number(text: str) -> float:
    """Small numbers, recent years and round hundreds are common."""
    try:
        value = float(text)
    except ValueError:
        return _ODD
    for common, holds in (
        (0.3, value <= 12),
        (0.1, value <= 31),
        (0.15, 2005 <= value <= 2030 and value.is_integer()),
        (0.04, value < 100 or 1900 <= value < 2005),
        (0.02, value % 100 == 0),
    ):
        if holds:
            return common
    return 0.006


def rarity(sketches: Iterable[Sketch]) -> Rarity:
    """How rare what has no language is, in a corpus and in general."""
    return Rarity((sketch.shared for sketch in sketches), share, PRIOR_ARTICLES)


def vector(sketch: Sketch, rare: Rarity) -> dict[str, float]:
    """What has no language in an article, and how rare it is, the rarest first."""
    weights = {feature: rare[feature] for feature in sketch.shared}
    return dict(sorted(weights.items(), key=lambda item: (-item[1], item[0])))


def norm(weights: Mapping[str, float]) -> float:
    """The length of a vector; 1 for an empty one."""
    return math.sqrt(math.fsum(weight * weight for weight in weights.values())) or 1.0


def score(x: Sketch, y: Sketch, a: Mapping[str, float], b: Mapping[str, float], norms: float) -> float:
    """The logarithm of the odds that two articles tell of one event; ``norms`` is the product of the two lengths."""
    return sum(terms(x, y, a, b, norms).values())


def terms(x: Sketch, y: Sketch, a: Mapping[str, float], b: Mapping[str, float], norms: float) -> dict[str, float]:
    """What each kind of evidence adds to ``score``, what all pairs have under an empty name."""
    both = a.keys() & b.keys()
    cosine = math.fsum([a[feature] * b[feature] for feature in both]) / norms
    found = {"": INTERCEPT, "cosine": COSINE * cosine, "root": ROOT * math.sqrt(cosine), "days": time_score(x, y)}
    for kind, weight in SHARED.items():
        found[kind] = weight * math.sqrt(math.fsum([a[feature] for feature in both if feature[0] == kind]))
    found["length"] = LENGTH * math.log(max(1, min(len(a), len(b))))
    return found
