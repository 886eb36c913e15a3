"""Whether the checks find where documents and their translations really differ, and what else they say.

    uv run python bench/differences.py PAIRS.jsonl DIFFERENCES.jsonl

PAIRS holds ``{"id", "ar", "en"}`` lines, DIFFERENCES what readers found (``id``, ``kind``, ``borderline``). Each is
checked with the Arabic text given as the translation of the English one. Printed: the differences that are neither
borderline nor a date and have an error, and the errors of pairs for which none is listed.
"""

from __future__ import annotations

import sys

sys.path[0] += "/tools"  # not this folder: its numbers.py would stand in for the standard library's

import json
from collections import Counter
from pathlib import Path

from figures.checks import run_checks
from figures.extract import Extractor
from figures.model import Article
from figures.series import link_all


def main() -> None:
    """Check every pair and print."""
    pairs, differences = ([json.loads(line) for line in Path(path).read_text("utf-8").splitlines()]
                          for path in sys.argv[1:3])
    wanted = {d["id"] for d in differences if not d["borderline"] and d["kind"] != "date"}
    listed = {d["id"] for d in differences}
    extractor = Extractor()
    errors: dict[str, list[str]] = {}
    for pair in pairs:
        both = [
            extractor.extract(Article(id="en", text=pair["en"], lang="en")),
            extractor.extract(Article(id="ar", text=pair["ar"], lang="ar", translation_of="en")),
        ]
        links = link_all(both)
        found = [f for f in run_checks(links.events, both, links=links) if f.severity == "error"]
        across = [f for f in found if len({place.article for place in f.locations}) > 1]
        if across:
            errors[pair["id"]] = [f.code for f in across]
    for id_ in sorted(wanted):
        print(f"{id_}: {', '.join(errors.get(id_, ['not found']))}")
    print(f"found {len(wanted & errors.keys())} of {len(wanted)}")
    false = {id_: codes for id_, codes in errors.items() if id_ not in listed}
    print(f"errors elsewhere: {sum(map(len, false.values()))}", dict(Counter(c for v in false.values() for c in v)))


if __name__ == "__main__":
    main()
