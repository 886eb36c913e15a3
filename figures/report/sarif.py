"""SARIF 2.1.0, as GitHub code scanning reads it.

GitHub refuses a file with too many results or places, and shows fewer than it accepts; what is left out to stay within
that is said in a notification. https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning
"""

from __future__ import annotations

import json
import zlib
from collections import Counter
from collections.abc import Sequence
from typing import Any

from figures import __version__
from figures.checks import Check
from figures.model import Finding, Location, Problem
from figures.report.parts import PATH, checks, exact, path_of, ranked, unread, uri
from figures.report.run import Run
from figures.report.safe import cut, isolate, safe
from figures.report.words import count, number, said

NAME = "sarif"

MAX_RESULTS, SHOWN_RESULTS = 25_000, 5_000
MAX_PLACES, SHOWN_PLACES = 1_000, 100
"""Of one result: the first and the related ones together."""
MAX_MESSAGE, MAX_DESCRIPTION, MAX_NAME = 1_000, 1_024, 255
MAX_GZIPPED = 10_000_000
LINKED = 8
"""So many related places are linked in the message; the others stand in the list below it."""

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_BASELINES = {"new": "new", "unchanged": "unchanged", "known": "unchanged", "updated": "updated", "grown": "updated",
              "absent": "absent"}
Json = dict[str, Any]


def render(run: Run) -> str:
    """The log as one JSON document."""
    rules = checks(run)
    index = {rule.code: i for i, rule in enumerate(rules)}
    found = ranked(run)
    seen: Counter[str] = Counter()
    results = [_result(run, finding, index, seen) for finding in found[:MAX_RESULTS]]
    text = _log(run, rules, found, results)
    while len(text) > MAX_GZIPPED and len(results) > 1 and len(zlib.compress(text.encode())) > MAX_GZIPPED:
        results = results[: len(results) * 3 // 4]
        text = _log(run, rules, found, results)
    return text


def _log(run: Run, rules: Sequence[Check], found: Sequence[Finding], results: Sequence[Json]) -> str:
    driver = {"name": "figures", "version": __version__, "rules": [_rule(rule) for rule in rules]}
    notes = [_unread(problem) for problem in unread(run)] + [_note(text) for text in _limits(found, len(results))]
    log = {
        "$schema": _SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": driver},
            "columnKind": "unicodeCodePoints",
            "originalUriBaseIds": {"%SRCROOT%": {"description": {"text": "The folder that the check was run in."}}},
            "invocations": [{"executionSuccessful": not run.problems, "toolExecutionNotifications": notes}],
            "results": results,
        }],
    }
    return json.dumps(log, ensure_ascii=False, indent=1) + "\n"


# --- rules ------------------------------------------------------------------------------------------------------


def _rule(check: Check) -> Json:
    silent = f"It is silent where: {check.silent}" if check.silent else ""
    full = safe(" ".join(part for part in (check.why, silent) if part) or check.title)
    off = f"Silence it with --ignore {check.code}."
    return {
        "id": check.code,
        "name": safe(cut(check.name, MAX_NAME)),
        "shortDescription": {"text": safe(cut(check.title, MAX_DESCRIPTION))},
        "fullDescription": {"text": cut(full, MAX_DESCRIPTION)},
        "defaultConfiguration": {"level": check.severity},
        "help": {"text": f"{cut(full)}\n\n{off}"},
        "properties": {"tags": ["figures"], "problem.severity": _problem_severity(check.severity)},
    }


def _problem_severity(severity: str) -> str:
    """GitHub's names, which are not those of SARIF's levels."""
    return "recommendation" if severity == "note" else severity


# --- results ----------------------------------------------------------------------------------------------------


def _result(run: Run, finding: Finding, index: dict[str, int], seen: Counter[str]) -> Json:
    first, *others = finding.locations
    related = [_related(run, i, place) for i, place in enumerate(others[: MAX_PLACES - 1], 1)]
    seen[finding.fingerprint] += 1
    result: Json = {
        "ruleId": finding.code,
        "ruleIndex": index[finding.code],
        "level": finding.severity,
        "message": {"text": _message(finding, others)},
        "locations": [{"physicalLocation": _physical(run, first), "message": {"text": _said(run, first)}}],
        # GitHub works the first out from the file where it is missing, and would take an edit above for a new finding
        "partialFingerprints": {
            "primaryLocationLineHash": f"{finding.fingerprint}:{seen[finding.fingerprint]}",
            "figuresFingerprint/v1": finding.fingerprint,
        },
        "rank": round(finding.confidence * 100, 1),
        "properties": {"event": finding.event, "series": finding.series, "gap": finding.gap},
    }
    if related:
        result["relatedLocations"] = related
    if finding.suppressed is not None:
        result["suppressions"] = [{"kind": "external", "justification": safe(cut(finding.suppressed, MAX_MESSAGE))}]
    if finding.baseline in _BASELINES:
        result["baselineState"] = _BASELINES[finding.baseline]
    return result


