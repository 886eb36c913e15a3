"""The figures of a sentence: each number with its hedge, what it counts, and the phrase that holds them all.

The phrase runs from the hedge to the counted noun and its adjectives; what stands on either side of the number is
found by the language's own module (``arabic``, ``english``), hedges and kinds are found here, the same way for both.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from figures.lexicon import Lexicon, Phrase, Word
from figures.model import Figure, Number, Qualifier, Value
from figures.quantities import arabic, english, smaller
from figures.quantities.ages import age_end, age_of_name
from figures.quantities.context import Context, Found
from figures.quantities.hedges import OPENING, hedge_after, hedge_before, word_start
from figures.quantities.implicit import fractions, singles
from figures.quantities.phrases import Sense, load_languages
from figures.quantities.spans import spans
from figures.quantities.units import amount
from figures.text import Sentence

_WORD = 3
"""Letters from which on a name of a currency is a word of the language, if it is no code in capitals."""

_FINDERS = {"ar": arabic.find, "en": english.find}


def find_figures(
    sentence: Sentence,
    words: Sequence[Word],
    numbers: Sequence[Number],
    lexicon: Lexicon,
    implicit: bool = True,
    phrases: Sequence[Phrase] | None = None,
    singles_at: Sequence[int] | None = None,
) -> list[Figure]:
    """The figures of ``sentence`` in order of their numbers; all indexes are tokens.

    ``words`` are the readings of its tokens, ``numbers`` what ``find_numbers`` found. With ``implicit`` also the
    *candidates* without a number word: duals, indefinite single persons, `أحد الجنود`, ``one of the soldiers``;
    they count only where a rule claims them. ``phrases`` are the lexicon's entries of several tokens in the
    sentence, ``singles_at`` the tokens that ``opens_single`` is true of; both are worked out where they are not given.
    """
    languages = load_languages()
    language = languages.get(sentence.lang)
    if language is None:
        return []
    if phrases is None:
        phrases = lexicon.phrases(sentence.forms, words)
    if not numbers and not phrases and singles_at is not None and not singles_at:
        return []
    context = Context(sentence, words, numbers, lexicon, language, phrases)
    finder = _FINDERS[sentence.lang]
    figures: list[Figure] = []
    floor = 0
    for position, number in enumerate(numbers):
        figure = _figure(context, number, finder(context, number), floor, position)
        figures.append(figure)
        floor = figure.end
    figures = _shared_units(context, smaller.joined(context, spans(context, figures)))
    figures.extend(fractions(context, figures))
    if implicit:
        figures.extend(singles(context, figures, singles_at))
    figures.sort(key=lambda figure: (figure.number, figure.start))
    return figures


def _shared_units(context: Context, figures: Sequence[Figure]) -> list[Figure]:
    """`خمسة من أصل 9 موظفين`, ``12 of 15 drones``: a number of so many counts what they are."""
    shared = list(figures)
    for number in range(len(shared) - 2, -1, -1):
        part, whole = shared[number], shared[number + 1]
        if part.unit is not None or whole.unit is None or whole.kind != "count" or part.kind != "count":
            continue
        hit = context.language.out_of.starting(context.forms, part.end)
        if hit is not None and hit[0] == whole.start:
            shared[number] = msgspec.structs.replace(part, unit=whole.unit, unit_classes=whole.unit_classes)
    return shared


def _figure(context: Context, number: Number, found: Found, floor: int, position: int) -> Figure:
    start, end = min(found.start, number.start), max(found.end, number.end)
    head, unit = found.head, found.unit
    ceiling = context.numbers[position + 1].start if position + 1 < len(context.numbers) else len(context.forms)
    end = max(min(end, ceiling), number.end)
    if head is not None and head >= end:
        head, unit = None, None
    symbol = _symbol(context, number.start, floor)
    if symbol is not None and context.kind(unit) not in ("money", "percent"):
        head, unit = symbol
        start = min(start, head)
        end = end if found.unit is None or context.kind(found.unit) == "count" else number.end
    kind = context.kind(unit)
    if number.qualifier == "range":
        lead = context.language.range_lead.ending(context.forms, start)
        start = lead[0] if lead is not None and lead[0] >= floor else start
    plain = start
    before, sense = hedge_before(context, start if found.pair else word_start(context, start), floor)
    start = before if sense is not None else plain
    if sense is None or sense.qualifier == "approx":
        after, later = hedge_after(context, number.end, end, ceiling)
        end, sense = (after, later) if later is not None else (end, sense)
    additional = context.language.additional.ending(context.forms, start)
    if additional is not None and additional[0] >= floor:
        start = additional[0]
    age = age_end(context, number, start, end) if kind == "duration" else 0
    if age:
        kind, end = "age", max(end, min(age, ceiling))
    elif unit is None and head is None and age_of_name(context, number):
        kind = "age"
    low, high, qualifier = _bounds(number, sense)
    value = amount(low, high, context.units.get(unit) if unit is not None else None, kind)
    return Figure(
        start=start, end=end, number=(number.start, number.end), low=low, high=high, qualifier=qualifier, kind=kind,
        unit=unit, unit_classes=context.classes(unit), head=head, implicit=number.implicit,
        definite=number.definite, other=found.other, below=sense is not None and sense.below, value=value,
        problem=number.problem,
    )


def _symbol(context: Context, at: int, floor: int) -> tuple[int, str] | None:
    """A currency sign before the number: `$1.2bn`, `US$ 5`, ``USD 300``."""
    for index in (at - 1, at - 2):
        if index < floor:
            return None
        found = context.unit_ending(index + 1)
        if found is not None and _is_sign(context.sentence.raw(index, index + 1)):
            kind = context.kind(found[1].name)
            percent = kind == "percent" and index == at - 1 and context.sentence.glued(at)  # %39.7
            if kind == "money" or percent:
                return found[0], found[1].name
        if context.forms[index] not in OPENING:
            return None
    return None


def _is_sign(text: str) -> bool:
    """Whether a name of a currency may stand before its number: `$`, `Rs`, `USD`, and no word, for the mayor `won 300
    votes`, and بينهم is not ين, the yen."""
    return not "\u0621" <= text[0] <= "\u064a" and (not text.isalpha() or len(text) < _WORD or text.isupper())


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

