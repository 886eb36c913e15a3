"""The words of attribution that are no verbs, from ``rules/<language>/attribution.yml``."""

from __future__ import annotations

import re
from functools import lru_cache

import msgspec

from figures import resources
from figures.model import Problem
from figures.numbers import languages
from figures.text import TOKEN, fold_form

CONJUNCTIONS = ("و", "ف")
"""Glued before any Arabic word."""


class _Words(msgspec.Struct, forbid_unknown_fields=True):
    according: list[str]
    citing: list[str]
    complementisers: list[str]
    content: list[str]
    openers: list[str]
    auxiliaries: list[str]
    stops: list[str]
    hearers: list[str]
    from_: list[str] = msgspec.field(name="from")
    what: list[str]
    negations: list[str]
    leading: list[str]
    resumptive: list[str]
    objects: list[str]
    dangling: list[str]
    responsibility: list[str]
    passing: list[str]
    recording: list[str]
    pointing: list[str]
    towards: list[str]
    masdars: list[str]
    masdars_of_bodies: list[str]
    verb_shapes: list[str]
    adverbials: list[str]
    strict: list[str]
    clausal: list[str]
    tallying: list[str]
    stating: list[str]
    issued: list[str]
    prepositions: list[str]
    bodies: list[str]
    listed: list[str]
    beside: list[str]
    running: list[str]
    aims: list[str]
    background: list[str]
    told: list[str]
    continuing: list[str]
    nouns: list[str]
    plurals: list[str]
    impersonal: list[str]
    manner: list[str]
    participles: list[str]
    quoted: list[str]
    tolls: list[str]
    passives: list[str]
    articles: list[str]
    determiners: list[str]
    finite: list[str]
    nobody: list[str]
    appearing: list[str]
    warning: list[str]
    learning: list[str]
    denying: list[str]
    homographs: list[str]
    staff: list[str]
    as_written: list[str]
    reckoned: list[str]
    at: list[str]
    counts: list[str]
    off: list[str]
    glued: list[str]
    within: list[str]
    hearing: list[str]
    asides: list[str]
    topics: list[str]
    dated: list[str]
    subordinating: list[str]
    titles: list[str]
    claiming: list[str]
    deeds: list[str]
    persons: list[str]
    things: list[str]
    joining: list[str]
    endings: list[str]
    times: list[str]
    tails: list[str]
    agents: list[str]
    as_: list[str] = msgspec.field(name="as")
    possessives: list[str]
    participial: dict[str, list[str]]
    labels: list[str]
    pronouns: list[str]
    repeated: list[str]
    heads: dict[str, list[str]]
    generic: list[str]
    emphatic: list[str]
    relatives: list[str]
    ranks: list[str]
    unnamed: dict[str, list[str]]


class _File(msgspec.Struct, forbid_unknown_fields=True):
    attribution: _Words


Phrases = dict[str, list[tuple[str, ...]]]


