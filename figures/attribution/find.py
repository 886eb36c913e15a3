"""Finding the sources of a sentence: what both languages share, and what is carried from sentence to sentence.

What a source governs is its *scope*, a range of tokens; where scopes overlap, the narrower one is nearer.
"""

from __future__ import annotations

from collections.abc import Sequence

from figures.attribution import arabic, arabic_names, english, english_subject
from figures.attribution.identity import count_countries, identify, remember
from figures.attribution.speaker import (
    ACCOUNT,
    DASHES,
    ENDS,
    MAX_NAME,
    QUOTE,
    Found,
    Name,
    SourceMention,
    SourceState,
    View,
)
from figures.attribution.words import load_words
from figures.entities import Mention
from figures.lexicon.words import Word
from figures.model import Slot
from figures.text import Sentence

MAX_AGE = 3
"""How many sentences without a speaker one is carried over."""
_HEADLINE = 7
_HEAD = 3
_BULLETS = frozenset('*•"')
_LISTING = frozenset(":-")
_CITED = 14
"""How far behind the one who reports the one who is cited may stand."""
_BREAK = 2
_QUOTED = 3000
"""Characters within which a quotation over several paragraphs is looked for its end."""
_RUNNING = 2
_TIME_BEHIND = 5
_TIME_REACH = 10
_TIME_BESIDE = 3


def find_sources(
    sentence: Sentence, words: Sequence[Word], mentions: Sequence[Mention], previous: SourceState | None
) -> tuple[list[SourceMention], SourceState]:
    """The sources of a sentence, and the state to hand to the next one.

    ``words`` are the readings of the tokens, ``mentions`` the names in the sentence; ``previous`` is what the sentence
    before returned, ``None`` for the first.
    """
    state = previous or SourceState()
    if state.quoting and _parts(sentence):
        state = state._replace(quoting=False)
    view = View(sentence, words, mentions, load_words(sentence.lang))
    grammar = arabic if sentence.lang == "ar" else english
    said = _passed_on(view, grammar.find(view))
    heads = _headline(view)
    teaser = bool(heads) and not said and view.forms[-1] not in ENDS and QUOTE not in view.forms
    found = sorted(_continued(view, state, bool(said)) + heads + _posted(view) + said, key=lambda item: item.at)
    state = state._replace(countries=count_countries(view, state))
    result: list[SourceMention] = []
    spoken = False
    for item in found:
        if item.scope[0] >= item.scope[1]:
            continue
        if item.name is None:
            mention = _carried(view, item, state)
            spoken = spoken or mention is not None
        else:
            mention, later = _named(view, item.name, item, state)
            passes = spoken and _only_passes(view, item)
            aside = teaser or passes or _nested(view, item, found) or _within(view, item, previous)
            state = state._replace(known=later.known) if aside else later
            spoken = spoken or not teaser
        if mention is not None:
            result.append(mention)
    quoting = _quoting(view, state, bool(said))
    listing = view.forms[-1] in _LISTING if said and view.n else state.listing
    state = state._replace(quoting=quoting and not sentence.title, listing=listing, age=0 if spoken else state.age + 1)
    if state.age > MAX_AGE:
        state = state._replace(slot=None, other=None, body=None, gender="")
    return sorted(result, key=lambda s: (s.start, s.scope)), state


def _nested(view: View, item: Found, found: list[Found]) -> bool:
    """``Smith said Jones noted that``, ``Smith said: "We told Jones that"``: whether a speaker is told of by another
    one, who goes on behind the sentence."""
    return item.name is not None and any(
        other.name is not None and other.at < item.at and (
            0 <= item.name.start - other.scope[0] <= 1
            or (other.scope[0] <= item.at and view.forms[other.at : item.at].count(QUOTE) % 2 == 1)
        )
        for other in found
    )


def _within(view: View, item: Found, previous: SourceState | None) -> bool:
    """Whether a speaker is told of in a quotation that an earlier sentence has announced (`تقول: "أعلن محامون أن`)."""
    announced = previous is not None and previous.slot is not None and (previous.listing or previous.quoting)
    return announced and view.forms[0] == QUOTE and QUOTE not in view.forms[1 : item.at]


def _only_passes(view: View, item: Found) -> bool:
    """`قال الوزير إن …، وفق ما نقلت رويترز`: whether an agency stands behind what somebody else says."""
    inside = view.inside(*item.name[:2]) if item.name is not None else []
    return item.scope[0] < item.at and any(m.kind == "agency" for m in inside)


def _passed_on(view: View, said: list[Found]) -> list[Found]:
    """``Reuters reported, citing officials, that``: what the officials say, by way of Reuters."""
    result = list(said)
    for cited in said:
        if cited.name is None or not view.cites(cited.at):
            continue
        for other in said:
            before = other.at < cited.at if other.name is None else other.at < cited.at or not cited.at
            near = before and abs(cited.at - other.at) <= _CITED and not view.cites(other.at)
            if near and other in result and cited in result:
                inside = view.inside(*other.name[:2]) if other.name is not None else []
                via = next((m.id for m in inside if m.kind == "agency"), None)
                result[result.index(cited)] = cited._replace(scope=other.scope, via=cited.via or via)
                result.remove(other)
    return result


