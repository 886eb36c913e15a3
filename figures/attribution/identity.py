"""The id of a speaker: the body named, else a country's institution, else a kind of the unnamed, else a person."""

from __future__ import annotations

from collections.abc import Iterable

from figures.attribution.speaker import COMMAS, Known, Name, SourceState, View

MAX_KNOWN = 16
_MAX_SLUG = 5
_APPOSED = 14
_PERSON = "person/"
_ANY = "government"
"""An institution that says little: ``government officials`` are officials."""


def words_of(view: View, start: int, end: int) -> frozenset[str]:
    """The words of a name without articles and particles, for comparing it with earlier ones."""
    found = set()
    for i in range(start, end):
        form = view.forms[i]
        if not form.isalnum() or form in view.lists.generic or form in view.lists.emphatic:
            continue
        for prefix in ("لل", "ال", "وال", "بال"):
            if form.startswith(prefix) and len(form) > len(prefix) + 1:
                form = form[len(prefix) :]
                break
        found.add(form)
    return frozenset(found - view.lists.determiners)


def identify(view: View, name: Name, state: SourceState) -> str | None:
    """The id of a named speaker; a name that repeats a part of an earlier one has the earlier one's id."""
    own = _own(view, name) or _apposed(view, name)
    if own is not None:
        return own
    words = words_of(view, name.start, name.end)
    for known in reversed(state.known):
        if known.id is not None and words and words <= known.words:
            return known.id
    first = view.forms[name.start]
    if first in view.lists.repeated and name.end - name.start <= 2 and state.slot is not None and state.slot.id:
        return state.slot.id
    country = _country(view, name) or _main(state)
    return _unnamed(view, name, country) or _soldier(view, name, country) or _person(view, name)


def _own(view: View, name: Name) -> str | None:
    """The body that is named in the phrase itself."""
    inside = view.inside(name.start, name.end)
    bodies = [m for m in inside if m.kind in ("org", "party") and m.id]
    if bodies:
        return bodies[0].id
    party = next((m.party for m in inside if m.party and m.kind != "agency"), None)
    institution = next((m.candidates[0] for m in inside if m.kind == "institution" and m.candidates), None)
    if institution and party:
        return f"{party}/{institution}"
    agencies = [m for m in inside if m.kind == "agency"]
    if agencies and agencies[0].id and _kind(view, name) in (None, "media"):
        return agencies[0].id
    alone = inside and not institution and _kind(view, name) is None and name.end - name.start <= 3
    if alone and party and inside[0].kind != "nationality":
        return f"{party}/government"
    return None


def _apposed(view: View, name: Name) -> str | None:
    """`حمزة اليوسف، عضو مكتب الدفاع المدني`: the body of a speaker who is told behind a comma."""
    start = name.end + 1
    if start >= view.n or view.forms[name.end] not in COMMAS:
        return None
    end = start
    while end < min(view.n, start + _APPOSED) and not (
        view.forms[end] in COMMAS or view.forms[end] in view.lists.complementisers or view.says(end)
    ):
        end += 1
    if end >= view.n or not view.is_speaker(start, min(end, start + 2)):
        return None
    return _own(view, Name(start, end))


def _country(view: View, name: Name) -> str | None:
    return next((m.party for m in view.inside(name.start, name.end) if m.party), None)


def _main(state: SourceState) -> str | None:
    return max(state.countries, key=lambda item: (item[1], item[0]))[0] if state.countries else None


def _kind(view: View, name: Name) -> str | None:
    """The first kind in the order of the list that some word of the name stands for."""
    kinds = set()
    for i in range(name.start, name.end):
        form = view.forms[i]
        for word in (form, form[1:]) if form[:1] in "وفبل" and len(form) > 3 else (form,):
            if word in view.lists.unnamed:
                kinds.add(view.lists.unnamed[word])
                break
    return next((kind for kind in view.lists.kinds if kind in kinds), None)


def _unnamed(view: View, name: Name, country: str | None) -> str | None:
    inside = view.inside(name.start, name.end)
    institution = next((m.candidates[0] for m in inside if m.kind == "institution" and m.candidates), None)
    kind = _kind(view, name)
    if institution and (kind in (None, institution) or institution != _ANY):  # its staff stand for it
        return f"{country}/{institution}" if country else f"unnamed/{institution}"
    if kind:
        return f"{country}/unnamed-{kind}" if country else f"unnamed/{kind}"
    return None


def _soldier(view: View, name: Name, country: str | None) -> str | None:
    """An officer by rank and name speaks for the army of the country that the article is about."""
    ranked = any(form in view.lists.ranks for form in view.forms[name.start : name.end])
    return f"{country}/military" if ranked and country else None


def _person(view: View, name: Name) -> str | None:
    words = [f for f in view.forms[name.start : name.end] if f.isalpha() and f not in view.lists.determiners]
    return _PERSON + "-".join(words[-_MAX_SLUG:]) if words else None


def remember(view: View, state: SourceState, name: Name, id_: str | None) -> tuple[Known, ...]:
    """The known speakers with one more."""
    return (*state.known, Known(words_of(view, name.start, name.end), id_))[-MAX_KNOWN:]


def is_person(id_: str | None) -> bool:
    """Whether a speaker is known by name alone."""
    return id_ is not None and id_.startswith(_PERSON)


def settled(id_: str, known: Iterable[Known]) -> str:
    """The id of a speaker once the whole article is read: a person who is said elsewhere to speak for a body
    (``Smith`` … ``Smith, a spokesman for the coastguard``) has the body's. ``known`` are all speakers in order."""
    words = {word.removeprefix("ال") if len(word) > 4 else word for word in id_.removeprefix(_PERSON).split("-")}
    return next((k.id for k in known if k.id and not is_person(k.id) and words <= k.words), id_)


def count_countries(view: View, state: SourceState) -> tuple[tuple[str, int], ...]:
    """How often the article has named each country."""
    counts = dict(state.countries)
    for mention in view.mentions:
        code = mention.party or (mention.id or "")[:2]
        if len(code) == 2 and code.isupper():
            counts[code] = counts.get(code, 0) + 1
    return tuple(counts.items())
