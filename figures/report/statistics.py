"""Statistics: how many findings each check, measure and publisher has, in place of the findings themselves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

from figures.model import SEVERITIES, Finding
from figures.report import words
from figures.report.parts import ranked
from figures.report.run import Run, speaks
from figures.report.safe import inert, isolate, safe

NAME = "statistics"

MOST = 10
"""Measures and publishers that are named; the rest are counted together."""
Row = tuple[str, list[Finding]]


def render(run: Run) -> str:
    """A table a subject, the most findings first."""
    findings = ranked(run)
    tables = [
        ("Findings by check", _checks(findings)),
        ("by measure", _most(_groups(findings, lambda finding: _measures(run, finding)))),
        ("by publisher", _most(_groups(findings, lambda finding: _publishers(run, finding)))),
    ]
    lines = [line for title, rows in tables if rows for line in (*_table(title, rows), "")]
    found = run.summary()
    read = [words.count(found[f"{noun}s"], noun) for noun in ("article", "figure", "claim", "event")]
    lines.append(f"{words.count(len(findings), 'finding')} in {', '.join(read)}.")
    return "".join(f"{inert(line)}\n" for line in lines)


def _table(title: str, rows: list[Row]) -> Iterator[str]:
    heads = [f"{severity}s" for severity in reversed(SEVERITIES)]
    yield "  ".join([f"{'all':>6}", *(f"{head:>8}" for head in heads), title])
    for name, findings in rows:
        by = Counter(finding.severity for finding in findings)
        amounts = [f"{by[severity]:>8,}" for severity in reversed(SEVERITIES)]
        quiet = sum(not speaks(finding) for finding in findings)
        note = f" ({quiet:,} suppressed or known)" if quiet else ""
        yield "  ".join([f"{len(findings):>6,}", *amounts, name + note])


def _checks(findings: list[Finding]) -> list[Row]:
    return _groups(findings, lambda finding: [f"{finding.code} {safe(finding.check)}"])


def _groups(findings: list[Finding], names: Callable[[Finding], list[str]]) -> list[Row]:
    groups: dict[str, list[Finding]] = {}
    for finding in findings:
        for name in names(finding):
            groups.setdefault(name, []).append(finding)
    return sorted(groups.items(), key=lambda row: (-len(row[1]), row[0]))


def _most(rows: list[Row]) -> list[Row]:
    if len(rows) <= MOST + 1:
        return rows
    rest = {id(finding): finding for _, findings in rows[MOST:] for finding in findings}
    return [*rows[:MOST], (f"and {len(rows) - MOST:,} others", list(rest.values()))]


def _measures(run: Run, finding: Finding) -> list[str]:
    claims = [run.claims.get(place.claim or "") for place in finding.locations]
    return list(dict.fromkeys(safe(claim.measure).replace("_", " ") for claim in claims if claim and claim.measure))


def _publishers(run: Run, finding: Finding) -> list[str]:
    articles = [run.articles.get(place.article) for place in finding.locations]
    names = [article.publisher if article else None for article in articles]
    return list(dict.fromkeys(isolate(name) if name else "unknown publisher" for name in names))
