"""How likely two articles tell of one event: features of a pair, and what they weigh.

The weights are those of a logistic regression over pairs of articles that an expert recorder filed under incidents,
alone and among general news; ``bench/fit_linking.py`` fits them, on halves so that each half is scored by weights that
have not seen it.
"""

from __future__ import annotations

import datetime
import math
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property

from figures.series.cluster import UNSEEN
from figures.series.days import apart
from figures.series.sketch import Sketch
from figures.series.words import Rarity

THRESHOLD = -2.0
"""Two groups of articles tell of one event where the mean score of their pairs is above this."""

KEPT = 80
"""Words of an article that are compared, the weightiest first."""
KEPT_LEAD = 40


@dataclass(frozen=True, slots=True)
class Weighed:
    """A sketch with its words weighed in a corpus: unit vectors, and which words are rare."""

    sketch: Sketch
    words: Mapping[str, float]
    lead: Mapping[str, float]
    rare: frozenset[str]
    rare_lead: frozenset[str]

    def telling(self) -> dict[str, float]:
        """The rare words, the weightiest first: two articles of one event share some of them."""
        rare = self.rare
        return {word: weight for word, weight in self.words.items() if word in rare}


def weighed(sketch: Sketch, rarity: Rarity) -> Weighed:
    """A sketch with weights from how rare its words are."""
    words = {word: rarity[word] * weight for word, weight in sketch.words.items()}
    lead = {word: rarity[word] for word in sketch.lead}
    rare = frozenset([word for word in words if rarity[word] >= NEEDED["second"]])
    return Weighed(sketch, _unit(words, KEPT), _unit(lead, KEPT_LEAD), rare, rare & sketch.lead)


def _unit(weights: Mapping[str, float], kept: int) -> dict[str, float]:
    top = sorted([(-weight, word) for word, weight in weights.items()])[:kept]
    norm = math.sqrt(sum([weight * weight for weight, _ in top])) or 1.0
    return {word: -weight / norm for weight, word in top}


def dot(a: Mapping[str, float], b: Mapping[str, float]) -> float:
    """The cosine of two unit vectors."""
    return math.fsum([a[word] * b[word] for word in a.keys() & b.keys()])  # exact, so in whatever order


_SPANS: tuple[tuple[str, tuple[float, ...]], ...] = (
    ("told", (0, 1, 3, 7, 30, math.inf)),
    ("told-published", (0, 1, 3, 7, 30, math.inf)),
    ("published", (0, 1, 3, 7, 30, math.inf)),
    ("dates", (0.5, 1.7, 4, math.inf)),
    ("date-published", (0.5, 4, 8, math.inf)),
    ("unknown", (math.inf,)),
)
"""Ways of knowing how far apart two articles are in time, and the days up to which they are one class."""

NAMES = (
    "cosine", "root", "lead", "rarest", "second", "third", "length", "figures", "a figure", "figures and near",
    "large figures", "other place", "weekday",
    "other weekday", "other date", "one publisher", "other year", "rare and near", "weeks apart", "name",
    "other name", "named", *(f"{kind} {upto:g}" for kind, spans in _SPANS for upto in spans),
)  # fmt: skip
"""The features of a pair, in order."""

