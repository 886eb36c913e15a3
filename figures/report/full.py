"""The full report, for people: findings grouped by event, with every place that takes part, quoted with its source.

All words of articles go through ``isolate``. The layout is one plain text; colours are laid over it where the run asks
for them, and never carry meaning of their own.
"""

from __future__ import annotations

import io
from collections.abc import Iterator

from figures.model import SEVERITIES, Article, Claim, Finding, Location
from figures.report import terminal, words
from figures.report.parts import KNOWN, path_of, quoted, told
from figures.report.run import Run
from figures.report.safe import cut, inert, isolate, safe

NAME = "full"

_COLOURS = {"error": "bold red", "warning": "bold yellow", "note": "bold cyan"}
Line = tuple[str, str]
"""A line of the report and its style."""


def render(run: Run) -> str:
    """The report as text that ends in a line end. On a terminal the lines fit its width, and the summary that
    ``terminal`` makes stands in place of the last lines."""
    lines = [(inert(text), style) for text, style in (*_findings(run), *(_summary(run) if run.width is None else ()))]
    if run.width is not None:
        lines = [(piece, style) for text, style in lines for piece in terminal.fit(text, run.width)]
    if not run.colour:
        return "".join(f"{text}\n" for text, _ in lines)
    from rich.console import Console  # noqa: PLC0415 - slow to import, and only terminals need it
    from rich.text import Text  # noqa: PLC0415

    out = io.StringIO()
    console = Console(file=out, force_terminal=True, color_system="standard", highlight=False, soft_wrap=True)
    for text, style in lines:
        console.print(Text(text, style=style))
    return out.getvalue()


def _findings(run: Run) -> Iterator[Line]:
    groups: dict[str | None, list[Finding]] = {}
    for finding in run.loud:
        groups.setdefault(finding.event, []).append(finding)
    for event, findings in groups.items():
        yield from _event_head(run, event, findings)
        for finding in findings:
            yield from _finding(run, finding)


def _event_head(run: Run, event: str | None, findings: list[Finding]) -> Iterator[Line]:
    ids = next((e.articles for e in run.events if e.id == event), ())
    articles = [run.articles[i] for i in ids if i in run.articles]
    newest = run.articles.get(findings[0].locations[0].article)
    parts = [isolate(newest.title) if newest and newest.title else f"event {event or 'unknown'}"]
    days = sorted(article.date[:10] for article in articles if article.date)
    if days:
        parts.append(days[0] if days[0] == days[-1] else f"{days[0]} to {days[-1]}")
    if articles:
        parts.append(words.count(len(articles), "article"))
    yield f"═══ {' · '.join(parts)} ═══", "bold"
    yield "", ""


def _finding(run: Run, finding: Finding) -> Iterator[Line]:
    check = run.checks.get(finding.code)
    size = words.size(finding.gap)
    head = f"{finding.severity} {finding.code} {finding.check}"
    yield head + (f" · {size}" if size else ""), _COLOURS.get(finding.severity, "")
    yield f"  {told(finding)}", "bold"
    yield "", ""
    for number, location in enumerate(finding.locations, 1):
        yield from _place(run, number, location)
    if check is not None:
        yield f"  Why it matters: {safe(cut(check.why))}", ""
    yield f"  To silence this check: --ignore {finding.code} (this finding's fingerprint: {finding.fingerprint})", "dim"
    yield "", ""


def _place(run: Run, number: int, location: Location) -> Iterator[Line]:
    article, claim = run.articles.get(location.article), run.claims.get(location.claim or "")
    yield f"  {number}. «{quote(article, claim, location)}»", ""
    yield f"     {_published(article, location)}", ""
    if claim is not None:
        yield f"     said by: {_said(article, claim)}", ""
        yield f"     read as: {isolate(words.reading(claim))}", ""
        facts = [f"{name}: {words.slot(value)}" for name, value in
                 (("of whom", claim.subject), ("by whom", claim.actor), ("where", claim.place)) if value]
        facts += [f"{name}: {words.time(time)}" for name, time in
                  (("when", claim.period), ("said", claim.stated)) if time]
        if facts:
            yield f"     {' · '.join(facts)}", ""
    yield f"     {safe(path_of(location))}:{location.line}:{location.column}", "dim"
    yield "", ""


def _published(article: Article | None, location: Location) -> str:
    publisher = isolate(article.publisher) if article and article.publisher else "unknown publisher"
    date = article.date if article and article.date else "no date"
    where = " (headline)" if article and article.title and location.end <= len(article.title) else ""
    return f"{publisher}, {safe(cut(date))}, article {isolate(location.article)}{where}"


def _said(article: Article | None, claim: Claim) -> str:
    if claim.source is None:
        publisher = isolate(article.publisher) if article and article.publisher else "the article"
        return f"{publisher} itself, which names no source"
    via = f", passed on by {isolate(words.agency(claim.source.via))}" if claim.source.via else ""
    return words.slot(claim.source) + via


def quote(article: Article | None, claim: Claim | None, location: Location) -> str:
    """The sentence around a figure, the figure in square brackets; long sentences are cut with an ellipsis."""
    if article is None:
        return isolate(location.text)
    found = quoted(article, claim, location)
    return isolate(f"{found.before}[{found.figure}]{found.after}")


def _summary(run: Run) -> Iterator[Line]:
    found = run.summary()
    read = [words.count(found[f"{noun}s"], noun) for noun in ("article", "figure", "claim", "event")]
    yield f"Read {', '.join(read[:-1])} in {read[-1]}.", ""
    if run.loud:
        amounts = [(found[f"{severity}s"], severity) for severity in reversed(SEVERITIES)]
        by = [words.count(amount, severity) for amount, severity in amounts if amount]
        yield f"{words.count(len(run.loud), 'finding')}: {', '.join(by)}.", "bold"
    elif run.extractions:
        yield f"No {'new ' if run.findings else ''}figures at odds.", "bold green"
    else:
        yield "Nothing was read.", "bold red"
    kinds = (("known", KNOWN), ("suppressed", "suppressed"))
    quiet = [f"{found[kind]:,} {said}" for kind, said in kinds if found[kind]]
    if quiet:
        yield f"Not shown: {', '.join(quiet)}.", "dim"
    if run.problems:
        yield f"{words.count(len(run.problems), 'problem')} in reading: see the messages on standard error.", "bold red"
