"""Writes ``docs/all-checks.md``: every check, with an example and with what it passes over in silence.

Nothing on the page is written by hand: why and when a check speaks stands in its module, the examples are cases of its
tests, and the message is the one that the check gives for them. ``python docs/tools/checks_page.py`` writes the page
anew; a test says when that is due.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from figures.checks import Check, all_checks, run_checks
from figures.extract import Extractor
from figures.model import Article
from figures.series import link_all

ROOT = Path(__file__).resolve().parent.parent.parent
PAGE = ROOT / "docs" / "all-checks.md"
CASES = ROOT / "tests" / "data" / "checks"
Case = dict[str, Any]

HEAD = """# Checks

<!-- Written by docs/tools/checks_page.py from the checks and the cases of their tests; edit those. -->

A check compares figures of one event and speaks where they cannot all be true. Every finding is symmetric: it names the
figures that are at odds and who states them, and leaves open which of them is wrong. Of two checks that object to one
pair of figures, one speaks. [Method](method.md) says how figures are made comparable in the first place, and
`--select`, `--ignore` and `figures.toml` choose the checks that run.

Contradictions within one source, one article or the versions of one text are errors; a difference between independent
sources is news, and at most a warning.
"""


def page(extractor: Extractor) -> str:
    """The whole page."""
    checks = all_checks()
    lines = [HEAD, "| code | name | what it finds | severity |", "|---|---|---|---|"]
    lines += [
        f"| [{check.code}](#{_anchor(check)}) | `{check.name}` | {check.title} | {check.severity} |"
        for check in checks.values()
    ]
    for check in checks.values():
        lines += ["", *_section(check, extractor)]
    return "\n".join(lines).rstrip("\n").replace("\n\n\n", "\n\n") + "\n"


def _anchor(check: Check) -> str:
    return f"{check.code.lower()}-{check.name}"


def _section(check: Check, extractor: Extractor) -> Iterator[str]:
    cases = yaml.safe_load((CASES / f"{check.code}.yml").read_text("utf-8"))["cases"]
    speaks = [case for case in cases if "finds" in case]
    yield from (f"## {check.code} {check.name}", "", f"**{check.title}.** {check.why}", "")
    for case in (next((c for c in speaks if not _arabic(c)), None), next(filter(_arabic, speaks), None)):
        if case is not None:
            yield from _example(check, case, extractor)
    yield from (f"**Silent when:** {check.silent[0].lower()}{check.silent[1:]}", "")
    silent = [case for case in cases if "silent" in case]
    if silent:
        yield from ("For instance, nothing is said of these:", "")
        yield from _articles(silent[0])
        yield from (f"— {silent[0]['silent']}", "")


def _example(check: Check, case: Case, extractor: Extractor) -> Iterator[str]:
    yield from _articles(case)
    articles = [Article(**{key: str(value) for key, value in fields.items()}) for fields in case["articles"]]
    extractions = [extractor.extract(article) for article in articles]
    links = link_all(extractions)
    for finding in run_checks(links.events, extractions, (check.code,), links=links):
        yield from (f'→ {finding.severity}: <bdi dir="ltr">{_plain(finding.message)}</bdi>', "")


def _articles(case: Case) -> Iterator[str]:
    figures = [*case.get("finds", {}).get("figures", ()), *case.get("figures", ())]
    for fields in case["articles"]:
        known = [str(fields[key]) for key in ("publisher", "date") if key in fields]
        where = f" <small>({', '.join(map(_plain, known))})</small>" if known else ""
        title = f"**{_marked(fields['title'], figures)}** — " if "title" in fields else ""
        direction = "rtl" if _is_arabic(fields["text"]) else "ltr"
        yield f'> <div dir="{direction}" markdown>{title}{_marked(fields["text"], figures)}{where}</div>'
        yield ">" if fields is not case["articles"][-1] else ""


def _marked(text: str, figures: list[str]) -> str:
    text = _plain(str(text))
    for figure in sorted(map(_plain, figures), key=len, reverse=True):
        if f"<mark>{figure}" not in text:
            text = text.replace(figure, f"<mark>{figure}</mark>", 1)
    return text


def _plain(text: str) -> str:
    for char, escaped in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ("*", "\\*"), ("_", "\\_"), ("`", "\\`")):
        text = text.replace(char, escaped)
    return " ".join(text.split())


def _arabic(case: Case) -> bool:
    return all(_is_arabic(str(fields["text"])) for fields in case["articles"])


def _is_arabic(text: str) -> bool:
    letters = [char for char in text if char.isalpha()]
    return sum("\u0600" <= char <= "\u06ff" for char in letters) * 2 > len(letters)


if __name__ == "__main__":
    PAGE.write_text(page(Extractor()), "utf-8")
