"""Finding names in a sentence: the longest phrase at each token, then institutions put together with their country.

Theory of operation
-------------------
One table of phrases (``data.Table``) holds every name. A token opens a lookup when its form, its glued particles taken
off, begins some phrase; the longest that matches wins. A hit may be several things (طرابلس is in Lebanon and in Libya,
موسكو is a city and a government); what it is, its neighbours (``mentions``) and the article (``settle``) decide.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path

from figures.entities.data import Table, read
from figures.entities.mentions import Hit, Mention, Reader
from figures.text import Sentence, split_clitics, words_within

__all__ = ["Gazetteer", "Mention", "load_gazetteer"]

MAX_WORDS = 8
MAX_MEMO = 18_000
_DOMINANT = 8
"""A place with so many times the inhabitants of the others of its name is meant unless something speaks against it."""

_Begun = tuple[str, tuple[int, ...], int]
"""A way to read a form as the first word of phrases: the word, how many words they have, the most first, and how many
letters of the form are particles."""


_CITY = 100_000
"""From so many inhabitants on a place is heard of abroad."""


class Gazetteer:
    """The names, ready to be found."""

    def __init__(self, table: Table) -> None:
        self._phrases = {key: tuple(entries) for key, entries in table.phrases.items()}
        self._needs, self._lengths, self._people = table.needs, table.lengths, table.people
        self._second = table.second
        self.leads, self._whole = table.leads, table.whole
        self.alone, self.alone_before, self.local = table.alone, table.alone_before, table.local
        self.abroad, self.small, self.within = table.abroad, table.small, table.within
        self._starts: dict[str, tuple[_Begun, ...]] = {}

    def opens(self, form: str) -> bool:
        """Whether a name may begin with a folded form."""
        return not self._lengths.keys().isdisjoint(words_within(form)) and bool(self._begun_by(form))

    def find(self, sentence: Sentence, at: Sequence[int] | None = None) -> list[Mention]:
        """The mentions of a sentence in order, not overlapping. ``at`` are the tokens that ``opens`` is true of,
        worked out here where they are not given."""
        if at is None:
            at = [i for i, form in enumerate(sentence.forms) if self.opens(form)]
        hits = list(self._hits(sentence.forms, at))
        if not hits:
            return []
        return Reader(self, sentence, hits).mentions()

    def _hits(self, forms: list[str], at: Sequence[int]) -> Iterable[Hit]:
        behind = 0
        for i in at:
            hit = self._longest_at(forms, i, self._begun_by(forms[i])) if i >= behind else None
            if hit is not None:
                yield hit
                behind = hit.end

    def _begun_by(self, form: str) -> tuple[_Begun, ...]:
        """The ways to read a form as the first word of a phrase, how many words such phrases have, and how many letters
        of the form are particles."""
        known = self._starts.get(form)
        if known is not None:
            return known
        found: list[_Begun] = []
        if form[0].isalpha() and len(form) <= 24:
            for particles, article, rest in split_clitics(form):
                if "س" in particles or (rest != form and form in self._whole):
                    continue
                for word in (
                    (rest, "ال" + rest) if article and not form.startswith("ال") else (rest,) if not article else ()
                ):
                    if word in self._lengths and all(word != known[0] for known in found):
                        # the article of `للعراق` has lost its alef: nothing of it can be cut off
                        glued = 0 if form.removeprefix("و").startswith("لل") else len(particles)
                        found.append((word, self._lengths[word], glued))
        if len(self._starts) > MAX_MEMO:
            self._starts.clear()
        self._starts[form] = tuple(found)
        return self._starts[form]

    def _longest_at(self, forms: list[str], i: int, options: tuple[_Begun, ...]) -> Hit | None:
        best: Hit | None = None
        most = min(MAX_WORDS, len(forms) - i)
        if most > 1 and forms[i + 1] not in self._second:
            most = 1
        for word, lengths, glued in options:
            for length in lengths:
                if length > most:
                    continue
                if best is not None and i + length < best.end:
                    break
                key = word if length == 1 else " ".join((word, *forms[i + 1 : i + length]))
                entries = self._phrases.get(key)
                if entries and self._may_be_glued(forms[i], glued, entries):
                    hit = Hit(i, i + length, key, entries, glued)
                    best = hit if best is None or best.end < hit.end else self._one_of(best, hit)
                    break
        return best

    def _may_be_glued(self, form: str, glued: int, entries: tuple[tuple[str, str], ...]) -> bool:
        """`كبيرا` is no likening to Beira: only places that are listed by hand are likened to."""
        return glued == 0 or form[glued - 1] != "ك" or form.startswith("كال", glued - 1) or any(
            kind == "place" and id_ not in self._people for kind, id_ in entries
        )

    def _one_of(self, whole: Hit, cut: Hit) -> Hit:
        """A form that is a name as it stands and with its first letters cut off: `وجدة` is Oujda, or and Jeddah.
        Where both are places it may be either; a name that needs more gives way to one that does not."""
        if cut.glued == 0 or self.need(cut.key) or not _is_place(whole) or not _is_place(cut):
            return whole
        if self.need(whole.key):
            return cut
        return whole._replace(entries=(*whole.entries, *(e for e in cut.entries if e not in whole.entries)))

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
        """The one place meant by a name: the only one, the smallest of those that lie in one another, or one that
        dwarfs the others of the name."""
        if len(ids) == 1:
            return ids[0]
        deepest = max(ids, key=lambda id_: (len(id_), id_))
        if all(deepest == id_ or deepest.startswith(id_ + "/") for id_ in ids):
            return deepest
        named = [i for i in ids if i not in self._people]
        if len(named) == 1 and all(self._people.get(i, 0) < 500_000 for i in ids if i not in named):
            return named[0]
        ranked = sorted(((self._people.get(i, 0), i) for i in ids), reverse=True)
        if not named and ranked[0][0] >= _DOMINANT * max(1, ranked[1][0]):
            return ranked[0][1]
        return None

    def is_large(self, ids: Sequence[str]) -> bool:
        """Whether one of the places is a large city, or one that is listed by hand."""
        return any(self._people.get(id_, _CITY) >= _CITY for id_ in ids)

    def need(self, key: str) -> int:
        """What a name needs before it is a place: nothing, ``SUPPORTED`` or ``WEAK``."""
        return self._needs.get(key, 0)


def _is_place(hit: Hit) -> bool:
    return any(kind == "place" for kind, _ in hit.entries)


@lru_cache(maxsize=4)
def _load(roots: tuple[Path, ...]) -> Gazetteer:
    return Gazetteer(read(roots))


def load_gazetteer(roots: Sequence[Path] = ()) -> Gazetteer:
    """The gazetteer of the shipped and a project's files. Raises ``ResourceError`` with every problem."""
    return _load(tuple(roots))
