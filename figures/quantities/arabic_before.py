"""Arabic nouns that stand before their number: `الجنود الثلاثة`, `طفلان اثنان`, `القتلى البالغ عددهم 25`."""

from __future__ import annotations

from figures.model import Number
from figures.quantities.context import Context, Found

NISBA = ("ي", "يه", "يا", "يين", "يون", "يات", "يان", "يتين", "يتان")
"""Endings of adjectives made of names."""

THEIRS = "هم"
"""The pronoun of people, glued to a noun."""

MAX_BACK = 3


def noun_before(context: Context, number: Number, lone: bool) -> Found | None:
    """The noun before its number: `الجنود الثلاثة`, `ركابها الـ66`, `طفلان اثنان`, `غارة جوية واحدة`."""
    if _joined(context, number):
        return None
    at = number.start - 1
    while at >= 0 and context.sentence.glued(at + 1) and context.forms[at] in ("ال", "و", "ب", "ل", "ف"):
        at -= 1
    return _before_lone(context, number, at) if lone and not number.definite else _before_definite(context, number, at)


def _joined(context: Context, number: Number) -> bool:
    """`أربعة مدنيين واثنان من الشرطة`: a number joined by و is none of the noun before it. واحد has its own و."""
    return number.low != 1 and context.forms[number.start].startswith("و")


def _before_lone(context: Context, number: Number, at: int) -> Found | None:
    """An indefinite noun, with at most one adjective between: `مبنى واحد`, `غارة جوية واحدة`."""
    forms = context.forms
    for index in (at, at - 1):
        found = context.unit_ending(index + 1)
        if found is not None:
            start, reading = found
            if reading.det or reading.num not in ("", "d", "s", "p"):
                return None
            return Found(start, number.end, head=start, unit=reading.name, pair=True)
        bare = forms[index] if index >= 0 else ""
        if not context.is_word(index) or bare.startswith("ال"):
            return None
        adjective = bare in context.language.adjectives or bare.endswith(NISBA)
        if not adjective or index != at:
            break
    if not context.is_word(at) or any(r.pos in ("verb", "particle") for r in context.words[at].readings):
        return None
    return Found(at, number.end, head=at, pair=True)


def _before_definite(context: Context, number: Number, at: int) -> Found | None:
    """A definite noun, behind its genitives and adjectives: `مدن الشمال الثلاثة`, `الجنود الأتراك الثلاثة`."""
    forms = context.forms
    first: int | None = None
    for index in range(at, max(at - MAX_BACK, -1), -1):
        found = context.unit_ending(index + 1)
        if found is not None:
            start, reading = found
            bound = reading.det or reading.pron
            if bound and reading.num in ("p", "d"):
                return Found(start, number.end, head=start, unit=reading.name, pair=True)
            if not bound and index < at and reading.num in ("p", "d"):
                return Found(start, number.end, head=start, unit=reading.name, pair=True)
        if not forms[index][0].isalpha() or index in context.taken:
            break
        if forms[index] in context.language.function_words and forms[index] not in context.language.directions:
            break
        if forms[index].startswith("ال") and (first is None or (first == index + 1 and forms[first].endswith(NISBA))):
            first = index
    if first is not None:
        found = context.unit(first)
        return Found(first, number.end, head=first, unit=found[1].name if found is not None else None, pair=True)
    return None


def announced(context: Context, number: Number) -> Found | None:
    """`القتلى البالغ عددهم 25`: the noun before the words that announce its number. Words that say "their" of people
    are said of none but people: `ركاب الطائرة وعددهم 62`."""
    hit = context.language.numbered.ending(context.forms, number.start)
    if hit is None:
        return None
    start = hit[0]
    people = any(form.endswith(THEIRS) for form in context.forms[start : number.start])
    for index in range(start, max(start - MAX_BACK, 0), -1):
        found = context.unit_ending(index)
        if found is not None and (not people or "person" in context.classes(found[1].name)):
            return Found(found[0], number.end, head=found[0], unit=found[1].name, pair=True)
        if index - 1 >= 0 and not context.is_word(index - 1):
            break
    return Found(number.start, number.end)


def dual_before(context: Context, number: Number) -> bool:
    """`عنصران اثنان من الدفاع`: a dual before `اثنان` is its noun, whatever follows."""
    found = context.unit_ending(number.start)
    return number.low == 2 and not _joined(context, number) and found is not None and any(
        r.unit and r.num == "d" for r in context.words[number.start - 1].readings)
