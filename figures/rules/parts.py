"""Which figure is stated to be a part of which: `12 قتيلا بينهم 3 أطفال`, ``five people – one woman and four men``."""

from __future__ import annotations

from collections.abc import Mapping

from figures.model import Figure
from figures.rules.govern import Assignment, counts
from figures.rules.rows import MAX_IMPLICIT_BETWEEN, begins_with_and, joined_before, link
from figures.rules.scene import Scene

MAX_CUE = 4
MAX_LISTED = 8
"""Tokens from a cue to a figure that is not the first of what it announces: `بينهم عدد من الأطفال و12 امرأة`."""

MAX_OPENING = 3
"""Tokens at most before the whole that a sentence opens with: ``Out of the 30 people killed, 12 were women``."""

MAX_APPOSED = 6
"""Tokens between a figure and the sign that opens a list of its parts."""

_OPENS_LIST = frozenset((":", "-", "–", "—", "("))


def part_cue(scene: Scene, figure: Figure) -> int | None:
    """The token of the cue that makes ``figure`` a part of something before it; ``None`` where there is none."""
    for token in range(figure.start, min(figure.end + 1, len(scene.marks))):
        if "including" in scene.marks[token] and token > figure.number[1] - 1:
            behind = scene.figure_at.get(token + 1)
            if behind is None or scene.figures[behind] is figure:
                return token  # `خمسة منهم من الشرطة`, "five of them"; not `21 شخصا بينهم 3 أطفال`
    last = figure.start - 1
    joined = last > 0 and (begins_with_and(scene, figure.start) or "conjunction" in scene.marks[last])
    for token in range(last, max(last - (MAX_LISTED if joined else MAX_CUE), -1), -1):
        if "including" in scene.marks[token]:
            return token
        stop = scene.sentence.forms[token] in ("،", ",", ".", "؛")
        if stop or token in scene.verbs or scene.figure_at.get(token) is not None:
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
        whole = stated_whole(scene, number, taken)
        if whole is not None:
            result[number] = whole
            continue
        cue = part_cue(scene, figure)
        if cue is None and not in_brackets(scene, number) and not _is_among(taken, number):
            before = joined_before(scene, number)
            whole = result.get(before) if before is not None else None
            follows = before is not None and _follows_part(scene, number, before, taken)
            if follows and whole is not None and not exceeds(figures[whole], figure):
                result[number] = whole
            continue
        until = cue if cue is not None and cue < figure.start else figure.start
        wholes = [
            w
            for w in range(number - 1, -1, -1)
            if w in taken
            and (w not in result or _names_all(scene, figures[w], cue) or _narrows(scene, figures[w], figure, cue))
            and not figures[w].implicit
            and figures[w].number[1] <= until  # the cue may be the last word of its phrase: `20 منهم 7 نساء`
            and may_hold(figures[w], figure)
        ]
        whole = next((w for w in wholes if _comparable(taken, w, number)), None)
        if whole is None and cue is not None and "of_them" in scene.marks[cue]:
            whole = _of_others(scene, number, until)
        if whole is not None:
            result[number] = whole
    return result


def _of_others(scene: Scene, number: int, until: int) -> int | None:
    """`خطف عشرين عاملا ومقتل ستة منهم`, `نام 9 رعاة قرب الموقد، توفي 4 منهم`: what became of some of them is of another
    measure than the whole, or only the part has one. The nearest people before are meant."""
    figure = scene.figures[number]
    people = (
        n
        for n in range(number - 1, -1, -1)
        if "person" in scene.figures[n].unit_classes and not scene.figures[n].implicit and scene.figures[n].end <= until
    )
    whole = next(people, None)
    fits = whole is not None and may_hold(scene.figures[whole], figure) and not exceeds(scene.figures[whole], figure)
    return whole if fits else None


def _is_among(taken: Mapping[int, Assignment], number: int) -> bool:
    """`ومن بين القتلى ثلاثة أطفال`: of those told before, whose word it is."""
    return number in taken and taken[number].pair.how == "among"


def stated_whole(scene: Scene, number: int, taken: Mapping[int, Assignment]) -> int | None:
    """The whole that a figure is listed under, or stands in one phrase with; ``None`` where only a cue can tell."""
    for find in (_among, _out_of, _listed_under, _apposed):
        whole = find(scene, number, taken)
        if whole is not None:
            return whole
    return None


def _among(scene: Scene, number: int, taken: Mapping[int, Assignment]) -> int | None:
    """``Three nurses were among nine people killed``: the whole stands behind its part."""
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
        return None  # with commas only between the whole and its word: `Five people, a doctor and four nurses, died`
    parts = [f for f in figures[row : number + 1] if not f.implicit or f is figure]
    total = sum((f.low or 0) for f in parts)
    fits = all(_holds(figures[whole], f) for f in parts) and total <= (figures[whole].high or total)
    verb = any(at in scene.verbs for at in range(figures[whole].end, figures[row].start))
    return whole if fits and not verb else None