INTERCEPT = -3.45
WEIGHTS: dict[str, float] = {
    "cosine": 0.58, "root": 3.35, "lead": -0.35, "rarest": 0.18, "second": 0.42, "third": -0.03,
    "length": -4.25, "figures": 0.09, "a figure": 0.30, "figures and near": -0.70, "large figures": 1.20,
    "other place": -0.86, "weekday": 1.21, "other weekday": -2.00, "other date": -1.18, "one publisher": -1.60,
    "other year": -0.53, "rare and near": 0.30, "weeks apart": -5.11, "name": 0.18, "other name": -4.00, "named": 0.13,
    "told 0": 1.70, "told 1": 0.58, "told 3": -0.21, "told 7": -0.95, "told 30": -0.52, "told inf": -1.54,
    "told-published 0": 2.56, "told-published 1": 0.51, "told-published 3": 1.49, "told-published 7": -0.32,
    "told-published 30": -0.33, "told-published inf": -1.20, "published 0": 0.44, "published 1": 1.57,
    "published 3": 0.90, "published 7": -0.72, "published 30": -0.32, "published inf": -1.19, "dates 0.5": 0.69,
    "dates 1.7": -1.11, "dates 4": -0.54, "dates inf": -1.00, "date-published 0.5": 0.81,
    "date-published 4": 0.33, "date-published 8": 0.63, "date-published inf": -2.83, "unknown inf": -1.09,
}  # fmt: skip
"""What each feature adds to the logarithm of the odds that two articles tell of one event. An article of few words
shares many of them by chance less often than a long one. An outlet and the day after speak against one event less than
the fit has it, -2.61 and -2.51: it was made on events of a day, and outlets follow up what they tell. Another village
speaks against it more than by the fit, -2.60, at no loss: short texts on attacks of one day have all else in common.
Large figures are not in the fit, whose texts are of few victims: where no day is known, it is they that tell."""

NEEDED = {"cosine": 0.06, "rarest": 3.6, "second": 3.0}
"""What two articles must have in common at least: one day is not enough. One pair in fifty of those that are filed
under one incident has less."""

_LEAST_RARE = 2

_WEIGHTS = tuple(WEIGHTS[name] for name in NAMES)


_UPTO = dict(_SPANS)
_FIRST = {kind: sum(len(spans) for _, spans in _SPANS[:i]) for i, (kind, _) in enumerate(_SPANS)}
_CLASSES = sum(len(spans) for _, spans in _SPANS)
_NAME = 5.0
"""What a name of two words weighs."""
_RAREST = 8.0
_NEAR = 3
_FAR = 7
_DAYS_OF_WEEK = 7
_FOLLOWED_UP = 2
_MOST_LARGE = 2


class Shared:
    """What the words of two articles in one language have in common: ``rare`` is how rare the rare ones are that one
    has in its lead and the other at all, the rarest first, ``cosine`` that of all, worked out when it is asked for."""

    def __init__(self, a: Weighed, b: Weighed, rarity: Rarity) -> None:
        self.rare = sorted([rarity[word] for word in rare_in_both(a, b)], reverse=True)
        self._words = a.words, b.words

    @cached_property
    def cosine(self) -> float:
        """The cosine of the weighed words."""
        return dot(*self._words)

    @property
    def lacking(self) -> str:
        """What of ``NEEDED`` they lack: such a pair is never scored. Empty where they lack nothing."""
        if len(self.rare) < _LEAST_RARE:
            return "second"
        if self.rare[0] < NEEDED["rarest"]:
            return "rarest"
        return "cosine" if self.cosine < NEEDED["cosine"] else ""


def features(a: Weighed, b: Weighed, rarity: Rarity, words: Shared | None = None) -> list[float]:
    """The features of a pair of articles in one language, as ``NAMES`` names them; ``words`` is what they have in
    common, where that is known."""
    x, y = a.sketch, b.sketch
    words = Shared(a, b, rarity) if words is None else words
    cosine, rare = words.cosine, [*words.rare, 0.0, 0.0, 0.0][:3]
    kind, days = when(x, y)
    one, other = x.told, y.told
    spans = [0.0] * _CLASSES
    spans[_span(kind, days)] = 1.0
    figures = len(x.figures & y.figures)
    near = kind != "unknown" and days <= _NEAR
    far = x.published is not None and y.published is not None and abs(x.published - y.published) >= _FAR
    return [
        cosine,
        math.sqrt(cosine),
        dot(a.lead, b.lead),
        *rare,
        math.log(1 + min(x.length, y.length, 400)) / 6,
        figures,
        figures > 0,
        figures if near else 0,
        min(len(x.large & y.large), _MOST_LARGE) if kind == "unknown" else 0,
        bool(x.places and y.places and x.places.isdisjoint(y.places)),
        not one.weekdays.isdisjoint(other.weekdays),
        _other_weekday(kind, one.weekdays, other.weekdays),
        bool(one.dates and other.dates and set(one.dates).isdisjoint(other.dates)),
        x.publisher is not None and x.publisher == y.publisher,
        bool(one.years and other.years and one.years.isdisjoint(other.years)),
        min(rare[0], _RAREST) if near else 0.0,
        far,
        *_named(x, y, rarity),
        *spans,
    ]


