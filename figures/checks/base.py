"""What checks are made of: their description, what they see, what they yield. How claims are compared: ``compare``."""

from __future__ import annotations

import datetime
import importlib
import itertools
import pkgutil
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from types import ModuleType

from figures.checks.compare import comparable, nested
from figures.checks.lore import Lore, load_lore
from figures.checks.silence import Silence
from figures.checks.sources import Sources, plain_name
from figures.dates.calendar import parse_day
from figures.model import EVIDENCE, Article, Claim, Event, Series, Severity, Value
from figures.rules import Measure
from figures.text import fold

_WORD = re.compile(r"[^\W\d_]+")

END_MARKS = ".!?؟:…»”\"')"
"""What a line of running text ends with."""

MAX_PAIRED = 150
"""Of so many claims of one measure in one event all pairs are compared: a bound on work, and on reports."""


CASE = "case"
"""The class of units that say nothing of what is counted."""


@dataclass(frozen=True, slots=True)
class Check:
    """A check as users know it. ``why`` says why it matters, ``silent`` when it says nothing."""

    code: str
    name: str
    title: str
    severity: Severity
    why: str
    silent: str
    rank: int = 0
    """Of two checks that object to one pair, the one of higher rank explains it."""


@dataclass(frozen=True, slots=True)
class Clash:
    """Claims at odds: the first two are those of the message, ``others`` take part."""

    claims: tuple[Claim, ...]
    message: str
    severity: Severity
    gap: float
    confidence: float = 0.9