class Attribution:
    """The lists, folded: single forms, and longer phrases by their first form.

    ``strict`` and the like hold lemmas as the lexicon writes them; ``unnamed`` gives the kind of a form; ``numbers``
    are the forms of number words.
    """

    def __init__(self, words: _Words, numbers: frozenset[str]) -> None:
        self.unnamed = {fold_form(form): kind for kind, forms in reversed(words.unnamed.items()) for form in forms}
        self.heads = {fold_form(form): part for part, forms in words.heads.items() for form in forms}
        self.kinds = tuple(words.unnamed)
        self.complementisers, self.content = _forms(words.complementisers), _forms(words.content)
        self.openers, self.auxiliaries = _forms(words.openers), _forms(words.auxiliaries)
        self.hearers, self.from_, self.what = _forms(words.hearers), _forms(words.from_), _forms(words.what)
        self.negations, self.adverbials = _forms(words.negations), _forms(words.adverbials)
        self.strict, self.clausal = frozenset(words.strict), frozenset(words.clausal)
        self.recording = frozenset(words.recording)
        self.issued, self.prepositions = _forms(words.issued), _forms(words.prepositions)
        self.aims, self.background = frozenset(words.aims), _forms(words.background)
        self.told, self.continuing = frozenset(words.told), _forms(words.continuing)
        self.nouns, self.plurals = frozenset(words.nouns), _forms(words.plurals)
        self.bodies, self.listed = _forms(words.bodies), _forms(words.listed)
        self.beside = _forms(words.beside)
        self.staff = _forms(words.staff)
        self.as_written = {fold_form(name): name for name in words.as_written}
        """Names that folding makes function words of, by what it makes."""
        self.running = _forms(words.running)
        self.impersonal, self.manner = _forms(words.impersonal), _forms(words.manner)
        self.participles = _forms(words.participles)
        self.quoted, self.tolls = frozenset(words.quoted), _forms(words.tolls)
        self.articles = frozenset(words.articles)
        self.passives, self.determiners = frozenset(words.passives), _forms(words.determiners)
        self._english(words)
        self._arabic(words)
        self.labels, self.pronouns = _forms(words.labels), frozenset(words.pronouns)
        self.repeated, self.generic = _forms(words.repeated), _forms(words.generic)
        self.emphatic, self.relatives = _forms(words.emphatic), _forms(words.relatives)
        self.ranks, self.leading = _forms(words.ranks), _forms(words.leading)
        self.tallying, self.citing = frozenset(words.tallying), _phrases(words.citing)
        self.according, self.stops = _phrases(words.according), _phrases(words.stops)
        self.stating, self.numbers = _phrases(words.stating), numbers

    def _english(self, words: _Words) -> None:
        """The lists that only English has words for."""
        self.finite, self.nobody = frozenset(words.finite), frozenset(words.nobody)
        self.claiming, self.deeds = frozenset(words.claiming), frozenset(words.deeds)
        self.titles = frozenset(words.titles)
        self.persons, self.things = frozenset(words.persons), frozenset(words.things)
        self.joining, self.endings = frozenset(words.joining), tuple(words.endings)
        self.times, self.tails = frozenset(words.times), frozenset(words.tails)
        self.reckoned, self.at, self.counts = (frozenset(w) for w in (words.reckoned, words.at, words.counts))
        self.agents, self.as_ = frozenset(words.agents), frozenset(words.as_)
        self.possessives = frozenset(words.possessives)
        self.participial = {
            lemma: [tuple(rest.split()) for rest in rests] for lemma, rests in words.participial.items()
        }

    def _arabic(self, words: _Words) -> None:
        """The lists that only Arabic has words for."""
        self.appearing, self.warning = _forms(words.appearing), frozenset(words.warning)
        self.learning, self.homographs = frozenset(words.learning), _forms(words.homographs)
        self.denying = frozenset(words.denying)
        self.audience = frozenset("ال" + form[2:] for form in self.hearers if form.startswith("لل"))
        self.off, self.within = _forms(words.off), _forms(words.within)
        self.glued, self.dated = tuple(words.glued), _forms(words.dated)
        self.subordinating = _forms(words.subordinating)
        self.hearing, self.topics = tuple(words.hearing), _forms(words.topics)
        self.asides = _phrases(words.asides)
        self.resumptive, self.objects = _forms(words.resumptive), _forms(words.objects)
        self.dangling = _forms(words.dangling)
        self.responsibility, self.towards = _forms(words.responsibility), _forms(words.towards)
        self.passing = frozenset(words.passing)
        self.pointing = frozenset(words.pointing)
        self.masdars, self.masdars_of_bodies = _shapes(words.masdars), _shapes(words.masdars_of_bodies)
        self.verb_shapes = _shapes(words.verb_shapes)

    @staticmethod
    def match(table: Phrases, forms: list[str], at: int) -> int | None:
        """The end of the longest phrase of a table at a token; a particle at its end may be glued to what follows."""
        for phrase in table.get(forms[at], ()) if at < len(forms) else ():
            end = at + len(phrase)
            if tuple(forms[at:end]) == phrase:
                return end
            glued = len(phrase[-1]) == 1 and tuple(forms[at : end - 1]) == phrase[:-1]
            if glued and end - 1 < len(forms) and forms[end - 1].startswith(phrase[-1]):
                return end - 1
        return None


def _forms(words: list[str]) -> frozenset[str]:
    folded = {fold_form(word) for word in words}
    return frozenset(folded | {c + word for word in folded for c in CONJUNCTIONS if _arabic(word) and len(word) > 1})


def _shapes(words: list[str]) -> re.Pattern[str]:
    """Words of a shape: each dot stands for one letter, conjunctions may stand before."""
    shapes = "|".join("".join(r"\w" if c == "." else re.escape(c) for c in fold_form(word)) for word in words)
    return re.compile(f"[{''.join(CONJUNCTIONS)}]?(?:{shapes or '(?!)'})")


def _phrases(words: list[str]) -> Phrases:
    table: Phrases = {}
    for phrase in words:
        forms = tuple(TOKEN.findall(fold_form(phrase)))
        for first in (forms[0], *(c + forms[0] for c in CONJUNCTIONS if _arabic(forms[0]))):
            table.setdefault(first, []).append((first, *forms[1:]))
    for options in table.values():
        options.sort(key=lambda option: (-len(option), option))
    return table


def _arabic(form: str) -> bool:
    return "\u0621" <= form[0] <= "\u064a"


@lru_cache(maxsize=4)
def load_words(lang: str) -> Attribution:
    """The words of a language. Raises ``ResourceError`` with every problem."""
    problems: list[Problem] = []
    for source in resources.sources(f"{lang}/attribution.yml"):
        document = resources.read_yaml(source)
        parsed = resources.convert(document, document.value, _File, (), problems)
        if parsed is not None:
            return Attribution(parsed.attribution, languages()[lang].gate_forms())
    raise resources.ResourceError(problems or [Problem(path=f"{lang}/attribution.yml", message="missing")])
