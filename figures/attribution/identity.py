"""The id of a speaker: the body named, else a country's institution, else a kind of the unnamed, else a person."""

from __future__ import annotations

from collections.abc import Iterable

from figures.attribution.speaker import COMMAS, Known, Name, SourceState, View

MAX_KNOWN = 32
_MAX_SLUG = 5
_APPOSED = 14
_SHORT_ASIDE = 8
_PERSON, _BODY, _UNNAMED, _INSTITUTION = "person/", "org/", "unnamed/", "institution/"
_ARTICLES = ("لل", "ال", "وال", "بال")
_LEADERS = ("presidency",)
_FEMININE = "يه"
_ANY = "government"
"""An institution that says little: ``government officials`` are officials."""


def words_of(view: View, start: int, end: int) -> frozenset[str]:
    """The words of a name without articles and particles, for comparing it with earlier ones."""
    found = set()
    for i in range(start, end):
        form = view.forms[i]
        if not form.isalnum() or form in view.lists.generic or form in view.lists.emphatic:
            continue
        found.add(_bare(form))
    return frozenset(found - view.lists.determiners)


def identify(view: View, name: Name, state: SourceState) -> str | None:
    """The id of a named speaker; a name that repeats a part of an earlier one has the earlier one's id."""
    own = _own(view, name) or _apposed(view, name)
    if own is not None:
        return own
    earlier = _earlier(view, name, state)
    if earlier is not None:
        return earlier
    first = view.forms[name.start]
    first = "ال" + first[2:] if first.startswith("لل") else first
    said = [form for form in view.forms[name.start : name.end] if form not in view.lists.emphatic]
    of_another = any(m.start > name.start for m in view.inside(name.start, name.end))  # المتحدث باسم الجيش
    if state.body is not None and not of_another and _is_staff(view, said):
        return state.body.id
    if first in view.lists.repeated and len(said) <= 2 and not of_another and _institution(view, name) is None:
        last = state.slot.id if state.slot is not None else next((k.id for k in reversed(state.known) if k.id), None)
        if last is not None:
            return last
    country = _country(view, name)
    return (
        _leader(view, name, country) or _body(view, name) or _unnamed(view, name, country)
        or _soldier(view, name, country) or _person(view, name)
    )


def _is_staff(view: View, said: list[str]) -> bool:
    """`متحدث باسمها`, ``a spokesman``: whether a name says nothing but that one speaks for the body named before."""
    lists = view.lists
    nouns = [form for form in said if form not in lists.determiners]
    return bool(nouns) and all(form in lists.staff for form in nouns)


def _earlier(view: View, name: Name, state: SourceState) -> str | None:
    """The id of the speaker before that a name goes back to: of the same institution (`الشرطة`), of the kind that the
    noun says (`الوزارة`), or with all of its words."""
    words = words_of(view, name.start, name.end)
    if not words:
        return None
    institution, head = _institution(view, name), view.lists.heads.get(view.forms[name.start].lstrip("وف"))
    for known in reversed(state.known):
        if known.id is None:
            continue
        if institution is not None and len(words) == 1:
            if known.id.rsplit("/", 1)[-1] == institution:
                return known.id
        elif (words <= known.words or _longer(words, known)) and (head is None or head in known.id):
            return known.id
    return None


def _longer(words: frozenset[str], known: Known) -> bool:
    """Whether a name is that of a known body with more words behind it."""
    return (known.id or "").startswith(_BODY) and len(known.words) > 1 and known.words <= words


def _own(view: View, name: Name) -> str | None:
    """The body that is named in the phrase itself."""
    inside = [m for m in view.inside(name.start, name.end) if m.end <= name.end]
    bodies = [m.id for m in inside if m.kind in ("org", "party", "person") and m.id]
    if bodies:  # a person with an office is who speaks
        return next((id_ for id_ in bodies if id_.startswith(_PERSON)), bodies[0])
    party = next((m.party for m in inside if m.party and m.kind != "agency"), None)
    institution = next((m.candidates[0] for m in inside if m.kind == "institution" and m.candidates), None)
    if institution and party:
        return f"{party}/{institution}"
    agencies = [m for m in inside if m.kind == "agency"]
    if agencies and agencies[0].id and _kind(view, name) in (None, "media", "reports"):
        return agencies[0].id
    alone = inside and not institution and _kind(view, name) is None and name.end - name.start <= 3
    country = alone and inside[0].kind == "nationality" and name.end - name.start == 1
    if country and view.forms[name.start].endswith(_FEMININE):
        return f"{party}/{_ANY}"  # السعودية
    if alone and party and inside[0].kind != "nationality" and (inside[0].id or "").count("/") <= 1:
        return f"{party}/government"
    return None


def _aside(view: View, name: Name) -> Name | None:
    """The words behind the comma that ends a name, up to the next comma or to what is said."""
    start = name.end + 1
    if start >= view.n or view.forms[name.end] not in COMMAS:
        return None
    end = start
    while end < min(view.n, start + _APPOSED) and not (
        view.forms[end] in COMMAS or view.forms[end] in view.lists.complementisers or view.says(end)
    ):
        end += 1
    return Name(start, end) if end < view.n else None


def _apposed(view: View, name: Name) -> str | None:
    """`حمزة اليوسف، عضو مكتب الدفاع المدني`: the body of a speaker who is told behind a comma."""
    aside = _aside(view, name)
    if aside is None or not view.is_speaker(aside.start, min(aside.end, aside.start + 2)):
        return None
    return _own(view, aside)


def _country(view: View, name: Name) -> str | None:
    return next((m.party for m in view.inside(name.start, name.end) if m.party), None)


