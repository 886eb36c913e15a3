"""Numbers in news beside other parsers: how many they get right, how much of what they print is one, how fast.

    uv run python bench/numbers.py [FOLDER] [--rounds 3] [SET…]

Each parser runs in an environment of its own, on the languages that it supports, on the same articles in one run.
FOLDER holds ``gold/SET.articles.jsonl`` and ``gold/SET.gold.jsonl``, where readers have marked every stated figure;
only those with a number in the text count here (a dual noun or a single victim has none), vague ones included. A
printed number is *right* where it overlaps the number of a marked figure and has its value (of a range one end will
do), and *spurious* where it overlaps none: a date, a name, a word that is no number. Start-up is not timed.
"""

from __future__ import annotations

import sys

sys.path[0] += "/tools"  # not this folder: its numbers.py would stand in for the standard library's

import argparse
import json
import time
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

from environments import python_with, run_json

from figures.cli.work import spare_collector
from figures.extract import Extractor
from figures.model import Article, Number
from figures.numbers import find_numbers
from figures.text import Sentence, fold, sentence_spans

DEFAULT = Path(__file__).resolve().parents[2] / "shared"
SETS = ("train_ar", "train_en")

FRAME = """
import json, sys, time, warnings
warnings.simplefilter("ignore")
texts, rounds = json.load(sys.stdin)
{setup}
read(texts[0][:200])
best = float("inf")
for _ in range(rounds):
    found, start = [], time.perf_counter()
    for text in texts:
        try:
            found.append(read(text))
        except Exception:
            found.append([])  # a text that it cannot read costs it nothing
    best = min(best, time.perf_counter() - start)
print(json.dumps([best, found]))
"""


class Parser(NamedTuple):
    """Another parser: what to install, its languages, and ``read(text)`` giving start, end and value of each number."""

    requirements: tuple[str, ...]
    languages: tuple[str, ...]
    setup: str


PARSERS = {
    "Maha": Parser(("mahad==0.3.0", "regex<2022", "setuptools<81"), ("ar",), """
from maha.parsers.functions import parse_dimension
def read(text):
    return [[d.start, d.end, float(d.value)] for d in parse_dimension(text, numeral=True)]
"""),
    "pyarabic": Parser(("pyarabic==0.6.15",), ("ar",), """
import re
from pyarabic import number
TOKEN = re.compile(r"\\\\w+|[^\\\\w\\\\s]")
def read(text):
    tokens = list(TOKEN.finditer(text))
    words = [t[0] for t in tokens]
    return [[tokens[a].start(), tokens[b].end(), float(number.text2number(" ".join(words[a:b + 1])))]
            for a, b in number.detect_number_phrases_position(words)]
"""),
    "quantulum3": Parser(("quantulum3==0.9.2",), ("en",), """
from quantulum3 import parser
def read(text):
    return [[*q.span, q.value] for q in parser.parse(text)]
"""),
    "Recognizers-Text": Parser(("recognizers-text-suite==1.0.2a2", "emoji<2"), ("en",), """
from recognizers_number import NumberRecognizer, Culture
model = NumberRecognizer(Culture.English).get_number_model()
def read(text):
    return [[r.start, r.end + 1, float(r.resolution["value"])] for r in model.parse(text) if r.resolution["value"]]
"""),
    "text2num": Parser(("text2num==3.0.0",), ("en",), """
import re
from text_to_num import find_numbers
TOKEN = re.compile(r"\\\\w+|[^\\\\w\\\\s]")
class Word:
    def __init__(self, text): self._text = text
    def text(self): return self._text
    def nt_separated(self, previous): return False
    def not_a_number_part(self): return False
def read(text):
    tokens = list(TOKEN.finditer(text))
    found = find_numbers([Word(t[0]) for t in tokens], "en")
    return [[tokens[o.start].start(), tokens[o.end - 1].end(), float(o.value)] for o in found]
"""),
}


class Marked(NamedTuple):
    """A marked figure: the span of its number, and its ends."""

    start: int
    end: int
    values: tuple[float, ...]


