"""Finding sources in a sentence, language by language, with one set of helpers.

Arabic puts the speaker behind the verb (`قال المتحدث باسم الجيش إن …`), English before it (``police said that …``);
both have according-to phrases, headline style and speakers carried on. What a source governs is its *scope*, a range
of tokens; where scopes overlap, the narrower one is nearer.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from figures.attribution.words import Attribution, load_words
from figures.entities import Mention
from figures.lexicon.words import Word
from figures.model import Slot
from figures.text import Sentence

MAX_NAME = 14
"""Tokens of the longest phrase that names a speaker."""

_QUOTES = frozenset('"')
_ENDS = frozenset(".!?؟؛;|")
_COMMAS = frozenset(",،:")
_NAMED = frozenset(("org", "party", "agency", "institution"))


class SourceMention(NamedTuple):
    """A source in a sentence: the tokens that name it, its id, who passes it on, and the tokens that it governs.

    ``slot`` is set where the source is carried on from an earlier sentence: the words stand there.
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


class SourceState(NamedTuple):
    """The speaker of the sentences so far, to be carried on: as a slot, and how many sentences ago."""

    slot: Slot
    age: int = 0


class _Name(NamedTuple):
    start: int
    end: int
    via: str | None = None


def find_sources(
    sentence: Sentence, words: Sequence[Word], mentions: Sequence[Mention], previous: SourceState | None
) -> tuple[list[SourceMention], SourceState | None]:
    """The sources of a sentence, and the speaker to carry on to the next one.

    ``words`` are the readings of the tokens, ``mentions`` the names in the sentence; ``previous`` is what the sentence
    before returned.
    """
    finder = _Finder(sentence, words, mentions, previous)
    found = finder.find()
    named = [source for source in found if not source.carried]
    if named:
        last = named[-1]
        span = sentence.raw_span(last.start, last.end)
        text = sentence.text.raw[span.start : span.end]
        slot = Slot(text=text, start=span.start, end=span.end, id=last.id, origin="previous", via=last.via)
        return found, SourceState(slot)
    if previous is None or previous.age >= 3:
        return found, None
    return found, SourceState(previous.slot, 0 if found else previous.age + 1)


