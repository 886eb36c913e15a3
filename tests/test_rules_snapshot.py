"""Snapshots of what rules read: written, compared, and left alone where they are another's."""

from __future__ import annotations

from pathlib import Path

import pytest

from figures.cli import _run
from figures.rules.snapshot import differences, path_of

PACK = """\
rules:
  - id: own.rule
    title: Ferried
    emit: {measure: displaced, basis: flow}
    counts: [person]
    trigger: <ferry_out>
    examples:
      - {en: "Boats ferried «seventy villagers» to dry land.", claim: {value: 70}}
      - {en: "Seventy villagers were waiting.", claim: none}
"""
WORDS = "lexicons:\n  ferry_out:\n    about: by boat\n    en:\n      - {verb: ferry}\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for name, text in (("packs/own.yml", PACK), ("lexicon/own.yml", WORDS)):
        path = tmp_path / name
        path.parent.mkdir(parents=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


def test_a_reading_that_changes_is_told_until_it_is_taken_over(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["rules", "test", "--rules", str(project)]
    snapshot = project / "packs" / "own.snapshot"
    assert _run(command) == 0
    assert not snapshot.exists()
    assert _run([*command, "--update"]) == 0
    assert "displaced by own.rule (ferried): 70: seventy villagers" in snapshot.read_text(encoding="utf-8")
    assert _run(command) == 0
    snapshot.write_text(snapshot.read_text(encoding="utf-8").replace(": 70:", ": 71:"), encoding="utf-8")
    capsys.readouterr()
    assert _run(command) == 2
    assert "was displaced by own.rule (ferried): 71: seventy villagers; is" in capsys.readouterr().out
    assert _run([*command, "--update"]) == 0
    assert _run(command) == 0


def test_snapshots_that_ship_are_never_written_for_a_project(project: Path) -> None:
    shipped = Path(path_of("rules/packs/harm.yml"))
    before = shipped.read_bytes()
    assert _run(["rules", "test", "--rules", str(project), "--update"]) == 0
    assert shipped.read_bytes() == before


def test_differences_name_new_changed_and_lost_sentences() -> None:
    old = "a (en) One.\n    x\nb (en) Two.\n"
    new = "a (en) One.\n    y\nc (en) Three.\n"
    assert differences(old, new) == [
        "a (en) One.: was x; is y",
        "c (en) Three.: not in the snapshot",
        "b (en) Two.: in the snapshot, but no example any more",
    ]
    assert differences(old, old) == []
