"""Which figure is stated to be a part of which: `12 قتيلا بينهم 3 أطفال`, ``five people – one woman and four men``."""

from __future__ import annotations

from collections.abc import Mapping

from figures.model import Figure
from figures.rules.govern import Assignment, counts
from figures.rules.rows import MAX_IMPLICIT_BETWEEN, joined_before, link
from figures.rules.scene import Scene

MAX_CUE = 4
MAX_APPOSED = 6
"""Tokens between a figure and the sign that opens a list of its parts."""

_OPENS_LIST = frozenset((":", "-", "–", "—", "("))


def part_cue(scene: Scene, figure: Figure) -> int | None:
    """The token of the cue that makes ``figure`` a part of something before it; ``None`` where there is none."""
    for token in range(figure.start, min(figure.end + 1, len(scene.marks))):
        if "including" in scene.marks[token] and token > figure.number[1] - 1 and token + 1 not in scene.figure_at:
            return token  # `خمسة منهم`, "five of them"; not `21 شخصا بينهم 3 أطفال`
    for token in range(figure.start - 1, max(figure.start - 1 - MAX_CUE, -1), -1):
        if "including" in scene.marks[token]:
            return token
        if scene.figure_at.get(token) is not None or scene.sentence.forms[token] in ("،", ",", ".", "؛"):
            return None
    return None


def parts(scene: Scene, taken: Mapping[int, Assignment], last: int | None = None) -> dict[int, int]:
    """Which figure is stated to be a part of which: ``{part: whole}``, by number, up to the figure ``last``.

    The whole is the nearest figure before the cue that has a measure and is not smaller. Further figures joined to a
    part are parts too, until one has a word of its own.
    """
    result: dict[int, int] = {}
    figures = scene.figures
    for number, figure in enumerate(figures if last is None else figures[: last + 1]):
        whole = among(scene, number, taken)
        if whole is None:
            whole = listed_under(scene, number, taken)
        if whole is not None:
            result[number] = whole
            continue
        cue = part_cue(scene, figure)
        if cue is None and not in_brackets(scene, number):
            before = joined_before(scene, number)
            if before is not None and before in result and _follows_part(scene, number, before, taken):
                result[number] = result[before]
            continue
        whole = next(
            (
                w
                for w in range(number - 1, -1, -1)
                if w not in result
                and w in taken
                and not figures[w].implicit
                and figures[w].end <= (cue if cue is not None and cue < figure.start else figure.start)
                and may_hold(figures[w], figure)
                and _comparable(taken, w, number)
            ),
            None,
        )
        if whole is not None:
            result[number] = whole
    return result


def among(scene: Scene, number: int, taken: Mapping[int, Assignment]) -> int | None:
    """``Two civilians were among four people killed``: the whole stands behind its part."""
    figures = scene.figures
    figure = figures[number]
    after = next((n for n in range(number + 1, len(figures)) if figures[n].start >= figure.end), None)
    if after is None or after not in taken or figures[after].implicit:
        return None
    if not scene.has("among", figure.end, figures[after].start):
        return None
    near = figures[after].start - figure.end <= MAX_IMPLICIT_BETWEEN
    return after if near and _holds(figures[after], figure) else None


def listed_under(scene: Scene, number: int, taken: Mapping[int, Assignment]) -> int | None:
    """`12 قتيلا: 9 مدنيين و3 جنود`, ``five civilians – one woman and four children``: parts behind a sign."""
    figures, forms = scene.figures, scene.sentence.forms
    figure = figures[number]
    if figure.other or figure.kind != "count":
        return None
    row = _row(scene, number)
    opening = figures[row].start - 1
    comma = opening >= 1 and forms[opening] in (",", "،")
    if opening < 1 or not (comma or forms[opening] in _OPENS_LIST):
        return None
    whole = next((n for n in range(row - 1, -1, -1) if figures[n].end <= opening), None)
    if whole is None or whole not in taken or figures[whole].implicit or opening - figures[whole].end > MAX_APPOSED:
        return None
    if comma and (figures[whole].end != opening or taken[whole].pair.trigger.start < figure.end):
        return None  # with commas only between the whole and its word: `Four people, a father and three children, died`
    parts = [f for f in figures[row : number + 1] if not f.implicit or f is figure]
    total = sum((f.low or 0) for f in parts)
    fits = all(_holds(figures[whole], f) for f in parts) and total <= (figures[whole].high or total)
    verb = any(at in scene.verbs for at in range(figures[whole].end, figures[row].start))
    return whole if fits and not verb else None


def _row(scene: Scene, number: int) -> int:
    """The first figure of the row that a figure stands in: behind the sign that opens it, or the first of all."""
    figures, forms, rows = scene.figures, scene.sentence.forms, scene.rows
    while len(rows) <= number:  # each from the one before: a row may be as long as the sentence
        at = len(rows)
        joined = at > 0 and link(scene, figures[at - 1], figures[at])
        rows.append(rows[at - 1] if joined and forms[figures[at].start - 1] not in _OPENS_LIST else at)
    return rows[number]


def _holds(whole: Figure, part: Figure) -> bool:
    """Whether a part may be of a whole: of the same kind of thing, and smaller."""
    smaller = part.low is None or whole.high is None or part.low < whole.high
    same = not whole.unit_classes or not part.unit_classes or not whole.unit_classes.isdisjoint(part.unit_classes)
    return whole.kind == part.kind == "count" and smaller and same


def _comparable(taken: Mapping[int, Assignment], whole: int, part: int) -> bool:
    if part not in taken:
        return counts(taken[whole].pair.rule, taken[whole].figure) is not None
    a, b = taken[whole].pair.rule.emit.measure, taken[part].pair.rule.emit.measure
    return a in (b, "casualties")


def may_hold(whole: Figure, part: Figure) -> bool:
    """Whether a count may have another count or a percentage of the same kind of thing for its part."""
    if whole.kind != "count" or part.kind not in ("count", "percent"):
        return False
    known = whole.unit_classes and part.unit_classes
    return not known or not whole.unit_classes.isdisjoint(part.unit_classes)


def _follows_part(scene: Scene, number: int, before: int, taken: Mapping[int, Assignment]) -> bool:
    figure = scene.figures[number]
    if figure.other or scene.has("addition", scene.figures[before].end, figure.start):
        return False
    if number in taken and taken[number].pair.how != "with":
        return (
            before in taken and taken[number].pair.rule == taken[before].pair.rule and taken[number].pair.how == "names"
        )
    return True


def in_brackets(scene: Scene, number: int) -> bool:
    figure = scene.figures[number]
    at = figure.start - 1
    return (
        at > 0
        and scene.sentence.forms[at] == "("
        and figure.kind == "count"
        and figure.unit is not None
        and number > 0
        and scene.figures[number - 1].end >= at - 2
        and not figure.implicit
    )
