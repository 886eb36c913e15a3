"""How far a word is from a figure that it may govern, and in which direction it looks: the costs of ``govern``.

An Arabic verbal noun looks right (`مقتل 12 شخصا`), a plural verb looks back (`12 شخصا قتلوا`), an English participle
behind an auxiliary looks back (``12 people were killed``), an active verb forward (``killed 12 people``); nouns lead to
their number by a word of reaching, of counting or of being among.
"""

from __future__ import annotations

from figures.model import Figure
from figures.rules.change import changed
from figures.rules.scene import Occurrence, Scene
from figures.rules.tally import is_amounting, is_reached, is_tallied, spared

LIMIT = 7.0
"""A pair that costs more is none."""

def counted_by_name(scene: Scene, figure: Figure, word: Occurrence) -> bool:
    """`عدد النازحين في العالم إلى 12 مليونا`: a noun behind a word of counting, with its number further on."""
    if word.end > figure.start or not (
        scene.has("counting", word.start - 3, word.start) or scene.has("counting", word.end, figure.start)
    ):
        return False
    gap = scene.gap(word.end, figure.start)
    reached = (
        word.end == figure.start
        or scene.has("reaching", word.end, figure.number[0])
        or scene.sentence.forms[figure.start].startswith("ب")
        or is_reached(scene, word)
    )
    return reached and gap <= LIMIT and not _crosses_figure(scene, word.end, figure.start, figure)


def among_named(scene: Scene, figure: Figure, word: Occurrence) -> bool:
    """`من بين القتلى 8 جنود`, `30 طفلا بين الجرحى`, `القتلى هم أربعة صحفيين`, ``among the dead were 3 children``: a
    figure said to be of those whom a noun names."""
    if not -AMONG <= word.end - figure.start <= 0 and not 0 < word.start - figure.end <= 1 + AMONG:
        return False
    if (figure.implicit and not stated_part(scene, figure)) or figure.kind != "count":
        return False
    participle = scene.sentence.lang == "en" and word.reading.tense in ("ed", "participle")
    if word.reading.pos not in ("noun", "adj", "part") and not participle:
        return False
    if word.end <= figure.start:
        said = scene.has("among", word.start - 2, word.start) or scene.has("including", word.end, figure.start)
        return said and not _crosses_figure(scene, word.end, figure.start, figure)
    return scene.has("among", figure.end, word.start) or _of_those(scene, figure.end, word.start)


def stated_part(scene: Scene, figure: Figure) -> bool:
    """Whether a word of being among stands right before a figure: `بينهم طفل` counts one child, however vague the
    whole."""
    return scene.has("including", figure.start - 1, figure.start)


def _of_those(scene: Scene, start: int, end: int) -> bool:
    """Whether nothing but ``of the`` or ``of those`` lies between a number and a word."""
    marks = scene.marks[start:end]
    return len(marks) == 2 and "of_party" in marks[0] and all("of_those" in mark for mark in marks)


AMONG = 3
"""Tokens at most between a figure and the noun or the word of ``among_named``."""


# --- the figure stands before the word ------------------------------------------------------------------------


def looking_back(scene: Scene, figure: Figure, word: Occurrence, doing: bool) -> float | None:
    start = min(_behind_parts(scene, figure), word.start)
    gap = scene.gap(start, word.start)
    if gap > LIMIT or _crosses_figure(scene, start, word.start, figure):
        return None
    if scene.sentence.lang == "en":
        return _back_english(scene, figure, word, doing, gap)
    return _back_arabic(scene, figure, word, doing, gap)


def _behind_parts(scene: Scene, figure: Figure) -> int:
    """Behind what names a figure or its parts: ``14 people, including 12 officers, were wounded``."""
    at, marks, forms = figure.end, scene.marks, scene.sentence.forms
    comma = at < len(forms) and forms[at] in _COMMAS
    at += comma
    if at >= len(forms):
        return figure.end
    if comma and not figure.implicit and "including" not in marks[at]:
        return _behind_row(scene, figure, at)
    if not ("including" in marks[at] or "naming" in marks[at]):
        return figure.end
    for token in range(at + 1, min(len(forms), at + _PARTS_REACH)):
        if forms[token] in _COMMAS:
            return token + 1
        if not comma and token in scene.verbs:
            return token
    return figure.end


