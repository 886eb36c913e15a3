"""GitLab's code quality report: what a merge request shows beside its changes.

https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from typing import Any

from figures.model import Finding, Problem
from figures.report import words
from figures.report.parts import path_of, ranked, told, unread
from figures.report.run import Run
from figures.report.safe import cut, isolate, safe

NAME = "gitlab"

MAX_DESCRIPTION = 2_000
PLACES = 6
_SEVERITIES = {"error": "critical", "warning": "minor", "note": "info"}
Json = dict[str, Any]


def render(run: Run) -> str:
    """One JSON list of findings, and of what could not be read."""
    seen: Counter[str] = Counter()
    found = [_finding(run, finding, seen) for finding in ranked(run) if finding.suppressed is None]
    found += [_problem(problem, seen) for problem in unread(run)]
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


def _finding(run: Run, finding: Finding, seen: Counter[str]) -> Json:
    first = finding.locations[0]
    places = "; ".join(f"{isolate(cut(place.text, 100))}: {isolate(cut(words.said(run, place), 150))}"
                       for place in finding.locations[:PLACES])
    more = len(finding.locations) - PLACES
    tail = f" ({places}{'; ' + words.count(more, 'more place') if more > 0 else ''})"
    return {
        "description": told(finding, MAX_DESCRIPTION) + tail,
        "check_name": f"{finding.code} {finding.check}",
        "fingerprint": _once(finding.fingerprint, seen),
        "severity": _SEVERITIES[finding.severity],
        "location": {"path": _path(path_of(first)), "lines": {"begin": max(first.line, 1)}},
    }


def _problem(problem: Problem, seen: Counter[str]) -> Json:
    key = f"{problem.path}\0{problem.message}".encode("utf-8", "surrogatepass")
    hint = f" ({problem.hint})" if problem.hint else ""
    return {
        "description": isolate(cut(problem.message + hint, MAX_DESCRIPTION)),
        "check_name": "unreadable",
        "fingerprint": _once(hashlib.blake2b(key, digest_size=8).hexdigest(), seen),
        "severity": "major",
        "location": {"path": _path(problem.path), "lines": {"begin": max(problem.line or 1, 1)}},
    }


def _once(fingerprint: str, seen: Counter[str]) -> str:
    """A fingerprint that no other entry has: GitLab drops all but one of those that have the same."""
    seen[fingerprint] += 1
    return fingerprint if seen[fingerprint] == 1 else f"{fingerprint}-{seen[fingerprint]}"


def _path(path: str) -> str:
    """GitLab links a path only where it is written without ``./``."""
    return safe(cut(path).replace("\\", "/")).removeprefix("./")
