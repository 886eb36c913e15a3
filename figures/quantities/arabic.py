"""What an Arabic number counts: the noun behind it, before it, or behind `من`; adjectives that belong to it."""

from __future__ import annotations

from figures.lexicon import Reading
from figures.model import Number
from figures.quantities.arabic_before import NISBA, announced, dual_before, noun_before
from figures.quantities.context import Context, Found

_SOUND = ("ين", "ون")
_CLOSING = (")", "]", '"', "'")
_DOUBTFUL = "وفبلكس"
"""Letters that may be a proclitic: an unknown word that begins with one is a noun only where its ending says so."""

MAX_ADJECTIVES = 4
MAX_GENITIVES = 3


def find(context: Context, number: Number) -> Found:
    """The counted noun of ``number`` and the tokens of its phrase."""
    forms, language = context.forms, context.language
    if language.one_of.starting(forms, number.start) is not None and _plural_behind(context, number):
        return _one_of(context, number)
    word = not forms[number.end - 1][0].isdigit() and number.end - number.start == 1
    lone = word and number.low == number.high and number.low in (1, 2)
    following = forms[number.end] if number.end < len(forms) else ""
    tied = following in language.others or (following in language.partitive and number.low != 1)
    bound = number.definite and number.qualifier != "vague"
    alone = lone and (not tied or dual_before(context, number))
    pair = noun_before(context, number, lone) if bound or alone else None
    if pair is not None and pair.unit is not None and (word or _after_unit(context, number) is None):
        return _widened(context, number, pair)
    after = _after(context, number)
    if pair is not None and (after is None or after.unit is None):
        return _widened(context, number, pair) if after is None or after.head is not None else after
    if after is not None and after.head is not None:
        return after
    numbered = announced(context, number)
    if numbered is not None:
        return numbered if after is None else numbered._replace(end=after.end, other=after.other)
    return after if after is not None else Found(number.start, number.end)


def _plural_behind(context: Context, number: Number) -> bool:
    """Whether a plural follows: folded, وأحد and واحد are one, and only `أحد` stands before a plural."""
    found = context.unit(number.end) if number.end not in context.taken else None
    if found is not None:
        return found[1].num in ("p", "d", "")
    return context.forms[number.start].startswith(("ا", "لا", "با")) and number.end not in context.taken


def _widened(context: Context, number: Number, pair: Found) -> Found:
    """A noun before its number with the adjectives behind it: `الجنود الثلاثة الآخرين`."""
    end = number.end
    while end < len(context.forms) and context.forms[end] in context.language.others:
        end += 1
    return pair._replace(end=end, other=end > number.end)


def _after_unit(context: Context, number: Number) -> str | None:
    found = context.unit(number.end) if number.end not in context.taken else None
    return found[1].name if found is not None else None


def _one_of(context: Context, number: Number) -> Found:
    """`أحد الجنود`: the plural behind `أحد`; `أحدهم` counts someone named before."""
    found = context.unit(number.end) if number.end not in context.taken else None
    if found is None:
        at = number.end
        unknown = context.is_word(at) and context.forms[at].startswith("ال") and at not in context.taken
        return Found(number.start, at + 1, head=at) if unknown else Found(number.start, number.end)
    end, reading = found
    bound = reading.det or reading.pron
    end = adjectives(context, end, True) if bound else genitives(context, end)
    return Found(number.start, end, head=number.end, unit=reading.name)


def _after(context: Context, number: Number) -> Found | None:
    forms, language = context.forms, context.language
    at = number.end
    start = number.start
    at += at < len(forms) and forms[at] == "+"
    if at < len(forms) and forms[at] in _CLOSING and _noun_follows(context, number, at + 1):
        at += 1
        if start > 0 and forms[start - 1] in ("(", "[", '"', "'"):
            start -= 1
    if at >= len(forms) or at in context.taken:
        return None
    other = False
    end = at
    if forms[at] in language.others:
        other, end = True, at + 1
        at = end
    elif forms[at] in language.partitive_pronouns and forms[at - 1] not in language.partitive:
        end = at + 1
        at = end
        if at < len(forms) and forms[at] in language.partitive:
            return _partitive(context, number, start, at + 1, False) or Found(start, end)
        return Found(start, end)
    if at < len(forms) and forms[at] in language.partitive:
        part = _partitive(context, number, start, at + 1, other)
        if part is not None:
            return part
    if other:
        return Found(start, end, other=True)
    return _direct(context, number, start, at)


