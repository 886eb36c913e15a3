"""GitHub workflow commands: findings as annotations on the lines of a pull request.

GitHub shows ten annotations of each kind for a step, so that no more are printed, the gravest first. Everything of an
article stands behind the second ``::`` of a line of our own, where line ends are escaped: nothing in it can begin a
command. https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
"""

from __future__ import annotations

from typing import NamedTuple

from figures.model import SEVERITIES, Finding, Problem
from figures.report import words
from figures.report.parts import exact, path_of, ranked, told, unread
from figures.report.run import Run, speaks
from figures.report.safe import cut, isolate, safe

NAME = "github"

MOST = 10
"""Annotations of each kind that GitHub shows for a step."""
MAX_MESSAGE = 4_000
"""Some way below the 64 KB that GitHub cuts a message at."""
PLACES = 6
_COMMANDS = {"error": "error", "warning": "warning", "note": "notice"}


class _Annotation(NamedTuple):
    severity: str
    properties: dict[str, str | int]
    message: str


def render(run: Run) -> str:
    """A command a line, and a last line that says what was found and what is left out."""
    made = [_finding(run, finding) for finding in ranked(run) if speaks(finding)]
    made += [_problem(problem) for problem in unread(run)]
    lines, left = [], []
    for severity in reversed(SEVERITIES):
        found = [annotation for annotation in made if annotation.severity == severity]
        lines += [_line(annotation) for annotation in found[:MOST]]
        if len(found) > MOST:
            left.append(words.count(len(found) - MOST, severity))
    return "".join(f"{line}\n" for line in [*lines, _last(run, left)])


def _finding(run: Run, finding: Finding) -> _Annotation:
    first = finding.locations[0]
    properties: dict[str, str | int] = {"file": path_of(first), "line": first.line}
    if exact(run, first):
        properties["col"] = first.column
        if "\n" not in first.text:
            properties["endColumn"] = first.column + len(first.text)
    properties["title"] = f"{finding.code} {finding.check}"
    places = [
        f"• {isolate(cut(place.text, 200))}: {isolate(cut(words.said(run, place), 300))} "
        f"({safe(path_of(place))}:{place.line})"
        for place in finding.locations[:PLACES]
    ]
    more = len(finding.locations) - PLACES
    places += [f"• {words.count(more, 'more place')}"] if more > 0 else []
    return _Annotation(finding.severity, properties, "\n".join([told(finding, MAX_MESSAGE), *places]))


def _problem(problem: Problem) -> _Annotation:
    properties: dict[str, str | int] = {"file": problem.path}
    if problem.line is not None:
        properties["line"] = problem.line
    if problem.column is not None:
        properties["col"] = problem.column
    properties["title"] = "not read"
    hint = f" ({problem.hint})" if problem.hint else ""
    return _Annotation("error", properties, isolate(cut(problem.message + hint, MAX_MESSAGE)))


def _line(annotation: _Annotation) -> str:
    properties = ",".join(f"{name}={_property(str(value))}" for name, value in annotation.properties.items())
    return f"::{_COMMANDS[annotation.severity]} {properties}::{_data(annotation.message)}"


def _data(text: str) -> str:
    """Our own line ends are all that there are: ``safe`` took those of articles."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(safe(cut(text))).replace(":", "%3A").replace(",", "%2C")


def _last(run: Run, left: list[str]) -> str:
    quiet = sum(not speaks(finding) for finding in run.findings)
    parts = [words.count(len(run.findings) - quiet, "finding")]
    parts += [f"{quiet:,} suppressed or known"] if quiet else []
    parts += [words.count(len(run.problems), "problem in reading").replace("problem in readings", "problems in reading")
              ] if run.problems else []
    more = f" Left out, since GitHub shows {MOST} of each kind: {', '.join(left)}." if left else ""
    return f"figures: {', '.join(parts)}.{more}"
