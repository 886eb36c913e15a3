"""The words of attribution that are no verbs, from ``rules/<language>/attribution.yml``."""

from __future__ import annotations

from functools import lru_cache

import msgspec

from figures import resources
from figures.model import Problem
from figures.text import TOKEN, fold_form

_CONJUNCTIONS = ("و", "ف")


class _Words(msgspec.Struct, forbid_unknown_fields=True):
    according: list[str]
    complementisers: list[str]
    stops: list[str]
    hearers: list[str]
    from_: list[str] = msgspec.field(name="from")
    what: list[str]
    negations: list[str]
    repeated: list[str]
    unnamed: dict[str, list[str]]


class _File(msgspec.Struct, forbid_unknown_fields=True):
    attribution: _Words


class Attribution:
    """The lists, folded: single forms and longer phrases by their first form."""

    def __init__(self, words: _Words) -> None:
        self.unnamed = {fold_form(form): kind for kind, forms in reversed(words.unnamed.items()) for form in forms}
        self.complementisers = self._forms(words.complementisers)
        self.hearers, self.from_, self.what = self._forms(words.hearers), self._forms(words.from_), self._forms(words.what)
        self.negations = self._forms(words.negations)
        self.according = self._phrases(words.according)
        self.stops = self._phrases(words.stops)
        self.repeated = self._phrases(words.repeated)

    @staticmethod
    def _forms(words: list[str]) -> frozenset[str]:
        folded = {fold_form(word) for word in words}
        return frozenset(folded | {c + word for word in folded for c in _CONJUNCTIONS if len(word) > 1})

    @staticmethod
    def _phrases(words: list[str]) -> dict[str, list[tuple[str, ...]]]:
        table: dict[str, list[tuple[str, ...]]] = {}
        for phrase in words:
            forms = tuple(TOKEN.findall(fold_form(phrase)))
            arabic = "\u0621" <= forms[0][0] <= "\u064a"
            for first in (forms[0], *(c + forms[0] for c in _CONJUNCTIONS if arabic)):
                table.setdefault(first, []).append((first, *forms[1:]))
        for options in table.values():
            options.sort(key=lambda option: (-len(option), option))
        return table

    @staticmethod
    def match(table: dict[str, list[tuple[str, ...]]], forms: list[str], at: int) -> int | None:
        """The end of the longest phrase of a table at a token; a particle at its end may be glued to what follows."""
        for phrase in table.get(forms[at], ()) if at < len(forms) else ():
            end = at + len(phrase)
            if tuple(forms[at:end]) == phrase:
                return end
            if len(phrase[-1]) == 1 and tuple(forms[at : end - 1]) == phrase[:-1] and end - 1 < len(forms) and forms[end - 1].startswith(phrase[-1]):
                return end - 1
        return None


@lru_cache(maxsize=4)
def load_words(lang: str) -> Attribution:
    """The words of a language. Raises ``ResourceError`` with every problem."""
    problems: list[Problem] = []
    for source in resources.sources(f"{lang}/attribution.yml"):
        document = resources.read_yaml(source)
        parsed = resources.convert(document, document.value, _File, (), problems)
        if parsed is not None:
            return Attribution(parsed.attribution)
    raise resources.ResourceError(problems or [Problem(path=f"{lang}/attribution.yml", message="missing")])
