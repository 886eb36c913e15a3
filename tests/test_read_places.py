"""Where findings and explanations say that a figure stands, in files in which the text does not stand as it is."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from reading import write

from figures.cli import _run as run_cli

TEXT = "The storm injured 20 people, including 30 children."
QUOTED = f'"{TEXT}"'
FILES = {
    "x.jsonl": (f'{{"text": "none"}}\n{{"text": {QUOTED}}}\n', 2, 1),
    "x.json": (f'[\n {{"text": "none"}},\n {{"title": "A storm", "text": {QUOTED}}}\n]', 3, 1),
    "x.csv": (f"text,id\nnone,a\n\n{QUOTED},b\n", 4, 1),
    "x.xml": (f"<rss>\n<channel>\n<item><description>{TEXT}</description></item></channel></rss>", 3, 1),
    "x.html": (f"<html>\n<body>\n<p>{TEXT}</p></body></html>", 1, 1),
    "x.md": (f"---\nid: a\n---\n\n{TEXT}\n", 5, 40),
}


@pytest.mark.parametrize("name", FILES)
def test_findings_name_the_line_that_is_known(
    name: str, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    data, line, column = FILES[name]
    file = write(tmp_path / name, data)
    assert run_cli(["check", str(file), "--format", "jsonl"]) == 1
    (finding,) = [json.loads(found) for found in capfdbinary.readouterr().out.splitlines()]
    places = finding["locations"]
    assert {place["line"] for place in places} == {line}
    assert max(place["column"] for place in places) == column
    assert run_cli(["check", str(file), "--format", "sarif"]) == 1
    sarif = json.loads(capfdbinary.readouterr().out)["runs"][0]["results"][0]
    region = sarif["locations"][0]["physicalLocation"]["region"]
    assert ("startColumn" in region) == (name == "x.md")


@pytest.mark.parametrize("name", FILES)
def test_a_line_is_explained(name: str, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    data, line, _ = FILES[name]
    file = write(tmp_path / name, data)
    assert run_cli(["explain", f"{file}:{line}"]) == 0
    assert b"20 people" in capfdbinary.readouterr().out
    if name != "x.md":
        assert run_cli(["explain", f"{file}:{line + 1}"]) == 2
        assert b"there is no article" in capfdbinary.readouterr().err
