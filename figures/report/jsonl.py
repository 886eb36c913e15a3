"""JSON Lines: one finding a line, for programs."""

from __future__ import annotations

from figures.report.encode import encode
from figures.report.run import Run

NAME = "jsonl"


def render(run: Run) -> str:
    """One line per finding."""
    return "".join(encode(finding).decode() + "\n" for finding in run.findings)
