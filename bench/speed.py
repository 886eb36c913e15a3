"""How fast articles are read: MB/s of UTF-8 on one core, stage by stage, beside a word scan and beside Maha.

    uv run python bench/speed.py [CORPUS.jsonl[.gz]] [--articles N] [--profile]

All programs read the same text in one run, in turns (machines are noisy, so only the ratios count); start-up is not
timed. Maha parses numerals only; ``everything`` is reading, figures, claims and their slots.
"""

from __future__ import annotations

import sys

sys.path[0] += "/tools"  # not this folder: its numbers.py would stand in for the standard library's

import argparse
import cProfile
import json
import pstats
import re
from collections.abc import Callable
from pathlib import Path

from environments import python_with, run_json
from speed_lines import DEFAULT, lines, timed

from figures.cli.work import spare_collector
from figures.extract import Extractor
from figures.model import Article
from figures.rules.gate import opens
from figures.text import TOKEN, fold, sentence_spans

MAHA = """
import json, sys, time
texts = json.load(sys.stdin)
from maha.parsers.functions import parse_dimension
parse_dimension("خمسة", numeral=True)
found, start = 0, time.process_time()
for text in texts:
    try:
        found += len(parse_dimension(text, numeral=True))
    except Exception:
        pass  # a text that Maha cannot read costs it nothing
print(json.dumps([time.process_time() - start, found]))
"""


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", nargs="?", type=Path, default=DEFAULT)
    parser.add_argument("--articles", type=int, default=1500)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--profile", action="store_true")
    args = parser.parse_args()
    rows = lines(args.corpus, args.articles)
    articles = [
        Article(id=str(i), text=a["text"], title=a.get("title"), date=a.get("date"))
        for i, a in enumerate(map(json.loads, rows))
    ]
    bodies = [article.body for article in articles]
    megabytes = sum(len(body.encode()) for body in bodies) / 1e6
    extractor = Extractor()
    spare_collector()
    words = re.compile(r"\w+")
    for article in articles[:50]:
        extractor.extract(article)
    folded = [fold(body).folded for body in bodies]
    tokens = [[TOKEN.findall(t, *span) for span in sentence_spans(t, extractor.abbreviations)] for t in folded]
    word = extractor.lexicon.word
    stages: dict[str, Callable[[], object]] = {
        r"word scan (\w+)": lambda: [words.findall(body) for body in bodies],
        "reading JSON": lambda: [json.loads(row) for row in rows],
        "folding": lambda: [fold(body) for body in bodies],
        "sentences": lambda: [list(sentence_spans(text, extractor.abbreviations)) for text in folded],
        "tokens": lambda: [TOKEN.findall(text) for text in folded],
        "gating": lambda: [[opens({word(form).mark for form in forms}) for forms in article] for article in tokens],
        "figures and rules": lambda: sum(map(extractor.decide_all, articles)),
        # one after the other, none kept: as Maha is measured
        "everything": lambda: sum(len(extractor.extract(article).claims) for article in articles),
    }
    best = dict.fromkeys(stages, float("inf"))
    maha = python_with("maha", "mahad==0.3.0", "regex<2022", "setuptools<81")
    maha_best, maha_found = float("inf"), 0
    for _ in range(args.rounds):
        for name, work in stages.items():
            best[name] = min(best[name], timed(work))
        if maha:
            seconds, maha_found = run_json(maha, MAHA, bodies)
            maha_best = min(maha_best, seconds)
    print(f"{len(articles)} articles, {megabytes:.1f} MB of UTF-8, best of {args.rounds} rounds")
    for name, seconds in best.items():
        print(f"{name:22} {megabytes / seconds:8.2f} MB/s")
    if maha:
        print(f"{'Maha (numerals only)':22} {megabytes / maha_best:8.2f} MB/s  ({maha_found} numerals)")
        print(f"everything is {maha_best / best['everything']:.2f} times as fast as Maha's numerals alone")
    if args.profile:
        profile = cProfile.Profile()
        profile.runcall(stages["everything"])
        pstats.Stats(profile).sort_stats("tottime").print_stats(25)


if __name__ == "__main__":
    main()
