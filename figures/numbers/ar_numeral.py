"""One Arabic numeral: words, digits, both, a vague magnitude, or digits with a letter for their decimal mark."""

from __future__ import annotations

from decimal import Decimal

from figures.model import whole
from figures.numbers.ar_sum import LARGEST, TOO_LARGE, Sum, has_article
from figures.numbers.ar_vague import Piece, vague
from figures.numbers.ar_words import Words
from figures.numbers.digits import parse
from figures.text import Sentence

MAX_GROUPS = 8
_SCALES = ("scale", "vague")


def numeral(sentence: Sentence, words: Words, start: int) -> Piece | None:
    """The longest numeral that starts at ``start``: words, digits, or both; ``None`` where there is none."""
    form = sentence.forms[start]
    if not "0" <= form[0] <= "9":
        atom = words.atom(form)
        if atom is None:
            return None
        return vague(sentence, words, start, atom) if atom.kind == "vague" else Sum(sentence, words, start).read()
    following = sentence.forms[start + 1] if start + 1 < len(sentence.forms) else ""
    if following in words.decimal:
        end, written = mirrored(sentence.forms, words, start)
        if end > start + 1:
            return _mirrored(sentence, words, end, written)
    atom = words.atom(following) if following else None
    scaled = atom is not None and not atom.joined and atom.kind in ("scale", "vague", "dual")
    value = parse(form, scaled)
    if value is None and len(form) == 2 and atom is None and form != "00":
        # `04 عناصر`: the press of the Maghreb fills up with a nought; codes and times are traps
        return Piece(start + 1, int(form), int(form), coefficient=int(form), definite=has_article(sentence, start))
    if value is None:
        return None
    if isinstance(value, str):
        return Piece(start + 1, None, None, problem=value)
    if atom is None and following != "و" and not following.isdecimal():
        # most digits stand alone
        if value >= LARGEST:
            return Piece(start + 1, None, None, problem=TOO_LARGE)
        return Piece(start + 1, value, value, coefficient=value, definite=has_article(sentence, start))
    return Sum(sentence, words, start).read()


def mirrored(forms: list[str], words: Words, start: int) -> tuple[int, str]:
    """Digits with a letter for their mark, last group first (`5ر3`): where they end, and as they are written else."""
    end, groups = start + 1, [forms[start]]
    while (
        end + 1 < len(forms) and end - start < MAX_GROUPS and forms[end] in words.decimal and forms[end + 1].isdecimal()
    ):
        groups.append(forms[end + 1])
        end += 2
    return end, ".".join(reversed(groups))


def _mirrored(sentence: Sentence, words: Words, end: int, written: str) -> Piece | None:
    atom = words.atom(sentence.forms[end]) if end < len(sentence.forms) else None
    scale = int(atom.value) if atom is not None and atom.kind in _SCALES and not atom.joined else 1
    value = parse(written, scale > 1)
    if isinstance(value, str):
        return Piece(end, None, None, problem=value)
    if value is None:
        return None
    total = whole(Decimal(value) * scale)
    return Piece(end + (scale > 1), total, total, scale=scale, coefficient=value)
