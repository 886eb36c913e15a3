"""English: the speaker stands before the verb (``police said that …``) or behind it (``…, said the mayor``)."""

from __future__ import annotations

from figures.attribution.speaker import COMMAS, ENDS, MAX_NAME, QUOTE, Found, Name, View

_DATELINES = 2
_HANGING = 30
_ASIDE = 6
_LONG = 8
_QUOTED = 9
_HEARER = 7
_WITH = 7
_PAPERS = frozenset(("reports",))
_SHORT = 5


def find(view: View) -> list[Found]:
    """The speakers of a sentence."""
    found = _according(view)
    for i in range(view.n):
        if view.says(i) and _is_verb(view, i):
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
    if start >= i or not _can_speak(view, name):
        return []
    return [Found(name, start, (i + 1, view.clause_end(i + 1)))]


def _is_verb(view: View, i: int) -> bool:
    """Whether a form that may be a verb of saying is one here."""
    forms = view.forms
    if (i in view.mention_at and view.lemmas(i) <= view.lists.strict) or (view.capital(i) and not view.title_case):
        return False
    if forms[i + 1 : i + 2] == ["by"] or ("speaker" in view.words[i].names and i + 1 < view.n and view.says(i + 1)):
        return False
    before = forms[i - 1] if i else ""
    if before in view.lists.determiners or before == "'s":
        return False
    if _quoted(view, i) is not None:
        return True
    if (before in view.lists.passives and i - 1 not in view.mention_at) or before in view.lists.negations:
        return False
    readings = view.words[i].readings
    if readings and all(r.tense == "ing" for r in readings):
        return False
    return not _is_noun(view, i)


def _quoted(view: View, i: int) -> int | None:
    """``was quoted as saying``, ``quoted by the agency as saying``: where the first verb stands."""
    if i < 2 or view.forms[i - 1] != "as":
        return None
    for j in range(i - 2, max(-1, i - _QUOTED), -1):
        if view.forms[j] in view.lists.quoted:
            return j
    return None


def _cited(view: View, verb: int, i: int) -> Found | None:
    """``the agency quoted the mayor as saying``: the mayor, by way of the agency."""
    name = Name(verb + 1, i - 1)
    if not _can_speak(view, name):
        return None
    teller = _before(view, verb)
    via = next((m.id for m in view.inside(*teller[:2]) if m.kind == "agency"), None) if teller else None
    return Found(name, name.start, (i + 1, view.clause_end(i + 1)), via)


def _is_noun(view: View, i: int) -> bool:
    """Whether a form such as ``state``, ``report``, ``claim`` is the noun: its verb has subjects of many (``they``)."""
    said = [r for r in view.words[i].readings if r.name in ("say", "say_on")]
    bare = bool(said) and all(r.tense == "present" and not r.num for r in said)
    if not bare or not i or not view.lemmas(i) <= view.lists.nouns:
        return False
    before = view.forms[i - 1]
    if view.forms[i + 1 : i + 2] == ["that"] or before in view.lists.auxiliaries or before in view.lists.pronouns:
        return False
    subject = _before(view, i)
    many = subject is not None and view.forms[subject.start].endswith("s")  # figures released by the ministry show
    return not (many or before.endswith("s") or before in view.lists.plurals)


def _according(view: View) -> list[Found]:
    found = []
    i = 0
    while i < view.n:
        end = view.lists.match(view.lists.according, view.forms, i)
        if end is None:
            i += 1
            continue
        name = _behind(view, end)
        if name.end > name.start and _can_speak(view, name):
            behind = name.end + 1
            aside = behind < view.n and view.forms[name.end] in COMMAS and view.says(behind) and _is_verb(view, behind)
            if not aside:
                begin = name.end if i <= 1 or view.forms[i - 1] in view.lists.complementisers else 0
                found.append(Found(name, i, (begin, view.n)))
        i = max(end, name.end)
    return found


def _behind(view: View, at: int) -> Name:
    """The name from a token on."""
    i = at
    while i < view.n and i - at < MAX_NAME:
        form = view.forms[i]
        if form in ENDS or form in COMMAS or form in (QUOTE, "(", ":") or form in view.lists.complementisers:
            break
        if i > at and (view.matches_stop(i) or (view.says(i) and _is_verb(view, i))) and i not in view.mention_at:
            break
        i += 1
    return Name(at, i)


def _verb(view: View, i: int) -> Found | None:
    forms, lists = view.forms, view.lists
    quoted = _quoted(view, i)
    if quoted is not None and quoted < i - 2 and not (quoted and forms[quoted - 1] in lists.passives):
        return _cited(view, quoted, i)
    end = i if quoted is None else quoted
    while end > 0 and (forms[end - 1] in lists.auxiliaries or forms[end - 1] in lists.passives):
        end -= 1
    that = forms[i + 1 : i + 2] == ["that"] or "that" in forms[i + 1 : i + 8]
    inverted = _inverted(view, i)
    if inverted is not None:
        return inverted
    name = _before(view, end)
    if name is None:
        return None
    start = name.start
    if start and forms[start - 1] in lists.relatives:
        if view.is_speaker(start, name.end) or forms[start] in lists.pronouns:
            return None  # the men who police said were armed
        name = Name(_left(view, start - 1), start - 1)  # a man who lives nearby said
        start = name.start
        if name.end <= start or not _can_speak(view, name, view.lemmas(i)):
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
    if (strict and not surely) or not _can_speak(view, name, lemmas):
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
    name = _behind(view, i + 1)
    if name.end == name.start or not _can_speak(view, name, view.lemmas(i)):
        return None
    if name.end < view.n and "that" in view.forms[name.end : name.end + 4]:
        return None
    goes_on = view.forms[name.end : name.end + 1] == [","] and view.forms[name.end + 1 : name.end + 2] != []
    if goes_on and view.forms[name.end + 1] in view.lists.continuing:
        return Found(name, name.start, (0, view.n))  # …, said the mayor, although two more may have died
    return Found(name, name.start, _backward(view, i))


def _can_speak(view: View, name: Name, said: set[str] | None = None) -> bool:
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


def _before(view: View, end: int) -> Name | None:
    """The noun phrase that ends at a token, an apposition between commas passed over."""
    forms = view.forms
    if end > 1 and forms[end - 1] in COMMAS:
        inner = _left(view, end - 1)
        if inner > 0 and forms[inner - 1] in view.lists.relatives and inner > 1 and forms[inner - 2] in COMMAS:
            return _trim(view, _left(view, inner - 2), inner - 2)  # the mayor, who lives there, said
        if inner > 0 and forms[inner - 1] in COMMAS:
            start = _left(view, inner - 1)
            if start < inner - 1 and inner - 1 - start <= 10:
                return _trim(view, start, inner - 1)
        elif any(forms[i] in COMMAS for i in range(inner, end - 1)):
            return _trim(view, inner, end - 1)  # a monitoring group, the Observatory, said
        return None
    start = _left(view, end)
    return _trim(view, start, end) if start < end else None


def _left(view: View, end: int) -> int:
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
        if form in lists.openers or (view.says(start - 1) and _is_verb(view, start - 1)):
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
    return (0, view.n if goes_on or hanging else verb)


def _ing(view: View, i: int) -> bool:
    return bool(view.words[i].readings) and any(r.tense == "ing" for r in view.words[i].readings)
