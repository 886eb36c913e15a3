"""What reading phrases of places has in common in both languages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from figures.entities.gazetteer import Mention
from figures.entities.location_words import Forms
from figures.quantities.phrases import load_languages
from figures.text import Sentence

MAX_WORDS = 12
"""Tokens of the longest phrase of a place."""
MAX_NAME = 3
"""Words of the longest name that no gazetteer knows."""


class Location(NamedTuple):
    """A phrase of a place. ``start`` and ``end`` are tokens; ``glued`` letters of particles stand before its first
    word. ``kind`` is ``site`` for buildings and spots, ``none`` where somebody is treated, ``home``
    where he lives or serves, else ``place``.
    ``named`` says whether it holds a name, ``led`` whether a word that leads to places stands before it,
    ``bare`` whether it is a name alone, and ``acts`` whether that may be one who does something (`واشنطن`)."""

    start: int
    end: int
    kind: str
    id: str | None
    candidates: tuple[str, ...]
    glued: int
    named: bool
    led: bool
    bare: bool = False
    acts: bool = False


class Met:
    """Names that no gazetteer has and that an article has told to be places: `بلدة اليعقوبية`, later `في اليعقوبية`."""

    def __init__(self) -> None:
        self._names: dict[str, dict[tuple[str, ...], str | None]] = {}

    def __bool__(self) -> bool:
        return bool(self._names)

    def note(self, name: Sequence[str], id_: str | None) -> None:
        """Remember a name and the id of what it was said to lie in."""
        known = self._names.setdefault(name[0], {})
        known[tuple(name)] = known.get(tuple(name)) or id_

    def at(self, forms: Sequence[str], token: int, first: str) -> tuple[int, str | None] | None:
        """The end and the id of the name at a token, whose form without its particles is ``first``."""
        for name, id_ in self._names.get(first, {}).items():
            if tuple(forms[token + 1 : token + len(name)]) == name[1:]:
                return token + len(name), id_
        return None


class LocationReader:
    """What the readers of both languages share."""

    def __init__(
        self, sentence: Sentence, mentions: Sequence[Mention], barred: Sequence[tuple[int, int]], words: Forms, met: Met
    ) -> None:
        self.sentence, self.words, self.forms = sentence, words, sentence.forms
        self.place_at = {m.start: m for m in (m.seat or m for m in mentions) if m.kind == "place"}
        self.nation_at = {m.start: m for m in mentions if m.kind == "nationality"}
        self.bodies = {
            t for m in mentions if m.kind not in ("place", "nationality", "backward")
            for t in range(m.start, m.bare if m.seat else m.end)
        }
        """Tokens of names of people and bodies."""
        self.barred = self.bodies | {t for a, b in barred for t in range(a, b)}
        self.function_words = load_languages()[sentence.lang].function_words
        self.met = met
        self.name: tuple[int, int] | None = None
        """Tokens of the name of the phrase at hand that no gazetteer has."""
        if met:
            self._recall()

    def _recall(self) -> None:
        """Find the names that the article has used before, where something leads to them."""
        for at, form in enumerate(self.forms):
            if at in self.place_at or at in self.barred:
                continue
            for glued in (0, 1):
                led = form[0] in _IN if glued else at > 0 and self.leads(at - 1)
                found = self.met.at(self.forms, at, form[glued:]) if led else None
                if found is not None:
                    party = found[1][:2] if found[1] else None
                    self.place_at[at] = Mention(at, found[0], "place", found[1], (), party, glued)
                    break

    def locations(self) -> Iterator[Location]:
        """All phrases, the longest at each place."""
        behind = 0
        opens = map(self.words.opens.__getitem__, self.forms)
        for at in [at for at, may_open in enumerate(opens) if may_open or at in self.place_at]:
            if at < behind:
                continue
            if at in self.barred and not self.leads(at):  # a verb may lead to a place: `استهدف مدينة`
                continue
            self.name = None
            found = self.phrase(at)
            if found is not None:
                if self.name is not None:
                    self.met.note(self.forms[slice(*self.name)], found.id)
                yield found
                behind = found.end

    def leads(self, at: int) -> bool:
        """Whether a token leads to places."""
        form = self.forms[at]
        return form in self.words.leads or form in self.words.loose or form in self.words.moves

    def is_home(self, at: int) -> bool:
        """Whether words before a place say that somebody is at home there."""
        near = self.forms[max(0, at - 2) : at]
        return near != [] and (near[-1] in self.words.settled or (near[0] in self.words.settled and self.leads(at - 1)))

    def phrase(self, at: int) -> Location | None:
        """The phrase that begins at a token; ``None`` where none does."""
        raise NotImplementedError

    def made(self, start: int, end: int, named: bool, glued: int, led: bool, head: str) -> Location:
        """A location over tokens, with the id of the first place in it; what it is said to lie in settles a name that
        several places have, or that is another country's (`أريحا بريف إدلب`). ``head`` is its noun, if any."""
        inside = [m for t, m in self.place_at.items() if start <= t < end]
        nations = [m for t, m in self.nation_at.items() if start <= t < end and len(m.id or "") == 2]
        if inside and self.forms[inside[0].start - 1] in self.words.across and inside[0].start > start:
            inside = inside[1:]  # `on the border with Turkey` is not in Turkey
        first = inside[0] if inside else nations[0] if nations else None
        id_, candidates = (first.id, first.candidates) if first else (None, ())
        around = next((m.id for m in reversed(inside[1:]) if m.id), nations[-1].id if inside and nations else None)
        beside = first and not self.words.apart.isdisjoint(self.forms[first.end : end])
        if first and around and around[:2] != (id_ or "")[:2] and not (id_ and beside):
            id_ = next((c for c in candidates if c[:2] == around[:2]), around)
        candidates = candidates if id_ is None else ()
        treated = head in self.words.care and not (led and named)  # `إلى مستشفى الشفاء`, `في المستشفى`
        kind = "none" if treated else "home" if self.is_home(start) else "site" if head in self.words.sites else "place"
        bare = first is not None and (first.start, first.end) == (start, end)
        acts = first is not None and bare and (first.governs or len(id_ or "") == 2)
        return Location(start, end, kind, id_, candidates, glued, named or bool(inside or nations), led,
                        bare, acts)

    def plain(self, token: int) -> bool:
        """Whether a token may be a word of a name."""
        if token >= len(self.forms) or token in self.barred:
            return False
        form = self.forms[token]
        return form[0].isalpha() and form not in self.function_words


_IN = frozenset("ب")
