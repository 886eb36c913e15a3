"""How time grows with the length of hostile text: long runs of digits, separators, number words and clitics.

    uv run python bench/growth.py [--largest BYTES] [--limit 2.2]

Each run is read at sizes that double up to ``--largest``. Printed is the worst growth a doubling over the three largest
(below, start-up hides it), for the whole extraction of an article. The exit code is 1 where one is above ``--limit``.
"""

from __future__ import annotations

import sys

sys.path[0] += "/tools"  # not this folder: its numbers.py would stand in for the standard library's

import argparse
import time

from figures.cli.work import spare_collector
from figures.extract import Extractor
from figures.model import Article

RUNS = {
    "digits": "1",
    "digits with spaces": "1 ",
    "groups of three": "123,",
    "mixed separators": "1,2.",
    "Arabic-Indic digits": "٣٤٥٬",
    "hundreds": "مئة ",
    "joined units": "وثلاثة ",
    "scales": "ألف ونصف ",
    "vague words": "عشرات ",
    "several": "بضع ",
    "clitics": "و ",
    "glued clitics": "وبال",
    "articles": "الـ",
    "tatweel": "ـ",
    "open ranges": "5 إلى ",
    "dashes": "12-",
    "decimals": "5ر",
    "brackets": "(12) ",
    "years": "عام 2015 و",
    "dates": "7 مايو ",
    "killed": "مقتل 12 ",
    "victims": "12 قتيلا و",
    "parts": "بينهم 3 أطفال و",
    "bare parts": "بينهم 5 ",
    "places": "قتل 5 " + "USA " * 6,
    "English units": "three ",
    "English scales": "hundred and ",
    "English ranges": "5 to ",
    "English victims": "12 killed and ",
    "hyphens": "twenty-",
    "quotes": '"',
    "brackets alone": "(",
    "full stops": ". ",
    "full stops alone": ".",
    "question marks": "?",
    "spaces": " ",
    "closing brackets": ".)",
    "apostrophes": "'",
    "letters": "ق",
    "sources": "قال ",
    "according to": "وفق مصدر قال إن 3 ",
    "English sources": "police said 3 , according to him ",
    "one of": "أحد الجنود ",
    "passed": "تجاوز ",
    "ages": "12-year-old man ",
    "points within words": ".بب.a",
    "abbreviations": "a.b.",
    "presentation forms": "\ufebb",
    "line ends": "\n",
    "marks": "\u064e",
    "broken letters": "\u0640 ",
}


def seconds(extractor: Extractor, text: str) -> float:
    """The best of three runs over a text."""
    best = float("inf")
    for _ in range(3):
        start = time.perf_counter()
        extractor.extract(Article(id="x", text=text, date="2025-01-01"))
        best = min(best, time.perf_counter() - start)
    return best


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--largest", type=int, default=1_000_000, help="bytes of the longest text")
    parser.add_argument("--limit", type=float, default=2.2)
    parser.add_argument("--only", help="the run of this name alone")
    args = parser.parse_args()
    extractor = Extractor()
    spare_collector()
    extractor.extract(Article(id="x", text="قتل 12 شخصا. Twelve people were killed."))
    worst = 0.0
    print(f"{'run':22} {'s at ' + str(args.largest) + ' bytes':>20} {'growth a doubling':>18}")
    for name, unit in RUNS.items():
        if args.only not in (None, name):
            continue
        sizes = [args.largest >> step for step in (3, 2, 1, 0)]
        times = [seconds(extractor, unit * (size // len(unit.encode()))) for size in sizes]
        # a single step is noisy: the mean of the doublings
        growth = (times[-1] / times[0]) ** (1 / (len(times) - 1))
        worst = max(worst, growth)
        print(f"{name:22} {times[-1]:20.2f} {growth:18.2f}", flush=True)
    print(f"the worst growth a doubling: {worst:.2f}")
    sys.exit(worst > args.limit)


if __name__ == "__main__":
    main()
