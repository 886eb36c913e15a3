"""Linking articles into events, and the claims of an event into series.

Theory of operation
-------------------
Each article with a measured claim is a vector of rare words, places, parties and figures. An index over each one's
weightiest features proposes pairs, never all of them; postings that are long (features that many share) propose
nothing. A pair is scored by cosine, with a bonus for an equal figure of an equal measure at no contradicting place,
and a malus for days apart. Pairs are joined from the most alike on, and two groups only where their members are alike
on average, so that a chain of half-alike articles does not grow into one.

Near-copies are found by sketches of their word runs; they form *texts*, which count as one source.
"""

from __future__ import annotations

import datetime
import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from figures.dates.calendar import parse_day
from figures.model import Claim, Event, Extraction, Series, Topic, Value
from figures.series.features import Vector, cosine, shingles, vectors
from figures.series.topics import pinned

INDEXED = 14
"""Features of each article that propose pairs."""

MAX_POSTING = 60
THRESHOLD = 0.27
LINKED_MEAN = 0.2
COPY = 0.5
DAY_MALUS = 0.02
MAX_MALUS = 0.25
FIGURE_BONUS = 0.08
TOPIC_BONUS = 0.14
MAX_BONUS = 0.3


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
    text_of = _copies(ordered)
    spoken = [e for e in ordered if e.claims]
    held = pinned(spoken, topics)
    taken = {i for group in held.values() for i in group}
    free = [e for i, e in enumerate(spoken) if i not in taken]
    groups = [[spoken[i] for i in group] for group in held.values()]
    groups += [[free[i] for i in group] for group in _groups(free)]
    events = sorted((_event(group, text_of) for group in groups), key=lambda e: e.id)
    return Links(tuple(events), text_of)


# --- copies ---------------------------------------------------------------------------------------------------


def _copies(extractions: Sequence[Extraction]) -> dict[str, str]:
    sketches = [shingles(e) for e in extractions]
    postings: dict[int, list[int]] = defaultdict(list)
    for i, sketch in enumerate(sketches):
        for value in sketch:
            postings[value].append(i)
    shared: Counter[tuple[int, int]] = Counter()
    for members in postings.values():
        if len(members) <= MAX_POSTING:
            for a in range(len(members)):
                for b in range(a + 1, len(members)):
                    shared[members[a], members[b]] += 1
    union = _Union(len(extractions))
    for (a, b), count in sorted(shared.items()):
        if count >= COPY * min(len(sketches[a]), len(sketches[b])):
            union.join(a, b)
    for i, extraction in enumerate(extractions):
        other = extraction.article.translation_of or extraction.article.version_of
        known = next((j for j, e in enumerate(extractions) if e.article.id == other), None) if other else None
        if known is not None:
            union.join(i, known)
    return {e.article.id: extractions[union.root(i)].article.id for i, e in enumerate(extractions)}


class _Union:
    """Disjoint sets, the smallest member leading."""

    def __init__(self, size: int) -> None:
        self._parent = list(range(size))

    def root(self, i: int) -> int:
        """The leader of a member's set."""
        while self._parent[i] != i:
            self._parent[i] = self._parent[self._parent[i]]
            i = self._parent[i]
        return i

    def join(self, a: int, b: int) -> None:
        """Make two sets one."""
        a, b = sorted((self.root(a), self.root(b)))
        self._parent[b] = a


# --- events ---------------------------------------------------------------------------------------------------


def _groups(extractions: Sequence[Extraction]) -> list[list[int]]:
    vecs = vectors(extractions)
    days = [_day(e) for e in extractions]
    figures = [_figures(e) for e in extractions]
    topics = [_topics(e) for e in extractions]
    bonuses: dict[tuple[int, int], float] = {}
    scored = []
    for a, b in _candidates(vecs):
        bonus = min(MAX_BONUS, TOPIC_BONUS * len(topics[a] & topics[b]) + FIGURE_BONUS * len(figures[a] & figures[b]))
        score = cosine(vecs[a], vecs[b]) + bonus - _apart(days[a], days[b])
        if score >= THRESHOLD:
            scored.append((-score, a, b))
            bonuses[a, b] = bonus
    scored.sort()
    members: dict[int, list[int]] = {i: [i] for i in range(len(extractions))}
    leader = list(range(len(extractions)))
    versions = _versions(extractions)
    for a, b in [*sorted(versions), *((a, b) for _, a, b in scored)]:
        x, y = sorted((leader[a], leader[b]))
        if x != y and ((a, b) in versions or _mean(vecs, bonuses, members[x], members[y]) >= LINKED_MEAN):
            for i in members[y]:
                leader[i] = x
            members[x] += members.pop(y)
    return [sorted(group) for _, group in sorted(members.items())]


def _versions(extractions: Sequence[Extraction]) -> set[tuple[int, int]]:
    """Articles that say which article they are a version of, with that one: they are of one event in any language."""
    at = {e.article.id: i for i, e in enumerate(extractions)}
    found = set()
    for i, extraction in enumerate(extractions):
        for other in (extraction.article.translation_of, extraction.article.version_of):
            if other in at and at[other] != i:
                found.add((min(i, at[other]), max(i, at[other])))
    return found


