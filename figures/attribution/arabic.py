"""Arabic: the speaker stands behind the verb (`قال المتحدث باسم الجيش إن …`), or before it (`لكن المتحدث قال إن …`)."""

from __future__ import annotations

from bisect import bisect_left

from figures.attribution.arabic_names import event, gender, name_at, quoted_name
from figures.attribution.speaker import COMMAS, ENDS, QUOTE, Found, Name, View

_THAT_REACH = 26
_SUBJECT_REACH = 12
_EVENT_REACH = 8
_HEAD = 3
_SPEAKERS = frozenset(("speaker",))
_GAP = 3
_ASIDE = 8
_QUOTE_REACH = 16
_SHORT = 3
_SOON = 3


def find(view: View) -> list[Found]:
    """The speakers of a sentence."""
    according, barred = _according(view)
    found = _stated(view)
    for i in (i for i, word in enumerate(view.words) if "say" in word.names or "say_on" in word.names):
        if i and (view.forms[i - 1] in view.lists.negations or view.forms[i - 1] in view.lists.leading
                  or _wished(view, i)):
            continue
        if i not in barred and view.says(i):
            told = view.lemmas(i) <= view.lists.aims and any(s.scope[0] <= i < s.scope[1] for s in found)
            found += [] if told else _verb(view, i)  # أعلن الرئيس أن بلاده تعتزم: he who announces speaks
        elif i not in barred and _noun_of_saying(view, i):
            found += _noun(view, i)
    found = _shared_out(view, according, found) + found
    return found or _participle(view)


def _shared_out(view: View, according: list[Found], said: list[Found]) -> list[Found]:
    """Each according-to phrase with what it governs: all of the sentence, from the one before it on; where somebody
    has begun to speak, only the stretch that it ends."""
    result: list[Found] = []
    behind = 0
    for item in according:
        assert item.name is not None
        spoken = any(other.at < item.at and other.scope[0] <= item.at < other.scope[1] for other in said)
        scope = (_comma_before(view, item.at), item.name.end) if spoken else (behind, view.n)
        result.append(item._replace(scope=scope))
        behind = item.name.end
    return result


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
        name = name_at(view, end) if end is not None else None
        if name is None or name.end == name.start:
            continue
        if view.forms[name.start] in view.lists.tolls and view.forms[end - 1] in view.lists.tolls:
            tail = view.n - name.end <= _GAP  # في حصيلة جديدة: the toll speaks
            found.append(Found(Name(end - 1, name.start + 1), i, (0 if tail else name.start + 1, view.n)))
            continue
        opens = name.end < view.n and view.forms[name.end] in (QUOTE, ":")
        if not view.is_speaker(name.start, name.end) and not opens:
            continue
        if opens or _that(view, name.end) is not None:
            found.append(Found(name, name.start, (name.end, view.clause_end(name.end))))
    return found


def _according(view: View) -> tuple[list[Found], set[int]]:
    """According-to phrases, without their scopes, and the verbs of saying that are a part of them (`وفق ما أفاد متحدث`)."""
    found: list[Found] = []
    barred: set[int] = set()
    behind = 0
    opening = view.lists.according.keys()
    for i in (i for i, form in enumerate(view.forms) if form in opening):
        end = view.lists.match(view.lists.according, view.forms, i) if i >= behind else None
        if end is None:
            continue
        barred.update(range(i, end))
        name, told = _according_name(view, end, barred)
        if name.end > name.start and not view.matches_stop(name.start):
            quoted = view.forms[name.start - 1] == QUOTE
            what = view.forms[end - 1] in view.lists.what  # على ما أعلنت: with a verb, or it is no attribution
            if told or (not what and (quoted or view.is_speaker(name.start, name.end))):
                found.append(Found(name, i, (0, view.n)))
        behind = max(end, name.end, i + 1)
    return found, barred


def _according_name(view: View, at: int, barred: set[int]) -> tuple[Name, bool]:
    """Who an according-to phrase names, and whether a verb of saying stands before the name."""
    start, verbs = at, 0
    while start < view.n and start - at < 4 and (view.forms[start] in view.lists.what or view.says(start)):
        verbs += view.says(start)
        barred.add(start)
        start += 1
    if start > at and not verbs and start + 1 < view.n and view.is_speaker(start + 1, start + 2) and (
        not view.is_speaker(start, start + 1) or any(r.pos == "verb" for r in view.words[start].readings)
    ):
        start, verbs = start + 1, 1  # وفق ما نشرته الوزارة
    if verbs and start < view.n and view.forms[start] in view.lists.resumptive:
        start += 1  # وفق ما أفاد به مراسل
    name = quoted_name(view, start)
    if start == at and name.end < view.n and view.says(name.end) and any(r.pron for r in view.words[name.end].readings):
        # بحسب حصيلة أعلنها المرصد: the one who made it known
        behind = name_at(view, name.end + 1)
        if behind.end > behind.start and view.is_speaker(behind.start, behind.end):
            barred.add(name.end)
            return behind, True
    return name, start > at


