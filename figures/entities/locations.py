"""Where something is said to be: whole phrases of places, whether the gazetteer knows their names or not.

`في بلدة معارة النعسان بريف إدلب`, ``near the village of Tel Hana``, `شمالي البلاد`, ``at a shopping mall in Nairobi``.
A phrase is made of a common noun of places, a name behind it or before it, and what follows to say where that is in
turn. Its id is that of the first name in it that the gazetteer knows; a village nobody lists has the id of its
province. A place of the gazetteer with nothing around it is a phrase too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

import msgspec

from figures import resources
from figures.entities.gazetteer import Mention
from figures.lexicon.lookup import Memo
from figures.model import Problem
from figures.quantities.phrases import load_languages
from figures.text import Sentence, fold_form, split_clitics, words_within

MAX_WORDS = 12
"""Tokens of the longest phrase of a place."""
ALL_LARGE = 0.6
"""From this share of large words on, a headline writes every word with a capital."""
MAX_NAME = 3
"""Words of the longest name that no gazetteer knows."""


class Location(NamedTuple):
    """A phrase of a place. ``start`` and ``end`` are tokens; ``glued`` letters of particles stand before its first
    word. ``named`` says whether it holds a name, ``led`` whether a word that leads to places stands before it."""

    start: int
    end: int
    kind: str
    id: str | None
    candidates: tuple[str, ...]
    glued: int
    named: bool
    led: bool


class _Words(msgspec.Struct, forbid_unknown_fields=True):
    nouns: list[str]
    directions: list[str]
    leads: list[str]
    heads: list[str] = []
    joins: list[str] = []
    openers: list[str] = []
    never: list[str] = []


class _File(msgspec.Struct, forbid_unknown_fields=True):
    locations: _Words


class _Forms:
    """The words of one language, folded."""

    def __init__(self, words: _Words) -> None:
        self.nouns, self.leads, self.heads, self.joins, self.openers, self.directions, self.never = (
            frozenset(map(fold_form, entries))
            for entries in (words.nouns, words.leads, words.heads, words.joins, words.openers, words.directions,
                            words.never)
        )
        self._known = self.nouns | self.directions
        self.opens: Memo[bool] = Memo(self._opens)
        """Whether a phrase may begin with a form."""
        self.split: Memo[tuple[int, str, bool]] = Memo(self._split)
        """Letters of the particles before a noun of places, the noun and whether it has the article."""

    def _opens(self, form: str) -> bool:
        if self._known.isdisjoint(words_within(form)):
            return form in self.leads
        return form in self.leads or self.split[form][1] in self._known

    def _split(self, form: str) -> tuple[int, str, bool]:
        if form in self.nouns or form in self.directions:
            return 0, form, False
        for particles, article, rest in split_clitics(form):
            if (particles or article) and (rest in self.nouns or (not article and rest in self.directions)):
                return len(particles), rest, article
        return 0, form, False


@lru_cache(maxsize=1)
def load_forms() -> dict[str, _Forms]:
    """The words of each language from its ``locations.yml``. Raises ``ResourceError`` with every problem."""
    result: dict[str, _Forms] = {}
    problems: list[Problem] = []
    for source in resources.sources("*/locations.yml"):
        document = resources.read_yaml(source)
        parsed = resources.convert(document, document.value, _File, (), problems)
        if parsed:
            result[source.name.split("/")[0]] = _Forms(parsed.locations)
    if problems:
        raise resources.ResourceError(problems)
    return result


def find_locations(
    sentence: Sentence, mentions: Sequence[Mention], barred: Sequence[tuple[int, int]] = ()
) -> list[Location]:
    """The phrases of places of a sentence in order, not overlapping. ``mentions`` are the gazetteer's; ``barred``
    tokens (dates, numbers, verbs) are in no phrase."""
    forms = load_forms().get(sentence.lang)
    if forms is None:
        return []
    reader = (_Arabic if sentence.lang == "ar" else _English)(sentence, mentions, barred, forms)
    return list(reader.locations())


class _Reader:
    """What the readers of both languages share."""

    def __init__(
        self, sentence: Sentence, mentions: Sequence[Mention], barred: Sequence[tuple[int, int]], words: _Forms
    ) -> None:
        self.sentence, self.words, self.forms = sentence, words, sentence.forms
        self.place_at = {m.start: m for m in mentions if m.kind == "place"}
        self.nation_at = {m.start: m for m in mentions if m.kind == "nationality"}
        inside = [(m.start, m.end) for m in mentions if m.kind not in ("place", "nationality", "backward")]
        self.barred = {t for a, b in (*barred, *inside) for t in range(a, b)}
        self.function_words = load_languages()[sentence.lang].function_words

    def locations(self) -> Iterator[Location]:
        """All phrases, the longest at each place."""
        behind, openers = 0, self.words.opens
        for at, form in enumerate(self.forms):
            if at < behind or not (openers[form] or at in self.place_at):
                continue
            if at in self.barred and form not in self.words.leads:  # a verb may lead to a place: `استهدف مدينة`
                continue
            found = self.phrase(at)
            if found is not None:
                yield found
                behind = found.end

    def phrase(self, at: int) -> Location | None:
        """The phrase that begins at a token; ``None`` where none does."""
        raise NotImplementedError

    def made(self, start: int, end: int, named: bool, glued: int, led: bool) -> Location:
        """A location over tokens, with the id of the first place in it; what it is said to lie in settles a name that
        several places have, or that is another country's (`أريحا بريف إدلب`)."""
        inside = [m for t, m in self.place_at.items() if start <= t < end]
        nations = [m for t, m in self.nation_at.items() if start <= t < end and len(m.id or "") == 2]
        first = inside[0] if inside else nations[0] if nations else None
        id_, candidates = (first.id, first.candidates) if first else (None, ())
        around = next((m.id for m in reversed(inside[1:]) if m.id), nations[-1].id if inside and nations else None)
        if first and around and around[:2] != (id_ or "")[:2]:
            id_ = next((c for c in candidates if c[:2] == around[:2]), around)
        candidates = candidates if id_ is None else ()
        return Location(start, end, "place", id_, candidates, glued, named or bool(inside), led)

    def plain(self, token: int) -> bool:
        """Whether a token may be a word of a name."""
        if token >= len(self.forms) or token in self.barred:
            return False
        form = self.forms[token]
        return form[0].isalpha() and form not in self.function_words


