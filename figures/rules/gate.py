"""The gate: which sentences are worth reading, in one linear pass over the folded text.

A sentence can hold a figure only if it has a digit, a number word, or a word that some rule is triggered by (an
implicit figure, a dual or a single victim, is only a figure beside one). An Aho-Corasick automaton finds the stems of
all of these at once; a hit counts where it ends at a word's end, its beginning being anyone's guess because of
clitics. What passes is looked at word by word anyway, so the gate may let too much through, never too little.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence

import ahocorasick

from figures.text import CLITICS

_DIGIT = re.compile("[0-9]")


_PREFIXES = frozenset(prefix for prefix, _, _ in CLITICS)
_LONGEST = max(map(len, _PREFIXES))


def _begins_word(folded: str, start: int) -> bool:
    """Whether a word begins at an offset, or clitics and a word."""
    at = start
    while at > 0 and start - at <= _LONGEST and folded[at - 1].isalpha():
        at -= 1
    return at == start or folded[at:start] in _PREFIXES


NUMBER, TRIGGER, COUNTABLE = 1, 2, 4
"""What a word does for its sentence: is a number, triggers a rule, could be an implicit figure."""


class Gate:
    """An automaton over the folded forms, without clitics, that open the gate: ``numbers`` alone, a trigger and a
    ``countable`` together."""

    def __init__(self, numbers: Iterable[str], triggers: Iterable[str], countable: Iterable[str]) -> None:
        kinds: dict[str, int] = {}
        for forms, kind in ((numbers, NUMBER), (triggers, TRIGGER), (countable, COUNTABLE)):
            for form in forms:
                kinds[form] = kinds.get(form, 0) | kind
        self._automaton = ahocorasick.Automaton(ahocorasick.STORE_ANY)
        self.size = len(kinds)
        for form, kind in sorted(kinds.items()):
            self._automaton.add_word(form, (len(form), kind))
        if self.size:
            self._automaton.make_automaton()

    def sentences(self, folded: str, spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
        """The sentences, given by their spans in the folded text, that the gate lets through: index, and what was
        found in it (``NUMBER``, ``TRIGGER``, ``COUNTABLE`` added up)."""
        starts = [start for start, _ in spans]
        found = [0] * (len(spans) + 1)
        for digit in _DIGIT.finditer(folded):
            found[bisect_right(starts, digit.start()) - 1] = NUMBER
        if self.size:
            length = len(folded)
            for last, (size, kind) in self._automaton.iter(folded):
                if (last + 1 == length or not folded[last + 1].isalpha()) and _begins_word(folded, last + 1 - size):
                    found[bisect_right(starts, last) - 1] |= kind
        both = TRIGGER | COUNTABLE
        return [(i, found[i]) for i in range(len(spans)) if found[i] & NUMBER or found[i] & both == both]
