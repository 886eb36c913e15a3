"""Arabic: who is told, and who passes on what another one said (`نقلت رويترز عن مسؤول قوله`, `علمت من مصدر أن`)."""

from __future__ import annotations

from figures.attribution.arabic_before import subject
from figures.attribution.arabic_names import clause_behind, name_at
from figures.attribution.speaker import COMMAS, Found, Name, View

_RELATED = 8


def told_by(view: View, i: int, name: Name) -> Name:
    """`أبلغ مصدر طبي وكالة الأناضول`: the speaker alone, told to an agency; nobody behind the verb where those stand
    there who hear it (`المحافظ أبلغ الصحفيين بأن`)."""
    if name.end > name.start and view.forms[name.start] in view.lists.audience and subject(view, i) is not None:
        return Name(name.start, name.start)
    for mention in view.inside(name.start + 1, name.end):
        if mention.kind == "agency":
            return Name(name.start, mention.start, mention.id)
    return name


def learnt_from(view: View, name: Name) -> Name:
    """`علمت رويترز من مصدر أن`: the one it was learnt from, by way of an agency."""
    for j in range(name.start + 1, name.end - 1):
        if view.forms[j] in view.lists.off and view.is_speaker(j + 1, j + 2):
            return Name(j + 1, name.end, next((m.id for m in view.inside(name.start, j) if m.kind == "agency"), None))
    return name


def related(view: View, relative: int) -> Name | None:
    """`المتحدث باسم الجيش، الذي قال إن`: the speaker whom a relative clause tells of."""
    end = relative - 1 if relative and view.forms[relative - 1] in COMMAS else relative
    for start in range(max(0, end - _RELATED), end):
        if view.is_speaker(start, start + 1) and name_at(view, start).end == end:
            return Name(start, end)
    return None


def passed_on(view: View, i: int, name: Name) -> Found | None:
    """`نقلت رويترز عن مسؤول أمني قوله`: the official, by way of Reuters."""
    at = name.end
    if at >= view.n or view.forms[at] not in view.lists.from_ or (name.end == name.start and not _passes(view, i)):
        return None
    told = name_at(view, at + 1)
    if told.end == told.start:
        return None
    content = told.end < view.n and view.forms[told.end] in view.lists.content
    opens = content or clause_behind(view, told.end) is not None
    if not opens and not view.is_speaker(told.start, told.end):
        return None
    if not opens and view.lemmas(i) - view.lists.strict:
        return None
    if not content and not _passes(view, i) and _of(view, name):
        return None
    via = next((m.id for m in view.inside(name.start, name.end) if m.kind == "agency"), None)
    return Found(told, told.start, (told.end, view.clause_end(told.end)), via)


def _of(view: View, name: Name) -> bool:
    """`النائبة عن الحركة`: whether the words behind a name say who she is, no agency that passes on what others say."""
    speaker = any("speaker" in view.words[j].names for j in range(*name[:2]))
    return speaker and not any(m.kind in ("agency", "org") for m in view.inside(*name[:2]))


def _passes(view: View, i: int) -> bool:
    """`ونقلت عن مسؤول قوله`: whether a verb is that of passing on, by one who was named before."""
    return bool(view.lemmas(i) & view.lists.passing)