def _message(finding: Finding, others: Sequence[Location]) -> str:
    """The message, then the other places as links to ``relatedLocations``, all within GitHub's length."""
    links = [f"[{_plain(cut(place.text, 60))}]({i})" for i, place in enumerate(others[:LINKED], 1)]
    more = f" and {count(len(others) - LINKED, 'more place')}" if len(others) > LINKED else ""
    tail = f" Compare {', '.join(links)}{more}." if links else ""
    message = finding.message
    while len(made := _plain(message) + tail) > MAX_MESSAGE and message != "…":
        message = cut(message, max(1, len(message) - max(len(made) - MAX_MESSAGE, 8)))
    return made


def _plain(text: str) -> str:
    """An article's words as they must be written in a message, where brackets make links and braces are filled in."""
    made = isolate(text)
    for char in "\\[]":
        made = made.replace(char, f"\\{char}")
    return made.replace("{", "{{").replace("}", "}}")


def _related(run: Run, ident: int, place: Location) -> Json:
    return {"id": ident, "physicalLocation": _physical(run, place), "message": {"text": _said(run, place)}}


def _said(run: Run, place: Location) -> str:
    """The figure, who gives it, and where it was published."""
    return f"{_plain(cut(place.text, 150))}: {_plain(cut(said(run, place), 300))}"


def _physical(run: Run, place: Location) -> Json:
    region: Json = {"startLine": max(place.line, 1)}
    if exact(run, place):
        lines = place.text.split("\n")
        region["startColumn"] = max(place.column, 1)
        region["endLine"] = region["startLine"] + len(lines) - 1
        region["endColumn"] = len(lines[-1]) + (region["startColumn"] if len(lines) == 1 else 1)
    region["snippet"] = {"text": safe(cut(place.text, MAX_MESSAGE))}
    return {"artifactLocation": _artifact(path_of(place)), "region": region}


def _artifact(path: str) -> Json:
    made = uri(path)
    return {"uri": made} if made.startswith("file:") else {"uri": made, "uriBaseId": "%SRCROOT%"}


# --- notifications ----------------------------------------------------------------------------------------------


def _unread(problem: Problem) -> Json:
    hint = f" ({problem.hint})" if problem.hint else ""
    region: Json = {"startLine": max(problem.line, 1)} if problem.line is not None else {}
    if region and problem.column is not None:
        region["startColumn"] = max(problem.column, 1)
    place: Json = {"artifactLocation": _artifact(cut(problem.path, PATH))}
    if region:
        place["region"] = region
    made = _note(_plain(cut(problem.message + hint, MAX_MESSAGE // 2 - 2)), "error")
    return {**made, "locations": [{"physicalLocation": place}]}


def _note(text: str, level: str = "note") -> Json:
    return {"level": level, "message": {"text": text}}


def _limits(found: Sequence[Finding], kept: int) -> list[str]:
    """What GitHub does not take or show."""
    notes = []
    if kept < len(found):
        notes.append(f"{count(len(found) - kept, 'finding')} left out: GitHub takes {number(MAX_RESULTS)} results and "
                     f"{MAX_GZIPPED // 1_000_000} MB. The gravest are here.")
    if kept > SHOWN_RESULTS:
        notes.append(f"GitHub shows the first {number(SHOWN_RESULTS)} of {count(kept, 'result')}.")
    places = max((len(finding.locations) for finding in found[:kept]), default=0)
    if places > MAX_PLACES:
        notes.append(f"A finding has {count(places, 'place')}: GitHub takes {number(MAX_PLACES)} of each finding.")
    if places > SHOWN_PLACES:
        notes.append(f"GitHub shows the first {SHOWN_PLACES} places of each finding.")
    return notes