def _behind_row(scene: Scene, figure: Figure, at: int) -> int:
    """Behind who the counted are, between commas: ``Four people, a father and three children, were killed``."""
    forms, total, first = scene.sentence.forms, 0, scene.figure_at.get(at)
    if first is None or figure.low is None:
        return figure.end
    token = at
    while token < min(len(forms), at + _PARTS_REACH):
        number = scene.figure_at.get(token)
        if number is not None:
            total += int(scene.figures[number].low or 0)
            token = scene.figures[number].end
        elif forms[token] in _COMMAS and token + 1 < len(forms) and (
            token + 1 in scene.verbs or "auxiliary" in scene.marks[token + 1]
        ):
            return token + 1 if total <= figure.low else figure.end
        elif token in scene.verbs:
            break
        else:
            token += 1
    return figure.end


_COMMAS = frozenset(",،")
_PARTS_REACH = 14


def _back_english(scene: Scene, figure: Figure, word: Occurrence, doing: bool, gap: float) -> float | None:
    reading = word.reading
    tokens = word.start - figure.end
    if reading.pos == "verb":
        passive = scene.has("auxiliary", figure.end, word.start)
        if doing:
            return 0.2 + gap
        if reading.tense in ("ed", "participle"):
            if passive:
                return 0.1 + gap * 0.8
            if tokens == 0 and not scene.has("conjunction", figure.start - 1, figure.start):
                return 0.3
            return 0.7 + gap if tokens <= 1 else 0.9 + gap if tokens <= 3 and scene.sentence.title else None
        return None
    if reading.pos == "phrase":
        return 0.3 + gap
    if reading.pos in ("adj", "part", "noun"):
        return 0.2 + gap if tokens <= 4 and not scene.has("preposition", figure.end, word.start) else None
    return None


def _back_arabic(scene: Scene, figure: Figure, word: Occurrence, doing: bool, gap: float) -> float | None:
    reading = word.reading
    if reading.pos == "verb":
        if reading.pron:
            return 0.6 + gap
        if reading.num in ("p", "d"):
            if reading.num == "p" and figure.implicit and figure.low == 1:
                return None  # `قتلوا جنديا وأصابوا ثلاثة`: one man takes no plural
            return 0.2 + gap * 0.8
        # a singular verb behind its subject: feminine for things and women, masculine for one man or a crowd
        if reading.gen == "f" or figure.implicit or doing:
            return 0.8 + gap
        return 1.5 + gap
    if reading.pos == "masdar":
        return 0.8 + gap if reading.pron else None
    if reading.pos in ("adj", "part", "noun"):
        if reading.det or reading.pron:
            return None
        near = word.start - figure.end <= 3 and not scene.has("preposition", figure.end, word.start)
        return 0.4 + gap * 1.5 if near else None  # not in `3 أطفال بعد نقل مصابين`
    return (0.6 if doing else 0.4) + gap if doing or reading.pos == "phrase" else None


# --- the word stands before the figure ------------------------------------------------------------------------


def looking_on(scene: Scene, figure: Figure, word: Occurrence, doing: bool) -> float | None:
    start = min(word.end, figure.start)
    gap = scene.gap(start, figure.start)
    if gap > LIMIT or _crosses_figure(scene, start, figure.start, figure):
        return None
    if scene.sentence.lang == "en":
        return _on_english(scene, figure, word, doing, gap)
    return _on_arabic(scene, figure, word, gap)


def _on_english(scene: Scene, figure: Figure, word: Occurrence, doing: bool, gap: float) -> float | None:
    reading = word.reading
    if figure.unit is None and word.end < figure.start and is_tallied(scene, word) and (
        "reaching" in scene.marks[figure.start - 1]
    ):
        # "the number of people who have fled stands at 400,000"
        return 0.5 + (gap - spared(scene, word.end, figure.start)) * 0.5
    if reading.pos == "verb":
        if doing:
            return None
        if reading.tense in ("ed", "participle") and _is_passive(scene, word):
            return None
        prepositions = sum("preposition" in m for m in scene.marks[word.end : figure.start])
        return 0.25 + gap + prepositions * 0.8
    if reading.pos == "phrase" and figure.start - word.end <= 2:
        return 0.35 + gap
    if reading.pos == "masdar" and word.end < len(scene.marks) and "of_party" in scene.marks[word.end]:
        return 0.15 + gap * 0.8  # "the death of two civilians"
    if figure.implicit:
        return None
    # "a death toll of 12", "the death toll rose to 12", "the dead: 12"
    return _from_noun(scene, figure, word, gap)


