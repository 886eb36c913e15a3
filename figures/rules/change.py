"""Old and new values: `ارتفعت الحصيلة من 12 إلى 15`, ``the toll rose from 12 to 15``. Both count one thing."""

from __future__ import annotations

from figures.rules.scene import Scene

_BETWEEN = 4
"""Tokens at most between the two: the noun of the first, and a word of reaching."""


def replaced(scene: Scene, number: int) -> int | None:
    """The number of the figure whose value another one takes the place of, by that one's number; ``None`` where it
    takes no other's place."""
    if number == 0:
        return None
    marks, old, new = scene.marks, scene.figures[number - 1], scene.figures[number]
    if old.implicit or new.implicit or old.start == 0 or not 0 <= new.start - old.end <= _BETWEEN:
        return None
    leads = "from" in marks[old.start - 1] or "from" in marks[old.start]
    to = any("reaching" in marks[i] for i in range(old.end, min(new.start + 1, len(marks))))
    return number - 1 if leads and to else None


def changed(scene: Scene, number: int) -> int | None:
    """The same, where the two are said to count one thing: things of one kind and class, or unnamed ones."""
    before = replaced(scene, number)
    if before is None:
        return None
    old, new = scene.figures[before], scene.figures[number]
    alike = old.unit is None or new.unit is None or not old.unit_classes.isdisjoint(new.unit_classes)
    return before if old.kind == new.kind and alike else None
