"""How rules do on a corpus: for ``figures rules stats``, which tells a rule writer what to look at next.

For every rule: figures that it claimed and in how many articles, figures that it wanted and lost to another rule, and
those it took from another; the time that its words and patterns cost. For the figures that no rule claims: the
*shapes* of their surroundings, which are the words of lexicons within ``REACH`` tokens, most frequent first, each with
a place to look at.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from figures.extract import Extractor, Reading
from figures.model import Article, Figure
from figures.rules import Decision, Rule, Scene, TriggerIndex, candidates
from figures.rules.prove import unmarked

REACH = 5
"""Tokens on each side of a figure that its shape is made of."""

FEW = 3
"""A rule that hits in fewer articles is to be justified or generalised."""

Clock = Callable[[], float]


@dataclass(slots=True)
class RuleStats:
    """One rule on one corpus. ``seconds`` is the time of its own words and patterns, run alone."""

    rule: Rule
    hits: int = 0
    losses: int = 0
    overlaps: int = 0
    seconds: float = 0.0
    articles: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Shape:
    """The surroundings of figures that no rule claims: how often, and one of them."""

    text: str
    count: int
    article: str
    line: int
    sentence: str


@dataclass(frozen=True, slots=True)
class Stats:
    """What ``collect`` finds out: rules in order of id, shapes from the most frequent on."""

    articles: int
    figures: int
    claimed: int
    rules: tuple[RuleStats, ...]
    shapes: tuple[Shape, ...]


def collect(extractor: Extractor, articles: Iterable[Article], clock: Clock = time.perf_counter) -> Stats:
    """Read ``articles`` and count. ``clock`` gives seconds; only differences of it are used."""
    engine = extractor.engine
    found = {rule.id: RuleStats(rule) for rule in engine.rules.rules}
    alone = {rule.id: TriggerIndex.of((rule,)) for rule in engine.rules.rules if rule.plain}
    shapes: Counter[str] = Counter()
    first: dict[str, tuple[str, int, str]] = {}
    total = claimed = read = 0
    for article in articles:
        read += 1
        reading = Reading(extractor, article)
        for page, scene, decisions in reading.decided():
            _time(extractor, scene, alone, found, clock)
            for number, decision in decisions.items():
                _count(found, decision, article.id)
                claimed += not scene.figures[number].implicit
            for number, figure in enumerate(scene.figures):
                if figure.implicit:
                    continue
                total += 1
                if number in decisions:
                    continue
                shape = shape_of(scene, figure)
                shapes[shape] += 1
                if shape not in first:
                    line = article.file_line(reading.line(page))
                    first[shape] = (article.id, line, page.sentence.raw(0, len(page.sentence)))
    ranked = sorted(shapes.items(), key=lambda item: (-item[1], item[0]))
    return Stats(read, total, claimed, tuple(found.values()), tuple(Shape(s, n, *first[s]) for s, n in ranked))


def _count(found: Mapping[str, RuleStats], decision: Decision, article: str) -> None:
    own = found[decision.rule.id]
    own.hits += 1
    own.articles.add(article)
    losers = {pair.rule.id for pair in decision.losers} - {decision.rule.id}
    own.overlaps += bool(losers)
    for name in losers:
        found[name].losses += 1


def _time(
    extractor: Extractor, scene: Scene, alone: Mapping[str, TriggerIndex], found: Mapping[str, RuleStats], clock: Clock
) -> None:
    names = scene.occurrences.keys()
    for name, index in alone.items():
        if names.isdisjoint((*index.triggers, *index.doing, *index.status)):
            continue
        start = clock()
        candidates(scene, index)
        found[name].seconds += clock() - start
    matcher = extractor.engine.matchers[scene.sentence.lang]
    for pattern, seconds in matcher.times(scene, clock):
        found[pattern.rule.id].seconds += seconds


def shape_of(scene: Scene, figure: Figure) -> str:
    """The surroundings of a figure: its unit in brackets, the lexicons of the words around, ``~`` for others."""
    before = _side(scene, range(max(0, figure.start - REACH), figure.start))
    after = _side(scene, range(figure.end, min(len(scene.words), figure.end + REACH)))
    unit = figure.unit if figure.kind in ("count", "other") else figure.kind
    return f"{scene.sentence.lang}: " + " ".join([*before, f"[{unit or 'no noun'}]", *after])


def _side(scene: Scene, tokens: Sequence[int]) -> list[str]:
    parts: list[str] = []
    for token in tokens:
        names = sorted({reading.name for reading in scene.words[token].readings if not reading.unit})
        part = f"<{names[0]}>" if names else "~"
        if part != "~" or parts[-1:] != ["~"]:
            parts.append(part)
    return parts


SLOW = 50e-6
"""Seconds that a pattern may take on a sentence, on average over the examples of its pack."""

ROUNDS = 5


def slow_patterns(extractor: Extractor, clock: Clock = time.perf_counter) -> list[str]:
    """A line for each pattern that needs more than ``SLOW`` a sentence on the examples of its own pack."""
    spent: dict[tuple[str, str], float] = {}
    read: Counter[tuple[str, str]] = Counter()
    for rule in extractor.engine.rules.rules:
        for sentence in [s for e in rule.examples for s in (e.ar, e.en) if s is not None]:
            article = Article(id="example", text=unmarked(sentence))
            for _, scene, _ in Reading(extractor, article).decided():
                matcher = extractor.engine.matchers[scene.sentence.lang]
                read[rule.path, scene.sentence.lang] += 1
                rounds = [list(matcher.times(scene, clock)) for _ in range(ROUNDS)]
                for timed in zip(*rounds, strict=True):
                    pattern = timed[0][0]
                    if pattern.rule.path == rule.path:
                        key = (pattern.rule.id, pattern.text)
                        spent[key] = spent.get(key, 0.0) + min(seconds for _, seconds in timed)
    rules = {rule.id: rule for rule in extractor.engine.rules.rules}
    lines = []
    for (name, text), seconds in sorted(spent.items()):
        rule = rules[name]
        lang = next(lang for lang, texts in rule.match.items() if text in texts)
        mean = seconds / read[rule.path, lang]
        if mean > SLOW:
            lines.append(f"{rule.path}:{rule.line}: the pattern '{text}' takes {mean * 1e6:.0f} µs a sentence: give it "
                         "a word that must stand there, or narrower gaps")
    return lines