def _is_passive(scene: Scene, word: Occurrence) -> bool:
    """Whether an auxiliary of an English participle stands before it, in its own clause: not in ``media reported that
    rebels fired``."""
    for token in range(word.start - 1, max(-1, word.start - 4), -1):
        marks = scene.marks[token]
        if "auxiliary" in marks:
            return True
        if "complementiser" in marks or any(reading.unit for reading in scene.words[token].readings):
            return False
    return False


def _on_arabic(scene: Scene, figure: Figure, word: Occurrence, gap: float) -> float | None:
    reading = word.reading
    if reading.pos in ("verb", "masdar") and _is_astray(scene, figure, word):
        return None
    if reading.pos == "verb":
        if reading.num in ("p", "d"):
            return (2.5 if _has_subject(scene, word) else 0.7) + gap
        if reading.pron:
            return 2.0 + gap
        return 0.3 + gap * 0.6
    if reading.pos == "masdar":
        if reading.pron:  # `اعتقالها ثلاثة أميركيين`: by whom, then whom
            return 0.9 + gap if figure.start == word.end and not figure.implicit else None
        return 0.15 + gap * 0.8 + (FILLED if _is_filled(scene, word, figure) else 0.0)
    if reading.pos == "phrase" and figure.start - word.end <= 3:
        return 0.35 + gap
    return _from_noun(scene, figure, word, gap)


def _is_astray(scene: Scene, figure: Figure, word: Occurrence) -> bool:
    """Whether a preposition parts a number without a noun from a verb: unless it is the verb's own (`القبض على اثنين`),
    or leads a count to its number (`حصيلة الوفيات إلى 107`)."""
    before = figure.start - 1
    if figure.unit is not None or before < word.end or "preposition" not in scene.marks[before]:
        return False
    if "object_of" in scene.marks[before]:
        return False
    return not ("reaching" in scene.marks[before] and is_tallied(scene, word))


def _is_filled(scene: Scene, word: Occurrence, figure: Figure) -> bool:
    """`قرار سحب القوات، كان لها 700 جندي`: a verbal noun with its genitive, and a comma before the figure."""
    forms = scene.sentence.forms
    behind = word.end < figure.start and forms[word.end].startswith("ال") and len(forms[word.end]) > 3
    return behind and any(form in _COMMAS for form in forms[word.end : figure.start])


FILLED = 3.0
"""What it costs a verbal noun that has its genitive to reach over a comma."""


def _has_subject(scene: Scene, word: Occurrence) -> bool:
    """Whether a figure stands before a plural verb in its clause, which it then looks back to."""
    weight = scene.weight
    return any(
        f.end <= word.start and weight[word.start] - weight[f.end] < _CLAUSE and not (f.implicit and f.low == 1)
        for f in scene.figures
    )


_CLAUSE = 2.2


def _from_noun(scene: Scene, figure: Figure, word: Occurrence, gap: float) -> float | None:
    """A noun leads to its number by a word of reaching: `عدد القتلى إلى 12`, ``death toll of 12``."""
    tokens = figure.start - word.end
    if tokens == 0 and (figure.unit is None or figure.other or word.reading.pos == "particle"):
        return 0.5
    if figure.implicit:
        return None
    gap -= spared(scene, word.end, figure.start)
    if is_amounting(scene, word):
        return 0.5 + gap * 0.5
    # the particle may also be glued to the figure: `بـ12`, ``:``
    if scene.has("reaching", word.end, figure.number[0]) or scene.sentence.forms[figure.start - 1] in ("ب", "ل", ":"):
        return 0.5 + gap * 0.5
    return 0.5 + gap * 0.5 if is_reached(scene, word) else None


def _crosses_figure(scene: Scene, start: int, end: int, figure: Figure) -> bool:
    """Whether a figure of the same kind of thing lies between: that one is nearer, and takes the word. The old value
    of a figure (`من 12 إلى 15`) does not stand between it and its word."""
    at = scene.figure_at
    for token in range(start, end):
        number = at.get(token)
        if number is not None:
            other = scene.figures[number]
            if other is figure or other.implicit or _is_old_value(scene, number, figure):
                continue
            if other.unit_classes & figure.unit_classes or other.unit is None or figure.unit is None:
                return True
    return False


def _is_old_value(scene: Scene, number: int, figure: Figure) -> bool:
    following = number + 1
    return following < len(scene.figures) and scene.figures[following] is figure and changed(scene, following) == number
