"""The gate: which sentences are worth reading, by one look at each of their tokens.

A sentence can hold a figure only if it has a digit, a number word, or a word that some rule is triggered by (an
implicit figure, a dual or a single victim, is only a figure beside one). What a form can do is worked out once, its
clitics taken off, and kept with the word (``Word.mark``), so that a token costs one lookup for all stages together.
(An automaton over the raw text was tried: it finds the same words, but on Arabic most of its hits lie inside other
words, and turning those away cost more than looking up the tokens.) The gate may let too much
through, never too little.
"""

from __future__ import annotations

from collections.abc import Iterable

from figures.text import split_clitics, words_within

NUMBER, TRIGGER, COUNTABLE = 1, 2, 4
"""What a word does for its sentence: is a number, triggers a rule, could be an implicit figure."""

_BOTH = TRIGGER | COUNTABLE
_MAX_FORM = 60


class Gate:
    """What each folded form does: ``numbers`` and ``triggers`` are forms without clitics."""

    def __init__(self, numbers: Iterable[str], triggers: Iterable[str]) -> None:
        self._kinds: dict[str, int] = {}
        for forms, kind in ((numbers, NUMBER), (triggers, TRIGGER)):
            for form in forms:
                self._kinds[form] = self._kinds.get(form, 0) | kind

    def kind(self, form: str) -> int:
        """What a folded form does, its clitics taken off: ``NUMBER`` and ``TRIGGER`` added up. What is
        ``COUNTABLE`` depends on the readings of a form and is for ``opens_single`` to say."""
        kind = 0
        if "0" <= form[0] <= "9":
            kind = NUMBER
        elif len(form) <= _MAX_FORM and not self._kinds.keys().isdisjoint(words_within(form)):
            for _, _, rest in split_clitics(form):
                kind |= self._kinds.get(rest, 0)
        return kind


def opens(kinds: Iterable[int]) -> int:
    """What was found among the tokens of a sentence, given by their kinds (each once is enough); 0 where the sentence
    needs no reading."""
    found = 0
    for kind in kinds:
        found |= kind
    return found if found & NUMBER or found & _BOTH == _BOTH else 0