def _noun_follows(context: Context, number: Number, at: int) -> bool:
    if at >= len(context.forms):
        return False
    if context.unit(at) is not None or context.forms[at] in context.language.partitive:
        return True
    return _may_be_noun(context, number, at, False)


def _direct(context: Context, number: Number, start: int, at: int) -> Found | None:
    forms, language = context.forms, context.language
    if at in context.taken:
        return None
    found = context.unit(at)
    loose = number.qualifier == "vague" or number.definite
    if found is not None:
        end, reading = found
        if context.kind(reading.name) == "duration" and _tells_when(context, number, reading, end):
            return None
        scale = number.low is not None and number.low >= 1000
        if reading.particles and context.kind(reading.name) == "count":
            return None  # أصيب 6 بجراح
        if reading.det and not loose and not scale and context.kind(reading.name) == "count":
            return None
        end = adjectives(context, end, reading.det)
        if number.qualifier == "vague" and not reading.det and not reading.pron:
            end = genitives(context, end)
        end = _of_persons(context, at, _coordinated(context, number, at, end))
        other = end < len(forms) and forms[end] in language.others
        return Found(start, end + other, head=at, unit=reading.name, other=other or _has_other(context, at, end))
    if not _may_be_noun(context, number, at, loose):
        return None
    end = adjectives(context, at + 1, forms[at].startswith("ال"))
    return Found(start, end, head=at, other=_has_other(context, at, end))


def _tells_when(context: Context, number: Number, reading: Reading, end: int) -> bool:
    """Whether a word of time behind a number says when, and is not counted: `قتل 12 اليوم`, `قتل 7 يوم الثلاثاء`."""
    if reading.det:
        return not number.definite and (number.qualifier != "vague" or reading.num != "p")
    return reading.num == "s" and end < len(context.forms) and context.forms[end] in context.language.time_words


def _of_persons(context: Context, head: int, end: int) -> int:
    """`43 قتيلا من العسكريين`: who the victims are."""
    forms = context.forms
    if end + 1 >= len(forms) or forms[end] not in context.language.partitive or end != head + 1:
        return end
    first, second = context.unit(head), context.unit(end + 1)
    if first is None or second is None or not all("person" in context.classes(u[1].name) for u in (first, second)):
        return end
    if end + 1 in context.taken or not second[1].det or second[1].num != "p":
        return end
    return adjectives(context, second[0], True)


def _has_other(context: Context, start: int, end: int) -> bool:
    return any(form in context.language.others for form in context.forms[start:end])


def _may_be_noun(context: Context, number: Number, at: int, loose: bool) -> bool:
    """Whether an unknown word can be the counted noun, by its ending and the number's agreement."""
    if not context.is_word(at) or len(context.forms[at]) < 3:
        return False
    form = context.forms[at]
    readings = context.words[at].readings
    if readings and all(r.pos in ("verb", "particle", "name") or r.particles for r in readings):
        return False
    if form.startswith("ال"):
        return loose and number.qualifier == "vague"
    if number.definite or form.startswith("لل") or form.endswith("وا") or (form[0] == "ي" and form.endswith("ون")):
        return False
    low = number.low if number.low is not None else number.high
    if low is None or low != int(low):
        return False
    rest = int(low) % 100
    if form[0] in _DOUBTFUL and not readings:
        if len(form) > 3 and form.endswith(("ي", "يا", "يين")) and form[0] not in "ول":
            return True  # سوري, سودانيا, فلسطينيين
        ending = ("ا",) if form[0] in "وبل" else ("ا", "ه")
        return form.endswith("ات") if 3 <= rest <= 10 else form.endswith(ending) if rest >= 11 else False
    return True


def adjectives(context: Context, at: int, definite: bool) -> int:
    """Where the adjectives end that begin at ``at``, all with the article or all without."""
    forms, language = context.forms, context.language
    end = at
    for _ in range(MAX_ADJECTIVES):
        if end >= len(forms) or end in context.taken:
            break
        form = forms[end]
        if form in language.others:
            end += 1
            continue
        if form in language.function_words or not form[0].isalpha() or form in language.time_words:
            break
        bare = form[2:] if form.startswith("ال") else form
        if form.startswith("ال") != definite:
            break
        if bare in language.adjectives or (len(bare) > 3 and bare.endswith(NISBA) and _is_adjective(context, end)):
            end += 1
            continue
        break
    return end


