"""Arabic: the speaker stands behind the verb (`قال المتحدث باسم الجيش إن …`), or before it (`لكن المتحدث قال إن …`)."""

from __future__ import annotations

from bisect import bisect_left

from figures.attribution.speaker import COMMAS, DASHES, ENDS, MAX_NAME, QUOTE, Found, Name, View

_THAT_REACH = 26
_SUBJECT_REACH = 12
_EVENT_REACH = 8
_HEAD = 3
_GAP = 3
_ASIDE = 8


def find(view: View) -> list[Found]:
    """The speakers of a sentence."""
    found, barred = _according(view)
    found += _stated(view)
    for i in (i for i, word in enumerate(view.words) if "say" in word.names or "say_on" in word.names):
        if i and (view.forms[i - 1] in view.lists.negations or _wished(view, i)):
            continue
        if i not in barred and view.says(i):
            found += _verb(view, i)
        elif i not in barred and _noun_of_saying(view, i):
            found += _noun(view, i)
    if not found:
        found = _participle(view)
    return found


def _wished(view: View, i: int) -> bool:
    """`يجب أن يعترف`: a verb of saying that nobody has said yet; `بعد أن أعلن` is none."""
    if view.forms[i - 1] != "ان" or any(r.tense == "past" for r in view.words[i].readings):
        return False
    return i < 2 or not view.matches_stop(i - 2)


def _stated(view: View) -> list[Found]:
    """`جاء في بيان للجيش أن`: what a statement says."""
    found = []
    opening = view.lists.stating.keys()
    for i in (i for i, form in enumerate(view.forms) if form in opening):
        end = view.lists.match(view.lists.stating, view.forms, i)
        name = _name(view, end) if end is not None else None
        if name is None or name.end == name.start or not view.is_speaker(name.start, name.end):
            continue
        opens = name.end < view.n and view.forms[name.end] in (QUOTE, ":")
        if opens or _that(view, name.end) is not None:
            found.append(Found(name, name.start, (name.end, view.clause_end(name.end))))
    return found


def glued(view: View, i: int) -> int:
    """How many letters of a glued `ل` or `ب` stand before the name that begins at a token."""
    form = view.forms[i]
    if view.sentence.lang != "ar" or len(form) < 4 or form[0] not in "لب" or form.startswith("لل"):
        return 0
    mention = view.mention_at.get(i)
    known = form[1:] in view.lists.unnamed or (mention is not None and mention.start == i)
    behind = any(r.particles[-1:] == form[0] and not r.det for r in view.words[i].readings)
    return 1 if behind or (known and i and view.lists.match(view.lists.according, view.forms, i - 1) is not None) else 0


def _name(view: View, at: int) -> Name:
    """The phrase that names a speaker, from a token on: up to a complementiser, a comma, a stop, an event."""
    forms, lists, i = view.forms, view.lists, at
    while i < view.n and i - at < MAX_NAME:
        form = forms[i]
        issuer = _issuer(view, i) if i > at else None
        if issuer is not None:
            i = issuer
            continue
        if form in lists.complementisers or form in lists.content or form in lists.from_ or form in ENDS:
            break
        if i == at and form in lists.prepositions:
            break
        if form in COMMAS or form == ":" or form[0].isdigit() or ((form in DASHES or form in "()") and i > at):
            break
        if form == QUOTE and not _short_quote(view, i, at):
            break
        mention = view.mention_at.get(i)
        if view.matches_stop(i) and (mention is None or mention.start == i > at):
            break
        hearer = _hearer(view, i, at)
        if hearer is not None:
            return Name(at, i, hearer or None)
        if i > at and _event(view, i):
            break
        i += 1
    while i > at and forms[i - 1] in lists.auxiliaries:
        i -= 1
    return Name(at, i)


def _issuer(view: View, i: int) -> int | None:
    """`بيان صادر اليوم عن الوزارة`: the token where who issued it is named, from the word for issuing on."""
    if view.forms[i] not in view.lists.issued:
        return None
    return next((j + 1 for j in range(i + 1, min(view.n, i + _GAP + 1)) if view.forms[j] in view.lists.from_), None)


