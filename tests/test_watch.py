"""``--watch``: a round after each change, none without."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from figures.cli import _run as run_cli
from figures.cli.scaffold import set_up
from figures.cli.watch import _once, changes, look

GOOD = "Police said that 12 people were killed in the fire."
WRONG = "The storm injured 20 people, including 30 children."


def test_a_look_sees_files_and_not_what_is_hidden_or_written_by_the_run(tmp_path: Path) -> None:
    for name in ("a.md", "sub/b.md", ".git/x", ".hidden.md", "report.html"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x", "utf-8")
    seen = look([str(tmp_path), str(tmp_path / "gone.md")], [str(tmp_path / "sub" / ".." / "report.html")])
    assert sorted(Path(file).relative_to(tmp_path).as_posix() for file in seen) == ["a.md", "sub/b.md"]


@pytest.mark.parametrize("change", ["longer", "touched", "new", "gone"])
def test_a_look_sees_every_change(tmp_path: Path, change: str) -> None:
    file = tmp_path / "a.md"
    file.write_text("x", "utf-8")
    before = look([str(tmp_path)])
    if change == "longer":
        file.write_text("xx", "utf-8")
        os.utime(file, ns=(0, before[str(file)][1]))
    elif change == "touched":
        os.utime(file, (1, 1))
    elif change == "new":
        (tmp_path / "b.md").touch()
    else:
        file.unlink()
    assert look([str(tmp_path)]) != before


@pytest.mark.parametrize(("seen", "told"), [
    ([0, 0, 0], []),
    ([1, 1, 1], [1]),          # told once, when it has stood still
    ([1, 2, 3, 3], [3]),       # not while it goes on
    ([1, 1, 2, 2], [1, 2]),
    ([1, 0, 0], []),           # undone before it was told
    ([1, 1, 0, 0], [1, 0]),
])
def test_changes_are_told_when_they_stand_still(seen: list[int], told: list[int]) -> None:
    states = iter({"f": (n, n)} for n in seen)
    waits: list[float] = []
    found = [state["f"][0] for state in changes({"f": (0, 0)}, lambda: next(states), waits.append, len(seen))]
    assert found == told
    assert len(waits) == len(seen)


@pytest.mark.parametrize(("arguments", "left"), [
    (["check", "--watch", "x"], ["check", "x"]), (["check", "x", "--watch"], ["check", "x"]),
    (["check", "--", "--watch"], ["check", "--", "--watch"]),
])
def test_a_round_is_the_same_command_without_the_option(arguments: list[str], left: list[str]) -> None:
    assert _once(arguments) == left


def test_standard_input_cannot_be_watched(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_cli(["check", "-", "--watch"]) == 2
    assert "standard input cannot be watched" in capsys.readouterr().err


def test_a_change_brings_another_round(tmp_path: Path) -> None:
    article = tmp_path / "a.md"
    article.write_text(GOOD, "utf-8")
    process = subprocess.Popen(
        [sys.executable, "-m", "figures", "check", str(tmp_path), "--watch", "--format", "concise",
         "--output", f"sarif:{tmp_path / 'report.sarif'}"],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True,
    )
    try:
        lines = _lines(process)
        assert next(lines).startswith("Waiting for changes")
        article.write_text(WRONG, "utf-8")
        assert "F105 part-exceeds-whole" in next(lines)
        assert next(lines).startswith("Waiting for changes")
        os.killpg(process.pid, signal.SIGINT)
        assert process.wait(timeout=30) == 130
        assert "".join(lines).strip() == ""
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()


def _lines(process: subprocess.Popen[str]) -> Iterator[str]:
    assert process.stdout is not None
    yield from process.stdout


def test_the_files_beside_the_settings_are_watched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    set_up(tmp_path)
    monkeypatch.chdir(tmp_path)
    seen: list[list[str]] = []

    def stand_in(_words: object, paths: list[str], outputs: list[str]) -> None:
        seen.append([*paths, *outputs])
        raise SystemExit(0)

    monkeypatch.setattr("figures.cli.watch.again_and_again", stand_in)
    assert run_cli(["check", "--watch", "--output", "html:x.html", "--baseline", "known.json"]) == 0
    assert [Path(path).name for path in seen[0]] == [
        "articles", "known.json", "figures-ignore.yml", "figures.toml", "x.html"]
