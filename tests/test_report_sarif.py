"""SARIF: valid against its schema, fingerprints of our own, GitHub's limits, hostile text in its place."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec
import pytest
from reports import HOSTILE, golden, hostile, large, shuffled, small

from figures.checks import all_checks
from figures.cli import _run as run_cli
from figures.model import Article, Extraction
from figures.report import Run, render
from figures.report import sarif as module
from figures.report.parts import uri

ROOT = Path(__file__).resolve().parent.parent


def sarif(run: Run) -> dict[str, Any]:
    log = json.loads(render(run, "sarif"))
    assert log["version"] == "2.1.0"
    return log["runs"][0]  # type: ignore[no-any-return]


def notes(run: dict[str, Any]) -> list[str]:
    return [n["message"]["text"] for n in run["invocations"][0]["toolExecutionNotifications"]]


def plain(message: str) -> str:
    """A message as it is shown: links are their text, escapes what they stand for."""
    text = re.sub(r"(?<!\\)\[((?:[^\[\]\\]|\\.)*)\]\(\d+\)", r"\1", message)
    return re.sub(r"\\([\\\[\]])", r"\1", text).replace("{{", "{").replace("}}", "}")


def test_golden() -> None:
    golden("sarif", render(small(), "sarif"))


@pytest.mark.parametrize("run", [Run(), small(), hostile(), large(30, places=12)], ids=["empty", "small", "bad", "big"])
def test_it_is_valid(run: Run, shared: Path) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    schema = json.loads((shared / "schemas" / "sarif-schema-2.1.0.json").read_text("utf-8"))
    validator = jsonschema.validators.validator_for(schema)
    log = json.loads(render(run, "sarif"))
    errors = validator(schema, format_checker=validator.FORMAT_CHECKER).iter_errors(log)
    assert not [(list(e.absolute_path), e.message) for e in errors]


def test_the_report_of_a_real_run_is_valid(shared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    monkeypatch.chdir(ROOT)
    (tmp_path / "bad.jsonl").write_text("{\n", "utf-8")
    out = tmp_path / "x.sarif"
    assert run_cli(["check", "seeds", str(tmp_path), "--format", "concise", "--output", f"sarif:{out}"]) == 3
    schema = json.loads((shared / "schemas" / "sarif-schema-2.1.0.json").read_text("utf-8"))
    validator = jsonschema.validators.validator_for(schema)
    log = json.loads(out.read_text("utf-8"))
    assert not [e.message for e in validator(schema, format_checker=validator.FORMAT_CHECKER).iter_errors(log)]
    (run,) = log["runs"]
    assert len(run["results"]) == 21 and run["columnKind"] == "unicodeCodePoints"
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == sorted(all_checks())
    log["runs"][0]["results"][0]["level"] = "grave"
    assert list(validator(schema).iter_errors(log)), "the schema is one that can say no"


def test_every_check_is_a_rule_that_results_point_at() -> None:
    run = sarif(replace(small(), checks=all_checks()))
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == sorted(all_checks())
    for rule in rules:
        assert rule["name"] and rule["shortDescription"]["text"] and rule["fullDescription"]["text"]
        assert rule["defaultConfiguration"]["level"] == all_checks()[rule["id"]].severity
    assert [rules[r["ruleIndex"]]["id"] for r in run["results"]] == [r["ruleId"] for r in run["results"]]


def test_a_check_that_is_not_known_is_a_rule_all_the_same() -> None:
    run = sarif(replace(small(), checks={}))
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["F101"]


def test_the_first_place_is_the_newest_and_the_others_are_linked() -> None:
    result = sarif(small())["results"][0]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "b%07.md"
    assert [place["id"] for place in result["relatedLocations"]] == [1]
    assert re.search(r"\[[^\[\]]*47 شخصا[^\[\]]*\]\(1\)", result["message"]["text"])
    assert result["relatedLocations"][0]["physicalLocation"]["region"] == {
        "startLine": 7, "startColumn": 12, "endLine": 7, "endColumn": 19, "snippet": {"text": "47 شخصا"}}


def test_titles_and_lines_of_json_have_no_column() -> None:
    run = small()
    place = msgspec.structs.replace(run.findings[0].locations[0], path="x.jsonl", column=1)
    record = Article(id="b-2", text="about 74 people", path="x.jsonl", verbatim=False)
    article = Article(id="b-2", text="x", title="about 74 people were killed in it, they said")
    title = msgspec.structs.replace(place, path="x.md", start=0, end=15)
    for found, of in ((place, record), (title, article)):
        extractions = (Extraction(article=of, claims=(), lang="en"),)
        finding = msgspec.structs.replace(run.findings[0], locations=(found,))
        made = sarif(Run(extractions, (), (finding,)))["results"][0]["locations"][0]["physicalLocation"]["region"]
        assert set(made) == {"startLine", "snippet"}


def test_fingerprints_are_those_of_the_findings_whatever_the_order() -> None:
    run = small()
    prints = [r["partialFingerprints"]["primaryLocationLineHash"] for r in sarif(run)["results"]]
    assert prints == ["00ff:1", "11ff:1"]
    moved = replace(run, findings=tuple(
        msgspec.structs.replace(f, locations=tuple(msgspec.structs.replace(p, line=p.line + 5) for p in f.locations))
        for f in run.findings))
    assert [r["partialFingerprints"]["primaryLocationLineHash"] for r in sarif(moved)["results"]] == prints
    twice = [r["partialFingerprints"]["primaryLocationLineHash"]
             for r in sarif(replace(run, findings=run.findings[:1] * 2))["results"]]
    assert twice == ["00ff:1", "00ff:2"]
    assert render(shuffled(run), "sarif") == render(run, "sarif")
    assert render(shuffled(hostile()), "sarif") == render(hostile(), "sarif")


def test_suppressions_and_baseline() -> None:
    run = small()
    finding = msgspec.structs.replace(run.findings[0], suppressed="known to both desks", baseline="new")
    result = sarif(replace(run, findings=(finding,)))["results"][0]
    assert result["suppressions"] == [{"kind": "external", "justification": "known to both desks"}]
    assert result["baselineState"] == "new"
    assert "suppressions" not in sarif(run)["results"][0]


def test_problems_are_notifications_at_their_place() -> None:
    invocation = sarif(small())["invocations"][0]
    assert invocation["executionSuccessful"] is False
    (note,) = invocation["toolExecutionNotifications"]
    assert note["level"] == "error" and "not YAML" in note["message"]["text"]
    assert note["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": "c.md", "uriBaseId": "%SRCROOT%"}, "region": {"startLine": 2}}
    assert sarif(Run())["invocations"][0] == {"executionSuccessful": True, "toolExecutionNotifications": []}


def test_more_results_than_are_shown_and_than_are_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_RESULTS", 12)
    monkeypatch.setattr(module, "SHOWN_RESULTS", 5)
    few = replace(large(5), problems=())
    assert notes(sarif(few)) == []
    run = large(15)
    grave = msgspec.structs.replace(run.findings[0], severity="error", fingerprint="ffff")
    made = sarif(replace(run, findings=(*run.findings, grave), problems=()))
    assert len(made["results"]) == 12
    assert made["results"][0]["level"] == "error"
    assert notes(made)[0].startswith("4 findings left out")
    assert notes(made)[1] == "GitHub shows the first 5 of 12 results."


def test_a_file_that_is_too_large_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_GZIPPED", 20_000)
    made = sarif(large(2_000))
    assert 0 < len(made["results"]) < 2_000
    assert f"{2_000 - len(made['results']):,} findings left out" in notes(made)[1]


def test_many_places() -> None:
    made = sarif(large(1, places=1_200))
    assert len(made["results"][0]["relatedLocations"]) == 999
    assert "1,200 places" in notes(made)[1] and "first 100 places" in notes(made)[2]
    message = made["results"][0]["message"]["text"]
    assert "(8)" in message and "(9)" not in message and "1,191 more places" in message


def test_long_messages_are_cut_and_the_links_are_kept() -> None:
    run = small()
    finding = msgspec.structs.replace(run.findings[0], message="[word] " * 900)
    message = sarif(replace(run, findings=(finding,)))["results"][0]["message"]["text"]
    assert len(message) <= module.MAX_MESSAGE
    assert message.endswith("](1).") and "…" in message


def test_hostile_text_makes_no_links_and_no_controls() -> None:
    text = render(hostile(), "sarif")
    text.encode("utf-8")
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066\u2067]", text)
    message = sarif(hostile())["results"][0]["message"]["text"]
    assert re.findall(r"(?<!\\)\]\(([^)]*)\)", message) == ["1"]
    assert "[x](javascript:alert(1))" in plain(message)
    assert sarif(hostile())["results"][1]["suppressions"][0]["kind"] == "external"


@pytest.mark.parametrize(("path", "made"), [
    ("a b.md", "a%20b.md"), ("./a.md", "a.md"), ("خبر.md", "%D8%AE%D8%A8%D8%B1.md"), ("a%20b.md", "a%2520b.md"),
    ("a:b?c#d.md", "a%3Ab%3Fc%23d.md"), ("..\\x.md", "../x.md"), ("/x/y.md", "file:///x/y.md"),
    ("//host/y.md", "file:///host/y.md"), ("C:\\x.md", "file:///C%3A/x.md"), ("\udcff.md", "%FF.md"),
    ("\ud800.md", "%3F.md"), ("-", "-"),
])
def test_paths_become_references(path: str, made: str) -> None:
    assert uri(path) == made


def test_hostile_paths_are_encoded() -> None:
    assert re.fullmatch(r"[A-Za-z0-9%/._~-]+", uri(HOSTILE))
