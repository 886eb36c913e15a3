"""Arabic: where the phrase that names a speaker ends, behind a verb of saying or in front of it.

Nothing in writing parts a speaker from what is told of: `أعلن الجيش المالي انتهاء العملية` runs on from one noun phrase
into the next. What ends a name is a word that no name goes on with, or the shape of a verbal noun behind a body whose
name is complete.
"""

from __future__ import annotations

from figures.attribution.speaker import COMMAS, DASHES, ENDS, MAX_NAME, QUOTE, Name, View
from figures.attribution.words import CONJUNCTIONS

_GAP = 3
_QUOTED = 5
_ASIDE = 3
_ARTICLES = ("ال", "وال", "لل")
_PARTIES = frozenset(("place", "org", "party", "nationality"))
_BODIES = _PARTIES | {"institution"}
_FEMININE = ("ه", "ات")
_PAPERS = frozenset(("reports",))
_THAT_REACH = 26
_CLAUSE = 12


def name_at(view: View, at: int) -> Name:
    """The phrase that names a speaker, from a token on: up to a complementiser, a comma, a stop, an event. It is empty
    where no name begins there."""
    forms, i = view.forms, at
    while i < view.n and i - at < MAX_NAME:
        issuer = _issuer(view, i) if i > at else None
        if issuer is not None:
            i = issuer
            continue
        aside = _in_brackets(view, i) if i > at else None
        if aside is not None:
            i = aside
            continue
        if _ends(view, i, at):
            break
        hearer = _hearer(view, i, at)
        if hearer is not None:
            return Name(at, i, hearer or None) if i > at else _told_to(view, i, hearer)
        if i > at and (event(view, i) or _object(view, i)):
            break
        i += 1
    while i > at and (forms[i - 1] in view.lists.auxiliaries or forms[i - 1] in view.lists.dangling):
        i -= 1
    return Name(at, i)


def quoted_name(view: View, at: int) -> Name:
    """The name from a token on, in quotation marks or not (`وفق "رويترز"`, `كان "الدفاع المدني" قال`)."""
    if at < view.n and view.forms[at] == QUOTE:
        inner = next((j for j in range(at + 2, min(view.n, at + _QUOTED + 2)) if view.forms[j] == QUOTE), None)
        if inner is not None:
            return Name(at + 1, inner)
    return name_at(view, at)


def event(view: View, i: int) -> bool:
    """Whether a verb or the verbal noun of an event stands here: what is told, not who tells."""
    if i in view.mention_at:
        return False
    return any(
        r.pos in ("verb", "masdar") and not r.unit and not r.det and r.name != "speaker" for r in view.words[i].readings
    ) and "speaker" not in view.words[i].names


def gender(view: View, name: Name) -> str:
    """The gender of a speaker (``m``, ``f``), as far as the ending of the noun and the lexicon tell."""
    first = name.start
    if view.sentence.lang != "ar" or view.forms[first] in view.lists.determiners:
        return ""
    mention = view.mention_at.get(first)
    if view.forms[first].endswith(_FEMININE) or (
        mention is not None and mention.kind == "place" and view.forms[first].endswith("ا")  # تركيا
    ):
        return "f"
    return "m" if any(r.name == "speaker" and r.gen == "m" and r.num == "s" for r in view.words[first].readings) else ""


def glued(view: View, i: int) -> int:
    """How many letters of a glued `ل` or `ب` stand before the name that begins at a token."""
    form = view.forms[i]
    if view.sentence.lang != "ar" or len(form) < 4 or form[0] not in "لب" or form.startswith("لل"):
        return 0
    mention = view.mention_at.get(i)
    known = form[1:] in view.lists.unnamed or (mention is not None and mention.start == i and mention.glued > 0)
    behind = any(r.particles[-1:] == form[0] and not r.det for r in view.words[i].readings)
    return 1 if behind or (known and i and view.lists.match(view.lists.according, view.forms, i - 1) is not None) else 0


