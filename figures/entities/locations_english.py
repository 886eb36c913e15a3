"""Phrases of places in English: ``near the village of Tel Hana``, ``at a shopping mall in Nairobi``."""

from __future__ import annotations

from figures.entities.location_reader import MAX_NAME, MAX_WORDS, Location, LocationReader

ALL_LARGE = 0.6
"""From this share of large words on, a headline writes every word with a capital."""


class English(LocationReader):
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
