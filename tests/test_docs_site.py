"""The site of the documents: it builds without a warning, loads nothing from elsewhere, and shows what is there."""

from __future__ import annotations

import importlib.util
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest

from figures.checks import all_checks
from figures.cli import _run as run_cli
from figures.extract import Extractor

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "all-checks.md"
LOADS = {"script": "src", "img": "src", "iframe": "src", "source": "src", "video": "src", "audio": "src"}
LINKS = {"stylesheet", "preload", "icon", "preconnect", "dns-prefetch", "modulepreload", "prefetch"}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built site; strictly, so that a dead link or a page that no menu names is a failure."""
    folder = tmp_path_factory.mktemp("site")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(folder)], cwd=ROOT,
        capture_output=True, text=True, check=False, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
    )
    assert done.returncode == 0, done.stderr
    return folder


class _Loads(HTMLParser):
    """What a browser fetches by itself when it opens a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag in LOADS:
            self.found.append(given.get(LOADS[tag], ""))
        elif tag == "link" and LINKS & set(given.get("rel", "").split()):
            self.found.append(given.get("href", ""))


def loads(page: Path) -> list[str]:
    parser = _Loads()
    parser.feed(page.read_text("utf-8"))
    return parser.found


def test_nothing_is_loaded_from_elsewhere(site: Path) -> None:
    pages = sorted(site.rglob("*.html"))
    assert len(pages) > 10
    for page in pages:
        assert [target for target in loads(page) if re.match(r"(https?:)?//", target)] == [], page
    for style in site.rglob("*.css"):
        assert not re.search(r"url\(['\"]?(https?:)?//", style.read_text("utf-8")), style


def test_every_page_is_in_the_menu(site: Path) -> None:
    home = (site / "index.html").read_text("utf-8")
    for document in (ROOT / "docs").glob("*.md"):
        assert f'href="{document.stem}.html"' in home or document.stem == "index", document.name


def test_the_api_is_that_of_the_docstrings(site: Path) -> None:
    api = (site / "api.html").read_text("utf-8")
    assert 'id="figures.check"' in api and 'id="figures.model.Claim"' in api
    assert "The claims of one article, in order of position." in api


def test_the_gitlab_job_is_the_one_that_is_tested(site: Path) -> None:
    assert "gl-code-quality-report.json" in (site / "ci.html").read_text("utf-8")


def test_the_page_of_the_checks_is_in_step(extractor: Extractor) -> None:
    spec = importlib.util.spec_from_file_location("checks_page", ROOT / "docs" / "tools" / "checks_page.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    written = module.page(extractor)
    if os.environ.get("UPDATE_GOLDEN"):
        PAGE.write_text(written, "utf-8")
    assert written == PAGE.read_text("utf-8"), "write it anew: uv run python docs/tools/checks_page.py"


@pytest.mark.parametrize("code", sorted(all_checks()))
def test_every_check_has_an_example_and_a_silence(code: str) -> None:
    (section,) = re.findall(rf"^## {code} .*?(?=^## |\Z)", PAGE.read_text("utf-8"), re.DOTALL | re.MULTILINE)
    assert re.search(r"^→ (error|warning|note): ", section, re.MULTILINE)
    assert "<mark>" in section and "**Silent when:**" in section and "\n— " in section


def _blocks(page: str, kind: str = "") -> Iterator[str]:
    text = (ROOT / "docs" / page).read_text("utf-8")
    fences = re.findall(r"^```(\w*)\n(.*?)^```", text, re.DOTALL | re.MULTILINE)
    yield from (block for name, block in fences if name == kind)


def test_the_five_minutes_go_as_they_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    monkeypatch.chdir(tmp_path)
    commands = [line for block in _blocks("start.md") for line in block.splitlines() if line.startswith("figures ")]
    for command in commands[:1]:
        assert run_cli(command.split()[1:]) == 0
    monkeypatch.chdir("desk")
    (shown,) = _blocks("start.md", "console")
    capsys.readouterr()
    assert run_cli(["check"]) == 0
    assert capsys.readouterr().out == shown.partition("\n")[2]
    article = Path("articles/harbour-fire.en.md")
    (title,) = re.findall(r"make the title `([^`]+)`", (ROOT / "docs" / "start.md").read_text("utf-8"))
    article.write_text(article.read_text("utf-8").replace("title: Fire in the old harbour", f"title: {title}"), "utf-8")
    for command in ["figures check", *commands[1:3]]:
        assert run_cli(command.split()[1:]) == 1, command
    assert Path("report.html").is_file() and Path("report-ar.html").is_file()
    assert "21 workers" in capsys.readouterr().out


def test_every_option_that_the_documents_name_is_there(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_cli(["check", "--help"]) == 0
    known = set(re.findall(r"--[a-z][a-z-]+", capsys.readouterr().out))
    for page in ("start.md", "ci.md", "report.md"):
        for line in (ROOT / "docs" / page).read_text("utf-8").splitlines():
            if "figures check" in line:
                assert set(re.findall(r"--[a-z][a-z-]+", line)) <= known, (page, line)


def test_the_answers_of_the_reader_are_those_of_the_report(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        assert run_cli(["check", "seeds", "--format", "concise"]) == 1
    told = [set(re.findall(r"\d+", line.replace(",", ""))) for line in capsys.readouterr().out.splitlines()]
    table = re.findall(r"^\| (\S.*?) \|.*\|$", (ROOT / "docs" / "reader-questions.md").read_text("utf-8"), re.MULTILINE)
    answers = [set(re.findall(r"\d+", row.replace(",", ""))) for row in table[1:]]
    assert len(answers) == len(told)
    assert all(any(answer <= line for line in told) for answer in answers), answers


def test_what_the_reader_found_to_be_read_is_what_the_report_has(tmp_path: Path) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        assert run_cli(["check", "seeds", "--format", "concise", "--output", f"html:{tmp_path / 'x.html'}"]) == 1
    page = re.sub("<[^>]*>", "", (tmp_path / "x.html").read_text("utf-8"))
    told = " ".join((ROOT / "docs" / "reader-questions.md").read_text("utf-8").split())
    for listed, said in (("The articles", r"lists (\d+) articles"),
                         ("The rules that claimed figures", r"the (\d+) rules"),
                         ("Figures that no rule claimed", r"and (\d+) figures that no rule claimed")):
        assert re.findall(rf"{listed}: (\d+)", page) == re.findall(said, told), listed
