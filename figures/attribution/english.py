"""English: the speaker stands before the verb (``police said that …``) or behind it (``…, said the mayor``)."""

from __future__ import annotations

from figures.attribution.english_names import begin_of, can_speak, is_verb, name_before, name_behind, quoted_at
from figures.attribution.english_passed import (
    according,
    agent,
    beside,
    cited,
    hanging,
    ing,
    learnt,
    opens_soon,
    reckoned,
)
from figures.attribution.english_subject import clause_behind, parted, shared
from figures.attribution.speaker import COMMAS, ENDS, QUOTE, Found, Name, View

_HANGING = 30
_ASIDE = 6
_HEARER = 7
_CLAUSE = 7
_SOON = 4
_DEED = 4
_EVENT = 10
_PAPERS = frozenset(("reports",))


def find(view: View) -> list[Found]:
    """The speakers of a sentence."""
    found = according(view) + reckoned(view)
    barred = {j for item in found if item.name for j in range(item.at, item.name.end)}
    for i in range(view.n):
        if i in barred:
            continue  # according to police reports: a noun
        if i + 1 < view.n and view.forms[i + 1] in view.lists.agents and view.says(i):
            found += agent(view, i)
        elif view.says(i) and is_verb(view, i):
            item = _verb(view, i)
            if item is not None and not _within(view, i, found):
                found.append(item)
        elif view.says(i) and ing(view, i):
            found += beside(view, i) or hanging(view, i, found)
    return found


def _verb(view: View, i: int) -> Found | None:
    forms, lists, lemmas = view.forms, view.lists, view.lemmas(i)
    quoted = quoted_at(view, i)
    if quoted is not None and quoted < i - 2 and not (quoted and forms[quoted - 1] in lists.passives):
        return cited(view, quoted, i)
    end = i if quoted is None else quoted
    while end > 0 and (forms[end - 1] in lists.auxiliaries or forms[end - 1] in lists.passives):
        end -= 1
    that = opens_soon(view, i + 1, _CLAUSE)
    if _claims(view, i):
        return None
    inverted = _inverted(view, i)
    if inverted is not None:
        return inverted
    name = name_before(view, end)
    if name is None and end > 1 and forms[end - 1] in lists.relatives:
        return _related(view, i, end - 1)
    if name is None or (forms[end - 1] in COMMAS and not can_speak(view, name, lemmas)):
        name = _elsewhere(view, end)
    if name is None:
        return None
    if name.start and forms[name.start - 1] in lists.relatives:
        if view.is_speaker(*name[:2]) or forms[name.start] in lists.pronouns:
            return None  # the men who police said were armed
        name = Name(begin_of(view, name.start - 1), name.start - 1)  # a man who lives nearby said
        if name.end <= name.start or not can_speak(view, name, lemmas):
            return None
    if forms[name.end - 1] in lists.pronouns:
        return _pronoun(view, i, Name(name.end - 1, name.end))  # 12 people had died he added
    return _named(view, i, name, that)


def _named(view: View, i: int, name: Name, that: bool) -> Found | None:
    """What a verb of saying makes of the name before it."""
    lists, lemmas = view.lists, view.lemmas(i)
    paper = any(lists.unnamed.get(view.forms[j]) in _PAPERS for j in range(*name[:2]))
    if lemmas <= lists.clausal and not opens_soon(view, i + 1, 2) and not paper:
        return None
    if lemmas <= lists.learning and view.forms[i + 1 : i + 2] and view.forms[i + 1] in lists.from_:
        return learnt(view, i, name)
    if lemmas <= lists.warning and _to_do(view, i):
        return None
    if lemmas <= lists.recording and view.is_place(name.start, name.end):
        return Found(None, i, (i + 1, view.clause_end(i + 1)))  # Aleppo recorded: where it was
    strict = lemmas <= lists.strict
    surely = that or lemmas <= lists.manner or _speaks(view, name) or _tells_soon(view, i, name)
    if (strict and not surely) or not can_speak(view, name, lemmas):
        return None
    start, stop = _scope(view, i, name)
    if strict and not that and start > i:
        stop = min(stop, _background(view, i + 1), _next_deed(view, i))
    return Found(name, name.start, (start, stop))


def _to_do(view: View, i: int) -> bool:
    """``warned residents to stay away``: what somebody is to do, before any clause of what is said."""
    for j in range(i + 1, min(view.n - 1, i + 1 + _HEARER)):
        if view.forms[j] in view.lists.complementisers or view.forms[j] in COMMAS or view.counts(j):
            return False
        if view.forms[j] in view.lists.towards:
            return True
    return False


def _within(view: View, i: int, found: list[Found]) -> bool:
    """Whether a plan or promise is told by somebody else (``officials said that the country plans to``)."""
    return bool(view.lemmas(i)) and view.lemmas(i) <= view.lists.aims and any(
        item.scope[0] <= i < item.scope[1] for item in found)


def _claims(view: View, i: int) -> bool:
    """``claimed responsibility``, ``claimed a suicide bombing``: what one did is no words of one's own."""
    forms, lists = view.forms, view.lists
    if i + 1 < view.n and forms[i + 1] in lists.responsibility:
        return True
    reach = range(i + 1, min(view.n, i + 1 + _DEED)) if view.lemmas(i) <= lists.claiming else range(0)
    for j in reach:
        if forms[j] in lists.deeds:
            return True
        if view.counts(j) or forms[j] in lists.complementisers | lists.finite | lists.pronouns:
            return False
    return False


