"""A sentence as the rules see it: tokens, what they can be, figures, and where clauses part.

A ``Scene`` is made once a sentence and shared by the plain engine (``govern``), the patterns (``match``) and the
cues. ``weight[i]`` is what it costs to reach across the tokens before ``i``, so that the cost of a gap is one
subtraction.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from figures.lexicon.words import Phrase, Reading, Word
from figures.model import Figure
from figures.rules.grammar import Grammar
from figures.text import Sentence

TOKEN_COST = 0.2
_PUNCTUATION_COST = {
    ",": 1.2,
    "،": 1.2,
    ":": 1.5,
    ";": 4.0,
    "؛": 4.0,
    "(": 1.2,
    ")": 1.2,
    "-": 1.0,
    "—": 2.0,
    "…": 2.0,
    "|": 4.0,
    '"': 0.3,
    ".": 4.0,
    "!": 4.0,
    "?": 4.0,
    "؟": 4.0,
}
AGENT_COST = 2.0
_CATEGORY_COST = (("subordinator", 2.5), ("relative", 0.8), ("complementiser", 1.5), ("agent", AGENT_COST))


class Occurrence:
    """A word or phrase of a named lexicon where it stands in a sentence."""

    __slots__ = ("end", "name", "reading", "start")

    def __init__(self, start: int, end: int, name: str, reading: Reading) -> None:
        self.start, self.end, self.name, self.reading = start, end, name, reading

    def __repr__(self) -> str:
        return f"<{self.name}>@{self.start}"


class Scene:
    """A sentence with its words, figures, function words and the cost of every gap."""

    __slots__ = (
        "_acts",
        "_at",
        "_classes",
        "_figure_at",
        "_grammar",
        "_marks",
        "_occurrences",
        "_phrases",
        "_relevant",
        "_text",
        "_verbs",
        "_weight",
        "figures",
        "literals",
        "rows",
        "sentence",
        "spelled_at",
        "words",
    )

    def __init__(
        self,
        sentence: Sentence,
        words: Sequence[Word],
        figures: Sequence[Figure],
        phrases: Sequence[Phrase],
        grammar: Grammar,
        relevant: frozenset[str] | None = None,
        relevant_at: Sequence[int] | None = None,
        spelled_at: Sequence[int] | None = None,
    ) -> None:
        """``relevant`` are the lexicons that rules ask for, ``relevant_at`` the tokens that have a reading of one,
        ``spelled_at`` those that a pattern may spell out (``Engine.spells``); all, where they are not given."""
        self.sentence, self.words, self.figures = sentence, words, figures
        self._phrases, self._grammar, self._relevant, self._at = phrases, grammar, relevant, relevant_at
        self._text: str | None = None
        self._verbs: frozenset[int] | None = None
        self._acts: frozenset[int] | None = None
        self._marks: list[frozenset[str]] | None = None
        self._figure_at: dict[int, int] | None = None
        self._occurrences: dict[str, list[Occurrence]] | None = None
        self._weight: list[float] | None = None
        self._classes: frozenset[str] | None = None
        self.spelled_at = spelled_at
        self.literals: set[str] | None = None
        """Literal words of patterns that are in the sentence, once a sieve has asked."""
        self.rows: list[int] = []
        """The first figure of the row that each figure stands in, as far as was asked."""

    @property
    def text(self) -> str:
        """The folded text of the sentence."""
        if self._text is None:
            self._text = self.sentence.text.folded[self.sentence.start : self.sentence.end]
        return self._text

    @property
    def classes(self) -> frozenset[str]:
        """Unit classes, units and kinds of all figures."""
        if self._classes is None:
            found: set[str] = set()
            for figure in self.figures:
                found.update(figure.unit_classes)
                found.add(figure.kind)
                if figure.unit:
                    found.add(figure.unit)
            self._classes = frozenset(found)
        return self._classes

    @property
    def marks(self) -> list[frozenset[str]]:
        """Categories of function words, by token."""
        if self._marks is None:
            self._marks = self._grammar.marks(self.sentence.forms)
        return self._marks

    @property
    def folded(self) -> int:
        """How many tokens lie inside of figures and phrases of several: patterns see each of these as one."""
        inside = sum(figure.end - figure.start - 1 for figure in self.figures)
        return inside + sum(phrase[1] - phrase[0] - 1 for phrase in self._phrases)

    @property
    def figure_at(self) -> dict[int, int]:
        """The number of the figure that a token is in."""
        if self._figure_at is None:
            self._figure_at = {}
            for index, figure in enumerate(self.figures):
                for token in range(figure.start, figure.end):
                    self._figure_at.setdefault(token, index)
        return self._figure_at

    @property
    def occurrences(self) -> dict[str, list[Occurrence]]:
        """Words and phrases of lexicons, by name; only names of ``relevant`` where that is given."""
        if self._occurrences is None:
            self._occurrences = _occurrences(self.words, self._phrases, self._relevant, self._at)
        return self._occurrences

    @property
    def verbs(self) -> frozenset[int]:
        """The tokens at which a verb that rules ask for begins."""
        if self._verbs is None:
            found = (word for words in self.occurrences.values() for word in words)
            self._verbs = frozenset(word.start for word in found if word.reading.pos == "verb")
        return self._verbs

    @property
    def acts(self) -> frozenset[int]:
        """The tokens at which a verb or a verbal noun that rules ask for begins."""
        if self._acts is None:
            found = (word for words in self.occurrences.values() for word in words)
            self._acts = frozenset(word.start for word in found if word.reading.pos in ("verb", "masdar"))
        return self._acts

    @property
    def weight(self) -> list[float]:
        """Running cost of the tokens before each index, one entry more than there are tokens."""
        if self._weight is None:
            self._weight = self._weights()
        return self._weight

    def gap(self, start: int, end: int) -> float:
        """What it costs to reach across the tokens from ``start`` to ``end``."""
        return self.weight[end] - self.weight[start] if end > start else 0.0

    def has(self, category: str, start: int, end: int) -> bool:
        """Whether a function word of ``category`` stands among the tokens from ``start`` to ``end``."""
        for marks in self.marks[max(start, 0) : max(end, 0)]:  # noqa: SIM110 - `any` takes twice as long
            if category in marks:
                return True
        return False

    def _weights(self) -> list[float]:
        total, result = 0.0, [0.0]
        for form, marks in zip(self.sentence.forms, self.marks, strict=True):
            cost = _PUNCTUATION_COST.get(form, TOKEN_COST)
            if marks:
                for category, extra in _CATEGORY_COST:
                    if category in marks:
                        cost += extra
                        break
            total += cost
            result.append(total)
        return result


def _occurrences(
    words: Sequence[Word],
    phrases: Sequence[Phrase],
    relevant: frozenset[str] | None,
    at: Sequence[int] | None,
) -> dict[str, list[Occurrence]]:
    found: dict[str, list[Occurrence]] = {}
    covered: set[int] = set()
    for start, end, readings in phrases:
        wanted = [reading for reading in readings if relevant is None or reading.name in relevant]
        for reading in wanted:
            found.setdefault(reading.name, []).append(Occurrence(start, end, reading.name, reading))
        if wanted:
            covered.update(range(start, end))  # the longer entry holds: `إطلاق سراح` fires nothing
    for i in range(len(words)) if at is None else at:
        for reading in _likely(words[i]) if i not in covered else ():
            if relevant is None or reading.name in relevant:
                found.setdefault(reading.name, []).append(Occurrence(i, i + 1, reading.name, reading))
    for occurrences in found.values():
        occurrences.sort(key=lambda o: (o.start, -o.end))
    return found


def _likely(word: Word) -> Sequence[Reading]:
    """The readings of a form without those that a commoner one makes unlikely.

    `جرحى` is the wounded and not "the two wounds of", `إصابة` the wounding and not "he hit it".
    """
    readings = word.readings
    if len(readings) == 1 and readings[0].pos != "masdar":
        return readings  # as of most words, with nothing to weigh it against
    victim = any(r.unit and not r.pron and not r.construct for r in readings)
    verbal = any(r.pos == "masdar" and not r.pron and r.num != "d" for r in readings)
    return [
        r for r in readings
        if not (victim and r.pos == "masdar" and (r.num == "d" or r.pron))
        and not ((victim or verbal) and r.pos == "verb" and r.pron)
    ]


def names_in(scene: Scene, wanted: Mapping[str, object]) -> list[str]:
    """The lexicon names of the scene that are keys of ``wanted``, in a stable order."""
    return sorted(name for name in scene.occurrences if name in wanted)
