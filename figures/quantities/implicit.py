"""Figures without a number word: duals, single persons, one of many, shares of a whole.

All but the shares are *candidates*: `جنديان` is two soldiers only where something happens to them, which rules say.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from figures.lexicon import Reading, Unit
from figures.model import Figure, Value
from figures.quantities import english
from figures.quantities.arabic import adjectives, genitives
from figures.quantities.context import Context
from figures.quantities.hedges import PUNCTUATION, hedge_after
from figures.quantities.phrases import opening_words
from figures.quantities.units import amount

MAX_DETERMINER_GAP = 4
MAX_LOOK_BACK = 16
MIN_NATION = 6
MAX_HEADLINE_ADJECTIVES = 2
_NATION = "يان"
"""The dual ending of a name of origin (`أميركيان`), which no lexicon need know."""
_PROCLITICS = frozenset("بلوف")
"""Letters that may be a proclitic and so begin a phrase of its own behind `آخر`: `وأصيب آخر بجروح`."""
_HEADLINE = frozenset(",:;|-")


def fractions(context: Context, figures: Sequence[Figure]) -> Iterator[Figure]:
    """Shares in words: `ثلث القوات`, ``a third of the forces``. Kind ``fraction``: never a count."""
    forms = context.forms
    shares = context.language.fractions
    if shares.keys().isdisjoint(forms):
        return
    taken = {i for f in figures for i in range(f.start, f.end)}
    at = 0
    while at < len(forms):
        if forms[at] not in shares:
            at += 1
            continue
        hit = next(
            ((at + len(tokens), value) for tokens, value in shares[forms[at]]
             if tuple(forms[at : at + len(tokens)]) == tokens), None)
        if hit is None or not taken.isdisjoint(range(at, hit[0])):
            at += 1
            continue
        end, value = hit
        measured = _measured(context, at, end, value)
        if measured is not None:
            yield measured
        elif _has_whole(context, end):
            yield _share(at, end, value)
        at = end


def _measured(context: Context, at: int, end: int, value: Value) -> Figure | None:
    """`نصف ساعة`, ``half an hour``: a part of a unit of measure is an amount, no share."""
    unit_at = end + (end < len(context.forms) and context.forms[end] in context.language.single)
    found = context.unit(unit_at) if unit_at not in context.taken else None
    if found is None or context.kind(found[1].name) in ("count", "percent", "money") or found[1].num not in ("s", ""):
        return None
    name = found[1].name
    kind = context.kind(name)
    return Figure(
        start=at, end=found[0], number=(at, end), low=value, high=value, qualifier="exact", kind=kind, unit=name,
        head=unit_at, value=amount(value, value, context.units.get(name), kind))


def _has_whole(context: Context, at: int) -> bool:
    forms = context.forms
    if at >= len(forms):
        return False
    if context.sentence.lang == "en":
        return forms[at] in context.language.partitive or forms[at] in ("the", "its", "their", "his", "her")
    return forms[at].startswith("ال") and len(forms[at]) > 3 and at not in context.taken


def _share(at: int, end: int, value: Value) -> Figure:
    return Figure(start=at, end=end + 1, number=(at, end), low=value, high=value, qualifier="exact", kind="fraction")


def opens_single(form: str, readings: Sequence[Reading], units: Mapping[str, Unit]) -> bool:
    """Whether a figure without a number may begin with a form or have it for its noun, read as it stands by itself.
    ``units`` are the lexicon's."""
    for reading in readings:
        unit = units.get(reading.name) if reading.unit else None
        if unit is None or unit.kind != "count":
            continue
        if reading.num == "d" or (
            reading.num in ("s", "") and not reading.det and not reading.pron and "person" in unit.classes
        ):
            return True
    return form.endswith(_NATION) or form in opening_words()


def singles(context: Context, figures: Sequence[Figure], at: Sequence[int] | None) -> Iterator[Figure]:
    """Candidates of one and of two in a sentence, outside the phrases of ``figures``. ``at`` are the tokens that
    ``opens_single`` is true of, worked out here where they are not given."""
    taken = {i for f in figures for i in range(f.start, f.end)}
    if context.sentence.lang == "ar":
        if at is None:
            words = zip(context.forms, context.words, strict=True)
            at = [i for i, (form, word) in enumerate(words) if opens_single(form, word.readings, context.units)]
        yield from _arabic(context, taken, at)
    else:
        yield from _english(context, taken)


def _make(
    context: Context, span: tuple[int, int], number: tuple[int, int], value: int, unit: str, *,
    definite: bool = False, head: int | None = None,
) -> Figure:
    return Figure(
        start=span[0], end=span[1], number=number, low=value, high=value, qualifier="exact", kind="count", unit=unit,
        unit_classes=context.classes(unit), head=number[0] if head is None else head, implicit=True,
        definite=definite,
    )


