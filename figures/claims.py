"""From decided figures to claims: slots from the sentence and what is near, ids, and links between claims."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import msgspec

from figures import slots, where
from figures.attribution import (
    SourceMention,
    SourceState,
    find_sources,
    is_open,
    settled,
    times_of_saying,
)
from figures.datelines import apart_from_saying
from figures.earlier import FORCE_MEASURES, LEAD, Earlier
from figures.lexicon import Lexicon
from figures.model import Amount, Article, Claim, Figure, NumberSpan, Period, Slot
from figures.page import Page
from figures.quantities import Chosen, best, interval
from figures.rules import Decision, Measure, Scene
from figures.unsettled import Unsettled

CARRY = 3
"""How many sentences back a source may be carried on from."""

@dataclass(slots=True)
class _Slots:
    subject: Slot | None = None
    actor: Slot | None = None
    source: Slot | None = None
    place: Slot | None = None
    period: Period | None = None
    stated: Period | None = None


@dataclass(slots=True)
class Builder:
    """Builds the claims of one article, sentence by sentence."""

    article: Article
    lexicon: Lexicon
    policies: Chosen
    measures: dict[str, Measure]
    page: Callable[[int], Page]
    claims: list[Claim] = field(default_factory=list)
    _state: SourceState | None = None
    _read: int = -1
    _phrases_of: dict[bool, list[tuple[int, int]]] = field(default_factory=dict)
    _ids: dict[int, dict[int, str]] = field(default_factory=dict)
    """Ids of the claims by the index of their sentence and the number of their figure."""
    _earlier: Earlier = field(init=False)
    _places: Unsettled = field(init=False)

    def __post_init__(self) -> None:
        self._places = Unsettled(self.page)
        self._earlier = Earlier(self.page, self.lexicon, self.article.date)

    def add(self, page: Page, scene: Scene, decisions: dict[int, Decision]) -> None:
        """Add the claims of a sentence: every explicit figure, and the implicit ones that a rule claims."""
        sources = self._sources(page) if decisions else []
        decisions = {n: d for n, d in decisions.items() if not _speaks(scene.figures[n], d, sources)}
        kept = [n for n, figure in enumerate(scene.figures) if n in decisions or not figure.implicit]
        ids = {n: self._id(scene.figures[n], len(self.claims) + i) for i, n in enumerate(kept)}
        self._ids[page.sentence.index] = ids
        if decisions:
            self._places.meet(page.sentence.index)
        self._phrases_of.clear()
        for number in kept:
            decision = decisions.get(number)
            filled = self._slots(page, scene, number, decision, sources) if decision else _Slots()
            if decision:
                self._places.note(len(self.claims), page, filled.place)
                self._earlier.note(page, decision, scene.figures[number], filled.place, filled.period)
            self.claims.append(self._claim(page, scene, number, decision, ids, filled))

    def finish(self, sentences: int) -> None:
        """Settle what was left open, by all that was read; ``sentences`` is how many the article has."""
        self._settle_sources()
        self._places.settle(self.claims, self._ids, sentences)

    def _settle_sources(self) -> None:
        """Give those who are known by name or kind alone the body or country that the article says elsewhere."""
        known, countries = (self._state.known, self._state.countries) if self._state else ((), ())
        for number, claim in enumerate(self.claims):
            if claim.source and claim.source.id and is_open(claim.source.id):
                source = msgspec.structs.replace(claim.source, id=settled(claim.source.id, known, countries))
                self.claims[number] = msgspec.structs.replace(claim, source=source)

    def _id(self, figure: Figure, ordinal: int) -> str:
        key = f"{self.article.id}\0{ordinal}\0{figure.low}\0{figure.high}".encode("utf-8", "surrogatepass")
        return f"{hashlib.blake2b(key, digest_size=6).hexdigest()}:{ordinal}"

    def _sources(self, page: Page) -> list[SourceMention]:
        """The sources of a sentence; the few sentences before it are read for what they carry on."""
        index = page.sentence.index
        first = max(self._read + 1, index - CARRY)
        if first > self._read + 1:
            self._forget()
        found: list[SourceMention] = []
        if self._read < 0:  # the head of the article names who speaks and what country it is about
            for i in range(min(LEAD, first)):
                lead = self.page(i)
                self._state = find_sources(lead.sentence, lead.words, lead.mentions, self._state)[1]
            if first > LEAD:
                self._forget()
        for i in range(first, index + 1):
            earlier = self.page(i)
            found, self._state = find_sources(earlier.sentence, earlier.words, earlier.mentions, self._state)
        self._read = index
        return found

    def _forget(self) -> None:
        """Sentences are passed over: nobody speaks on behind them, but who was named stays known."""
        if self._state:
            self._state = SourceState(known=self._state.known, countries=self._state.countries)

    def _slots(self, page: Page, scene: Scene, number: int, decision: Decision, sources: list[SourceMention]) -> _Slots:
        figure = scene.figures[number]
        antecedent = self._antecedent(scene, number)
        filled = _Slots()
        leaves = self.measures[decision.rule.emit.measure].leaves
        filled.subject = slots.subject(scene, figure, page.mentions, self.lexicon, antecedent, leaves)
        barred = [(s.start, s.end) for s in sources if not s.carried]
        barred += self._figure_phrases(page, scene, leaves)
        covering = [s for s in sources if s.scope[0] <= figure.number[0] < s.scope[1]]
        spoken = [s.spoken for s in covering if s.spoken[1] > s.spoken[0]]
        said = slots.until(spoken, min(decision.trigger[0], figure.start))
        if page.dates:
            spoken += times_of_saying(page.sentence, page.words)
        locations = apart_from_saying(page.sentence, page.locations, {s.start for s in covering if not s.carried})
        filled.place = where.place(scene, decision, figure, locations, [*barred, *said], leaves, self.lexicon)
        dates = [d for d in page.dates if not self._earlier.to_come(d, decision, scene)]
        filled.period, filled.stated = slots.period(scene, decision, figure, dates, spoken)
        filled.source = self._source(page, covering)
        if filled.period is None:
            filled.period = self._earlier.period(page, scene, decision, figure)
        elif page.dates[0].dayless:  # an hour, or a happening: of the day that was told before
            earlier = self._earlier.period(page, scene, decision, figure)
            if earlier is not None and earlier.from_ is not None and earlier.granularity == "day":
                filled.period = msgspec.structs.replace(
                    filled.period, from_=earlier.from_, to=earlier.to, granularity=earlier.granularity
                )
        self._party(page, scene, figure, decision, filled)
        if filled.place is None:
            filled.place = self._earlier.place(page, decision, figure)
        return filled

    def _figure_phrases(self, page: Page, scene: Scene, leaves: bool) -> list[tuple[int, int]]:
        """The tokens of each figure and of what says who is counted, worked out once a sentence."""
        if leaves not in self._phrases_of:
            self._phrases_of[leaves] = [
                (f.start, max(f.end, self._subject_end(page, scene, f, leaves)))
                for f in scene.figures
                if not f.implicit
            ]
        return self._phrases_of[leaves]

    def _subject_end(self, page: Page, scene: Scene, figure: Figure, leaves: bool) -> int:
        """The token behind what says who is counted: a country named there is no place of the claim."""
        subject = slots.subject(scene, figure, page.mentions, self.lexicon, None, leaves)
        if subject is None:
            return figure.end
        return next(
            (t for t in range(figure.end, len(scene.words)) if page.sentence.raw_span(t, t + 1).start >= subject.end),
            figure.end,
        )

    def _party(self, page: Page, scene: Scene, figure: Figure, decision: Decision, filled: _Slots) -> None:
        """Who sends, kills, holds; for forces that are said of nobody, also whose they are."""
        filled.actor = slots.actor(scene, decision, figure, page.mentions)
        if filled.actor and filled.source and not slots.does(scene, decision) and (
            filled.source.start < filled.actor.end and filled.actor.start < filled.source.end
        ):
            filled.actor = None  # `the army counted 30 people killed`: it says so, and is not said to have done it
        bare = (
            filled.subject is None
            or "/" not in (filled.subject.id or "x")
            or (filled.subject.id or "").startswith("role/")
        )
        if decision.rule.emit.measure in FORCE_MEASURES and bare and filled.actor is not None:
            role = (filled.subject.id or "role/military") if filled.subject else "role/military"
            party = (filled.actor.id or "").partition("/")[0]
            filled.subject = msgspec.structs.replace(
                filled.actor, id=slots.subject_id(party, role) if len(party) == 2 else filled.actor.id
            )

    def _source(self, page: Page, covering: list[SourceMention]) -> Slot | None:
        if not covering:
            return None
        source = min(covering, key=lambda s: (s.scope[1] - s.scope[0], s.start))
        if source.slot is not None:
            return source.slot
        return slots.slot(page.sentence, source.start, source.end, source.id, "clause", source.via)

    def _antecedent(self, scene: Scene, number: int) -> Figure | None:
        if scene.figures[number].unit is not None:
            return None
        return next((scene.figures[n] for n in range(number - 1, -1, -1) if scene.figures[n].unit is not None), None)

    def _claim(
        self, page: Page, scene: Scene, number: int, decision: Decision | None, ids: dict[int, str], filled: _Slots
    ) -> Claim:
        # as long as a claim has fields: each is filled here and nowhere else
        figure, sentence = scene.figures[number], page.sentence
        end = figure.end
        if decision:
            # `4000 جندي كوري شمالي`: a nationality of two words is taken whole
            end = max(
                [end, *(m.end for m in page.mentions if m.kind == "nationality" and figure.start <= m.start < end)]
            )
        span, inner = sentence.raw_span(figure.start, end), sentence.raw_span(*figure.number)
        whole = sentence.text.raw_span(sentence.start, sentence.end)
        raw, unit = sentence.text.raw, self.lexicon.units.get(figure.unit or "")
        part = ids.get(decision.part_of) if decision and decision.part_of is not None else None
        if decision and decision.earlier:
            part = self._ids[decision.earlier[0]].get(decision.earlier[1])
        previous = decision.previous if decision else None
        return Claim(
            id=ids[number],
            article=self.article.id,
            start=span.start,
            end=span.end,
            text=raw[span.start : span.end],
            number=NumberSpan(text=raw[inner.start : inner.end], start=inner.start, end=inner.end),
            low=figure.low,
            best=best(figure),
            high=figure.high,
            qualifier=figure.qualifier,
            interval=interval(figure, self.policies.of(decision.rule.emit.measure if decision else None)),
            implicit=figure.implicit,
            kind=figure.kind,
            unit=unit.display if unit else figure.unit,
            value=Amount(amount=figure.value[0], unit=figure.value[1]) if figure.value else None,
            measure=decision.rule.emit.measure if decision else None,
            trigger=sentence.raw(*decision.trigger) if decision else None,
            basis=decision.basis if decision else None,
            stance=decision.stance if decision else "asserted",
            previous=ids.get(previous) if previous is not None else None,
            subject=filled.subject,
            actor=filled.actor,
            source=filled.source,
            place=filled.place,
            period=filled.period,
            stated=filled.stated,
            part_of=part,
            sentence=(whole.start, whole.end),
            rule=decision.rule.id if decision else None,
            headline=sentence.title,
            definite=figure.definite,
            cues=decision.cues if decision else (),
            problem=figure.problem,
        )


def _speaks(figure: Figure, decision: Decision, sources: Sequence[SourceMention]) -> bool:
    """``the strike left 12 dead, a doctor said``: whether one person is who says it. ``a wounded soldier said`` is both
    a speaker and wounded: what claims it stands in the name."""
    return figure.implicit and any(
        s.start == figure.start and not s.start <= decision.trigger[0] < s.end for s in sources if not s.carried
    )
