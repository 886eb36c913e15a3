"""English: the phrase that names a speaker, in front of a verb of saying and behind it."""

from __future__ import annotations

from figures.attribution.speaker import ACCOUNT, COMMAS, DASHES, ENDS, MAX_NAME, QUOTE, Name, View

_DATELINES = 2
_HEAD = 4
_LONG = 8
_SHORT = 5
_QUOTED = 9
_JOINED = 6
_BRACKET = 6
_RELATIVE = 24


def name_behind(view: View, at: int, nominal: bool = False) -> Name:
    """The name from a token on; ``nominal`` where no verb can follow it, so that `reports` before a comma is a noun."""
    i = at
    while i < view.n and i - at < MAX_NAME:
        form = view.forms[i]
        if view.ends(i) or form in COMMAS or form in (QUOTE, "(", ":") or form in view.lists.complementisers:
            break
        if i > at and i not in view.mention_at:
            noun = nominal and view.lemmas(i) <= view.lists.nouns and _closes(view, i + 1)
            if form[0].isdigit() or view.matches_stop(i) or (not noun and view.says(i) and is_verb(view, i)):
                break
        i += 1
    return Name(at, i)


def _closes(view: View, at: int) -> bool:
    """Whether a phrase ends before a token."""
    return at >= view.n or view.forms[at] in COMMAS or view.forms[at] in ENDS or view.matches_stop(at)


def can_speak(view: View, name: Name, said: set[str] | None = None) -> bool:
    """Whether a phrase can be who speaks: it holds a speaker, or is a name, or stands at a verb that does nothing else
    than say (``said his neighbour``)."""
    forms, first = view.forms, name.start
    if forms[first] in view.lists.nobody:
        return False
    if view.is_speaker(name.start, name.end):
        return True
    if any(view.forms[i] in view.lists.unnamed for i in range(name.start, name.end)):
        return True
    while first < name.end - 1 and forms[first] in view.lists.determiners:
        first += 1
    if forms[first] == ACCOUNT and first + 1 < name.end:
        return True
    if not forms[first].isalpha() or name.end - first > _LONG:
        return False
    if view.capital(first):
        return True
    if not said or not said <= view.lists.manner or name.end - name.start > _SHORT or view.inside(first, name.end):
        return False
    article = forms[name.start] in view.lists.articles  # a wounded man said
    tells = any(view.tells(i) for i in range(name.start + 2 * article, name.end))
    if tells or any(forms[i] in view.lists.pronouns for i in range(name.start, name.end)):
        return False
    return first > name.start or (forms[first].endswith("s") and forms[first] not in view.lists.plurals)


def name_before(view: View, end: int) -> Name | None:
    """The noun phrase that ends at a token, an apposition between commas passed over."""
    forms = view.forms
    if end > 1 and forms[end - 1] in COMMAS:
        inner = begin_of(view, end - 1)
        while inner > 1 and forms[inner - 1] in view.lists.joining and end - inner < _RELATIVE:
            inner = begin_of(view, inner - 1)  # the mayor, head and founder of the party, said
        clause = _relative(view, end - 1)
        if clause is not None:
            return _trim(view, begin_of(view, clause), clause)  # the mayor, who lives there, said
        if inner > 0 and forms[inner - 1] in COMMAS:
            start = begin_of(view, inner - 1)
            if start < inner - 1 and inner - 1 - start <= 10:
                return _trim(view, start, inner - 1)
        elif any(forms[i] in COMMAS for i in range(inner, end - 1)):
            return _trim(view, inner, end - 1)  # a monitoring group, the Observatory, said
        return None
    start = begin_of(view, end)
    return _trim(view, start, end) if start < end else None


def _relative(view: View, end: int) -> int | None:
    """The comma before a relative clause that ends at a token (`the mayor, who lives there,`)."""
    for i in range(end - 1, max(0, end - _RELATIVE), -1):
        form = view.forms[i]
        if form in ENDS or form in (QUOTE, ":"):
            return None
        if form in view.lists.relatives:
            return i - 1 if view.forms[i - 1] in COMMAS else None
    return None


def begin_of(view: View, end: int) -> int:
    """Where the phrase that ends at a token begins."""
    start, forms, lists = end, view.forms, view.lists
    while start > 0 and end - start < MAX_NAME:
        form = forms[start - 1]
        if _listed(view, start - 1) or (form in lists.joining and start < end and _joins(view, start - 1)):
            start -= 1
            continue
        if form == ")":
            opening = next((j for j in range(start - 2, max(-1, start - _BRACKET), -1) if forms[j] == "("), None)
            if opening is None or any(forms[j][0].isdigit() for j in range(opening + 1, start)):
                break  # the blast at noon (10:00 GMT) police said
            start = opening
            continue
        if _parts(view, start - 1):
            break
        start -= 1
    return start


def _parts(view: View, i: int) -> bool:
    """Whether a token parts one phrase from the next: a sign, a conjunction, a finite verb."""
    form, lists = view.forms[i], view.lists
    if view.ends(i) or form in COMMAS or form in (QUOTE, ":", "—") or form in lists.complementisers or _dash(view, i):
        return True
    cites = form in lists.quoted and i + 1 < view.n and view.forms[i + 1] not in lists.agents
    return cites or form in lists.openers or form in lists.finite or (view.says(i) and is_verb(view, i))


