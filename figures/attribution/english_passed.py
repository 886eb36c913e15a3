"""English: what is said by way of somebody else or hangs on a sentence (``according to``, ``was reported by``, ``with
officials saying``, ``condemned the raid, saying``)."""

from __future__ import annotations

from figures.attribution.english_names import can_speak, is_verb, name_before, name_behind
from figures.attribution.english_subject import shared
from figures.attribution.speaker import COMMAS, Found, Name, View
from figures.dates import opens_date

_BESIDE = 7
_RECKONED = 8


def beside(view: View, i: int) -> list[Found]:
    """``with officials saying that``, ``quoted officials saying``: what is said by way of another speaker."""
    if view.forms[i] not in view.lists.participles:
        return []
    leads = view.lists.beside | view.lists.quoted
    start = next((j + 1 for j in range(i - 1, max(-1, i - _BESIDE), -1) if view.forms[j] in leads), i)
    name = Name(start, i)
    if start >= i or not can_speak(view, name):
        return []
    return [Found(name, start, (i + 1, view.clause_end(i + 1)))]


def agent(view: View, i: int) -> list[Found]:
    """``it was reported by the agency that``, ``as told by the mayor``: who speaks behind a verb in the passive."""
    last = i - 1
    while last > 0 and view.forms[last] in view.lists.auxiliaries and view.forms[last] not in view.lists.finite:
        last -= 1
    impersonal = last > 0 and view.forms[last] in view.lists.passives and view.forms[last - 1] in view.lists.pronouns
    name = name_behind(view, i + 2, nominal=True)
    if name.end == name.start or not can_speak(view, name) or not (impersonal or (view.forms[i - 1 : i] and (
        view.forms[i - 1] in view.lists.as_
    ))):
        return []
    opens = impersonal or i <= 1
    return [Found(name, name.start, (name.end if opens else 0, view.n))]


def hanging(view: View, i: int, found: list[Found]) -> list[Found]:
    """``the navy condemned the raid, saying``: the subject of the sentence, where nobody else has spoken in it."""
    if not i or view.forms[i - 1] not in COMMAS or any(item.scope[0] <= i < item.scope[1] for item in found):
        return []
    if view.forms[i] not in view.lists.participles and not opens_soon(view, i + 1, 2):
        return []
    name = shared(view, i)
    return [Found(name, name.start, (i + 1, view.clause_end(i + 1)))] if name is not None else []


def cited(view: View, verb: int, i: int) -> Found | None:
    """``the agency quoted the mayor as saying``: the mayor, by way of the agency."""
    name = Name(verb + 1, i - 1)
    if not can_speak(view, name):
        return None
    teller = name_before(view, verb)
    via = next((m.id for m in view.inside(*teller[:2]) if m.kind == "agency"), None) if teller else None
    return Found(name, name.start, (i + 1, view.clause_end(i + 1)), via)


def according(view: View) -> list[Found]:
    """``according to the mayor``, ``as reported by``, ``citing officials``: the rest of the sentence is theirs."""
    found = []
    i = 0
    while i < view.n:
        end = view.lists.match(view.lists.according, view.forms, i)
        if end is None:
            i += 1
            continue
        name = name_behind(view, end, nominal=True)
        if name.end > name.start and can_speak(view, name):
            behind = name.end + 1
            aside = behind < view.n and view.forms[name.end] in COMMAS and view.says(behind) and is_verb(view, behind)
            if not aside or view.cites(i):
                begin = name.end if i <= 1 or view.forms[i - 1] in view.lists.complementisers else 0
                found.append(Found(name, i, (begin, view.n)))
        i = max(end, name.end)
    return found


def reckoned(view: View) -> list[Found]:
    """``the toll was put at 12 by the ministry``, ``by the ministry's count``: whose reckoning a figure is."""
    found, lists = [], view.lists
    for i in (i for i, form in enumerate(view.forms) if form in lists.agents):
        opens = i == 0 or view.forms[i - 1] in COMMAS
        name = name_behind(view, i + 1, nominal=True)
        if opens:
            mine = name.end - name.start > 2 and view.forms[name.end - 1] in lists.counts
            whose = mine and any(view.forms[j] in lists.possessives for j in range(*name[:2]))
        else:
            before = range(max(1, i - _RECKONED), i - 1)
            passive = (j for j in before if view.forms[j] in lists.reckoned and view.forms[j - 1] in lists.passives)
            whose = any(view.forms[j + 1] in lists.at for j in passive)
        if whose and can_speak(view, name) and not _is_time(view, name):
            found.append(Found(name, i, (0, view.n)))
    return found


def _is_time(view: View, name: Name) -> bool:
    """``by Friday``, ``by the weekend``: whether a phrase begins with a time, which nobody is called."""
    first = name.start + (view.forms[name.start] in view.lists.articles)
    return first < name.end and opens_date(view.forms[first])


def learnt(view: View, i: int, name: Name) -> Found | None:
    """``Reuters learned from an official that``: the one it was learnt from, by way of an agency."""
    told = name_behind(view, i + 2)
    if told.end == told.start or not can_speak(view, told):
        return None
    via = next((m.id for m in view.inside(*name[:2]) if m.kind == "agency"), None)
    return Found(told, told.start, (told.end, view.clause_end(told.end)), via)


def ing(view: View, i: int) -> bool:
    """Whether a form in ``-ing`` stands at a token."""
    return bool(view.words[i].readings) and any(r.tense == "ing" for r in view.words[i].readings)


def opens_soon(view: View, at: int, reach: int) -> bool:
    """Whether a clause of what is said is opened within so many tokens."""
    return any(form in view.lists.complementisers for form in view.forms[at : at + reach])
