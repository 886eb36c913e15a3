"""Runs made by hand for the tests of reports: a small one for the golden files, a hostile one, and a large one.

``UPDATE_GOLDEN=1 pytest tests`` writes the golden files anew.
"""

from __future__ import annotations

import os
import random
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec

from figures.checks import Check
from figures.model import (
    Article,
    Claim,
    Event,
    Extraction,
    Finding,
    Location,
    NumberSpan,
    Period,
    Problem,
    Series,
    Severity,
    Slot,
)
from figures.report import Run

GOLDEN = Path(__file__).parent / "golden"
CHECKS = {
    "F101": Check(code="F101", name="disputed", title="Sources dispute a figure", severity="note",
                  why="readers should know.", silent="never"),
    "F105": Check(code="F105", name="part-exceeds-whole", title="A part is larger than its whole", severity="error",
                  why="no part can be.", silent="it fits."),
}
HOSTILE = (
    "</script><script>alert(1)</script><img src=x onerror=alert(1)> ]]> <!-- --> &lt; &amp; \" ' ` \\ {0} {{x}}"
    " ${{ y }}"
    "\n::error file=x::gone\r\n##[error]gone\u2028::set-output name=x::y\x85=HYPERLINK(\"http://evil.example\")"
    "\t| a | b |\n# head\n* [x](javascript:alert(1)) ![i](http://evil.example/i.png)"
    " <http://evil.example> www.evil.example"
    " @everyone #1 **b** __c__ ~~d~~ :smile: $e$ a@evil.example \x1b[31m\x07\x00\x9b\u202eturned\u2066\u200f\ufeff"
    "\ud800\udfff\ufffe\uffff\U000e0041 javascript:alert(1) 10,000–12,000 قتيلا"
)
"""Everything at once that an article could try to say to a terminal, a browser, a spreadsheet or a CI server."""


def claim(article: Article, ident: str, text: str, value: int, **more: object) -> Claim:
    """A claim of people killed, at the first place where its words stand."""
    start = article.body.index(text)
    fields: dict[str, Any] = {
        "id": ident, "article": article.id, "start": start, "end": start + len(text), "text": text,
        "number": NumberSpan(text=str(value), start=start, end=start + len(str(value))), "low": value, "best": value,
        "high": value, "qualifier": "exact", "interval": (value, value), "implicit": False, "kind": "count",
        "unit": "person", "value": None, "measure": "killed", "trigger": None, "basis": "incident",
        "stance": "asserted", "previous": None, "subject": None, "actor": None, "source": None, "place": None,
        "period": None, "stated": None, "part_of": None, "sentence": (0, len(article.body)), "rule": "killed",
    }
    return Claim(**{**fields, **more})


def location(article: Article, found: Claim, line: int) -> Location:
    """The place of a claim, in column 12 of a line."""
    return Location(article=article.id, start=found.start, end=found.end, line=line, column=12, text=found.text,
                    claim=found.id, path=article.path)


def series(claims: tuple[Claim, ...]) -> Series:
    """A series of people killed."""
    return Series(event="e1", series="s1", measure="killed", subject=None, place=None, articles=2, sources=2,
                  claims=claims)


