"""How long linking takes for a claim, and whether that grows with the corpus.

    uv run python bench/linking.py [--articles FILE] [--sizes 10000 100000 1000000]

Corpora are made: attacks on places with made-up names, told by one to six outlets in their own words, over years. What
is timed is linking alone, on one core, by processor time; reading the articles is not. With ``--articles`` the claims
of real articles are linked as well. The exit code is 1 where a claim of the largest
corpus takes more than 1.3 times as long as one of the smallest.
"""

from __future__ import annotations

import sys

sys.path[0] += "/tools"  # not this folder: its numbers.py would stand in for the standard library's

import argparse
import datetime
import random
import resource
import time
from collections.abc import Iterator

from figures.cli import work
from figures.extract import Extractor
from figures.model import Article, Extraction
from figures.series import link_all

LIMIT = 1.3
SYLLABLES = ("ba", "dor", "kel", "mi", "nar", "os", "pra", "qu", "rit", "sal", "tem", "ul", "var", "wes", "yan", "zu")
WEAPONS = ("a car bomb", "an air strike", "shelling", "a mine", "rockets", "a drone", "gunfire", "a collapsed roof")
SITES = ("market", "school", "bakery", "bus station", "hospital", "mill", "camp", "bridge", "mosque", "theatre")
FORMS = (
    "{weapon} killed {dead} people and injured {hurt} others at the {site} of {town} on {day}.",
    "Police in {town} said that {dead} people were killed and {hurt} were injured by {weapon} at a {site} on {day}.",
    "At least {dead} people died when {weapon} hit the {site} in {town}, doctors said on {day}. {hurt} were injured.",
)


def name(rng: random.Random) -> str:
    """A town that is nowhere."""
    return "".join(rng.choices(SYLLABLES, k=3)).capitalize()


def made(claims: int) -> Iterator[Article]:
    """Articles that hold about so many claims, two each."""
    rng = random.Random(claims)
    first = datetime.date(2015, 1, 1)
    count = 0
    while count * 2 < claims:
        day = first + datetime.timedelta(days=rng.randrange(3650))
        told = {
            "weapon": rng.choice(WEAPONS), "dead": rng.randint(2, 80), "hurt": rng.randint(2, 200),
            "site": rng.choice(SITES), "town": name(rng), "day": f"{day.day} {day:%B}",
        }
        more = [f"{name(rng)} {name(rng)} saw it from the {rng.choice(SITES)}." for _ in range(3)]
        for outlet in range(rng.randint(1, 6)):
            text = f"{rng.choice(FORMS).format(**told)} {rng.choice(more)} {name(rng)} {name(rng)} was not there."
            yield Article(id=f"a{count:07}", text=text, date=day.isoformat(), publisher=f"outlet {outlet}", lang="en")
            count += 1


def read(articles: list[Article]) -> list[Extraction]:
    """The extractions; made articles of one form differ in their names and numbers alone, and so do their claims."""
    return [e for e in work.extract(Extractor(), articles, 2) if isinstance(e, Extraction)]


def timed(extractions: list[Extraction]) -> tuple[int, float]:
    """Claims, and seconds that linking them takes."""
    claims = sum(len(e.claims) for e in extractions)
    start = time.process_time()
    link_all(extractions)
    return claims, time.process_time() - start


def held() -> float:
    """The most memory that this program has held so far, in gigabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles")
    parser.add_argument("--sizes", type=int, nargs="*", default=[10_000, 100_000, 1_000_000])
    args = parser.parse_args()
    if args.articles:
        claims, seconds = timed(read(work.read([args.articles], None)[0]))
        if not claims:
            parser.error(f"no claims in {args.articles}: give a file or folder that `figures extract` reads")
        print(f"real: {claims:8} claims in {seconds:7.1f} s, {seconds / claims * 1e6:.0f} µs a claim", flush=True)
    costs = []
    for size in args.sizes:
        extractions = read(list(made(size)))
        before = held()
        claims, seconds = timed(extractions)
        costs.append(seconds / claims)
        print(f"made: {claims:8} claims in {seconds:7.1f} s, {costs[-1] * 1e6:.0f} µs a claim, "
              f"at most {held():.1f} GB of memory, {before:.1f} GB before it", flush=True)
    if len(costs) > 1:
        print(f"the largest against the smallest: {costs[-1] / costs[0]:.2f}")
        sys.exit(costs[-1] > LIMIT * costs[0])


if __name__ == "__main__":
    main()
