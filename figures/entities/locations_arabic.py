"""Phrases of places in Arabic: `في بلدة معارة النعسان بريف إدلب`, `شمالي البلاد`."""

from __future__ import annotations

from figures.entities.location_reader import MAX_NAME, MAX_WORDS, Location, LocationReader
from figures.entities.location_words import QUOTES
from figures.quantities.phrases import load_languages
from figures.text import fold_form


class Arabic(LocationReader):
    """Finds the phrases of places of an Arabic sentence."""

    def phrase(self, at: int) -> Location | None:
        glued, bare, definite = self._split(at)
        lead = at - 2 if at > 1 and self.forms[at - 1] in QUOTES else at - 1
        before = self.forms[lead] if lead >= 0 else ""
        led = glued > 0 or (before != "" and self.words.tells(before, self.words.leads))
        found = self._noun_phrase(at, bare, definite) or self._directed(at, bare, definite) or self._known(at)
        if found is None or (glued and self.forms[at][glued - 1] in _TO):
            return None
        end, named = found
        while end - at < MAX_WORDS:
            longer = self._tail(end) or (self._tail(end + 1) if self._quote(end) > end else None)
            if longer is None:
                break
            end, named = longer[0], named or longer[1]
        counted = at - 1 in self.barred and not self.leads(at - 1)
        if self.forms[at] in self.words.objects and (not named or counted):
            return None  # `مركزا`, `موقفا` are other words too; `12 منزلا` are counted
        return self.made(at, end, named, glued, led or (bare in self.words.directions and not definite), bare)

    def _split(self, at: int) -> tuple[int, str, bool]:
        """Letters of the particles before a noun of places or a name, the noun and whether it has the article."""
        glued, bare, definite = self.words.split[self.forms[at]]
        known = self.place_at.get(at)
        if known is not None and bare == self.forms[at]:
            return known.glued, bare, False
        return glued, bare, definite

    def _noun_phrase(self, at: int, bare: str, definite: bool) -> tuple[int, bool] | None:
        """`بلدة معارة النعسان`, `المنطقة الجبلية`: the end, and whether a name is in it."""
        if bare not in self.words.nouns or self._is_none(at):
            return None
        end = at + 1
        if definite:
            while end - at <= MAX_NAME and self.plain(end) and (
                self.forms[end].startswith("ال") or self._is_side(self.forms[end])
            ):
                end += 1
            return end, False
        end = self._quote(end)
        known = self.place_at.get(end)
        if known is not None:
            return self._adjectives(known.end), True
        if bare in self.words.only_named:
            return None
        if not self.plain(end) or self.forms[end] in self.words.leads:
            return (at + 1, False) if bare in self.words.sites else None
        inner = self._split(end)
        if inner[1] in self.words.nouns and not inner[0]:  # `محيط بلدة كذا`, `مسجد مقر القوة`
            return self._noun_phrase(end, inner[1], inner[2])
        if bare in self.words.sites and end == at + 1 and self.forms[end] not in self.words.heads \
                and not self.forms[end].startswith("ال"):  # `مبنى سكني`, `مستشفى وقافلة`
            return (at + 1 if self.forms[end][0] == "و" else self._adjectives(end + 1)), False
        if self.forms[end].startswith(_FOR):
            return None  # `طريق للفرار`
        name = end + 1
        if self.forms[end] in self.words.heads and self.plain(name):
            name += 1
        if bare in self.words.lands and not any(m.start <= end < m.end for m in self.place_at.values()):
            self.name = self.name or (end, name)
        return self._adjectives(self._quote(name)), True

    def _is_side(self, form: str) -> bool:
        """`الريف الشمالي والشرقي`: one more side of it."""
        return form.startswith("وال") and form[3:].removesuffix("ه") in self.words.directions

    def _is_none(self, at: int) -> bool:
        never, forms = self.words.never, self.forms
        return forms[at] in never or " ".join(forms[at : at + 2]) in never or (
            at > 0 and " ".join(forms[at - 1 : at + 1]) in never
        )

    def _directed(self, at: int, bare: str, definite: bool) -> tuple[int, bool] | None:
        """`شمالي البلاد`, `قرب الحدود`, `جنوب غربي بغداد`, `الجنوب السوري`."""
        if definite:
            nation = self.nation_at.get(at + 1) if bare in self.words.directions else None
            return (nation.end, True) if nation is not None else None
        end = at
        while end < len(self.forms) and (self.forms[end] in self.words.directions or (end == at and bare in
                                         self.words.directions)):
            end += 1
        if end == at:
            return None
        end = self._quote(end)
        inner = self._split(end) if end < len(self.forms) else (0, "", False)
        known = self.place_at.get(end)
        found = self._noun_phrase(end, inner[1], inner[2]) if inner[1] in self.words.nouns else None
        if found is not None:
            return found
        return (self._adjectives(known.end), True) if known is not None else None

    def _known(self, at: int) -> tuple[int, bool] | None:
        known = self.place_at.get(at) if not self._is_none(at) else None
        return (self._adjectives(known.end), True) if known is not None else None

    def _adjectives(self, end: int) -> int:
        """`ريف إدلب الغربي`, `منطقة القبائل الباكستانية`: definite words behind a name."""
        most = end + 2
        times = load_languages()["ar"].time_words
        while end < most and self.plain(end) and self.forms[end].startswith("ال") and self.forms[end] not in times \
                and self.forms[end] not in self.words.leads and end not in self.place_at:
            end += 1
        return end

    def _quote(self, at: int) -> int:
        return at + 1 if at < len(self.forms) and self.forms[at] in QUOTES else at

    def _tail(self, end: int) -> tuple[int, bool] | None:
        """What says where a place is in turn: `بريف إدلب`, `جنوب مدينة كوباني`, `في جزيرة جولو`."""
        at = end
        if at < len(self.forms) and self.forms[at] in _COMMAS:
            return None
        if at + 1 < len(self.forms) and (self.forms[at] in _TAIL_LEADS or self._joins(at)):
            at += 1
        if at >= len(self.forms) or at in self.barred:
            return None
        glued, bare, definite = self._split(at)
        if self.forms[at] in self.words.objects or (self.forms[at][0] == "و" and (glued or at in self.place_at)):
            return None
        found = self._noun_phrase(at, bare, definite) or self._directed(at, bare, definite) or self._known(at)
        return found if found and found[0] > end else None

    def _joins(self, at: int) -> bool:
        """`الحدود مع تركيا`, `الحدود السورية مع تركيا`."""
        near = self.forms[max(0, at - 2) : at]
        return self.forms[at] in self.words.across and not self.words.borders.isdisjoint(near)


_FOR = "لل"
_TO = frozenset("ل")
"""`لإيران`: whose it is or to whom, and not where."""
_COMMAS = frozenset(",،")
_TAIL_LEADS = frozenset((fold_form("في"), fold_form("من")))
