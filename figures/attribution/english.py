"""English: the speaker stands before the verb (``police said that …``) or behind it (``…, said the mayor``)."""

from __future__ import annotations

from figures.attribution.english_names import begin_of, can_speak, is_verb, name_before, name_behind, quoted_at
from figures.attribution.speaker import COMMAS, ENDS, QUOTE, Found, Name, View

_HANGING = 30
_ASIDE = 6
_HEARER = 7
_WITH = 7
_PAPERS = frozenset(("reports",))


def find(view: View) -> list[Found]:
    """The speakers of a sentence."""
    found = _according(view)
    for i in range(view.n):
        if view.says(i) and is_verb(view, i):
            item = _verb(view, i)
            if item is not None and not _within(view, i, found):
                found.append(item)
        elif view.forms[i] in view.lists.participles:
            found += _with(view, i)
    return found


def _within(view: View, i: int, found: list[Found]) -> bool:
    """Whether a plan or promise is told by somebody else (``officials said that the country plans to``)."""
    return bool(view.lemmas(i)) and view.lemmas(i) <= view.lists.aims and any(
        item.scope[0] <= i < item.scope[1] for item in found)


def _with(view: View, i: int) -> list[Found]:
    """``with officials saying that``: what hangs on a sentence by way of another speaker."""
    start = next((j + 1 for j in range(i - 1, max(-1, i - _WITH), -1) if view.forms[j] in view.lists.beside), i)
    name = Name(start, i)
    if start >= i or not can_speak(view, name):
        return []
    return [Found(name, start, (i + 1, view.clause_end(i + 1)))]


def _cited(view: View, verb: int, i: int) -> Found | None:
    """``the agency quoted the mayor as saying``: the mayor, by way of the agency."""
    name = Name(verb + 1, i - 1)
    if not can_speak(view, name):
        return None
    teller = name_before(view, verb)
    via = next((m.id for m in view.inside(*teller[:2]) if m.kind == "agency"), None) if teller else None
    return Found(name, name.start, (i + 1, view.clause_end(i + 1)), via)


def _according(view: View) -> list[Found]:
    found = []
    i = 0
    while i < view.n:
        end = view.lists.match(view.lists.according, view.forms, i)
        if end is None:
            i += 1
            continue
        name = name_behind(view, end)
        if name.end > name.start and can_speak(view, name):
            behind = name.end + 1
            aside = behind < view.n and view.forms[name.end] in COMMAS and view.says(behind) and is_verb(view, behind)
            if not aside:
                begin = name.end if i <= 1 or view.forms[i - 1] in view.lists.complementisers else 0
                found.append(Found(name, i, (begin, view.n)))
        i = max(end, name.end)
    return found


def _verb(view: View, i: int) -> Found | None:
    forms, lists = view.forms, view.lists
    quoted = quoted_at(view, i)
    if quoted is not None and quoted < i - 2 and not (quoted and forms[quoted - 1] in lists.passives):
        return _cited(view, quoted, i)
    end = i if quoted is None else quoted
    while end > 0 and (forms[end - 1] in lists.auxiliaries or forms[end - 1] in lists.passives):
        end -= 1
    that = forms[i + 1 : i + 2] == ["that"] or "that" in forms[i + 1 : i + 8]
    inverted = _inverted(view, i)
    if inverted is not None:
        return inverted
    name = name_before(view, end)
    if name is None:
        return None
    start = name.start
    if start and forms[start - 1] in lists.relatives:
        if view.is_speaker(start, name.end) or forms[start] in lists.pronouns:
            return None  # the men who police said were armed
        name = Name(begin_of(view, start - 1), start - 1)  # a man who lives nearby said
        start = name.start
        if name.end <= start or not can_speak(view, name, view.lemmas(i)):
            return None
    if name.end - name.start == 1 and forms[start] in lists.pronouns:
        subject = view.mention_at.get(0) or view.mention_at.get(1)
        if subject is not None and start > subject.end and forms[start - 1] in COMMAS and subject.kind != "place":
            return Found(Name(0, subject.end), 0, (0, i))  # the coast guard saved five, it said
        return Found(None, i, _scope(view, i, name))
    lemmas = view.lemmas(i)
    paper = any(lists.unnamed.get(forms[j]) in _PAPERS for j in range(start, name.end))
    if lemmas <= lists.clausal and "that" not in forms[i + 1 : i + 3] and not paper:
        return None
    if forms[i + 1 : i + 2] and forms[i + 1] in lists.responsibility:
        return None  # claimed responsibility for an attack: what one did is no words of one's own
    inside = view.inside(start, name.end)
    if lemmas <= lists.recording and inside and all(m.kind == "place" and "/" in (m.id or "/") for m in inside):
        return Found(None, i, (i + 1, view.clause_end(i + 1)))  # Aleppo recorded: where it was
    strict = lemmas <= lists.strict
    surely = that or view.is_speaker(name.start, name.end) or lemmas <= lists.manner
    if (strict and not surely) or not can_speak(view, name, lemmas):
        return None
    start, stop = _scope(view, i, name)
    if strict and not that and start > i:
        stop = min(stop, _background(view, i + 1))
    return Found(name, name.start, (start, stop))


