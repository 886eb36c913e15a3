"""What checks need to know of the rules: measures, the classes of units, the words of ranges, names of bodies."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from figures.entities import Gazetteer, load_gazetteer
from figures.extract import Extractor
from figures.lexicon import Unit, load_lexicon
from figures.quantities.phrases import load_languages
from figures.rules import Measure, load_measures
from figures.text import Sentence, fold


@dataclass(frozen=True, slots=True)
class RangeWords:
    """How a language writes ranges: what stands before the first end, and between the two; ``glued`` are those of the
    latter that are written as one with the next word."""

    opens: frozenset[str]
    joins: frozenset[str]
    glued: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lore:
    """Measures by id, the classes of each unit by its display name, the words of ranges, and the gazetteer."""

    measures: Mapping[str, Measure]
    classes: Mapping[str, frozenset[str]]
    ranges: tuple[RangeWords, ...] = ()
    gazetteer: Gazetteer | None = None

    def body_of(self, name: str) -> str | None:
        """The id of the body or agency that a whole name is the name of: a publisher that sources are."""
        text = fold(name)
        sentence = Sentence(text, 0, len(text.folded), 0, True)
        found = self.gazetteer.find(sentence) if self.gazetteer else []
        whole = [m for m in found if m.kind in ("org", "party", "agency") and m.end - m.start == len(sentence)]
        return whole[0].id if whole else None


def lore_of(extractor: Extractor) -> Lore:
    """What an extractor has loaded already, the project's own rules with it."""
    return _lore(extractor.measures, extractor.lexicon.units, extractor.gazetteer, extractor.roots)


@lru_cache(maxsize=4)
def load_lore(roots: tuple[Path, ...] = ()) -> Lore:
    """The lore of the shipped rules and of ``roots``, for those who have no extractor."""
    units = load_lexicon(roots, []).units  # what is wrong with a word is told by the extractor
    return _lore(load_measures(roots), units, load_gazetteer(roots), roots)


def _lore(
    measures: Mapping[str, Measure], units: Mapping[str, Unit], gazetteer: Gazetteer, roots: Sequence[Path]
) -> Lore:
    ranges = tuple(
        RangeWords(lang.range_open, lang.range_and, tuple(sorted(w for w in lang.range_and if len(w) == 1)))
        for lang in load_languages(roots).values()
    )
    return Lore(measures, {unit.display: unit.classes for unit in units.values()}, ranges, gazetteer)