def _dash(view: View, i: int) -> bool:
    """``BREAKING NEWS – Police said``: whether a dash with spaces around it stands at a token."""
    return view.forms[i] in DASHES and not view.sentence.glued(i)


def _joins(view: View, at: int) -> bool:
    """Whether a conjunction joins two speakers (``police and medics said``) or the parts of one name (``the Ministry
    of Trade and Industry said``), and no two clauses: no verb stands before it, as far as can be told."""
    start = at
    while start > 0 and not _parts(view, start - 1):
        start -= 1
    if not 0 < at - start <= _JOINED or at + 1 >= view.n or any(view.tells(j) for j in range(start, at)):
        return False
    if view.capital(at - 1) and view.capital(at + 1) and not view.title_case:
        return all(_of_name(view, j) for j in range(start, at))
    opens = start == 0 or view.forms[start - 1] in view.lists.openers or view.forms[start - 1] in COMMAS
    plain = not any(view.forms[j].endswith(view.lists.endings) for j in range(start, at))
    return opens and plain and view.is_speaker(start, at) and not view.capital(at + 1) and _first(view, start)


def _first(view: View, start: int) -> bool:
    """Whether a phrase opens with the words for a speaker, not with those of an adverbial (``in Homs and police``)."""
    return view.forms[start] not in view.lists.adverbials and view.forms[start] not in view.lists.determiners - (
        view.lists.articles)


def _of_name(view: View, i: int) -> bool:
    """Whether a token can be a part of a name: in capitals, or a particle between such."""
    return view.capital(i) or view.forms[i] in view.lists.determiners or not view.forms[i].isalpha()


def _listed(view: View, at: int) -> bool:
    """``officials in the United States, South Korea and Ukraine``: a comma or conjunction between two names."""
    if at == 0 or (view.forms[at] not in COMMAS and view.forms[at] not in view.lists.joining):
        return False
    behind = at + 2 if view.forms[at + 1 : at + 2] and view.forms[at + 1] in view.lists.articles else at + 1
    first, second = view.mention_at.get(at - 1), view.mention_at.get(behind)
    return first is not None and second is not None and second.kind in (first.kind, "place")


def _trim(view: View, start: int, end: int) -> Name | None:
    """Without the dateline and the time that stand before the name (``In March the army``)."""
    raw = view.sentence.raw
    while (
        start < min(end - 1, _HEAD) and view.sentence.index <= _DATELINES and start not in view.mention_at
        and len(view.forms[start]) > 3 and raw(start, start + 1).isupper() and not raw(start + 1, start + 2).isupper()
    ):
        start += 1
    if start < end and view.forms[start] in view.lists.adverbials:
        start = next((i for i in range(start + 1, end) if _begins(view, i, start)), start)
    if end - start > 1 and view.forms[end - 1] in view.lists.times:  # the army on Monday said
        end -= 2 if view.forms[end - 2] in view.lists.prepositions else 1
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
    forms, lists = view.forms, view.lists
    if (i in view.mention_at and view.lemmas(i) <= lists.strict) or (view.capital(i) and not view.title_case):
        return False
    behind = forms[i + 1] if i + 1 < view.n else ""
    if behind in lists.agents or ("speaker" in view.words[i].names and i + 1 < view.n and view.says(i + 1)):
        return False
    past = any(r.tense == "ed" for r in view.words[i].readings)
    if (behind in lists.tails and view.lemmas(i) <= lists.nouns and not past) or (past and _participle(view, i)):
        return False
    last = i - 1
    while last > 0 and forms[last] in lists.auxiliaries and forms[last] not in lists.finite:
        last -= 1
    before = forms[last] if i else ""
    if before in lists.determiners or before in lists.possessives:
        return False
    if quoted_at(view, i) is not None:
        return True
    if (before in lists.passives and last not in view.mention_at) or before in lists.negations:
        return False
    readings = view.words[i].readings  # none where only the words behind it make it a verb of saying: `put the toll at`
    return not readings or not (all(r.tense == "ing" for r in readings) or _is_noun(view, i))


def _participle(view: View, i: int) -> bool:
    """``two men believed to be armed``, ``a man accused of killing``: a participle of nobody's saying."""
    behind = view.forms[i + 1 : i + 3]
    if any(form in view.lists.complementisers for form in view.forms[i + 1 : i + _SHORT]):
        return False  # posted on its page that
    return any(
        tuple(behind[: len(rest)]) == rest for lemma in view.lemmas(i) for rest in view.lists.participial.get(lemma, ())
    )


def quoted_at(view: View, i: int) -> int | None:
    """``was quoted as saying``, ``quoted by the agency as saying``: where the first verb stands."""
    if i < 2 or view.forms[i - 1] not in view.lists.as_:
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
    that = i + 1 < view.n and view.forms[i + 1] in view.lists.complementisers
    if that or before in view.lists.auxiliaries or before in view.lists.pronouns:
        return False
    subject = name_before(view, i)
    head = view.forms[subject.start] if subject is not None else ""
    many = head.endswith("s") or head in view.lists.plurals  # figures released by the ministry show
    return not (many or before.endswith("s") or before in view.lists.plurals)
