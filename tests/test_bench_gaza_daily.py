"""The bench of a daily toll: what it takes for a disagreement, what it plants, and what it counts as found."""

from __future__ import annotations

import datetime
import importlib.util
import json
import random
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

BENCH = Path(__file__).resolve().parent.parent / "bench"
START = datetime.date(2030, 1, 1)


@pytest.fixture(scope="module")
def bench() -> ModuleType:
    """The script, its folder of tools on the path as when it is run."""
    sys.path.insert(0, str(BENCH))
    try:
        spec = importlib.util.spec_from_file_location("gaza_daily", BENCH / "gaza_daily.py")
        assert spec is not None and spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        sys.modules["gaza_daily"] = module
        spec.loader.exec_module(module)
        return module
    finally:
        sys.path.remove(next(path for path in sys.path if path.startswith(str(BENCH))))


def line(day: int, killed: int | None, toll: int | None, source: str = "mohtel") -> dict[str, object]:
    date = str(START + datetime.timedelta(days=day))
    return {"date": date, "source": source, "killed": killed, "killed_cum": toll, "injured": None, "injured_cum": None}


def steady(days: int) -> list[dict[str, object]]:
    """A series in which all is well: eleven killed and thirteen injured a day."""
    return [
        line(i, 11, 40_021 + 11 * i) | {"injured": 13, "injured_cum": 90_017 + 13 * i} for i in range(days)
    ]


def series(path: Path, rows: list[dict[str, object]]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return path


@pytest.mark.parametrize(
    ("rows", "kinds"),
    [
        ([line(0, 5, 4001), line(1, 9, 4010)], []),
        ([line(0, 5, 4001), line(1, 9, 4034)], ["increment"]),
        ([line(0, 5, 4000), line(1, 9, 4034)], []),  # round to a thousand
        ([line(0, 5, 4001), line(2, 9, 4034)], []),  # a day without a line between
        ([line(0, 5, 4001), line(1, 9, None), line(2, 9, 4034)], []),
        ([line(0, 5, 4001), line(1, 9, 4010, "missing"), line(2, 9, 4034)], []),  # filled in
        ([line(0, 5, 4001), line(1, 9, 4034, "gmotel")], []),  # another source
        ([line(0, 5, 4001), line(1, None, 4034)], []),
        ([line(0, 5, 4034), line(3, None, 4001)], ["fall"]),
        ([line(0, 5, 4034), line(3, 1, 4033)], []),  # within half a unit either way
    ],
)
def test_disagreements(bench: ModuleType, tmp_path: Path, rows: list[dict[str, object]], kinds: list[str]) -> None:
    days = bench.read(series(tmp_path / "s.jsonl", rows))
    assert [entry.kind for entry in bench.disagreements(days)] == kinds


def test_what_is_planted_disagrees(bench: ModuleType, tmp_path: Path) -> None:
    days = bench.read(series(tmp_path / "s.jsonl", steady(300)))
    assert list(bench.disagreements(days)) == []
    spoilt, plan = bench.planted(days, [], random.Random(7))
    assert sorted(entry.kind for entry in plan) == ["fall"] * 2 + ["increment"] * 10
    found = {(entry.day, entry.kind) for entry in bench.disagreements(spoilt)}
    assert {(entry.day, entry.kind) for entry in plan} <= found


@pytest.mark.parametrize(
    ("code", "day", "text", "tells"),
    [
        ("F104", 3, "31 people", True),
        ("F104", 3, "4,034", True),
        ("F104", 3, "4,035", False),
        ("F104", 4, "31 people", False),
        ("F101", 3, "31 people", False),
    ],
)
def test_what_tells_of_a_planted_one(bench: ModuleType, code: str, day: int, text: str, tells: bool) -> None:
    entry = bench.Odd(START + datetime.timedelta(days=3), "killed", "increment", 4001, 4034, 31)
    place = {"article": f"en-{START + datetime.timedelta(days=day)}", "text": text}
    assert bench.tells({"code": code, "locations": [place]}, entry) is tells


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(BENCH / "gaza_daily.py"), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_a_made_series(tmp_path: Path) -> None:
    """All planted ones are found in a series that is made up, and nothing else is said; the exit code tells."""
    path = series(tmp_path / "s.jsonl", steady(200))
    done = run(str(path), "--languages", "mixed", "--days", str(tmp_path / "days.csv"))
    assert "planted 12 of 12 found, days that disagree 0 of 0 found, 0 other findings" in done.stdout, done.stdout
    assert done.returncode == 0
    assert (tmp_path / "days.csv").read_text("utf-8").endswith("least_allowed,most_allowed\n")


def test_no_series(tmp_path: Path) -> None:
    done = run(str(tmp_path / "none.jsonl"), "--days", str(tmp_path / "days.csv"))
    assert (done.returncode, (tmp_path / "days.csv").exists()) == (0, False)
    assert "is not here: nothing was measured" in done.stdout


def test_the_file_of_days_is_that_of_the_series(bench: ModuleType, shared: Path) -> None:
    days = bench.read(shared / "series/gaza_daily.jsonl")
    rows = [entry.row(days[entry.day].source) for entry in bench.disagreements(days)]
    kept = (BENCH / "gaza_days.csv").read_text("utf-8").splitlines()
    assert kept[-len(rows) :] == rows
