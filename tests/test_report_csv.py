"""CSV: a row for each place, RFC 4180, and no cell that a spreadsheet would calculate."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from decimal import Decimal

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from reports import golden, hostile, large, shuffled, small

from figures.report import Run, render
from figures.report.rows import COLUMNS, cell


def rows(run: Run) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(render(run, "csv"), newline=""), strict=True))


def test_golden() -> None:
    golden("csv", render(small(), "csv"))


def test_a_row_for_each_place() -> None:
    found = rows(small())
    assert [(r["fingerprint"], r["place"], r["text"]) for r in found] == [
        ("00ff", "1", "about 74 people"), ("00ff", "2", "47 شخصا"), ("11ff", "1", "47 شخصا")]
    assert (found[1]["publisher"], found[1]["low"], found[1]["source"], found[1]["source_id"]) == (
        "صحيفة المرفأ", "47", "الشرطة", "XX/police")
    assert found[1]["sentence"] == "قالت الشرطة إن 47 شخصا قتلوا في الميناء."
    assert (found[0]["gap"], found[0]["confidence"]) == ("0.454", "0.75")


@pytest.mark.parametrize("run", [Run(), small(), hostile(), large(9)], ids=["empty", "small", "hostile", "large"])
def test_every_row_has_every_column_and_lines_end_as_they_must(run: Run) -> None:
    text = render(run, "csv")
    lines = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    assert {len(line) for line in lines} == {len(COLUMNS)}
    assert tuple(lines[0]) == COLUMNS
    assert text.endswith("\r\n") and text.count("\r\n") == text.count("\n") == len(lines)


@pytest.mark.parametrize("text", [
    "=1+1", "+1", "-1", "@x", "\t=1", " =1", "\r\n=1", "\u200f=1", "\u202e=1", "＝1", "\ufeff@x",
])
def test_formulas_are_words(text: str) -> None:
    assert cell(text).startswith("'")


@given(st.text())
def test_no_cell_begins_a_formula(text: str) -> None:
    assert not re.match(r"[\s\u200b-\u200f\ufeff]*[=+\-@]", cell(text))
    assert cell(text).isprintable() or not re.search("[\x00-\x1f\x7f-\x9f\ud800-\udfff]", cell(text))


def test_numbers_are_numbers() -> None:
    run = small()
    first = run.extractions[0]
    cold = msgspec.structs.replace(first.claims[0], low=-5, best=Decimal("1.50"), high=Decimal("1E+3"))
    row = rows(replace(run, extractions=(msgspec.structs.replace(first, claims=(cold,)), *run.extractions[1:])))[1]
    assert (row["low"], row["best"], row["high"]) == ("-5", "1.5", "1000")


def test_hostile_text_stays_in_its_cell() -> None:
    text = render(hostile(), "csv")
    text.encode("utf-8")
    assert not re.search("[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e]", text)
    assert len(rows(hostile())) == 4
    for row in rows(hostile()):
        assert not any(re.match(r"[=+\-@]", value) for value in row.values())


def test_the_order_of_the_run_changes_nothing() -> None:
    for run in (small(), hostile(), large(20)):
        assert render(shuffled(run), "csv") == render(run, "csv")