def _background(view: View, at: int) -> int:
    """``announced an alliance, after the coalition had launched two strikes``: where nothing has been told that
    happened, what led to it is not said by those who announce."""
    for i in range(at, view.n):
        if view.forms[i] in view.lists.background:
            return i
        if view.tells(i) or view.counts(i):
            break
    return view.n


def _inverted(view: View, i: int) -> Found | None:
    """``…, said the mayor``: the name runs up to a comma, a stop or the end."""
    if not i or view.forms[i - 1] not in (*COMMAS, QUOTE) or view.lemmas(i) <= view.lists.told:
        return None
    if any(r.tense == "ing" for r in view.words[i].readings):
        return None
    name = name_behind(view, i + 1)
    if name.end == name.start or not can_speak(view, name, view.lemmas(i)):
        return None
    if name.end < view.n and "that" in view.forms[name.end : name.end + 4]:
        return None
    goes_on = view.forms[name.end : name.end + 1] == [","] and view.forms[name.end + 1 : name.end + 2] != []
    if goes_on and view.forms[name.end + 1] in view.lists.continuing:
        return Found(name, name.start, (0, view.n))  # …, said the mayor, although two more may have died
    return Found(name, name.start, _backward(view, i))


def _scope(view: View, verb: int, name: Name) -> tuple[int, int]:
    """What a verb behind its speaker governs: what follows, or what precedes where nothing follows."""
    forms = view.forms
    quoted = name.start > 2 and (forms[name.start - 1] in COMMAS or forms[name.start - 1] == QUOTE)
    inside = name.start > 1 and forms[name.start - 1] in COMMAS and forms[verb + 1 : verb + 2] == [","]
    if inside and not any(view.tells(i) or view.counts(i) for i in range(name.start)):
        return (0, view.n)  # the attack, the ministry said, killed five
    if quoted and not _opens(view, name.start) and _said_all(view, _behind_hearer(view, verb)):
        return _backward(view, verb)
    if verb + 1 >= view.n or (verb + 2 >= view.n and forms[verb + 1] in ENDS):
        return (0, verb)
    return (verb + 1, view.clause_end(verb + 1))


def _behind_hearer(view: View, verb: int) -> int:
    """The token behind a verb of saying and who was told (``the mayor told reporters``)."""
    if not view.lemmas(verb) <= view.lists.told:
        return verb + 1
    end = next((i for i in range(verb + 1, min(view.n, verb + _HEARER)) if view.forms[i] in COMMAS or
                view.forms[i] in ENDS or view.matches_stop(i) or view.forms[i] == QUOTE), None)
    if end is None:
        end = view.n if view.n - verb <= _HEARER else verb + 1
    return verb + 1 if any(view.counts(i) for i in range(verb + 1, end)) else end


def _said_all(view: View, at: int) -> bool:
    """Whether what follows the verb is no words of the speaker: nothing, or when and where it was said."""
    if at >= view.n or view.forms[at] in COMMAS or view.forms[at] in ENDS:
        return True
    if not view.matches_stop(at) or "that" in view.forms[at : at + 8]:
        return False
    while at < view.n and view.matches_stop(at):
        at += 1
    last = min(view.n, at + _ASIDE)
    return view.n - at < _ASIDE or any(view.forms[j] in COMMAS or view.forms[j] in ENDS for j in range(at, last))


def _opens(view: View, start: int) -> bool:
    """Whether only an adverbial stands before the speaker (``On Sunday, …``)."""
    return start <= 6 and view.forms[0] in view.lists.adverbials


def _backward(view: View, verb: int) -> tuple[int, int]:
    """What stands before the verb, and what hangs on it (``police said, adding that …``)."""
    hanging = view.forms[verb + 1 : verb + 2] in ([","], ["،"]) and verb + 2 < view.n and _ing(view, verb + 2)
    goes_on = any(view.says(j) and _ing(view, j) for j in range(verb + 1, min(view.n, verb + _HANGING)))
    behind = view.forms[verb + 1 : verb + 3]
    continues = len(behind) == 2 and behind[0] in COMMAS and behind[1] in view.lists.continuing
    return (0, view.n if goes_on or hanging or continues else verb)


def _ing(view: View, i: int) -> bool:
    return bool(view.words[i].readings) and any(r.tense == "ing" for r in view.words[i].readings)
