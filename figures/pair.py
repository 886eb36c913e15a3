"""Why two claims were linked or not, compared or not, and what each check says of them: for ``figures explain --pair``.

What a check thinks of a pair is asked of its ``judge`` where it has one. A check that looks at more than pairs is run
over the event; where it has nothing against the two its limits are told. Of claims of two events it is told what the
checks would say if the two were one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from figures.checks import Clash, Context, Member, Panel, Silence, contexts, run_checks
from figures.checks.compare import timeless
from figures.model import Claim, Event, Extraction, Finding
from figures.series import Links
from figures.series.why import Likeness, likeness

Fact = tuple[str, str]
"""What is told, and the words of articles that belong to it."""


@dataclass(frozen=True)
class Pair:
    """Two claims and all that was made of the corpus that they are in."""

    a: Claim
    b: Claim
    extractions: Sequence[Extraction]
    links: Links
    panel: Panel

    def events(self) -> list[Event]:
        """The events of the two claims: one where they are linked."""
        return [e for e in self.links.events if any(c.id in (self.a.id, self.b.id) for c in e.claims)]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a check says of a pair: a clash, a reason for silence, or ``None`` where it does not look at pairs and has
    nothing against the two."""

    member: Member
    said: Clash | Silence | None


def explain_pair(pair: Pair) -> Iterator[Fact]:
    """The explanation, line by line."""
    events = pair.events()
    yield from _linked(pair, events)
    context = _context(pair, events)
    reason = context.comparable(pair.a, pair.b)
    yield "", ""
    yield (f"not compared as one count: {reason}", _difference(reason, pair)) if reason else (
        "compared: the two may be one count of one thing", "")
    yield "", ""
    yield ("checks:" if len(events) == 1 else "checks, if the two were of one event:"), ""
    findings = run_checks(pair.links.events, pair.extractions, links=pair.links, checks=pair.panel)
    told = {f.code: f for f in findings if {pair.a.id, pair.b.id} <= {p.claim for p in f.locations}}
    for verdict in verdicts(pair, context):
        check = verdict.member.check
        head = f"  {check.code} {check.name}: "
        if isinstance(verdict.said, Clash):
            yield f"{head}fires, {verdict.said.severity}, ", verdict.said.message
            if len(events) == 1:
                yield f"      {_told(check.code, told)}", ""
        elif verdict.said is None:
            yield f"{head}silent: it looks at the two and finds nothing. {check.silent}", ""
        else:
            yield f"{head}silent: {verdict.said}", ""


def verdicts(pair: Pair, context: Context) -> Iterator[Verdict]:
    """What each check of the panel says of the two."""
    for member in pair.panel.members:
        said = _said(member, context, pair.a, pair.b)
        yield Verdict(member, pair.panel.terms.heard(context, member.check, said) if isinstance(said, Clash) else said)


def _said(member: Member, context: Context, a: Claim, b: Claim) -> Clash | Silence | None:
    ids = {a.id, b.id}
    found = [clash for clash in member.run(context) if ids <= {claim.id for claim in clash.claims}]
    if found:
        return max(found, key=lambda clash: clash.gap)
    if member.judge is None:
        return member.passes(context, a, b) if member.passes is not None else None
    reason = None if member.pairs else context.comparable(a, b)
    said = member.judge(context, a, b)
    if isinstance(said, Clash):  # not among the pairs that it looks at
        return reason or context.comparable(timeless(a), timeless(b))
    return reason or said


def _context(pair: Pair, events: Sequence[Event]) -> Context:
    """The event of the two, or one made of the events of both."""
    claims = tuple(claim for event in events for claim in event.claims)
    articles = tuple(dict.fromkeys(id_ for event in events for id_ in event.articles))
    series = tuple(one for event in events for one in event.series)
    made = Event(id=events[0].id if events else "", articles=articles, series=series, claims=claims)
    return next(iter(contexts([made], pair.extractions, pair.links, pair.panel)))