class _Arabic(_Reader):
    def phrase(self, at: int) -> Location | None:
        glued, bare, definite = self._split(at)
        led = bool(glued) or (at > 0 and self.forms[at - 1] in self.words.leads)
        found = self._noun_phrase(at, bare, definite) or self._directed(at, bare) or self._known(at)
        if found is None:
            return None
        end, named = found
        while end - at < MAX_WORDS:
            longer = self._tail(end)
            if longer is None:
                break
            end, named = longer[0], named or longer[1]
        return self.made(at, end, named, glued, led or bare in self.words.directions)

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
            while end - at <= MAX_NAME and self.plain(end) and self.forms[end].startswith("ال"):
                end += 1
            return end, False
        end = self._quote(end)
        known = self.place_at.get(end)
        if known is not None:
            return self._adjectives(known.end), True
        if not self.plain(end) or self.forms[end] in self.words.leads:
            return None
        inner = self._split(end)
        if inner[1] in self.words.nouns and not inner[0]:  # `محيط بلدة كذا`, `مسجد مقر القوة`
            return self._noun_phrase(end, inner[1], inner[2])
        name = end + 1
        if self.forms[end] in self.words.heads and self.plain(name):
            name += 1
        return self._adjectives(self._quote(name)), True

    def _is_none(self, at: int) -> bool:
        form = self.forms[at]
        return form in self.words.never or " ".join(self.forms[at : at + 2]) in self.words.never

    def _directed(self, at: int, bare: str) -> tuple[int, bool] | None:
        """`شمالي البلاد`, `قرب الحدود`, `جنوب غربي بغداد`."""
        end = at
        while end < len(self.forms) and (self.forms[end] in self.words.directions or (end == at and bare in
                                         self.words.directions)):
            end += 1
        if end == at:
            return None
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
        return at + 1 if at < len(self.forms) and self.forms[at] in _QUOTES else at

    def _tail(self, end: int) -> tuple[int, bool] | None:
        """What says where a place is in turn: `بريف إدلب`, `جنوب مدينة كوباني`, `في جزيرة جولو`."""
        at = end
        if at < len(self.forms) and self.forms[at] in _COMMAS:
            return None
        if at + 1 < len(self.forms) and self.forms[at] in _TAIL_LEADS:
            at += 1
        if at >= len(self.forms) or at in self.barred:
            return None
        glued, bare, definite = self._split(at)
        if self.forms[at][0] == "و" and (glued or at in self.place_at):
            return None
        found = self._noun_phrase(at, bare, definite) or self._directed(at, bare) or self._known(at)
        return found if found and found[0] > end else None


