"""A measure told in two units, the smaller one behind: ``6 feet 3 inches``, `6 أقدام و3 بوصات`, ``the 6-foot-3 guard``.

Which unit has which smaller ones is said in ``rules/units``.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import msgspec

from figures.model import Figure, Value
from figures.quantities.context import Context
from figures.quantities.units import amount

_PLACES = 4
"""Digits behind the point that are kept: six feet and an inch are 6.0833."""

_DASH = "-"


def joined(context: Context, figures: Sequence[Figure]) -> list[Figure]:
    """``figures`` with the smaller part of a measure put into the larger one, in the same order."""
    result: list[Figure] = []
    for figure in figures:
        last = result[-1] if result else None
        share = _share(context, last, figure) if last is not None else None
        if last is not None and share is not None and figure.low is not None:
            result[-1] = _with(context, last, figure.low, share, figure.number[1], figure.end)
            continue
        result.append(figure)
    return [_bare(context, figure) for figure in result]


def _share(context: Context, large: Figure, small: Figure) -> int | None:
    """How many of the second figure's unit make one of the first's, where the two are told as one measure."""
    unit = context.units.get(large.unit or "")
    share = unit.smaller.get(small.unit or "") if unit is not None else None
    if share is None or not _plain(large) or not _plain(small) or (small.low or 0) >= share:
        return None
    between = list(context.forms[large.end : small.start])
    close = not between or (len(between) == 1 and (between[0] == _DASH or between[0] in context.language.range_and))
    return share if close else None


def _bare(context: Context, figure: Figure) -> Figure:
    """``6-foot-3``: the number of the smaller unit right behind the larger, its name left out."""
    unit = context.units.get(figure.unit or "")
    at = figure.end + 1
    if unit is None or len(unit.smaller) != 1 or not _plain(figure) or at >= len(context.forms):
        return figure
    form, share = context.forms[at], next(iter(unit.smaller.values()))
    glued = context.forms[figure.end] == _DASH and all(context.sentence.glued(i) for i in (figure.end, at))
    if not glued or not form.isdecimal() or len(form) > len(str(share)) or int(form) >= share:
        return figure
    return _with(context, figure, int(form), share, at + 1, at + 1)


def _plain(figure: Figure) -> bool:
    return figure.qualifier in ("exact", "approx") and figure.low is not None and figure.low == figure.high


def _with(context: Context, large: Figure, low: Value, share: int, number: int, end: int) -> Figure:
    """A figure with a part of so many shares more."""
    whole = Decimal(large.low or 0) + round(Decimal(low) / share, _PLACES)
    value: Value = int(whole) if whole == int(whole) else whole.normalize()
    return msgspec.structs.replace(
        large, end=max(end, large.end), number=(large.number[0], number), low=value, high=value,
        value=amount(value, value, context.units.get(large.unit or ""), large.kind),
    )
