"""Fit the weights of linking on articles that people have filed under events, and score them on others.

    uv run --with scikit-learn python bench/fit_linking.py ARTICLES.jsonl GOLD.jsonl [--noise MORE.jsonl …] [--limit N]

GOLD holds ``{"article", "incidents"}`` lines. Incidents that share articles stay together; a hash halves the rest.
Weights fitted on one half score the pairs of the other, and the other way round: the links that follow are printed
for the articles alone and with the noise (articles of no incident in GOLD). Printed last are weights fitted on all,
to be put into ``figures/series/pairs.py``.
"""

from __future__ import annotations

import sys

sys.path[0] += "/tools"  # not this folder: its numbers.py would stand in for the standard library's

import argparse
import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable
from itertools import combinations
from pathlib import Path

import numpy
from sklearn.linear_model import LogisticRegression

from figures.cli import work
from figures.entities import load_gazetteer
from figures.extract import Extractor
from figures.model import Extraction
from figures.series import candidates
from figures.series.cluster import grouped
from figures.series.pairs import NAMES, THRESHOLD, features, weighed
from figures.series.sketch import sketch
from figures.series.words import PRIOR_ARTICLES, Rarity, share

Pair = tuple[str, str]


class Corpus:
    """The pairs of a corpus that linking looks at, with their features."""

    def __init__(self, extractions: Iterable[Extraction], same: set[Pair], half: dict[str, int]) -> None:
        spoken = sorted((e for e in extractions if e.claims), key=lambda e: e.article.id)
        self.ids = [e.article.id for e in spoken]
        sketches = [sketch(e, load_gazetteer()) for e in spoken]
        rarity = Rarity((s.words.keys() for s in sketches), share, PRIOR_ARTICLES)
        seen = [weighed(s, rarity) for s in sketches]
        days = [candidates.day_keys(s.told.dates, s.published) for s in sketches]
        found = candidates.pairs([w.telling() for w in seen], days, [s.published for s in sketches])
        self.pairs = [(i, j) for i, j in found if sketches[i].lang == sketches[j].lang]
        self.features = numpy.array([features(seen[i], seen[j], rarity) for i, j in self.pairs], float)
        named = [(self.ids[i], self.ids[j]) for i, j in self.pairs]
        self.same = numpy.array([pair in same for pair in named])
        halves = [{half[x] for x in pair if x in half} for pair in named]
        self.half = numpy.array([found.pop() if len(found) == 1 else 2 if found else 3 for found in halves])

    def links(self, scores: numpy.ndarray) -> set[Pair]:
        """The links that follow from the scores of the pairs."""
        groups = grouped(len(self.ids), dict(zip(self.pairs, scores.tolist(), strict=True)), THRESHOLD)
        return {(self.ids[i], self.ids[j]) for group in groups for i, j in combinations(group, 2)}


def halves(incidents: dict[str, set[str]]) -> dict[str, int]:
    """For each article the half that it is in; incidents that share articles are in one."""
    leader: dict[str, str] = {}

    def root(x: str) -> str:
        while leader.setdefault(x, x) != x:
            x = leader[x]
        return x

    for _, members in sorted(incidents.items()):
        first, *others = sorted(members)
        for other in others:
            a, b = sorted((root(first), root(other)))
            leader[b] = a
        root(first)
    return {x: hashlib.blake2b(root(x).encode()).digest()[0] % 2 for x in leader}


def fitted(corpora: list[Corpus], parts: set[int]) -> LogisticRegression:
    """Weights from the pairs of some halves; pairs of two articles of the noise teach nothing."""
    chosen = [numpy.isin(c.half, list(parts)) for c in corpora]
    model = LogisticRegression(C=1, max_iter=5000)
    return model.fit(
        numpy.vstack([c.features[k] for c, k in zip(corpora, chosen, strict=True)]),
        numpy.concatenate([c.same[k] for c, k in zip(corpora, chosen, strict=True)]),
    )


def show(name: str, links: set[Pair], same: set[Pair], known: set[str]) -> None:
    """Precision, recall and F1 of the links that have an article of the gold."""
    links = {pair for pair in links if pair[0] in known or pair[1] in known}
    hit = len(links & same)
    p, r = hit / max(1, len(links)), hit / len(same)
    print(f"{name:34} P {p:.3f}  R {r:.3f}  F1 {2 * p * r / max(p + r, 1e-9):.3f}  ({hit} of {len(links)})")


def main() -> None:
    """Fit, score and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles")
    parser.add_argument("gold", type=Path)
    parser.add_argument("--noise", nargs="*", default=[])
    parser.add_argument("--limit", type=int, default=5000, help="articles of each file of noise")
    args = parser.parse_args()
    incidents: dict[str, set[str]] = defaultdict(set)
    for line in args.gold.read_text("utf-8").splitlines():
        row = json.loads(line)
        for incident in row.get("incidents", ()):
            incidents[incident].add(row["article"])
    same = {pair for members in incidents.values() for pair in combinations(sorted(members), 2)}
    half = halves(incidents)
    articles = work.read([args.articles], None)[0]
    taken = {a.id for a in articles}
    noise = []
    for path in args.noise:
        found = sorted(work.read([path], None)[0], key=lambda a: a.line or 0)[: args.limit]
        noise += [a for a in found if a.id not in taken]
        taken.update(a.id for a in found)
    extractor = Extractor()
    read = [e for e in work.extract(extractor, [*articles, *noise], 2) if isinstance(e, Extraction)]
    own = {a.id for a in articles}
    corpora = [Corpus((e for e in read if e.article.id in own), same, half)]
    if noise:
        corpora.append(Corpus(read, same, half))
    for name, corpus in zip(("alone", "with noise"), corpora, strict=False):
        scores = numpy.zeros(len(corpus.pairs))
        for part in (0, 1):
            unseen = corpus.half == 1 - part if part else corpus.half != 0
            scores[unseen] = fitted(corpora, {part}).decision_function(corpus.features)[unseen]
        show(f"{name}, weights of the other half", corpus.links(scores), same, set(half))
    model = fitted(corpora, {0, 1, 2})
    for name, corpus in zip(("alone", "with noise"), corpora, strict=False):
        show(f"{name}, weights of all", corpus.links(model.decision_function(corpus.features)), same, set(half))
    print(f"INTERCEPT = {model.intercept_[0]:.2f}")
    for name, weight in zip(NAMES, model.coef_[0], strict=True):
        print(f'    "{name}": {weight:.2f},')


if __name__ == "__main__":
    main()
