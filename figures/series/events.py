"""Events out of groups of articles, and series out of the claims of an event.

A series holds what can be compared: claims of one measure, of the same people, country, part or whole. Figures that no
rule claims stand in series by what they count, so that an event shows all that its articles state.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from figures.model import EVIDENCE, Claim, Event, Extraction, Series, Value


def event(extractions: Sequence[Extraction], text_of: Mapping[str, str]) -> Event:
    """The event of the articles of a group; ``text_of`` says which are copies."""
    claims = [claim for e in extractions for claim in e.claims]
    key = min(claim.id for claim in claims)
    id_ = "e" + hashlib.blake2b(key.encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()
    dates = {e.article.id: e.article.date or "" for e in extractions}
    grouped: dict[tuple[str, str, str, bool], list[Claim]] = defaultdict(list)
    for claim in claims:
        grouped[series_key(claim)].append(claim)
    series = tuple(_series(id_, key_, found, dates, text_of) for key_, found in sorted(grouped.items()))
    return Event(id=id_, articles=tuple(sorted(dates)), series=series, claims=tuple(claims))


def series_key(claim: Claim) -> tuple[str, str, str, bool]:
    """What makes claims comparable within an event: measure, whose and what kind of people, country, part or whole.

    A figure without a measure has kind and unit in place of the people.
    """
    if claim.measure is None:
        return ("", f"{claim.kind} {claim.unit or ''}", "", claim.part_of is not None)
    subject = claim.subject.id if claim.subject and claim.subject.id else ""
    near = claim.place is not None and claim.place.origin in EVIDENCE
    place = (claim.place.id or "")[:2] if claim.place and near else ""
    return (claim.measure, subject, place, claim.part_of is not None)


def _series(
    event: str,
    key: tuple[str, str, str, bool],
    claims: Sequence[Claim],
    dates: Mapping[str, str],
    text_of: Mapping[str, str],
) -> Series:
    ordered = sorted(claims, key=lambda c: (dates[c.article], c.article, c.start))
    digest = hashlib.blake2b("\0".join(map(str, key)).encode("utf-8", "surrogatepass"), digest_size=4).hexdigest()
    latest = [c for c in ordered if dates[c.article] == dates[ordered[-1].article]]
    latest = [c for c in latest if "replaced" not in c.cues] or latest
    days = sorted(d for d in dates.values() if d)
    sources = {c.source.id or c.source.text if c.source else text_of.get(c.article, c.article) for c in ordered}
    return Series(
        event=event,
        series=f"{event}-{digest}",
        measure=key[0] or None,
        unit=None if key[0] else ordered[0].unit,
        subject=(key[1] or None) if key[0] else None,
        place=key[2] or None,
        from_=days[0] if days else None,
        to=days[-1] if days else None,
        low=_least(c.low for c in latest),
        best=_often(latest),
        high=_most(c.high for c in latest),
        articles=len({c.article for c in ordered}),
        sources=len(sources),
        claims=tuple(ordered),
    )


def _least(values: Iterable[Value | None]) -> Value | None:
    known = [v for v in values if v is not None]
    return min(known) if known else None


def _most(values: Iterable[Value | None]) -> Value | None:
    known = [v for v in values if v is not None]
    return max(known) if known else None


def _often(claims: Sequence[Claim]) -> Value | None:
    """The best value of the source named most."""
    named = Counter(c.source.id or c.source.text for c in claims if c.source)
    top = min(named, key=lambda s: (-named[s], s)) if named else None
    own = [c for c in claims if (c.source and (c.source.id or c.source.text)) == top] if top else list(claims)
    return own[-1].best if own else None
