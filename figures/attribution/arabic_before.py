"""Arabic: the speaker in front of a verb of saying (`لكن المتحدث قال إن`), or of the whole sentence (`زار الوزير الموقع
وقال إن`)."""

from __future__ import annotations

from figures.attribution.arabic_names import deed, event, gender, name_at, quoted_name
from figures.attribution.speaker import COMMAS, ENDS, Name, View
from figures.attribution.words import CONJUNCTIONS

_SUBJECT_REACH = 12
_HEAD = 3
_GAP = 3
_TOPIC = 3
_SPEAKERS = frozenset(("speaker",))


def doer(view: View, i: int) -> Name | None:
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


def topic(view: View, i: int) -> Name | None:
    """`أما وكالة الأنباء التي تديرها الحكومة، فقالت إن`: who is set before the sentence."""
    at = next((j for j in range(min(i, _TOPIC)) if view.forms[j] in view.lists.topics), None)
    if at is None or view.forms[i][0] not in CONJUNCTIONS:
        return None
    name = name_at(view, at + 1)
    return name if name.start < name.end <= i and view.is_speaker(name.start, name.end) else None


def opener(view: View, i: int) -> Name | None:
    """`التقرير الذي صدر أمس، يقول إن`: the speaker that a sentence begins with, parted from its verb by a
    relative clause and a comma."""
    name = name_at(view, 0)
    if not (0 < name.end < i - 1 and view.forms[i - 1] in COMMAS and view.is_speaker(0, 1)):
        return None
    return name if view.forms[name.end] in view.lists.relatives else None


def first_of(view: View, i: int) -> Name | None:
    """`تركيا تنفذ عملية وتعلن مقتل`: the subject that a sentence begins with, of one more verb."""
    if view.forms[i][0] != "و" or 0 not in view.mention_at or view.mention_at[0].glued or view.tells(0):
        return None
    name = name_at(view, 0)
    body = view.mention_at[0].end <= name.end <= i and name.end < view.n and event(view, name.end)
    return name if body and _may_lead(view, name, i) else None


def subject(view: View, i: int) -> Name | None:
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
    if start + 1 < end and deed(view, start):
        return None
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
    form, behind = view.forms[start], view.forms[start + 1]
    known = start in view.mention_at or words[start].names or form in view.lists.determiners
    if not known and view.lists.verb_shapes.fullmatch(form) and words[start + 1].names & _SPEAKERS:
        return True  # تلقت غرفة العمليات
    if known or form.startswith(("ال", "وال")) or not behind.startswith("ال"):
        return False
    return view.is_speaker(start + 1, start + 2)


def _may_lead(view: View, name: Name, end: int) -> bool:
    """Whether a phrase before a verb can be its subject: it holds a speaker, or is the bare name of a person."""
    first = name.start
    if view.is_speaker(first, min(name.end, end)):
        known = first in view.mention_at or view.words[first].names or view.forms[first] in view.lists.determiners
        return bool(known) or not view.forms[first].startswith("و")
    if view.forms[first] in view.lists.unnamed:
        return name.end == end  # كانت التقديرات السابقة تشير إلى
    return name.end == end and end - first <= _HEAD and all(
        view.forms[j].isalpha() and not view.words[j].names and j not in view.mention_at for j in range(first, end)
    )


def _appositive(view: View, start: int) -> bool:
    """`المتحدث باسم الحكومة، عبد العزيز علي`: whether the words before the comma are the speaker too."""
    i = start - 1
    while i > 0 and view.forms[i - 1] not in COMMAS and view.forms[i - 1] not in view.lists.openers:
        i -= 1
    return start - 1 - i <= 6 and view.is_speaker(i, start - 1)
