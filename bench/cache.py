"""How much of the time of a first run a second one takes, over articles that have not changed.

    uv run python bench/cache.py [CORPUS.jsonl[.gz]] [--jobs N] [--rounds N]

``figures extract`` is run as a process of its own over an empty cache folder, then over the one that this has filled;
the output of both must be the same bytes. Seconds of all cores and of the clock are printed: a machine that does other
things as well lengthens the second. The clone must not be edited meanwhile, since the engine is part of every key.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

DEFAULT = Path(__file__).resolve().parent.parent.parent / "shared/bulk/ar_20k.jsonl.gz"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", nargs="?", type=Path, default=DEFAULT)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=2)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        corpus = folder / "corpus.jsonl"
        data = args.corpus.read_bytes()
        corpus.write_bytes(gzip.decompress(data) if args.corpus.suffix == ".gz" else data)
        small = folder / "one.jsonl"
        small.write_bytes(b'{"id": "a", "text": "20 people were killed."}\n')
        run(small, folder, args.jobs)  # compiles what is compiled once
        first = run(corpus, folder, args.jobs)
        print(f"first run   {first[0]:7.1f} s of all cores {first[1]:7.1f} s of the clock")
        for _ in range(args.rounds):
            again = run(corpus, folder, args.jobs)
            assert again[2] == first[2], "the second run prints something else"
            print(f"second run  {again[0]:7.1f} s of all cores {again[1]:7.1f} s of the clock   "
                  f"{again[0] / first[0]:6.1%} {again[1] / first[1]:6.1%} of the first")


def run(corpus: Path, cache: Path, jobs: int) -> tuple[float, float, str]:
    """Seconds of all cores, seconds of the clock, and a digest of what is printed."""
    environment = {**os.environ, "FIGURES_CACHE": str(cache / "cache"), "FIGURES_NO_CACHE": ""}
    command = [sys.executable, "-m", "figures", "extract", "--jobs", str(jobs), str(corpus)]
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    with tempfile.TemporaryFile() as out:
        subprocess.run(command, env=environment, stdout=out, check=True)
        took, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
        out.seek(0)
        digest = hashlib.file_digest(out, "sha256").hexdigest()
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, took, digest


if __name__ == "__main__":
    main()
