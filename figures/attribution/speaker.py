"""Speakers: the types that attribution hands out, and what both languages ask of a sentence."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from figures.attribution.words import Attribution
from figures.entities import Mention
from figures.lexicon.words import Word
from figures.model import Slot
from figures.text import Sentence

MAX_NAME = 14
"""Tokens of the longest phrase that names a speaker."""

_BRACKETED = 8
ENDS = frozenset(".!?؟؛;|")
COMMAS = frozenset(",،")
_PAUSES = frozenset(";؛")
"""Behind these, whoever speaks goes on."""
QUOTE = '"'
ACCOUNT = "@"
"""Opens the name of an account."""
DASHES = frozenset("-—")
_NAMED = frozenset(("org", "party", "agency", "person", "institution"))


class SourceMention(NamedTuple):
    """A source in a sentence: the tokens that name it, its id, who passes it on, and the tokens that it governs.

    ``slot`` is set where the words of the source are no whole tokens here: where it is carried on from an earlier
    sentence (``carried``), or stands behind a glued particle.
    """

    start: int
    end: int
    scope: tuple[int, int]
    id: str | None = None
    via: str | None = None
    carried: bool = False
    slot: Slot | None = None
    spoken: tuple[int, int] = (0, 0)
    """Tokens around the verb of saying: a time among them is when it was said."""


class Known(NamedTuple):
    """A speaker of the article so far: the words of the name, and the id."""

    words: frozenset[str]
    id: str | None


class SourceState(NamedTuple):
    """What the sentences so far leave to the next one: the last speaker (``age`` sentences ago), all speakers, whether
    a quotation or a list is open, and the countries named, with how often. ``gender`` is the last speaker's, where the
    noun tells, and ``other`` the last speaker of the other one."""

    slot: Slot | None = None
    age: int = 0
    known: tuple[Known, ...] = ()
    quoting: bool = False
    listing: bool = False
    gender: str = ""
    other: Slot | None = None
    body: Slot | None = None
    countries: tuple[tuple[str, int], ...] = ()


class Name(NamedTuple):
    """A phrase that names a speaker: tokens, and the agency that it was said to."""

    start: int
    end: int
    via: str | None = None


class Found(NamedTuple):
    """A speaker with what it governs, before it has an id; ``name`` is ``None`` for one that is carried on."""

    name: Name | None
    at: int
    scope: tuple[int, int]
    via: str | None = None
    counted: bool = False


def _unfolded(sentence: Sentence, names: Mapping[str, str]) -> list[str]:
    """The forms of a sentence, with ``names`` that folding makes function words of as they were written (`قالت آن حداد
    إن`)."""
    forms = sentence.forms
    if names.keys().isdisjoint(forms):
        return forms
    raw = sentence.raw(0, len(forms))
    if not any(name in raw for name in names.values()):
        return forms
    return [names[form] if form in names and sentence.raw(i, i + 1) == names[form] else form
            for i, form in enumerate(forms)]


class View:
    """A sentence as the grammars see it."""

    def __init__(
        self, sentence: Sentence, words: Sequence[Word], mentions: Sequence[Mention], lists: Attribution
    ) -> None:
        self.sentence, self.words, self.mentions, self.lists = sentence, words, mentions, lists
        self.forms, self.n = _unfolded(sentence, lists.as_written), len(sentence.forms)
        self.mention_at: dict[int, Mention] = {t: m for m in mentions for t in range(m.start, m.end)}

    @cached_property
    def title_case(self) -> bool:
        """Whether capital letters say little: a headline, wherever it stands."""
        if self.sentence.lang != "en" or self.sentence.title:
            return self.sentence.title
        long = [i for i in range(self.n) if self.forms[i].isalpha() and len(self.forms[i]) > 3]
        return len(long) > 2 and 4 * sum(self.capital(i) for i in long) >= 3 * len(long)

    def says(self, i: int) -> bool:
        """Whether a token can be a verb of saying."""
        names = self.words[i].names
        if "say" not in names and "say_on" not in names:
            return bool(self.words[i].heads) and self._phrase(i) is not None
        readings = self.words[i].readings
        return any(r.pos == "verb" and (r.name == "say" or (r.name == "say_on" and not r.pron)) for r in readings)

    def _phrase(self, i: int) -> str | None:
        """The lemma of a verb of saying that goes on in other words (``put the toll at``)."""
        for rests, reading in self.words[i].heads:
            if reading.name in ("say", "say_on") and reading.pos == "verb" and any(
                tuple(self.forms[i + 1 : i + 1 + len(rest)]) == tuple(rest) for rest in rests
            ):
                return reading.lemma
        return None

    def reacts(self, i: int) -> bool:
        """Whether a token can be a verb of what officials do about an event (`استنكر`): its time is theirs."""
        return "react" in self.words[i].names

    def gender(self, i: int) -> str:
        """The gender of the verb of saying at a token (``m``, ``f``), nothing where it has none."""
        said = {r.gen for r in self.words[i].readings if r.name in ("say", "say_on") and r.pos == "verb"}
        return said.pop() if len(said) == 1 else ""

    def counts(self, i: int) -> bool:
        """Whether a number stands at a token, in digits or words."""
        form, numbers = self.forms[i], self.lists.numbers
        return form[0].isdigit() or form in numbers or (form[0] in "وب" and form[1:] in numbers)

    def lemmas(self, i: int) -> set[str]:
        """The folded lemmas that a verb of saying may be of."""
        found = {r.lemma for r in self.words[i].readings if r.name in ("say", "say_on") and r.pos == "verb"}
        phrase = None if found else self._phrase(i)
        return {phrase} if phrase else found

    def is_speaker(self, start: int, end: int) -> bool:
        """Whether a phrase holds a body that can speak, a speaking noun or a country."""
        for i in range(start, end):
            mention = self.mention_at.get(i)
            if mention is not None and (mention.kind in _NAMED or mention.party is not None):
                return True
            if "speaker" in self.words[i].names:
                return True
        return False

    def is_place(self, start: int, end: int) -> bool:
        """Whether a phrase names a town or province alone, no country and no body."""
        inside = self.inside(start, end)
        if not inside or any("speaker" in self.words[j].names for j in range(start, end)):
            return False
        if not self.title_case and any(self.capital(j) and j not in self.mention_at for j in range(start + 1, end)):
            return False  # Nablus Live
        return all(m.kind == "place" and "/" in (m.id or "/") for m in inside)

    def ends(self, i: int) -> bool:
        """Whether a token ends a clause: a stop that is no part of an abbreviated title (``Col. Hale``)."""
        return self.forms[i] in ENDS and not (self.forms[i] == "." and i and self.forms[i - 1] in self.lists.titles)

    def opens(self, i: int) -> bool:
        """Whether what is said begins at a token."""
        return self.forms[i] in self.lists.complementisers or self.forms[i] in (":", QUOTE) or self.tells(i)

    def tells(self, i: int) -> bool:
        """Whether the noun or verb of an event stands at a token: what is told begins there."""
        return any(
            r.pos in ("verb", "masdar") and r.name not in ("say", "say_on", "speaker", "react")
            for r in self.words[i].readings
        )

    def inside(self, start: int, end: int) -> list[Mention]:
        """The names that begin between two tokens."""
        at = self.mention_at
        return [at[i] for i in range(max(0, start), min(end, self.n)) if i in at and at[i].start == i]

    def capital(self, i: int) -> bool:
        """Whether a token begins with a capital letter."""
        return self.sentence.raw(i, i + 1)[:1].isupper()

    def matches_stop(self, i: int) -> bool:
        """Whether a phrase that ends a name begins at a token."""
        return self.lists.match(self.lists.stops, self.forms, i) is not None

    def cites(self, i: int) -> bool:
        """Whether a phrase begins at a token that names whom somebody else passes on (``citing``)."""
        return i < self.n and self.lists.match(self.lists.citing, self.forms, i) is not None

    def clause_end(self, start: int) -> int:
        """The end of what a speaker says: the end of the sentence, or a strong sign within it."""
        at = bisect_left(self._ends, start)
        return self._ends[at] if at < len(self._ends) else self.n

    @cached_property
    def _ends(self) -> list[int]:
        ends = [i for i in range(self.n - 1) if self.ends(i) and self.forms[i] not in _PAUSES]
        return [i for i in ends if not self._bracketed(i)] if "(" in self.forms else ends

    def _bracketed(self, i: int) -> bool:
        """Whether a token stands between brackets, as the dots of `(د. ب. أ)` do."""
        before = self.forms[max(0, i - _BRACKETED) : i]
        return "(" in before and ")" not in before[before.index("(") :] and ")" in self.forms[i : i + _BRACKETED]

    @cached_property
    def verbs(self) -> list[int]:
        """The tokens that can be verbs of saying: listed once, so that long sentences take linear time."""
        return [i for i in range(self.n) if self.says(i)]

    @cached_property
    def commas(self) -> list[int]:
        """The tokens that are commas."""
        return [i for i in range(self.n) if self.forms[i] in COMMAS]