class _Finder:
    """Finds the sources of one sentence."""

    def __init__(
        self, sentence: Sentence, words: Sequence[Word], mentions: Sequence[Mention], previous: SourceState | None
    ) -> None:
        self.sentence, self.words, self.mentions, self.previous = sentence, words, mentions, previous
        self.forms, self.n = sentence.forms, len(sentence.forms)
        self.lists: Attribution = load_words(sentence.lang)
        self.mention_at: dict[int, Mention] = {t: m for m in mentions for t in range(m.start, m.end)}

    def find(self) -> list[SourceMention]:
        """All sources in order of their names."""
        found = self._according() + self._headline()
        found += self._verbs_arabic() if self.sentence.lang == "ar" else self._verbs_english()
        unique: dict[tuple[int, int], SourceMention] = {}
        for source in found:
            unique.setdefault((source.start, source.scope[0]), source)
        return sorted(unique.values(), key=lambda s: (s.start, s.scope))

    # --- helpers ---------------------------------------------------------------------------------------------

    def _says(self, i: int, name: str) -> bool:
        word = self.words[i]
        return name in word.names and any(r.name == name and r.pos == "verb" and r.num != "d" for r in word.readings)

    def _is_speaker(self, start: int, end: int) -> bool:
        """Whether a phrase names somebody who can speak: a body, a speaking noun, or in English a name."""
        for i in range(start, end):
            mention = self.mention_at.get(i)
            if mention is not None and (mention.kind in _NAMED or mention.party is not None):
                return True
            if "speaker" in self.words[i].names:
                return True
            if self.sentence.lang == "en" and i > 0 and self.sentence.raw(i, i + 1)[:1].isupper() and self.forms[i].isalpha():
                return True
        return False

    def _is_body(self, start: int, end: int) -> bool:
        """Whether a headline's first words are a body or office: it opens with one and holds nothing else."""
        first = self.mention_at.get(start)
        return "speaker" in self.words[start].names or (first is not None and first.kind in _NAMED)

    def _id(self, start: int, end: int) -> str | None:
        """The id of a speaker: the body named in the phrase, else a kind of the unnamed, else the country it is of."""
        inside = [m for m in self.mentions if start <= m.start < end]
        bodies = [m for m in inside if m.kind in ("org", "party") and m.id]
        if bodies:
            return bodies[0].id
        kind = next((self.lists.unnamed[f] for i in range(start, end) for f in self._bare(i) if f in self.lists.unnamed), None)
        party = next((m.party for m in inside if m.party), None)
        institution = next((m.candidates[0] for m in inside if m.kind == "institution" and m.candidates), None)
        if institution and party:
            return f"{party}/{institution}"
        if kind and kind != "sources":
            return f"{party}/{kind}" if party else f"unnamed/{kind}"
        agencies = [m for m in inside if m.kind == "agency"]
        if agencies and not kind:
            return agencies[0].id
        if institution:
            return f"role/{institution}"
        if party and not any(m.kind == "nationality" for m in inside):
            return f"{party}/government"
        if kind:
            return f"{party}/sources" if party else "unnamed/sources"
        named = " ".join(self.forms[i] for i in range(start, min(end, start + 6)) if self.forms[i].isalpha())
        return f"person/{named.replace(' ', '-')}" if named else None

    def _bare(self, i: int) -> tuple[str, ...]:
        form = self.forms[i]
        return (form, form[1:]) if form[:1] in "وفبل" and len(form) > 3 else (form,)

    def _mention(self, name: _Name, scope: tuple[int, int]) -> SourceMention:
        return SourceMention(
            name.start, name.end, scope, self._id(name.start, name.end), name.via, spoken=self._spoken(name, scope))

    def _spoken(self, name: _Name, scope: tuple[int, int]) -> tuple[int, int]:
        """From the start of the clause to the complementiser behind the name, where one follows it soon."""
        if scope[0] < name.end:
            return (name.end, min(self.n, name.end + 5)) if scope[1] <= name.start else (0, 0)
        for i in range(name.end, min(self.n, name.end + 10)):
            if self.forms[i] in self.lists.complementisers and self.forms[i] not in self.lists.from_ or self.forms[i] == ":":
                return (0, i)
        return (name.start, name.end)

    def _carried(self, scope: tuple[int, int], at: int) -> list[SourceMention]:
        if self.previous is None:
            return []
        slot = self.previous.slot
        return [SourceMention(at, at, scope, slot.id, slot.via, True, slot)]

    def _clause_end(self, start: int) -> int:
        """The end of what a speaker says: the sentence's end, or the next speaker's own clause."""
        for i in range(start, self.n):
            if self.forms[i] in _ENDS and i < self.n - 1:
                return i
        return self.n

    def _name_behind(self, at: int) -> _Name:
        """The phrase that names a speaker, from token ``at`` on: up to a complementiser, a comma, a stop."""
        i, via = at, None
        while i < self.n and i - at < MAX_NAME:
            form = self.forms[i]
            if form in self.lists.complementisers:
                break
            if form in ",،" and i > at and self._goes_on(i + 1):
                i += 1
                continue
            if form in _ENDS or form in _COMMAS or form in "()-—" or form[0].isdigit():
                break
            if i > at and self.lists.match(self.lists.stops, self.forms, i) is not None:
                break
            if i == at and self.lists.match(self.lists.stops, self.forms, i) is not None and i not in self.mention_at:
                break
            mention = self.mention_at.get(i)
            if mention is not None and mention.kind == "agency" and form.startswith("ل") and i > at:
                via = mention.id
                break
            if i > at and form.startswith("ل") and len(form) > 4 and i in self.mention_at and self.mention_at[i].kind == "agency":
                break
            if form in self.lists.hearers and i > at:
                agency = self.mention_at.get(i + 1) or self.mention_at.get(i)
                via = agency.id if agency and agency.kind == "agency" else None
                break
            if i > at and any(r.pos in ("verb", "masdar") and r.name not in ("speaker",) and not r.det for r in self.words[i].readings if not r.unit):
                break
            i += 1
        return _Name(at, i, via)

    def _goes_on(self, at: int) -> bool:
        """`العميد محمد سمير، المتحدث الرسمي`: a speaker's office behind a comma belongs to the name."""
        return at < self.n and "speaker" in self.words[at].names and self.forms[at][0] not in "وف"

    # --- according to, headlines -----------------------------------------------------------------------------

    def _according(self) -> list[SourceMention]:
        found = []
        i = 0
        while i < self.n:
            end = self.lists.match(self.lists.according, self.forms, i)
            if end is None:
                i += 1
                continue
            start = end
            while start < self.n and (self.forms[start] in self.lists.what or self._says(start, "say") or self._says(start, "say_on")):
                start += 1
            name = self._name_behind(start)
            if name.end > name.start and self._is_speaker(name.start, name.end):
                found.append(self._mention(name, (0, self.n)))
            i = max(end, name.end, i + 1)
        return found

    def _headline(self) -> list[SourceMention]:
        """`وزارة الصحة: 30 قتيلا` and ``30 killed - police``."""
        for i in range(1, min(self.n, 9)):
            if self.forms[i] == ":" and self._is_body(0, i) and not any(self._says(j, "say") for j in range(i)):
                if not any(self.forms[j][0].isdigit() for j in range(i)):
                    return [self._mention(_Name(0, i), (i + 1, self.n))]
                break
        for i in range(max(1, self.n - 8), self.n - 1):
            if self.forms[i] in ("-", "—", ":") and not self.sentence.glued(i + 1) and self.sentence.title and self._is_speaker(i + 1, self.n):
                return [self._mention(_Name(i + 1, self.n), (0, i))]
        return []

    # --- Arabic ----------------------------------------------------------------------------------------------

    def _verbs_arabic(self) -> list[SourceMention]:
        found: list[SourceMention] = []
        for i in range(self.n):
            on = self._says(i, "say_on")
            if self._noun_of_saying(i):
                before = self._body_before(i)
                if before is not None:
                    found.append(self._mention(before, (i + 1, self._clause_end(i + 1))))
                continue
            if not on and not self._says(i, "say"):
                continue
            if i and self.forms[i - 1] in self.lists.negations:
                continue
            if i and (self.forms[i - 1] in self.lists.what or self.lists.match(self.lists.according, self.forms, i - 1) is not None):
                continue
            found += self._verb_arabic(i, on)
        return found

    def _verb_arabic(self, i: int, on: bool) -> list[SourceMention]:
        name = self._name_behind(i + 1)
        passed = self._passed_on(i, name)
        if passed is not None:
            return [passed]
        if name.end > name.start:
            repeated = self.lists.match(self.lists.repeated, self.forms, name.start)
            if repeated is not None and repeated >= name.end and self.previous is not None:
                return self._carried((name.end, self._clause_end(name.end)), i)
            if self._is_speaker(name.start, name.end) or (on and self._person(name)):
                return [self._mention(name, self._scope_arabic(i, name))]
            if self.forms[name.end : name.end + 1] and self.forms[name.end] in self.lists.complementisers and name.end - name.start <= 6:
                return [self._mention(name, self._scope_arabic(i, name))]
        before = self._subject_before(i)
        if before is not None:
            return [self._mention(before, (i, self._clause_end(i)))]
        if on or self.forms[i].startswith("و") or (name.end == name.start and name.end < self.n and self.forms[name.end] in self.lists.complementisers):
            return self._carried((i, self._clause_end(i)), i)
        return []

    def _noun_of_saying(self, i: int) -> bool:
        """`قام الجيش بتقييم أن …`: a verbal noun of saying before a complementiser."""
        word = self.words[i]
        return (
            "say" in word.names and any(r.name == "say" and r.pos == "masdar" for r in word.readings)
            and i + 1 < self.n and self.forms[i + 1] in self.lists.complementisers
        )

    def _body_before(self, i: int) -> _Name | None:
        bodies = [m for m in self.mentions if i - 6 <= m.start and m.end <= i and m.kind in _NAMED]
        return _Name(bodies[-1].start, bodies[-1].end) if bodies else None

    def _person(self, name: _Name) -> bool:
        return name.end < self.n and self.forms[name.end] in self.lists.complementisers | _COMMAS

    def _scope_arabic(self, verb: int, name: _Name) -> tuple[int, int]:
        """What a verb with its speaker governs: what follows; what precedes where nothing does."""
        rest = self.n - name.end
        if rest <= 2 and verb > 3:
            return (0, verb)
        return (name.end, self._clause_end(name.end))

    def _passed_on(self, i: int, name: _Name) -> SourceMention | None:
        """`نقلت رويترز عن مسؤول أمني قوله`: the official, by way of Reuters."""
        at = name.end
        if at >= self.n or self.forms[at] not in self.lists.from_ or name.end == name.start:
            return None
        agency = next((m for m in self.mentions if name.start <= m.start < name.end and m.kind in ("agency", "org")), None)
        told = self._name_behind(at + 1)
        if told.end == told.start or agency is None or not self._is_speaker(told.start, told.end):
            return None
        return SourceMention(told.start, told.end, (told.end, self._clause_end(told.end)), self._id(told.start, told.end), agency.id)

    def _subject_before(self, i: int) -> _Name | None:
        """`الجيش الباكستاني يعلن …`: the speaker right before a verb in the present, as headlines have it."""
        readings = [r for r in self.words[i].readings if r.name == "say" and r.pos == "verb"]
        told = i + 1 < self.n and self.forms[i + 1] in self.lists.complementisers
        if not any(r.tense == "present" for r in readings) and not (i and self.sentence.title) and not told:
            return None
        start = i
        while start > 0 and i - start < 8 and self.forms[start - 1] not in _ENDS | _COMMAS | _QUOTES and not self.forms[start - 1][0].isdigit():
            start -= 1
        inside = [m for m in self.mentions if start <= m.start < i and m.kind in _NAMED]
        if not inside or inside[-1].end < i:
            return None
        return _Name(inside[-1].start, i)

    # --- English ---------------------------------------------------------------------------------------------

    def _verbs_english(self) -> list[SourceMention]:
        found: list[SourceMention] = []
        for i in range(self.n):
            if not (self._says(i, "say") or self._says(i, "say_on")):
                continue
            before = self._name_before(i)
            if before is not None:
                repeated = self.lists.match(self.lists.repeated, self.forms, before.start)
                scope = self._scope_english(i, before)
                if repeated is not None and repeated >= before.end:
                    found += self._carried(scope, i)
                elif self._is_speaker(before.start, before.end) or before.start == 0 and self.sentence.raw(0, 1)[:1].isupper() and self.forms[0].isalpha() and before.end - before.start <= 4:
                    found.append(self._mention(before, scope))
                continue
            behind = self._name_behind(i + 1)
            if behind.end > behind.start and i and self.forms[i - 1] in _COMMAS | _QUOTES and self._is_speaker(behind.start, behind.end):
                found.append(self._mention(behind, (0, i)))
        return found

    def _name_before(self, i: int) -> _Name | None:
        """The noun phrase right before a verb of saying, auxiliaries and short adverbs passed over."""
        end = i
        while end > 0 and end > i - 3 and self.forms[end - 1] in _AUXILIARIES:
            end -= 1
        start = end
        while start > 0 and end - start < MAX_NAME:
            form = self.forms[start - 1]
            if self._listed(start - 1):
                start -= 1
                continue
            if form in _ENDS or form in _QUOTES or form in self.lists.complementisers or form in _BREAKS:
                break
            if form in _COMMAS and not self._appositive(start - 1, end):
                break
            if self._says(start - 1, "say") or form[0].isdigit():
                break
            start -= 1
        return _Name(start, end) if start < end else None

    def _listed(self, at: int) -> bool:
        """`officials in the United States, South Korea and Ukraine`: a comma or conjunction between two names."""
        if self.forms[at] not in (",", "and") or at == 0:
            return False
        return at - 1 in self.mention_at and (at + 1 in self.mention_at or self.forms[at + 1] == "the" and at + 2 in self.mention_at)

    def _appositive(self, comma: int, end: int) -> bool:
        """`Peter Vale, a spokesman for the army, said`: a comma inside the name of the speaker."""
        if self.forms[end - 1] not in _COMMAS and comma != end - 1:
            return False
        return True

    def _scope_english(self, verb: int, name: _Name) -> tuple[int, int]:
        rest = [f for f in self.forms[verb + 1 : self.n] if f.isalnum()]
        quoted_before = name.start > 2 and self.forms[name.start - 1] in _COMMAS | _QUOTES
        if quoted_before and len(rest) <= 6 or not rest:
            return (0, name.start)
        if quoted_before and self.forms[verb + 1 : verb + 2] and self.forms[verb + 1] in _COMMAS:
            return (0, self.n)
        return (verb + 1, self._clause_end(verb + 1))


_AUXILIARIES = frozenset(("has", "have", "had", "also", "later", "earlier", "was", "were", "is", "are", "and", "then", "reportedly", ","))
_BREAKS = frozenset(("and", "but", "as", "while", "when", "because", "after", "before", "which"))
