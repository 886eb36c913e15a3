"""Where the counted thing happened, as its sentence says.

Every phrase of a place in the sentence is a candidate and costs what stands between it and the claim, and more where
it is likely to be something else: whose they are, who does it, where they come from, where the wounded are taken. The
cheapest one is the place; what it is listed with belongs to it.
"""

from __future__ import annotations

from collections.abc import Sequence

from figures.entities import Location
from figures.model import Figure, Origin, Slot
from figures.rules.engine import Decision
from figures.rules.scene import Scene
from figures.slots import REACH, behind_dateline, slot
from figures.text import Sentence

_SHORT = 3
_BEFORE = 1.0
_BETWEEN = 1.0
_COUNTRY = 1.5
_AFTER = 0.5
_UNLED = 1.5
_UNLED_COUNTRY = 3.0
_UNNAMED = 4.0
"""What it costs a place to stand before the claim or inside of it, to be a whole country where a town may be named, to
have no word that leads to it (a country does things and is rather who than where), and to have no name."""


def place(
    scene: Scene, decision: Decision, figure: Figure, locations: Sequence[Location],
    barred: Sequence[tuple[int, int]], leaves: bool,
) -> Slot | None:
    """Where the counted thing happened, as the sentence says: the place nearest behind the claim, else before it.

    ``barred`` are tokens that speak of something else (the source, the subject); ``leaves`` says that those counted
    leave a place, so that "from" says where.
    """
    sentence = scene.sentence
    if "place" in decision.slots:
        start, end = decision.slots["place"]
        within = next((m for m in locations if m.start <= start < m.end), None)
        if within is not None:
            return slot(sentence, within.start, within.end, within.id, "clause", glued=within.glued)
        return slot(sentence, start, end, None, "clause")
    left, right = min(decision.trigger[0], figure.start), max(decision.trigger[1], figure.end)
    head = behind_dateline(sentence) if locations else 0
    best: tuple[float, int] | None = None
    own: int | None = None
    for number, location in enumerate(locations):
        if location.kind == "care" or location.start < head or is_dateline(sentence, location):
            continue
        if any(a <= location.start < b for a, b in barred):
            own = number if own is None and location.led else own
            continue
        cost = _cost(scene, location, left, right, leaves)
        if cost is not None and (best is None or (cost, number) < best):
            best = (cost, number)
    if best is not None:
        return _listed(sentence, locations, best[1], barred, "clause" if best[0] <= REACH else "sentence")
    return None if own is None else _listed(sentence, locations, own, (), "sentence")


def _cost(scene: Scene, location: Location, left: int, right: int, leaves: bool) -> float | None:
    """What a place costs a claim between two tokens; ``None`` where what leads to it says that it is none of it."""
    if location.start >= right:
        cost = scene.gap(right, location.start)
    elif location.end <= left:
        cost = scene.gap(location.end, left) + _BEFORE
    else:
        cost = _BETWEEN
    country = len(location.id or "") == 2
    if country and location.end - location.start == 1:
        cost += _COUNTRY
    if not location.named:
        cost += _UNNAMED
    if location.led:
        return cost
    marks = scene.marks[location.start - 1] if location.start else frozenset[str]()
    if "agent" in marks or ("from" in marks and scene.sentence.lang == "en" and not leaves):
        return None
    return cost + (_AFTER if "preposition" in marks else _UNLED_COUNTRY if country else _UNLED)


def _listed(
    sentence: Sentence, locations: Sequence[Location], number: int, barred: Sequence[tuple[int, int]], origin: Origin
) -> Slot:
    """A place with those that it is listed with on both sides, as a slot; the id is its own."""
    def joined(one: Location, next_: Location) -> bool:
        return next_.start - one.end <= 1 and not any(a <= next_.start < b or a <= one.start < b for a, b in barred)

    first = last = number
    while last + 1 < len(locations) and joined(locations[last], locations[last + 1]):
        last += 1
    start, end = locations[first], locations[last].end
    return slot(sentence, start.start, end, locations[number].id, origin, glued=start.glued)


def is_dateline(sentence: Sentence, location: Location) -> bool:
    """``BEIRUT At least 38 people``: where the report was written."""
    raw = sentence.raw(0, 1)
    return location.start == 0 and sentence.lang == "en" and len(raw) > _SHORT and raw.isupper()
