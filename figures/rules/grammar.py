"""Function words by what they do to a sentence, from ``rules/<language>/grammar.yml``.

A category is a name (``subordinator``, ``including``); its entries are forms of one or more words. Arabic forms are
known with ``و`` and ``ف`` before them too. ``Marks`` is what a sentence's tokens say of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec

from figures import resources
from figures.model import Problem
from figures.text import TOKEN, fold_form

_CONJUNCTIONS = ("و", "ف")


class _File(msgspec.Struct, forbid_unknown_fields=True):
    grammar: dict[str, list[str]]
    glued: dict[str, list[str]] = {}


class _Merged(msgspec.Struct):
    grammar: dict[str, list[str]]
    glued: dict[str, list[str]]


class Grammar:
    """Function words: single forms by form, longer phrases by their first form."""

    def __init__(self, categories: dict[str, list[str]], glued: dict[str, list[str]]) -> None:
        self.glued = {fold_form(particle): tuple(map(fold_form, words)) for particle, words in sorted(glued.items())}
        """Glued particles and the words that they stand for in patterns: ل for إلى."""
        self.single: dict[str, frozenset[str]] = {}
        self.phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        self.categories = frozenset(categories)
        self.abbreviations = frozenset(fold_form(word) for word in categories.get("abbreviation", ()))
        for category, entries in sorted(categories.items()):
            for entry in entries:
                forms = tuple(TOKEN.findall(fold_form(entry)))
                variants = [forms]
                if forms and "\u0621" <= forms[0][0] <= "\u064a" and len(forms[0]) > 1:
                    variants += [(c + forms[0], *forms[1:]) for c in _CONJUNCTIONS]
                for variant in variants:
                    if len(variant) == 1:
                        self.single[variant[0]] = self.single.get(variant[0], frozenset()) | {category}
                    else:
                        self.phrases.setdefault(variant[0], []).append((variant, category))
        for options in self.phrases.values():
            options.sort(key=lambda option: (-len(option[0]), option))

    def marks(self, forms: Sequence[str]) -> list[frozenset[str]]:
        """For each token the categories that it is in, alone or as a part of a phrase."""
        single = self.single
        empty: frozenset[str] = frozenset()
        result = [single.get(form, empty) for form in forms]
        phrases = self.phrases
        for i, form in enumerate(forms):
            options = phrases.get(form)
            if options:
                for words, category in options:
                    if tuple(forms[i : i + len(words)]) == words:
                        for j in range(i, i + len(words)):
                            result[j] = result[j] | {category}
        return result


def load_grammar(roots: Sequence[Path] = ()) -> Grammar:
    """The function words of all languages. Raises ``ResourceError`` where a file cannot be used."""
    found = resources.sources("*/grammar.yml", roots)

    def build() -> _Merged:
        problems: list[Problem] = []
        merged = _Merged({}, {})
        for source in found:
            document = resources.read_yaml(source)
            parsed = resources.convert(document, document.value, _File, (), problems)
            for category, entries in (parsed.grammar if parsed else {}).items():
                merged.grammar.setdefault(category, []).extend(entries)
            for particle, entries in (parsed.glued if parsed else {}).items():
                merged.glued.setdefault(particle, []).extend(entries)
        if problems:
            raise resources.ResourceError(problems)
        return merged

    merged = resources.cached("grammar", [s.data for s in found], _Merged, build)
    return Grammar(merged.grammar, merged.glued)
