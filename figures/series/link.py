"""Linking articles into events, and the claims of an event into series.

Theory of operation
-------------------
Each article with a figure gets a *sketch* (``sketch``): its words, the villages that it names, the days that it tells
of, its places and figures. An index over the weightiest rare words proposes pairs (``candidates``), never all of them.
Each pair gets a score, the logarithm of the odds that both tell of one event (``pairs``): what they share counts for,
other villages, days and weekdays against. Articles in two languages are compared by what has none: numbers, places,
bodies and days (``across``). Groups grow while their members are alike on average (``cluster``). What a
project pins (``topics``), versions and copies of one text (``copies``) are together whatever the score. What an article
recalls besides its news (``recalls``) is taken out of its group, and is an event of its own or part of another.

The order of the articles changes nothing: they are put in order of their ids, and ties are settled by that.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field

from msgspec.structs import replace

from figures.entities import load_gazetteer
from figures.model import Claim, Event, Extraction, Topic
from figures.series import across, candidates, copies, recalls
from figures.series.cluster import grouped, matched
from figures.series.events import event, series_key
from figures.series.pairs import NEEDED, THRESHOLD, score, weighed
from figures.series.sketch import Sketch, sketch
from figures.series.topics import pinned
from figures.series.words import PRIOR_ARTICLES, Rarity, share

__all__ = ["Links", "link", "link_all", "series_key"]


@dataclass(frozen=True, slots=True)
class Links:
    """The events of a corpus, and for each article the text that it is a copy of (its own id where it is none)."""

    events: tuple[Event, ...]
    text_of: dict[str, str] = field(default_factory=dict)


def link(extractions: Sequence[Extraction]) -> list[Event]:
    """The events of a corpus, in order of id. The order of ``extractions`` changes nothing."""
    return list(link_all(extractions).events)


def link_all(extractions: Sequence[Extraction], topics: Sequence[Topic] = ()) -> Links:
    """Events and copies. ``topics`` are the events that a project pins: they win over what the articles share."""
    ordered = sorted(extractions, key=lambda e: e.article.id)
    gazetteer = load_gazetteer()
    spoken = [e for e in ordered if e.claims]
    mixed = len({extraction.lang for extraction in spoken}) > 1
    sketches = [sketch(extraction, gazetteer, mixed) for extraction in spoken]
    text_of = {e.article.id: e.article.id for e in ordered} | copies.texts(spoken, sketches)
    held = pinned(spoken, topics)
    taken = {i for group in held.values() for i in group}
    free = [i for i in range(len(spoken)) if i not in taken]
    groups = [[spoken[free[i]] for i in group] for group in _groups([sketches[i] for i in free], text_of)]
    groups = _apart(groups, text_of)
    groups += [[spoken[i] for i in group] for group in held.values()]
    events = sorted((event(group, text_of) for group in groups), key=lambda e: e.id)
    return Links(tuple(events), text_of)


def _apart(groups: list[list[Extraction]], text_of: Mapping[str, str]) -> list[list[Extraction]]:
    """The groups of articles with their news, and the events that articles recall besides it."""
    found = recalls.in_all_copies([e for group in groups for e in group], text_of)
    told = {id_: {c.id for recall in some for c in recall.claims} for id_, some in found.items() if some}
    if not told:
        return groups
    articles = {e.article.id: e for group in groups for e in group if e.article.id in told}
    result = [[_without(e, told[e.article.id]) if e.article.id in told else e for e in group] for group in groups]
    story = {e.article.id: number for number, group in enumerate(groups) for e in group}
    gathered = recalls.gathered([recall for id_ in sorted(told) for recall in found[id_]], text_of, story)
    news = recalls.news(result, gathered)
    order = {c.id: n for e in articles.values() for n, c in enumerate(e.claims)}
    for group in gathered:
        own: dict[str, dict[str, Claim]] = {}
        for recall in group:
            own.setdefault(recall.article, {}).update((c.id, c) for c in recall.claims)
        parts = [
            replace(articles[id_], claims=tuple(sorted(own[id_].values(), key=lambda c: order[c.id])))
            for id_ in sorted(own)
        ]
        home = news.of(group)
        if home is None:
            result.append(parts)
        else:
            result[home].extend(parts)
    return result


def _without(extraction: Extraction, ids: Set[str]) -> Extraction:
    """An article without some of its claims."""
    return replace(extraction, claims=tuple(c for c in extraction.claims if c.id not in ids))


def _groups(sketches: Sequence[Sketch], text_of: Mapping[str, str]) -> list[list[int]]:
    """Articles of one event, by their places in ``sketches``."""
    days = [candidates.day_keys(s.told.dates, s.published) for s in sketches]
    scores = dict(_within(sketches, days))
    languages = [s.lang for s in sketches]
    foreign = dict(_across(sketches, days)) if len(set(languages)) > 1 else {}
    groups = grouped(len(sketches), scores | foreign, THRESHOLD, _one_text(sketches, text_of))
    return matched(groups, foreign, THRESHOLD, languages) if foreign else groups


Scored = Iterator[tuple[tuple[int, int], float]]


def _within(sketches: Sequence[Sketch], days: Sequence[Sequence[int]]) -> Scored:
    """Pairs of articles in one language, and their scores."""
    rarity = Rarity((s.words.keys() for s in sketches), share, PRIOR_ARTICLES)
    seen = [weighed(s, rarity) for s in sketches]
    published = [s.published for s in sketches]
    for i, j in candidates.pairs([w.telling() for w in seen], days, published, NEEDED["cosine"] / 2):
        if sketches[i].lang == sketches[j].lang:
            yield (i, j), score(seen[i], seen[j], rarity)


def _across(sketches: Sequence[Sketch], days: Sequence[Sequence[int]]) -> Scored:
    """Pairs of articles in two languages, and their scores."""
    rarity = across.rarity(sketches)
    vectors = [across.vector(s, rarity) for s in sketches]
    norms = [across.norm(vector) for vector in vectors]
    for i, j in candidates.pairs(vectors, days, [s.published for s in sketches]):
        x, y = sketches[i], sketches[j]
        if x.lang != y.lang:
            yield (i, j), across.score(x, y, vectors[i], vectors[j], norms[i] * norms[j])


def _one_text(sketches: Sequence[Sketch], text_of: Mapping[str, str]) -> Iterator[tuple[int, int]]:
    """The first article of each text with every other of it."""
    first: dict[str, int] = {}
    for i, found in enumerate(sketches):
        text = text_of[found.id]
        if text in first:
            yield first[text], i
        else:
            first[text] = i