def _comma_before(view: View, i: int) -> int:
    """The start of the stretch before a token, over the comma right before it."""
    at = bisect_left(view.commas, i - 1) - 1
    return view.commas[at] + 1 if at >= 0 else 0


def _verb(view: View, i: int) -> list[Found]:
    lists, lemmas = view.lists, view.lemmas(i)
    at = i + 2 if view.forms[i + 1 : i + 2] and view.forms[i + 1] in lists.resumptive else i + 1
    name = _speaker_at(view, at)
    if lemmas <= lists.told:
        name = _without_hearer(view, name)
    passed = _passed_on(view, i, name)
    if passed is not None:
        return [passed]
    if name.end > name.start and event(view, name.start) and not _noun_of_saying(view, name.start):
        name = Name(at, at)
    that = _that(view, name.end)
    strict = lemmas <= lists.strict
    if (that is None and lemmas <= lists.clausal) or (strict and _aim_of(view, i)):
        return []
    if _takes(view, name.end):
        return []
    if name.end > name.start:
        return _named(view, i, name, that)
    scope = (i, view.clause_end(i))
    quote = _quotation(view, name.end)
    if that is None and quote is None:
        tells = (not strict or bool(lemmas & (lists.aims | lists.recording))) and _told(view, name.end, _EVENT_REACH)
        before = (_subject(view, i) or _first(view, i)) if tells else None
        heads = before is not None and (not lemmas <= lists.recording or before.start < _HEAD)  # كان المرصد قد رصد
        if before is not None and heads:
            return [Found(before, before.start, scope)]
        return [Found(None, i, scope)] if _points(view, i, name.end) else []
    if i > 0 and view.forms[i - 1] in lists.relatives:
        return []  # `الهجمات التي قال إنها`: he who speaks in the rest of the sentence
    before = _subject(view, i) or _doer(view, i)
    if before is not None:
        return [Found(before, before.start, scope)]
    return [] if view.forms[i] in lists.impersonal else [Found(None, i, scope)]


def _without_hearer(view: View, name: Name) -> Name:
    """`أبلغ مصدر طبي وكالة الأناضول`: the speaker alone, told to an agency."""
    for mention in view.inside(name.start + 1, name.end):
        if mention.kind == "agency":
            return Name(name.start, mention.start, mention.id)
    return name


def _takes(view: View, at: int) -> bool:
    """`أعلنت مسؤوليتها عن الهجوم الذي قتل فيه`: what somebody did, told in other words; `مسؤوليتها عن قتل` tells it."""
    forms, lists = view.forms, view.lists
    behind = at + 1 if at < view.n and forms[at] in lists.from_ else at
    if behind >= view.n or forms[behind] not in lists.responsibility:
        return False
    return not (behind + 2 < view.n and forms[behind + 1] in lists.from_ and event(view, behind + 2))


def _speaker_at(view: View, at: int) -> Name:
    """The name behind a verb of saying: a known speaker may stand in quotation marks, which belong to it."""
    name = quoted_name(view, at)
    if name.start == at:
        return name
    return Name(name.start, name.end + 1) if view.is_speaker(name.start, name.end) else Name(at, at)


def _named(view: View, i: int, name: Name, that: int | None) -> list[Found]:
    """What a verb of saying with a name behind it makes of the name: a speaker where it looks like one, or where words
    are told."""
    lists, strict = view.lists, view.lemmas(i) <= view.lists.strict
    if view.lemmas(i) <= lists.aims and {gender(view, name), view.gender(i)} == {"m", "f"}:
        return []  # خطط الحكومة: a noun
    if view.lemmas(i) <= lists.recording and _is_place(view, name):
        return [Found(None, i, (i, view.clause_end(i)), counted=True)]  # سجلت بغداد: where it was, by whoever told of it before
    toll = view.forms[name.end : name.end + 1] and view.forms[name.end] in lists.tolls
    tells = toll or _told(view, name.end, 1 if not strict else _EVENT_REACH)
    speaker = _heads(view, name) and (not strict or tells)
    quote = _quotation(view, name.end)
    content = name.end < view.n and view.forms[name.end] in lists.content
    if not (speaker or that is not None or quote is not None or (content and not strict) or _points(view, i, name.end)):
        return []
    manner = i > 0 and view.forms[i - 1] in lists.manner
    start, end = _scope(view, i, name, that, manner)
    if that is None and quote is not None and not speaker:
        start = max(start, quote)
    return [Found(name, name.start, (start, end))]


