"""Parquet: columns by name and type, and files that are wrong or hostile."""

from __future__ import annotations

import io
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reading import both, write

from figures.model import Article, Problem
from figures.read import parquet, read_articles
from figures.read.files import File


def packed(table: pa.Table | dict[str, Any], **more: Any) -> bytes:
    out = io.BytesIO()
    pq.write_table(table if isinstance(table, pa.Table) else pa.table(table), out, **more)
    return out.getvalue()


def test_columns_are_keys_and_others_are_left_alone(tmp_path: Path) -> None:
    file = write(tmp_path / "x.parquet", packed({
        "tags": [["x"], []], "id": ["a", None], "text": ["Three boats\r\nsank.", "غرقت 3 قوارب"],
        "title": ["Boats", None], "publisher": ["The Tide", None], "date": ["2025-03-01", None]}))
    articles, problems = both(file)
    assert problems == []
    assert articles == [
        Article(id="a", text="Three boats\r\nsank.", title="Boats", publisher="The Tide", date="2025-03-01",
                path=str(file), line=1, verbatim=False),
        Article(id="x.parquet#2", text="غرقت 3 قوارب", path=str(file), line=2, verbatim=False),
    ]


@pytest.mark.parametrize(("values", "iso"), [
    (pa.array([date(2025, 3, 1)]), "2025-03-01"),
    (pa.array([datetime(2025, 3, 1, 8, 30)]), "2025-03-01T08:30:00"),
    (pa.array([datetime(2025, 3, 1, 8, 30, tzinfo=UTC)]), "2025-03-01T08:30:00+00:00"),
    (pa.array(["2025-03-01"]).dictionary_encode(), "2025-03-01"),
    (pa.array(["2025-03-01"], pa.large_string()), "2025-03-01"),
])
def test_dates_of_every_type(tmp_path: Path, values: pa.Array, iso: str) -> None:
    table = pa.table({"text": ["a"], "id": pa.array([7]), "date": values})
    (article,), problems = both(write(tmp_path / "x.parquet", packed(table)))
    assert (article.date, article.id, problems) == (iso, "7", [])


@pytest.mark.parametrize(("column", "said"), [
    (pa.array(["good", None, "good"]), "x.parquet:2: key 'text' is missing"),
    (pa.array(["good", " ", "good"]), "x.parquet:2: 'text' is empty"),
])
def test_a_wrong_row_is_one_problem_and_the_rest_goes_on(tmp_path: Path, column: pa.Array, said: str) -> None:
    articles, problems = both(write(tmp_path / "x.parquet", packed({"text": column})))
    assert [article.line for article in articles] == [1, 3]
    assert len(problems) == 1 and problems[0].startswith(said)


@pytest.mark.parametrize(("column", "said"), [
    (pa.array([5]), "'text' must be a string, not a number"),
    (pa.array([["a"]]), "'text' must be a string, not a list"),
    (pa.array([{"a": 1}]), "'text' must be a string, not an object"),
    (pa.array([b"a"]), "'text' must be a string, not bytes that are no text"),
    (pa.Array.from_buffers(pa.string(), 1, [None, pa.array([0, 1], pa.int32()).buffers()[1], pa.py_buffer(b"\xff")]),
     "'text' must be a string, not bytes that are no text"),
    (pa.array([datetime(2025, 3, 1)]), ""),
])
def test_texts_of_other_types(tmp_path: Path, column: pa.Array, said: str) -> None:
    articles, problems = both(write(tmp_path / "x.parquet", packed({"text": column})))
    assert len(articles) + len(problems) == 1
    assert not problems or said in problems[0]


GOOD = packed({"text": ["boats " * 50] * 300, "id": [str(n) for n in range(300)]})


@pytest.mark.parametrize(("data", "said"), [
    (b"", "x.parquet: not Parquet that can be read: "),
    (b"PAR1", "x.parquet: not Parquet that can be read: "),
    (b"id,text\n", "x.parquet: not Parquet that can be read: "),
    (GOOD[:-9], "x.parquet: not Parquet that can be read: "),
    (GOOD[:4] + b"\0" * (len(GOOD) - 8) + GOOD[-4:], "x.parquet: not Parquet that can be read: "),
    (packed({"body": ["a"]}), "x.parquet: there is no column 'text' (there are body) (name the column"),
    (packed({"text": pa.array([], pa.string())}), ""),
])
def test_a_wrong_file_is_a_problem(tmp_path: Path, data: bytes, said: str) -> None:
    write(tmp_path / "x.parquet", data)
    write(tmp_path / "y.md", "good")
    articles, problems = both(tmp_path)
    assert [article.text for article in articles] == ["good"]
    assert [problem[: len(said)] for problem in problems] == ([said] if said else [])


@settings(deadline=None)
@given(st.integers(4, len(GOOD) - 1), st.binary(min_size=1, max_size=8))
def test_a_damaged_file_raises_nothing(at: int, data: bytes) -> None:
    damaged = GOOD[:at] + data + GOOD[at + len(data) :]
    items = list(parquet.read(File(Path("x"), "x", "x", ".parquet"), io.BytesIO(damaged)))
    assert all(isinstance(item, Article | Problem) for item in items)


def test_a_file_that_comes_to_far_more_than_its_size(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet, "MAX_BYTES", 10_000)
    bomb = packed({"text": ["a" * 1000] * 100_000})
    articles, problems = both(write(tmp_path / "x.parquet", bomb))
    assert len(articles) < 5000
    assert problems == ["x.parquet: its texts come to more than 200 times its size (what follows is not read)"]
    pages = packed({"text": ["a" * 3_000_000]}, compression="zstd", use_dictionary=False)
    assert both(write(tmp_path / "y.parquet", pages))[1] == [
        "y.parquet: its texts come to more than 200 times its size (what follows is not read)"]


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    class Input:
        buffer = io.BufferedReader(io.BytesIO(GOOD))  # type: ignore[arg-type]

    monkeypatch.setattr(sys, "stdin", Input())
    assert len([item for item in read_articles(["-"]) if isinstance(item, Article)]) == 300


def test_without_the_package_it_is_said_how_to_install_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
    (problem,) = both(write(tmp_path / "x.parquet", GOOD))[1]
    assert problem.startswith("x.parquet: Parquet files need the package pyarrow, which is not installed")
    assert problem.endswith("(pip install 'newsfigures[parquet]')")
