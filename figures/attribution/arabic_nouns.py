"""Arabic: nouns and participles of saying (`بعد إعلان الجيش أنه`, `قلل المتحدث من الخسائر، قائلا إن`)."""

from __future__ import annotations

from figures.attribution.arabic_names import clause_behind, deed, event, name_at
from figures.attribution.speaker import COMMAS, Found, Name, View

_EVENT_REACH = 8
_HEAD = 3
_ASIDE = 8


def is_noun(view: View, i: int) -> bool:
    """Whether a token can be a noun of saying: `تصريح`, `إعلان`."""
    return "say" in view.words[i].names and any(r.name == "say" and r.pos == "masdar" for r in view.words[i].readings)


def noun(view: View, i: int) -> list[Found]:
    """`بعد إعلان الجيش أنه`: the speaker behind a noun of saying, with what it opens; `قام الجيش بتقييم أن` before."""
    name = name_at(view, i + 1)
    if name.end > name.start and event(view, name.start):
        name = Name(i + 1, i + 1)
    that = clause_behind(view, name.end)
    told = _behind_aside(view, name.end)
    tells = told < view.n and event(view, told)
    if name.end > name.start and heads(view, name) and (that is not None or tells):
        return [Found(name, name.start, (name.end, view.clause_end(name.end)))]
    if name.end == name.start and (that == i + 1 or (tells and told == i + 1)):  # تمكن المرصد من توثيق مقتل
        bodies = [m for m in view.inside(i - _EVENT_REACH, i) if m.end <= i and m.kind != "place"]
        if bodies:
            return [Found(Name(bodies[-1].start, bodies[-1].end), bodies[-1].start, (i + 1, view.clause_end(i + 1)))]
    return []


def _behind_aside(view: View, at: int) -> int:
    """What follows a name, an apposition between commas and `عن` passed over."""
    if at < view.n and view.forms[at] in COMMAS:
        at = next((j + 1 for j in range(at + 1, min(view.n, at + _ASIDE)) if view.forms[j] in COMMAS), at)
    return at + 1 if at < view.n and view.forms[at] in view.lists.from_ else at


def participle(view: View) -> list[Found]:
    """`قلل المتحدث من الخسائر، قائلا إن`: who speaks is the subject of the sentence, else the last speaker."""
    for i in range(view.n):
        if view.forms[i] not in view.lists.participles:
            continue
        if clause_behind(view, i + 1) is None and ":" not in view.forms[i + 1 : i + 1 + _EVENT_REACH]:
            continue
        scope = (i, view.clause_end(i))
        opening = view.lists.openers | view.lists.complementisers
        start = next((j + 1 for j in range(min(i, 4)) if view.forms[j] in opening), 0)
        for first in (start, start + 1):
            name = name_at(view, first)
            if deed(view, first):
                break
            if _feminine_verb(view, first):
                continue
            if name.end > name.start and view.is_speaker(name.start, name.end) and name.end <= i:
                return [Found(name, name.start, scope)]
        return [Found(None, i, scope)]
    return []


def _feminine_verb(view: View, i: int) -> bool:
    """`وعبرت محامية الأسرة`: whether an unknown word is a verb, by its ending and the noun for a speaker behind it."""
    unknown = i not in view.mention_at and not view.words[i].names and view.forms[i].endswith("ت")
    return unknown and i + 1 < view.n and "speaker" in view.words[i + 1].names


def heads(view: View, name: Name) -> bool:
    """Whether a speaker stands at the head of a name, not only somewhere in it."""
    return view.is_speaker(name.start, min(name.end, name.start + _HEAD)) or any(
        view.forms[j] in view.lists.unnamed for j in range(name.start, min(name.end, name.start + 2)))