def _kind(view: View, name: Name) -> str | None:
    """The first kind in the order of the list that some word of the name stands for."""
    kinds = set()
    for i in range(name.start, name.end):
        form = view.forms[i]
        bare = "ال" + form[2:] if form.startswith("لل") else form[1:]
        for word in (form, bare) if form[:1] in "وفبل" and len(form) > 3 else (form,):
            if word in view.lists.unnamed:
                kinds.add(view.lists.unnamed[word])
                break
    return next((kind for kind in view.lists.kinds if kind in kinds), None)


def _institution(view: View, name: Name) -> str | None:
    inside = view.inside(name.start, name.end)
    return next((m.candidates[0] for m in inside if m.kind == "institution" and m.candidates), None)


def _unnamed(view: View, name: Name, country: str | None) -> str | None:
    institution = _institution(view, name)
    kind = _kind(view, name)
    if institution and (kind in (None, institution) or institution != _ANY):  # its staff stand for it
        return f"{country}/{institution}" if country else _INSTITUTION + institution
    if kind:
        return f"{country}/unnamed-{kind}" if country else _UNNAMED + kind
    return None


def _leader(view: View, name: Name, country: str | None) -> str | None:
    """``President Ann Hall`` of no country that is told speaks for herself."""
    if country or _institution(view, name) not in _LEADERS:
        return None
    words = [
        i for i in range(name.start, name.end)
        if i not in view.mention_at and view.forms[i].isalpha() and not view.words[i].names
        and (view.sentence.lang == "ar" or view.capital(i))
    ]
    return _PERSON + "-".join(view.forms[i] for i in words[-_MAX_SLUG:]) if words else None


def _body(view: View, name: Name) -> str | None:
    """A body that goes by a name of its own: its words without articles and particles."""
    first = name.start
    while first < name.end - 1 and view.forms[first] in view.lists.determiners:
        first += 1
    arabic = view.sentence.lang == "ar"
    if arabic and view.forms[first] not in view.lists.bodies:
        return None
    named = range(first, name.end)
    if not arabic:
        named = range(first, next((i + 1 for i in range(name.end - 1, first, -1) if _ends_body(view, i)), first))
    words = [_bare(view.forms[i]) for i in named if view.forms[i].isalnum()]
    words = [w for w in words if w not in view.lists.prepositions and w not in view.lists.generic]
    return _BODY + "-".join(words[:_MAX_SLUG]) if len(words) > 1 else None


def _ends_body(view: View, i: int) -> bool:
    return view.forms[i] in view.lists.bodies and view.capital(i) and view.capital(i - 1)


def _bare(form: str) -> str:
    for prefix in _ARTICLES:
        if form.startswith(prefix) and len(form) > len(prefix) + 1:
            return form[len(prefix) :]
    return form


def _soldier(view: View, name: Name, country: str | None) -> str | None:
    """An officer by rank and name speaks for the army of the country that the article is about."""
    if not any(form in view.lists.ranks for form in view.forms[name.start : name.end]):
        return None
    return f"{country}/military" if country else _INSTITUTION + "military"


def _person(view: View, name: Name) -> str | None:
    """A person by name: the words behind what says who it is (``Democratic President Ann Hall``)."""
    lists = view.lists
    tokens = range(name.start, name.end)
    words = [i for i in tokens if view.forms[i].isalpha() and view.forms[i] not in lists.determiners]
    titles = [i for i in words if "speaker" in view.words[i].names or view.forms[i] in lists.ranks]
    named = [i for i in words if not titles or i > titles[-1]]
    if view.sentence.lang == "en" and not any(view.capital(i) for i in named):
        named = words
    return _PERSON + "-".join(view.forms[i] for i in (named or words)[-_MAX_SLUG:]) if words else None


def remember(view: View, state: SourceState, name: Name, id_: str | None) -> tuple[Known, ...]:
    """The known speakers with one more."""
    words = words_of(view, name.start, name.end)
    aside = _aside(view, name)
    if aside is not None and aside.end - aside.start <= _SHORT_ASIDE:
        words |= words_of(view, aside.start, aside.end)
    return (*state.known, Known(words, id_))[-MAX_KNOWN:]


def is_open(id_: str | None) -> bool:
    """Whether an id may be settled by what the rest of the article says: a person's, or one without a country."""
    return id_ is not None and id_.startswith((_PERSON, _UNNAMED, _INSTITUTION))


def settled(id_: str, known: Iterable[Known], countries: Iterable[tuple[str, int]]) -> str:
    """The id of a speaker once the whole article is read. ``known`` are all speakers in order, ``countries`` those that
    the article names, with how often.

    A person who is said elsewhere to speak for a body (``Smith`` … ``Smith, a spokesman for the coastguard``) has the
    body's id. An institution or unnamed source is of the country that another one of its kind is said to be of, else
    of the country named most.
    """
    kind, _, rest = id_.partition("/")
    if kind + "/" == _PERSON:
        words = {word.removeprefix("ال") if len(word) > 4 else word for word in rest.split("-")}
        behind = [k.id for k in known if k.id and k.id != id_ and words <= k.words]
        return next((other for other in behind if not other.startswith(_PERSON)), (behind or [id_])[0])
    name = rest if kind + "/" == _INSTITUTION else "unnamed-" + rest
    said = {k.id for k in known if k.id and k.id.rpartition("/")[2] == name and not is_open(k.id)}
    if len(said) == 1:
        return said.pop()
    main = max(countries, key=lambda item: item[1], default=None)
    return f"{main[0]}/{name}" if main else id_


def count_countries(view: View, state: SourceState) -> tuple[tuple[str, int], ...]:
    """How often the article has named each country."""
    counts = dict(state.countries)
    for mention in view.mentions:
        code = mention.party or (mention.id or "")[:2]
        if len(code) == 2 and code.isupper():
            counts[code] = counts.get(code, 0) + 1
    return tuple(counts.items())