def small() -> Run:
    """Two articles at odds; the second tries to take over the terminal."""
    one = Article(id="a-1", title="انفجار في الميناء", text="قالت الشرطة إن 47 شخصا قتلوا في الميناء.",
                  publisher="صحيفة المرفأ", date="2025-03-02", path="a.md", line=7)
    two = Article(id="b-2", text="The governor said\x1b[31m that about 74 people were killed\u202e in the harbour.",
                  path="b\x07.md", line=3)
    first = claim(
        one, "c1:0", "47 شخصا", 47, source=Slot(text="الشرطة", start=0, end=6, id="XX/police"),
        place=Slot(text="الميناء", start=0, end=7, id="XX/harbour", origin="main"),
        period=Period(text="الأحد", start=0, end=5, from_="2025-03-02", to="2025-03-02"), sentence=(18, len(one.body)),
    )
    second = claim(
        two, "c2:0", "about 74 people", 74, qualifier="approx",
        source=Slot(text="governor\x1b]0;x\x07", start=0, end=8, via="Agency"),
        stated=Period(text="earlier", start=0, end=7, origin="previous"), stance="expected",
    )
    finding = Finding(
        check="disputed", code="F101", severity="warning", confidence=0.75,
        message="about 74 people and 47 شخصا cannot both hold", fingerprint="00ff", gap=0.454, event="e1", series="s1",
        locations=(location(two, second, 3), location(one, first, 7)),
    )
    note = msgspec.structs.replace(finding, severity="note", fingerprint="11ff", gap=0.0, event=None, locations=(
        msgspec.structs.replace(location(one, first, 7), claim=None),))
    return Run(
        (Extraction(article=one, claims=(first,), lang="ar"), Extraction(article=two, claims=(second,), lang="en")),
        (Event(id="e1", articles=("a-1", "b-2"), series=()),), (finding, note),
        (Problem(path="c.md", line=2, message="not YAML"),), checks=CHECKS,
    )


def hostile() -> Run:
    """A run in which every text that an article, a file name or a rule can bring in is ``HOSTILE``."""
    slot = Slot(text=HOSTILE, start=0, end=5, id=HOSTILE, via=HOSTILE)
    time = Period(text=HOSTILE, start=0, end=5, from_="2025-01-01", to=None)
    articles = [
        Article(id=f"{n}{HOSTILE}", title=HOSTILE, text=f"{HOSTILE} {n} dead {HOSTILE}", publisher=HOSTILE,
                url=f"javascript:alert({n})//{HOSTILE}", date=HOSTILE, path=HOSTILE, line=3)
        for n in (30, 40)
    ]
    claims = [
        claim(a, f"c:{n}", f"{n} dead {HOSTILE}", n, subject=slot, actor=slot, source=slot, place=slot, period=time,
              stated=time, unit=HOSTILE, measure="killed")
        for a, n in zip(articles, (30, 40), strict=True)
    ]
    finding = Finding(
        check="disputed", code="F101", severity="error", confidence=0.5, message=HOSTILE, fingerprint="f0", gap=0.3,
        event="e1", series="s1", suppressed=None,
        locations=tuple(location(a, c, 3) for a, c in zip(articles, claims, strict=True)),
    )
    suppressed = msgspec.structs.replace(finding, fingerprint="f1", suppressed=HOSTILE, severity="warning")
    return Run(
        tuple(Extraction(article=a, claims=(c,), lang="en") for a, c in zip(articles, claims, strict=True)),
        (Event(id="e1", articles=tuple(a.id for a in articles), series=(series(tuple(claims)),)),),
        (finding, suppressed),
        (Problem(path=HOSTILE, message=HOSTILE, hint=HOSTILE, line=1, column=2),), checks=CHECKS,
    )


def large(amount: int, severity: Severity = "warning", places: int = 2) -> Run:
    """So many findings, each with so many places in two articles."""
    run = small()
    base = run.findings[0]
    found = tuple(
        msgspec.structs.replace(base, fingerprint=f"{n:016x}", severity=severity,
                                locations=base.locations * (places // 2))
        for n in range(amount)
    )
    return replace(run, findings=found)


def shuffled(run: Run, seed: int = 7) -> Run:
    """The same run, put together in another order."""
    mixer = random.Random(seed)

    def mixed(items: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(mixer.sample(items, len(items))) if len(items) > 2 else items[::-1]

    checks = dict(mixed(tuple(run.checks.items())))
    return replace(run, extractions=mixed(run.extractions), events=mixed(run.events), findings=mixed(run.findings),
                   problems=mixed(run.problems), checks=checks)


def golden(name: str, text: str) -> None:
    """Compare a report with its golden file."""
    path = GOLDEN / f"report.{name}.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_bytes(text.encode("utf-8"))
    assert text.encode("utf-8") == path.read_bytes()