def _is_place(view: View, name: Name) -> bool:
    """Whether a name is that of a town or province, no country's and no body's."""
    inside = view.inside(name.start, name.end)
    if not inside or any("speaker" in view.words[j].names for j in range(name.start, name.end)):
        return False
    return all(m.kind == "place" and "/" in (m.id or "/") for m in inside)


def _quotation(view: View, at: int) -> int | None:
    """Where the words of a speaker begin behind an aside (`قال حداد في خطاب أمام الجمهور: "…"`): a colon or the mark
    of a quotation, not of a name in quotes."""
    closes = -1
    for i in range(at, min(view.n, at + _QUOTE_REACH)):
        form = view.forms[i]
        if form == ":":
            return i
        if form == QUOTE and i != closes:
            closes = next((j for j in range(i + 1, min(view.n, i + _SHORT + 2)) if view.forms[j] == QUOTE), -1)
            if closes < 0:
                return i
            if i == at:
                return None
        if form in ENDS or form in view.lists.complementisers or form in view.lists.openers:
            return None
        if i > at and view.says(i):
            return None
    return None


def _points(view: View, i: int, at: int) -> bool:
    """`أشار حداد إلى مقتل`: a verb of saying that leads to an event with a preposition."""
    if not view.lemmas(i) <= view.lists.pointing or at >= view.n or view.forms[at] not in view.lists.towards:
        return False
    return _told(view, at + 1, _SOON)


def _aim_of(view: View, i: int) -> bool:
    """`لتهدد حياة المدنيين`: what something is done for."""
    readings = [r for r in view.words[i].readings if r.name in ("say", "say_on")]
    return bool(readings) and all("ل" in r.particles for r in readings)


def _doer(view: View, i: int) -> Name | None:
    """`وكان رئيس البلدية قد زار الموقع وقال إن`, `زار الوزير الموقع وقال إن`: who did what came before, where the
    sentence begins with that and the verb agrees."""
    if i <= _HEAD or view.forms[i][0] != "و" or any(view.says(j) for j in range(i)):
        return None
    at = next((j for j in range(_HEAD) if view.forms[j] not in view.lists.auxiliaries
               and view.forms[j] not in view.lists.openers), 0)
    if at in view.mention_at or view.words[at].names & _SPEAKERS:
        name = name_at(view, at)
    else:
        name = name_at(view, at + 1) if at + 1 < i else Name(at, at)
    if not name.start < name.end <= i or not view.is_speaker(name.start, name.start + 1):
        return None
    return name if gender(view, name) == view.gender(i) else None


def _first(view: View, i: int) -> Name | None:
    """`تركيا تنفذ عملية وتعلن مقتل`: the subject that a sentence begins with, of one more verb."""
    if view.forms[i][0] != "و" or 0 not in view.mention_at or view.mention_at[0].glued or view.tells(0):
        return None
    name = name_at(view, 0)
    body = view.mention_at[0].end <= name.end <= i and name.end < view.n and event(view, name.end)
    return name if body and _may_lead(view, name, i) else None


def _told(view: View, at: int, reach: int) -> bool:
    """Whether an event or a number is told within so many tokens."""
    return any(event(view, j) or view.counts(j) for j in range(at, min(view.n, at + reach)))


def _heads(view: View, name: Name) -> bool:
    """Whether a speaker stands at the head of a name, not only somewhere in it."""
    return view.is_speaker(name.start, min(name.end, name.start + _HEAD)) or any(
        view.forms[j] in view.lists.unnamed for j in range(name.start, min(name.end, name.start + 2)))


def _noun_of_saying(view: View, i: int) -> bool:
    return "say" in view.words[i].names and any(r.name == "say" and r.pos == "masdar" for r in view.words[i].readings)


def _noun(view: View, i: int) -> list[Found]:
    """`بعد إعلان الجيش أنه`: the speaker behind a noun of saying, with what it opens; `قام الجيش بتقييم أن` before."""
    name = name_at(view, i + 1)
    if name.end > name.start and event(view, name.start):
        name = Name(i + 1, i + 1)
    that = _that(view, name.end)
    told = _behind_aside(view, name.end)
    tells = told < view.n and event(view, told)
    if name.end > name.start and _heads(view, name) and (that is not None or tells):
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


