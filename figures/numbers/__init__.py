"""The grammar of numerals: from tokens to numbers.

``find_numbers`` asks the grammar of the sentence's language, a module of this package with ``find(sentence, at)`` and
``gate_forms()``; a language is added by adding its module, which is found by walking the package.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Sequence
from functools import lru_cache
from types import ModuleType

from figures.model import Number
from figures.text import Sentence


@lru_cache(maxsize=1)
def languages() -> dict[str, ModuleType]:
    """The grammars by language code: the modules of this package whose name is two letters."""
    return {
        info.name: importlib.import_module(f"{__name__}.{info.name}")
        for info in pkgutil.iter_modules(__path__)
        if len(info.name) == 2
    }


def find_numbers(sentence: Sentence, at: Sequence[int] | None = None) -> list[Number]:
    """The numbers of a sentence in order, not overlapping; indexes are tokens. Dates, times, names are left out.

    ``at`` are the tokens that may be numbers (digits, ``gate_forms`` behind clitics); all, where it is not given.
    """
    found: list[Number] = languages()[sentence.lang].find(sentence, range(len(sentence)) if at is None else at)
    return found


def gate_forms() -> frozenset[str]:
    """Folded forms of number words without clitics, of all languages: a sentence without any has no such number."""
    return frozenset().union(*(module.gate_forms() for module in languages().values()))
