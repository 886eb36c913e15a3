"""JUnit XML for CI servers: a suite for each check, a failure for each finding, an error for each problem.

The schema asks for the time of the run and of each test, and for a host. A run has none of them, and two runs over the
same articles are to be the same bytes, so they are constants.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from xml.etree import ElementTree as ET

from figures.checks import Check
from figures.model import Finding, Problem
from figures.report import words
from figures.report.parts import KNOWN, checks, path_of, quoted, ranked, told, unread
from figures.report.run import Run, speaks
from figures.report.safe import cut, isolate, safe

NAME = "junit"

_WHEN, _HOST, _TIME = "1970-01-01T00:00:00", "localhost", "0"
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 has no place for, not even as a reference."""


def render(run: Run) -> str:
    """The document, with a line for each element."""
    root = ET.Element("testsuites")
    found = ranked(run)
    for check in checks(run):
        _check(root, run, check, [finding for finding in found if finding.code == check.code])
    _reading(root, run)
    ET.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, "unicode")}\n'


def _check(root: ET.Element, run: Run, check: Check, findings: Sequence[Finding]) -> None:
    open_ = [finding for finding in findings if speaks(finding)]
    suite = _suite(root, f"{check.code} {check.name}", max(len(findings), 1), failures=len(open_),
                   skipped=len(findings) - len(open_))
    for finding in findings:
        # servers follow a test by its name from run to run, so that no line may stand in it
        case = _case(suite, f"{path_of(finding.locations[0])} {finding.fingerprint}", check.name)
        if not speaks(finding):
            reason = KNOWN if finding.suppressed is None else finding.suppressed
            ET.SubElement(case, "skipped", message=_text(reason)).text = _details(run, finding)
        else:
            failure = ET.SubElement(case, "failure", message=_text(finding.message), type=finding.severity)
            failure.text = _details(run, finding)
    if not findings:
        _case(suite, check.title, check.name)
    _end(suite)


def _reading(root: ET.Element, run: Run) -> None:
    problems = unread(run)
    suite = _suite(root, "reading", max(len(problems), 1), errors=len(problems))
    for problem in problems:
        case = _case(suite, _place(problem), "reading")
        error = ET.SubElement(case, "error", message=_text(problem.message), type="unreadable")
        error.text = _text(str(problem))
    if not problems:
        _case(suite, "All articles could be read", "reading")
    _end(suite)


def _place(problem: Problem) -> str:
    return ":".join(str(part) for part in (problem.path, problem.line, problem.column) if part is not None)


def _suite(
    root: ET.Element, name: str, tests: int, failures: int = 0, errors: int = 0, skipped: int = 0
) -> ET.Element:
    suite = ET.SubElement(root, "testsuite", {
        "id": str(len(root)), "package": "figures", "name": _text(name), "timestamp": _WHEN, "hostname": _HOST,
        "tests": str(tests), "failures": str(failures), "errors": str(errors), "skipped": str(skipped), "time": _TIME,
    })
    ET.SubElement(suite, "properties")
    return suite


def _case(suite: ET.Element, name: str, kind: str) -> ET.Element:
    return ET.SubElement(suite, "testcase", name=_text(name), classname=_text(f"figures.{kind}"), time=_TIME)


def _end(suite: ET.Element) -> None:
    """What the schema wants at the end of each suite."""
    ET.SubElement(suite, "system-out")
    ET.SubElement(suite, "system-err")


def _text(text: str) -> str:
    return _ILLEGAL.sub("\ufffd", safe(cut(text)))


def _details(run: Run, finding: Finding) -> str:
    """The message, and every figure in its sentence with who gives it and where."""
    lines = [told(finding)]
    for number, place in enumerate(finding.locations, 1):
        quote = quoted(run.articles.get(place.article), run.claims.get(place.claim or ""), place)
        lines += [
            f"{number}. {isolate(f'{quote.before}[{quote.figure}]{quote.after}')}",
            f"   {isolate(words.said(run, place))}",
            f"   {safe(path_of(place))}:{place.line}:{place.column}",
        ]
    check = run.checks.get(finding.code)
    lines += [f"Why it matters: {safe(cut(check.why))}"] if check else []
    lines.append(f"Fingerprint: {finding.fingerprint}")
    return _ILLEGAL.sub("\ufffd", "\n".join(lines))