def _parts(sentence: Sentence) -> bool:
    """Whether a new paragraph begins that holds no quotation mark, or whole quotations: one before it was not closed.
    Where the mark that comes next closes one, the quotation goes on."""
    if not sentence.forms or not _new_line(sentence):
        return False
    if QUOTE in sentence.forms:
        return sentence.forms[0] != QUOTE and sentence.forms.count(QUOTE) % 2 == 0
    folded = sentence.text.folded
    mark = folded.find(QUOTE, sentence.end, sentence.end + _QUOTED)
    return mark < 0 or folded[mark - 1].isspace()


def _new_line(sentence: Sentence) -> bool:
    """Whether a sentence begins on a line of its own."""
    return "\n" in sentence.text.folded[max(0, sentence.start - _BREAK) : sentence.starts[0]]


def _quoting(view: View, state: SourceState, said: bool) -> bool:
    """Whether a quotation is open behind a sentence: somebody speaks and a mark is left over, or one was open before
    and no mark has closed it."""
    marks = view.forms.count(QUOTE)
    if QUOTE in view.forms[-2:] and marks:
        return False
    if marks % 2 == 1:
        goes_on = (state.quoting or state.listing) and view.forms[0] == QUOTE and marks == 1  # one more paragraph of it
        return said or goes_on
    return state.quoting and not marks


def times_of_saying(sentence: Sentence, words: Sequence[Word]) -> list[tuple[int, int]]:
    """Where a time is that of saying and not of what is told: from a verb of saying to what it opens, whoever speaks
    (`أشارت السلطات السبت إلى مقتل`, ``officials said on Monday that``), or from one of what is done about it (`استنكر
    الوزير السبت مقتل`); tokens, in order. What a body only records (`سجلت`) happened then."""
    view = View(sentence, words, (), load_words(sentence.lang))
    reach = _TIME_REACH if sentence.lang == "ar" else _TIME_BESIDE  # English puts who speaks before the verb
    spans = []
    for i in range(view.n):
        if not (view.reacts(i) or (view.says(i) and not view.lemmas(i) <= view.lists.tallying)):
            continue
        if view.lemmas(i) and view.lemmas(i) <= view.lists.passing and not _passes(view, i):
            continue
        end = i + 1
        while end < view.n and end - i < reach and not view.opens(end):
            end += 1
        if sentence.lang == "ar" and end - i == reach:  # قال سامر حداد، المتحدث باسم الجيش، في بيان السبت، إن
            end = arabic_names.clause_behind(view, i + 1) or end
        spans.append((i, end))
    return spans


def _passes(view: View, i: int) -> bool:
    """`نقلت رويترز عن`, `نقله التلفزيون`: whether a verb of passing on is one, and no noun (`طائرة نقل`)."""
    pron = any(r.pron for r in view.words[i].readings)
    return pron or any(form in view.lists.from_ for form in view.forms[i + 1 : i + _TIME_REACH])


def _named(view: View, name: Name, item: Found, state: SourceState) -> tuple[SourceMention, SourceState]:
    id_ = identify(view, name, state)
    via = item.via or name.via
    span = view.sentence.raw_span(name.start, name.end)
    glued = arabic_names.glued(view, name.start)
    start, end = span.start + glued, span.end
    if name.start and view.forms[name.start - 1] == view.forms[name.end - 1] == QUOTE:
        end = view.sentence.raw_span(name.start, name.end - 1).end  # the mark behind a name that stands in quotes
    slot = Slot(text=view.sentence.text.raw[start:end], start=start, end=end, id=id_, via=via)
    spoken = _spoken(view, name, item.scope)
    own = slot if glued or end < span.end else None
    mention = SourceMention(name.start, name.end, item.scope, id_, via, slot=own, spoken=spoken)
    known = remember(view, state, name, id_)
    if view.sentence.title:
        return mention, state._replace(known=known)
    carried = Slot(text=slot.text, start=start, end=end, id=id_, via=via, origin="previous")
    gender = (arabic_names if view.sentence.lang == "ar" else english_subject).gender(view, name)
    other = state.slot if gender and state.gender and gender != state.gender else state.other
    head = view.mention_at.get(name.start + (view.forms[name.start] in view.lists.articles))
    body = carried if head is not None and head.kind != "person" else state.body
    return mention, state._replace(slot=carried, known=known, gender=gender, other=other, body=body)


def _spoken(view: View, name: Name, scope: tuple[int, int]) -> tuple[int, int]:
    """Where the time of saying may stand: up to the complementiser behind the name, or right behind a name that comes
    last; without a complementiser, up to the event that is told (`أعلن الجيش الأحد مقتل`)."""
    if scope[0] < name.end:
        return (name.end, min(view.n, name.end + _TIME_BEHIND)) if scope[1] <= name.start else (0, 0)
    if scope[0] > name.end and any(form in view.lists.relatives for form in view.forms[name.end : name.end + 2]):
        return (0, 0)  # كما أعلنت السلطات، التي أكدت أن: what stands before is told, too
    for i in range(name.end, min(view.n, name.end + _TIME_REACH)):
        if view.forms[i] in view.lists.complementisers or view.forms[i] == ":":
            return (0, i)
    first = end = max(name.end, scope[0])
    while end < min(view.n, first + _TIME_BEHIND) and not view.tells(end):
        end += 1
    told = end < view.n and view.tells(end)
    return (name.start, end if told else name.end)


