"""Phrases of places in English: ``near the village of Tel Hana``, ``at a shopping mall in Nairobi``."""

from __future__ import annotations

from figures.entities.location_reader import MAX_NAME, MAX_WORDS, Location, LocationReader

MAX_MODIFIERS = 4
"""Common words between an article and a noun of places."""
ALL_LARGE = 0.6
"""From this share of large words on, a headline writes every word with a capital."""


class English(LocationReader):
    def phrase(self, at: int) -> Location | None:
        form = self.forms[at]
        if self.leads(at) and at + 1 < len(self.forms):
            behind, sure = self._behind_lead(at), form in self.words.leads
            known_start = sure or form in self.words.loose or self._opens(behind)
            found = self._noun_phrase(behind, sure) if behind < len(self.forms) and known_start else None
            if found is not None:
                return self._whole(*found, form not in self.words.moves)
        known = self.place_at.get(at)
        if known is not None:
            if self._compounds(known.end):
                return None
            return self._whole(at, self._behind(known.end), True, False)
        if form in self.words.directions and self.forms[at + 1 : at + 2] == ["of"]:  # `northeast of Hasaka`
            found = self._noun_phrase(at + 2, True) if at + 2 < len(self.forms) else None
            return self._whole(at, found[1], found[2], True) if found else None
        return None

    def _whole(self, start: int, end: int, named: bool, led: bool) -> Location:
        """A phrase with what says where that is in turn."""
        head = next((form for form in reversed(self.forms[start:end]) if form in self.words.nouns), "")
        end, named = self._tails(start, end, named)
        self._note(start, end)
        return self.made(start, end, named, 0, led, head)

    def _behind_lead(self, at: int) -> int:
        """The token behind a word that leads to a place, or behind several: ``in front of``."""
        longer = self.words.longer.get(self.forms[at], ())
        return at + (len(longer) if longer and tuple(self.forms[at : at + len(longer)]) == longer else 1)

    def _opens(self, token: int) -> bool:
        """Whether a token may be the first behind ``to``, where else a verb stands: ``to return homes``."""
        if token >= len(self.forms):
            return False
        form = self.forms[token]
        begins = form in self.words.openers or form in self.words.nouns or form in self.words.directions
        return begins or token in self.place_at or token in self.nation_at or self._capital(token)

    def _compounds(self, token: int) -> bool:
        """``Iran-backed``, ``Texas-based``: a name that only says of what kind the next word is."""
        if self.forms[token : token + 1] != ["-"] or token + 1 >= len(self.forms):
            return False
        return self.sentence.raw(token + 1, token + 2).islower() and self.forms[token + 1] not in self.words.heads

    def _tails(self, start: int, end: int, named: bool) -> tuple[int, bool]:
        while end - start < MAX_WORDS and end + 1 < len(self.forms) and self._joins(end):
            at = end + 1
            if self.forms[end] == "to" and not self._direction(at):
                break
            longer = self._noun_phrase(at)
            if longer is None or (self.forms[end] == "," and at not in self.place_at):
                break
            end, named = longer[1], named or longer[2]
        return end, named

    def _joins(self, at: int) -> bool:
        """Whether a token joins a place to the next: ``in``, and behind a border ``with``."""
        form = self.forms[at]
        return form in self.words.joins or (form in self.words.across and self.forms[at - 1] in self.words.borders)

    def _direction(self, at: int) -> bool:
        """``to the north of``."""
        return any(form in self.words.directions for form in self.forms[at : at + 2])

    def _noun_phrase(self, at: int, sure: bool = True) -> tuple[int, int, bool] | None:
        """The phrase at a token: its start, its end, and whether it holds a name. A name that nobody knows makes one
        where what leads to it is ``sure`` to lead to a place."""
        end, last, named, token = at, at, False, at
        ground = sure and self.forms[at] not in self.words.owners
        while token < len(self.forms) and token - at <= MAX_NAME + 3:
            known = self.place_at.get(token)
            form = self.forms[token]
            if known is not None and not self._compounds(known.end):
                token = last = known.end
                named = ground = True
                continue
            if known is not None:
                token = known.end + 1  # `the Turkey-backed town`
            elif form in self.words.nouns and token not in self.bodies:
                last, ground = token + 1, True
            elif form in self.words.sides and self.forms[token + 1 : token + 2] == ["."] and token + 2 in self.place_at:
                token += 1
            elif (form in _JOINTS and token > at) or token in self.nation_at or self._small(token):
                pass
            elif self._capital(token):
                last, named = token + 1, True
            elif not (form in self.words.openers and token not in self.barred) and not self._modifies(token):
                break
            token += 1
        end = last
        bare = all(form in self.words.directions or form in self.words.openers for form in self.forms[at:end])
        pointing = end < len(self.forms) and self.forms[end] == "of"  # `the west of Homs province`
        if end == at or not ground or (bare and not pointing):
            return None
        nouns = [form for form in self.forms[at:end] if form in self.words.nouns]
        if not nouns and not any(at <= t < end for t in self.place_at) and (
            self._small_word(end) or self.forms[end : end + 1] == ["'s"]
        ):
            return None  # `at a Rotary meeting`, `in Hanning's case`: the name belongs to the next word
        if not named and self.forms[at] in self.words.owners and nouns[-1:] and nouns[-1] in self.words.sites:
            return None  # `their homes`
        return at, end, named

    def _note(self, start: int, end: int) -> None:
        """Note the unknown name beside a noun of lands: ``the village of Tel Hana``, ``Tel Hana village``."""
        lands, forms = self.words.lands, self.forms
        for at in range(start, end):
            stop = at
            while stop < end and stop - at < MAX_NAME and stop not in self.place_at and forms[stop] not in lands \
                    and self._capital(stop):
                stop += 1
            if stop == at:
                continue
            of = at - start > 1 and forms[at - 1] == "of" and forms[at - 2] in lands
            if of or (at > start and forms[at - 1] in lands) or (stop < end and forms[stop] in lands):
                self.name = (at, stop)
            return

    def _small_word(self, token: int) -> bool:
        return self.plain(token) and self.sentence.raw(token, token + 1).islower()

    def _small(self, token: int) -> bool:
        """``al-Wasata``: a small word that begins a name; one that is a word of its own needs the hyphen."""
        hyphen = self.forms[token + 1 : token + 2] == ["-"]
        name = token + 2 if hyphen else token + 1
        if not hyphen and self.forms[token] in self.function_words:
            return False
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
        """``a high security men's jail``, ``the army base``: whether words before a noun of places belong to it."""
        for noun in range(token + 1, min(token + MAX_MODIFIERS, len(self.forms) - 1) + 1):
            before = noun - 1
            if not self._may_modify(before):
                return False
            if noun not in self.bodies and self.forms[noun] in self.words.nouns:
                return True
            if noun == token + 1 and self.forms[token] in self.words.directions and self._capital(noun):
                return True
        return False

    def _may_modify(self, token: int) -> bool:
        if self.forms[token] in _JOINTS or token in self.bodies:
            return True
        return self.plain(token) and not self.leads(token)


_JOINTS = frozenset(("'s", "-"))