def _short_quote(view: View, i: int, at: int) -> bool:
    """Whether a quotation mark belongs to a name in quotes (`وكالة "رويترز"`), not to what is said."""
    if i == at or view.forms[i - 1] == QUOTE:
        return False
    opened = view.forms[at:i].count(QUOTE) % 2 == 1
    return opened or (QUOTE in view.forms[i + 1 : i + 6] and view.is_speaker(at, i))


def _hearer(view: View, i: int, at: int) -> str | None:
    """Who was told (`لرويترز`): the id of an agency, an empty string for somebody else; ``None`` where nobody is."""
    form, mention = view.forms[i], view.mention_at.get(i)
    if i == at and i and view.says(i - 1) and form.startswith("لل") and (mention is None or mention.start == i):
        return ""
    if form in view.lists.hearers:
        behind = view.mention_at.get(i + 1) if mention is None or len(form) == 1 else mention
        return (behind.id or "") if behind is not None and behind.kind == "agency" else ""
    if form.startswith("ل") and mention is not None and mention.kind == "agency" and mention.start == i:
        return mention.id or ""
    return None


def _event(view: View, i: int) -> bool:
    """Whether a verb or the verbal noun of an event stands here: what is told, not who tells."""
    if i in view.mention_at:
        return False
    return any(
        r.pos in ("verb", "masdar") and not r.unit and not r.det and r.name != "speaker" for r in view.words[i].readings
    ) and "speaker" not in view.words[i].names


def _according(view: View) -> tuple[list[Found], set[int]]:
    """According-to phrases, and the verbs of saying that are a part of them (`وفق ما أفاد متحدث`)."""
    found: list[Found] = []
    barred: set[int] = set()
    behind = 0
    opening = view.lists.according.keys()
    for i in (i for i, form in enumerate(view.forms) if form in opening):
        end = view.lists.match(view.lists.according, view.forms, i) if i >= behind else None
        if end is None:
            continue
        name = _according_name(view, end, barred)
        if name.end > name.start and not view.matches_stop(name.start):
            first = not view.verbs or view.verbs[0] >= i
            scope = (0, view.n) if first else (_comma_before(view, i), name.end)
            if view.is_speaker(name.start, name.end) or name.start > end:
                found.append(Found(name, name.start, scope))
        behind = max(end, name.end, i + 1)
    return found, barred


def _according_name(view: View, at: int, barred: set[int]) -> Name:
    start = at
    while start < view.n and start - at < 4 and (view.forms[start] in view.lists.what or view.says(start)):
        barred.add(start)
        start += 1
    name = _name(view, start)
    if start == at and name.end < view.n and view.says(name.end) and any(r.pron for r in view.words[name.end].readings):
        # بحسب حصيلة أعلنها المرصد: the one who made it known
        behind = _name(view, name.end + 1)
        if behind.end > behind.start and view.is_speaker(behind.start, behind.end):
            barred.add(name.end)
            return behind
    return name


def _comma_before(view: View, i: int) -> int:
    """The start of the stretch before a token, over the comma right before it."""
    at = bisect_left(view.commas, i - 1) - 1
    return view.commas[at] + 1 if at >= 0 else 0


