"""How much memory reading takes, and whether that grows with the number of articles.

    uv run python bench/memory.py [CORPUS.jsonl[.gz]] [--sizes 2000 20000]

Each size is read by ``figures extract --jobs 1 --no-cache --format jsonl`` in a process of its own, whose highest
resident memory the system tells. The exit code is 1 where the largest takes more than 1.2 times that of the smallest.
"""

from __future__ import annotations

import sys

sys.path[0] += "/tools"  # not this folder: its numbers.py would stand in for the standard library's

import argparse
import gzip
import os
import subprocess
import tempfile
from itertools import islice
from pathlib import Path

from speed_lines import DEFAULT

LIMIT = 1.2


def copied(corpus: Path, size: int, to: Path) -> None:
    """Write the first articles to a file, line by line: what this process holds, the system counts for its child."""
    opener = gzip.open if corpus.suffix == ".gz" else open
    with opener(corpus, "rb") as source, to.open("wb") as target:
        target.writelines(islice(source, size))


def peak(articles: Path) -> float:
    """The highest resident memory of reading a file, in MB (10^6 bytes)."""
    command = [sys.executable, "-m", "figures", "extract", "--jobs", "1", "--no-cache", "--format", "jsonl"]
    with subprocess.Popen([*command, str(articles)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        sys.exit(f"{' '.join(command)} ended with {process.returncode}")
    return usage.ru_maxrss * 1024 / 1e6


def main() -> int:
    """Print the highest memory of each size, and the ratio of the last to the first."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("corpus", nargs="?", type=Path, default=DEFAULT)
    parser.add_argument("--sizes", type=int, nargs="+", default=[2000, 20000])
    options = parser.parse_args()
    found = []
    with tempfile.TemporaryDirectory() as folder:
        first = Path(folder) / "first.jsonl"
        copied(options.corpus, 1, first)
        peak(first)  # what is compiled once after a change of the engine is no part of reading
        for size in options.sizes:
            articles = Path(folder) / f"{size}.jsonl"
            copied(options.corpus, size, articles)
            found.append(peak(articles))
            print(f"{size:8} articles  at most {found[-1]:6.0f} MB", flush=True)
    print(f"ratio {found[-1] / found[0]:.2f} (the aim is at most {LIMIT})")
    return int(found[-1] > LIMIT * found[0])


if __name__ == "__main__":
    sys.exit(main())
