"""Ranges whose unit stands behind both ends: `ما بين 10 سنوات و15 سنة`, ``between 5 km and 7 km``.

The numeral grammar joins `بين 10 و15 سنة`; here the unit says that the ends belong together. `بين 20 قتيلا و30 جريحا`
counts two things, so the noun itself must be the same.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from figures.model import Figure
from figures.quantities.context import Context
from figures.quantities.units import amount


def spans(context: Context, figures: Sequence[Figure]) -> list[Figure]:
    """``figures`` with such pairs joined, in the same order."""
    result: list[Figure] = []
    for figure in figures:
        if result and _joined(context, result[-1], figure):
            first = result[-1]
            lead = context.language.range_lead.ending(context.forms, first.start)
            result[-1] = msgspec.structs.replace(
                figure, start=lead[0] if lead is not None else first.start, number=(first.number[0], figure.number[1]),
                low=first.low, qualifier="range",
                value=amount(first.low, figure.high, context.units.get(figure.unit or ""), figure.kind))
            continue
        result.append(figure)
    return result


def _joined(context: Context, first: Figure, second: Figure) -> bool:
    if first.qualifier != "exact" or second.qualifier != "exact" or first.unit is None or first.unit != second.unit:
        return False
    if first.head is None or second.head is None or first.low is None or second.low is None or first.low >= second.low:
        return False
    between = context.forms[first.end : second.start]
    glued = context.forms[second.start][:1] == "و" and not between
    if not (glued or (len(between) == 1 and between[0] in context.language.range_and)):
        return False
    lead = context.language.range_lead.ending(context.forms, first.start)
    if lead is None or context.forms[lead[0]] not in context.language.range_open:
        return False
    names = [{r.lemma for r in context.words[f.head].readings if r.unit} for f in (first, second) if f.head is not None]
    return not names[0].isdisjoint(names[1])