def score(a: Weighed, b: Weighed, rarity: Rarity) -> float:
    """The logarithm of the odds that two articles in one language tell of one event."""
    words = Shared(a, b, rarity)
    if words.lacking:
        return UNSEEN
    found = features(a, b, rarity, words)
    return INTERCEPT + sum([weight * x for weight, x in zip(_WEIGHTS, found, strict=True)])


def rare_in_both(a: Weighed, b: Weighed) -> frozenset[str]:
    """The rare words that one has in its lead and the other at all."""
    return (a.rare_lead & b.rare) | (b.rare_lead & a.rare)


def time_score(x: Sketch, y: Sketch) -> float:
    """What the days of two articles add to the odds, beside articles of which no day is known."""
    kind, days = when(x, y)
    one, other = x.told, y.told
    value = WEIGHTS[f"{kind} {_UPTO[kind][_span(kind, days) - _FIRST[kind]]:g}"] - WEIGHTS["unknown inf"]
    if x.published is not None and y.published is not None and abs(x.published - y.published) >= _FAR:
        value += WEIGHTS["weeks apart"]
    return value + WEIGHTS["other weekday"] * _other_weekday(kind, one.weekdays, other.weekdays)


def _other_weekday(kind: str, one: Set[int], other: Set[int]) -> float:
    """How far two articles that name weekdays name others: one or two days on speak half as much against one event,
    where that is all that is known of when they were written. Papers follow up what they told the day before."""
    if not one or not other or not one.isdisjoint(other):
        return 0.0
    apart = min(min((i - j) % _DAYS_OF_WEEK, (j - i) % _DAYS_OF_WEEK) for i in one for j in other)
    return 0.5 if apart <= _FOLLOWED_UP and kind == "unknown" else 1.0


def _span(kind: str, days: float) -> int:
    """The place of the class of a distance in time."""
    at = _FIRST[kind]
    for upto in _UPTO[kind]:
        if days <= upto:
            return at
        at += 1
    raise AssertionError(days)


def _named(x: Sketch, y: Sketch, rarity: Rarity) -> tuple[float, float, float]:
    """Villages that both name, whether both name others alone, and what one names and the other at least has."""
    both = max((_of_name(name, rarity) for name in x.names & y.names), default=0.0)
    had = max(
        (
            _of_name(name, rarity)
            for names, others in ((x.names - y.names, y.words), (y.names - x.names, x.words))
            for name in names
            if name.partition(" ")[0] in others
        ),
        default=0.0,
    )
    return both, float(bool(x.names and y.names and not both and not had)), had


def _of_name(name: str, rarity: Rarity) -> float:
    first, space, _ = name.partition(" ")
    return _NAME if space else rarity[first]


def when(x: Sketch, y: Sketch) -> tuple[str, float]:
    """How far apart in days two articles are, and how that is known."""
    first, second = x.told.days[:2], y.told.days[:2]
    if first and second:
        return "told", min(abs(i - j) for i in first for j in second)
    if x.published is not None and y.published is not None:
        days = first or (x.published,)
        others = second or (y.published,)
        return "told-published" if first or second else "published", min(abs(i - j) for i in days for j in others)
    dates, other = x.told.dates[:4] or _date(x), y.told.dates[:4] or _date(y)
    if dates and other:
        return "dates" if x.told.dates and y.told.dates else "date-published", apart(dates, other)
    return "unknown", 0.0


def _date(x: Sketch) -> Sequence[int]:
    if x.published is None:
        return ()
    day = datetime.date.fromordinal(x.published)
    return (day.month * 100 + day.day,)