@dataclass(frozen=True)
class Context:
    """What a check sees: one event at a time, and the articles."""

    event: Event
    articles: Mapping[str, Article]
    text_of: Mapping[str, str]
    lore: Lore = field(default_factory=load_lore)
    sources: Sources = field(default_factory=Sources)
    ordinals: Mapping[str, int] = field(default_factory=dict)
    """The place of each claim among those of its measure in its article, by id."""
    claims_of: Mapping[str, Sequence[Claim]] = field(default_factory=dict)
    """The claims of each article of the corpus, in order."""

    def text(self, claim: Claim) -> str:
        """The text that a claim's article is a copy of."""
        return self.text_of.get(claim.article, claim.article)

    def date(self, claim: Claim) -> str | None:
        """The publication date of a claim's article."""
        return self.articles[claim.article].date

    def day(self, claim: Claim) -> datetime.date | None:
        """The publication day of a claim's article."""
        return parse_day(self.articles[claim.article].date)

    def source(self, claim: Claim) -> str | None:
        """Who is known to state a claim: its source's id, else its publisher; ``None`` where that is unknown."""
        return self.sources.of(claim, self.articles[claim.article])

    def speaker(self, claim: Claim) -> str | None:
        """Who is known to state a claim of an article that names one source alone: that one, also where a sentence
        between its words names nobody; else as ``source``."""
        if claim.source is None:
            beside = self.claims_of.get(claim.article, ())
            named = {self.source(c) for c in beside if c.source and c.measure and not c.headline}
            if len(named) == 1:
                return named.pop()
        return self.source(claim)

    def where(self, claim: Claim) -> str | None:
        """Where a claim is known to count: by words near it, else the one place that its article's claims are of, by
        words near them or, where none has such words, by its head."""
        if claim.place is not None and claim.place.origin in EVIDENCE:
            return claim.place.id
        beside = self.claims_of.get(claim.article, ())
        places = [c.place for c in beside if c.measure and c.place]
        told = {p.id for p in places if p.id and p.origin in EVIDENCE} or {p.id for p in places if p.id}
        inmost = max(sorted(told), key=len, default=None)
        return inmost if inmost is not None and all(nested(inmost, id_) for id_ in told) else None

    def beside(self, claim: Claim) -> Sequence[Claim]:
        """The claims of a claim's sentence, itself among them, in order."""
        found = self._sentences.get(claim.article)
        if found is None:
            found = self._sentences[claim.article] = {}
            for other in self.claims_of.get(claim.article, ()):
                found.setdefault(other.sentence, []).append(other)
        return found.get(claim.sentence, ())

    @cached_property
    def _sentences(self) -> dict[str, dict[tuple[int, int], list[Claim]]]:
        return {}

    def words(self, claim: Claim) -> frozenset[str]:
        """The folded words of a claim's sentence, without numbers in digits."""
        key = (claim.article, claim.sentence)
        if key not in self._words:
            body = self.articles[claim.article].body
            self._words[key] = self.words_of(body[slice(*claim.sentence)])
        return self._words[key]

    @staticmethod
    def words_of(text: str) -> frozenset[str]:
        """The folded words of a text, without numbers in digits."""
        return frozenset(_WORD.findall(fold(text).folded))

    @cached_property
    def _words(self) -> dict[tuple[str, tuple[int, int]], frozenset[str]]:
        return {}

    def marks_ends(self, article: str) -> bool:
        """Whether most lines of an article's text, its first aside, end with a mark of the end of a sentence."""
        if article not in self._marked:
            lines = [line for line in map(str.strip, self.articles[article].body.split("\n")[1:]) if line]
            self._marked[article] = sum(line[-1] in END_MARKS for line in lines) * 2 > len(lines)
        return self._marked[article]

    @cached_property
    def _marked(self) -> dict[str, bool]:
        return {}

    def measure(self, claim: Claim) -> Measure | None:
        """What the rules say of a claim's measure."""
        return self.lore.measures.get(claim.measure or "")

    def said(self, claim: Claim) -> str:
        """Who says a claim, for messages."""
        if claim.source is not None:
            return claim.source.text
        return self.articles[claim.article].publisher or claim.article

    def said_alike(self, a: Claim, b: Claim) -> bool:
        """Whether two claims name one who says them, whatever ids these have."""
        return plain_name(self.said(a)) == plain_name(self.said(b))

    def other_unit(self, a: Claim, b: Claim) -> bool:
        """Whether two claims count things that have no class in common: brigades and soldiers, families and people.
        A case is one of whatever its measure counts: `40 إصابة` are 40 injured."""
        x, y = (self.lore.classes.get(claim.unit or "", frozenset()) for claim in (a, b))
        return bool(x and y and x.isdisjoint(y)) and CASE not in x | y

    def comparable(self, a: Claim, b: Claim) -> Silence | None:
        """Why two claims are not to be compared, ``None`` where they are: ``compare.comparable``, and the unit."""
        return comparable(a, b) or (Silence.UNIT if self.other_unit(a, b) else None)

    def unmatched(self, a: Claim, b: Claim) -> bool:
        """Whether the values of the claims of two copies stand in one copy each: what both have is no difference."""
        return b.best not in self._values[a.article] and a.best not in self._values[b.article]

    @cached_property
    def _values(self) -> dict[str, set[Value | None]]:
        found: dict[str, set[Value | None]] = {}
        for claim in self.event.claims:
            found.setdefault(claim.article, set()).add(claim.best)
        return found

    @cached_property
    def series_of(self) -> dict[str, Series]:
        """The series of each claim that is in one, by the claim's id."""
        return {claim.id: series for series in self.event.series for claim in series.claims}

    @cached_property
    def of_measure(self) -> dict[str, list[Claim]]:
        """The claims of each measure that state a number, in order of the event."""
        found: dict[str, list[Claim]] = {}
        for claim in self.event.claims:
            if claim.measure is not None and not claim.implicit:
                found.setdefault(claim.measure, []).append(claim)
        return {measure: claims[:MAX_PAIRED] for measure, claims in sorted(found.items())}

    @cached_property
    def told(self) -> dict[tuple[str, str | None], list[Claim]]:
        """What each article asserts of each measure, parts too, by the article and the measure."""
        found: dict[tuple[str, str | None], list[Claim]] = {}
        for claim in self.event.claims:
            if claim.measure is not None and claim.stance == "asserted":
                found.setdefault((claim.article, claim.measure), []).append(claim)
        return found

    def all_pairs(self) -> Iterator[tuple[Claim, Claim]]:
        """The pairs of claims of one measure, comparable or not."""
        for claims in self.of_measure.values():
            yield from itertools.combinations(claims, 2)

    @cached_property
    def pairs(self) -> tuple[tuple[Claim, Claim], ...]:
        """The pairs of comparable claims of the event."""
        return tuple((a, b) for a, b in self.all_pairs() if self.comparable(a, b) is None)


Judge = Callable[[Context, Claim, Claim], Clash | Silence]
"""What a check says of two comparable claims: a clash, or why it is silent."""


def judged(
    context: Context, judge: Judge, pairs: Iterable[tuple[Claim, Claim]] | None = None
) -> Iterator[Clash]:
    """The clashes that a judge finds among the pairs of comparable claims, or among ``pairs``."""
    for a, b in context.pairs if pairs is None else pairs:
        verdict = judge(context, a, b)
        if isinstance(verdict, Clash):
            yield verdict


@lru_cache(maxsize=1)
def modules() -> tuple[ModuleType, ...]:
    """The check modules in order of code."""
    package = importlib.import_module("figures.checks")
    found = [importlib.import_module(f"figures.checks.{info.name}") for info in pkgutil.iter_modules(package.__path__)]
    return tuple(sorted((m for m in found if hasattr(m, "CHECK")), key=lambda m: m.CHECK.code))


def all_checks() -> dict[str, Check]:
    """All checks by code."""
    return {module.CHECK.code: module.CHECK for module in modules()}