def _is_adjective(context: Context, at: int) -> bool:
    form = context.forms[at]
    if form[0] == "ل" or (form[0] == "و" and not form.startswith("وطني")):
        return False  # a proclitic, not a letter of the word; those in the list of adjectives never come here
    if form[1:3] == "ال" and form[0] in "بفك" and len(form) > 5:
        return False  # بالحمى: a preposition and its noun
    if form.endswith("ا") and not context.forms[at - 1].endswith(("ا", "ه")):
        return False  # تدريجيا, سنويا: how, not who
    readings = context.words[at].readings
    if not readings:
        return True
    return any(r.pos in ("adj", "part", "noun") and not r.particles for r in readings) and not any(
        r.pos == "verb" for r in readings)


def genitives(context: Context, at: int) -> int:
    """The genitives of a construct noun (`عناصر الحركة`, `قياديي تنظيم القاعدة`), up to one with the article."""
    forms, language = context.forms, context.language
    for end in range(at, min(at + MAX_GENITIVES, len(forms))):
        if not context.is_word(end) or forms[end] in language.time_words or forms[end][0] == "و":
            return at
        if forms[end].startswith("ال"):
            return adjectives(context, end + 1, True)
    return at


def _coordinated(context: Context, number: Number, head: int, end: int) -> int:
    """Take in a second noun for the same number: `30 سفينة وطائرة`, `60 ضابطا وفردا`."""
    if end != head + 1 or end >= len(context.forms):
        return end
    first, second = context.unit(head), None
    at = end
    if context.forms[at] == "و":
        at += 1
        second = context.unit(at)
    else:
        found = context.unit(at)
        if found is not None and found[1].particles == "و":
            second = found
    if first is None or second is None or at in context.taken or second[1].det != first[1].det:
        return end
    if context.kind(first[1].name) != "count" or context.kind(second[1].name) != "count":
        return end
    if first[1].det:
        return adjectives(context, second[0], True) if number.qualifier == "vague" and second[1].num == "p" else end
    if first[1].num != second[1].num or first[1].num == "d":
        return end
    if any(not r.unit for i in (head, at) for r in context.words[i].readings):
        return end  # قتيل وجريح: what becomes of them is for rules to say
    a, b = context.forms[head], context.forms[at]
    if first[1].num == "s" and a[-1] != b[-1] and ("ا" in (a[-1], b[-1]) or (number.low or 0) % 100):
        return end  # 19 طفلا وامرأة: one woman
    if first[1].num == "p" and number.qualifier != "vague" and (number.low or 0) < 11:
        return end  # ثلاثة جنود ومدنيين: the second may be counted alone
    return adjectives(context, second[0], False)


def _partitive(context: Context, number: Number, start: int, at: int, other: bool) -> Found | None:
    """`12 من رجال الأمن`: the noun behind `من`; ``None`` where it is no noun that can be counted."""
    forms, language = context.forms, context.language
    if at >= len(forms) or at in context.taken:
        return None
    if forms[at] in language.partitive_pronouns:
        return Found(start, at + 1, other=other)
    found = context.unit(at)
    vague = number.qualifier == "vague"
    if found is not None:
        end, reading = found
        bound = vague and (reading.det or reading.pron)
        if not bound and reading.num == "s" and "person" not in context.classes(reading.name):
            return None  # 12 من القصف: because of, not out of
        end = adjectives(context, end, True) if reading.det or reading.pron else genitives(context, end)
        return Found(start, _coordinated(context, number, at, end), head=at, unit=reading.name, other=other)
    form = forms[at]
    if form.removeprefix("ال") in language.collectives:
        end = adjectives(context, at + 1, True) if form.startswith("ال") else genitives(context, at + 1)
        return Found(start, end, head=at, other=other)
    if not context.is_word(at) or any(r.pos in ("verb", "particle") for r in context.words[at].readings):
        return None
    if form.startswith("ال") and (vague or form.endswith(_SOUND)):
        return Found(start, adjectives(context, at + 1, True), head=at, other=other)
    if form.endswith("ي") and len(form) > 3 and at + 1 < len(forms) and forms[at + 1].startswith("ال"):
        return Found(start, genitives(context, at + 1), head=at, other=other)  # منسوبي القوات
    return None
