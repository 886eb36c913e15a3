"""Arabic: the speaker stands behind the verb (`قال المتحدث باسم الجيش إن …`), or before it (`لكن المتحدث قال إن …`)."""

from __future__ import annotations

from bisect import bisect_left

from figures.attribution.arabic_according import according_to, shared_out, stated
from figures.attribution.arabic_before import doer, first_of, opener, subject, topic
from figures.attribution.arabic_names import clause_behind, event, gender, name_at, quoted_name
from figures.attribution.arabic_nouns import heads, is_noun, noun, participle
from figures.attribution.arabic_passed import learnt_from, passed_on, related, told_by
from figures.attribution.speaker import COMMAS, ENDS, QUOTE, Found, Name, View

_EVENT_REACH = 8
_HEAD = 3
_ASIDE = 8
_QUOTE_REACH = 16
_SHORT = 3
_SOON = 3
_RELATED = 6
_TIMES = frozenset(("minute", "hour", "day", "week", "month", "year"))
"""Units of time, as the lexicon calls them."""


def find(view: View) -> list[Found]:
    """The speakers of a sentence."""
    according, barred = according_to(view)
    found = stated(view)
    for i in (i for i, word in enumerate(view.words) if "say" in word.names or "say_on" in word.names):
        if i and (view.forms[i - 1] in view.lists.negations or view.forms[i - 1] in view.lists.leading
                  or _wished(view, i)):
            continue
        if i not in barred and view.says(i):
            told = view.lemmas(i) <= view.lists.aims and any(s.scope[0] <= i < s.scope[1] for s in found)
            found += [] if told else _verb(view, i)  # أعلن الرئيس أن بلاده تعتزم: he who announces speaks
        elif i not in barred and is_noun(view, i):
            found += noun(view, i)
    found += _homograph(view)
    found = shared_out(view, according, found) + found
    return found or participle(view)


def _homograph(view: View) -> list[Found]:
    """`وبين الوزير أن`: a verb that is written as a preposition, at the head of a sentence, where its words lead from a
    name straight to what is said."""
    if view.forms[0] not in view.lists.homographs or view.n == 1:
        return []
    name = name_at(view, 1)
    if name.end == name.start or name.end >= view.n or view.forms[name.end] not in view.lists.complementisers:
        return []
    if not view.is_speaker(*name[:2]):
        return []  # بين الحين والآخر أن
    return [Found(name, name.start, (name.end, view.clause_end(name.end)))]


def _wished(view: View, i: int) -> bool:
    """`يجب أن يعترف`: a verb of saying that nobody has said yet; `بعد أن أعلن` is none."""
    if view.forms[i - 1] != "ان" or any(r.tense == "past" for r in view.words[i].readings):
        return False
    return i < 2 or not view.matches_stop(i - 2)


def _verb(view: View, i: int) -> list[Found]:
    lists, lemmas = view.lists, view.lemmas(i)
    at = i + 2 if view.forms[i + 1 : i + 2] and view.forms[i + 1] in lists.resumptive else i + 1
    at = lists.match(lists.asides, view.forms, at) or at  # واعتبر من جهته الوزير أن
    name = _speaker_at(view, at)
    if lemmas <= lists.passing and _object_glued(view, i) and not _told_of(view, i):
        return []  # في تصريحات نقلتها الوكالة، أن: he who made them speaks
    if lemmas <= lists.claiming and i and (view.forms[i - 1] in lists.relatives or _object_glued(view, i)):
        return []  # الهجوم الذي تبناه التنظيم, هجوم تبناه: what somebody did
    if view.forms[i] in lists.appearing:  # تبين أن: nobody, or whoever has been telling of it
        return [Found(None, i, (i, view.clause_end(i)))] if clause_behind(view, i + 1) == i + 1 else []
    name = _without_others(view, i, name)
    passed = passed_on(view, i, name)
    if passed is not None:
        return [passed]
    if name.end > name.start and event(view, name.start) and not is_noun(view, name.start):
        name = Name(at, at)
    that = clause_behind(view, name.end)
    strict = lemmas <= lists.strict
    if (that is None and lemmas <= lists.clausal) or (strict and _aim_of(view, i)) or _takes(view, name.end):
        return []
    if name.end > name.start:
        return _named(view, i, name, that)
    scope = (i, view.clause_end(i))
    quote = _quotation(view, name.end)
    if that is None and quote is None:
        before = _teller(view, i, name.end)
        if before is not None:
            return [Found(before, before.start, scope)]
        return [Found(None, i, scope)] if _points(view, i, name.end) or _tells_of(view, i, name.end) else []
    if i > 0 and view.forms[i - 1] in lists.relatives:
        near = quote is not None or (that or 0) - i <= _RELATED
        # `الهجمات التي قال إنها`: he who speaks in the rest of the sentence
        teller = related(view, i - 1) if near else None
        return [Found(teller, teller.start, scope)] if teller is not None else []
    before = topic(view, i) or subject(view, i) or opener(view, i) or doer(view, i)
    if before is not None:
        return [Found(before, before.start, scope)]
    return [] if view.forms[i] in lists.impersonal else [Found(None, i, scope)]


