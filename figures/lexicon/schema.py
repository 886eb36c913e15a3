"""The YAML of lexicons and units: what an entry may say, and reading all files into items to inflect.

Files match ``**/lexicon/*.yml`` and ``**/units/*.yml`` below the shipped root and a project's roots. Several files may
add to one lexicon or unit. Whatever is wrong with an entry is a problem with file, line and column; the other entries
are read all the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec

from figures.lexicon.words import Unit
from figures.model import Kind, Problem
from figures.resources import Document, Path_, ResourceError, Source, convert, read_yaml, sources
from figures.text import fold_form
from figures.wording import nearest

PATTERNS = ("**/lexicon/*.yml", "**/units/*.yml")
POS = ("noun", "masdar", "part", "adj", "name", "particle", "verb")

Strings = str | list[str] | None


class ArabicEntry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An Arabic entry: one of ``noun``, ``adj``, ``verb``, ``word``, ``phrase`` and what goes with it."""

    noun: str | None = None
    adj: str | None = None
    verb: str | None = None
    word: Strings = None
    phrase: Strings = None
    pos: str | None = None
    counts: str | None = None
    then: Strings = None
    forms: Strings = None
    plural: Strings = None
    sound: bool = False
    feminine: bool | str = False
    feminine_plural: bool = False
    at: bool = False
    gender: str | None = None
    imperfect: str | None = None
    passive: bool | str | None = None
    masdar: Strings = None
    suffixed: bool = True


