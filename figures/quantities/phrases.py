"""The words around a number, from ``rules/<language>/qualifiers.yml``: hedges, counted nouns' grammar, fractions.

Everything is folded and split into tokens once, when a language is loaded. Arabic phrases are known with the
proclitics و ف ب ل ك before their first word.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import msgspec

from figures import resources
from figures.lexicon import Reading
from figures.model import Problem, Qualifier, Value, whole
from figures.text import TOKEN, fold_form, language

_PROCLITICS = ("و", "ف", "ب", "ل", "ك", "وب", "ول", "فب", "فل")
Tokens = tuple[str, ...]


class _Hedge(msgspec.Struct, forbid_unknown_fields=True):
    sense: Qualifier
    before: list[str] = []
    after: list[str] = []
    verb: list[str] = []
    then: list[str] = []
    below: bool = False


class _Fraction(msgspec.Struct, forbid_unknown_fields=True):
    value: str
    forms: list[str]


class _File(msgspec.Struct, forbid_unknown_fields=True):
    qualifiers: list[_Hedge]
    negation: list[str] = []
    lead: list[str] = []
    range_lead: list[str] = []
    range_open: list[str] = []
    range_and: list[str] = []
    directions: list[str] = []
    prepositions: list[str] = []
    phrasal: dict[str, list[str]] = {}
    others: list[str] = []
    partitive: list[str] = []
    partitive_pronouns: list[str] = []
    numbered: list[str] = []
    additional: list[str] = []
    adjectives: list[str] = []
    determiners: list[str] = []
    function_words: list[str] = []
    names_in_capitals: list[str] = []
    time_words: list[str] = []
    one_of: list[str] = []
    out_of: list[str] = []
    not_single: list[str] = []
    another: list[str] = []
    single: list[str] = []
    age_before: list[str] = []
    age_after: list[str] = []
    age_between: list[str] = []
    age_of_person: list[str] = []
    collectives: list[str] = []
    fractions: list[_Fraction] = []


class Sense(NamedTuple):
    """What a hedge says: the qualifier, whether it means just below, and words that must follow a verb."""

    qualifier: Qualifier
    below: bool = False
    then: frozenset[str] = frozenset()


class Phrases:
    """Phrases that are looked up by the token that they end or begin with, and by how long those with it are: of some
    words (`أكثر من`) there are hundreds."""

    def __init__(self, entries: Iterable[tuple[Tokens, Sense]], last: bool) -> None:
        self._senses: dict[Tokens, Sense] = {}
        for tokens, sense in entries:
            self._senses.setdefault(tokens, sense)
        sizes: dict[str, set[int]] = {}
        for tokens in self._senses:
            sizes.setdefault(tokens[-1] if last else tokens[0], set()).add(len(tokens))
        self._sizes = {form: sorted(found, reverse=True) for form, found in sizes.items()}

    def may_start(self, form: str) -> bool:
        """Whether a phrase begins with ``form``."""
        return form in self._sizes

    def ends(self) -> Iterable[str]:
        """The tokens that phrases are looked up by."""
        return self._sizes.keys()

    def ending(self, forms: Sequence[str], end: int) -> tuple[int, Sense] | None:
        """The longest phrase that ends before token ``end``: where it starts and what it says."""
        for size in self._sizes.get(forms[end - 1], ()) if end > 0 else ():
            start = end - size
            sense = self._senses.get(tuple(forms[start:end])) if start >= 0 else None
            if sense is not None:
                return start, sense
        return None

    def starting(self, forms: Sequence[str], start: int) -> tuple[int, Sense] | None:
        """The longest phrase that begins at token ``start``: where it ends and what it says."""
        for size in self._sizes.get(forms[start], ()) if start < len(forms) else ():
            end = start + size
            sense = self._senses.get(tuple(forms[start:end])) if end <= len(forms) else None
            if sense is not None:
                return end, sense
        return None


class Language:
    """All that ``rules/<language>/qualifiers.yml`` says, ready to be looked up."""

    def __init__(self, code: str, files: Sequence[_File]) -> None:
        self.code = code
        arabic = code == "ar"
        self.before = Phrases(_hedges(files, "before", arabic), last=True)
        self.after = Phrases(_hedges(files, "after", False), last=False)
        self.verbs = {tokens[0]: sense for tokens, sense in _hedges(files, "verb", arabic)}
        self.numbered = _phrases((p for f in files for p in f.numbered), last=True, arabic=arabic)
        self.additional = _phrases((p for f in files for p in f.additional), last=True, arabic=False)
        self.age_after = _phrases((p for f in files for p in f.age_after), last=False, arabic=False)
        self.one_of = _phrases((p for f in files for p in f.one_of), last=False, arabic=arabic)
        self.out_of = _phrases((p for f in files for p in f.out_of), last=False, arabic=arabic)
        self.negation = _forms(f.negation for f in files)
        self.prepositions = _forms(f.prepositions for f in files)
        self.phrasal = frozenset(
            (fold_form(verb), fold_form(adverb))
            for f in files for adverb, verbs in f.phrasal.items() for verb in verbs)
        """Verbs behind which a word of the hedges is none: ``handed over 50 prisoners``."""
        self.range_open = _forms(f.range_open for f in files)
        self.range_and = _forms(f.range_and for f in files)
        self.range_lead = _phrases((p for f in files for p in f.range_lead), last=True, arabic=arabic)
        self.directions = _forms(f.directions for f in files)
        self.lead = _forms(f.lead for f in files)
        self.others = _forms(f.others for f in files)
        self.partitive = _forms(f.partitive for f in files)
        self.partitive_pronouns = _forms(f.partitive_pronouns for f in files)
        self.adjectives = _forms(f.adjectives for f in files)
        self.determiners = _forms(f.determiners for f in files)
        self.function_words = _forms(f.function_words for f in files)
        self.names_in_capitals = _forms(f.names_in_capitals for f in files)
        self.time_words = _forms(f.time_words for f in files)
        self.not_single = _forms(f.not_single for f in files)
        self.another = _forms(f.another for f in files)
        self.single = _forms(f.single for f in files)
        self.age_before = _forms(f.age_before for f in files)
        self.age_of_person = _forms(f.age_of_person for f in files)
        self.collectives = _forms(f.collectives for f in files)
        self.age_between = _forms(f.age_between for f in files)
        self.fractions: dict[str, list[tuple[Tokens, Value]]] = {}
        for fraction in (fraction for f in files for fraction in f.fractions):
            for form in fraction.forms:
                for tokens in _variants(form, arabic):
                    self.fractions.setdefault(tokens[0], []).append((tokens, whole(Decimal(fraction.value))))
        for options in self.fractions.values():
            options.sort(key=lambda option: -len(option[0]))


def load_languages(roots: Sequence[Path] = ()) -> dict[str, Language]:
    """The languages that have a ``<language>/qualifiers.yml`` below the shipped root or ``roots``.

    Raises ``resources.ResourceError`` with every problem of every file.
    """
    return _load(tuple(roots))


@lru_cache(maxsize=8)
def _load(roots: tuple[Path, ...]) -> dict[str, Language]:
    files: dict[str, list[_File]] = {}
    problems: list[Problem] = []
    for source in resources.sources("*/qualifiers.yml", roots):
        document = resources.read_yaml(source)
        file = resources.convert(document, document.value, _File, (), problems)
        if file is not None:
            files.setdefault(source.name.partition("/")[0], []).append(file)
    if problems:
        raise resources.ResourceError(problems)
    return {code: Language(code, parts) for code, parts in sorted(files.items())}


@lru_cache(maxsize=1)
def opening_words() -> frozenset[str]:
    """The forms of every shipped language that a figure without a number may begin with: one of, a half, another."""
    found: set[str] = set()
    for spoken in load_languages().values():
        found.update(spoken.one_of.ends(), spoken.fractions, spoken.another, ("و" + form for form in spoken.another))
    return frozenset(found)


class _Signs(msgspec.Struct, forbid_unknown_fields=True):
    signs: dict[str, list[str]]


@lru_cache(maxsize=8)
def load_signs(roots: tuple[Path, ...] = ()) -> dict[str, list[tuple[Tokens, Reading]]]:
    """Signs of units (``$``, ``%``, `بالمئة`) by their first token, the longest first, from ``quantities.yml``.

    Raises ``resources.ResourceError`` where a file is wrong.
    """
    result: dict[str, list[tuple[Tokens, Reading]]] = {}
    problems: list[Problem] = []
    for source in resources.sources("quantities.yml", roots):
        document = resources.read_yaml(source)
        file = resources.convert(document, document.value, _Signs, (), problems)
        for unit, signs in file.signs.items() if file is not None else ():
            reading = Reading(name=unit, lemma=signs[0], pos="noun", unit=True)
            for sign in signs:
                tokens = tuple(TOKEN.findall(fold_form(sign)))
                result.setdefault(tokens[0], []).append((tokens, reading))
    if problems:
        raise resources.ResourceError(problems)
    for options in result.values():
        options.sort(key=lambda option: (-len(option[0]), option[0]))
    return result


@lru_cache(maxsize=1)
def words_of_signs() -> frozenset[str]:
    """The longest token of each sign of a unit: most sentences have none, while the first of some (`في`) is in most."""
    return frozenset(max(tokens, key=len) for options in load_signs().values() for tokens, _ in options)


def _variants(phrase: str, arabic: bool) -> list[Tokens]:
    tokens = tuple(TOKEN.findall(fold_form(phrase)))
    if not arabic or language(tokens[0]) != "ar" or len(tokens[0]) < 2:
        return [tokens]
    first = tokens[0]
    joined = [(c + first, *tokens[1:]) for c in _PROCLITICS]
    if first.startswith("ال"):
        joined.append(("لل" + first[2:], *tokens[1:]))
    return [tokens, *joined]


def _hedges(files: Sequence[_File], where: str, arabic: bool) -> list[tuple[Tokens, Sense]]:
    result: list[tuple[Tokens, Sense]] = []
    for hedge in (hedge for f in files for hedge in f.qualifiers):
        sense = Sense(hedge.sense, hedge.below, frozenset(map(fold_form, hedge.then)))
        for phrase in getattr(hedge, where):
            result.extend((tokens, sense) for tokens in _variants(phrase, arabic))
    return result


def _phrases(entries: Iterable[str], last: bool, arabic: bool) -> Phrases:
    plain = Sense("exact")
    return Phrases(((tokens, plain) for entry in entries for tokens in _variants(entry, arabic)), last)


def _forms(lists: Iterable[Sequence[str]]) -> frozenset[str]:
    return frozenset(fold_form(form) for entries in lists for form in entries)
