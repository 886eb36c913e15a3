"""Hedges: the words that say that a number is about, at least or at most what it says.

They stand right before the number (`نحو`, ``at least``), behind it or its noun (`على الأقل`), or they are a verb some
words before it (`تجاوز عدد القتلى 300`), which a negation turns round (`لم يتجاوز`).
"""

from __future__ import annotations

from figures.model import Qualifier
from figures.quantities.context import Context
from figures.quantities.phrases import Sense

MAX_VERB_GAP = 6
MAX_AFTER = 3
OPENING = ("(", "[", '"', "'")
PUNCTUATION = frozenset(",،;؛:.!?؟()[]—…|\"")
_CLITICS = frozenset(("ال", "و", "ب", "ل", "ف", "ك", "ول", "وال", "بال", "لل"))


def word_start(context: Context, at: int) -> int:
    """Where the word of the number begins, with what is glued before it (`الـ30`, `و12`)."""
    forms = context.forms
    while at > 0 and forms[at - 1] in _CLITICS and (context.sentence.glued(at) or forms[at - 1] == "ال"):
        at -= 1
    return at


def hedge_before(context: Context, start: int, floor: int) -> tuple[int, Sense | None]:
    """The hedge that ends before token ``start``, or a verb some words before; where it begins and what it says.

    No token before ``floor`` belongs to this figure.
    """
    forms, language = context.forms, context.language
    at = start
    skip = at - 1 if at > 0 and forms[at - 1] in OPENING else at
    for end in dict.fromkeys((at, skip)):
        hit = language.before.ending(forms, end)
        if hit is None or hit[0] < floor:
            continue
        first, sense = hit
        if first > 0 and first + 1 == end and (forms[first - 1], forms[first]) in language.phrasal:
            continue
        verb = language.verbs.get(forms[first])
        if first - 1 >= floor and forms[first - 1] in language.negation:
            turned = _turn(sense)
            if turned is not sense and (verb is not None or sense.then):
                return _lead(context, first - 1, floor), turned
        return _lead(context, first, floor), sense
    return _hedge_verb(context, start, floor)


def _lead(context: Context, start: int, floor: int) -> int:
    return start - 1 if start - 1 >= floor and context.forms[start - 1] in context.language.lead else start


def _turn(sense: Sense) -> Sense:
    turned: dict[Qualifier, Qualifier] = {
        "more_than": "at_most", "less_than": "at_least", "at_least": "less_than", "at_most": "more_than"}
    return sense._replace(qualifier=turned[sense.qualifier]) if sense.qualifier in turned else sense


def _hedge_verb(context: Context, start: int, floor: int) -> tuple[int, Sense | None]:
    """A verb that bounds the number from some words before it: `تجاوز عدد القتلى 300`."""
    forms, language = context.forms, context.language
    for index in range(start - 1, max(start - 1 - MAX_VERB_GAP, floor - 1), -1):
        form = forms[index]
        if form in PUNCTUATION or index in context.taken:
            break
        sense = language.verbs.get(form)
        if sense is not None:
            if sense.then and not sense.then.intersection(forms[index + 1 : start][-1:]):
                break
            if index + 1 < start and not sense.then and forms[start - 1] in language.prepositions:
                break
            if index - 1 >= floor and forms[index - 1] in language.negation:
                return _lead(context, index - 1, floor), _turn(sense)
            return _lead(context, index, floor), sense
        readings = context.words[index].readings
        if any(r.pos == "verb" for r in readings) and not any(r.unit or r.pos == "noun" for r in readings):
            break
    return start, None


def hedge_after(context: Context, number_end: int, end: int, ceiling: int) -> tuple[int, Sense | None]:
    """A hedge behind the number or its noun: `11 شخصا على الأقل`, ``300 or so``."""
    forms, language = context.forms, context.language
    for at in (number_end, *range(end, min(end + MAX_AFTER, len(forms)))):
        if at > ceiling or at >= len(forms) or (forms[at] in PUNCTUATION and at != number_end and forms[at] != '"'):
            break
        hit = language.after.starting(forms, at)
        if hit is not None and hit[0] <= ceiling and not _belongs_to_next(context, hit, ceiling):
            return max(hit[0], end), hit[1]
        if at >= end and context.is_word(at) and context.sentence.lang == "en":
            break
        if at >= end and not context.is_word(at) and at != number_end and forms[at] != '"':
            break
    return end, None


def _belongs_to_next(context: Context, hit: tuple[int, Sense], ceiling: int) -> bool:
    """Whether the hedge is that of the next number: `17 قتيلا وأكثر من 55`, ``17 and at least 12``."""
    forms, end = context.forms, hit[0]
    if end < len(forms) and forms[end] in context.language.partitive and hit[1].qualifier == "more_than":
        return True
    follows = end == ceiling and ceiling < len(forms)
    return follows and (context.sentence.lang == "en" or hit[1].qualifier == "more_than")