def _apposed(scene: Scene, number: int, taken: Mapping[int, Assignment]) -> int | None:
    """`مقتل ستة مدنيين، أربعة أطفال ورجل وامرأة`, ``six people, four women and two men, died``: a row behind a comma
    that makes up the figure before it to the last one, and each of whom may be one of them."""
    figures, forms = scene.figures, scene.sentence.forms
    first = _row(scene, number)
    rest = first + 1
    if number < rest or first not in taken or figures[first].implicit or rest + 1 >= len(figures):
        return None
    whole = figures[first]
    if whole.end >= len(forms) or forms[whole.end] not in (",", "،") or figures[rest].start != whole.end + 1:
        return None
    row = [n for n in range(rest, len(figures)) if _row(scene, n) == first]
    listed = [figures[n] for n in row]
    if number not in row or len(row) < 2 or begins_with_and(scene, figures[rest].start):
        return None
    kinds = all(_is_kind_of(part, whole) for part in listed)
    exact = all(f.low is not None and f.low == f.high for f in (whole, *listed))
    return first if kinds and exact and sum(f.low or 0 for f in listed) == whole.low else None


def _is_kind_of(part: Figure, whole: Figure) -> bool:
    """Whether those that a part counts are named more narrowly than the whole: women are people, men are no women."""
    return part.kind == whole.kind == "count" and whole.unit_classes < part.unit_classes


def _out_of(scene: Scene, number: int, taken: Mapping[int, Assignment]) -> int | None:
    """``Twelve of the 30 people killed``, `12 من أصل 30 قتيلا`, ``Of the 30 people killed, 12 were women``."""
    figures, marks = scene.figures, scene.marks
    figure = figures[number]
    after = next((n for n in range(number + 1, len(figures)) if figures[n].start >= figure.end), None)
    if after is not None and after in taken and not figures[after].implicit:
        between = marks[figure.end : figures[after].start]
        if between and all("out_of" in mark for mark in between) and _holds(figures[after], figure):
            return after
    whole = next((n for n in range(number - 1, -1, -1) if figures[n].end <= figure.start), None)
    if whole is None or whole not in taken or figures[whole].implicit or figure.implicit:
        return None
    fits = _holds(figures[whole], figure) and _opens_with_out_of(scene, figures[whole].start)
    return whole if fits else None


def _opens_with_out_of(scene: Scene, start: int) -> bool:
    """Whether a sentence opens with words for being taken out of a whole, and the figure at ``start`` is the whole."""
    return 0 < start <= MAX_OPENING and all("out_of" in mark for mark in scene.marks[:start])


def _row(scene: Scene, number: int) -> int:
    """The first figure of the row that a figure stands in: behind the sign that opens it, or the first of all."""
    figures, forms, rows = scene.figures, scene.sentence.forms, scene.rows
    while len(rows) <= number:  # each from the one before: a row may be as long as the sentence
        at = len(rows)
        joined = at > 0 and link(scene, figures[at - 1], figures[at])
        rows.append(rows[at - 1] if joined and forms[figures[at].start - 1] not in _OPENS_LIST else at)
    return rows[number]


def _names_all(scene: Scene, whole: Figure, cue: int | None) -> bool:
    """`أربعة أطفال هم ثلاث فتيات وفتى`: right behind a part, a word that names all of it opens parts of the part."""
    return cue is not None and whole.end == cue and "complete" in scene.marks[cue]


def _narrows(scene: Scene, whole: Figure, part: Figure, cue: int | None) -> bool:
    """`منهم ستة مدنيين، بينهم طفلان`: right behind a part and a comma, some of it that are named more narrowly."""
    if cue is None or cue >= part.start or whole.end + 1 != cue or scene.sentence.forms[whole.end] not in (",", "،"):
        return False
    return _is_kind_of(part, whole) and not exceeds(whole, part)


def exceeds(whole: Figure, part: Figure) -> bool:
    """Whether a part is more than its whole is said to be, however open the whole is: ``more than 30``."""
    most = whole.high if whole.high is not None else whole.low
    return part.low is not None and most is not None and part.low > most


def _holds(whole: Figure, part: Figure) -> bool:
    """Whether a part may be of a whole: of the same kind of thing, and smaller."""
    smaller = part.low is None or whole.high is None or part.low < whole.high
    return part.kind == "count" and smaller and may_hold(whole, part)


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
    """Whether a figure stands in brackets right behind another one: `قتل 12 شخصا (3 أطفال)`."""
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
