"""GitLab's code quality report: the keys that it asks for, fingerprints that are each there once."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any

import msgspec
import pytest
from reports import golden, hostile, large, shuffled, small

from figures.report import Run, render


def gitlab(run: Run) -> list[dict[str, Any]]:
    return json.loads(render(run, "gitlab"))  # type: ignore[no-any-return]


def test_golden() -> None:
    golden("gitlab", render(small(), "gitlab"))


@pytest.mark.parametrize("run", [Run(), small(), hostile(), large(30)], ids=["empty", "small", "hostile", "large"])
def test_every_entry_is_complete(run: Run) -> None:
    found = gitlab(run)
    for entry in found:
        assert set(entry) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert entry["severity"] in ("info", "minor", "major", "critical", "blocker")
        assert entry["location"]["path"] and entry["location"]["lines"]["begin"] >= 1
    assert len({entry["fingerprint"] for entry in found}) == len(found)


def test_severities_and_places() -> None:
    found = [(e["check_name"], e["severity"], e["location"]) for e in gitlab(small())]
    assert found == [
        ("F101 disputed", "minor", {"path": "b␇.md", "lines": {"begin": 3}}),
        ("F101 disputed", "info", {"path": "a.md", "lines": {"begin": 7}}),
        ("unreadable", "major", {"path": "c.md", "lines": {"begin": 2}}),
    ]
    error = msgspec.structs.replace(small().findings[0], severity="error")
    assert gitlab(replace(small(), findings=(error,)))[0]["severity"] == "critical"


def test_paths_have_no_dot_before_them() -> None:
    run = small()
    place = msgspec.structs.replace(run.findings[0].locations[0], path="./news\\a.md")
    finding = msgspec.structs.replace(run.findings[0], locations=(place,))
    assert gitlab(replace(run, findings=(finding,)))[0]["location"]["path"] == "news/a.md"


def test_equal_fingerprints_are_told_apart() -> None:
    run = small()
    found = gitlab(replace(run, findings=run.findings[:1] * 3, problems=run.problems * 2))
    assert [e["fingerprint"] for e in found[:3]] == ["00ff", "00ff-2", "00ff-3"]
    assert found[4]["fingerprint"] == found[3]["fingerprint"] + "-2"


def test_what_is_suppressed_is_left_out() -> None:
    run = small()
    found = tuple(msgspec.structs.replace(f, suppressed="known") for f in run.findings)
    assert gitlab(replace(run, findings=found, problems=())) == []


def test_hostile_text_is_one_line_of_text() -> None:
    text = render(hostile(), "gitlab")
    text.encode("utf-8")
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e]", text)
    assert all("\n" not in entry["description"] for entry in gitlab(hostile()))


def test_the_order_of_the_run_changes_nothing() -> None:
    for run in (small(), hostile(), large(20)):
        assert render(shuffled(run), "gitlab") == render(run, "gitlab")
