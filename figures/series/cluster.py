"""Groups out of pairs: two groups become one while their members are alike on average.

So a chain of half-alike articles does not grow into one, and one odd article does not keep two groups apart. Pairs
that were not looked at count as unlike. What comes out depends on the scores alone, not on the order of the pairs.
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Iterable, Mapping, Sequence

UNSEEN = -5.0
"""The score of a pair that was not looked at."""

BOUND = 6.0
"""No pair speaks louder than this, for or against."""


def grouped(
    size: int, scores: Mapping[tuple[int, int], float], least: float, together: Iterable[tuple[int, int]] = ()
) -> list[list[int]]:
    """Groups of ``range(size)``, each in order, by average link: merged while the mean score is above ``least``.

    The pairs of ``together`` are in one group whatever the scores say.
    """
    # above: by how much the scores between two groups exceed those of unseen pairs, summed over the pairs
    above: dict[int, dict[int, float]] = {}
    for (i, j), score in sorted(scores.items()):
        value = min(BOUND, max(UNSEEN, score)) - UNSEEN
        if value > 0:
            above.setdefault(i, {})[j] = value
            above.setdefault(j, {})[i] = value
    members = {i: [i] for i in range(size)}

    leader = list(range(size))
    for i, j in sorted(together):
        into, gone = sorted((leader[i], leader[j]))
        if into != gone:
            _merge(above, into, gone)
            for member in members[gone]:
                leader[member] = into
            members[into] += members.pop(gone)

    def mean(i: int, j: int) -> float:
        return UNSEEN + above[i][j] / (len(members[i]) * len(members[j]))

    heap = [(-mean(i, j), i, j) for i in above for j in above[i] if i < j and mean(i, j) > least]
    heapq.heapify(heap)
    while heap:
        score, i, j = heapq.heappop(heap)
        if i not in members or j not in members or j not in above[i] or -mean(i, j) != score:
            continue  # one of the two has grown since
        into, gone = (i, j) if (len(above[i]), -i) >= (len(above[j]), -j) else (j, i)
        _merge(above, into, gone)
        members[into] += members.pop(gone)
        for other in above[into]:
            value = mean(into, other)
            if value > least:
                heapq.heappush(heap, (-value, min(into, other), max(into, other)))
    return sorted(sorted(group) for group in members.values())


def _merge(above: dict[int, dict[int, float]], into: int, gone: int) -> None:
    own = above.setdefault(into, {})
    for other, value in above.pop(gone, {}).items():
        if other != into:
            del above[other][gone]
            own[other] = above[other][into] = own.get(other, 0.0) + value
    own.pop(gone, None)


def matched(
    groups: Sequence[Sequence[int]],
    scores: Mapping[tuple[int, int], float],
    least: float,
    languages: Sequence[str],
) -> list[list[int]]:
    """Groups of one language each put together two by two, by the scores between members in two languages.

    Not every article of a group has its like in the other language. So what two groups have for each other is the
    mean, over the members of the smaller one, of the best score that each has with the other; the groups that have
    most for each other are put together first, and each group once.
    """
    of = {
        member: number
        for number, group in enumerate(groups) if len({languages[i] for i in group}) == 1
        for member in group
    }  # fmt: skip
    best: dict[tuple[int, int], dict[int, float]] = {}
    for (i, j), score in sorted(scores.items()):
        if i not in of or j not in of:
            continue
        for own, member, other in ((of[i], i, of[j]), (of[j], j, of[i])):
            found = best.setdefault((own, other), {})
            found[member] = max(found.get(member, UNSEEN), score)
    values = []
    for (own, other), found in best.items():
        smaller = (len(groups[own]), own) < (len(groups[other]), other)
        if smaller:
            unseen = (len(groups[own]) - len(found)) * UNSEEN
            value = (math.fsum(min(BOUND, score) for score in found.values()) + unseen) / len(groups[own])
            if value > least:
                values.append((-value, min(own, other), max(own, other)))
    joined: dict[int, int] = {}
    for _, a, b in sorted(values):
        if a not in joined and b not in joined:
            joined[a], joined[b] = b, a
    return sorted(
        sorted([*group, *(groups[joined[n]] if n in joined else ())])
        for n, group in enumerate(groups) if n not in joined or n < joined[n]
    )
