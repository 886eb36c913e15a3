"""Which place is meant where the words do not say it: by what else the article speaks of.

A name that several places have is the one in the country that the article is about; a village nobody lists is somewhere
in that country; `المدينة`, ``the area`` is the place named last. What stays open has no id: a guess would be worse.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from figures.entities.gazetteer import Mention

CLEAR = 2
"""How many times as often as the next country one must be named for an article to be about it."""


class Whereabouts:
    """The countries that an article names, counted as it is read."""

    def __init__(self) -> None:
        self._countries: Counter[str] = Counter()
        self._seen: set[int] = set()

    def note(self, index: int, mentions: Sequence[Mention]) -> None:
        """Count the countries of the sentence with that index; a second time changes nothing."""
        if index in self._seen:
            return
        self._seen.add(index)
        for mention in mentions:
            code = (mention.id or "")[:2] if mention.kind == "place" else mention.party or ""
            if len(code) == 2 and code.isupper():
                # where something is says more than who does it
                self._countries[code] += 3 if mention.kind == "place" else 1

    @property
    def country(self) -> str | None:
        """The country that the article is about; ``None`` where that is not clear."""
        top = sorted(self._countries.items(), key=lambda item: (-item[1], item[0]))[:2]
        if not top or (len(top) > 1 and top[0][1] < CLEAR * top[1][1]):
            return None
        return top[0][0]

    def resolve(self, candidates: Sequence[str], named: bool, last: str | None) -> str | None:
        """The id of a place without one: of its ``candidates`` the one whose country is named most; the place named
        ``last`` where it has no name; else the article's country."""
        if candidates:
            ranked = sorted(((self._countries[c[:2]], c) for c in candidates), key=lambda pair: (-pair[0], pair[1]))
            clear = ranked[0][0] > 0 and (len(ranked) == 1 or ranked[0][0] > ranked[1][0])
            return ranked[0][1] if clear else None
        return last if not named and last is not None else self.country
