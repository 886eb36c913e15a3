"""Which figures stand in one row: `12 جنديا و3 مدنيين`, ``two women, a man and three children``."""

from __future__ import annotations

from collections.abc import Mapping

from figures.model import Figure
from figures.rules.govern import Assignment
from figures.rules.scene import Occurrence, Scene

MAX_BETWEEN = 9
"""Tokens that may stand between two figures in a row: what modifies the first."""

MAX_IMPLICIT_BETWEEN = 3


def link(scene: Scene, first: Figure, second: Figure, own: Occurrence | None = None) -> bool:
    """Whether ``second`` is joined to ``first`` by a conjunction, a comma or words of addition.

    A verb between them begins another clause, unless it is the first figure's ``own`` word and the second has no noun
    of its own: ``Twelve people were killed in Homs, three in Hama``."""
    gapped = own if own is not None and is_gapped(scene, second) else None
    start, end = first.end, second.start
    between = end - start
    if between < 0 or between > MAX_BETWEEN:
        return False
    forms, marks = scene.sentence.forms, scene.marks
    if second.implicit and between > MAX_IMPLICIT_BETWEEN and not scene.has("addition", end - 3, end):
        return False
    if scene.has("subordinator", start, end) or scene.has("agent", start, end) or scene.has("relative", start, end):
        return False
    if any(form in ";؛.:|!?؟" for form in forms[start:end]):
        return False
    if any(
        at in scene.acts and "addition" not in marks[at] and (gapped is None or at != gapped.start)
        for at in range(start, end)
    ):
        return False
    glued = second.start < len(forms) and begins_with_and(scene, second.start)
    if glued:
        return True
    last = end - 1
    if last >= start:
        if forms[last] in ("و", ",", "،", "&", "/") or "conjunction" in marks[last]:
            return True
        return any("addition" in marks[i] for i in range(max(start, end - 3), end))
    return False


def is_gapped(scene: Scene, figure: Figure) -> bool:
    """A bare number before a preposition stands for what was said of the one before: ``three in Hama``."""
    end = figure.end
    return figure.unit is None and not figure.implicit and end < len(scene.marks) and "preposition" in scene.marks[end]


def begins_with_and(scene: Scene, token: int) -> bool:
    """Whether `و` stands at a token: alone, or glued to what is one."""
    form = scene.sentence.forms[token]
    if form == "و":
        return True
    if not form.startswith("و") or len(form) < 3:
        return False
    readings = scene.words[token].readings
    if readings:
        return any(r.particles.startswith("و") for r in readings)
    return True  # a numeral or qualifier, which the lexicon does not list


def joined_before(scene: Scene, number: int, taken: Mapping[int, Assignment] | None = None) -> int | None:
    """The number of the figure before that a figure is joined to, if any; ``taken`` tells which word each one has."""
    figure = scene.figures[number]
    for before in range(number - 1, -1, -1):
        if scene.figures[before].end <= figure.start:
            own = taken[before].pair.trigger if taken and before in taken else None
            return before if link(scene, scene.figures[before], figure, own) else None
    return None
