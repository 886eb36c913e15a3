"""Arabic: phrases of according-to (`وفق ما أعلنت الوزارة`), and what statements and tolls say (`جاء في بيان أن`)."""

from __future__ import annotations

from bisect import bisect_left

from figures.attribution.arabic_names import clause_behind, name_at, quoted_name
from figures.attribution.speaker import COMMAS, QUOTE, Found, Name, View

_GAP = 3


def shared_out(view: View, according: list[Found], said: list[Found]) -> list[Found]:
    """Each according-to phrase with what it governs: all of the sentence, from the one before it on; where somebody
    has begun to speak, only the stretch that it ends."""
    result: list[Found] = []
    behind = 0
    for item in according:
        assert item.name is not None
        spoken = any(other.at < item.at and other.scope[0] <= item.at < other.scope[1] for other in said)
        scope = (behind, view.n)
        if spoken:
            begin = max((o.scope[0] for o in said if o.scope[0] <= item.at and o.at < item.at), default=0)
            scope = (max(_comma_before(view, item.at), _clause_before(view, begin, item.at)), item.name.end)
        result.append(item._replace(scope=scope))
        behind = item.name.end
    return result


def stated(view: View) -> list[Found]:
    """`جاء في بيان للجيش أن`: what a statement says."""
    found = []
    opening = view.lists.stating.keys()
    for i in (i for i, form in enumerate(view.forms) if form in opening):
        end = view.lists.match(view.lists.stating, view.forms, i)
        if end is None:
            continue
        name = name_at(view, end)
        if name.end == name.start:
            continue
        if view.forms[name.start] in view.lists.tolls and view.forms[end - 1] in view.lists.tolls:
            tail = view.n - name.end <= _GAP  # في حصيلة جديدة: the toll speaks
            found.append(Found(Name(end - 1, name.start + 1), i, (0 if tail else name.start + 1, view.n)))
            continue
        opens = name.end < view.n and view.forms[name.end] in (QUOTE, ":")
        if not view.is_speaker(name.start, name.end) and not opens:
            continue
        if opens or clause_behind(view, name.end) is not None:
            found.append(Found(name, name.start, (name.end, view.clause_end(name.end))))
    return found


def according_to(view: View) -> tuple[list[Found], set[int]]:
    """According-to phrases, their scopes still to be settled (``shared_out``), and the tokens that are a part of them
    and no verbs of their own (`وفق ما أفاد متحدث`)."""
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
            if told or (not what and (quoted or view.is_speaker(name.start, name.end) or _apposed(view, name))):
                found.append(Found(name, i, (0, view.n)))
        behind = max(end, name.end, i + 1)
    return found, barred


def _apposed(view: View, name: Name) -> bool:
    """`بحسب سامر حداد، أحد الناجين`: whether a name of unknown words has one behind its comma who can speak."""
    if name.end - name.start < 2 or name.end + 1 >= view.n or view.forms[name.end] not in COMMAS:
        return False
    unknown = all(view.forms[j].isalpha() and not view.words[j].names for j in range(*name[:2]))
    behind = name.end + 1
    return unknown and (view.forms[behind] in view.lists.determiners or "speaker" in view.words[behind].names)


def _according_name(view: View, at: int, barred: set[int]) -> tuple[Name, bool]:
    """Who an according-to phrase names, and whether a verb of saying stands before the name."""
    start, verbs = at, 0
    while start < view.n and start - at < 4 and (view.forms[start] in view.lists.what or view.says(start)):
        verbs += view.says(start)
        barred.add(start)
        start += 1
    if verbs:
        start = view.lists.match(view.lists.asides, view.forms, start) or start  # وفق ما أكده اليوم مصدر أمني
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


def _clause_before(view: View, begin: int, at: int) -> int:
    """Where the last clause before a token begins, within what somebody says: `دخلوا البلدة التي قتل فيها`."""
    return next((i for i in range(at - 1, begin + 1, -1) if view.forms[i] in view.lists.relatives), 0)


def _comma_before(view: View, i: int) -> int:
    """The start of the stretch before a token, over the comma right before it."""
    at = bisect_left(view.commas, i - 1) - 1
    return view.commas[at] + 1 if at >= 0 else 0