def _verb(view: View, i: int) -> list[Found]:
    forms, lists = view.forms, view.lists
    name = _name(view, i + 1)
    passed = _passed_on(view, i, name)
    if passed is not None:
        return [passed]
    if name.end > name.start and _event(view, name.start):
        name = Name(i + 1, i + 1)
    that = _that(view, name.end)
    strict = view.lemmas(i) <= lists.strict
    if that is None and view.lemmas(i) <= lists.clausal:
        return []
    if name.end > name.start:
        tells = _told(view, name.end, 1 if not strict else _EVENT_REACH)
        speaker = _heads(view, name) and (not strict or tells)
        opens = name.end < view.n and (forms[name.end] in lists.content or forms[name.end] in (QUOTE, ":"))
        if speaker or that is not None or (opens and (not strict or forms[name.end] in (QUOTE, ":"))):
            manner = i > 0 and forms[i - 1] in lists.manner
            return [Found(name, name.start, _scope(view, i, name, that, manner))]
    scope = (i, view.clause_end(i))
    quotes = name.end == name.start and forms[name.end : name.end + 1] in ([QUOTE], [":"])
    if that is None and not quotes:
        tells = not strict and _told(view, name.end, _EVENT_REACH)
        before = _subject(view, i) if tells else None
        return [Found(before, before.start, scope)] if before else []
    if name.end > name.start or (i > 0 and view.forms[i - 1] in view.lists.relatives):
        return []  # `الهجمات التي قال إنها`: he who speaks in the rest of the sentence
    before = _subject(view, i)
    if before is not None:
        return [Found(before, before.start, scope)]
    return [] if forms[i] in lists.impersonal else [Found(None, i, scope)]


def _told(view: View, at: int, reach: int) -> bool:
    """Whether an event or a number is told within so many tokens."""
    return any(_event(view, j) or view.counts(j) for j in range(at, min(view.n, at + reach)))


def _heads(view: View, name: Name) -> bool:
    """Whether a speaker stands at the head of a name, not only somewhere in it."""
    return view.is_speaker(name.start, min(name.end, name.start + _HEAD)) or any(
        view.forms[j] in view.lists.unnamed for j in range(name.start, min(name.end, name.start + 2)))


def _noun_of_saying(view: View, i: int) -> bool:
    return "say" in view.words[i].names and any(r.name == "say" and r.pos == "masdar" for r in view.words[i].readings)


def _noun(view: View, i: int) -> list[Found]:
    """`بعد إعلان الجيش أنه`: the speaker behind a noun of saying, with what it opens; `قام الجيش بتقييم أن` before."""
    name = _name(view, i + 1)
    that = _that(view, name.end)
    told = _behind_aside(view, name.end)
    tells = told < view.n and _event(view, told)
    if name.end > name.start and _heads(view, name) and (that is not None or tells):
        return [Found(name, name.start, (name.end, view.clause_end(name.end)))]
    if name.end == name.start and that == i + 1:
        bodies = [m for m in view.inside(i - _EVENT_REACH, i) if m.end <= i and m.kind != "place"]
        if bodies:
            return [Found(Name(bodies[-1].start, bodies[-1].end), bodies[-1].start, (that, view.clause_end(that)))]
    return []


def _behind_aside(view: View, at: int) -> int:
    """What follows a name, an apposition between commas and `عن` passed over."""
    if at < view.n and view.forms[at] in COMMAS:
        at = next((j + 1 for j in range(at + 1, min(view.n, at + _ASIDE)) if view.forms[j] in COMMAS), at)
    return at + 1 if at < view.n and view.forms[at] in view.lists.from_ else at


def _that(view: View, at: int) -> int | None:
    """The complementiser that a verb of saying waits for, where only asides stand between."""
    for i in range(at, min(view.n, at + _THAT_REACH)):
        if view.forms[i] in view.lists.complementisers:
            return i
        if view.forms[i] in ENDS or (i > at and (view.says(i) or view.forms[i] in view.lists.openers)):
            return None
    return None


def _scope(view: View, verb: int, name: Name, that: int | None, manner: bool) -> tuple[int, int]:
    if that is None and verb > 3 and (manner or view.n - name.end <= 2):
        return (0, view.n)
    if verb and view.forms[verb - 1] in view.lists.tolls and any(r.pron for r in view.words[verb].readings):
        return (0, view.n)
    end = view.clause_end(name.end)
    if that is None:
        end = min(end, _aim_end(view, verb, name.end), _background(view, name.end))
    return (name.end, end)


def _aim_end(view: View, verb: int, at: int) -> int:
    """`تعهد الوزير بإرسال 300 جندي، وذلك مع وصول`: what is promised or decided ends at a comma."""
    if not view.lemmas(verb) <= view.lists.aims:
        return view.n
    behind = bisect_left(view.commas, at + 1)
    return view.commas[behind] if behind < len(view.commas) else view.n


