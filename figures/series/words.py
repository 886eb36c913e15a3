"""Words as linking sees them: stems, and how common each is in news at large.

How much a shared word tells depends on how many articles have it. A corpus of ten articles cannot know, and a corpus
on one region knows it of that region alone, so its own counts are mixed with those of a large corpus of general news
(``compiled/*.words.tsv``: a stem, and in how many of 10,000 articles it stands). So the same two articles look much the
same whatever they are read with.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache

import msgspec

from figures import resources
from figures.model import Problem
from figures.text import CLITICS, fold_form

PRIOR_ARTICLES = 15_000
"""The articles that the shipped counts stand for beside those of a corpus."""

UNKNOWN = 2e-4
"""The share of articles that has a word of which nothing is known."""

_PREFIXES = tuple(sorted({prefix for prefix, _, article in CLITICS if article}, key=lambda p: (-len(p), p)))
_PARTICLES = "وفبل"
_LEAST = 3
MAX_STEMS = 1 << 17


@lru_cache(maxsize=MAX_STEMS)
def stem(form: str) -> str:
    """A folded form without its article and particles, the same for every form of a name.

    It need be no word: `لبنان` and `بلبنان` both lose their first letters.

    >>> stem("وبالمدينه"), stem("ادلب"), stem("بادلب"), stem("killed")
    ('مدينه', 'ادلب', 'ادلب', 'killed')
    """
    if form.startswith(_PREFIXES):
        for prefix in _PREFIXES:
            if form.startswith(prefix) and len(form) - len(prefix) >= _LEAST:
                return form[len(prefix) :]
    while len(form) > _LEAST + 1 and form[0] in _PARTICLES:
        form = form[1:]
    return form


class _File(msgspec.Struct, forbid_unknown_fields=True):
    settlements: tuple[str, ...]


@lru_cache(maxsize=1)
def settlements() -> frozenset[str]:
    """Folded words that stand before the name of a village, town or quarter, with and without a particle."""
    found: set[str] = set()
    problems: list[Problem] = []
    for source in resources.sources("linking.yml"):
        document = resources.read_yaml(source)
        file = resources.convert(document, document.value, _File, (), problems)
        found.update(fold_form(word) for word in (file.settlements if file else ()))
    if problems:
        raise resources.ResourceError(problems)
    return frozenset(particle + word for word in found for particle in ("", *_PARTICLES))


@lru_cache(maxsize=1)
def prior() -> Mapping[str, float]:
    """The share of articles of general news that has a stem, by stem."""
    shares: dict[str, float] = {}
    for language in ("ar", "en"):
        data = resources.data_file(f"compiled/{language}.words.tsv") or b""
        for line in data.decode("utf-8").splitlines():
            word, _, share = line.partition("\t")
            shares[word] = int(share) / 10_000
    return shares


def share(word: str) -> float:
    """The share of articles of general news that has a stem."""
    return prior().get(word, UNKNOWN)


class Rarity(dict[str, float]):
    """How much it tells that two articles share a feature: the logarithm of one over the share that has it."""

    def __init__(self, features: Iterable[Iterable[str]], known: Callable[[str], float], weight: float) -> None:
        """``features`` are those of each article; ``known`` gives shares at large, of ``weight`` articles."""
        super().__init__()
        self.count: Counter[str] = Counter()
        total = 0
        for found in features:
            self.count.update(found)
            total += 1
        self._known, self._weight, self._total = known, weight, total + weight

    def __missing__(self, feature: str) -> float:
        expected = self._weight * self._known(feature)
        value = self[feature] = -math.log(min(1.0, (self.count[feature] + expected) / self._total))
        return value
