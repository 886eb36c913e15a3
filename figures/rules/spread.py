"""What figures take over from one another: coordination, parts of a whole, the rest, old and new values.

``govern`` gives a word at most one figure on each side. The others in a row (`12 جنديا و3 مدنيين`), the parts that a
cue announces (`بينهم 3 أطفال`, ``including three children``) and the rest (`و30 آخرين`) take their measure from the
figure that they are tied to.
"""

from __future__ import annotations

from collections.abc import Mapping

from figures.model import Figure
from figures.rules.change import changed, replaced
from figures.rules.govern import Assignment, Pair, counts
from figures.rules.scene import Occurrence, Scene

MAX_BETWEEN = 9
"""Tokens that may stand between two figures in a row: what modifies the first."""

MAX_IMPLICIT_BETWEEN = 3
MAX_CUE = 4
MAX_APPOSED = 6
"""Tokens between a figure and the sign that opens a list of its parts."""

_OPENS_LIST = frozenset((":", "-", "–", "—", "("))


def link(scene: Scene, first: Figure, second: Figure, own: Occurrence | None = None) -> bool:
    """Whether ``second`` is joined to ``first`` by a conjunction, a comma or words of addition.

    A verb between them begins another clause, unless it is the first figure's ``own`` word and the second has no noun
    of its own: ``Twelve people were killed in Homs, three in Hama``."""
    gapped = own if own is not None and _is_gapped(scene, second) else None
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
    glued = second.start < len(forms) and _begins_with_and(scene, second.start)
    if glued:
        return True
    last = end - 1
    if last >= start:
        if forms[last] in ("و", ",", "،", "&", "/") or "conjunction" in marks[last]:
            return True
        return any("addition" in marks[i] for i in range(max(start, end - 3), end))
    return False


def _is_gapped(scene: Scene, figure: Figure) -> bool:
    """A bare number before a preposition stands for what was said of the one before: ``three in Hama``."""
    end = figure.end
    return figure.unit is None and not figure.implicit and end < len(scene.marks) and "preposition" in scene.marks[end]


def _begins_with_and(scene: Scene, token: int) -> bool:
    form = scene.sentence.forms[token]
    if form == "و":
        return True
    if not form.startswith("و") or len(form) < 3:
        return False
    readings = scene.words[token].readings
    if readings:
        return any(r.particles.startswith("و") for r in readings)
    return True  # a numeral or qualifier, which the lexicon does not list


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
        whole = _among(scene, number, taken)
        if whole is None:
            whole = _listed_under(scene, number, taken)
        if whole is not None:
            result[number] = whole
            continue
        cue = part_cue(scene, figure)
        if cue is None and not _in_brackets(scene, number):
            before = _joined_before(scene, number)
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


def _among(scene: Scene, number: int, taken: Mapping[int, Assignment]) -> int | None:
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


def _listed_under(scene: Scene, number: int, taken: Mapping[int, Assignment]) -> int | None:
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
        return counts(taken[whole].pair.rule, _figure_of(taken, whole)) is not None
    a, b = taken[whole].pair.rule.emit.measure, taken[part].pair.rule.emit.measure
    return a in (b, "casualties")


def _figure_of(taken: Mapping[int, Assignment], number: int) -> Figure:
    return taken[number].figure


def may_hold(whole: Figure, part: Figure) -> bool:
    """Whether a count may have another count or a percentage of the same kind of thing for its part."""
    if whole.kind != "count" or part.kind not in ("count", "percent"):
        return False
    known = whole.unit_classes and part.unit_classes
    return not known or not whole.unit_classes.isdisjoint(part.unit_classes)


def _joined_before(scene: Scene, number: int, taken: Mapping[int, Assignment] | None = None) -> int | None:
    figure = scene.figures[number]
    for before in range(number - 1, -1, -1):
        if scene.figures[before].end <= figure.start:
            own = taken[before].pair.trigger if taken and before in taken else None
            return before if link(scene, scene.figures[before], figure, own) else None
    return None