def _told(code: str, told: Mapping[str, Finding]) -> str:
    if code in told:
        return f"told as finding {told[code].fingerprint}"
    others = ", ".join(f"{f.code} (finding {f.fingerprint})" for f in told.values())
    return f"told by {others}, which explains it better" if others else "told in the finding of another pair"


# --- linked or not ------------------------------------------------------------------------------------------------


def _linked(pair: Pair, events: Sequence[Event]) -> Iterator[Fact]:
    a, b = pair.a, pair.b
    if len(events) == 1:
        yield f"linked: both are of event {events[0].id}", ""
    else:
        of = {claim.id: event.id for event in events for claim in event.claims if claim.id in (a.id, b.id)}
        yield f"not linked: A is of event {of.get(a.id, 'none')}, B of event {of.get(b.id, 'none')}", ""
    text_of = pair.links.text_of
    if a.article == b.article:
        yield "  they stand in one article", ""
    elif text_of.get(a.article, a.article) == text_of.get(b.article, b.article):
        yield "  their articles are copies or versions of one text, which count as one source", ""
    if len(events) == 1:
        series = [{s.series for s in events[0].series if any(c.id == claim.id for c in s.claims)} for claim in (a, b)]
        yield ("  they stand in one series" if series[0] & series[1] else "  they stand in two series"), ""
    if a.article != b.article:
        yield from _shared(pair)


def _shared(pair: Pair) -> Iterator[Fact]:
    """What the two articles have in common, which is what links them, and how many days they are apart."""
    by_id = {e.article.id: e for e in pair.extractions}
    one, other = by_id[pair.a.article], by_id[pair.b.article]
    kinds: dict[str, Callable[[Claim], str | None]] = {
        "places": lambda c: c.place.id if c.place and c.place.id else None,
        "subjects": lambda c: c.subject.id if c.subject and c.subject.id else None,
        "sources": lambda c: c.source.id if c.source and c.source.id else None,
        "figures": lambda c: f"{c.measure} {c.text}" if c.measure and not c.implicit else None,
    }
    for kind, of in kinds.items():
        both = sorted({key for c in one.claims if (key := of(c))} & {key for c in other.claims if (key := of(c))})
        yield f"  shared {kind}: ", ", ".join(both) or "none"
    yield "  published: ", f"{one.article.date or 'no date'} and {other.article.date or 'no date'}"
    yield from _alike(likeness(pair.extractions, pair.a.article, pair.b.article))


def _alike(found: Likeness) -> Iterator[Fact]:
    """What speaks for one event and against it."""
    if found.words:
        yield "  shared rare words (stems): ", ", ".join(found.words)
    if found.odds is None:
        yield f"  not weighed: they lack {found.lacking}", ""
        return
    yield f"  log odds of one event: {found.odds:+.2f} (a group's pairs are above {found.needed:+.2f} on average)", ""
    for said, value in found.terms:
        yield f"    {value:+.2f} {said}", ""


def _difference(reason: Silence, pair: Pair) -> str:
    """The two values that a reason is about."""
    known: dict[Silence, Callable[[Claim], str]] = {
        Silence.MEASURE: lambda c: c.measure or "no measure",
        Silence.KIND: lambda c: str(c.kind),
        Silence.UNIT: lambda c: c.unit or "no unit",
        Silence.NOT_ASSERTED: lambda c: str(c.stance),
        Silence.TOTAL_AND_COUNT: lambda c: c.basis or "no basis",
        Silence.SUBJECT: lambda c: (c.subject.id or c.subject.text) if c.subject else f"{c.unit}",
        Silence.PLACE: lambda c: (c.place.id or c.place.text) if c.place else "no place",
        Silence.TIME: lambda c: f"{c.period.from_} to {c.period.to}" if c.period else "no time",
    }
    of = known.get(reason)
    return f" (A: {of(pair.a)}, B: {of(pair.b)})" if of else ""