def _ends(view: View, i: int, at: int) -> bool:
    """Whether a sign or word stands here that no name holds."""
    form, lists = view.forms[i], view.lists
    if form in lists.complementisers or form in lists.content or form in lists.from_ or form in ENDS:
        return True
    quoted = view.forms[at:i].count(QUOTE) % 2 == 1
    if form in COMMAS or form == ":" or (form[0].isdigit() and not quoted):
        return True
    if form == QUOTE:
        return not _short_quote(view, i, at)
    if i == at:
        if form[:1] in lists.hearing and i not in view.mention_at and lists.masdars.fullmatch(form[1:]):
            return True  # التي أعلنت لاستمرار
        return form in lists.prepositions or _led(view, i) or (view.matches_stop(i) and i not in view.mention_at)
    year = form in lists.dated and i + 1 < view.n and view.forms[i + 1][0].isdigit()  # إحصاءات الوزارة عام 2016
    if year or form in lists.negations:
        return True
    if form in DASHES or form in "()" or form in lists.resumptive or lists.match(lists.according, view.forms, i):
        return True
    if form in lists.objects and view.forms[i - 1] not in lists.determiners:
        return True
    mention = view.mention_at.get(i)
    return view.matches_stop(i) and (mention is None or mention.start == i)


def deed(view: View, i: int) -> bool:
    """`وأشاد بالمقاتلين`: whether an unknown word with a conjunction is a verb, by the preposition behind it."""
    if view.forms[i][0] not in CONJUNCTIONS or i + 1 >= view.n or view.forms[i + 1][0] not in view.lists.glued:
        return False
    return i not in view.mention_at and i + 1 not in view.mention_at and "speaker" not in view.words[i].names


def _led(view: View, i: int) -> bool:
    """`اتهموه بتأجيج`: what a verb is followed by with a preposition, no name."""
    readings = view.words[i].readings
    return i not in view.mention_at and bool(readings) and all(r.particles.endswith(view.lists.glued) for r in readings)


def _object(view: View, i: int) -> bool:
    """Whether what is told of begins here, behind a complete name: another country (`اتهمت باكستان الهند`), an
    indefinite accusative, an aside of the speaker (`في مداخلة له`), or a verbal noun with a word of its own behind it
    (`الجيش المالي انتهاء العملية`)."""
    mention, before = view.mention_at.get(i), view.mention_at.get(i - 1)
    if mention is not None:
        joined = before is not None and before.kind in _PARTIES and before.end == mention.start == i
        country = mention.kind == "place" and "/" not in (mention.id or "/")
        return joined and country and not mention.glued and view.forms[i][0] != "و"
    form = view.forms[i]
    if form.endswith("ا") and view.sentence.raw(i, i + 1).endswith(("ً", "ًا", "اً")):
        return True
    if form in view.lists.within and any(f in view.lists.resumptive for f in view.forms[i + 2 : i + 1 + _ASIDE]):
        return True
    if form[:1] in view.lists.glued and view.lists.masdars.fullmatch(form[1:]):
        return True  # أفاد المراسل بانفجار
    body = before is not None and before.end == i and before.kind in _PARTIES
    if body and any(r.pos == "masdar" and r.det and not r.unit for r in view.words[i].readings):
        return True  # تبنت حركة طالبان الهجوم
    if form.startswith(_ARTICLES) or i + 1 >= view.n or "speaker" in view.words[i].names:
        return False
    if not (view.forms[i - 1].startswith(_ARTICLES) or before is not None):
        return False
    lists, behind = view.lists, view.forms[i + 1]
    complete = before is not None and before.end == i and before.kind in _BODIES
    if complete and lists.masdars_of_bodies.fullmatch(form):
        return True  # أعلنت وزارة الداخلية إحباط هجوم
    own = behind.startswith(("ال", "لل", "بال")) or behind in lists.objects or view.counts(i + 1)
    if not own and i + 1 not in view.mention_at:
        return False
    return bool(lists.masdars.fullmatch(form))


def _in_brackets(view: View, i: int) -> int | None:
    """`وكالة (الأناضول) التركية`: the token behind a name in brackets that is known."""
    if view.forms[i] != "(" or i + 1 not in view.mention_at:
        return None
    end = view.mention_at[i + 1].end
    return end + 1 if end < view.n and view.forms[end] == ")" else None


def _issuer(view: View, i: int) -> int | None:
    """`بيان صادر اليوم عن الوزارة`: the token where who issued it is named, from the word for issuing on."""
    if view.forms[i] not in view.lists.issued:
        return None
    return next((j + 1 for j in range(i + 1, min(view.n, i + _GAP + 1)) if view.forms[j] in view.lists.from_), None)


