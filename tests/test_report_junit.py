"""JUnit XML: valid against its schema, counts that add up, nothing that XML has no place for."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import msgspec
import pytest
from reports import golden, hostile, large, shuffled, small

from figures.checks import all_checks
from figures.cli import _run as run_cli
from figures.report import Run, render

ROOT = Path(__file__).resolve().parent.parent


def junit(run: Run) -> ET.Element:
    return ET.fromstring(render(run, "junit"))


def test_golden() -> None:
    golden("junit", render(small(), "junit"))


@pytest.mark.parametrize("run", [Run(), small(), hostile(), large(30)], ids=["empty", "small", "hostile", "large"])
def test_it_is_valid(run: Run, shared: Path) -> None:
    xmlschema = pytest.importorskip("xmlschema")
    schema = xmlschema.XMLSchema(str(shared / "schemas" / "JUnit.xsd"))
    assert not [str(error) for error in schema.iter_errors(render(run, "junit"))]


def test_the_report_of_a_real_run_is_valid(shared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    xmlschema = pytest.importorskip("xmlschema")
    monkeypatch.chdir(ROOT)
    out = tmp_path / "x.xml"
    assert run_cli(["check", "seeds", "--format", "concise", "--output", f"junit:{out}"]) == 1
    schema = xmlschema.XMLSchema(str(shared / "schemas" / "JUnit.xsd"))
    text = out.read_text("utf-8")
    assert not [str(error) for error in schema.iter_errors(text)]
    assert text.count("<failure ") == 21
    assert not schema.is_valid(text.replace(' failures="', ' defeats="')), "the schema is one that can say no"


def test_a_suite_for_each_check_and_one_for_reading() -> None:
    root = junit(replace(small(), checks=all_checks()))
    names = [suite.get("name", "") for suite in root]
    assert [name.split()[0] for name in names] == [*sorted(all_checks()), "reading"]
    assert [suite.get("id") for suite in root] == [str(i) for i in range(len(root))]


@pytest.mark.parametrize("run", [Run(), small(), hostile(), large(30)], ids=["empty", "small", "hostile", "large"])
def test_the_counts_add_up(run: Run) -> None:
    for suite in junit(run):
        cases = suite.findall("testcase")
        assert suite.get("tests") == str(len(cases)) != "0"
        for kind, attribute in (("failure", "failures"), ("error", "errors"), ("skipped", "skipped")):
            assert suite.get(attribute) == str(sum(case.find(kind) is not None for case in cases))


def test_a_failure_says_who_where_and_why() -> None:
    failure = junit(small()).find(".//failure")
    assert failure is not None and failure.get("type") == "warning"
    text = failure.text or ""
    for words in ("[about 74 people]", "[47 شخصا]", "الشرطة, صحيفة المرفأ, 2025-03-02", "a.md:7:12", "readers should",
                  "00ff"):
        assert words in text, words


def test_suppressed_findings_are_skipped_and_problems_are_errors() -> None:
    run = small()
    finding = msgspec.structs.replace(run.findings[0], suppressed="known")
    root = junit(replace(run, findings=(finding,)))
    assert [found.get("message") for found in root.iter("skipped")] == ["known"]
    assert [(e.get("message"), e.text) for e in root.iter("error")] == [("not YAML", "c.md:2: not YAML")]
    assert not list(root.iter("failure"))


def test_hostile_text_is_only_text() -> None:
    text = render(hostile(), "junit")
    text.encode("utf-8")
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff\u202a-\u202e]", text)
    tags = {"testsuites", "testsuite", "properties", "testcase", "failure", "error", "skipped", "system-out",
            "system-err"}
    assert {element.tag for element in junit(hostile()).iter()} == tags
    assert "<!--" not in text and "]]>" not in text


def test_the_order_of_the_run_changes_nothing() -> None:
    for run in (small(), hostile(), large(20)):
        assert render(shuffled(run), "junit") == render(run, "junit")
