"""Arabic magnitudes without a number before them: `عشرات الآلاف`, `مئات`, `بضعة آلاف`, `عدة ملايين`."""

from __future__ import annotations

from typing import NamedTuple

from figures.model import Qualifier, Value
from figures.numbers.ar_words import Atom, Words
from figures.text import Sentence

_SCALES = ("vague", "scale")


class Piece(NamedTuple):
    """A numeral as read: where it ends, its ends, its last scale (1 for none) and the number before that scale."""

    end: int
    low: Value | None
    high: Value | None
    qualifier: Qualifier = "exact"
    scale: int = 1
    coefficient: Value = 0
    definite: bool = False
    problem: str | None = None


def vague(sentence: Sentence, words: Words, at: int, atom: Atom) -> Piece:
    """The vague magnitude that starts with ``atom`` at ``at``: twice to ten times the product of its scales, each
    larger than the last; behind `بضعة`, ten is one of the teens."""
    if atom.kind == "ten":
        return Piece(at + 1, 13, 19, "vague", definite=atom.definite)
    unit = last = int(atom.value)
    end = at + 1
    while (scale := _scale(sentence, words, end)) is not None and scale.value > last:
        last = int(scale.value)
        unit *= last
        end += 1
    return Piece(end, 2 * unit, 10 * unit - 1, "vague", definite=atom.definite)


def several(sentence: Sentence, words: Words, at: int) -> bool:
    """Whether `بضع` or its like stands before the scale at ``at``, and both are one vague number."""
    if at == 0:
        return False
    before, scale = words.atom(sentence.forms[at - 1]), words.atom(sentence.forms[at])
    return (
        before is not None
        and before.kind == "several"
        and scale is not None
        and scale.kind in (*_SCALES, "ten")
        and not scale.particles
        and scale.value > 1
    )


def _scale(sentence: Sentence, words: Words, at: int) -> Atom | None:
    """The scale word at ``at`` that belongs to what stands before it."""
    atom = words.atom(sentence.forms[at]) if at < len(sentence.forms) else None
    return atom if atom is not None and atom.kind in _SCALES and not atom.particles else None