def _without_others(view: View, i: int, name: Name) -> Name:
    """The speaker behind a verb, without those who are told, or who passes it on, or what is warned of."""
    lists, lemmas = view.lists, view.lemmas(i)
    if lemmas <= lists.told:
        name = told_by(view, i, name)
    if lemmas <= lists.learning:
        name = learnt_from(view, name)
    if lemmas <= lists.warning:
        name = Name(name.start, next((j for j in range(*name[:2]) if view.forms[j] in lists.off), name.end))
    return name


def _object_glued(view: View, i: int) -> bool:
    """`تبناه`, `نقلتها`: whether a verb has its object glued to it."""
    return any(r.pron for r in view.words[i].readings)


def _teller(view: View, i: int, at: int) -> Name | None:
    """`كان المرصد قد رصد مقتل`: the speaker before a verb that leads to an event without a conjunction."""
    lists, lemmas = view.lists, view.lemmas(i)
    if (lemmas <= lists.strict and not lemmas & (lists.aims | lists.recording)) or not _told(view, at, _EVENT_REACH):
        return None
    before = subject(view, i) or first_of(view, i)
    if before is None or not (view.is_speaker(*before[:2]) or view.forms[before.start] in lists.unnamed):
        return None
    return before if not lemmas <= lists.recording or before.start < _HEAD else None


def _told_of(view: View, i: int) -> bool:
    """`12 قتيلا نقلهم التلفزيون`: whether a number stands right before a verb and its object."""
    return any(view.counts(j) for j in range(max(0, i - _SOON), i))


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
    if name.start == at or view.forms[at] != QUOTE:
        return name
    known = view.is_speaker(name.start, name.end) or _leads_on(view, name.end + 1)
    return Name(name.start, name.end + 1) if known else Name(at, at)


def _leads_on(view: View, at: int) -> bool:
    """`قال "راديو المدينة" المحلي، إن`: whether what is said begins behind the quotation marks of a name."""
    at = max(at, name_at(view, at).end if at < view.n else at)
    at += at < view.n and view.forms[at] in COMMAS
    return at < view.n and view.forms[at] in view.lists.complementisers


def _named(view: View, i: int, name: Name, that: int | None) -> list[Found]:
    """What a verb of saying with a name behind it makes of the name: a speaker where it looks like one, or where words
    are told."""
    lists, strict = view.lists, view.lemmas(i) <= view.lists.strict
    if view.lemmas(i) <= lists.aims and {gender(view, name), view.gender(i)} == {"m", "f"}:
        return []  # خطط الحكومة: a noun
    if view.lemmas(i) <= lists.recording and view.is_place(name.start, name.end):
        # سجلت بغداد: where it was, as whoever has been telling of it says
        return [Found(None, i, (i, view.clause_end(i)), counted=True)]
    toll = view.forms[name.end : name.end + 1] and view.forms[name.end] in lists.tolls
    tells = toll or _told(view, name.end, 1 if not strict else _EVENT_REACH)
    manner = i > 0 and view.forms[i - 1] in lists.manner
    known = heads(view, name) or (manner and view.is_speaker(*name[:2]))  # كما صرح سامر علي حداد المتحدث باسم الجيش
    speaker = known and (not strict or tells)
    quote = _quotation(view, name.end)
    content = name.end < view.n and view.forms[name.end] in lists.content
    content = content or (not strict and tells and view.forms[name.end][:1] in lists.glued)  # أفاد تجمع الأهالي بمقتل
    if not (speaker or that is not None or quote is not None or (content and not strict) or _points(view, i, name.end)):
        return []
    if _aim_of(view, i) and that is None and not tells:
        return []  # ليؤكد نهج الدولة
    start, end = _scope(view, i, name, that, manner)
    if that is None and quote is not None:
        aside = view.matches_stop(name.end) and view.forms[name.end] not in lists.towards
        if not speaker or (name.end < quote and aside):
            start = max(start, quote)  # صرح الرئيس في خطاب أمام الآلاف: "…"
        end = min(end, _unquoted(view, quote))
    return [Found(name, name.start, (start, end))]


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


