"""One sentence with everything that can be known of it, each thing read when it is first asked for, so that a sentence
without a claim costs nothing beyond its figures.
"""

from __future__ import annotations

from figures.dates import DateMention, find_dates
from figures.entities import Gazetteer, Location, Mention, Met, find_locations
from figures.lexicon import Lexicon, Phrase
from figures.lexicon.words import Word
from figures.model import Number
from figures.numbers import find_numbers
from figures.rules.gate import NUMBER
from figures.text import Sentence

DATED, NAMED, ASKED, SPELLED = 8, 16, 32, 64
"""Marks of a word, beside those of the gate: a date may begin with it or hang on it, a name may begin with it, a rule
asks for a lexicon that it is in, a pattern spells it or what is in it behind particles."""


class Page:
    """A sentence and what is known of it, read on demand."""

    __slots__ = (
        "_dates", "_locations", "_marked", "_mentions", "_numbers", "_phrases", "_words", "gazetteer", "lexicon", "met",
        "published", "sentence",
    )

    def __init__(
        self, sentence: Sentence, lexicon: Lexicon, gazetteer: Gazetteer, published: str | None, met: Met | None = None
    ) -> None:
        self.met = met
        self.sentence, self.lexicon, self.gazetteer, self.published = sentence, lexicon, gazetteer, published
        self._words: list[Word] | None = None
        self._marked: list[tuple[int, int]] | None = None
        self._numbers: list[Number] | None = None
        self._phrases: list[Phrase] | None = None
        self._mentions: list[Mention] | None = None
        self._dates: list[DateMention] | None = None
        self._locations: list[Location] | None = None

    @property
    def words(self) -> list[Word]:
        """The readings of each token."""
        if self._words is None:
            self._words = self.lexicon.words(self.sentence)
        return self._words

    @property
    def marks(self) -> set[int]:
        """What the tokens mean to the stages: the marks of their words, each once."""
        return {word.mark for word in self.words}

    def at(self, mark: int) -> list[int]:
        """The tokens that have a mark."""
        if self._marked is None:  # half of the tokens have none, and are passed over once
            self._marked = [(i, word.mark) for i, word in enumerate(self.words) if word.mark]
        return [i for i, found in self._marked if found & mark]

    @property
    def numbers(self) -> list[Number]:
        """The numbers of the sentence."""
        if self._numbers is None:
            self._numbers = find_numbers(self.sentence, self.at(NUMBER))
        return self._numbers

    @property
    def phrases(self) -> list[Phrase]:
        """Entries of the lexicon that are several tokens long."""
        if self._phrases is None:
            self._phrases = self.lexicon.phrases(self.sentence.forms, self.words)
        return self._phrases

    @property
    def mentions(self) -> list[Mention]:
        """Places, organisations, parties and nationalities."""
        if self._mentions is None:
            self._mentions = self.gazetteer.find(self.sentence, self.at(NAMED))
        return self._mentions

    @property
    def dates(self) -> list[DateMention]:
        """Times, seen from the article's date."""
        if self._dates is None:
            self._dates = find_dates(self.sentence, self.published, self.at(DATED), self.numbers)
        return self._dates


    @property
    def locations(self) -> list[Location]:
        """Whole phrases of places, outside of dates, numbers and verbs."""
        if self._locations is None:
            barred = [(d.start, d.end) for d in self.dates] + [(n.start, n.end) for n in self.numbers]
            barred += [(i, i + 1) for i, word in enumerate(self.words) if word.verb]
            self._locations = find_locations(self.sentence, self.mentions, barred, self.met)
        return self._locations

    def raw_start(self, location: Location) -> int:
        """The offset in the body at which a place begins, behind its glued particles."""
        at = self.sentence.starts[location.start] + location.glued
        return self.sentence.text.raw_span(at, at + 1).start
