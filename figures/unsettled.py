"""Places of claims that only the whole article can settle: a name that several places have, and no place at all.

Which of several places is meant, the other places and parties of the article say; a claim whose sentence and the ones
before name none plays where the article does, and its slot says that the article's head is where this was read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

import msgspec

from figures import slots
from figures.earlier import BACK, LEAD
from figures.entities import Location, Whereabouts
from figures.model import Claim, Slot
from figures.page import Page

MET = 2
"""Sentences back in which the places are read for their names."""


class _Open(NamedTuple):
    """A claim whose place has no id yet: the claim's number, the place in its words, the place named last."""

    claim: int
    location: Location | None
    last: str | None


class Unsettled:
    """The claims of one article whose place has no id yet."""

    def __init__(self, page: Callable[[int], Page]) -> None:
        self._page = page
        self._open: list[_Open] = []

    def meet(self, index: int) -> None:
        """Read the places of the lead and of the sentences before the one of an index, whose names it may use without
        more."""
        for i in sorted({*range(min(LEAD + 1, index)), *range(max(0, index - MET), index)}):
            self._page(i).locations  # noqa: B018 - read for what the pages learn of it

    def note(self, number: int, page: Page, place: Slot | None) -> None:
        """Remember the place of the claim of a number, where it is still to be settled."""
        if place is not None and place.id is not None:
            return
        index = page.sentence.index
        near = [self._page(i) for i in range(index, max(-1, index - BACK), -1)]
        location = next((found for p in near for found in p.locations if place and p.raw_start(found) == place.start),
                        None)
        before = (
            found.id for p in near for found in reversed(p.locations)
            if found.id and place and found.led and (p is not page or p.raw_start(found) < place.start)
        )
        self._open.append(_Open(number, location, next(before, None)))

    def settle(self, claims: list[Claim], told: Iterable[int], sentences: int) -> None:
        """Put what the article says into its claims. ``told`` are the indexes of sentences with claims, ``sentences``
        how many the article has."""
        if not self._open:
            return
        lead = range(min(LEAD, sentences))
        whereabouts = Whereabouts()
        for index in sorted({*lead, *told}):
            whereabouts.note(index, self._page(index).mentions)
        main = self._main(lead, whereabouts.country)
        for number, location, last in self._open:
            place = claims[number].place
            if place is None:
                place = main
            elif location is not None:
                id_ = whereabouts.resolve(location.candidates, location.named, last)
                place = msgspec.structs.replace(place, id=id_)
            claims[number] = msgspec.structs.replace(claims[number], place=place)

    def _main(self, lead: Iterable[int], country: str | None) -> Slot | None:
        """Where the article plays, as its head says: the origin tells that no word of the claim does. A place that
        nothing leads to (``Iraq: five killed``) is in the country that the article is about, or it is a party."""
        named = [(self._page(index), m) for index in lead for m in self._page(index).locations if m.named and m.id]
        led = [(page, m) for page, m in named if m.led]
        of_country = [(page, m) for page, m in named if country is not None and (m.id or "")[:2] == country]
        for page, found in (*led, *of_country)[:1]:
            return slots.slot(page.sentence, found.start, found.end, found.id, "lead", glued=found.glued)
        return None
