"""The figures of a sentence: each number with its hedge, what it counts, and the phrase that holds them all.

The phrase runs from the hedge to the counted noun and its adjectives; what stands on either side of the number is
found by the language's own module (``arabic``, ``english``), hedges and kinds are found here, the same way for both.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from figures.lexicon import Lexicon, Word
from figures.model import Figure, Kind, Number, Qualifier, Value, whole
from figures.quantities import arabic, english
from figures.quantities.context import Context, Found
from figures.quantities.implicit import fractions, singles
from figures.quantities.phrases import Sense, load_languages
from figures.quantities.units import base_value
from figures.text import Sentence

MAX_VERB_GAP = 6
MAX_AFTER = 3
MAX_AGE_GAP = 6
MAX_AGE = 120
_GLUED = frozenset("وبلف")
_OPENING = ("(", "[", '"', "'")
_CLITICS = frozenset(("ال", "و", "ب", "ل", "ف", "ك", "ول", "وال", "بال", "لل"))
_PUNCTUATION = frozenset(",،;؛:.!?؟()[]—…|\"")
_FINDERS = {"ar": arabic.find, "en": english.find}


def find_figures(
    sentence: Sentence,
    words: Sequence[Word],
    numbers: Sequence[Number],
    lexicon: Lexicon,
    implicit: bool = True,
) -> list[Figure]:
    """The figures of ``sentence`` in order of their numbers; all indexes are tokens.

    ``words`` are the readings of its tokens, ``numbers`` what ``find_numbers`` found. With ``implicit`` also the
    *candidates* without a number word: duals, indefinite single persons, `أحد الجنود`, ``one of the soldiers``;
    they count only where a rule claims them.
    """
    languages = load_languages()
    language = languages.get(sentence.lang)
    if language is None:
        return []
    context = Context(sentence, words, numbers, lexicon, language)
    finder = _FINDERS[sentence.lang]
    figures: list[Figure] = []
    floor = 0
    for position, number in enumerate(numbers):
        figure = _figure(context, number, finder(context, number), floor, position)
        figures.append(figure)
        floor = figure.end
    figures.extend(fractions(context, figures))
    if implicit:
        figures.extend(singles(context, figures))
    figures.sort(key=lambda figure: (figure.number, figure.start))
    return figures


def _figure(context: Context, number: Number, found: Found, floor: int, position: int) -> Figure:
    start, end = min(found.start, number.start), max(found.end, number.end)
    head, unit = found.head, found.unit
    ceiling = context.numbers[position + 1].start if position + 1 < len(context.numbers) else len(context.forms)
    end = max(min(end, ceiling), number.end)
    if head is not None and head >= end:
        head, unit = None, None
    symbol = _symbol(context, number.start, floor)
    if symbol is not None and context.kind(unit) != "money":
        head, unit = symbol
        start = min(start, head)
        end = end if found.unit is None or context.kind(found.unit) == "count" else number.end
    kind = context.kind(unit)
    if number.qualifier == "range":
        lead = context.language.range_lead.ending(context.forms, start)
        start = lead[0] if lead is not None and lead[0] >= floor else start
    plain = start
    before, sense = _hedge_before(context, start if found.pair else _clitics(context, start), floor)
    start = before if sense is not None else plain
    if sense is None or sense.qualifier == "approx":
        after, later = _hedge_after(context, number.end, end, ceiling)
        end, sense = (after, later) if later is not None else (end, sense)
    additional = context.language.additional.ending(context.forms, start)
    if additional is not None and additional[0] >= floor:
        start = additional[0]
    age = _age_end(context, number, start, end) if kind == "duration" else 0
    if age:
        kind, end = "age", max(end, min(age, ceiling))
    elif unit is None and head is None and _age_of_name(context, number):
        kind = "age"
    low, high, qualifier = _bounds(number, sense)
    value = _value(context, low, high, unit, kind)
    return Figure(
        start=start, end=end, number=(number.start, number.end), low=low, high=high, qualifier=qualifier, kind=kind,
        unit=unit, unit_classes=context.classes(unit), head=head, implicit=number.implicit,
        definite=number.definite, other=found.other, below=sense is not None and sense.below, value=value,
        problem=number.problem,
    )


def _value(
    context: Context, low: Value | None, high: Value | None, unit: str | None, kind: Kind
) -> tuple[Value, str] | None:
    """The amount in the base unit of its kind, of the middle of a range; ``None`` where the unit does not convert."""
    known = context.units.get(unit) if unit is not None else None
    if known is None or known.pint is None or (low is None and high is None):
        return None
    amount = low if low is not None else high
    if low is not None and high is not None and low != high:
        amount = whole((Decimal(low) + Decimal(high)) / 2)
    return base_value(amount, known.pint, kind) if amount is not None else None


def _symbol(context: Context, at: int, floor: int) -> tuple[int, str] | None:
    """A currency sign before the number: `$1.2bn`, `US$ 5`, ``USD 300``."""
    for index in (at - 1, at - 2):
        if index < floor:
            return None
        found = context.unit_ending(index + 1)
        sign = not "\u0621" <= context.forms[index][0] <= "\u064a"  # بينهم is not ين, the yen
        if sign and found is not None and context.kind(found[1].name) == "money":
            return found[0], found[1].name
        if context.forms[index] not in _OPENING:
            return None
    return None


def _clitics(context: Context, at: int) -> int:
    """Where the word of the number begins, with what is glued before it (`الـ30`, `و12`)."""
    forms = context.forms
    while at > 0 and forms[at - 1] in _CLITICS and (context.sentence.glued(at) or forms[at - 1] == "ال"):
        at -= 1
    return at


def _hedge_before(context: Context, start: int, floor: int) -> tuple[int, Sense | None]:
    forms, language = context.forms, context.language
    at = start
    skip = at - 1 if at > 0 and forms[at - 1] in _OPENING else at
    for end in dict.fromkeys((at, skip)):
        hit = language.before.ending(forms, end)
        if hit is None or hit[0] < floor:
            continue
        first, sense = hit
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
        if form in _PUNCTUATION or index in context.taken:
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


def _hedge_after(context: Context, number_end: int, end: int, ceiling: int) -> tuple[int, Sense | None]:
    """A hedge behind the number or its noun: `11 شخصا على الأقل`, ``300 or so``."""
    forms, language = context.forms, context.language
    for at in (number_end, *range(end, min(end + MAX_AFTER, len(forms)))):
        if at > ceiling or at >= len(forms) or (forms[at] in _PUNCTUATION and at != number_end and forms[at] != '"'):
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
    if end < len(forms) and forms[end] in context.language.partitive:
        return True
    follows = end == ceiling and ceiling < len(forms)
    return follows and (context.sentence.lang == "en" or hit[1].qualifier == "more_than")


def _age_end(context: Context, number: Number, start: int, end: int) -> int:
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


def _age_of_name(context: Context, number: Number) -> bool:
    """``Dion Garcia, 37, said``: a bare number between commas behind a name."""
    forms, sentence = context.forms, context.sentence
    before, after = number.start - 1, number.end
    if sentence.lang != "en" or number.end - number.start != 1 or not 0 < (number.low or 0) < MAX_AGE or before < 1:
        return False
    if not forms[number.start].isdigit() or forms[before] not in (",", "("):
        return False
    if after + 1 < len(forms) and forms[after] not in (",", ".", ")", ";"):
        return False
    name = sentence.raw(before - 1, before)
    return name[0].isupper() and not forms[before - 1].isdigit() and before - 1 not in context.taken


def _bounds(number: Number, sense: Sense | None) -> tuple[Value | None, Value | None, Qualifier]:
    """The ends that a number and its hedge state together."""
    low, high = number.low, number.high
    if sense is None or number.problem is not None:
        return low, high, number.qualifier
    if sense.qualifier in ("more_than", "at_least"):
        return low, None, sense.qualifier
    if sense.qualifier in ("at_most", "less_than"):
        return None, high, sense.qualifier
    if number.qualifier in ("exact", "approx"):
        return low, high, sense.qualifier
    return low, high, number.qualifier

