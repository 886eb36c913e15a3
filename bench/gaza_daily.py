"""Whether planted falls and false increments of a daily official toll are found, and nothing else is said.

    uv run python bench/gaza_daily.py [SERIES.jsonl] [--languages ar en mixed] [--seed N] [--days FILE] [--keep DIR]

SERIES holds ``{"date", "source", "killed", "killed_cum", "injured", "injured_cum"}`` lines: the counts of a day and
the tolls up to it, ``null`` where the source gave none. Each day that it reported on becomes a short article of a
press bulletin (``tools/daily_texts.yml``), in one language or in both by turns. Twelve of them are spoilt by a list
drawn here: in two the toll lies below an earlier one, in ten the count of the day is not the difference of the tolls.
Then ``figures check`` runs once over the folder. What it may say beside these twelve is worked out here from the
numbers alone: the days on which the source disagrees with itself, which go into a file (``gaza_days.csv``, with the
tolerance and how gaps are treated at its head).

The exit code is 1 where a planted one is missed or a finding has no such day; 0, with a word, where SERIES is absent.
"""

from __future__ import annotations

import sys

sys.path[0] += "/tools"  # not this folder: its numbers.py would stand in for the standard library's

import argparse
import datetime
import json
import random
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from daily_texts import Day, headline, outlet, written

HERE = Path(__file__).resolve().parent
DEFAULT = HERE.parent.parent / "shared/series/gaza_daily.jsonl"
DAYS = HERE / "gaza_days.csv"
FALLS, INCREMENTS = 2, 10
APART = 4
"""Days that a planted day keeps from other planted ones, from gaps and from days of disagreement."""

MEASURES = {"killed": ("killed", "toll"), "injured": ("injured", "hurt")}
"""The count of a day and the toll, by measure, as fields of ``Day``."""

HEAD = """\
# Days on which an official daily toll disagrees with itself; written by bench/gaza_daily.py.
# Numbers of the daily casualty reports of the Health Ministry in Gaza (mohtel) and the Government Media Office
# (gmotel), out of a series whose README names no licence: dates and numbers alone, no texts.
# Tolerance: a toll of three digits or more is taken at the precision of its zeros (docs/method.md), half of it either
# way: 24,100 is 24,050 to 24,150, 24,285 is 24,284.5 to 24,285.5. The count of a day has none. A day is listed where
# its count lies outside of what the two tolls allow (increment), or its toll below an earlier one of its source (fall).
# Gaps: a day without a report of its own ("missing", or no toll) is no article and has no toll, also where the series
# fills it in. A count is compared only with the tolls of its day and of the day right before, both by its own source:
# behind a gap, or where the source changes, nothing is compared but falls. A day without a count states its toll alone.
"""


@dataclass(frozen=True, slots=True)
class Odd:
    """A day on which a source disagrees with itself, or that is spoilt so that it does."""

    day: datetime.date
    measure: str
    kind: str
    earlier: int
    toll: int
    count: int | None

    def row(self, source: str) -> str:
        """The day as a line of the file."""
        low, high = allowed(self.earlier, self.toll)
        told = (self.day, source, self.measure, self.kind, self.earlier, self.toll, self.count or "")
        return ",".join(map(str, told)) + f",{low:g},{high:g}"


Days = Mapping[datetime.date, Day]


