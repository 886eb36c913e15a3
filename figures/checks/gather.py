"""From clashes to findings: the best explanation of each pair, one finding for each cause, ranked."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from figures.checks.base import Check, Clash, Context
from figures.checks.panel import Panel, make_panel
from figures.checks.running import tolls
from figures.model import SEVERITIES, Article, Claim, Event, Extraction, Finding, Location, Value
from figures.series import Links, link_all
from figures.series.link import series_key


def run_checks(
    events: Sequence[Event],
    extractions: Sequence[Extraction],
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    links: Links | None = None,
    checks: Panel | None = None,
) -> list[Finding]:
    """All findings, gravest first.

    ``links`` says which articles are copies; it is worked out where it is not given. ``checks`` are those that run and
    what they know; else they are the shipped ones, of which ``select`` and ``ignore`` name some by code or name.
    """
    checks = checks or make_panel(select, ignore)
    findings: list[Finding] = []
    seen = list(contexts(events, extractions, links or link_all(extractions), checks))
    clashes = [checks.clashes(context) for context in seen]
    at = {context.event.id: i for i, context in enumerate(seen)}
    for toll in tolls(seen):
        own = clashes[at[toll.context.event.id]]
        for check, clash in checks.running(toll):
            # within its event a check has looked at the toll already
            if not any(check == other and clash.claims[0].id == known.claims[0].id for other, known in own):
                own.append((check, clash))
    for context, found in zip(seen, clashes, strict=True):
        findings += _findings(context, found)
    findings.sort(key=lambda f: (-SEVERITIES.index(f.severity), -f.gap, f.fingerprint))
    return findings


def contexts(
    events: Sequence[Event], extractions: Sequence[Extraction], links: Links, checks: Panel
) -> Iterator[Context]:
    """What the checks see, event by event."""
    articles = {e.article.id: e.article for e in extractions}
    ordinals = {id_: number for e in extractions for id_, number in _ordinals(e)}
    claims = {e.article.id: e.claims for e in extractions}
    return (
        Context(event, articles, links.text_of, checks.lore, checks.terms.sources, ordinals, claims) for event in events
    )


def _ordinals(extraction: Extraction) -> Iterator[tuple[str, int]]:
    """Claims are counted by measure, so that a figure of something else that is put in above moves none of them."""
    seen: Counter[str | None] = Counter()
    for claim in extraction.claims:
        yield claim.id, seen[claim.measure]
        seen[claim.measure] += 1


COPIES = 50
"""From this rank on a check compares copies with one another: each copy that differs takes part in its finding."""

Values = frozenset[tuple[str | None, Value | None, Value | None]]


def _values(clash: Clash) -> Values:
    """What is at odds: the measures and values of the two claims, whoever prints them."""
    return frozenset((c.measure, c.low, c.high) for c in clash.claims[:2])


def _findings(context: Context, clashes: list[tuple[Check, Clash]]) -> list[Finding]:
    """One finding for each cause: clashes of a check over one measure that share a claim.

    What the copies of a text repeat is told once. What other checks say of the same two values in other texts only
    adds the places where these are printed.
    """
    clashes.sort(key=lambda item: (-item[0].rank, item[0].code, [c.id for c in item[1].claims]))
    first: dict[Values, tuple[Check, Clash]] = {}
    told: dict[frozenset[tuple[object, ...]], Check] = {}
    groups: dict[tuple[str, str], list[Clash]] = {}
    echoes: list[Clash] = []
    for check, clash in clashes:
        printed = frozenset((context.text(c), c.measure, c.low, c.high) for c in clash.claims[:2])
        single = len(clash.claims) == 1
        if not single and printed in told and not (told[printed] == check and check.rank >= COPIES and _across(clash)):
            continue
        told.setdefault(printed, check)
        known = first.setdefault(_values(clash), (check, clash))
        if not single and known[0] != check and _explains(known[1], clash):
            echoes.append(clash)
        else:
            groups.setdefault((check.code, clash.claims[0].measure or ""), []).append(clash)
    by_code = {check.code: check for check, _ in clashes}
    return [
        _finding(context, by_code[code], cause, [e for e in echoes if _values(e) in set(map(_values, cause))])
        for (code, _), found in sorted(groups.items())
        for cause in _causes(found)
    ]


def _across(clash: Clash) -> bool:
    return len({c.article for c in clash.claims}) > 1


def _explains(known: Clash, clash: Clash) -> bool:
    """Whether a clash over the same values is told by the one of a higher rank: of the same claims always, of others
    where it is no graver."""
    same = {c.id for c in known.claims[:2]} == {c.id for c in clash.claims[:2]}
    return same or SEVERITIES.index(clash.severity) <= SEVERITIES.index(known.severity)


def _causes(clashes: list[Clash]) -> list[list[Clash]]:
    """Clashes that share a claim, or a value, are one cause."""
    causes: list[tuple[set[str], list[Clash]]] = []
    for clash in clashes:
        keys = {c.id for c in clash.claims}
        joined = [cause for cause in causes if cause[0] & keys]
        merged: tuple[set[str], list[Clash]] = (set(keys), [clash])
        for cause in joined:
            merged = (merged[0] | cause[0], cause[1] + merged[1])
            causes.remove(cause)
        causes.append(merged)
    return [cause[1] for cause in causes]


def _finding(context: Context, check: Check, cause: list[Clash], echoes: list[Clash]) -> Finding:
    main = max(cause, key=lambda c: (SEVERITIES.index(c.severity), c.gap, [x.id for x in c.claims]))
    claims: dict[str, Claim] = {c.id: c for clash in [main, *cause, *echoes] for c in clash.claims}
    newest = sorted(claims.values(), key=lambda c: (context.date(c) or "", c.article, c.start), reverse=True)
    series = next((s.series for s in context.event.series if main.claims[0] in s.claims), None)
    return Finding(
        check=check.name,
        code=check.code,
        severity=main.severity,
        confidence=main.confidence,
        message=main.message,
        fingerprint=_fingerprint(context, check, claims.values()),
        gap=round(main.gap, 3),
        event=context.event.id,
        series=series,
        baseline="new",
        locations=tuple(_location(context.articles[c.article], c) for c in newest),
    )


def _fingerprint(context: Context, check: Check, claims: Iterable[Claim]) -> str:
    """A name for a finding that no value, line or offset is in."""
    parts = {f"{c.article}\0{c.measure}\0{context.ordinals.get(c.id, 0)}\0{series_key(c)}" for c in claims}
    key = "\0".join([check.code, *sorted(parts)]).encode("utf-8", "surrogatepass")
    return hashlib.blake2b(key, digest_size=8).hexdigest()


def _location(article: Article, claim: Claim) -> Location:
    before = article.body[: claim.start]
    title_lines = 1 if article.title and claim.start > len(article.title) else 0
    line = (article.line or 1) + before.count("\n") - title_lines
    column = claim.start - (before.rfind("\n") + 1) + 1
    if article.title and article.title_line and claim.start < len(article.title):
        line, column = article.title_line, 1
    if not article.verbatim:
        line, column = article.line or 1, 1
    return Location(
        article=article.id,
        start=claim.start,
        end=claim.end,
        line=line,
        column=column,
        text=claim.text,
        claim=claim.id,
        path=article.path,
    )