class _English(_Reader):
    def phrase(self, at: int) -> Location | None:
        if self.forms[at] in self.words.leads and at + 1 < len(self.forms):
            found = self._noun_phrase(at + 1)
            if found is not None:
                start, end, named = found
                end, named = self._tails(start, end, named)
                return self.made(start, end, named, 0, True)
        known = self.place_at.get(at)
        if known is not None:
            end, named = self._tails(at, self._behind(known.end), True)
            return self.made(at, end, named, 0, False)
        return None

    def _tails(self, start: int, end: int, named: bool) -> tuple[int, bool]:
        while end - start < MAX_WORDS and end + 1 < len(self.forms) and self.forms[end] in self.words.joins:
            at = end + 1
            if self.forms[end] == "to" and not self._direction(at):
                break
            longer = self._noun_phrase(at)
            if longer is None or (self.forms[end] == "," and at not in self.place_at):
                break
            end, named = longer[1], named or longer[2]
        return end, named

    def _direction(self, at: int) -> bool:
        """``to the north of``."""
        return any(form in self.words.directions for form in self.forms[at : at + 2])

    def _noun_phrase(self, at: int) -> tuple[int, int, bool] | None:
        """The phrase at a token: its start, its end, and whether it holds a name."""
        end, last, named, token = at, at, False, at
        while token < len(self.forms) and token - at <= MAX_NAME + 3 and token not in self.barred:
            known = self.place_at.get(token)
            if known is not None:
                token = last = known.end
                named = True
                continue
            form = self.forms[token]
            if form in self.words.nouns:
                last = token + 1
            elif (form in ("'s", "-") and token > at) or token in self.nation_at or self._small(token):
                pass
            elif self._capital(token):
                last, named = token + 1, True
            elif form not in self.words.openers and not self._modifies(token):
                break
            token += 1
        end = last
        bare = all(form in self.words.directions or form in self.words.openers for form in self.forms[at:end])
        pointing = end < len(self.forms) and self.forms[end] == "of"  # `the west of Homs province`
        return (at, end, named) if end > at and (not bare or pointing) else None

    def _small(self, token: int) -> bool:
        """``al-Wasata``: a small word that begins a name."""
        name = token + 2 if token + 1 < len(self.forms) and self.forms[token + 1] == "-" else token + 1
        return self.forms[token] in self.words.heads and name < len(self.forms) and self._capital(name)

    def _behind(self, end: int) -> int:
        """``Aleppo province``: a common noun behind a name belongs to it."""
        return end + 1 if end < len(self.forms) and self.forms[end] in self.words.nouns else end

    def _capital(self, token: int) -> bool:
        """Whether a word is written as a name; where a headline writes all of them so, the letter says nothing."""
        return self.plain(token) and self._tells() and self.sentence.raw(token, token + 1)[:1].isupper()

    def _tells(self) -> bool:
        """Whether capital letters tell names from other words in this sentence."""
        if not self.sentence.title:
            return True
        long = [i for i, form in enumerate(self.forms) if len(form) > 3]
        large = sum(self.sentence.raw(i, i + 1)[:1].isupper() for i in long)
        return large <= len(long) * ALL_LARGE

    def _modifies(self, token: int) -> bool:
        """``a shopping mall``: one common word right before a noun of places."""
        if not self.plain(token) or token + 1 >= len(self.forms):
            return False
        return self.forms[token + 1] in self.words.nouns or (
            token + 1 not in self.barred and self._capital(token + 1) and self.forms[token] in self.words.directions
        )


_QUOTES = frozenset("\"'#")
_COMMAS = frozenset(",،")
_TAIL_LEADS = frozenset((fold_form("في"), fold_form("من")))
