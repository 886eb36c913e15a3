"""English: the phrase that names a speaker, in front of a verb of saying and behind it."""

from __future__ import annotations

from figures.attribution.speaker import COMMAS, ENDS, MAX_NAME, QUOTE, Name, View

_DATELINES = 2
_LONG = 8
_SHORT = 5
_QUOTED = 9


def name_behind(view: View, at: int) -> Name:
    """The name from a token on."""
    i = at
    while i < view.n and i - at < MAX_NAME:
        form = view.forms[i]
        if form in ENDS or form in COMMAS or form in (QUOTE, "(", ":") or form in view.lists.complementisers:
            break
        if i > at and (view.matches_stop(i) or (view.says(i) and is_verb(view, i))) and i not in view.mention_at:
            break
        i += 1
    return Name(at, i)


def can_speak(view: View, name: Name, said: set[str] | None = None) -> bool:
    """Whether a phrase can be who speaks: it holds a speaker, or is a name, or stands at a verb that does nothing else
    than say (``said his neighbour``)."""
    forms, first = view.forms, name.start
    if view.is_speaker(name.start, name.end):
        return True
    if any(view.forms[i] in view.lists.unnamed for i in range(name.start, name.end)):
        return True
    while first < name.end - 1 and forms[first] in view.lists.determiners:
        first += 1
    if not forms[first].isalpha() or name.end - first > _LONG:
        return False
    if view.capital(first):
        return True
    if not said or not said <= view.lists.manner or name.end - name.start > _SHORT or view.inside(first, name.end):
        return False
    if any(view.tells(i) or forms[i] in view.lists.pronouns for i in range(name.start, name.end)):
        return False
    return first > name.start or (forms[first].endswith("s") and forms[first] not in view.lists.plurals)


def name_before(view: View, end: int) -> Name | None:
    """The noun phrase that ends at a token, an apposition between commas passed over."""
    forms = view.forms
    if end > 1 and forms[end - 1] in COMMAS:
        inner = begin_of(view, end - 1)
        if inner > 0 and forms[inner - 1] in view.lists.relatives and inner > 1 and forms[inner - 2] in COMMAS:
            return _trim(view, begin_of(view, inner - 2), inner - 2)  # the mayor, who lives there, said
        if inner > 0 and forms[inner - 1] in COMMAS:
            start = begin_of(view, inner - 1)
            if start < inner - 1 and inner - 1 - start <= 10:
                return _trim(view, start, inner - 1)
        elif any(forms[i] in COMMAS for i in range(inner, end - 1)):
            return _trim(view, inner, end - 1)  # a monitoring group, the Observatory, said
        return None
    start = begin_of(view, end)
    return _trim(view, start, end) if start < end else None


def begin_of(view: View, end: int) -> int:
    """Where the phrase that ends at a token begins."""
    start, forms, lists = end, view.forms, view.lists
    while start > 0 and end - start < MAX_NAME:
        form = forms[start - 1]
        if _listed(view, start - 1):
            start -= 1
            continue
        if form == ")" and "(" in forms[max(0, start - 6) : start]:
            start = max(j for j in range(start) if forms[j] == "(")
            continue
        if form in ENDS or form in COMMAS or form in (QUOTE, ":", "—") or form in lists.complementisers:
            break
        if form in lists.openers or (view.says(start - 1) and is_verb(view, start - 1)):
            break
        start -= 1
    return start


def _listed(view: View, at: int) -> bool:
    """``officials in the United States, South Korea and Ukraine``: a comma or conjunction between two names."""
    if at == 0 or view.forms[at] not in (*COMMAS, "and"):
        return False
    behind = at + 2 if view.forms[at + 1 : at + 2] == ["the"] else at + 1
    first, second = view.mention_at.get(at - 1), view.mention_at.get(behind)
    return first is not None and second is not None and second.kind in (first.kind, "place")


def _trim(view: View, start: int, end: int) -> Name | None:
    """Without the dateline and the time that stand before the name (``In March the army``)."""
    raw = view.sentence.raw
    while (
        start < end - 1 and view.sentence.index <= _DATELINES and start not in view.mention_at
        and len(view.forms[start]) > 3 and raw(start, start + 1).isupper() and not raw(start + 1, start + 2).isupper()
    ):
        start += 1
    if start < end and view.forms[start] in view.lists.adverbials:
        start = next((i for i in range(start + 1, end) if _begins(view, i, start)), start)
    return Name(start, end) if start < end else None


def _begins(view: View, i: int, adverbial: int) -> bool:
    """Whether a noun phrase begins behind an adverbial: with an article, or a speaker behind the time."""
    if i == adverbial + 1 and view.forms[adverbial] in view.lists.prepositions:
        return False  # in the capital: this one belongs to the adverbial
    mention = view.mention_at.get(i)
    return view.forms[i] in view.lists.articles or "speaker" in view.words[i].names or (
        mention is not None and mention.start == i)


def is_verb(view: View, i: int) -> bool:
    """Whether a form that may be a verb of saying is one here."""
    forms = view.forms
    if (i in view.mention_at and view.lemmas(i) <= view.lists.strict) or (view.capital(i) and not view.title_case):
        return False
    if forms[i + 1 : i + 2] == ["by"] or ("speaker" in view.words[i].names and i + 1 < view.n and view.says(i + 1)):
        return False
    before = forms[i - 1] if i else ""
    if before in view.lists.determiners or before == "'s":
        return False
    if quoted_at(view, i) is not None:
        return True
    if (before in view.lists.passives and i - 1 not in view.mention_at) or before in view.lists.negations:
        return False
    readings = view.words[i].readings  # none where only the words behind it make it a verb of saying: `put the toll at`
    return not readings or not (all(r.tense == "ing" for r in readings) or _is_noun(view, i))


def quoted_at(view: View, i: int) -> int | None:
    """``was quoted as saying``, ``quoted by the agency as saying``: where the first verb stands."""
    if i < 2 or view.forms[i - 1] != "as":
        return None
    for j in range(i - 2, max(-1, i - _QUOTED), -1):
        if view.forms[j] in view.lists.quoted:
            return j
    return None


def _is_noun(view: View, i: int) -> bool:
    """Whether a form such as ``state``, ``report``, ``claim`` is the noun: its verb has subjects of many (``they``)."""
    said = [r for r in view.words[i].readings if r.name in ("say", "say_on")]
    bare = bool(said) and all(r.tense == "present" and not r.num for r in said)
    if not bare or not i or not view.lemmas(i) <= view.lists.nouns:
        return False
    before = view.forms[i - 1]
    if view.forms[i + 1 : i + 2] == ["that"] or before in view.lists.auxiliaries or before in view.lists.pronouns:
        return False
    subject = name_before(view, i)
    many = subject is not None and view.forms[subject.start].endswith("s")  # figures released by the ministry show
    return not (many or before.endswith("s") or before in view.lists.plurals)
