"""Where the counted thing happened, as its sentence says.

Every phrase of a place in the sentence is a candidate and costs what stands between it and the claim, and more where
it is likely to be something else: whose they are, who does it, where they come from, where the wounded are taken. The
cheapest one is the place; what it is listed with belongs to it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from typing import Protocol

from figures.datelines import behind_dateline, is_dateline
from figures.entities import Location
from figures.entities.location_words import QUOTES, load_forms
from figures.lexicon import Lexicon
from figures.lexicon.words import Word
from figures.model import Figure, Origin, Slot
from figures.quantities.phrases import load_languages
from figures.rules.engine import Decision
from figures.rules.scene import Scene
from figures.slots import REACH, slot
from figures.text import Sentence

_TOPIC = ([":"], ["|"], ["-"], ["–"])
_HASHED = "_"
_HAPPENS = frozenset(("incident", "total"))
_EVENTS = frozenset(("attack", "event"))
_BEFORE = 1.0
_BETWEEN = 1.0
_COUNTRY = 1.5
_AFTER = 0.5
_FRAME = 1.0
_UNLED = 1.5
_UNLED_COUNTRY = 3.0
_UNLED_ENGLISH = 4.0
_QUOTED = 3.0
_UNNAMED, _UNNAMED_SITE = 2.0, 4.0
"""What it costs a place to stand before the claim or inside of it, to be a whole country where a town may be named, to
be what a sentence begins with, to have no word that leads to it (a country does things and is rather who than where),
and to have no name."""
_OTHERS = 9.0
"""What it costs a place in the name of somebody to stand behind the claim: what follows is rather told of that one."""
_WITHIN, _WITHIN_FRAME = 3.0, 4.5
"""By so much may a place cost more that lies within the cheapest one, and in one that is named before the claim."""


class Told(Protocol):
    """A sentence with its words: a scene or a page."""

    @property
    def sentence(self) -> Sentence: ...
    @property
    def words(self) -> Sequence[Word]: ...


_Found = tuple[float, int, tuple[int, int]]
"""A place that may be meant: what it costs, its number, the numbers of the list that it stands in."""


def place(
    scene: Scene, decision: Decision, figure: Figure, locations: Sequence[Location],
    barred: Sequence[tuple[int, int]], leaves: bool, lexicon: Lexicon,
) -> Slot | None:
    """Where the counted thing happened, as the sentence says: the place nearest behind the claim, else before it.

    ``barred`` are tokens that speak of something else (the source, the subject); ``leaves`` says that those counted
    leave a place, so that "from" says where.
    """
    sentence = scene.sentence
    if "place" in decision.slots:
        start, end = decision.slots["place"]
        within = next((m for m in locations if m.start <= start < m.end), None)
        if within is not None:
            return slot(sentence, within.start, within.end, within.id, "clause", glued=within.glued)
        return slot(sentence, start, end, None, "clause")
    claim = min(decision.trigger[0], figure.start), max(decision.trigger[1], figure.end)
    elsewhere = frozenset(token for a, b in barred for token in range(a, b))
    found: list[_Found] = []
    own: list[_Found] = []
    for span in _told_places(scene, decision, locations, elsewhere, leaves):
        head, last = locations[span[0]], locations[span[1]]
        if head.start in elsewhere:
            if _holds(scene, head, last.end):
                behind = _OTHERS if head.start >= claim[1] else 0.0
                own.append((behind + _distance(scene, head, *claim), span[0], span))
            continue
        extra = _leading(scene, head, last, leaves, lexicon)
        if extra is not None:
            numbers = range(span[0], span[1] + 1)
            found += [(extra + _distance(scene, locations[number], *claim), number, span) for number in numbers]
    if not found:
        theirs = min(own, default=None)
        return _slot(sentence, locations, theirs[2], locations[theirs[1]].id, "sentence") if theirs else None
    wide = min(found)
    best = _closer(scene, lexicon, wide, found, locations, claim) if decision.basis in _HAPPENS else wide
    id_ = locations[best[1]].id or locations[wide[1]].id
    return _slot(sentence, locations, best[2], id_, "clause" if best[0] <= REACH else "sentence")


def _told_places(
    scene: Scene, decision: Decision, locations: Sequence[Location], elsewhere: Set[int], leaves: bool
) -> Iterator[tuple[int, int]]:
    """The lists of places that may be where something happened: no homes, and not where the report was written."""
    text = behind_dateline(scene.sentence) if locations else 0
    for first, last in _lists(scene, locations, elsewhere, leaves):
        head = locations[first]
        stays = head.kind == "home" and decision.basis != "stock"  # `troops stationed in Portugal` are counted there
        if head.kind == "none" or stays or head.start < text or is_dateline(scene.sentence, head, locations[last]):
            continue
        yield first, last


def _holds(scene: Scene, head: Location, end: int) -> bool:
    """Whether a place in the name of somebody, or of those counted, is theirs too: `سكان القدس`, `سجلت إيطاليا`."""
    forms, words = scene.sentence.forms, load_forms()[scene.sentence.lang]
    if head.led or (head.start > 0 and forms[head.start - 1] in words.residents):
        return True
    if scene.sentence.lang == "ar" and head.start > 0 and words.tells(forms[head.start - 1], words.witness):
        return True
    return end < len(forms) and forms[end] in words.witness


def _closer(
    scene: Scene, lexicon: Lexicon, wide: _Found, found: Sequence[_Found], locations: Sequence[Location],
    claim: tuple[int, int],
) -> _Found:
    """The place that lies within the cheapest one and costs little more: `في ريف حلب، أصيب أربعة بقصف على بلدة الباب`.
    Not that of one of several, or of another figure: `ثلاثة انفجارات بالأردن استهدف الأول إربد`."""
    around, words, forms = locations[wide[1]], load_forms()[scene.sentence.lang], scene.sentence.forms
    frame, start = around.end <= claim[0], max(claim[1], around.end)
    inside = [
        item for item in found
        if item[2] > wide[2] and item[0] <= wide[0] + (_WITHIN_FRAME if frame else _WITHIN)
        and _lies_in(locations[item[1]], around, frame)
    ]
    for item in sorted(inside):
        end = locations[item[1]].start
        if (
            words.parts.isdisjoint(forms[start:end])
            and not any(start <= f.start < end and not f.implicit for f in scene.figures)
            and not any(forms[t][0] == "و" and is_event(scene, t, lexicon) for t in range(start, end))
        ):
            return item
    return wide


def _lies_in(place: Location, wide: Location, frame: bool) -> bool:
    """Whether a place is a part of a wider one, as its id says. In one that is named before the claim
    (``frame``) a village that nobody lists may lie behind it."""
    if not place.named or not place.led or wide.id is None:
        return False
    if place.id is None:
        return frame and not place.candidates
    return place.id.startswith(wide.id + "/")


def _distance(scene: Scene, location: Location, left: int, right: int) -> float:
    """What stands between a place and a claim between two tokens, and what the place lacks."""
    if location.start >= right:
        cost = scene.gap(right, location.start)
    elif location.end <= left:
        cost = scene.gap(location.end, left) + _BEFORE
    else:
        cost = _BETWEEN
    if len(location.id or "") == 2 and location.end - location.start == 1:
        cost += _COUNTRY
    return cost + (0.0 if location.named else _UNNAMED_SITE if location.kind == "site" else _UNNAMED)


def _leading(scene: Scene, head: Location, last: Location, leaves: bool, lexicon: Lexicon) -> float | None:
    """What it costs the places from ``head`` to ``last`` that no word leads to them; ``None`` where they are none of
    the claim: who does it, where they come from, whose something is."""
    forms = scene.sentence.forms
    if head.led:
        return _FRAME if head.start == 1 else 0.0
    marks = scene.marks[head.start - 1] if head.start else frozenset[str]()
    if scene.sentence.lang == "en":
        if "complementiser" in marks and len(head.id or "") == 2:
            return None
        if "agent" in marks or ("from" in marks and not leaves):
            return None
        if "preposition" not in marks and not _is_topic(scene, head, last, lexicon):
            return None if _is_attribute(scene.sentence, last.end) else _UNLED_ENGLISH
        return _AFTER if "preposition" in marks else _UNLED_COUNTRY if len(head.id or "") == 2 else _UNLED
    if "up_to" in marks and head.kind == "site" and not head.named:
        return None  # on the way to school
    if "preposition" in marks:
        words = load_forms()["ar"]
        came = "from" in marks and head.start > 1 and words.tells(forms[head.start - 2], words.origins)
        return None if came and not leaves else _AFTER
    return _in_arabic(scene, head, last, lexicon)


def _in_arabic(scene: Scene, head: Location, last: Location, lexicon: Lexicon) -> float | None:
    """What it costs an Arabic place that it stands by itself. A bare name or a building is who does something, or has
    something (`أطلقت موسكو`, `قراصنة اليونان`), unless what stands beside it says that something happens there."""
    forms = scene.sentence.forms
    cost = _UNLED_COUNTRY if len(head.id or "") == 2 else _UNLED
    if not head.bare and (head.named or head.kind != "site"):
        return cost  # `مدينة حمص`
    before = head.start - 1
    if before > 0 and forms[before] in QUOTES:
        before -= 1
    if _is_within(scene, before, last.end):
        return _UNLED
    if _befalls(scene, before, last.end, lexicon):
        return cost
    if head.acts or not head.bare:
        return None
    return _UNLED if before == head.start - 1 else _QUOTED


def _is_within(scene: Scene, before: int, end: int) -> bool:
    """Whether a noun or a verb beside a bare name makes a place of it: `في قلب بغداد`, `شهدت سوريا`, `إيطاليا سجلت`."""
    forms, words = scene.sentence.forms, load_forms()["ar"]
    beside = (*forms[max(before, 0) : before + 1], *forms[end : end + 1])
    if before > 0 and words.tells(forms[before - 1], words.leads) and forms[before] not in words.abstract:
        return True
    return any(words.tells(form, words.witness) for form in beside)


def _befalls(scene: Scene, before: int, end: int, lexicon: Lexicon) -> bool:
    """Whether something is said to befall the place of a bare name, or to come to it: `زلزال إندونيسيا`, `تصل تركيا`,
    `سوريا: قتلى`."""
    forms, words = scene.sentence.forms, load_forms()["ar"]
    if before < 0:
        return forms[end : end + 1] in _TOPIC
    told = words.tells(forms[before], words.lasting) or words.tells(forms[before], words.reaches)
    return told or forms[before] == _HASHED or is_event(scene, before, lexicon)


def _is_topic(scene: Scene, head: Location, last: Location, lexicon: Lexicon) -> bool:
    """``Syria: five killed``, ``the Paris attacks``, ``Italy recorded``: a name that is a place with no word leading to
    it."""
    forms = scene.sentence.forms
    if head.start == 0 and forms[last.end : last.end + 1] in _TOPIC:
        return True
    if last.end >= len(forms):
        return False
    return forms[last.end] in load_forms()["en"].witness or is_event(scene, last.end, lexicon)


def _is_attribute(sentence: Sentence, end: int) -> bool:
    """``Turkey's ruling party``, ``the California fire season``: whether a name ends there that belongs to the next
    word."""
    forms = sentence.forms[end : end + 1]
    return forms == ["'s"] or (
        forms != [] and forms[0] not in load_languages()["en"].function_words and sentence.raw(end, end + 1).islower()
    )


def is_event(scene: Told, token: int, lexicon: Lexicon) -> bool:
    """Whether a word is one of attacks or of other happenings."""
    words = load_forms().get(scene.sentence.lang)
    if words is not None and words.happens[scene.sentence.forms[token]][0]:
        return True
    units = lexicon.units
    readings = scene.words[token].readings
    return any(r.unit and r.name in units and not _EVENTS.isdisjoint(units[r.name].classes) for r in readings)


def _lists(
    scene: Scene, locations: Sequence[Location], elsewhere: Set[int], leaves: bool
) -> Iterator[tuple[int, int]]:
    """The places that are listed together, as the numbers of the first and the last of each list; those that begin at
    one of the tokens ``elsewhere`` stand alone."""
    first = 0
    for number, location in enumerate(locations):
        following = locations[number + 1] if number + 1 < len(locations) else None
        if (
            following is None
            or location.start in elsewhere
            or following.start in elsewhere
            or not _joined(scene, location.end, following.start, leaves)
        ):
            yield first, number
            first = number + 1


def _joined(scene: Scene, end: int, start: int, leaves: bool) -> bool:
    """Whether places that end and start there are listed: with nothing between them, a comma, ``and``; or ``to``,
    where those counted do not leave the first for the second."""
    if start - end != 1:
        return start <= end
    form, marks = scene.sentence.forms[end], scene.marks[end]
    return not form[0].isalnum() or "conjunction" in marks or ("up_to" in marks and not leaves)


def _slot(
    sentence: Sentence, locations: Sequence[Location], span: tuple[int, int], id_: str | None, origin: Origin
) -> Slot:
    """A place with those that it is listed with, from the first to the last of ``span``."""
    first, last = locations[span[0]], locations[span[1]]
    return slot(sentence, first.start, last.end, id_, origin, glued=first.glued)
