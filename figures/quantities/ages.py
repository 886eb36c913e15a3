"""Ages: durations that say how old somebody is, and bare numbers behind a name."""

from __future__ import annotations

from figures.model import Number
from figures.quantities.context import Context

MAX_AGE = 120
MAX_AGE_GAP = 6
_GLUED = frozenset("وبلف")


def age_end(context: Context, number: Number, start: int, end: int) -> int:
    """Where the phrase of an age ends (`46 عاما`, ``46-year-old``); 0 where the duration is no age."""
    forms, language = context.forms, context.language
    for at in range(number.end, min(end + 1, len(forms))):
        hit = language.age_after.starting(forms, at)
        if hit is not None:
            return hit[0] if context.sentence.lang == "en" else end
    for index in range(number.start - 1, max(number.start - 1 - MAX_AGE_GAP, -1), -1):
        form = forms[index]
        bare = form[1:] if form[0] in _GLUED and len(form) > 3 else form
        if form in language.age_before or bare in language.age_before:
            return end
        person = context.unit_ending(index) if form in language.age_of_person else None
        if person is not None and "person" in context.classes(person[1].name):
            return end
        if index < start and form not in language.age_between:
            break
    return end if _age_aside(context, start, end) else 0


def _age_aside(context: Context, start: int, end: int) -> bool:
    """`سالم (46 عاما)`, `سالم، 46 عاما، قال`: years alone between brackets or commas."""
    forms = context.forms
    before, after = forms[start - 1] if start else "", forms[end] if end < len(forms) else "."
    return (before == "(" and after in (")", "،", ",")) or (before in ("،", ",") and after in ("،", ",", ")"))


def age_of_name(context: Context, number: Number) -> bool:
    """``Dion Garcia, 37, said``: a bare number between commas behind a name."""
    forms, sentence = context.forms, context.sentence
    before, after = number.start - 1, number.end
    if sentence.lang != "en" or number.end - number.start != 1 or not 0 < (number.low or 0) < MAX_AGE or before < 1:
        return False
    if not forms[number.start].isdecimal() or forms[before] not in (",", "("):
        return False
    if after + 1 < len(forms) and forms[after] not in (",", ".", ")", ";"):
        return False
    name = sentence.raw(before - 1, before)
    return name[0].isupper() and not forms[before - 1].isdecimal() and before - 1 not in context.taken
