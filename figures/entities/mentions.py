"""From the names that a sentence holds to its mentions: which of the things that a name may be is meant here.

What stands right before and right behind a name settles most: a nationality makes a body of an institution, a word for
a place introduces one, a given name makes a person of a city. Many names of towns are other words first. Those need
more than being there: a word that introduces a place, another place of their country beside them, or at least a
particle that leads to a place and their country in the sentence (``data.SUPPORTED``, ``data.WEAK``).
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from figures.entities.data import SUPPORTED
from figures.quantities.phrases import load_languages
from figures.text import Sentence

if TYPE_CHECKING:
    from figures.entities.gazetteer import Gazetteer


class Mention(NamedTuple):
    """A name in a sentence: its tokens, its kind (``place``, ``org``, ``party``, ``agency``, ``person``,
    ``nationality``, ``institution``, ``backward``), its id, and what else it could be. ``party`` is the country that a
    place or body stands for. An ``institution`` without a country has its bare name as id's candidate. ``glued``
    is the number of letters of particles before the name (`بغزة`). ``seat`` is the place that a body is said to be in
    (`القوات في الحسكة`), which may also be where something happens; the body's own name ends at ``bare``.
    ``governs`` says that a place is also what its government is called (`واشنطن`)."""

    start: int
    end: int
    kind: str
    id: str | None
    candidates: tuple[str, ...] = ()
    party: str | None = None
    glued: int = 0
    seat: Mention | None = None
    bare: int = 0
    governs: bool = False


class Hit(NamedTuple):
    """A name of the table in a sentence, and all that it may be."""

    start: int
    end: int
    key: str
    entries: tuple[tuple[str, str], ...]
    glued: int


def country_of(id_: str) -> str | None:
    """The country that an id of a place begins with; seas and continents have none."""
    code = id_.partition("/")[0]
    return code if len(code) == 2 and code.isupper() else None


class Reader:
    """Turns the hits of one sentence into mentions."""

    def __init__(self, owner: Gazetteer, sentence: Sentence, hits: list[Hit]) -> None:
        self.owner, self.sentence, self.hits = owner, sentence, hits
        self.kinds = [{kind for kind, _ in hit.entries} for hit in hits]
        self.last: Mention | None = None

    def mentions(self) -> list[Mention]:
        """All mentions; composed ones take the place of their parts."""
        result: list[Mention] = []
        i = 0
        while i < len(self.hits):
            composed = self._composed(i)
            if composed is not None:
                self.last, i = composed
                result.append(self.last)
                continue
            single = self._single(i)
            if single is not None:
                self.last = single
                result.append(single)
            i += 1
        return result

    def _ids(self, i: int, kind: str) -> list[str]:
        return [id_ for k, id_ in self.hits[i].entries if k == kind]

    def _country(self, i: int) -> str | None:
        """The country that a hit names, as a place, a nationality or a seat of government."""
        for kind in ("nationality", "place", "government"):
            for id_ in self._ids(i, kind):
                if len(id_) == 2:
                    return id_
        codes = {country_of(id_) for id_ in self._ids(i, "place")}
        return codes.pop() if len(codes) == 1 else None

    def _composed(self, i: int) -> tuple[Mention, int] | None:
        """`الجيش الكوري الجنوبي`, `وزارة الدفاع في بغداد`, ``South Korea's military``, ``police in Kabul``."""
        behind = i + 1
        if behind < len(self.hits) and self.hits[behind].key in _OF:
            behind += 1
        if behind >= len(self.hits):
            return None
        gap = self.sentence.forms[self.hits[i].end : self.hits[behind].start]
        if "institution" in self.kinds[i] and "institution" not in self.kinds[behind]:
            bound = self._ids(behind, "bound") if not gap else []
            country = self._country(behind) or (bound[0] if bound else None)
            stays = self._ids(i, "institution")[0] not in self.owner.abroad
            joined = not gap or gap in _OWN or (len(gap) == 1 and gap[0] in _OF and stays)
            if not stays and "bound" not in self.kinds[behind] and self._is_part(behind):
                return None  # استهدف الطيران ريف حلب: what is hit
            if country and joined and self._name(behind, gap) and self._written_as_name(behind):
                return self._body(i, behind, country, gap in _OWN or not (gap or self._is_in(behind)))
        if "institution" in self.kinds[behind] and self.sentence.lang == "en" and self._written_as_name(i):
            country = self._country(i)
            if country and (not gap or gap == ["'s"]):
                return self._body(behind, i, country, True)
        return None

    def _is_part(self, i: int) -> bool:
        """Whether a hit is of a place in a country, and neither of a country nor of its government: a town has its own
        police, and no army."""
        whole = {"nationality", "government"} & self.kinds[i]
        return not whole and all("/" in id_ for id_ in self._ids(i, "place"))

    def _is_in(self, i: int) -> bool:
        """`النظام بريف حلب`: whether a particle glued to a name says that something is in it."""
        hit = self.hits[i]
        return hit.glued > 0 and self.sentence.forms[hit.start][hit.glued - 1] in _IN

    def _body(self, institution: int, owner: int, country: str, own: bool) -> tuple[Mention, int]:
        """The body that two hits make, with the hit to go on from. What is a town's ``own`` is not its country's."""
        name, whose = self._ids(institution, "institution")[0], country
        if own and name in self.owner.local:
            places = self._ids(owner, "place")
            whose = (self.owner.place_of(places) if places and self._is_part(owner) else None) or country
        first, last = sorted((institution, owner))
        seat = None if own or "place" not in self.kinds[owner] else self._place(owner)
        body = Mention(
            self.hits[first].start, self.hits[last].end, "org", f"{whose}/{name}", (), country,
            seat=seat, bare=self.hits[institution].end,
        )
        return body, last + 1

    def _name(self, i: int, gap: list[str]) -> bool:
        """Whether the second part of a composition is the nationality or place that it looks like."""
        return not ("nationality" in self.kinds[i] and gap)

    def _single(self, i: int) -> Mention | None:
        hit, kinds = self.hits[i], self.kinds[i]
        if "none" in kinds or not self._written_as_name(i):
            return None
        for kind in ("org", "party", "agency", "person"):
            if kind in kinds:
                if self._is_other(hit):
                    return None
                ids = self._ids(i, kind)
                party = country_of(ids[0]) if "/" in ids[0] else None
                return Mention(hit.start, hit.end, kind, ids[0], (), party)
        if "nationality" in kinds and not ("place" in kinds and self._is_country(hit) and not self._is_adjective(hit)):
            ids = self._ids(i, "nationality")
            return Mention(hit.start, hit.end, "nationality", ids[0] if len(ids) == 1 else None, tuple(ids), ids[0])
        if "place" in kinds or "government" in kinds:
            return self._place(i)
        if "institution" in kinds and self._stands_alone(hit):
            return Mention(hit.start, hit.end, "institution", None, tuple(self._ids(i, "institution")))
        if "backward" in kinds:
            return Mention(hit.start, hit.end, "backward", None)
        return None

    def _is_other(self, hit: Hit) -> bool:
        """`القاعدة الجوية`, `المرصد المغربي`: a definite word makes something else of a short name."""
        if hit.key not in self.owner.alone or hit.end >= len(self.sentence.forms):
            return False
        behind = self.sentence.forms[hit.end]
        return behind.startswith("ال") and behind not in self.owner.alone_before

    def _stands_alone(self, hit: Hit) -> bool:
        form = self.sentence.forms[hit.start]
        if hit.start and form.startswith("ال") and form.endswith("يه") and hit.end - hit.start == 1:
            # `السياسة الخارجية`: the adjective of a noun, no ministry
            before = self.sentence.forms[hit.start - 1].lstrip("وفب")
            if before.startswith(("ال", "لل")):
                return False
        definite = form.lstrip("وفبلك").startswith("ال") or form.lstrip("وف").startswith("لل")
        return self.sentence.lang == "en" or definite or hit.end - hit.start > 1

    def _written_as_name(self, i: int) -> bool:
        """English names have a capital letter; `us` is no country and `is` no group without one."""
        hit, kinds = self.hits[i], self.kinds[i]
        if self.sentence.lang != "en" or kinds <= _COMMON:
            return True
        if len(hit.key) <= 3:
            raw = self.sentence.raw(hit.start, hit.end)
            return raw.isupper() or "." in raw
        if hit.key in self.owner.small:
            return True
        letters = [self.sentence.raw(token, token + 1)[:1] for token in range(hit.start, hit.end)]
        return any(letter.isupper() or not letter.isascii() for letter in letters)

    def _is_country(self, hit: Hit) -> bool:
        """`روسيا` is the country unless the article or a feminine or plural ending makes it a nationality."""
        return any(kind == "place" and len(id_) == 2 for kind, id_ in hit.entries) and not hit.key.startswith("ال")

    def _is_adjective(self, hit: Hit) -> bool:
        """``US troops``: what English calls a country and its people with one word is an adjective before a noun."""
        behind = self.sentence.forms[hit.end : hit.end + 1]
        return self.sentence.lang == "en" and behind != [] and behind[0][0].isalpha() and (
            behind[0] not in load_languages()["en"].function_words
        )

    def _place(self, i: int) -> Mention | None:
        hit = self.hits[i]
        ids, seats = self._ids(i, "place"), self._ids(i, "government")
        if not ids:
            ids = [f"{seats[0]}"]
        before = self._before(i)
        if "regional" in before:
            ids = [id_ for id_ in ids if "/" in id_] or ids
        if not self._enough(i, ids, before) or self._is_person(i, before):
            return None
        if len(ids) > 1:
            ids = self._beside(i, ids) or ids
        id_ = self.owner.place_of(ids)
        party = None if id_ is None else seats[0] if seats else country_of(id_)
        candidates = tuple(ids) if id_ is None else ()
        return Mention(hit.start, hit.end, "place", id_, candidates, party, hit.glued, governs=bool(seats))

    def _enough(self, i: int, ids: list[str], before: set[str]) -> bool:
        """Whether enough speaks for a place whose name is another word too."""
        need = self.owner.need(self.hits[i].key)
        if not need or "introducer" in before:
            return True
        close = "direction" in before or self._is_led(i)
        if need == SUPPORTED and self._is_within(i) and self.owner.is_large(ids):
            return True
        if need == SUPPORTED and close and (self.countries - {None}) & {country_of(id_) for id_ in ids}:
            return True
        if need == SUPPORTED and any(len(id_) == 2 for id_ in ids):
            return close or self.hits[i].start == 0 or self._is_listed(i)
        return bool(self._beside(i, ids))

    def _is_led(self, i: int) -> bool:
        """Whether a particle leads to a name, glued to it or before it."""
        hit, forms = self.hits[i], self.sentence.forms
        if hit.glued > 0:
            return forms[hit.start][hit.glued - 1] in "بل"
        return hit.start > 0 and forms[hit.start - 1] in self.owner.leads

    def _is_within(self, i: int) -> bool:
        """Whether a name stands behind `في`: of what is another word too, only names of places mostly do."""
        hit = self.hits[i]
        return hit.glued == 0 and hit.start > 0 and self.sentence.forms[hit.start - 1] in self.owner.within

    def _is_listed(self, i: int) -> bool:
        """Whether a name goes on a list of places."""
        last = self.last
        if last is None or last.kind != "place" or not self.hits[i].glued:
            return False
        return self.sentence.forms[last.end : self.hits[i].start] in ([], [","], ["،"])

    def _beside(self, i: int, ids: list[str]) -> list[str]:
        """Those of ``ids`` that lie in the country of what stands beside a name: its nationality, what it is said to
        lie in, or a place that it is listed with."""
        hit, forms = self.hits[i], self.sentence.forms
        codes = set()
        if self.last is not None and self.last.kind == "place" and self.last.id:
            gap = forms[self.last.end : hit.start]
            if (not gap and (hit.glued or forms[hit.start][0] == "و")) or gap in _JOINS:
                codes.add(country_of(self.last.id))
        behind = i + 1
        if behind < len(self.hits) and forms[hit.end : self.hits[behind].start] in ([], [","], ["،"]):
            led = self.owner.need(hit.key) == 0
            while behind + 1 < len(self.hits) and self.kinds[behind] & _LEADING and (
                self.hits[behind + 1].start == self.hits[behind].end
            ):
                behind, led = behind + 1, True
            kinds = self.kinds[behind]
            if "nationality" in kinds or ("place" in kinds and not self.owner.need(self.hits[behind].key)):
                known = led or "nationality" in kinds or self.hits[behind].glued or self.sentence.lang == "en"
                if known and self._country(behind):
                    codes.add(self._country(behind))
        return [id_ for id_ in ids if country_of(id_) in codes]

    @cached_property
    def countries(self) -> set[str | None]:
        """The countries that the names of the sentence speak for that need nothing more."""
        return {
            self._country(i) for i, hit in enumerate(self.hits)
            if self.kinds[i] & _SPEAKING and not ("place" in self.kinds[i] and self.owner.need(hit.key))
        }

    def _is_person(self, i: int, before: set[str]) -> bool:
        """Whether a name of a place is a person's here: behind a given name, or one of those that people have, with
        another name in capital letters at its side."""
        hit = self.hits[i]
        if hit.end - hit.start > 1:
            return False
        is_country = any(len(id_) == 2 for id_ in self._ids(i, "place"))
        if "given" in before and (self.sentence.lang == "en" or not is_country):
            return True
        if "personal" not in self.kinds[i] or self.sentence.lang != "en" or self.sentence.title:
            return False
        return self._is_name(hit.end) or (hit.start > 1 and self._is_name(hit.start - 1))

    def _is_name(self, token: int) -> bool:
        """Whether a token is written as a name and is no word that the gazetteer knows."""
        if token >= len(self.sentence.forms) or any(h.start <= token < h.end for h in self.hits):
            return False
        raw = self.sentence.raw(token, token + 1)
        return raw.isalpha() and raw[:1].isupper() and not raw.isupper()

    def _before(self, i: int) -> set[str]:
        """What the word right before a hit is."""
        if i == 0:
            return set()
        gap = self.sentence.forms[self.hits[i - 1].end : self.hits[i].start]
        if gap == ["of"] and "backward" in self.kinds[i - 1]:
            return _INTRODUCED  # `the city of Nice`
        return set() if gap else self.kinds[i - 1]


_INTRODUCED = {"introducer", "regional"}
_OWN = (["of"], ["'s"])
_OF = frozenset(("في", "of", "in", "'s", "ب"))
_IN = frozenset("ب")
_JOINS = ([","], ["،"], ["and"], [",", "and"], ["و"], ["أو"], ["او"], ["-"], ["/"])
_COMMON = frozenset(
    ("institution", "introducer", "regional", "direction", "backward", "given", "personal", "bound")
)
"""Kinds of phrases that are common words, written small in English."""
_LEADING = frozenset(("introducer", "direction"))
_SPEAKING = frozenset(("place", "nationality", "government"))
