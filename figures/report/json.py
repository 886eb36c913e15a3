"""JSON: one object with the findings, what could not be read, and the run in numbers."""

from __future__ import annotations

import msgspec

from figures.model import Finding, Problem
from figures.report.encode import encode
from figures.report.run import Run

NAME = "json"


class Report(msgspec.Struct, frozen=True):
    """What the object holds. ``summary`` has the numbers of ``Run.summary``."""

    findings: tuple[Finding, ...]
    problems: tuple[Problem, ...]
    summary: dict[str, int]


def render(run: Run) -> str:
    """The whole run as one object on one line."""
    whole = {"findings": run.findings, "problems": run.problems, "summary": run.summary()}
    return encode(whole).decode() + "\n"
