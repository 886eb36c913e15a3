"""What the benches of speed share: where the articles are, and a stopwatch."""

from __future__ import annotations

import gzip
import time
from collections.abc import Callable, Iterable
from pathlib import Path

DEFAULT = Path(__file__).resolve().parents[3] / "shared" / "bulk" / "ar_20k.jsonl.gz"


def lines(path: Path, limit: int) -> list[str]:
    """The first ``limit`` lines of a file, gzipped or not."""
    opener: Callable[..., Iterable[str]] = gzip.open if path.suffix == ".gz" else open  # type: ignore[assignment]
    with opener(path, "rt", encoding="utf-8") as file:  # type: ignore[attr-defined]
        return [line for _, line in zip(range(limit), file, strict=False)]


def timed(work: Callable[[], object]) -> float:
    """Seconds of the processor that one run takes: what else the machine does then counts little."""
    start = time.process_time()
    work()
    return time.process_time() - start