def _that(view: View, at: int) -> int | None:
    """The complementiser that a verb of saying waits for, where only asides stand between."""
    bracketed = False
    for i in range(at, min(view.n, at + _THAT_REACH)):
        if view.forms[i] in "()":
            bracketed = view.forms[i] == "("
        if bracketed:  # the dots of (د. ب. أ)
            continue
        if view.forms[i] in view.lists.complementisers:
            return None if view.forms[i][0] == "و" else i  # وأن goes on with an earlier one
        if view.forms[i] in ENDS or (i > at and (view.says(i) or view.forms[i] in view.lists.openers)):
            return None
    return None


def _scope(view: View, verb: int, name: Name, that: int | None, manner: bool) -> tuple[int, int]:
    if that is None and verb > 3 and (manner or view.n - name.end <= 2):
        return (0, view.n)
    before = view.forms[verb - 1] if verb else ""
    pron = any(r.pron for r in view.words[verb].readings)
    if pron and (before in view.lists.tolls or before in view.lists.relatives):
        return (0, view.n)
    if that is None and verb > 1 and name.end < view.n and event(view, name.end) and (
        any(r.pron for r in view.words[name.end].readings)
    ):
        return (0, view.n)  # 12 جنديا أعلن الجيش مقتلهم
    end = view.clause_end(name.end)
    if that is None:
        end = min(end, _aim_end(view, verb, name.end), _background(view, name.end))
    return (name.end, end)


def _aim_end(view: View, verb: int, at: int) -> int:
    """`تعهد الوزير بإرسال 300 جندي، وذلك مع وصول`: what is promised or decided ends at a comma, and at a clause about
    something else (`قرر استدعاء سفيره بسبب المواجهات التي`)."""
    if not view.lemmas(verb) <= view.lists.aims:
        return view.n
    behind = bisect_left(view.commas, at + 1)
    end = view.commas[behind] if behind < len(view.commas) else view.n
    return next((i for i in range(at, end) if view.forms[i] in view.lists.relatives), end)


def _background(view: View, at: int) -> int:
    """`أعلنت الحكومة الطوارئ إثر هجوم قتل فيه ثلاثون`: where no event is announced, what led to it is not said by
    those who announce."""
    for i in range(at, view.n):
        if view.forms[i] in view.lists.background:
            return i
        if event(view, i) or view.counts(i):
            break
    return view.n


def _passed_on(view: View, i: int, name: Name) -> Found | None:
    """`نقلت رويترز عن مسؤول أمني قوله`: the official, by way of Reuters."""
    at = name.end
    if at >= view.n or view.forms[at] not in view.lists.from_ or (name.end == name.start and not _passes(view, i)):
        return None
    told = name_at(view, at + 1)
    if told.end == told.start:
        return None
    opens = _that(view, told.end) is not None or (told.end < view.n and view.forms[told.end] in view.lists.content)
    if not opens and not view.is_speaker(told.start, told.end):
        return None
    if not opens and view.lemmas(i) - view.lists.strict:
        return None
    via = next((m.id for m in view.inside(name.start, name.end) if m.kind == "agency"), None)
    return Found(told, told.start, (told.end, view.clause_end(told.end)), via)


def _passes(view: View, i: int) -> bool:
    """`ونقلت عن مسؤول قوله`: whether a verb is that of passing on, by one who was named before."""
    return bool(view.lemmas(i) & view.lists.passing)


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
    if start + 1 < end and _verb_before(view, start):
        start += 1
    cut = quoted_name(view, start)
    if cut.start > start:
        end = min(end, cut.end)
    if cut.end <= cut.start or cut.end < end - _GAP or not _may_lead(view, cut, end):
        return None
    if any(view.says(j) for j in range(start, end)) or (event(view, start) and start == 0):
        return None
    return Name(cut.start, min(cut.end, end))


def _verb_before(view: View, start: int) -> bool:
    """`زار الوزير الموقع`: whether a phrase begins with an unknown word, a verb, and then with a speaker."""
    words = view.words
    known = start in view.mention_at or words[start].names or view.forms[start] in view.lists.determiners
    return not known and not view.forms[start].startswith(("ال", "وال")) and view.forms[start + 1].startswith("ال") and (
        view.is_speaker(start + 1, start + 2))


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
            name = name_at(view, first)
            if name.end > name.start and view.is_speaker(name.start, name.end) and name.end <= i:
                return [Found(name, name.start, scope)]
        return [Found(None, i, scope)]
    return []
