"""Count how common words are: makes ``rules/compiled/ar.words.tsv`` and ``en.words.tsv``.

    uv run python bench/tools/common_words.py articles ARTICLES.jsonl.gz > rules/compiled/ar.words.tsv
    uv run --with symspellpy python bench/tools/common_words.py words > rules/compiled/en.words.tsv

``articles`` counts the articles that have a stem. ``words`` takes the counts of single words that symspellpy ships (MIT
licence) and reckons with an article of 300 words. Printed are stems that 6 of 10,000 articles have, with that share.
"""

from __future__ import annotations

import gzip
import json
import math
import sys
from collections import Counter
from pathlib import Path

from figures.series.words import stem
from figures.text import TOKEN, fold, fold_form

LEAST = 6
WORDS = 300


def of_articles(path: Path) -> dict[str, float]:
    """The share of the articles of a file that has a stem."""
    count: Counter[str] = Counter()
    total = 0
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            article = json.loads(line)
            text = fold(f"{article.get('title') or ''}\n{article['text']}").folded
            count.update({stem(w) for w in TOKEN.findall(text) if len(w) >= 3 and w[0].isalpha() and not w.isascii()})
            total += 1
    return {word: n / total for word, n in count.items()}


def of_words() -> dict[str, float]:
    """The share of English articles that may be expected to have a word."""
    import symspellpy

    path = Path(symspellpy.__file__).with_name("frequency_dictionary_en_82_765.txt")
    rows = [line.split() for line in path.read_text("utf-8-sig").splitlines()]
    total = sum(int(n) for _, n in rows)
    return {fold_form(w): 1 - math.exp(-WORDS * int(n) / total) for w, n in rows if len(w) >= 3 and w.isalpha()}


def main() -> None:
    """Print the table, the commonest words first."""
    shares = of_words() if sys.argv[1] == "words" else of_articles(Path(sys.argv[2]))
    for word, share in sorted(shares.items(), key=lambda item: (-item[1], item[0])):
        if round(share * 10_000) >= LEAST:
            print(f"{word}\t{round(share * 10_000)}")


if __name__ == "__main__":
    main()
