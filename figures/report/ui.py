"""The words around the findings in reports that people read in a browser, from ``rules/ui``, one file a language."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Annotated, Literal

import msgspec
from babel import Locale
from msgspec import Meta

from figures import resources
from figures.checks import Check
from figures.lexicon.schema import read_content, strings
from figures.model import Claim, Problem
from figures.report.words import agency, number
from figures.rules import load_measures

_FIELD = re.compile(r"\{(\w+)\}")


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    name: str
    direction: Literal["ltr", "rtl"]
    words: dict[str, str]
    counts: dict[str, Annotated[dict[str, str], Meta(min_length=1)]]
    checks: dict[str, dict[str, str]]
    messages: list[dict[Literal["en", "own"], str]] = []
    units: dict[str, str] = {}


class Words:
    """The words of a language, by their keys."""

    def __init__(self, lang: str, file: _File) -> None:
        self.lang, self.name, self.direction = lang, file.name, file.direction
        self.keys, self.nouns, self.checks = file.words, file.counts, file.checks
        self.messages, self._units = tuple((m["en"], m["own"]) for m in file.messages), file.units
        self._form = Locale.parse(lang).plural_form

    def __call__(self, key: str, **fields: str) -> str:
        """The words of a key with their names filled in. Raises ``KeyError`` for a key that no language has."""
        return _FIELD.sub(lambda found: fields[found[1]], self.keys[key])

    def count(self, noun: str, amount: int) -> str:
        """A noun with a number, in the form that the language has for it."""
        forms = self.nouns[noun]
        return forms.get(self._form(amount), forms["other"]).replace("{n}", f"{amount:,}")

    def check(self, check: Check, part: Literal["title", "why", "silent"]) -> str:
        """The title, the reason or the limits of a check, in its own words where the language has none."""
        own: str = getattr(check, part)
        return self.checks.get(check.code, {}).get(part, own)

    def measure(self, ident: str | None) -> str:
        """What a measure is called."""
        measure = _measures().get(ident or "")
        return measure.get(self.lang, measure.get("en", ident or "")) if measure else (ident or "").replace("_", " ")

    def unit(self, display: str) -> str:
        """What a unit is called, by the name that claims have: a soldier is ``جندي`` in Arabic."""
        return self._units.get(display) or _units(self.lang).get(display, display)

    def agency(self, via: str) -> str:
        """What the agency is called that passes a figure on, by its id."""
        return _agencies(self.lang).get(via) or agency(via)

    def value(self, claim: Claim) -> str:
        """How a claim's value was read: ``about 4,000``."""
        if claim.low is None and claim.high is None:
            return self("read.undecided")
        key = f"read.{claim.qualifier}" if f"read.{claim.qualifier}" in self.keys else "read.range"
        return self(key, low=number(claim.low), high=number(claim.high), best=number(claim.best))

    def reading(self, claim: Claim) -> str:
        """How a claim was read: ``about 4,000 (soldier), killed, a running total``."""
        parts = [f"{self.value(claim)} ({self.unit(claim.unit)})" if claim.unit else self.value(claim)]
        parts += [self.measure(claim.measure)] if claim.measure else []
        parts += [self(f"basis.{claim.basis}")] if claim.basis else []
        parts += [self(f"stance.{claim.stance}")] if claim.stance != "asserted" else []
        return self("list.comma").join(parts)


@lru_cache(maxsize=1)
def languages() -> dict[str, Words]:
    """The languages that there are words in, by code. Raises ``ResourceError`` with what is wrong with a file."""
    found: dict[str, Words] = {}
    problems: list[Problem] = []
    for source in resources.sources("ui/*.yml"):
        document = resources.read_yaml(source)
        file = resources.convert(document, document.value, _File, (), problems)
        if file is not None:
            lang = source.name.rpartition("/")[2].removesuffix(".yml")
            found[lang] = Words(lang, file)
    if problems:
        raise resources.ResourceError(problems)
    return found


@lru_cache(maxsize=1)
def _measures() -> dict[str, dict[str, str]]:
    return {ident: measure.title for ident, measure in load_measures().items()}


@lru_cache(maxsize=4)
def _units(lang: str) -> dict[str, str]:
    """The first word that the shipped units have in a language, by the name that claims have; English has that name."""
    if lang == "en":
        return {}
    files = resources.sources("units/*.yml")

    def build() -> dict[str, str]:
        content, names = read_content(files), dict[str, str]()
        for item in content.items:
            entry = item.entry
            if item.lang == lang and (words := (*strings(entry.noun), *strings(entry.phrase), *strings(entry.word))):
                names.setdefault(content.units[item.name].display, words[0])
        return names

    return resources.cached(f"units-{lang}", [source.data for source in files], dict[str, str], build)


@lru_cache(maxsize=4)
def _agencies(lang: str) -> dict[str, str]:
    """The first name that each agency has in a language, by id. English ones are made of the ids: names are listed
    in small letters."""
    if lang == "en":
        return {}
    files = resources.sources("gazetteers/organisations*.yml")

    def build() -> dict[str, str]:
        names: dict[str, str] = {}
        for source in files:
            for ident, fields in resources.read_yaml(source).value.get("organisations", {}).items():
                if fields.get("kind") == "agency" and fields.get(lang):
                    names.setdefault(ident, fields[lang][0])
        return names

    return resources.cached(f"agencies-{lang}", [source.data for source in files], dict[str, str], build)
