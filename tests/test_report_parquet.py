"""Parquet: rows as JSON has them, typed; the same bytes whatever the order; the package missing."""

from __future__ import annotations

import io
import json
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reports import claim, golden, hostile, large, shuffled, small

from figures.cli import _run as run_cli
from figures.model import Article, Claim, Series
from figures.optional import MissingPackage
from figures.report import Run, encode, need, render
from figures.report.columns import write


def rows(data: bytes) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = pq.read_table(io.BytesIO(data)).to_pylist()
    return found


def parquet(run: Run) -> bytes:
    data = render(run, "parquet")
    assert isinstance(data, bytes)
    return data


def table(values: list[Any], kind: type) -> bytes:
    out = io.BytesIO()
    write(values, kind, out)
    return out.getvalue()


def test_golden() -> None:
    """The schema and the rows; bytes are those of one version of pyarrow."""
    data = parquet(small())
    schema = [f"{field.name}: {field.type}" for field in pq.read_schema(io.BytesIO(data))]
    golden("parquet", "\n".join([*schema, *(json.dumps(row, ensure_ascii=False) for row in rows(data)), ""]))


@pytest.mark.parametrize("run", [Run(), small(), large(9), large(5000)], ids=["empty", "small", "large", "batches"])
def test_rows_are_those_of_json(run: Run) -> None:
    lines = str(render(run, "jsonl")).splitlines()
    found = rows(parquet(run))
    assert len(found) == len(lines)
    wanted = {json.loads(line)["fingerprint"]: json.loads(line) for line in lines}
    assert found[:20] == [wanted[row["fingerprint"]] for row in found[:20]]


def test_the_order_of_the_run_changes_nothing() -> None:
    for run in (small(), large(20)):
        assert parquet(shuffled(run)) == parquet(run)


def test_hostile_text_is_data() -> None:
    run = hostile()
    assert [row["message"] for row in rows(parquet(run))] == [
        finding.message.encode("utf-8", "replace").decode() for finding in run.findings]


def test_claims_and_series_have_the_keys_of_json() -> None:
    run = small()
    claims = [found for extraction in run.extractions for found in extraction.claims]
    for made, found in zip(rows(table(claims, Claim)), claims, strict=True):
        plain = json.loads(encode(found))
        assert list(made) == list(plain)
        assert {key: value for key, value in made.items() if key not in ("period", "stated")} == {
            key: value for key, value in plain.items() if key not in ("period", "stated")}
    series = Series(event="e", series="s", measure="killed", subject=None, place=None, from_="2025-03-01",
                    claims=tuple(claims))
    (row,) = rows(table([series], Series))
    assert row["from"] == "2025-03-01" and [c["id"] for c in row["claims"]] == [c.id for c in claims]


@settings(deadline=None)
@given(st.integers(-10**40, 10**40) | st.decimals(allow_nan=False, allow_infinity=False, min_value=-10**31,
                                                  max_value=10**31))
def test_values_are_exact_to_nine_places_or_null(value: int | Decimal) -> None:
    article = Article(id="a", text="30 dead")
    found = msgspec.structs.replace(claim(article, "c", "30 dead", 30), low=value)
    (row,) = rows(table([found], Claim))
    if abs(value) >= 10**29:
        assert row["low"] is None
    else:
        assert abs(row["low"] - Decimal(value)) <= Decimal("5e-10")
    assert row["high"] == 30


def test_without_the_package_it_is_said_how_to_install_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(MissingPackage, match="need the package pyarrow"):
        need("parquet")
    need("jsonl")
    for command in (["check", "nowhere", "--output", f"parquet:{tmp_path / 'x'}"],
                    ["extract", "nowhere", "--format", "parquet"], ["series", "nowhere", "--format", "parquet"]):
        assert run_cli(command) == 2
        assert "pip install 'newsfigures[parquet]'" in capfd.readouterr().err


@pytest.mark.parametrize("command", ["extract", "series", "check"])
def test_commands_write_it(command: str, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    file = tmp_path / "a.md"
    file.write_text("Police said that 30 people were killed in Aleppo, among them 35 children.", "utf-8")
    assert run_cli([command, str(file), "--format", "jsonl"]) in (0, 1)
    lines = capfdbinary.readouterr().out.decode().splitlines()
    assert run_cli([command, str(file), "--format", "parquet"]) in (0, 1)
    found = rows(capfdbinary.readouterr().out)
    assert lines and [set(row) for row in found] == [set(json.loads(line)) for line in lines]


def test_a_terminal_gets_no_bytes(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    for command in ("extract", "series"):
        assert run_cli([command, "seeds", "--format", "parquet"]) == 2
        out, err = capsys.readouterr()
        assert out == "" and "write it to a file" in err