def _follows_part(scene: Scene, number: int, before: int, taken: Mapping[int, Assignment]) -> bool:
    figure = scene.figures[number]
    if figure.other or scene.has("addition", scene.figures[before].end, figure.start):
        return False
    if number in taken and taken[number].pair.how != "with":
        return (
            before in taken and taken[number].pair.rule == taken[before].pair.rule and taken[number].pair.how == "names"
        )
    return True


def _in_brackets(scene: Scene, number: int) -> bool:
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


def inherit(scene: Scene, taken: dict[int, Assignment]) -> None:
    """Give figures without a word of their own the measure of the one that they are joined to or a part of."""
    figures = scene.figures
    _exchange(scene, taken)
    for number, figure in enumerate(figures):
        if number in taken:
            continue
        whole = _among(scene, number, taken)
        whole = _listed_under(scene, number, taken) if whole is None else whole
        if whole is None and (part_cue(scene, figure) is not None or _in_brackets(scene, number)):
            whole = parts(scene, taken, number).get(number)
        again = _restated(scene, number, taken)
        donor = whole if whole is not None else again if again is not None else _donor_before(scene, number, taken)
        if donor is not None:
            _give(scene, number, donor, taken, "part" if whole is not None or again is not None else "with")
    for number in range(len(figures) - 1, -1, -1):
        if number in taken or (figures[number].implicit and figures[number].head is None):
            continue
        after = next((a for a in range(number + 1, len(figures)) if figures[a].start >= figures[number].end), None)
        if (
            after is not None
            and after in taken
            and taken[after].pair.how == "before"
            and link(scene, figures[number], figures[after])
        ):
            _give(scene, number, after, taken, "with")


def _exchange(scene: Scene, taken: dict[int, Assignment]) -> None:
    """Give the old value the measure of the new one, or the other way round: `من 12 إلى 15` counts one thing twice."""
    for new in range(1, len(scene.figures)):
        old = changed(scene, new)
        if old is not None and (old in taken) != (new in taken):
            number, donor = (new, old) if old in taken else (old, new)
            _give(scene, number, donor, taken, "changed")


def _donor_before(scene: Scene, number: int, taken: Mapping[int, Assignment]) -> int | None:
    before = _joined_before(scene, number, taken)
    if before is None or before not in taken:
        return None
    figure, pair, head = scene.figures[number], taken[before].pair, scene.figures[before].head
    if pair.how == "names" and not figure.other and figure.unit is not None and head is not None:
        # `12 قتيلا و3 سيارات`: the counted noun said it of its own figure alone
        return None if pair.trigger.start <= head < pair.trigger.end else before
    return before


def _restated(scene: Scene, number: int, taken: Mapping[int, Assignment]) -> int | None:
    """`22 مليونا أي 80 بالمئة من السكان`: the same again as a share."""
    figure = scene.figures[number]
    if figure.kind != "percent" or number == 0 or number - 1 not in taken:
        return None
    before = scene.figures[number - 1]
    near = figure.start - before.end <= 2 and (
        scene.has("restating", before.end, figure.start) or scene.sentence.forms[figure.start - 1] == "("
    )
    return number - 1 if near else None


def _give(scene: Scene, number: int, donor: int, taken: dict[int, Assignment], how: str) -> None:
    pair = taken[donor].pair
    fit = counts(pair.rule, scene.figures[number])
    if fit is None and how != "changed" and not (scene.figures[number].kind == "percent" and how == "part"):
        return
    own = Pair(number, pair.rule, pair.trigger, pair.cost + 0.1, how)
    taken[number] = Assignment(own, scene.figures[number])


def previous_values(scene: Scene, taken: Mapping[int, Assignment]) -> dict[int, int]:
    """Which figure replaces which: `من 12 إلى 15` after a word of rising or falling: ``{new: old}``."""
    found = ((new, replaced(scene, new)) for new in range(1, len(scene.figures)))
    return {new: old for new, old in found if old is not None and (new in taken or old in taken)}
