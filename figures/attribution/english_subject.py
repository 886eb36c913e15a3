"""English: the subject of a verb of saying that does not stand right before it: parted by a comma (``the head of the
clinic, Ali Noor, says``), or shared with the verb before (``the mayor toured the site and said``)."""

from __future__ import annotations

from figures.attribution.english_names import can_speak, is_verb
from figures.attribution.speaker import COMMAS, ENDS, QUOTE, Name, View

_REACH = 30
_NAME = 12
_CLAUSE = 14
_PAPERS = frozenset(("reports",))


def parted(view: View, verb: int) -> Name | None:
    """The subject that a comma parts from its verb, where no verb stands between: the first phrase that can speak."""
    start = verb - 1
    while start > 0 and verb - start < _REACH and not _opens(view, start - 1):
        start -= 1
    names: list[Name] = []
    begin, relative = start, False
    for i in range(start, verb):
        relative = relative or view.forms[i] in view.lists.relatives
        if view.forms[i] not in COMMAS:
            if not relative and finite(view, i):
                return None
            continue
        names.append(Name(begin, i))
        begin, relative = i + 1, False
    return next((name for name in names if name.start < name.end and _may_lead(view, name)), None)


def _opens(view: View, i: int) -> bool:
    form = view.forms[i]
    return form in ENDS or form in (QUOTE, ":") or form in view.lists.complementisers


def _may_lead(view: View, name: Name) -> bool:
    """Whether a phrase between commas can be a subject: no adverbial, relative clause or open end."""
    first, lists = view.forms[name.start], view.lists
    if first in lists.adverbials or first in lists.relatives or first in lists.openers:
        return False
    return name.end - name.start <= _CLAUSE and can_speak(view, name)


def finite(view: View, i: int) -> bool:
    """Whether a finite verb stands at a token, as far as can be told."""
    if view.forms[i] in view.lists.finite:
        return True
    readings = view.words[i].readings
    verb = bool(readings) and all(r.pos == "verb" and r.tense in ("ed", "past") for r in readings)
    return verb or (view.says(i) and is_verb(view, i))


def clause_behind(view: View, at: int) -> bool:
    """Whether a clause follows, not a name: a finite verb stands before the next sign."""
    for i in range(at, min(view.n, at + _CLAUSE)):
        form = view.forms[i]
        if form in COMMAS or form in ENDS or form == QUOTE or form in view.lists.relatives:
            return False
        if i > at and finite(view, i):
            return True
    return False


def shared(view: View, verb: int) -> Name | None:
    """The subject of the sentence, which a second verb shares: the words that a sentence begins with up to its verb."""
    start = 0
    while start < verb and (view.forms[start] == QUOTE or view.forms[start] in view.lists.openers):
        start += 1
    if start >= verb or view.forms[start] in view.lists.adverbials or view.forms[start] in view.lists.nobody:
        return None
    end = start
    while end < verb and end - start < _NAME:
        form = view.forms[end]
        known = end in view.mention_at or view.capital(end)
        past = end > start and not known and form.endswith(view.lists.endings)
        if form in COMMAS or form == QUOTE or form in view.lists.auxiliaries or finite(view, end) or past or (
            view.matches_stop(end) or view.tells(end)
        ):
            break
        end += 1
    name = Name(start, end)
    if not start < end < verb or end - start >= _NAME:
        return None
    full = end - start > 1 or view.says(end)  # Lali described the damage and said
    own = full and not view.title_case and all(view.capital(i) for i in range(start, end))
    return name if own or view.is_speaker(start, end) else None


def gender(view: View, name: Name) -> str:
    """What a pronoun takes a speaker for: ``p`` a person, ``t`` a thing (a report, a body), or nothing."""
    last = name.end - 1
    forms, lists = view.forms, view.lists
    if forms[last] in lists.bodies or any(lists.unnamed.get(forms[i]) in _PAPERS for i in range(name.start, name.end)):
        return "t"
    mention = view.mention_at.get(last)
    if mention is not None:
        return {"person": "p", "org": "t", "agency": "t", "party": "t", "institution": "t"}.get(mention.kind, "")
    return "p" if view.capital(last) and forms[last].isalpha() and last > name.start else ""


def gender_of(view: View, at: int) -> str:
    """What the pronoun at a token stands for: ``p``, ``t`` or nothing."""
    if view.forms[at] in view.lists.persons:
        return "p"
    return "t" if view.forms[at] in view.lists.things else ""
