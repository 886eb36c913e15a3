"""What articles can share: words, places, parties, figures, as weighted features in one space for all languages.

Words only meet within a language; places, parties and figures are ids and numbers and meet across languages. A
feature weighs the more the fewer articles have it (inverse document frequency, Spärck Jones 1972).
"""

from __future__ import annotations

import hashlib
import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence

from figures.model import Claim, Extraction
from figures.text import fold

MAX_FEATURES = 60
SHINGLE = 6
MAX_SHINGLES = 64
_WORD = re.compile(r"[^\W\d_]{4,}")
_TOKEN = re.compile(r"\w+")
_KIND_WEIGHT = {"w": 1.0, "p": 1.6, "s": 1.2, "f": 2.0}

Vector = dict[str, float]


def counts(extraction: Extraction) -> Counter[str]:
    """How often each feature occurs in an article; the kind stands before a colon."""
    found: Counter[str] = Counter()
    folded = fold(extraction.article.body).folded
    for word in _WORD.findall(folded):
        stem = word[2:] if word.startswith("ال") and len(word) > 5 else word
        found[f"w:{stem}"] += 1
    for claim in extraction.claims:
        for feature in _of_claim(claim):
            found[feature] += 1
    return found


def _of_claim(claim: Claim) -> list[str]:
    if claim.measure is None:
        return []
    features = []
    if claim.place and claim.place.id and claim.place.origin not in ("dateline", "main"):
        features.append(f"p:{claim.place.id}")
    if claim.subject and claim.subject.id and claim.subject.id[:2].isupper():
        features.append(f"s:{claim.subject.id}")
    if claim.best is not None and claim.best >= 3 and not claim.implicit:
        features.append(f"f:{claim.measure}:{claim.best}")
    return features


def vectors(extractions: Sequence[Extraction]) -> list[Vector]:
    """A unit vector for each article over its weightiest features."""
    all_counts = [counts(extraction) for extraction in extractions]
    frequency: Counter[str] = Counter()
    for found in all_counts:
        frequency.update(found.keys())
    total = len(extractions) + 1
    return [_vector(found, frequency, total) for found in all_counts]


def _vector(found: Mapping[str, int], frequency: Mapping[str, int], total: int) -> Vector:
    weighted = [
        ((1 + math.log(n)) * math.log(1 + total / frequency[feature]) * _KIND_WEIGHT[feature[0]], feature)
        for feature, n in found.items()
    ]
    weighted.sort(key=lambda item: (-item[0], item[1]))
    kept = weighted[:MAX_FEATURES]
    norm = math.sqrt(sum(weight * weight for weight, _ in kept)) or 1.0
    return {feature: weight / norm for weight, feature in kept}


def cosine(a: Vector, b: Vector) -> float:
    """The cosine of two unit vectors."""
    if len(a) > len(b):
        a, b = b, a
    return sum(weight * b[feature] for feature, weight in a.items() if feature in b)


def shingles(extraction: Extraction) -> frozenset[int]:
    """A sketch of a text: the smallest hashes of its runs of words, numbers left out, so that copies that differ in
    a figure share it (Broder 1997)."""
    tokens = [t for t in _TOKEN.findall(fold(extraction.article.text).folded) if not t[0].isdigit()]
    if len(tokens) < SHINGLE:
        return frozenset()
    hashes = {
        int.from_bytes(hashlib.blake2b(" ".join(tokens[i : i + SHINGLE]).encode(), digest_size=8).digest(), "big")
        for i in range(len(tokens) - SHINGLE + 1)
    }
    return frozenset(sorted(hashes)[:MAX_SHINGLES])