def _unquoted(view: View, quote: int) -> int:
    """`قال "…"، في المدينة التي شهدت هجوما`: where the words of a speaker end that stand in quotation marks, unless
    they go on in other words (`، مضيفا أن`)."""
    marks = [i for i in range(quote, view.n) if view.forms[i] == QUOTE]
    if len(marks) < 2 or len(marks) % 2 or marks[0] > quote + 1:
        return view.n
    lists = view.lists
    goes_on = any(
        form in lists.participles or form in lists.complementisers or form in lists.content
        for form in view.forms[marks[-1] + 1 :]
    )
    return view.n if goes_on or any(view.says(i) for i in range(marks[-1] + 1, view.n)) else marks[-1] + 1


def _points(view: View, i: int, at: int) -> bool:
    """`أشار حداد إلى مقتل`: a verb of saying that leads to an event with a preposition."""
    if not view.lemmas(i) <= view.lists.pointing or at >= view.n or view.forms[at] not in view.lists.towards:
        return False
    if at > i + 1 and view.forms[i + 1][0] in view.lists.glued and not view.is_speaker(i + 1, i + 2):
        return False  # أشار بيده إلى
    return _told(view, at + 1, _SOON)


def _tells_of(view: View, i: int, at: int) -> bool:
    """`كما أعلنت عن مقتل`: she who spoke last goes on; the masculine is most often a passive (`أعلن عن وفاة`)."""
    event_behind = at + 1 < view.n and view.forms[at] in view.lists.from_ and event(view, at + 1)
    return event_behind and view.gender(i) == "f" and not view.lemmas(i) <= view.lists.strict


def _aim_of(view: View, i: int) -> bool:
    """`لتهدد حياة المدنيين`: what something is done for."""
    readings = [r for r in view.words[i].readings if r.name in ("say", "say_on")]
    return bool(readings) and all("ل" in r.particles for r in readings)


def _told(view: View, at: int, reach: int) -> bool:
    """Whether an event or a number is told within so many tokens."""
    return any(event(view, j) or view.counts(j) for j in range(at, min(view.n, at + reach)))


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
        denied = view.lemmas(verb) <= view.lists.denying
        end = min(end, _aim_end(view, verb, name.end), _background(view, name.end, denied))
    return (name.end, end)


def _aim_end(view: View, verb: int, at: int) -> int:
    """`تعهد الوزير بإرسال 300 جندي، وذلك مع وصول`: what is promised or decided ends at a comma, and at a clause about
    something else (`قرر استدعاء سفيره بسبب المواجهات التي`)."""
    if not view.lemmas(verb) <= view.lists.aims:
        return view.n
    behind = bisect_left(view.commas, at + 1)
    end = view.commas[behind] if behind < len(view.commas) else view.n
    return next((i for i in range(at, end) if view.forms[i] in view.lists.relatives), end)


def _counted(view: View, i: int) -> bool:
    """Whether people or things stand at a token, and no time (`ثلاثة أشهر`)."""
    return i < view.n and any(r.unit and r.name not in _TIMES for r in view.words[i].readings)


def _background(view: View, at: int, denied: bool = False) -> int:
    """`أعلنت الحكومة الطوارئ إثر هجوم قتل فيه ثلاثون`: where no event is announced, what led to it is not said by
    those who announce; nor is what stands behind an event that is ``denied`` (`نفى الجيش القصف، حيث قتل ثلاثون`)."""
    for i in range(at, view.n):
        if view.forms[i] in view.lists.background:
            return i
        if not denied and (event(view, i) or (view.counts(i) and _counted(view, i + 1))):
            break
    return view.n