def _carried(view: View, item: Found, state: SourceState) -> SourceMention | None:
    """The last speaker, or the last one that the verb agrees with (`وأضافت`)."""
    slot = state.slot
    gender = view.gender(item.at) if view.sentence.lang == "ar" else english_subject.gender_of(view, item.at)
    if item.counted and state.body is not None:
        slot = state.body
        return SourceMention(item.at, item.at, item.scope, slot.id, slot.via, True, slot)
    if state.other is not None and gender and state.gender and gender != state.gender:
        slot = state.other
    return SourceMention(item.at, item.at, item.scope, slot.id, slot.via, True, slot) if slot is not None else None


def _continued(view: View, state: SourceState, spoken: bool) -> list[Found]:
    """What is left of a quotation that an earlier sentence opened; ``spoken`` where somebody speaks in this one."""
    if view.sentence.title:
        return []
    if state.listing and (view.forms[0] in view.lists.listed or _bullet(view)):
        return [Found(None, 0, (0, view.n))]
    if not spoken and state.age < _RUNNING and state.slot is not None and view.forms[0] in view.lists.running:
        return [Found(None, 0, (0, view.n))]  # وارتفع عدد القتلى: the count goes on
    if QUOTE not in view.forms:
        return [Found(None, 0, (0, view.n))] if state.quoting else []
    end = view.forms.index(QUOTE)
    if not end:  # a paragraph of a quotation opens with a quotation mark of its own
        end = next((i for i in range(1, view.n) if view.forms[i] == QUOTE), view.n)
        return [Found(None, 0, (0, end))] if end >= view.n - 2 else []
    closes = view.forms.count(QUOTE) == 1 and end >= max(1, view.n - 2)
    return [Found(None, 0, (0, end))] if state.quoting or closes else []


def _posted(view: View) -> list[Found]:
    """``Orange Monitor@orangeThe strike killed 12``: what an account posted, its handle glued to the name before it."""
    at = next((i for i in range(1, min(view.n - 1, _HEADLINE)) if view.forms[i] == ACCOUNT), None)
    if at is None or not view.sentence.glued(at) or not view.sentence.glued(at + 1) or not view.is_speaker(0, at):
        return []
    return [Found(Name(0, at), 0, (at + 1, view.n))]


def _bullet(view: View) -> bool:
    """Whether a sentence is an item of a list, on a line of its own."""
    opens = view.forms[0] in DASHES or (view.forms[0] in _BULLETS and view.forms[0] != QUOTE)
    return opens and _new_line(view.sentence)


def _headline(view: View) -> list[Found]:
    """`وزارة الصحة: 30 قتيلا` and ``30 killed - police``."""
    forms, n = view.forms, view.n
    for i in range(1, min(n - 1, _HEADLINE + 2)):
        if forms[i] == ":":
            if _heads(view, i):
                return [Found(Name(0, i), 0, (i + 1, n))]
            break
        if forms[i] in (",", "،", "."):
            break
    if not view.title_case and not view.sentence.title:
        return []
    for i in range(max(1, n - _HEADLINE), n - 1):
        if forms[i] in DASHES or forms[i] == ":":
            end = next((j for j in range(i + 1, n) if forms[j] in DASHES or forms[j] in ("|", "–")), n)
            joined = forms[i] != ":" and view.sentence.glued(i)
            sites = ("agency", "org") if view.sentence.lang == "ar" else ("agency",)
            site = any(m.kind in sites for m in view.inside(i + 1, end))  # headlines end with who publishes them
            told = any(view.counts(j) or view.tells(j) for j in range(i + 1, end))
            if not joined and not site and not told and view.is_speaker(i + 1, end):
                return [Found(Name(i + 1, end), i + 1, (0, i))]
    return []


def _heads(view: View, end: int) -> bool:
    """Whether the words before a colon name who speaks."""
    if any(view.forms[j][0].isdigit() or view.says(j) for j in range(end)) or end > MAX_NAME:
        return False
    if any(view.forms[j] in view.lists.labels for j in range(end)) or view.tells(0):
        return False
    if view.lists.match(view.lists.according, view.forms, 0) is not None:
        return False
    start = 1 if view.forms[0] in _BULLETS and end > 1 else 0
    mention = view.mention_at.get(start)
    if mention is not None and mention.kind == "place" and (mention.end >= end or view.is_place(start, end)):
        return False  # Nablus province: the dateline
    if view.is_speaker(start, min(end, start + _HEAD)):
        return not any(view.forms[j] in DASHES for j in range(end))
    unknown = all(view.forms[j].isalpha() and not view.words[j].names for j in range(end))
    return view.sentence.title and end <= 2 and unknown and not view.mentions
