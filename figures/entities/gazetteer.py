"""Finding names in a sentence: the longest phrase at each token, then institutions put together with their country.

Theory of operation
-------------------
One table of phrases (``data.Table``) holds every name. A token opens a lookup when its form, its glued particles taken
off, begins some phrase; the longest that matches wins. A hit may be several things (طرابلس is in Lebanon and in Libya,
موسكو is a city and a government); what it is, is decided by its neighbours here and by the article in ``settle``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from figures.entities.data import Table, read
from figures.text import Sentence, split_clitics

MAX_WORDS = 8
MAX_MEMO = 100_000
_DOMINANT = 8
"""A place with so many times the inhabitants of the others of its name is meant unless something speaks against it."""


class Mention(NamedTuple):
    """A name in a sentence: its tokens, its kind (``place``, ``org``, ``party``, ``agency``, ``nationality``,
    ``institution``, ``backward``), its id, and what else it could be. ``party`` is the country that a place or body
    stands for. An ``institution`` without a country has its bare name as id's candidate. ``glued`` is the number of
    letters of particles before the name (`بغزة`)."""

    start: int
    end: int
    kind: str
    id: str | None
    candidates: tuple[str, ...] = ()
    party: str | None = None
    glued: int = 0


class _Hit(NamedTuple):
    start: int
    end: int
    key: str
    entries: tuple[tuple[str, str], ...]
    glued: int


class Gazetteer:
    """The names, ready to be found."""

    def __init__(self, table: Table) -> None:
        self._phrases = {key: tuple(entries) for key, entries in table.phrases.items()}
        self._weak, self._longest, self._people = table.weak, table.longest, table.people
        self._starts: dict[str, tuple[tuple[str, int, int], ...]] = {}

    def opens(self, form: str) -> bool:
        """Whether a name may begin with a folded form."""
        return bool(self._begun_by(form))

    def find(self, sentence: Sentence, at: Sequence[int] | None = None) -> list[Mention]:
        """The mentions of a sentence in order, not overlapping. ``at`` are the tokens that ``opens`` is true of,
        worked out here where they are not given."""
        if at is None:
            at = [i for i, form in enumerate(sentence.forms) if self.opens(form)]
        hits = list(self._hits(sentence.forms, at))
        if not hits:
            return []
        return _Reader(self, sentence, hits).mentions()

    def _hits(self, forms: list[str], at: Sequence[int]) -> Iterable[_Hit]:
        behind = 0
        for i in at:
            hit = self._longest_at(forms, i, self._begun_by(forms[i])) if i >= behind else None
            if hit is not None:
                yield hit
                behind = hit.end

    def _begun_by(self, form: str) -> tuple[tuple[str, int, int], ...]:
        """The ways to read a form as the first word of a phrase, how long such phrases get, and how many letters of
        the form are particles."""
        known = self._starts.get(form)
        if known is not None:
            return known
        found: list[tuple[str, int, int]] = []
        if form[0].isalpha() and len(form) <= 24:
            for particles, article, rest in split_clitics(form):
                if "س" in particles:
                    continue
                for word in (
                    (rest, "ال" + rest) if article and not form.startswith("ال") else (rest,) if not article else ()
                ):
                    if word in self._longest and all(word != known[0] for known in found):
                        # the article of `للعراق` has lost its alef: nothing of it can be cut off
                        glued = 0 if form.removeprefix("و").startswith("لل") else len(particles)
                        found.append((word, self._longest[word], glued))
        if len(self._starts) > MAX_MEMO:
            self._starts.clear()
        self._starts[form] = tuple(found)
        return self._starts[form]

    def _longest_at(self, forms: list[str], i: int, options: tuple[tuple[str, int, int], ...]) -> _Hit | None:
        best: _Hit | None = None
        for word, longest, glued in options:
            for length in range(min(longest, MAX_WORDS, len(forms) - i), 0, -1):
                if best is not None and i + length <= best.end:
                    break
                key = word if length == 1 else " ".join((word, *forms[i + 1 : i + length]))
                entries = self._phrases.get(key)
                if entries:
                    best = _Hit(i, i + length, key, entries, glued)
                    break
        return best

    def settle(self, mentions: Sequence[Mention], country: str | None = None) -> list[Mention]:
        """Decide the open mentions of an article by the countries of the others; what stays open keeps ``id`` None."""
        counts: Counter[str] = Counter()
        for mention in mentions:
            code = mention.party or (mention.id or "")[:2]
            if len(code) == 2 and code.isupper():
                counts[code] += 1
        if country:
            counts[country] += 3
        return [
            self._settled(mention, counts) if mention.id is None and mention.candidates else mention
            for mention in mentions
        ]

    def _settled(self, mention: Mention, counts: Counter[str]) -> Mention:
        if mention.kind == "institution":
            top = counts.most_common(2)
            if top and (len(top) == 1 or top[0][1] >= 2 * top[1][1]):
                return mention._replace(id=f"{top[0][0]}/{mention.candidates[0]}", party=top[0][0])
            return mention
        scored = sorted(((counts[c[:2]], c) for c in mention.candidates), reverse=True)
        if scored and scored[0][0] > 0 and (len(scored) == 1 or scored[0][0] > scored[1][0]):
            return mention._replace(id=scored[0][1], party=scored[0][1][:2])
        return mention

    def place_of(self, ids: Sequence[str]) -> str | None:
        """The one place meant by a name: the only one, or one that dwarfs the others of the name."""
        if len(ids) == 1:
            return ids[0]
        named = [i for i in ids if i not in self._people]
        if len(named) == 1 and all(self._people.get(i, 0) < 500_000 for i in ids if i not in named):
            return named[0]
        ranked = sorted(((self._people.get(i, 0), i) for i in ids), reverse=True)
        if not named and ranked[0][0] >= _DOMINANT * max(1, ranked[1][0]):
            return ranked[0][1]
        return None

    def is_weak(self, key: str) -> bool:
        """Whether a name is known only behind a word that introduces a place."""
        return key in self._weak


class _Reader:
    """Turns the hits of one sentence into mentions."""

    def __init__(self, owner: Gazetteer, sentence: Sentence, hits: list[_Hit]) -> None:
        self.owner, self.sentence, self.hits = owner, sentence, hits
        self.kinds = [{kind for kind, _ in hit.entries} for hit in hits]

    def mentions(self) -> list[Mention]:
        """All mentions; composed ones take the place of their parts."""
        result: list[Mention] = []
        i = 0
        while i < len(self.hits):
            composed = self._composed(i)
            if composed is not None:
                mention, i = composed
                result.append(mention)
                continue
            single = self._single(i)
            if single is not None:
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
        places = self._ids(i, "place")
        return places[0][:2] if len(places) == 1 and "/" in places[0] else None

    def _composed(self, i: int) -> tuple[Mention, int] | None:
        """`الجيش الكوري الجنوبي`, `وزارة الدفاع في بغداد`, ``South Korea's military``, ``police in Kabul``."""
        if i + 1 >= len(self.hits):
            return None
        first, second = self.hits[i], self.hits[i + 1]
        gap = self.sentence.forms[first.end : second.start]
        if "institution" in self.kinds[i] and "institution" not in self.kinds[i + 1]:
            country = self._country(i + 1)
            joined = not gap or (len(gap) == 1 and gap[0] in _OF)
            if country and joined and self._name(i + 1, gap):
                return Mention(
                    first.start, second.end, "org", f"{country}/{self._ids(i, 'institution')[0]}", (), country
                ), i + 2
        if "institution" in self.kinds[i + 1] and self.sentence.lang == "en":
            country = self._country(i)
            if country and (not gap or gap == ["'s"]):
                return Mention(
                    first.start, second.end, "org", f"{country}/{self._ids(i + 1, 'institution')[0]}", (), country
                ), i + 2
        return None

    def _name(self, i: int, gap: list[str]) -> bool:
        """Whether the second part of a composition is the nationality or place that it looks like."""
        return not ("nationality" in self.kinds[i] and gap)

    def _single(self, i: int) -> Mention | None:
        hit, kinds = self.hits[i], self.kinds[i]
        if not self._written_as_name(hit, kinds):
            return None
        for kind in ("org", "party", "agency"):
            ids = self._ids(i, kind)
            if ids:
                party = ids[0][:2] if ids[0][2:3] == "/" and ids[0][:2].isupper() else None
                return Mention(hit.start, hit.end, kind, ids[0], (), party)
        if "nationality" in kinds and not ("place" in kinds and self._is_country(hit)):
            ids = self._ids(i, "nationality")
            return Mention(hit.start, hit.end, "nationality", ids[0] if len(ids) == 1 else None, tuple(ids), ids[0])
        if "place" in kinds or "government" in kinds:
            return self._place(i)
        if "institution" in kinds and self._stands_alone(hit):
            return Mention(hit.start, hit.end, "institution", None, tuple(self._ids(i, "institution")))
        if "backward" in kinds:
            return Mention(hit.start, hit.end, "backward", None)
        return None

    def _stands_alone(self, hit: _Hit) -> bool:
        form = self.sentence.forms[hit.start]
        return self.sentence.lang == "en" or form.lstrip("وفبلك").startswith("ال") or hit.end - hit.start > 1

    def _written_as_name(self, hit: _Hit, kinds: set[str]) -> bool:
        """English names have a capital letter; `us` is no country and `is` no group without one."""
        if self.sentence.lang != "en" or kinds <= {"institution", "introducer", "direction", "backward", "given"}:
            return True
        raw = self.sentence.raw(hit.start, hit.start + 1)
        if len(hit.key) <= 3:
            return raw.isupper() or "." in raw
        return raw[:1].isupper() or not raw[:1].isascii()

    def _is_country(self, hit: _Hit) -> bool:
        """`روسيا` is the country unless the article or a feminine or plural ending makes it a nationality."""
        return any(kind == "place" and len(id_) == 2 for kind, id_ in hit.entries) and not hit.key.startswith("ال")

    def _place(self, i: int) -> Mention | None:
        hit = self.hits[i]
        ids, seats = self._ids(i, "place"), self._ids(i, "government")
        if not ids:
            ids = [f"{seats[0]}"]
        before = self._before(i)
        if self.owner.is_weak(hit.key) and "introducer" not in before and "direction" not in before:
            return None
        if "given" in before and hit.end - hit.start == 1 and "/" in ids[0]:
            return None
        id_ = self.owner.place_of(ids)
        party = seats[0] if seats else (id_ or "")[:2] or None
        return Mention(hit.start, hit.end, "place", id_, tuple(ids) if id_ is None else (), party, hit.glued)

    def _before(self, i: int) -> set[str]:
        """What the word right before a hit is."""
        if i == 0 or self.hits[i - 1].end != self.hits[i].start:
            return set()
        return self.kinds[i - 1]


_OF = frozenset(("في", "of", "in", "'s", "ب"))


@lru_cache(maxsize=4)
def _load(roots: tuple[Path, ...]) -> Gazetteer:
    return Gazetteer(read(roots))


def load_gazetteer(roots: Sequence[Path] = ()) -> Gazetteer:
    """The gazetteer of the shipped and a project's files. Raises ``ResourceError`` with every problem."""
    return _load(tuple(roots))