# --- Arabic ---------------------------------------------------------------------------------------------------


def _arabic(context: Context, taken: set[int], singles_at: Sequence[int]) -> Iterator[Figure]:
    behind = 0
    may_start = context.language.one_of.may_start
    forms, words = context.forms, context.words
    for at in sorted(context.multi.keys() | singles_at) if context.multi else singles_at:
        if at < behind or at in taken:
            continue
        figure = _another(context, at, taken)
        if figure is None and may_start(forms[at]):
            figure = _one_of(context, at)
        elif figure is None and not words[at].readings:
            figure = _nationals(context, at)
        if figure is None and words[at].readings:
            figure = _dual(context, at) or _single(context, at, taken)
        if figure is not None:
            yield figure
            behind = figure.end


def _one_of(context: Context, at: int) -> Figure | None:
    """`أحد الجنود`, `إحدى الضحايا`, `أحدهم`."""
    hit = context.language.one_of.starting(context.forms, at)
    if hit is None:
        return None
    found = context.unit(hit[0])
    if found is None or found[1].num not in ("p", "d"):
        return None
    end, reading = found
    if "person" not in context.classes(reading.name):
        return None
    end = adjectives(context, end, True) if reading.det or reading.pron else genitives(context, end)
    figure = _make(context, (at, end), (at, hit[0]), 1, reading.name, head=hit[0])
    stop, sense = hedge_after(context, hit[0], end, len(context.forms))
    if sense is None or sense.qualifier != "at_least":
        return figure
    return msgspec.structs.replace(figure, end=stop, high=None, qualifier="at_least")


def _readings(context: Context, at: int) -> list[Reading]:
    return [r for r in context.words[at].readings if r.unit and context.kind(r.name) == "count"]


def _dual(context: Context, at: int) -> Figure | None:
    if not any(r.num == "d" for r in context.words[at].readings):  # as most
        return None
    readings = _readings(context, at)
    dual = next((r for r in readings if r.num == "d"), None)
    if dual is None or (dual.pron and context.forms[at].endswith("يه") and not _is_pronoun(context, at)):
        return None
    found = context.unit(at)
    end = found[0] if found is not None and found[1].num == "d" else at + 1
    if any(r.num == "p" for r in readings) and not _dual_follows(context, end):
        return None  # مدنيين: the oblique dual is written like the sound plural
    name = found[1].name if found is not None and found[1].num == "d" else dual.name
    span = (at, adjectives(context, end, dual.det))
    return _make(context, span, (at, end), 2, name, definite=dual.det or dual.pron)


def _dual_follows(context: Context, at: int) -> bool:
    """Whether a dual verb or adjective says that the noun before it is one: `مدنيين قتلا`, `شرطيين اثنين`."""
    return at < len(context.forms) and any(
        r.num == "d" and r.pos in ("verb", "adj", "part") for r in context.words[at].readings)


def _nationals(context: Context, at: int) -> Figure | None:
    """`أصيب أميركيان`: two people of a nation, behind a word that says what became of them."""
    form = context.forms[at]
    if not form.endswith(_NATION) or len(form) < MIN_NATION or form.startswith("ال") or context.words[at].readings:
        return None
    if at == 0 or not any(r.pos in ("verb", "masdar") for r in context.words[at - 1].readings):
        return None
    return Figure(start=at, end=at + 1, number=(at, at + 1), low=2, high=2, qualifier="exact", kind="count",
                  head=at, implicit=True)


def _single(context: Context, at: int, taken: set[int]) -> Figure | None:
    forms, language = context.forms, context.language
    found = context.unit(at)
    if found is None:
        return None
    end, reading = found
    if reading.num != "s" or reading.det or reading.pron or reading.pos in ("adj", "verb"):
        return None
    if "person" not in context.classes(reading.name) or context.kind(reading.name) != "count":
        return None
    if reading.gen == "f" and _is_pronoun(context, end - 1):
        return None
    previous = at - 1
    if previous >= 0 and not reading.particles:
        if forms[previous] in language.not_single or previous in taken:
            return None
        if forms[at].endswith(("ي", "يه", "يا")) and not _opens_noun(context, previous):
            return None
        befalls = any(r.pos in ("verb", "masdar", "part") for r in context.words[previous].readings)
        if forms[at].endswith("يا") and not befalls and "national" in context.classes(reading.name):
            return None  # تركيا, سوريا: a country more often than a man
    stop = adjectives(context, end, False)
    if stop == end and end < len(forms) and forms[end].startswith("ال") and forms[end] not in language.time_words \
            and len(forms[end]) > 3:
        return None  # جندي الاحتلال: definite by its genitive
    return _make(context, (at, stop), (at, end), 1, reading.name)


