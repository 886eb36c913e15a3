"""How well articles are read: scores against annotated articles, where those are at hand.

    uv run python bench/score.py [FOLDER] [SET…]

FOLDER holds ``gold/*.articles.jsonl``, ``*.gold.jsonl``, ``*.slots.jsonl`` and ``eval/score.py``. The sets named
``train`` may be read and learned from; those named ``dev`` are only scored, and a gap between the two says that rules
were written for sentences.
"""

from __future__ import annotations

import sys

sys.path[0] += "/tools"  # not this folder: its numbers.py would stand in for the standard library's

import argparse
import subprocess
import tempfile
from pathlib import Path

from figures.extract import Extractor
from figures.model import Article
from figures.read import read_articles
from figures.report.encode import encode

DEFAULT = Path(__file__).resolve().parents[2] / "shared"
SETS = ("seed", "train_ar", "dev_ar", "train_en", "dev_en", "train_troops_ar", "train_troops_en")


def main() -> None:
    """Extract each set, score it, print the first lines of the score."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=DEFAULT)
    parser.add_argument("sets", nargs="*", default=SETS)
    args = parser.parse_args()
    if not args.folder.is_dir():
        sys.exit(f"{args.folder} is not here: nothing to score")
    extractor = Extractor()
    for name in args.sets:
        articles = args.folder / "gold" / f"{name}.articles.jsonl"
        with tempfile.NamedTemporaryFile("wb", suffix=".jsonl") as out:
            for item in read_articles([str(articles)]):
                if isinstance(item, Article):
                    for claim in extractor.extract(item).claims:
                        out.write(encode(claim) + b"\n")
            out.flush()
            slots = args.folder / "gold" / f"{name}.slots.jsonl"
            command = [sys.executable, str(args.folder / "eval" / "score.py"), str(articles),
                       str(args.folder / "gold" / f"{name}.gold.jsonl"), out.name]
            command += ["--slots", str(slots)] if slots.exists() else []
            printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
        print(f"== {name}")
        print("\n".join(line for line in printed if not line.startswith("  ")))


if __name__ == "__main__":
    main()
