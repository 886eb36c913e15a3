"""A sentence as the finder of quantities sees it, and the noun that it finds for a number."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from figures.lexicon import Lexicon, Phrase, Reading, Word
from figures.model import Kind, Number
from figures.quantities.phrases import Language, load_signs, words_of_signs
from figures.text import Sentence


class Found(NamedTuple):
    """What a number counts. ``start``/``end`` is what belongs to the phrase on either side of the number.

    ``head`` is the token of the noun, ``unit`` its entry, both ``None`` where the noun is elided; ``pair`` says that
    the noun stands before its number (`الجنود الثلاثة`).
    """

    start: int
    end: int
    head: int | None = None
    unit: str | None = None
    other: bool = False
    pair: bool = False


class Context:
    """Tokens, what they can be, multiword units, and which tokens numbers have taken."""

    __slots__ = ("forms", "language", "multi", "numbers", "sentence", "taken", "units", "words")

    def __init__(
        self,
        sentence: Sentence,
        words: Sequence[Word],
        numbers: Sequence[Number],
        lexicon: Lexicon,
        language: Language,
        phrases: Sequence[Phrase],
    ) -> None:
        self.sentence, self.words, self.numbers, self.language = sentence, words, numbers, language
        self.forms = sentence.forms
        self.units = lexicon.units
        self.multi: dict[int, tuple[int, Reading]] = {}
        for start, end, readings in phrases:
            reading = next((r for r in readings if r.unit), None)
            if reading is not None:
                self.multi[start] = (end, reading)
        if not words_of_signs().isdisjoint(self.forms):
            self._find_signs()
        self.taken: set[int] = {i for n in numbers for i in range(n.start, n.end)}

    def _find_signs(self) -> None:
        """Add the signs of units, where no longer entry of the lexicon begins with them."""
        signs = load_signs()
        for start, form in enumerate(self.forms):
            for tokens, reading in signs.get(form, ()):
                end = start + len(tokens)
                if tuple(self.forms[start:end]) == tokens and end >= self.multi.get(start, (0,))[0]:
                    self.multi[start] = (end, reading)
                    break

    def unit(self, index: int) -> tuple[int, Reading] | None:
        """The unit that begins at a token, the longest: where it ends and its reading; ``None`` where none does."""
        if index >= len(self.forms) or index < 0:
            return None
        found = self.multi.get(index)
        if found is not None:
            return found
        for reading in self.words[index].readings:
            if reading.unit:
                return index + 1, reading
        return None

    def unit_ending(self, end: int) -> tuple[int, Reading] | None:
        """The unit that ends before token ``end``: where it starts and its reading."""
        for start in (end - 3, end - 2):
            found = self.multi.get(start)
            if found is not None and found[0] == end:
                return start, found[1]
        found = self.unit(end - 1)
        return (end - 1, found[1]) if found is not None and found[0] == end else None

    def is_word(self, index: int) -> bool:
        """Whether a token is a word that no number has taken and that can carry meaning of its own."""
        if not 0 <= index < len(self.forms) or index in self.taken:
            return False
        form = self.forms[index]
        if form in self.language.function_words:
            return form in self.language.names_in_capitals and self.sentence.raw(index, index + 1).isupper()
        return form[0].isalpha() and len(form) > 1

    def classes(self, unit: str | None) -> frozenset[str]:
        """The classes of a unit, none where it is unknown."""
        known = self.units.get(unit) if unit is not None else None
        return known.classes if known is not None else frozenset()

    def kind(self, unit: str | None) -> Kind:
        """The kind of a unit; ``count`` where it is unknown."""
        known = self.units.get(unit) if unit is not None else None
        return known.kind if known is not None else "count"
