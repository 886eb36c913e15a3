"""How well articles are linked with their translations, which share no word and carry no date.

    uv run python bench/parallel.py PAIRS.jsonl

PAIRS holds ``{"id", "ar", "en"}`` lines. The texts get ids that say nothing, and are linked together. Printed: how many
of the pairs with two or more figures on both sides are linked, and the precision of all links between languages.
"""

from __future__ import annotations

import sys

sys.path[0] += "/tools"  # not this folder: its numbers.py would stand in for the standard library's

import hashlib
import json
from pathlib import Path

from figures.cli import work
from figures.extract import Extractor
from figures.model import Article, Extraction
from figures.series import link_all


def main() -> None:
    """Link and print."""
    of: dict[str, str] = {}
    articles = []
    for line in Path(sys.argv[1]).read_text("utf-8").splitlines():
        row = json.loads(line)
        for lang in ("ar", "en"):
            hidden = hashlib.blake2b(f"{lang}{row['id']}".encode(), digest_size=6).hexdigest()
            of[hidden] = row["id"]
            articles.append(Article(id=hidden, text=row[lang], lang=lang))
    read = [e for e in work.extract(Extractor(), sorted(articles, key=lambda a: a.id), 2) if isinstance(e, Extraction)]
    by_id = {e.article.id: e for e in read}
    links = {
        (a, b)
        for event in link_all(read).events
        for a in event.articles
        for b in event.articles
        if by_id[a].lang == "ar" and by_id[b].lang == "en"
    }
    right = {of[a] for a, b in links if of[a] == of[b]}
    for name, claimed in (("figures", False), ("claims", True)):
        count: dict[str, list[int]] = {}
        for e in read:
            held = sum(c.measure is not None or not claimed for c in e.claims)
            count.setdefault(of[e.article.id], []).append(held)
        asked = {pair for pair, sides in count.items() if min(sides) >= 2}
        print(f"pairs with two or more {name}: {len(right & asked)} of {len(asked)} linked")
    hit = sum(of[a] == of[b] for a, b in links)
    print(f"links between the languages: {hit} of {len(links)} right, precision {hit / max(1, len(links)):.3f}")


if __name__ == "__main__":
    main()
