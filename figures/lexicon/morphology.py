"""Arabic stems: from the forms that a lexicon gives (singular, plural, past, imperfect) to stems by category.

The rules are data (``rules/morphology/ar.yml``). They serve twice: ``build`` writes the stems into the database that
camel-tools generates from, and ``paradigms`` joins the same stems with the affixes that were exported from it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

import msgspec

from figures.resources import ResourceError, Source, convert, data_file, read_yaml
from figures.text import INVISIBLE, MARKS

MORPHOLOGY = "morphology/ar.yml"

SHADDA = "\u0651"
_KASRATAN = "\u064d"
_UNWANTED = re.compile(f"[{INVISIBLE}{MARKS.replace(SHADDA, '').replace(_KASRATAN, '')}]|{SHADDA}(?!$)")


class StemRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What ``ends`` in a citation form becomes, by stem category."""

    ends: str
    stems: dict[str, list[str]]


class FeminineRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The feminine of a citation form that ``ends`` so."""

    ends: str
    form: str


class PassiveRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The passive of an ``active`` pair "past imperfect"; ``given``: only where an entry states the passive."""

    active: str
    past: str
    imperfect: str
    given: bool = False


class Affix(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A prefix or suffix as written and what it says."""

    form: str
    num: str = ""
    gen: str = ""
    stt: str = ""
    cas: str = ""
    pron: bool = False


class Join(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The categories of affixes that a stem category takes."""

    prefixes: list[str]
    suffixes: list[str]


class Morphology(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``rules/morphology/ar.yml``."""

    function_words: list[str]
    pronouns: dict[str, str]
    stems: dict[str, list[StemRule]]
    feminine: list[FeminineRule]
    passive: list[PassiveRule]
    suffixes: dict[str, list[Affix]]
    prefixes: dict[str, list[Affix]]
    joins: dict[str, Join]


class Lemma(msgspec.Struct, frozen=True, kw_only=True):
    """An Arabic lemma with all that its inflection depends on. ``feminine`` is a citation form or empty; so is
    ``citation`` where only plurals are meant.

    ``sound``: takes ون; ``at``: takes ات. ``passive`` is the past passive as the entry gives it, ``-`` for none.
    """

    verb: bool
    citation: str
    imperfect: str = ""
    passive: str = ""
    plurals: tuple[str, ...] = ()
    sound: bool = False
    at: bool = False
    feminine: str = ""
    gender: str = "m"

    @property
    def key(self) -> str:
        """The lemma in one line: the name of its forms in the compiled file."""
        if self.verb:
            parts = ["verb", self.citation, self.imperfect, f"passive={self.passive}" if self.passive else ""]
        else:
            parts = [self.gender, self.citation, *(f"plural={p}" for p in self.plurals),
                     "sound" if self.sound else "", "at" if self.at else "",
                     f"feminine={self.feminine}" if self.feminine else ""]
        return " ".join(part for part in parts if part)


class Stem(NamedTuple):
    """A stem: its category, itself, the gender of its noun, and for verbs ``past``/``present`` and voice."""

    cat: str
    form: str
    gen: str = ""
    tense: str = ""
    passive: bool = False


@lru_cache(maxsize=1)
def morphology() -> Morphology:
    """The shipped rules of Arabic inflection. Raises ``ResourceError`` where the file is missing or wrong."""
    document = read_yaml(Source(f"rules/{MORPHOLOGY}", MORPHOLOGY, data_file(MORPHOLOGY) or b""))
    problems: list = []  # type: ignore[type-arg]
    found = convert(document, document.value, Morphology, (), problems)
    if found is None or problems:
        raise ResourceError(problems)
    return found


def citation(word: str) -> str:
    """A form from a lexicon without its vowel signs; what tells of a class (ّ and ٍ at the end) stays.

    >>> citation("قُتِلَ"), citation("قاضٍ") == "قاض" + chr(0x64d)
    ('قتل', True)
    """
    return _UNWANTED.sub("", word.strip())


def feminine(word: str) -> str:
    """The feminine of a noun or adjective: مصاب, مصابة."""
    for rule in morphology().feminine:
        found = re.search(f"(?:{rule.ends})$", word)
        if found:
            return rule.form.replace("{}", word[: found.start()])
    raise ValueError(f"no rule makes a feminine of '{word}'")


def passive(past: str, imperfect: str, given: str) -> tuple[str, str] | None:
    """Past and imperfect of the passive, ``None`` where it is not spelled otherwise, or ``given`` is ``-``."""
    if given == "-":
        return None
    for rule in morphology().passive:
        found = re.search(rule.active, f"{past} {imperfect}")
        if found and (given or not rule.given):
            made = _fill(rule.past, "", found), _fill(rule.imperfect, "", found)
            return (given or made[0]), made[1]
        if found and rule.given:
            return None
    return (given, imperfect) if given and given != past else None


def stems(lemma: Lemma) -> list[Stem]:
    """All stems of a lemma, without repetition, in a stable order."""
    if lemma.verb:
        found = list(_verb_stems(lemma.citation, lemma.imperfect, False))
        other = passive(lemma.citation, lemma.imperfect, lemma.passive)
        if other:
            found += _verb_stems(*other, True)
        return list(dict.fromkeys(found))
    found = list(_noun_stems("noun", lemma.citation, lemma.gender)) if lemma.citation else []
    if lemma.sound:
        found += _noun_stems("sound", lemma.citation, lemma.gender)
    if lemma.at:
        found += _noun_stems("at", lemma.citation, lemma.gender)
    for plural in lemma.plurals:
        found += _noun_stems("plural", plural, lemma.gender)
    if lemma.feminine:
        found += _noun_stems("noun", lemma.feminine, "f")
        found += _noun_stems("at", lemma.feminine, "f")
    return list(dict.fromkeys(found))


def _noun_stems(kind: str, word: str, gender: str) -> Iterable[Stem]:
    return (Stem(cat, form, gen=gender) for cat, form in _by_rule(kind, word))


def _verb_stems(past: str, imperfect: str, is_passive: bool) -> Iterable[Stem]:
    for cat, form in _by_rule("past", past):
        yield Stem(cat, form, tense="past", passive=is_passive)
    if imperfect:
        for cat, form in _by_rule("imperfect", f"{past.rstrip(SHADDA)} {imperfect}"):
            yield Stem(cat, form, tense="present", passive=is_passive)


def _by_rule(kind: str, word: str) -> Iterable[tuple[str, str]]:
    for rule in morphology().stems[kind]:
        found = re.search(f"(?:{rule.ends})$", word)
        if found:
            rest = word[: found.start()]
            return [(cat, _fill(t, rest, found)) for cat, templates in rule.stems.items() for t in templates]
    return []


def _fill(template: str, rest: str, found: re.Match[str]) -> str:
    made = template.replace("{}", rest)
    return re.sub(r"\{(\d)\}", lambda m: found[int(m[1])], made)
