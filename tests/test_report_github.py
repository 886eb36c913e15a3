"""GitHub workflow commands: escaping, GitHub's caps, and that no article can give a command of its own."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import NamedTuple

import msgspec
import pytest
from reports import HOSTILE, golden, hostile, large, shuffled, small

from figures.report import Run, render


class Command(NamedTuple):
    name: str
    properties: dict[str, str]
    message: str


def unescaped(text: str) -> str:
    for code, char in (("%2C", ","), ("%3A", ":"), ("%0A", "\n"), ("%0D", "\r"), ("%25", "%")):
        text = text.replace(code, char)
    return text


def commands(text: str) -> list[Command]:
    """The commands of an output as the runner reads it: a line that begins with ``::``, split at the next one."""
    found = []
    for line in text.splitlines():
        if line.lstrip().startswith("::"):
            head, _, message = line.lstrip()[2:].partition("::")
            name, _, rest = head.partition(" ")
            pairs = dict(pair.split("=", 1) for pair in rest.split(","))
            found.append(Command(name, {k: unescaped(v) for k, v in pairs.items()}, unescaped(message)))
    return found


def test_golden() -> None:
    golden("github", render(small(), "github"))


def test_a_finding_is_an_annotation_at_its_newest_place() -> None:
    problem, warning, notice = commands(render(small(), "github"))
    assert (problem.name, warning.name, notice.name) == ("error", "warning", "notice")
    assert problem.properties == {"file": "c.md", "line": "2", "title": "not read"}
    assert warning.properties == {"file": "b␇.md", "line": "3", "col": "12", "endColumn": "27",
                                  "title": "F101 disputed"}
    assert "about 74 people" in warning.message and "a.md:7" in warning.message and "الشرطة" in warning.message


def test_properties_and_data_are_escaped() -> None:
    run = small()
    place = msgspec.structs.replace(run.findings[0].locations[0], path="a,b:c%3A.md")
    finding = msgspec.structs.replace(run.findings[0], locations=(place,), message="100% of 5,000: all::x")
    text = render(replace(run, findings=(finding,), problems=()), "github")
    assert "file=a%2Cb%3Ac%253A.md," in text
    assert "100%25 of 5,000: all::x" in text
    assert commands(text)[0].properties["file"] == "a,b:c%3A.md"


def test_the_gravest_ten_of_each_kind_and_what_is_left_out() -> None:
    run = large(14)
    found = (*run.findings, *(msgspec.structs.replace(f, severity="error") for f in run.findings[:11]),
             *(msgspec.structs.replace(f, severity="note") for f in run.findings[:3]))
    text = render(replace(run, findings=found, problems=()), "github")
    assert [c.name for c in commands(text)] == ["error"] * 10 + ["warning"] * 10 + ["notice"] * 3
    assert text.splitlines()[-1] == (
        "figures: 28 findings. Left out, since GitHub shows 10 of each kind: 1 error, 4 warnings.")


def test_the_last_line_where_all_is_shown() -> None:
    assert render(small(), "github").splitlines()[-1] == "figures: 2 findings, 1 problem in reading."
    assert render(Run(), "github") == "figures: 0 findings.\n"


@pytest.mark.parametrize("change", [{"suppressed": "known"}, {"baseline": "unchanged"}])
def test_what_is_suppressed_or_known_is_not_told_again(change: dict[str, str]) -> None:
    run = small()
    found = tuple(msgspec.structs.replace(f, **change) for f in run.findings)
    text = render(replace(run, findings=found, problems=()), "github")
    assert text == "figures: 0 findings, 2 suppressed or known.\n"


def test_articles_give_no_commands() -> None:
    assert "\n::error" in HOSTILE
    text = render(hostile(), "github")
    assert [c.name for c in commands(text)] == ["error", "error"]
    assert len(text.splitlines()) == 3
    text.encode("utf-8")
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e]", text)


def test_long_findings_stay_short() -> None:
    run = large(1, places=400)
    finding = msgspec.structs.replace(run.findings[0], message="word " * 9_000)
    line = render(replace(run, findings=(finding,)), "github").splitlines()[1]
    assert "394 more places" in line
    assert len(line) < 8_000


def test_the_order_of_the_run_changes_nothing() -> None:
    for run in (small(), hostile(), large(20)):
        assert render(shuffled(run), "github") == render(run, "github")
