"""Concise: one line per finding, as editors and ``grep`` like it."""

from __future__ import annotations

from figures.report.parts import path_of, told
from figures.report.run import Run
from figures.report.safe import inert, safe

NAME = "concise"


def render(run: Run) -> str:
    """``path:line:column: severity code name: message``, of the findings that are neither suppressed nor known."""
    lines = []
    for finding in run.loud:
        first = finding.locations[0]
        place = f"{safe(path_of(first))}:{first.line}:{first.column}"
        lines.append(inert(f"{place}: {finding.severity} {finding.code} {finding.check}: {told(finding)}\n"))
    return "".join(lines)