def main() -> None:
    """Write, check, compare, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("series", nargs="?", type=Path, default=DEFAULT)
    parser.add_argument("--languages", nargs="*", choices=("ar", "en", "mixed"), default=["ar", "en", "mixed"])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--days", type=Path, default=DAYS)
    parser.add_argument("--keep", type=Path, help="where to leave the articles and findings")
    args = parser.parse_args()
    if not args.series.is_file():
        print(f"{args.series} is not here: nothing was measured")
        return
    days = read(args.series)
    odd = list(disagreements(days))
    header = "date,source,measure,kind,earlier_toll,toll,count,least_allowed,most_allowed"
    rows = [entry.row(days[entry.day].source) for entry in odd]
    args.days.write_text(HEAD + "\n".join([header, *rows]) + "\n", "utf-8")
    print(f"{len(days)} days with a report, {len({entry.day for entry in odd})} of which disagree: {args.days.name}")
    with tempfile.TemporaryDirectory() as scratch:
        well = [measured(days, odd, language, args.seed, args.keep or Path(scratch)) for language in args.languages]
    sys.exit(not all(well))


def read(path: Path) -> dict[datetime.date, Day]:
    """The days that the source reported on."""
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    return {
        datetime.date.fromisoformat(row["date"]): Day(
            row["source"], row["killed"], row["killed_cum"], row["injured"], row["injured_cum"]
        )
        for row in sorted(rows, key=lambda row: row["date"])
        if row["source"] != "missing" and row["killed_cum"] is not None
    }


def slack(toll: int) -> float:
    """Half of the precision that the zeros of a toll suggest."""
    zeros = len(str(toll)) - len(str(toll).rstrip("0")) if toll >= 100 else 0
    return 10**zeros / 2


def allowed(earlier: int, toll: int) -> tuple[float, float]:
    """The least and the most that may have come between two tolls."""
    wide = slack(earlier) + slack(toll)
    return toll - earlier - wide, toll - earlier + wide


def disagreements(days: Days) -> Iterator[Odd]:
    """The days on which a source disagrees with itself, by the numbers alone."""
    for measure, (counted, running) in MEASURES.items():
        most: dict[str, int] = {}
        for day, told in sorted(days.items()):
            count, toll = getattr(told, counted), getattr(told, running)
            if toll is None:
                continue
            highest = most.get(told.source)
            if highest is not None and allowed(highest, toll)[1] < 0:
                yield Odd(day, measure, "fall", highest, toll, count)
            most[told.source] = max(highest or 0, toll)
            before = days.get(day - datetime.timedelta(days=1))
            earlier = getattr(before, running) if before and before.source == told.source else None
            if earlier is not None and count and not _fits(earlier, toll, count):
                yield Odd(day, measure, "increment", earlier, toll, count)


def _fits(earlier: int, toll: int, count: int) -> bool:
    low, high = allowed(earlier, toll)
    return low <= count <= high


def planted(days: Days, odd: Sequence[Odd], rng: random.Random) -> tuple[dict[datetime.date, Day], list[Odd]]:
    """The days with twelve of them spoilt, and the list of these."""
    taken = {entry.day for entry in odd}
    spoilt, plan = dict(days), []
    for kind in rng.sample(["fall"] * FALLS + ["increment"] * INCREMENTS, FALLS + INCREMENTS):
        measure = rng.choice(sorted(MEASURES))
        free = [day for day in sorted(days) if _open(days, day, taken, measure)]
        while True:
            day = rng.choice(free)
            new = (_fallen if kind == "fall" else _false)(days, day, measure, rng)
            if new is not None:
                break
        counted, running = MEASURES[measure]
        earlier = getattr(days[day - datetime.timedelta(days=1)], running)
        spoilt[day] = new
        taken.add(day)
        plan.append(Odd(day, measure, kind, earlier, getattr(new, running), getattr(new, counted)))
    return spoilt, plan


def _open(days: Days, day: datetime.date, taken: set[datetime.date], measure: str) -> bool:
    """Whether a day can be spoilt: full reports of one source all around, and nothing odd."""
    around = [day + datetime.timedelta(days=k) for k in range(-APART, APART + 1)]
    full = all(d in days and getattr(days[d], field) for d in around for field in MEASURES[measure])
    return full and taken.isdisjoint(around) and len({days[d].source for d in around}) == 1


def _fallen(days: Days, day: datetime.date, measure: str, rng: random.Random) -> Day | None:
    """A day whose toll is below that of the day before; ``None`` where rounding would explain it."""
    running = MEASURES[measure][1]
    earlier = getattr(days[day - datetime.timedelta(days=1)], running)
    toll = earlier - rng.randint(10, 400)
    return replace(days[day], **{running: toll}) if allowed(earlier, toll)[1] < 0 else None


def _false(days: Days, day: datetime.date, measure: str, rng: random.Random) -> Day | None:
    """A day whose count is not the difference of the tolls; ``None`` where rounding would explain it."""
    counted, running = MEASURES[measure]
    earlier, toll = getattr(days[day - datetime.timedelta(days=1)], running), getattr(days[day], running)
    count = getattr(days[day], counted)
    swapped = int(str(count)[::-1])
    false = rng.choice((swapped, count + rng.randint(4, 40), count * 3 // 2, max(count - rng.randint(4, 40), 1)))
    return None if _fits(earlier, toll, false) else replace(days[day], **{counted: false})


def measured(days: Days, odd: Sequence[Odd], language: str, seed: int, folder: Path) -> bool:
    """Whether all planted ones are found among articles in a language, and nothing that is not there."""
    rng = random.Random(f"{language} {seed}")
    spoilt, plan = planted(days, odd, rng)
    place = folder / language
    place.mkdir(parents=True, exist_ok=True)
    write(spoilt, language, rng, place)
    start = time.perf_counter()
    found = checked(place)
    took = time.perf_counter() - start
    (folder / f"{language}.findings.jsonl").write_text("".join(json.dumps(f) + "\n" for f in found), "utf-8")
    missed = [entry for entry in plan if not any(tells(finding, entry) for finding in found)]
    known = [entry for entry in odd if any(tells(finding, entry) for finding in found)]
    other = [finding for finding in found if not any(tells(finding, entry) for entry in (*plan, *odd))]
    print(f"{language:5}  planted {len(plan) - len(missed)} of {len(plan)} found, days that disagree "
          f"{len(known)} of {len(odd)} found, {len(other)} other findings of {len(found)}, {took:.1f} s")
    for entry in missed:
        print("  missed:", entry.row(spoilt[entry.day].source))
    for finding in other:
        print("  other: ", finding["code"], finding["severity"], finding["message"], sorted(_days(finding))[:4])
    return not missed and not other


def write(days: Days, language: str, rng: random.Random, folder: Path) -> None:
    """An article a day as a file of its own, in the one language or in both by turns."""
    for day, told in sorted(days.items()):
        lang = rng.choice(("ar", "en")) if language == "mixed" else language
        fields = {"id": f"{lang}-{day}", "date": str(day), "lang": lang, "publisher": outlet(rng, lang),
                  "title": headline(rng, lang)}
        front = "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in fields.items())
        (folder / f"{day}.md").write_text(f"---\n{front}---\n{written(rng, lang, told)}\n", "utf-8")


def checked(folder: Path) -> list[dict[str, object]]:
    """The findings of one run over a folder."""
    command = [sys.executable, "-m", "figures", "check", "--no-cache", "--format", "jsonl", str(folder)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    if run.returncode not in (0, 1):
        sys.exit(f"figures check ended with {run.returncode}: {run.stderr}")
    return [json.loads(line) for line in run.stdout.splitlines()]


def tells(finding: Mapping[str, object], entry: Odd) -> bool:
    """Whether a finding is of an odd day: it has a place at the odd figure of that day, and is of the right check.

    A toll that falls fits no count of its own day and of the next, so what is said of either is said of the fall.
    """
    figures = {str(n) for n in (entry.count, entry.toll) if n is not None}
    codes = ("F103", "F104") if entry.kind == "fall" else ("F104",)
    return finding["code"] in codes and any(
        _day(place) == entry.day and _digits(place["text"]) in figures for place in finding["locations"]  # type: ignore[attr-defined]
    )


def _days(finding: Mapping[str, object]) -> set[datetime.date]:
    return {_day(place) for place in finding["locations"]}  # type: ignore[attr-defined]


def _day(place: Mapping[str, str]) -> datetime.date:
    return datetime.date.fromisoformat(place["article"][3:])


def _digits(text: str) -> str:
    return "".join(c for c in text if c.isdigit())


if __name__ == "__main__":
    main()