def _day(extraction: Extraction) -> datetime.date | None:
    return parse_day(extraction.article.date)


def _figures(extraction: Extraction) -> frozenset[tuple[str, Value]]:
    return frozenset(
        (c.measure, c.best)
        for c in extraction.claims
        if c.measure and c.best is not None and c.best >= 3 and not c.implicit
    )


def _topics(extraction: Extraction) -> frozenset[tuple[str, str, str]]:
    """What an article counts, of whom, in which country: shared topics tell of one situation in any language."""
    found = set()
    for c in extraction.claims:
        subject = c.subject.id if c.subject and c.subject.id else ""
        if c.measure and subject[:2].isupper():
            found.add((c.measure, subject, (c.place.id or "")[:2] if c.place else ""))
    return frozenset(found)


def _candidates(vecs: Sequence[Vector]) -> Iterable[tuple[int, int]]:
    postings: dict[str, list[int]] = defaultdict(list)
    for i, vector in enumerate(vecs):
        for feature in sorted(vector, key=lambda f: (-vector[f], f))[:INDEXED]:
            postings[feature].append(i)
        for feature in vector:
            if feature[0] in "fs":
                postings[feature].append(i)
    found: set[tuple[int, int]] = set()
    for members in postings.values():
        unique = sorted(set(members))
        if len(unique) <= MAX_POSTING:
            found.update((unique[a], unique[b]) for a in range(len(unique)) for b in range(a + 1, len(unique)))
    return sorted(found)


def _apart(first: datetime.date | None, second: datetime.date | None) -> float:
    """What days apart cost; articles without a date cost nothing."""
    if first is None or second is None:
        return 0.0
    return min(MAX_MALUS, DAY_MALUS * max(0, abs((first - second).days) - 3))


def _mean(
    vecs: Sequence[Vector], bonuses: dict[tuple[int, int], float], first: Sequence[int], second: Sequence[int]
) -> float:
    first, second = first[:12], second[:12]
    total = sum(cosine(vecs[a], vecs[b]) + bonuses.get((min(a, b), max(a, b)), 0.0) for a in first for b in second)
    return total / (len(first) * len(second))


def _event(extractions: Sequence[Extraction], text_of: dict[str, str]) -> Event:
    claims = [claim for e in extractions for claim in e.claims]
    key = min(claim.id for claim in claims)
    id_ = "e" + hashlib.blake2b(key.encode(), digest_size=6).hexdigest()
    dates = {e.article.id: e.article.date or "" for e in extractions}
    grouped: dict[tuple[str, str, str, bool], list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.measure is not None:
            grouped[series_key(claim)].append(claim)
    series = tuple(_series(id_, key_, found, dates, text_of) for key_, found in sorted(grouped.items()))
    return Event(id=id_, articles=tuple(e.article.id for e in extractions), series=series, claims=tuple(claims))


def series_key(claim: Claim) -> tuple[str, str, str, bool]:
    """What makes claims comparable within an event: measure, whose and what kind of people, country, part or whole."""
    subject = claim.subject.id if claim.subject and claim.subject.id else ""
    near = claim.place is not None and claim.place.origin in ("clause", "sentence", "previous")
    place = (claim.place.id or "")[:2] if claim.place and near else ""
    return (claim.measure or "", subject, place, claim.part_of is not None)


def _series(
    event: str, key: tuple[str, str, str, bool], claims: Sequence[Claim], dates: dict[str, str], text_of: dict[str, str]
) -> Series:
    ordered = sorted(claims, key=lambda c: (dates[c.article], c.article, c.start))
    digest = hashlib.blake2b("\0".join(map(str, key)).encode(), digest_size=4).hexdigest()
    latest = [c for c in ordered if dates[c.article] == dates[ordered[-1].article]]
    days = sorted(d for d in dates.values() if d)
    sources = {c.source.id or c.source.text if c.source else text_of.get(c.article, c.article) for c in ordered}
    return Series(
        event=event,
        series=f"{event}-{digest}",
        measure=key[0],
        subject=key[1] or None,
        place=key[2] or None,
        from_=days[0] if days else None,
        to=days[-1] if days else None,
        low=_least(c.low for c in latest),
        best=_often(latest),
        high=_most(c.high for c in latest),
        articles=len({c.article for c in ordered}),
        sources=len(sources),
        claims=tuple(ordered),
    )


def _least(values: Iterable[Value | None]) -> Value | None:
    known = [v for v in values if v is not None]
    return min(known) if known else None


def _most(values: Iterable[Value | None]) -> Value | None:
    known = [v for v in values if v is not None]
    return max(known) if known else None


def _often(claims: Sequence[Claim]) -> Value | None:
    """The best value of the source named most."""
    named = Counter(c.source.id or c.source.text for c in claims if c.source)
    top = min(named, key=lambda s: (-named[s], s)) if named else None
    own = [c for c in claims if (c.source and (c.source.id or c.source.text)) == top] if top else list(claims)
    return own[-1].best if own else None
