"""What 100 more rules cost: extraction with and without them, in turns, on one core.

    uv run python bench/more_rules.py [CORPUS.jsonl[.gz]] [--articles N] [--rounds N]

The rules are generated: their triggers are words of the corpus itself, every twentieth of its two thousand commonest
that are no particles, half of them in the plain form and half as patterns of a lexicon, a gap and a figure. The ratio
is that of the quickest round of each: other rounds were disturbed by what else the machine does.
"""

from __future__ import annotations

import sys

sys.path[0] += "/tools"  # not this folder: its numbers.py would stand in for the standard library's

import argparse
import json
import tempfile
from collections import Counter
from pathlib import Path

from speed_lines import DEFAULT, lines, timed

from figures.cli.work import spare_collector
from figures.extract import Extractor
from figures.model import Article
from figures.text import TOKEN, fold

RULES = 100
LEAST_LETTERS = 4
EVERY = 20
SKIPPED = 60
"""The commonest words are particles, which are no triggers of anything."""


def triggers(bodies: list[str], known: frozenset[str]) -> list[str]:
    """Common Arabic words of the corpus that no lexicon has, the commonest first."""
    counts = Counter(
        form for body in bodies for form in TOKEN.findall(fold(body).folded)
        if len(form) >= LEAST_LETTERS and "\u0621" <= form[0] <= "\u064a" and not form.startswith(("ال", "وال"))
    )
    words = [form for form, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0])) if form not in known]
    return words[SKIPPED:][: RULES * EVERY : EVERY]


def write_project(root: Path, words: list[str]) -> None:
    """A project's folder with one lexicon and one rule a word."""
    (root / "lexicon").mkdir()
    (root / "packs").mkdir()
    lexicons = "".join(f'  more_{i}:\n    ar: [{{word: ["{word}"]}}]\n' for i, word in enumerate(words))
    (root / "lexicon" / "more.yml").write_text("lexicons:\n" + lexicons, "utf-8")
    rules = []
    for i in range(len(words)):
        how = f"    counts: [person]\n    trigger: <more_{i}>\n" if i % 2 else (
            f'    match: {{ar: ["<more_{i}> ~0..3 $n:figure[person]"]}}\n')
        rules.append(f"  - id: more.rule-{i}\n    title: A generated rule\n    emit: {{measure: affected}}\n{how}"
                     f"    last: {'false' if i % 2 else 'true'}\n    examples: []\n")
    (root / "packs" / "more.yml").write_text("rules:\n" + "".join(rules), "utf-8")


def main() -> None:
    """Measure and print the ratio."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", nargs="?", type=Path, default=DEFAULT)
    parser.add_argument("--articles", type=int, default=1500)
    parser.add_argument("--rounds", type=int, default=7)
    args = parser.parse_args()
    articles = [
        Article(id=str(i), text=a["text"], title=a.get("title"), date=a.get("date"))
        for i, a in enumerate(map(json.loads, lines(args.corpus, args.articles)))
    ]
    plain = Extractor()
    words = triggers([article.body for article in articles], plain.lexicon.names)
    with tempfile.TemporaryDirectory() as folder:
        write_project(Path(folder), words)
        more = Extractor([Path(folder)])
    added = len(more.engine.rules.rules) - len(plain.engine.rules.rules)
    claimed = sum(
        (claim.rule or "").startswith("more.") for article in articles for claim in more.extract(article).claims
    )
    for article in articles:
        plain.extract(article)
    spare_collector()
    best = {"plain": float("inf"), "more": float("inf")}
    for turn in range(args.rounds):
        pair = [("plain", plain), ("more", more)]
        for name, extractor in pair if turn % 2 else pair[::-1]:
            took = timed(lambda e=extractor: [e.extract(article) for article in articles])  # type: ignore[misc]
            best[name] = min(best[name], took)
    print(f"{added} more rules, whose triggers are common words of the corpus, claimed {claimed} figures")
    print(f"with them extraction takes {best['more'] / best['plain']:.3f} times as long "
          f"(the quickest of {args.rounds} rounds each)")


if __name__ == "__main__":
    main()