class EnglishEntry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An English entry: one of ``noun``, ``adj``, ``verb``, ``word``, ``phrase`` and what is irregular about it."""

    noun: str | None = None
    adj: str | None = None
    verb: str | None = None
    word: Strings = None
    phrase: Strings = None
    pos: str | None = None
    counts: str | None = None
    then: Strings = None
    forms: Strings = None
    plural: Strings = None
    past: Strings = None
    participle: Strings = None
    ing: str | None = None
    double: bool | None = None


Entry = ArabicEntry | EnglishEntry
ENTRIES: dict[str, type[ArabicEntry] | type[EnglishEntry]] = {"ar": ArabicEntry, "en": EnglishEntry}
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_-]*$")
_STRONG = re.compile("[^اأإآءئؤوىي ]{3}$")
HEADS = ("noun", "adj", "verb", "word", "phrase")
WORDS = (*HEADS, "then", "forms", "plural", "feminine", "imperfect", "passive", "masdar", "past", "participle", "ing")


class UnitHead(msgspec.Struct, frozen=True, kw_only=True):
    """The part of a unit that is not its words."""

    kind: Kind | None = None
    classes: list[str] = []
    pint: str | None = None
    subject: str | None = None
    display: str | None = None
    smaller: dict[str, int] = {}
    about: str | None = None


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """An entry in its place: the lexicon or unit ``name`` that it stands in, its language, itself."""

    name: str
    unit: bool
    lang: str
    entry: Entry


class Content(msgspec.Struct, kw_only=True):
    """All that the files say, in the order in which they say it, and what is wrong with them."""

    lexicons: dict[str, str] = {}
    units: dict[str, Unit] = {}
    items: list[Item] = []
    problems: list[Problem] = []
    counted: list[tuple[Document, Path_, str]] = []
    """Places that name a unit: looked up when all files are read."""
    named: list[tuple[Document, Path_]] = []
    """Places that name a lexicon: no unit may have its name."""


def strings(value: Strings) -> tuple[str, ...]:
    """A value that may be one word or a list of words, as a tuple."""
    return () if value is None else (value,) if isinstance(value, str) else tuple(value)


def lexicon_sources(roots: Sequence[Path] = ()) -> list[Source]:
    """The files of lexicons and units, shipped ones first."""
    return [source for pattern in PATTERNS for source in sources(pattern, roots)]


def read_content(files: Sequence[Source]) -> Content:
    """Read and merge lexicon and unit files. Nothing is raised: what is wrong is in ``problems``."""
    content = Content()
    for source in files:
        try:
            document = read_yaml(source)
        except ResourceError as error:
            content.problems += error.problems
            continue
        _read_document(document, content)
    for document, at, name in content.counted:
        if name not in content.units:
            close = nearest(name, content.units)
            content.problems.append(document.problem(
                at, f"unknown unit '{name}'", f"did you mean '{close}'?" if close else "units stand in units/*.yml"))
    for document, at in content.named:
        if at[-1] in content.units:
            content.problems.append(document.problem(
                at, f"there is a unit '{at[-1]}' too", "rules could not tell its nouns from these words: rename one"))
    return content


def _read_document(document: Document, content: Content) -> None:
    if document.value is None:
        return
    known = {"lexicons": _read_lexicon, "units": _read_unit}
    for key, value in _mapping(document, document.value, (), content).items():
        if key not in known:
            close = nearest(key, known)
            hint = f"did you mean '{close}'?" if close else "known keys: lexicons, units"
            content.problems.append(document.problem((key,), f"unknown key '{key}'", hint))
            continue
        for name, body in _mapping(document, value, (key,), content).items():
            at: Path_ = (key, name)
            if not _NAME.match(name):
                content.problems.append(document.problem(at, f"'{name}' is no name",
                                                         "letters, digits and _, no spaces"))
                continue
            fields = _mapping(document, body, at, content)
            known[key](document, name, fields, at, content)
            if key == "lexicons":
                content.named.append((document, at))
            for lang in ENTRIES:
                if lang in fields:
                    _read_entries(document, fields[lang], (*at, lang), content)


def _read_lexicon(document: Document, name: str, fields: dict[str, Any], at: Path_, content: Content) -> None:
    _known_keys(document, fields, at, {"about", *ENTRIES}, content)
    about = fields.get("about") or ""
    if not isinstance(about, str):
        content.problems.append(document.problem((*at, "about"), "expected a text"))
        about = ""
    content.lexicons[name] = content.lexicons.get(name) or about


def _read_unit(document: Document, name: str, fields: dict[str, Any], at: Path_, content: Content) -> None:
    own = {field.encode_name for field in msgspec.structs.fields(UnitHead)}
    _known_keys(document, fields, at, own | set(ENTRIES), content)
    head = convert(document, {k: v for k, v in fields.items() if k in own}, UnitHead, at, content.problems)
    if head is None:
        return
    before = content.units.get(name)
    made = Unit(
        name=name, kind=head.kind or (before.kind if before else "count"),
        classes=frozenset(head.classes) | (before.classes if before else frozenset()),
        pint=head.pint or (before.pint if before else None),
        subject=head.subject or (before.subject if before else None),
        display=head.display or (before.display if before else name),
        smaller=(before.smaller if before else {}) | head.smaller,
    )
    for field in ("kind", "pint", "subject"):
        stated = getattr(head, field)
        if before and stated and getattr(before, field) not in (None, stated) and field in fields:
            content.problems.append(document.problem(
                (*at, field), f"unit '{name}' has {field} '{getattr(before, field)}' already",
                "a file may add words and classes to a unit, not change it"))
            return
    content.units[name] = made


def _read_entries(document: Document, value: Any, at: Path_, content: Content) -> None:
    kind, name, lang = map(str, at)
    if value is None:
        return
    if not isinstance(value, list):
        content.problems.append(document.problem(at, "expected a list of entries"))
        return
    for i, raw in enumerate(value):
        entry = convert(document, raw, ENTRIES[lang], (*at, i), content.problems)
        if entry is None or not _sound(document, entry, (*at, i), content):
            continue
        content.items.append(Item(name=name, unit=kind == "units", lang=lang, entry=entry))
        if entry.counts:
            content.counted.append((document, (*at, i, "counts"), entry.counts))


def _sound(document: Document, entry: Entry, at: Path_, content: Content) -> bool:
    """Whether the parts of an entry fit together."""
    heads = [head for head in HEADS if getattr(entry, head) is not None]
    wrong: list[tuple[Path_, str, str | None]] = []
    if len(heads) != 1:
        wrong.append((at, f"an entry has exactly one of {', '.join(HEADS)}",
                      f"this one has {' and '.join(heads)}" if heads else "this one has none"))
    wrong += [((*at, field), "empty word", "write a word, or leave the key out") for field in _empty(entry)]
    if entry.pos is not None and entry.pos not in POS:
        close = nearest(entry.pos, POS)
        wrong.append(((*at, "pos"), f"unknown part of speech '{entry.pos}'",
                      f"did you mean '{close}'?" if close else "known: " + ", ".join(POS)))
    if isinstance(entry, ArabicEntry):
        if entry.gender not in (None, "m", "f"):
            wrong.append(((*at, "gender"), f"unknown gender '{entry.gender}'", "m or f"))
        if entry.verb and entry.imperfect and not entry.imperfect.startswith("ي"):
            wrong.append(((*at, "imperfect"), f"the imperfect '{entry.imperfect}' does not begin with ي",
                          "give the third person singular"))
        if entry.verb and not entry.imperfect and not _STRONG.match(entry.verb):
            wrong.append(((*at, "verb"), f"the verb '{entry.verb}' needs its imperfect", "imperfect: يـ…"))
    content.problems += [document.problem(*problem) for problem in wrong]
    return not wrong


def _empty(entry: Entry) -> Iterator[str]:
    """The keys of an entry that hold a word without letters. What is taken as it stands may be a sign (%)."""
    for field in WORDS:
        value = getattr(entry, field, None)
        if isinstance(value, str | list):
            folded = [fold_form(text) for text in strings(value)]
            literal = field in ("word", "phrase", "forms", "then")
            if not all(text.strip() if literal else any(map(str.isalnum, text)) for text in folded):
                yield field


def _mapping(document: Document, value: Any, at: Path_, content: Content) -> dict[str, Any]:
    if isinstance(value, dict):
        return value
    if value is not None:
        content.problems.append(document.problem(at, "expected a mapping of names"))
    return {}


def _known_keys(document: Document, fields: dict[str, Any], at: Path_, known: set[str], content: Content) -> None:
    for key in fields:
        if key not in known:
            close = nearest(key, known)
            hint = f"did you mean '{close}'?" if close else "known keys: " + ", ".join(sorted(known))
            content.problems.append(document.problem((*at, key), f"unknown key '{key}'", hint))
