"""Planted contradictions and look-alikes: writes what the checks find in each case, and lets a scorer count.

    uv run python bench/planted.py SCORER FOLDER…

FOLDER holds ``cases/*.jsonl`` (a small corpus each) and whatever SCORER needs besides; the findings of each case go to
``findings/`` and, without the check for copies of a sentence, to ``nocopies/``, as ``figures check --format jsonl``
prints them. Then ``SCORER score FOLDER findings`` and ``… nocopies`` are run, and what they print is shown.
"""

from __future__ import annotations

import sys

sys.path[0] += "/tools"  # not this folder: its numbers.py would stand in for the standard library's

import json
import subprocess
from pathlib import Path

from figures.checks import make_panel, run_checks
from figures.extract import Extractor
from figures.model import Article, Extraction
from figures.report.encode import encode
from figures.series import link_all

KEYS = ("id", "title", "text", "date", "publisher", "lang")
SETTINGS: dict[str, tuple[str, ...]] = {"findings": (), "nocopies": ("copies-differ",)}


def main() -> None:
    """Check every case of every folder, and print what the scorer says."""
    scorer, *folders = sys.argv[1:]
    extractor = Extractor()
    known: dict[str, Extraction] = {}
    for folder in map(Path, folders):
        for name in SETTINGS:
            (folder / name).mkdir(exist_ok=True)
        for case in sorted((folder / "cases").glob("*.jsonl")):
            read = [_extraction(extractor, line, known) for line in case.read_text("utf-8").splitlines()]
            links = link_all(read)
            for name, ignored in SETTINGS.items():
                found = run_checks(links.events, read, links=links, checks=make_panel((), ignored))
                (folder / name / case.name).write_bytes(b"".join(encode(finding) + b"\n" for finding in found))
        for name in SETTINGS:
            print(f"== {folder.name} {name}", flush=True)
            subprocess.run([sys.executable, scorer, "score", str(folder), name], check=True)


def _extraction(extractor: Extractor, line: str, known: dict[str, Extraction]) -> Extraction:
    """What an article yields; most of them stand in several cases."""
    if line not in known:
        article = json.loads(line)
        known[line] = extractor.extract(Article(**{key: article.get(key) for key in KEYS}))
    return known[line]


if __name__ == "__main__":
    main()
