"""Have findings judged by readers who see neither message nor severity, and count how many are true.

    uv run figures check A.jsonl B.jsonl --format json > found.json
    uv run python bench/findings.py cases found.json --articles A.jsonl B.jsonl [--among older.json] > cases.md
    uv run python bench/findings.py count found.json

``cases`` writes the cases in a seeded order: a neutral question, the articles with the figures marked, and nothing of
what the program says of them. Of a check and severity that has more, 60 are taken by the seed. ``--among`` mixes in as
many as ``--decoys`` findings of another version that are no longer made, so that not every case is a finding.

``count`` reads the verdicts from ``bench/findings.jsonl`` (check, places as article and offsets, a verdict by each
reader, no text) and prints for each check how many findings both readers hold for true, how many only one does, and
how many nobody has judged. It exits 1 where errors or warnings fall below their aim or a finding has no verdict.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).parent
JUDGED = HERE / "findings.jsonl"
MOST = 60
AROUND = 1500
AIMS = {"error": 0.90, "warning": 0.75}

Place = tuple[str, int, int]
Key = tuple[str, tuple[Place, ...]]


def key(finding: dict[str, Any]) -> Key:
    """A finding's check and places, in an order that does not depend on which the program names first."""
    places = sorted((p["article"], p["start"], p["end"]) for p in finding["locations"])
    return finding["check"], tuple(places)


def findings(paths: Iterable[Path]) -> list[dict[str, Any]]:
    """The findings of reports in JSON, each once, in the order of their keys."""
    found = {key(f): f for path in paths for f in json.loads(path.read_text("utf-8"))["findings"]}
    return [found[k] for k in sorted(found)]


def sample(found: list[dict[str, Any]], rng: random.Random) -> list[dict[str, Any]]:
    """All findings of a check and severity, or a seeded sixty of them."""
    groups = defaultdict(list)
    for f in found:
        groups[f["check"], f["severity"]].append(f)
    return [
        f for _, group in sorted(groups.items()) for f in (group if len(group) <= MOST else rng.sample(group, MOST))
    ]


def marked(body: str, spans: list[tuple[int, int]]) -> str:
    """An article's text around its marked figures."""
    low, high = max(0, min(s for s, _ in spans) - AROUND), max(e for _, e in spans) + AROUND
    for start, end in sorted(spans, reverse=True):
        body = f"{body[:start]}⟦{body[start:end]}⟧{body[end:]}"
    return body[low : high + 2 * len(spans)]


def case(number: int, finding: dict[str, Any], articles: dict[str, dict[str, Any]], questions: dict[str, str]) -> str:
    """One case as a reader gets it."""
    spans = defaultdict(list)
    for article, start, end in key(finding)[1]:
        spans[article].append((start, end))
    lines = [f"## Case {number}", "", questions.get(finding["check"], questions["pair"]).strip(), ""]
    for article, where in spans.items():
        one = articles[article]
        body = f"{one['title']}\n{one['text']}" if one.get("title") else one["text"]
        about = ", ".join(str(one[k]) for k in ("date", "published", "publisher") if one.get(k))
        lines += [f"### {article} ({about or 'no date'})", "", marked(body, where), ""]
    return "\n".join(lines)


def cases(options: argparse.Namespace) -> int:
    """Print the cases, and to the error stream which finding each one is."""
    rng = random.Random(options.seed)
    found = findings(options.found)
    now = {key(f) for f in found}
    chosen = sample(found, rng)
    older = [f for f in findings(options.among) if key(f) not in now]
    chosen += rng.sample(older, min(options.decoys, len(older)))
    rng.shuffle(chosen)
    articles: dict[str, dict[str, Any]] = {}
    for path in options.articles:
        articles |= {a["id"]: a for a in (json.loads(line) for line in path.open(encoding="utf-8"))}
    questions = yaml.safe_load((HERE / "findings.yml").read_text("utf-8"))
    for number, finding in enumerate(chosen, 1):
        print(case(number, finding, articles, questions))
        check, places = key(finding)
        print(json.dumps({"case": number, "check": check, "places": places}), file=sys.stderr)
    return 0


def count(options: argparse.Namespace) -> int:
    """Print how many findings of each check and severity the readers hold for true."""
    rows = [json.loads(line) for line in JUDGED.open(encoding="utf-8")]
    verdicts = {(r["check"], tuple((a, s, e) for a, s, e in r["places"])): r["verdicts"] for r in rows}
    table: dict[tuple[str, str, str], Counter[str]] = defaultdict(Counter)
    for finding in sample(findings(options.found), random.Random(options.seed)):
        verdict = verdicts.get(key(finding))
        row = table[finding["severity"], finding["code"], finding["check"]]
        row["found"] += 1
        row["unjudged" if verdict is None else ("none", "one", "both")[sum(verdict)]] += 1
    print(
        "| check | severity | found | both true | one | none | not judged |", "|---|---|---|---|---|---|---|", sep="\n"
    )
    short = False
    for (severity, code, check), row in sorted(table.items()):
        numbers = " | ".join(str(row[k]) for k in ("found", "both", "one", "none", "unjudged"))
        print(f"| {code} {check} | {severity} | {numbers} |")
    for severity, aim in AIMS.items():
        total = sum((row for (s, _, _), row in table.items() if s == severity), Counter[str]())
        share = total["both"] / total["found"] if total["found"] else 1.0
        short |= share < aim or bool(total["unjudged"])
        print(f"{severity}s: {total['both']} of {total['found']} true by both readers, {share:.2f} (aim {aim:.2f})")
    return int(short)


def main() -> int:
    """Run what the command line asks for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("what", choices=("cases", "count"))
    parser.add_argument("found", nargs="+", type=Path, help="reports in JSON")
    parser.add_argument("--articles", nargs="*", type=Path, default=[], help="the articles, JSON lines")
    parser.add_argument("--among", nargs="*", type=Path, default=[], help="reports of another version to mix in")
    parser.add_argument("--decoys", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    return cases(options) if options.what == "cases" else count(options)


if __name__ == "__main__":
    sys.exit(main())
