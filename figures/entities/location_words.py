"""The words that a language says places with: its ``locations.yml``, folded, and what a form of a text is to them."""

from __future__ import annotations

from functools import lru_cache

import msgspec

from figures import resources
from figures.lexicon.lookup import Memo
from figures.model import Problem
from figures.text import fold_form, split_clitics, words_within


class Words(msgspec.Struct, forbid_unknown_fields=True):
    """The lists of ``locations.yml``, whose comments say what each is for."""

    nouns: list[str]
    directions: list[str]
    leads: list[str]
    moves: list[str] = []
    loose: list[str] = []
    sides: list[str] = []
    owners: list[str] = []
    settled: list[str] = []
    heads: list[str] = []
    joins: list[str] = []
    openers: list[str] = []
    never: list[str] = []
    sites: list[str] = []
    care: list[str] = []
    borders: list[str] = []
    across: list[str] = []
    apart: list[str] = []
    only_named: list[str] = []
    witness: list[str] = []
    reaches: list[str] = []
    events: list[str] = []
    lasting: list[str] = []
    abstract: list[str] = []
    origins: list[str] = []
    parts: list[str] = []
    residents: list[str] = []
    shifts: list[str] = []


class _File(msgspec.Struct, forbid_unknown_fields=True):
    locations: Words


class Forms:
    """The words of one language, folded."""

    def __init__(self, words: Words) -> None:
        self.lands, self.leads, self.heads, self.joins, self.openers, self.directions, self.never = (
            frozenset(map(fold_form, entries))
            for entries in (words.nouns, words.leads, words.heads, words.joins, words.openers, words.directions,
                            words.never)
        )
        self.care, self.only_named = frozenset(map(fold_form, words.care)), frozenset(map(fold_form, words.only_named))
        self.sites = self.care | frozenset(map(fold_form, words.sites))
        self.moves, self.loose, self.owners, self.settled, self.borders, self.across = (
            frozenset(map(fold_form, entries))
            for entries in (words.moves, words.loose, words.owners, words.settled, words.borders, words.across)
        )
        self.sides = frozenset(words.sides)
        self.shifts = tuple(tuple(fold_form(w).split()) for w in words.shifts)
        self.witness, self.reaches, self.events, self.lasting, self.abstract = (
            frozenset(map(fold_form, entries))
            for entries in (words.witness, words.reaches, words.events, words.lasting, words.abstract)
        )
        self.origins, self.parts, self.residents = (
            frozenset(map(fold_form, entries)) for entries in (words.origins, words.parts, words.residents)
        )
        self.apart = self.borders | frozenset(map(fold_form, words.apart))
        several = (tuple(fold_form(w).split()) for w in words.leads if " " in w)
        self.longer = {phrase[0]: phrase for phrase in several}
        """Leads of several words, by their first."""
        self.nouns = self.lands | self.sites | self.only_named
        self.objects = {site + _ACCUSATIVE: site for site in self.sites if site[-1] not in _NO_ACCUSATIVE}
        """Sites with the ending of an indefinite object: `مسجدا`."""
        self._known = self.nouns | self.directions | self.objects.keys()
        self.opens: Memo[bool] = Memo(self._opens)
        """Whether a phrase may begin with a form."""
        self.happens: Memo[tuple[bool, bool]] = Memo(self._happens)
        """Whether a form is one of ``events``, and whether with the article."""
        self.split: Memo[tuple[int, str, bool]] = Memo(self._split)
        """Letters of the particles before a noun of places, the noun and whether it has the article."""

    def _happens(self, form: str) -> tuple[bool, bool]:
        if form in self.events:
            return True, False
        for particles, article, rest in split_clitics(form):
            if (particles or article) and rest in self.events:
                return True, article
        return False, False

    def tells(self, form: str, entries: frozenset[str]) -> bool:
        """Whether a form is one of some words, or such a one behind "and" or "so"."""
        return form in entries or (form[0] in _AND and form[1:] in entries)

    def _opens(self, form: str) -> bool:
        if form in self.leads or form in self.moves or form in self.loose:
            return True
        if self._known.isdisjoint(words_within(form)):
            return False  # as nearly all forms: nothing need be remembered of how it splits
        return self.split[form][1] in self._known

    def _split(self, form: str) -> tuple[int, str, bool]:
        if form in self.nouns or form in self.directions:
            return 0, form, False
        for particles, article, rest in split_clitics(form):
            if (particles or article) and (rest in self.nouns or rest in self.directions):
                return len(particles), rest, article
        return 0, self.objects.get(form, form), False


_ACCUSATIVE = "ا"
_NO_ACCUSATIVE = ("ا", "ه", "ي")
_AND = frozenset("وف")
QUOTES = frozenset("\"'#")


@lru_cache(maxsize=1)
def load_forms() -> dict[str, Forms]:
    """The words of each language from its ``locations.yml``. Raises ``ResourceError`` with every problem."""
    result: dict[str, Forms] = {}
    problems: list[Problem] = []
    for source in resources.sources("*/locations.yml"):
        document = resources.read_yaml(source)
        parsed = resources.convert(document, document.value, _File, (), problems)
        if parsed:
            result[source.name.split("/")[0]] = Forms(parsed.locations)
    if problems:
        raise resources.ResourceError(problems)
    return result