def _background(view: View, at: int) -> int:
    """`أعلنت الحكومة الطوارئ إثر هجوم قتل فيه ثلاثون`: where no event is announced, what led to it is not said by
    those who announce."""
    for i in range(at, view.n):
        if view.forms[i] in view.lists.background:
            return i
        if _event(view, i) or view.counts(i):
            break
    return view.n


def _passed_on(view: View, i: int, name: Name) -> Found | None:
    """`نقلت رويترز عن مسؤول أمني قوله`: the official, by way of Reuters."""
    at = name.end
    if name.end == name.start or at >= view.n or view.forms[at] not in view.lists.from_:
        return None
    told = _name(view, at + 1)
    if told.end == told.start:
        return None
    opens = _that(view, told.end) is not None or (told.end < view.n and view.forms[told.end] in view.lists.content)
    if not opens and not view.is_speaker(told.start, told.end):
        return None
    if not opens and view.lemmas(i) - view.lists.strict:
        return None
    via = next((m.id for m in view.inside(name.start, name.end) if m.kind == "agency"), None)
    return Found(told, told.start, (told.end, view.clause_end(told.end)), via)


def _subject(view: View, i: int) -> Name | None:
    """The speaker before a verb: `لكن المتحدث قال إن`, `وكان المرصد قد أعلن`, `الجيش يعلن`."""
    end = i
    while end > 0 and (view.forms[end - 1] in view.lists.auxiliaries or view.forms[end - 1] in COMMAS):
        end -= 1
    start = end
    while start > 0 and end - start < _SUBJECT_REACH:
        form = view.forms[start - 1]
        if form in view.lists.openers or form in ENDS or form == ":" or form in view.lists.complementisers:
            break
        if form in COMMAS and view.is_speaker(start, end) and (start < 2 or not _appositive(view, start)):
            break
        start -= 1
    cut = _name(view, start)
    if cut.end <= cut.start or cut.end < end - _GAP or not _may_lead(view, cut, end):
        return None
    if any(view.says(j) for j in range(start, end)) or (_event(view, start) and start == 0):
        return None
    return Name(cut.start, min(cut.end, end))


def _may_lead(view: View, name: Name, end: int) -> bool:
    """Whether a phrase before a verb can be its subject: it holds a speaker, or is the bare name of a person."""
    first = name.start
    if view.is_speaker(first, min(name.end, end)):
        known = first in view.mention_at or view.words[first].names or view.forms[first] in view.lists.determiners
        return bool(known) or not view.forms[first].startswith("و")
    return name.end == end and end - first <= _HEAD and all(
        view.forms[j].isalpha() and not view.words[j].names and j not in view.mention_at for j in range(first, end)
    )


def _appositive(view: View, start: int) -> bool:
    """`المتحدث باسم الحكومة، عبد العزيز علي`: whether the words before the comma are the speaker too."""
    i = start - 1
    while i > 0 and view.forms[i - 1] not in COMMAS and view.forms[i - 1] not in view.lists.openers:
        i -= 1
    return start - 1 - i <= 6 and view.is_speaker(i, start - 1)


def _participle(view: View) -> list[Found]:
    """`قلل المتحدث من الخسائر، قائلا إن`: who speaks is the subject of the sentence, else the last speaker."""
    for i in range(view.n):
        if view.forms[i] not in view.lists.participles or _that(view, i + 1) is None:
            continue
        scope = (i, view.clause_end(i))
        opening = view.lists.openers | view.lists.complementisers
        start = next((j + 1 for j in range(min(i, 4)) if view.forms[j] in opening), 0)
        for first in (start, start + 1):
            name = _name(view, first)
            if name.end > name.start and view.is_speaker(name.start, name.end) and name.end <= i:
                return [Found(name, name.start, scope)]
        return [Found(None, i, scope)]
    return []
