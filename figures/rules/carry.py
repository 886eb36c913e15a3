"""What a sentence counts of the one before it: ``An airstrike killed 12 people. Four of them were children.``

A figure that no word of its own sentence governs is a part of a figure stated just before where the sentence points
back with a pronoun (`بينهم أربعة أطفال`, ``among them were four children``, ``they included``), or has nothing but a
bare number for its subject (``Four were children``). What it is a part of must be beyond doubt: one measure of people
in the sentence before, and a whole that is not smaller.

A figure that its own sentence governs is a part too where it is said to be among those told before (`ومن بين القتلى 3
أطفال`, ``the dead included three children``), or where its sentence opens with it and points back (``Nine of those
deaths``, `وتوفي ثلاثة منهم`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from figures.model import Figure, Value
from figures.rules import cues
from figures.rules.engine import Decision
from figures.rules.parts import exceeds, may_hold
from figures.rules.rows import link
from figures.rules.scene import Scene

BACK = 4
"""Tokens at most between a figure and the pronoun that points back."""

OPENING = 2
"""Tokens at most before the figure that a sentence opens with: ``They were eight soldiers``."""

SENTENCES = 3
"""Sentences back at most to a whole whose word the part repeats: ``Among the dead were three children``."""

CARRIED_COST = 1.0


@dataclass(frozen=True, slots=True)
class Earlier:
    """A sentence with figures that were claimed; ``until`` is the index of the last one that took a part from it."""

    scene: Scene
    decisions: Mapping[int, Decision]
    until: int


def carry(scene: Scene, decisions: Mapping[int, Decision], earlier: Earlier) -> dict[int, Decision]:
    """Decisions for the figures of ``scene`` that are parts of a figure of ``earlier``, by number: new ones, and those
    of ``decisions`` that now say so."""
    back = scene.sentence.index - earlier.until
    if back > SENTENCES:
        return {}
    told = _told(scene, decisions, earlier, back == 1)
    return {**told, **_untold(scene, decisions, earlier)} if back == 1 else told


def _told(scene: Scene, decisions: Mapping[int, Decision], earlier: Earlier, near: bool) -> dict[int, Decision]:
    """Parts that a word of their own sentence governs; ``near`` says that nothing stands between the sentences."""
    found: dict[int, Decision] = {}
    for number, decision in sorted(decisions.items()):
        figure = scene.figures[number]
        if decision.part_of is not None or decision.previous is not None:
            continue
        before = found.get(number - 1)
        whole = None
        if decision.how == "among":
            whole = _of_measure(earlier, decision)
        elif before is not None and decision.how == "with" and before.rule is decision.rule:
            whole = before.earlier[1] if before.earlier else None
        elif near and _opens(figure) and _points_back(scene, figure) is not None:
            whole = _of_measure(earlier, decision)
            whole = _whole(earlier) if whole is None else whole
        total = earlier.scene.figures[whole] if whole is not None else None
        if total is not None and may_hold(total, figure) and not exceeds(total, figure):
            found[number] = replace(decision, earlier=(earlier.scene.sentence.index, whole or 0))
    return found if _add_up(scene, found, earlier) else {}


def _add_up(scene: Scene, found: Mapping[int, Decision], earlier: Earlier) -> bool:
    """Whether all parts of each whole are together less than it, or make it up: one that is all of it is no part."""
    sums: dict[int, list[Value]] = {}
    for number, decision in found.items():
        if decision.earlier is not None and scene.figures[number].kind == "count":
            sums.setdefault(decision.earlier[1], []).append(scene.figures[number].low or 0)
    for whole, lows in sums.items():
        high = earlier.scene.figures[whole].high
        if high is not None and (sum(lows) > high or lows == [high]):
            return False
    return True


def _of_measure(earlier: Earlier, decision: Decision) -> int | None:
    """The one figure of the sentence before that counts, as a whole, the same as a decision does."""
    same = [
        n
        for n, d in sorted(earlier.decisions.items())
        if d.rule.emit.measure == decision.rule.emit.measure
        and d.part_of is None
        and d.earlier is None
        and d.stance == decision.stance
        and not earlier.scene.figures[n].implicit
    ]
    return same[0] if len(same) == 1 else None


def _opens(figure: Figure) -> bool:
    """Whether nothing but a verb or a conjunction stands before a figure: no other that its pronoun may mean."""
    return figure.start <= 1


def _untold(scene: Scene, decisions: Mapping[int, Decision], earlier: Earlier) -> dict[int, Decision]:
    """Parts that no word of their own sentence governs take the measure of the whole."""
    whole = _whole(earlier)
    if whole is None:
        return {}
    total = earlier.scene.figures[whole]
    found: dict[int, tuple[int, int]] = {}
    open_ = [n for n in range(len(scene.figures)) if n not in decisions and may_hold(total, scene.figures[n])]
    for number in open_:
        figure = scene.figures[number]
        cue = _points_back(scene, figure)
        if cue is not None and not exceeds(total, figure):
            found[number] = cue
    for numbers in (open_, open_[::-1]):  # `ثلاثة جنود وشرطيان بينهم`: joined on either side
        for number in numbers:
            beside = next((n for n in found if abs(n - number) == 1), None)
            if number not in found and beside is not None and _joined(scene, number, beside):
                found[number] = found[beside]
    source = earlier.decisions[whole]
    return {
        number: Decision(
            figure=number, rule=source.rule, trigger=cue, how="carried", cost=CARRIED_COST, basis=source.basis,
            stance=source.stance,
            cues=cues.cues(scene, cue, scene.figures[number]), earlier=(earlier.scene.sentence.index, whole),
        )
        for number, cue in sorted(found.items())
    }


def _whole(earlier: Earlier) -> int | None:
    """The figure of people that a pronoun must mean: the first of the only measure that there is."""
    stated = [n for n, d in sorted(earlier.decisions.items()) if d.part_of is None and _counts_people(d)]
    if len({earlier.decisions[n].rule.emit.measure for n in stated}) != 1:
        return None
    return stated[0] if not earlier.scene.figures[stated[0]].implicit else None


def _counts_people(decision: Decision) -> bool:
    return "person" in decision.rule.counts or decision.rule.counts_all


def _points_back(scene: Scene, figure: Figure) -> tuple[int, int] | None:
    """The tokens of the word that points back from a figure; ``None`` where there is none."""
    marks = scene.marks
    if figure.kind not in ("count", "percent") or figure.implicit:
        return None
    for token in (*range(figure.start - 1, figure.start - 1 - BACK, -1), *range(figure.start, figure.end + BACK)):
        if not 0 <= token < len(marks):
            continue
        if "of_them" in marks[token]:
            if token >= figure.start and not _is_subject(scene, figure):
                return None  # ``He gave three of them a book``
            first = last = token
            while first > 0 and "of_them" in marks[first - 1]:
                first -= 1
            while last + 1 < len(marks) and "of_them" in marks[last + 1]:
                last += 1
            return first, last + 1
        if token > figure.end and scene.figure_at.get(token) is not None:
            break
    if figure.kind == "count" and 0 < figure.start <= OPENING and scene.has("they", 0, figure.start):
        return 0, figure.start  # `وهم ثمانية جنود وأربعة مدنيين`
    if figure.unit is None and figure.start <= 1 and figure.end < len(marks) and "auxiliary" in marks[figure.end]:
        return _predicate(scene, figure.end)
    return None


def _is_subject(scene: Scene, figure: Figure) -> bool:
    """Whether a figure opens its clause or has an auxiliary of its own behind it."""
    return _opens(figure) or scene.has("auxiliary", figure.end, figure.end + BACK)


def _predicate(scene: Scene, auxiliary: int) -> tuple[int, int] | None:
    """``Four were children``: the noun of people that a bare number is said to be."""
    for token in range(auxiliary + 1, min(auxiliary + 1 + BACK, len(scene.words))):
        if token in scene.verbs or "preposition" in scene.marks[token]:
            return None
        if any(reading.unit for reading in scene.words[token].readings):
            return token, token + 1
    return None


def _joined(scene: Scene, number: int, other: int) -> bool:
    first, second = sorted((scene.figures[number], scene.figures[other]), key=lambda f: f.start)
    return link(scene, first, second)
