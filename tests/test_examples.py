"""The packs of other fields in ``docs/examples``: written from the documentation alone, they hold and find."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from figures.cli import cli

EXAMPLES = sorted(path.parent for path in (Path(__file__).parent.parent / "docs" / "examples").glob("*/figures.toml"))


@pytest.mark.parametrize("folder", EXAMPLES, ids=lambda folder: folder.name)
def test_its_rules_pass_their_examples(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    for command in ("test", "validate"):
        result = CliRunner().invoke(cli, ["rules", command])
        assert result.exit_code == 0, result.output


@pytest.mark.parametrize("folder", EXAMPLES, ids=lambda folder: folder.name)
def test_it_holds_no_python_and_words_that_do_not_ship(folder: Path) -> None:
    assert not list(folder.rglob("*.py"))
    shipped = Path(__file__).parent.parent / "rules" / "lexicon"
    words = "\n".join(path.read_text("utf-8") for path in shipped.glob("*.yml"))
    own = "\n".join(path.read_text("utf-8") for path in folder.rglob("lexicon/*.yml"))
    new = [line.strip() for line in own.splitlines() if line.strip().startswith("- {") and line.strip() not in words]
    assert len(new) >= 10


def test_the_flood_articles_are_read_by_its_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(Path(__file__).parent.parent / "docs" / "examples" / "floods")
    result = CliRunner().invoke(cli, ["extract"])
    assert result.exit_code == 0, result.output
    for measure in ("water_level", "area_flooded", "evacuated"):
        assert result.output.count(f'"measure":"{measure}"') == 2
