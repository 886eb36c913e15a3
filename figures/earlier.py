"""What a claim takes from the sentences before, where its own says nothing: when it happened, and where.

It is evidence only where the sentence goes on about the event of the one before; else it is a guess, and its origin
says so.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable

import msgspec

from figures import slots, where
from figures.attribution import times_of_saying
from figures.dates import DateMention, opens_earlier
from figures.dates.calendar import parse_day
from figures.entities import load_forms
from figures.lexicon import Lexicon
from figures.model import Figure, Origin, Period, Slot
from figures.page import Page
from figures.quantities.phrases import load_languages
from figures.rules import Decision, Scene

FORCE_MEASURES = frozenset(("deployed", "reinforcements", "withdrawn", "strength", "mobilised"))

LEAD = 2
"""Sentences at the head of an article that say where it plays: its headline and its first sentence."""

BACK = 4
"""Sentences back in which a place without a name, or a time, may have been named."""

_LASTING = frozenset(("stock", "flow"))
_NEAR = frozenset(("clause", "sentence"))
_HAPPENED = frozenset(("incident", "total"))

_RARE = 5
"""From here on a figure that turns up again is the same one."""

_PLANNED = 8
"""Words before a time in which a plan for it may be named."""

_LATE = datetime.timedelta(3)
"""By so much a feed may date an article too early."""


class Earlier:
    """The sentences of an article so far, with the times and places that their claims took."""

    def __init__(self, page: Callable[[int], Page], lexicon: Lexicon, published: str | None) -> None:
        """``page`` gives the sentence of an index; ``published`` is the date of the article."""
        self._page, self._lexicon, self._published = page, lexicon, published
        self._dated: dict[int, set[int]] = {}
        """Where the times stand that claims of a sentence took from it, by the index of the sentence."""
        self._told: dict[int, set[tuple[str, object, object]]] = {}
        """The figures that a time of their sentence belongs to, with their measures, by the index of the sentence."""
        self._placed: dict[int, list[tuple[str, Figure, Slot]]] = {}
        """The places that claims of a sentence took from it, with what they count, by the index of the sentence."""

    def note(
        self, page: Page, decision: Decision, figure: Figure, place: Slot | None, period: Period | None
    ) -> None:
        """Remember what a claim of a sentence took from it: the sentences behind may go on from there."""
        index = page.sentence.index
        if place is not None and place.origin in _NEAR:
            self._placed.setdefault(index, []).append((decision.rule.emit.measure, figure, place))
        if period is not None and period.origin in _NEAR:
            self._dated.setdefault(index, set()).add(period.start)
            self._told.setdefault(index, set()).add((decision.rule.emit.measure, figure.low, figure.high))

    def to_come(self, date: DateMention, decision: Decision, scene: Scene | None = None) -> bool:
        """Whether a time is still to come, so that what is asserted to have happened did not happen then: by words that
        lean on the publication (`2 سبتمبر المقبل`), behind words for plans, or where only a sentence before names it
        (no ``scene``)."""
        first, published = parse_day(date.from_), parse_day(self._published)
        if decision.stance != "asserted" or decision.basis not in _HAPPENED or first is None or published is None:
            return False
        if date.relative:
            return first > published
        if first <= published + _LATE:
            return False
        return scene is None or scene.has("expected", max(0, date.start - _PLANNED), date.start)

    def period(self, page: Page, scene: Scene, decision: Decision, figure: Figure) -> Period | None:
        """When it happened, as the sentences before say, where this one has no time of its own: of the sentence before
        where this one speaks of the same event (`الانفجار`) or tells the same figure again, else a guess that says it
        is one."""
        own = page.dates[:1]
        if own and not own[0].dayless and not (own[0].now and slots.happened_once(decision)):
            # the day on which it was said: it happened not long before
            return slots.period_of(page.sentence, own[0], "main")
        for index in range(page.sentence.index - 1, max(-1, page.sentence.index - 1 - BACK), -1):
            earlier = self._page(index)
            dates = [d for d in earlier.dates if not self.to_come(d, decision)]
            if not dates or dates[0].dayless:
                continue
            saying = times_of_saying(earlier.sentence, earlier.words)
            told = [d for d in dates if not slots.is_said(earlier.sentence, d, saying)]
            date = (told or dates)[0]
            near = told and index == page.sentence.index - 1 and not earlier.sentence.title
            near = near and not opens_earlier(page.sentence) and (
                "rise" in decision.cues or self._points_back(page, scene) if date.since
                else self._repeats(figure, decision, index)
                or self._same_paragraph(earlier, page) or self._tells_on(page, earlier, date, decision)
            )
            return slots.period_of(earlier.sentence, date, "previous" if near else "main")
        return None

    def place(self, page: Page, decision: Decision, figure: Figure) -> Slot | None:
        """The place of the sentence before: the one that its claims took, else the first that it names. Evidence where
        this sentence goes on about its event or tells its figure again, else a guess that says it is one."""
        index = page.sentence.index - 1
        if index < 0:
            return None
        earlier = self._page(index)
        measure = decision.rule.emit.measure
        placed = self._placed.get(index, ())
        same = [place for of, _, place in placed if of == measure]
        again = [p for of, told, p in placed if of == measure and (told.low, told.high) == (figure.low, figure.high)]
        found = (again or same or [place for _, _, place in placed])[:1]
        if not found:
            seats = {m.seat.start for m in earlier.mentions if m.seat}
            first = next((m for m in earlier.locations if m.named and m.led and m.start not in seats), None)
            if first is None:
                return None
            found = [slots.slot(earlier.sentence, first.start, first.end, first.id, "main", glued=first.glued)]
        near = not _shifts(page) and (
            (bool(again) and not figure.implicit)
            or (index <= LEAD and decision.basis not in _LASTING and measure not in FORCE_MEASURES)
            or (decision.basis in _HAPPENED and self._same_paragraph(earlier, page))
            or self._goes_on(page)
        )
        origin: Origin = "lead" if earlier.sentence.title else "previous" if near else "main"
        return msgspec.structs.replace(found[0], origin=origin)

    def _tells_on(self, page: Page, earlier: Page, date: DateMention, decision: Decision) -> bool:
        """Whether a sentence is likely to speak of the event that the one before dates: it names it, or the one before
        is the head of the article and gives figures of that day."""
        if decision.rule.emit.measure in FORCE_MEASURES:
            return False
        if self._goes_on(page):
            return True
        index = earlier.sentence.index
        day = earlier.sentence.raw_span(date.start, date.end).start
        return index <= LEAD and decision.basis not in _LASTING and day in self._dated.get(index, ())

    def _repeats(self, figure: Figure, decision: Decision, index: int) -> bool:
        """Whether a figure was told in an earlier sentence, with a time, as ``five`` and more are rarely by chance."""
        if figure.low is None or figure.low != figure.high or figure.low < _RARE:
            return False
        return (decision.rule.emit.measure, figure.low, figure.high) in self._told.get(index, ())

    def _points_back(self, page: Page, scene: Scene) -> bool:
        """Whether a sentence points back to an event: `هذه الهجمات`, ``these attacks``."""
        return any(
            "definite_repeat" in scene.marks[at - 1] and where.is_event(page, at, self._lexicon)
            for at in range(1, len(page.words))
        )

    def _same_paragraph(self, earlier: Page, page: Page) -> bool:
        """Whether an English sentence stands in one paragraph with the one before; Arabic paragraphs hold too much."""
        between = page.sentence.text.folded[earlier.sentence.end : page.sentence.start]
        return page.sentence.lang == "en" and "\n" not in between

    def _goes_on(self, page: Page) -> bool:
        """Whether a sentence speaks of an event that was named before: ``the blast``."""
        forms, articles = page.sentence.forms, load_languages()[page.sentence.lang].determiners
        happens = load_forms()[page.sentence.lang].happens
        return any(
            (happens[form][1] or any(r.det for r in word.readings) or (at > 0 and forms[at - 1] in articles))
            and where.is_event(page, at, self._lexicon)
            for at, (form, word) in enumerate(zip(forms, page.words, strict=True))
        )


def _shifts(page: Page) -> bool:
    """Whether a sentence says that it speaks of something else than the one before: ``Elsewhere, ...``."""
    forms = page.sentence.forms
    return any(tuple(forms[: len(words)]) == words for words in load_forms()[page.sentence.lang].shifts)
