"""From clashes to findings: the best explanation of each pair, one finding for each cause, ranked."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from figures.checks.base import Check, Clash, Context, corpus, modules
from figures.model import SEVERITIES, Article, Claim, Event, Extraction, Finding, Location
from figures.series import Links, link_all
from figures.series.link import series_key


def run_checks(
    events: Sequence[Event],
    extractions: Sequence[Extraction],
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    links: Links | None = None,
) -> list[Finding]:
    """All findings, gravest first. ``select`` and ``ignore`` name checks by code or name.

    ``links`` says which articles are copies; it is worked out where it is not given.
    """
    links = links or link_all(extractions)
    chosen = [m for m in modules() if _wanted(m.CHECK, select, ignore)]
    findings: list[Finding] = []
    for context in corpus(events, extractions, links):
        clashes = [(m.CHECK, clash) for m in chosen for clash in m.run(context)]
        findings += _findings(context, clashes)
    findings.sort(key=lambda f: (-SEVERITIES.index(f.severity), -f.gap, f.fingerprint))
    return findings


def _wanted(check: Check, select: Sequence[str], ignore: Sequence[str]) -> bool:
    names = {check.code, check.name}
    return (not select or not names.isdisjoint(select)) and names.isdisjoint(ignore)


def _findings(context: Context, clashes: list[tuple[Check, Clash]]) -> list[Finding]:
    """One finding for each cause: clashes of a check over one series that share a claim or a value."""
    clashes.sort(key=lambda item: (-item[0].rank, item[0].code, [c.id for c in item[1].claims]))
    explained: set[frozenset[str]] = set()
    groups: dict[tuple[str, str], list[Clash]] = {}
    for check, clash in clashes:
        pair = frozenset(context.text(c) + str(c.best) + str(c.measure) for c in clash.claims[:2])
        if pair in explained and check.rank < 50:
            continue
        explained.add(pair)
        key = (check.code, "\0".join(map(str, series_key(clash.claims[0])[:1])))
        groups.setdefault(key, []).append(clash)
    by_code = {m.CHECK.code: m.CHECK for m in modules()}
    return [
        _finding(context, by_code[code], cause)
        for (code, _), found in sorted(groups.items())
        for cause in _causes(found)
    ]


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


def _finding(context: Context, check: Check, cause: list[Clash]) -> Finding:
    main = max(cause, key=lambda c: (SEVERITIES.index(c.severity), c.gap, [x.id for x in c.claims]))
    claims: dict[str, Claim] = {c.id: c for clash in [main, *cause] for c in clash.claims}
    newest = sorted(claims.values(), key=lambda c: (context.date(c) or "", c.article, c.start), reverse=True)
    key = "\0".join(
        [
            check.code,
            *sorted({f"{c.article}\0{c.id.rpartition(':')[2]}" for c in claims.values()}),
            *map(str, series_key(main.claims[0])),
        ]
    )
    series = next((s.series for s in context.event.series if main.claims[0] in s.claims), None)
    return Finding(
        check=check.name,
        code=check.code,
        severity=main.severity,
        confidence=main.confidence,
        message=main.message,
        fingerprint=hashlib.blake2b(key.encode(), digest_size=8).hexdigest(),
        gap=round(main.gap, 3),
        event=context.event.id,
        series=series,
        baseline="new",
        locations=tuple(_location(context.articles[c.article], c) for c in newest),
    )


def _location(article: Article, claim: Claim) -> Location:
    before = article.body[: claim.start]
    title_lines = 1 if article.title and claim.start > len(article.title) else 0
    line = (article.line or 1) + before.count("\n") - title_lines
    column = claim.start - (before.rfind("\n") + 1) + 1
    if article.title and article.title_line and claim.start < len(article.title):
        line, column = article.title_line, 1
    if article.path and article.path.endswith((".jsonl", ".ndjson")):
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