def load(folder: Path, name: str) -> tuple[list[Article], list[list[Marked]]]:
    """The articles of a set, and the figures with a number in each."""
    articles = [
        Article(id=a["id"], text=a["text"], title=a.get("title"), date=a.get("date"))
        for a in map(json.loads, (folder / "gold" / f"{name}.articles.jsonl").open(encoding="utf-8"))
    ]
    bodies = {article.id: article.body for article in articles}
    marked: dict[str, list[Marked]] = {article.id: [] for article in articles}
    for figure in map(json.loads, (folder / "gold" / f"{name}.gold.jsonl").open(encoding="utf-8")):
        if figure.get("implicit"):
            continue
        at = -1
        for _ in range(figure["nth"]):
            at = bodies[figure["article"]].index(figure["quote"], at + 1)
        at += figure["quote"].index(figure["number"])
        ends = tuple(float(figure[key]) for key in ("low", "high") if figure.get(key) is not None)
        marked[figure["article"]].append(Marked(at, at + len(figure["number"]), ends))
    return articles, [marked[article.id] for article in articles]


def score(marked: list[list[Marked]], found: list[list[list[Any]]]) -> tuple[int, int, int, int]:
    """Figures marked, right ones, numbers printed, spurious ones."""
    right = printed = spurious = 0
    for figures, numbers in zip(marked, found, strict=True):
        printed += len(numbers)
        spurious += sum(not any(s < f.end and f.start < e for f in figures) for s, e, _ in numbers)
        right += sum(any(s < f.end and f.start < e and v in f.values for s, e, v in numbers) for f in figures)
    return sum(map(len, marked)), right, printed, spurious


def own(extractor: Extractor, articles: list[Article], rounds: int) -> tuple[float, list[list[list[Any]]]]:
    """The time and the numbers of ``figures``: the whole extraction, claims and slots too."""
    best, found = float("inf"), []
    for _ in range(rounds):
        start = time.perf_counter()
        extractions = [extractor.extract(article) for article in articles]
        best = min(best, time.perf_counter() - start)
        found = [
            [
                [c.number.start, c.number.end, float(v)]
                for c in e.claims if not c.implicit
                for v in dict.fromkeys((c.low, c.high)) if isinstance(v, int | Decimal)
            ]
            for e in extractions
        ]
    return best, found


def numerals(articles: list[Article], rounds: int) -> tuple[float, list[list[list[Any]]]]:
    """The time and the numbers of the numeral grammar alone, which is what the others do."""

    def read(body: str) -> list[tuple[Sentence, Number]]:
        text = fold(body)
        sentences = [Sentence(text, start, end) for start, end in sentence_spans(text.folded)]
        return [(sentence, number) for sentence in sentences for number in find_numbers(sentence)]

    best, found = float("inf"), []
    for _ in range(rounds):
        start = time.perf_counter()
        found = [read(article.body) for article in articles]
        best = min(best, time.perf_counter() - start)
    return best, [
        [
            [*sentence.raw_span(number.start, number.end), float(v)]
            for sentence, number in row
            for v in dict.fromkeys((number.low, number.high)) if isinstance(v, int | Decimal)
        ]
        for row in found
    ]


def main() -> None:
    """Run every parser and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=DEFAULT)
    parser.add_argument("sets", nargs="*", default=SETS)
    parser.add_argument("--rounds", type=int, default=3)
    args = parser.parse_args()
    if not args.folder.is_dir():
        sys.exit(f"{args.folder} is not here: nothing to read")
    extractor = Extractor()
    spare_collector()
    for name in args.sets:
        articles, marked = load(args.folder, name)
        bodies = [article.body for article in articles]
        megabytes = sum(len(body.encode()) for body in bodies) / 1e6
        print(f"== {name}: {len(articles)} articles, {megabytes:.2f} MB")
        print(f"{'parser':18} {'right':>14} {'printed':>8} {'spurious':>9} {'MB/s':>7}")
        results = {
            "figures": own(extractor, articles, args.rounds),
            "its numerals alone": numerals(articles, args.rounds),
        }
        for title, other in PARSERS.items():
            if name.rpartition("_")[2] not in other.languages:
                continue
            python = python_with(title.lower().replace("-", ""), *other.requirements)
            if python is None:
                print(f"{title:18} cannot be installed here")
                continue
            script = FRAME.format(setup=other.setup.replace("\\\\", "\\"))
            results[title] = tuple(run_json(python, script, [bodies, args.rounds]))
        for title, (seconds, found) in results.items():
            total, right, printed, spurious = score(marked, found)
            share = f"{right}/{total} {100 * right / total:5.1f}%"
            wrong = f"{100 * spurious / max(printed, 1):.1f}%"
            print(f"{title:18} {share:>14} {printed:8} {wrong:>9} {megabytes / seconds:7.2f}")


if __name__ == "__main__":
    main()
