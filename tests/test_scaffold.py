"""``figures new project``: what it sets up passes its own check, and nothing is ever written over."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from figures import __version__
from figures.cli import _run as run_cli
from figures.cli.scaffold import ProjectError, set_up

FILES = {"figures.toml", "figures-ignore.yml", "articles/harbour-fire.ar.md", "articles/harbour-fire.en.md",
         ".github/workflows/figures.yml"}


def files_of(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_the_project_passes_its_own_check(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    monkeypatch.chdir(tmp_path)
    assert run_cli(["new", "project", "desk"]) == 0
    out = capsys.readouterr().out
    assert all(f"wrote desk/{name}\n" in out for name in FILES)
    monkeypatch.chdir(tmp_path / "desk")
    assert files_of(Path()) == FILES
    assert run_cli(["check", "--fail-on", "note"]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    assert "Read 2 articles, 6 figures, 4 claims in 1 event.\nNo figures at odds.\n" in out


def test_a_contradiction_put_into_it_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    set_up(tmp_path)
    monkeypatch.chdir(tmp_path)
    article = Path("articles/harbour-fire.en.md")
    article.write_text(article.read_text("utf-8").replace("30 others", "20 workers, including 30 women, were"), "utf-8")
    assert run_cli(["check"]) == 1
    assert "F105" in capsys.readouterr().out


def test_the_templates_are_whole(tmp_path: Path) -> None:
    set_up(tmp_path)
    assert yaml.safe_load((tmp_path / "figures-ignore.yml").read_text("utf-8")) == {"ignore": []}
    workflow = (tmp_path / ".github/workflows/figures.yml").read_text("utf-8")
    assert f"newsfigures=={__version__}" in workflow
    assert "@VERSION@" not in workflow


@pytest.mark.parametrize("name", sorted(FILES))
def test_nothing_is_written_over(tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    mine = tmp_path / name
    mine.parent.mkdir(parents=True, exist_ok=True)
    mine.write_text("mine", "utf-8")
    assert run_cli(["new", "project", str(tmp_path)]) == 2
    assert capsys.readouterr().err == (
        f"{mine.as_posix()}: is there already (nothing was written; name another folder, or move it away)\n"
    )
    assert files_of(tmp_path) == {name}
    assert mine.read_text("utf-8") == "mine"


def test_a_link_that_leads_nowhere_is_in_the_way(tmp_path: Path) -> None:
    (tmp_path / "figures.toml").symlink_to(tmp_path / "gone")
    with pytest.raises(ProjectError, match=r"figures\.toml: is there already"):
        set_up(tmp_path)
    assert not (tmp_path / "gone").exists()


def test_a_file_where_a_folder_should_be(tmp_path: Path) -> None:
    (tmp_path / "articles").write_text("mine", "utf-8")
    with pytest.raises(ProjectError, match="articles: is there already"):
        set_up(tmp_path)
    assert files_of(tmp_path) == {"articles"}


def test_two_projects_side_by_side(tmp_path: Path) -> None:
    assert files_of(tmp_path) == set()
    set_up(tmp_path / "a" / "b")
    set_up(tmp_path / "a" / "c")
    assert files_of(tmp_path / "a" / "b") == files_of(tmp_path / "a" / "c") == FILES
