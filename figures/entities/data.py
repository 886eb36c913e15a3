"""The YAML of ``rules/gazetteers``, its names inflected and folded into one table of phrases.

An entry of the table is a kind and an id. Kinds: ``place``, ``org``, ``party``, ``agency``, ``nationality``; those that
only serve composition: ``institution`` (its id lacks a country) and ``bound`` (a nationality that is another word where
no institution stands before it); ``none`` for phrases that look like a place and are none; and ``introducer``,
``regional``, ``direction``, ``backward``, ``given``, ``personal`` for the words around names.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec
from babel import Locale

from figures import resources
from figures.model import Problem
from figures.text import TOKEN, fold_form, split_clitics


class Country(msgspec.Struct, forbid_unknown_fields=True):
    """What a country is called beside its name in babel, and its people."""

    ar: list[str] = []
    en: list[str] = []
    adjectives: list[str] = []
    demonyms: list[str] = []
    people: list[str] = []
    bound: list[str] = []
    government: list[str] = []


class Named(msgspec.Struct, forbid_unknown_fields=True):
    """Names in both languages."""

    ar: list[str] = []
    en: list[str] = []


class Institution(Named, forbid_unknown_fields=True):
    """What every country has; ``local`` where a town has its own, ``abroad`` where it may be in another country."""

    local: bool = False
    abroad: bool = False


class Organisation(msgspec.Struct, forbid_unknown_fields=True):
    """A body with a name of its own."""

    kind: str
    ar: list[str] = []
    en: list[str] = []
    country: str | None = None


class _File(msgspec.Struct, forbid_unknown_fields=True):
    countries: dict[str, Country] = {}
    institutions: dict[str, Institution] = {}
    organisations: dict[str, Organisation] = {}
    places: dict[str, Named] = {}
    not_places: dict[str, list[str]] = {}
    weak: dict[str, list[str]] = {}
    supported: dict[str, list[str]] = {}
    introducers: dict[str, list[str]] = {}
    leads: dict[str, list[str]] = {}
    within: dict[str, list[str]] = {}
    regional: dict[str, list[str]] = {}
    directions: dict[str, list[str]] = {}
    backward: dict[str, list[str]] = {}
    given_names: dict[str, list[str]] = {}
    names_of_people: dict[str, list[str]] = {}
    close: list[str] = []
    alone: list[str] = []
    small: list[str] = []
    alone_before: list[str] = []


SUPPORTED, WEAK = 1, 2
"""How much a name needs before it is a place: one that is ``SUPPORTED`` a word that leads to it and its country in the
sentence, a ``WEAK`` one a word for such a place right before it, or another place of its country beside it."""


class Table(msgspec.Struct):
    """Phrases of folded forms (joined by spaces) and what they may be."""

    phrases: dict[str, list[tuple[str, str]]]
    needs: dict[str, int]
    """``SUPPORTED`` and ``WEAK`` names."""
    lengths: dict[str, tuple[int, ...]]
    """How many words the names have that begin with a form, the most first."""
    second: set[str]
    """The words that stand second in names."""
    people: dict[str, int]
    """Inhabitants by id, of the places that only the cities hold: for settling."""
    leads: set[str]
    """Particles that lead to a place: no names, and too frequent to be looked up like them."""
    whole: set[str]
    """Common words that would be a name with their first letter cut off: `باكرا` is early, not in Accra."""
    alone: set[str]
    """Short names of bodies that are other things with a definite word behind them..."""
    alone_before: set[str]
    """... but for these words."""
    local: set[str]
    """Institutions that a town has of its own."""
    abroad: set[str]
    """Institutions that may be in a country that is not theirs."""
    small: set[str]
    """Names of bodies that English writes in small letters."""
    within: set[str]
    """Those of ``leads`` that hardly lead to anything but a place, where a name of one stands behind them."""


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
    builder = _Builder({code for file in files for code in file.close})
    for file in files:
        builder.add(file)
    builder.babel()
    builder.cities(cities, {fold_form(n) for f in files for names in f.not_places.values() for n in names})
    for file in files:
        builder.need(file)
    return builder.table()


class _Builder:
    def __init__(self, close: set[str]) -> None:
        self.phrases: dict[str, list[tuple[str, str]]] = {}
        self.needs: dict[str, int] = {}
        self.people: dict[str, int] = {}
        self.close = close
        self.leads: set[str] = set()
        self.whole: set[str] = set()
        self.alone: set[str] = set()
        self.local: set[str] = set()
        self.abroad: set[str] = set()
        self.small: set[str] = set()
        self.within: set[str] = set()
        self.alone_before: set[str] = set()

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
            for name in (*country.ar, *country.en):
                self.put(name, "place", code)
            for adjective in country.adjectives:
                for form in inflect_nisba(adjective):
                    self.put(form, "nationality", code)
            for adjective in country.bound:
                for form in inflect_nisba(adjective):
                    self.put(form, "bound", code)
            for demonym in (*country.demonyms, *country.people):
                self.put(demonym, "nationality", code)
                self.put(demonym + "s", "nationality", code)
            for seat in country.government:
                self.put(seat, "government", code)
        for id_, institution in file.institutions.items():
            if institution.local:
                self.local.add(id_)
            if institution.abroad:
                self.abroad.add(id_)
            for name in (*institution.ar, *institution.en):
                self.put(name, "institution", id_)
            for name in institution.ar:
                self.put(definite(name), "institution", id_)
                self.put("ال" + name, "institution", id_)
        self.alone |= {fold_form(name) for name in file.alone}
        self.small |= {" ".join(TOKEN.findall(fold_form(name))) for name in file.small}
        self.alone_before |= {fold_form(name) for name in file.alone_before}
        self.leads |= {fold_form(name) for names in file.leads.values() for name in names}
        self.within |= {fold_form(name) for names in file.within.values() for name in names}
        for id_, organisation in file.organisations.items():
            for name in (*organisation.ar, *organisation.en):
                self.put(name, organisation.kind, id_)
        for id_, place in file.places.items():
            for name in (*place.ar, *place.en):
                self.put(name, "place", id_)
        self.whole |= {fold_form(n) for names in file.not_places.values() for n in names}
        phrases = {
            language: [n for n in names if len(TOKEN.findall(n)) > 1] for language, names in file.not_places.items()
        }
        for kind, lists in (
            ("none", phrases),
            ("introducer", file.introducers),
            ("regional", file.regional),
            ("direction", file.directions),
            ("backward", file.backward),
            ("given", file.given_names),
            ("personal", file.names_of_people),
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
        """The compiled cities: id, inhabitants, names. A name that is a common word is left out; a city that the YAML
        has under another id is that place, and lends it its other names."""
        never = set(barred)
        lines = [line.split("\t") for line in data.decode("utf-8").splitlines()]
        same = self._same(lines)
        for id_, inhabitants, joined in lines:
            people, merged = int(inhabitants), same.get(id_)
            if merged is None:
                self.people[id_] = people
            for name in joined.split("|"):
                known = self.phrases.get(name)
                if name in never or (known and any(kind in _TAKEN for kind, _ in known)):
                    continue
                self.put(name, "place", merged or id_)
                need = WEAK if merged and name[0] > "\u0600" else self._need(name, people, id_[:2])
                if need:
                    self.needs[name] = max(need, self.needs.get(name, 0))

    def _same(self, lines: Sequence[Sequence[str]]) -> dict[str, str]:
        """By the id of a city the place of the YAML that it is: in its country, the largest of those that share a
        name with it."""
        best: dict[str, tuple[int, int, str]] = {}
        for id_, people, joined in lines:
            shared: Counter[str] = Counter()
            for name in joined.split("|"):
                for kind, place in self.phrases.get(name, ()):
                    if kind == "place" and "/" in place and place[:2] == id_[:2]:
                        shared[place] += 1
            for place, names in sorted(shared.items(), key=lambda item: (-item[1], len(item[0]), item[0]))[:1]:
                best[place] = max(best.get(place, (0, 0, "")), (int(people), names, id_))
        return {id_: place for place, (_, _, id_) in best.items()}

    def _need(self, name: str, people: int, country: str) -> int:
        """What a name of the cities needs before it is read as a place. An Arabic name of one word is some other word
        too, more often than not, unless the place is large."""
        if len(name) < 4:
            return WEAK
        if name[0] > "\u0600" and " " not in name:
            large = people >= _LARGE and len(name) > 4
            return 0 if large else SUPPORTED if country in self.close or people >= _STRONG else WEAK
        return 0 if people >= _STRONG else SUPPORTED if name[0] > "\u0600" and country in self.close else WEAK

    def need(self, file: _File) -> None:
        """Names that a file says are weak, whatever they are names of."""
        for need, lists in ((SUPPORTED, file.supported), (WEAK, file.weak)):
            for names in lists.values():
                for name in names:
                    self.needs[" ".join(TOKEN.findall(fold_form(name)))] = need

    def table(self) -> Table:
        """All of it. ``the X`` goes where ``X`` is known as the same: it would hide longer names that begin with X."""
        for key in [key for key in self.phrases if key.startswith("the ")]:
            if set(self.phrases[key]) <= set(self.phrases.get(key[4:], ())):
                del self.phrases[key]
        sizes: dict[str, set[int]] = {}
        for key in self.phrases:
            sizes.setdefault(key.partition(" ")[0], set()).add(key.count(" ") + 1)
        lengths = {first: tuple(sorted(found, reverse=True)) for first, found in sizes.items()}
        second = {key.split(" ", 2)[1] for key in self.phrases if " " in key}
        phrases = {key: sorted(entries) for key, entries in sorted(self.phrases.items())}
        whole = {word for word in self.whole if any(rest in lengths for _, _, rest in split_clitics(word)[1:])}
        return Table(
            phrases, self.needs, lengths, second, self.people, self.leads, whole, self.alone, self.alone_before,
            self.local, self.abroad, self.small, self.within,
        )


_TAKEN = frozenset(("place", "nationality", "org", "party", "agency", "person"))
_STRONG = 60_000
"""Inhabitants from which on a city is known without more, by a name that is no single Arabic word."""
_LARGE = 300_000
"""Inhabitants from which on it is known by a single Arabic word too."""


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
