"""The YAML of ``rules/gazetteers``, its names inflected and folded into one table of phrases.

An entry of the table is a kind and an id. Kinds: ``place``, ``org``, ``party``, ``agency``, ``nationality``; and two
that only serve composition: ``institution`` (its id lacks a country) and ``introducer``, ``direction``, ``backward``,
``given`` for the words around names.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec
from babel import Locale

from figures import resources
from figures.model import Problem
from figures.text import TOKEN, fold_form


class Country(msgspec.Struct, forbid_unknown_fields=True):
    """What a country is called beside its name in babel, and its people."""

    ar: list[str] = []
    en: list[str] = []
    adjectives: list[str] = []
    demonyms: list[str] = []
    people: list[str] = []
    government: list[str] = []


class Named(msgspec.Struct, forbid_unknown_fields=True):
    """Names in both languages."""

    ar: list[str] = []
    en: list[str] = []


class Organisation(msgspec.Struct, forbid_unknown_fields=True):
    """A body with a name of its own."""

    kind: str
    ar: list[str] = []
    en: list[str] = []
    country: str | None = None


class _File(msgspec.Struct, forbid_unknown_fields=True):
    countries: dict[str, Country] = {}
    institutions: dict[str, Named] = {}
    organisations: dict[str, Organisation] = {}
    places: dict[str, Named] = {}
    not_places: dict[str, list[str]] = {}
    introducers: dict[str, list[str]] = {}
    directions: dict[str, list[str]] = {}
    backward: dict[str, list[str]] = {}
    given_names: dict[str, list[str]] = {}


class Table(msgspec.Struct):
    """Phrases of folded forms (joined by spaces) and what they may be; ``weak`` names need an introducing word."""

    phrases: dict[str, list[tuple[str, str]]]
    weak: set[str]
    longest: dict[str, int]
    people: dict[str, int]
    """Inhabitants of places by id, for settling."""


def read(roots: Sequence[Path] = ()) -> Table:
    """The table of all gazetteers, kept by content. Raises ``ResourceError`` with every problem."""
    found = resources.sources("gazetteers/*.yml", roots)
    cities = resources.data_file("gazetteers/cities.tsv") or b""
    return resources.cached("gazetteer", [*(s.data for s in found), cities], Table, lambda: _build(found, cities))


def _build(found: Sequence[resources.Source], cities: bytes) -> Table:
    problems: list[Problem] = []
    files = []
    for source in found:
        document = resources.read_yaml(source)
        parsed = resources.convert(document, document.value, _File, (), problems)
        if parsed:
            files.append(parsed)
    if problems:
        raise resources.ResourceError(problems)
    builder = _Builder()
    for file in files:
        builder.add(file)
    builder.babel()
    builder.cities(cities, {fold_form(n) for f in files for names in f.not_places.values() for n in names})
    return builder.table()


class _Builder:
    def __init__(self) -> None:
        self.phrases: dict[str, list[tuple[str, str]]] = {}
        self.weak: set[str] = set()
        self.people: dict[str, int] = {}
        self.known_countries: set[str] = set()

    def put(self, name: str, kind: str, id_: str) -> str | None:
        """Add a name; its folded form, or ``None`` where nothing is left of it."""
        key = " ".join(TOKEN.findall(fold_form(name)))
        if not key:
            return None
        entries = self.phrases.setdefault(key, [])
        if (kind, id_) not in entries:
            entries.append((kind, id_))
        return key

    def add(self, file: _File) -> None:
        for code, country in file.countries.items():
            self.known_countries.add(code)
            for name in (*country.ar, *country.en):
                self.put(name, "place", code)
            for adjective in country.adjectives:
                for form in inflect_nisba(adjective):
                    self.put(form, "nationality", code)
            for demonym in (*country.demonyms, *country.people):
                self.put(demonym, "nationality", code)
                self.put(demonym + "s", "nationality", code)
            for seat in country.government:
                self.put(seat, "government", code)
        for id_, institution in file.institutions.items():
            for name in (*institution.ar, *institution.en):
                self.put(name, "institution", id_)
            for name in institution.ar:
                self.put(definite(name), "institution", id_)
                self.put("ال" + name, "institution", id_)
        for id_, organisation in file.organisations.items():
            for name in (*organisation.ar, *organisation.en):
                self.put(name, organisation.kind, id_)
        for id_, place in file.places.items():
            for name in (*place.ar, *place.en):
                self.put(name, "place", id_)
        for kind, lists in (
            ("introducer", file.introducers),
            ("direction", file.directions),
            ("backward", file.backward),
            ("given", file.given_names),
        ):
            for names in lists.values():
                for name in names:
                    self.put(name, kind, "")

    def babel(self) -> None:
        """Countries by babel's names, for those codes that are countries."""
        for language in ("ar", "en"):
            for code, name in Locale(language).territories.items():
                if (
                    len(code) == 2
                    and code.isalpha()
                    and code not in ("EU", "UN", "XA", "XB", "ZZ", "EZ", "QO", "AC", "TA", "CP", "DG", "IC", "EA")
                ):
                    self.put(name.split(" - ")[0].split("(")[0].strip(), "place", code)

    def cities(self, data: bytes, barred: Iterable[str]) -> None:
        """The compiled cities: id, inhabitants, names. A name that is a common word is left out."""
        never = set(barred)
        for line in data.decode("utf-8").splitlines():
            id_, people, names = line.split("\t")
            self.people[id_] = int(people)
            for name in names.split("|"):
                if name in never or (
                    name in self.phrases
                    and any(k in ("place", "nationality", "org", "party") for k, _ in self.phrases[name])
                ):
                    continue
                self.put(name, "place", id_)
                if int(people) < _STRONG or len(name) < 4:
                    self.weak.add(name)

    def table(self) -> Table:
        longest: dict[str, int] = {}
        for key in self.phrases:
            first, _, _ = key.partition(" ")
            longest[first] = max(longest.get(first, 0), key.count(" ") + 1)
        return Table({key: sorted(v) for key, v in sorted(self.phrases.items())}, self.weak, longest, self.people)


_STRONG = 60_000
"""A city below this many inhabitants is known only behind a word that introduces a place."""


def inflect_nisba(adjective: str) -> list[str]:
    """All forms of an Arabic nisba adjective of one or two words, with the article and without.

    >>> "الكوريين الشماليين" in inflect_nisba("كوري شمالي"), "السورية" in inflect_nisba("سوري")
    (True, True)
    """
    words = adjective.split()
    endings = ("", "ة", "ا", "ين", "ون", "ات", "ان", "تان", "تين", "يا")
    forms = []
    for ending in endings:
        plain = (
            [w + ending for w in words]
            if len(words) < 2 or not words[0].startswith(("جنوب", "أفريقي"))
            else [words[0], *[w + ending for w in words[1:]]]
        )
        forms.append(" ".join(plain))
        forms.append(" ".join("ال" + w for w in plain))
    return forms


def definite(phrase: str) -> str:
    """An Arabic phrase with the article on every word: `قوات مسلحة` → `القوات المسلحة`."""
    return " ".join(w if w.startswith("ال") else "ال" + w for w in phrase.split())


def slug(name: str) -> str:
    """An id's part for a Latin name: small letters and hyphens.

    >>> slug("Al Atārib")
    'al-atarib'
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return "-".join("".join(c if c.isalnum() else " " for c in plain).split())