def _speaks(view: View, name: Name) -> bool:
    """Whether a phrase holds a body or noun that speaks."""
    return view.is_speaker(*name[:2]) or any(view.forms[j] in view.lists.unnamed for j in range(*name[:2]))


def _tells_soon(view: View, i: int, name: Name) -> bool:
    """``Nablus Live reported 12 deaths``, ``Ann Lee accused them of killing``: whether a verb leads to a number, or
    with a full name before it to an event, of those that do so only in what is said."""
    if view.lemmas(i) & (view.lists.aims | view.lists.claiming | view.lists.clausal):
        return False
    if any(view.counts(j) for j in range(i + 1, min(view.n, i + 1 + _SOON))):
        return True
    full = name.end - name.start > 1 and not view.title_case and all(view.capital(j) for j in range(*name[:2]))
    return full and any(view.tells(j) for j in range(i + 1, min(view.n, i + 1 + _EVENT)))


def _elsewhere(view: View, end: int) -> Name | None:
    """A subject that does not stand right before its verb."""
    if not end:
        return None
    if view.forms[end - 1] in COMMAS:
        return parted(view, end)
    return shared(view, end - 1) if view.forms[end - 1] in view.lists.joining else None


def _related(view: View, verb: int, relative: int) -> Found | None:
    """``a source who said that``: the one whom a relative clause tells of, at a verb that does nothing else."""
    name = Name(begin_of(view, relative), relative)
    if not view.lemmas(verb) <= view.lists.manner or not view.is_speaker(name.start, name.end):
        return None
    return Found(name, name.start, (verb + 1, view.clause_end(verb + 1)))


def _pronoun(view: View, i: int, name: Name) -> Found:
    """Who goes on to speak: the one that the sentence began with (``the coast guard saved five, it said``), or the last
    speaker. A person is no body, and no country is meant by its people."""
    subject = view.mention_at.get(0) or view.mention_at.get(1)
    person = view.forms[name.start] in view.lists.persons
    if subject is not None and name.start > subject.end and view.forms[name.start - 1] in COMMAS and (
        subject.kind == "person" if person else subject.kind not in ("place", "nationality", "person")
    ):
        return Found(Name(0, subject.end), 0, (0, i))
    return Found(None, name.start, _scope(view, i, name))


def _next_deed(view: View, verb: int) -> int:
    """``declared an emergency and arrested dozens``: where something else that was done is told, behind what was
    announced or promised."""
    for i in range(verb + 2, view.n - 1):
        if view.forms[i] in view.lists.joining:
            behind = view.words[i + 1].readings
            deed = bool(behind) and all(r.pos == "verb" and r.tense == "ed" for r in behind)
            if view.forms[i + 1] in view.lists.finite or (deed and not view.says(i + 1)):
                return i
    return view.n


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
    if _goes_on_saying(view, name.end):
        return Found(name, name.start, (0, view.n))
    if opens_soon(view, name.end, _SOON) or _own_subject(view, i):
        return None
    goes_on = view.forms[name.end : name.end + 1] == [","] and view.forms[name.end + 1 : name.end + 2] != []
    if goes_on and view.forms[name.end + 1] in view.lists.continuing:
        return Found(name, name.start, (0, view.n))  # …, said the mayor, although two more may have died
    return Found(name, name.start, _backward(view, i))


def _goes_on_saying(view: View, comma: int) -> bool:
    """``…, said the mayor, adding that``, ``…, said the mayor, who added that``: whether more words follow of one who
    was named behind the verb."""
    if view.forms[comma : comma + 1] != [","] or comma + 2 >= view.n:
        return False
    saying = comma + 1 + (view.forms[comma + 1] in view.lists.relatives)
    return view.says(saying) and (saying > comma + 1 or ing(view, saying))


def _own_subject(view: View, verb: int) -> bool:
    """``the head of the clinic, Ali Noor, says nobody was hurt``: a subject before the comma, with a clause behind the
    verb or nothing that happened before it."""
    if view.forms[verb - 1] not in COMMAS or parted(view, verb) is None:
        return False
    return clause_behind(view, verb + 1) or not any(view.tells(j) or view.counts(j) for j in range(verb))


def _scope(view: View, verb: int, name: Name) -> tuple[int, int]:
    """What a verb behind its speaker governs: what follows, or what precedes where nothing follows."""
    forms = view.forms
    quoted = name.start > 2 and (forms[name.start - 1] in COMMAS or forms[name.start - 1] == QUOTE)
    inside = name.start > 1 and forms[name.start - 1] in COMMAS and forms[verb + 1 : verb + 2] == [","]
    if inside and not any(view.tells(i) or view.counts(i) for i in range(name.start)):
        return (0, view.n)  # the attack, the ministry said, killed five
    if quoted and forms[name.start - 1] == QUOTE and name.end == verb and not opens_soon(view, verb + 1, view.n) and (
        QUOTE not in forms[verb:] and ":" not in forms[verb:]
    ):
        return _backward(view, verb)  # "…," Lali said from the hospital
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
    if at >= view.n or view.forms[at] in COMMAS or view.forms[at] in ENDS or view.cites(at):
        return True
    if not view.matches_stop(at) or opens_soon(view, at, _CLAUSE):
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
    hanging = verb + 2 < view.n and view.forms[verb + 1] in COMMAS and ing(view, verb + 2)
    goes_on = any(view.says(j) and ing(view, j) for j in range(verb + 1, min(view.n, verb + _HANGING)))
    behind = view.forms[verb + 1 : verb + 3]
    continues = len(behind) == 2 and behind[0] in COMMAS and behind[1] in view.lists.continuing
    return (0, view.n if goes_on or hanging or continues else verb)
