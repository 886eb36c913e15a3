"""Reads back what spellers spell: numbers in words, each alone and in a sentence, must give their value and their span.

    uv run python bench/readback.py [--numbers 20000] [--seed 1]

Spellers: tafqit (Arabic, three cases, two genders), num2words (Arabic, English), and ICU's rules where PyICU can be
installed. Numbers are drawn evenly over their magnitudes up to 10^12. What a speller spells wrongly is left out by
a rule that is written down here, and counted. The exit code is 1 where anything else is not read back.
"""

from __future__ import annotations

import sys

sys.path[0] += "/tools"  # not this folder: its numbers.py would stand in for the standard library's

import argparse
import random
from collections.abc import Callable, Iterator

from environments import python_with, run_json
from num2words import num2words
from tafqit import number_ar

from figures.numbers import find_numbers
from figures.text import Sentence, fold

FRAMES = {"ar": "بلغ العدد {} بحسب المصدر", "en": "The number reached {} according to the source."}
SHOWN = 10

ICU = """
import json, sys
import icu
work = json.load(sys.stdin)
rules = {lang: icu.RuleBasedNumberFormat(icu.URBNFRuleSetTag.SPELLOUT, icu.Locale(lang)) for lang in ("ar", "en")}
print(json.dumps({lang: [rules[lang].format(n) for n in work] for lang in rules}))
"""


def hundred_and_one(number: int) -> bool:
    """num2words spells 101, 201 … of a scale as `مائة و ألف ألف`: it means a hundred and one thousand, and says a
    hundred and a million."""
    groups = number // 1000
    while groups:
        if groups % 1000 > 100 and groups % 100 == 1:
            return True
        groups //= 1000
    return False


def sample(count: int, seed: int) -> list[int]:
    """``count`` numbers from 3 (one and two are words of other kinds) up to 10^12."""
    draw = random.Random(seed)
    return [draw.randrange(max(3, 10 ** (k % 12)), 10 ** (k % 12 + 1)) for k in range(count)]


def spellings(numbers: list[int]) -> Iterator[tuple[str, str, list[tuple[int, str]], int]]:
    """Each speller with its language, the numbers and their spellings, and how many were left out."""
    for case in ("nominative", "accusative", "genitive"):
        for feminine in (False, True):
            name = f"tafqit, {case}, {'feminine' if feminine else 'masculine'}"
            yield name, "ar", [(n, number_ar(n, feminine=feminine, case=case)) for n in numbers], 0
    kept = [n for n in numbers if not hundred_and_one(n)]
    yield "num2words", "ar", [(n, num2words(n, lang="ar")) for n in kept], len(numbers) - len(kept)
    yield "num2words", "en", [(n, num2words(n, lang="en")) for n in numbers], 0
    python = python_with("icu", "PyICU")
    if python is None:
        print("ICU: PyICU cannot be installed here", file=sys.stderr)
        return
    for lang, spelled in run_json(python, ICU, numbers).items():
        yield "ICU", lang, list(zip(numbers, spelled, strict=True)), 0


def reads(text: str, spelled: str, number: int) -> bool:
    """Whether the one number in a text has this value and this span."""
    folded = fold(text)
    sentence = Sentence(folded, 0, len(folded.folded))
    found = find_numbers(sentence)
    return [(n.low, n.high, sentence.raw(n.start, n.end)) for n in found] == [(number, number, spelled)]


def main() -> None:
    """Read back and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--numbers", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    failed = 0
    for name, lang, rows, left_out in spellings(sample(args.numbers, args.seed)):
        frames: list[Callable[[str], str]] = [str, FRAMES[lang].format]
        wrong = [(n, s) for n, s in rows if not all(reads(frame(s), s, n) for frame in frames)]
        failed += len(wrong)
        note = f", {left_out} left out: misspelled" if left_out else ""
        print(f"{name} ({lang}): {len(rows) - len(wrong)} of {len(rows)} read back{note}", flush=True)
        for number, spelled in wrong[:SHOWN]:
            print(f"  {number}: {spelled}")
    sys.exit(failed > 0)


if __name__ == "__main__":
    main()
