"""What the README shows is what the program does: its transcript, its Python, its rule."""

from __future__ import annotations

import contextlib
import io
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ISOLATES = re.compile("[\u2066-\u2069]")


def blocks(name: str, kind: str) -> list[str]:
    return re.findall(rf"^```{kind}\n(.*?)^```", (ROOT / name).read_text("utf-8"), re.DOTALL | re.MULTILINE)


def test_the_transcript_is_real() -> None:
    (transcript,) = blocks("README.md", "console")
    command, *shown = transcript.splitlines()
    assert command == "$ uv run figures check seeds"
    result = subprocess.run(
        [sys.executable, "-m", "figures", "check", "seeds"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    printed = [ISOLATES.sub("", line) for line in result.stdout.splitlines()]
    at = 0
    for line in shown[: shown.index("$ echo $?")]:
        if line.strip() != "…":
            at = printed.index(line, at) + 1
    assert shown[-1] == str(result.returncode)


def test_the_python_runs_and_says_so() -> None:
    (code,) = blocks("README.md", "python")
    output = io.StringIO()
    with contextlib.redirect_stdout(output):
        exec(compile(code, "README.md", "exec"), {})
    first, second = output.getvalue().splitlines()
    assert first == re.findall(r"# (casualties .*)", code)[0]
    assert re.match(r"F1\d\d 47 people and 74 people cannot both hold", second)


def test_no_line_of_the_documents_is_about_what_is_not_there() -> None:
    for document in ("README.md", *(f"docs/{path.name}" for path in (ROOT / "docs").glob("*.md"))):
        for target in re.findall(r"\]\(([^)#:]+)\)", (ROOT / document).read_text("utf-8")):
            assert ((ROOT / document).parent / target).exists(), f"{document} links to {target}"
