"""What an English number counts: the head of the noun phrase behind it, behind adjectives or behind `of`."""

from __future__ import annotations

from figures.model import Number
from figures.quantities.context import Context, Found

MAX_PHRASE = 7
MAX_DESCRIBING = 2
_NOT_PLURAL = ("ss", "us", "is", "'s")


def find(context: Context, number: Number) -> Found:
    """The counted noun of ``number`` and the tokens of its phrase."""
    forms, language = context.forms, context.language
    at, end = number.end, number.end
    at += at < len(forms) and forms[at] == "+"
    if at < len(forms) and forms[at] in language.partitive and at + 1 < len(forms):
        at += 1
        while at < len(forms) and forms[at] in language.determiners and at + 1 < len(forms):
            if forms[at] in language.partitive_pronouns and not context.is_word(at + 1):
                break
            at += 1
        if forms[at] in language.partitive_pronouns:
            return Found(number.start, at + 1)
    elif at + 1 < len(forms) and forms[at] in ("-", ")", '"') and context.sentence.glued(at) and (
            forms[at] != "-" or context.sentence.glued(at + 1)):
        at += 1
    head = noun(context, at, number.low == 1 and number.high == 1)
    if head is None:
        return Found(number.start, end)
    index, stop, unit = head
    other = forms[index] in language.others or any(f == "other" for f in forms[at:index])
    if forms[index] in language.others:
        return Found(number.start, stop, other=True)
    return Found(number.start, stop, head=index, unit=unit, other=other)


def noun(context: Context, at: int, single: bool) -> tuple[int, int, str | None] | None:
    """The head of the noun phrase that begins at ``at``: its token, where the phrase ends, its unit.

    The head is the first plural unit that no other unit follows (`12 Syrian government soldiers`), else the last
    singular one, else the first word that looks like a plural.
    """
    forms = context.forms
    best: tuple[int, int, str | None] | None = None
    index = at
    while index < min(at + MAX_PHRASE, len(forms)):
        form = forms[index]
        if index in context.taken:
            break
        if form in ("-", "'s", "'") and index > at:
            index += 1
            continue
        if form in context.language.others:
            return index, index + 1, None
        found = context.unit(index)
        if found is not None:
            stop, reading = found
            kind = context.kind(reading.name)
            best = (stop - 1, stop, reading.name)
            if kind != "count" and index == at:
                return index, stop, reading.name
            following = context.unit(stop)
            closed = reading.num in ("p", "") or (single and not described(context, stop))
            if following is None and closed and not _compound(context, stop):
                return best
            index = stop
            continue
        if not context.is_word(index) and not (form[0].isalpha() and len(form) > 2 and "." in form):
            break
        if _is_verb(context, index):
            break
        plural = not single and _plural(context, index)
        if plural and context.unit(index + 1) is None and not _plural(context, index + 1):
            return index, index + 1, best[2] if best is not None else None
        if best is not None and not plural and not described(context, index):
            break
        index += 1
    return best


def described(context: Context, at: int) -> bool:
    """Whether a unit follows ``at``, behind at most two words that only describe it: `Syrian government soldiers`."""
    for index in range(at, at + MAX_DESCRIBING + 1):
        if context.unit(index) is not None:
            return index not in context.taken
        if not context.is_word(index) or _is_verb(context, index):
            return False
    return False


def _compound(context: Context, at: int) -> bool:
    """Whether a plural that looks like the true head follows (`security officers`)."""
    return context.is_word(at) and not _is_verb(context, at) and _plural(context, at)


def _plural(context: Context, at: int) -> bool:
    if not context.is_word(at):
        return False
    form = context.forms[at]
    kinds = {r.pos for r in context.words[at].readings}
    if "verb" in kinds and not kinds & {"noun", "masdar"}:  # "seven murders" are counted, "he murders" is not
        return False
    return form.endswith("s") and not form.endswith(_NOT_PLURAL) and len(form) > 3


def _is_verb(context: Context, at: int) -> bool:
    readings = context.words[at].readings
    return bool(readings) and not any(r.unit or r.pos in ("noun", "masdar", "adj") for r in readings)