def _short_quote(view: View, i: int, at: int) -> bool:
    """Whether a quotation mark belongs to a name in quotes (`وكالة "رويترز"`), not to what is said."""
    if i == at or view.forms[i - 1] == QUOTE:
        return False
    if view.forms[at:i].count(QUOTE) % 2 == 1:
        return True
    led = view.forms[i - 1] in view.lists.within  # الدول الأعضاء في "ناتو"
    named = led or view.is_speaker(i - 1, i) or (i + 1 < view.n and view.is_speaker(i + 1, i + 2))
    return named and QUOTE in view.forms[i + 1 : i + _QUOTED + 1]


def _hearer(view: View, i: int, at: int) -> str | None:
    """Who was told (`لرويترز`): the id of an agency, an empty string for somebody else; ``None`` where nobody is."""
    form, mention = view.forms[i], view.mention_at.get(i)
    first = i == at
    if first and not (i and view.says(i - 1)):
        return None  # وفقا لوكالة الأنباء: this one speaks
    if not first and view.lists.unnamed.get(view.forms[at]) in _PAPERS:
        return None  # بحسب تعداد لوكالة الأنباء
    agency = mention is not None and mention.kind == "agency"
    if first and not agency and view.words[i].readings and all(
        r.particles.endswith(view.lists.hearing) for r in view.words[i].readings
    ):
        return ""  # مقر تابع لوزارة التربية
    if first and form.startswith("لل") and (mention is None or mention.start == i):
        return ""
    if form in view.lists.hearers:
        behind = view.mention_at.get(i + 1) if mention is None or len(form) == 1 else mention
        return (behind.id or "") if behind is not None and behind.kind == "agency" else ""
    if form.startswith("ل") and mention is not None and mention.kind == "agency" and mention.start == i:
        return mention.id or ""
    return None


def _told_to(view: View, i: int, hearer: str) -> Name:
    """`قال لرويترز مسؤول محلي`, `صرح لـ"الجسر" العقيد`: who speaks, behind whom it was told; empty where that is nobody
    who is known to speak."""
    forms, mention = view.forms, view.mention_at.get(i) or view.mention_at.get(i + 1)
    behind = view.n
    if mention is not None and mention.kind == "agency":
        behind = mention.end
    elif forms[i + 1 : i + 2] == [QUOTE]:
        behind = next((j + 1 for j in range(i + 2, min(view.n, i + 3 + _QUOTED)) if forms[j] == QUOTE), view.n)
    if behind < view.n and "speaker" in view.words[behind].names and not _ends(view, behind, behind):
        name = name_at(view, behind)
        if view.is_speaker(name.start, name.end):
            return name._replace(via=name.via or hearer or None)
    return Name(i, i, hearer or None)


def clause_behind(view: View, at: int) -> int | None:
    """The complementiser that a verb of saying waits for, where only asides stand between."""
    bracketed = False
    i = at - 1
    while i + 1 < min(view.n, at + _THAT_REACH):
        i += 1
        if view.forms[i] in "()":
            bracketed = view.forms[i] == "("
        if bracketed:  # the dots of (د. ب. أ)
            continue
        if view.forms[i] in view.lists.complementisers:
            if i and view.forms[i - 1] in view.lists.subordinating:
                continue  # بعد أن
            return None if view.forms[i][0] in CONJUNCTIONS else i  # وأن goes on with an earlier one
        behind = _behind_clause(view, i)
        if behind is not None:
            return behind
        if view.forms[i] in ENDS or (i > at and (view.says(i) or view.forms[i] in view.lists.openers)):
            return None
    return None


def _behind_clause(view: View, i: int) -> int | None:
    """`أعلن المدعي العام، حيث وقع الهجوم، أن`: the complementiser behind a clause between commas that begins here."""
    if not i or view.forms[i] not in view.lists.openers or view.forms[i - 1] not in COMMAS:
        return None
    end = next((j for j in range(i + 1, min(view.n - 1, i + _CLAUSE)) if view.forms[j] in COMMAS), None)
    return end + 1 if end is not None and view.forms[end + 1] in view.lists.complementisers else None
