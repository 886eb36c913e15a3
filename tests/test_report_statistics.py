"""Statistics: counts in place of findings."""

from __future__ import annotations

import re
from dataclasses import replace

import msgspec
from reports import golden, hostile, large, shuffled, small

from figures.report import render


def test_golden() -> None:
    golden("statistics", render(small(), "statistics"))


def test_the_order_of_the_run_changes_nothing() -> None:
    assert render(shuffled(small()), "statistics") == render(small(), "statistics")


def test_nothing_an_article_says_takes_over_the_terminal() -> None:
    shown = render(hostile(), "statistics")
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", shown)
    assert not any(line.lstrip().startswith("::") for line in shown.splitlines())
    assert "##[" not in shown


def test_the_counts_are_those_of_the_findings() -> None:
    shown = render(large(1234), "statistics")
    assert re.search(r"^ 1,234 +0 +1,234 +0  F101 disputed$", shown, re.MULTILINE)
    assert shown.endswith("1,234 findings in 2 articles, 2 figures, 2 claims, 1 event.\n")


def test_what_is_suppressed_is_counted_and_said() -> None:
    run = small()
    quiet = msgspec.structs.replace(run.findings[0], suppressed="known")
    assert "F101 disputed (1 suppressed or known)" in render(replace(run, findings=(quiet,)), "statistics")


def test_most_publishers_are_named_and_the_rest_counted() -> None:
    run = small()
    extraction, other = run.extractions
    findings, extractions = [], [other]
    for n in range(15):
        article = msgspec.structs.replace(extraction.article, id=f"a-{n:02}", publisher=f"Paper {n:02}")
        extractions.append(msgspec.structs.replace(extraction, article=article))
        place = msgspec.structs.replace(run.findings[1].locations[0], article=article.id)
        findings.append(msgspec.structs.replace(run.findings[1], locations=(place,), fingerprint=str(n)))
    shown = render(replace(run, extractions=tuple(extractions), findings=tuple(findings)), "statistics")
    assert "Paper 09" in shown and "Paper 10" not in shown
    assert "and 5 others" in shown


def test_a_run_without_findings() -> None:
    assert render(replace(small(), findings=()), "statistics") == (
        "0 findings in 2 articles, 2 figures, 2 claims, 1 event.\n"
    )
