"""How long a process takes to start, load everything and answer on one short text.

    uv run python bench/start.py [--rounds N]

The median of several runs of ``figures extract`` on a file of one sentence, beside that of a Python that does nothing.
The first run fills the cache and is not counted.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path


def seconds(command: list[str], environment: dict[str, str]) -> float:
    """Seconds of one run of a command, which must succeed."""
    start = time.perf_counter()
    subprocess.run(command, env=environment, check=True, capture_output=True)
    return time.perf_counter() - start


def middle(values: list[float]) -> float:
    """The median; ``statistics`` would load this folder's numbers.py."""
    return sorted(values)[len(values) // 2]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=15)
    args = parser.parse_args()
    # as a user has it: Python keeps its compiled files
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    with tempfile.TemporaryDirectory() as folder:
        text = Path(folder) / "one.txt"
        text.write_text("Police arrested 12 people in Homs on Sunday.\n", "utf-8")
        answer = [sys.executable, "-m", "figures", "extract", str(text)]
        nothing = [sys.executable, "-c", "pass"]
        seconds(answer, environment)
        ours = [seconds(answer, environment) for _ in range(args.rounds)]
        bare = [seconds(nothing, environment) for _ in range(args.rounds)]
    print(f"loading everything and answering on one short text: {middle(ours):.2f} s "
          f"(least {min(ours):.2f} s; Python alone {middle(bare):.2f} s)")


if __name__ == "__main__":
    main()