def _another(context: Context, at: int, taken: set[int]) -> Figure | None:
    """`وأصيب آخر`, `مقتل 4 جنود وآخر أميركي`: one more, behind what befell him or joined to those counted before."""
    forms, language = context.forms, context.language
    joined = forms[at].startswith("و") and at - 1 in taken
    if at == 0 or forms[at].removeprefix("و" if joined else "") not in language.another:
        return None
    if not joined and not any(r.pos in ("verb", "masdar") and not r.unit for r in context.words[at - 1].readings):
        return None
    stop = adjectives(context, at + 1, False)
    if stop < len(forms) and forms[stop] not in PUNCTUATION and forms[stop] not in language.function_words \
            and forms[stop][0] not in _PROCLITICS:
        return None  # آخر معاقل التنظيم: the last of them
    return Figure(start=at, end=stop, number=(at, at + 1), low=1, high=1, qualifier="exact", kind="count", head=at,
                  implicit=True)


def _is_pronoun(context: Context, at: int) -> bool:
    """Whether the ه that folding makes of ة stands in print: شقيقه is his brother, no شقيقة, where the text has ة."""
    raw = context.sentence.raw(at, at + 1)
    return raw.endswith("ه") and "ة" in context.sentence.text.raw


def _opens_noun(context: Context, previous: int) -> bool:
    """Whether what follows is a noun of its own, and no adjective of the word before it (`مصدر عسكري`)."""
    form = context.forms[previous]
    if form in PUNCTUATION or form in context.language.function_words or not form[0].isalpha() or form.startswith("ال"):
        return True
    readings = context.words[previous].readings
    return any(r.pos in ("verb", "masdar", "part") or (r.unit and r.num == "p") for r in readings)


# --- English --------------------------------------------------------------------------------------------------


def _english(context: Context, taken: set[int]) -> Iterator[Figure]:
    forms, language = context.forms, context.language
    at = 0
    while at < len(forms):
        figure = None
        if at not in taken:
            hit = language.one_of.starting(forms, at)
            figure = _one_of_english(context, at, hit[0]) if hit is not None else _single_english(context, at, taken)
        if figure is None:
            at += 1
            continue
        yield figure
        at = figure.end


def _one_of_english(context: Context, at: int, end: int) -> Figure | None:
    forms = context.forms
    inside = end
    while inside < len(forms) and forms[inside] in context.language.determiners:
        inside += 1
    head = english.noun(context, inside, False)
    if head is None or head[2] is None or "person" not in context.classes(head[2]):
        if inside > end and forms[inside - 1] in context.language.partitive_pronouns:
            return Figure(start=at, end=inside, number=(at, at + 1), low=1, high=1, qualifier="exact", kind="count",
                          implicit=True)
        return None
    return _make(context, (at, head[1]), (at, at + 1), 1, head[2], head=head[0])


def _single_english(context: Context, at: int, taken: set[int]) -> Figure | None:
    found = context.unit(at)
    if found is None or found[1].num not in ("s", "") or "person" not in context.classes(found[1].name):
        return None
    if found[1].pos in ("adj", "verb") or context.kind(found[1].name) != "count":
        return None
    end, reading = found
    if end < len(context.forms) and (english.described(context, end) or context.forms[end] in ("'s", "-")):
        return None
    start = _determiner(context, at, taken)
    if start is None:
        return None
    return _make(context, (start, end), (at, end), 1, reading.name)


def _determiner(context: Context, at: int, taken: set[int]) -> int | None:
    """Where the noun phrase of a single noun begins: its indefinite article, or the bare noun of a headline.

    Other figures may stand inside (``a 16-year-old youth``) and are stepped over.
    """
    forms, language = context.forms, context.language
    index, steps = at - 1, 0
    while index >= 0 and steps < MAX_DETERMINER_GAP and at - index < MAX_LOOK_BACK:
        form = forms[index]
        if form in language.single:
            return index
        if form in language.not_single or form in PUNCTUATION or (form in language.function_words and form != "old"):
            break
        if index not in taken and form != "-":
            steps += 1
        index -= 1
    if index >= 0 and (steps >= MAX_DETERMINER_GAP or at - index >= MAX_LOOK_BACK):
        return at if context.sentence.title else None
    if index >= 0 and context.sentence.title and forms[index] not in language.not_single:
        return max(index + 1, at - 1) if forms[index] in _HEADLINE else at
    if index >= 0 and forms[index] != "|":
        return None
    if any(i in taken for i in range(index + 1, at)) or at - index - 1 > MAX_HEADLINE_ADJECTIVES:
        return None
    return index + 1 if _is_headline(context, at) else None


def _is_headline(context: Context, at: int) -> bool:
    """Whether a bare noun at the beginning stands for somebody: `Man killed`, not `Commander Smith`."""
    following = context.sentence.raw(at + 1, at + 2) if at + 1 < len(context.forms) else ""
    return context.sentence.title or not following[:1].isupper()
