"""What figures take over from one another: coordination, parts of a whole, the rest, old and new values.

``govern`` gives a word at most one figure on each side. The others in a row (`12 جنديا و3 مدنيين`), the parts that a
cue announces (`بينهم 3 أطفال`, ``including three children``) and the rest (`و30 آخرين`) take their measure from the
figure that they are tied to.
"""

from __future__ import annotations

from collections.abc import Mapping

from figures.rules.change import changed, replaced
from figures.rules.govern import Assignment, Pair, counts
from figures.rules.parts import in_brackets, part_cue, parts, stated_whole
from figures.rules.rows import is_gapped, joined_before, link
from figures.rules.scene import Scene


def inherit(scene: Scene, taken: dict[int, Assignment]) -> None:
    """Give figures without a word of their own the measure of the one that they are joined to or a part of."""
    figures = scene.figures
    _exchange(scene, taken)
    for number in [n for n in taken if _borrows(scene, n, taken)]:
        del taken[number]
    for number, figure in enumerate(figures):
        if number in taken:
            continue
        whole = stated_whole(scene, number, taken)
        if whole is None and (part_cue(scene, figure) is not None or in_brackets(scene, number)):
            whole = parts(scene, taken, number).get(number)
        again = _restated(scene, number, taken)
        donor = whole if whole is not None else again if again is not None else _donor_before(scene, number, taken)
        if donor is not None and donor in taken:  # the whole may have no measure
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


def _borrows(scene: Scene, number: int, taken: Mapping[int, Assignment]) -> bool:
    """`أفرج عن 30 معتقلا، بينهم 4 نساء`: whether a part has its measure from no more than the noun of its whole, which
    itself is counted for something else."""
    word, figure = taken[number].pair.trigger, scene.figures[number]
    whole = scene.figure_at.get(word.start)
    if whole is None or whole >= number or whole not in taken or scene.figures[whole].end > figure.start:
        return False
    return taken[whole].pair.rule != taken[number].pair.rule and part_cue(scene, figure) is not None


def _exchange(scene: Scene, taken: dict[int, Assignment]) -> None:
    """Give the old value the measure of the new one, or the other way round: `من 12 إلى 15` counts one thing twice."""
    for new in range(1, len(scene.figures)):
        old = changed(scene, new)
        if old is not None and (old in taken) != (new in taken):
            number, donor = (new, old) if old in taken else (old, new)
            _give(scene, number, donor, taken, "changed")


def _donor_before(scene: Scene, number: int, taken: Mapping[int, Assignment]) -> int | None:
    before = joined_before(scene, number, taken)
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
    if fit is None and is_gapped(scene, scene.figures[number]) and how == "with":
        fit = counts(pair.rule, taken[donor].figure)  # ``300 troops are at the fort and 90 at the dam``
    if fit is None and how != "changed" and not (scene.figures[number].kind == "percent" and how == "part"):
        return
    own = Pair(number, pair.rule, pair.trigger, pair.cost + 0.1, how)
    taken[number] = Assignment(own, scene.figures[number])


def previous_values(scene: Scene, taken: Mapping[int, Assignment]) -> dict[int, int]:
    """Which figure replaces which: `من 12 إلى 15` after a word of rising or falling: ``{new: old}``."""
    found = ((new, replaced(scene, new)) for new in range(1, len(scene.figures)))
    return {new: old for new, old in found if old is not None and (new in taken or old in taken)}
