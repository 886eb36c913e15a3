"""Markdown: the summary of a CI job, as GitHub and GitLab show it.

Words of articles are escaped by ``escape``, so that they are only words: what Markdown, HTML and the filters of code
hosts (mentions, issues, bare links, emoji, formulas) would act on is written as a reference or stands in an element of
its own. Sanitisers drop ``<bdi>``, so that directions are kept apart by isolates.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from figures.model import SEVERITIES, Finding, Location
from figures.report import words
from figures.report.parts import link, path_of, quoted, ranked, unread
from figures.report.run import Run, speaks
from figures.report.safe import FSI, PDI, cut, safe

NAME = "markdown"

MAX_BYTES = 1_000_000
"""GitHub takes 1 MiB for the summary of a step, and shows nothing at all of a longer one."""
MAX_TABLE = MAX_BYTES // 2
RESERVE = 1_000
"""Room for what is said of the rest."""
PLACES = 20
_MARKS = {"error": "🔴 error", "warning": "🟡 warning", "note": "🔵 note"}

_SPECIAL = re.compile(r"[\\`*_{}\[\]<>#|~&\"'$^!=]")
_FILTERED = re.compile(r"[@#$]|:(?=[\w+-]+:)|(?<=:[\w+-]):|:(?=//)|(?<=www)\.|(?<=gh)-(?=\d)", re.IGNORECASE)
_SPACES = re.compile(" {2,}")


def escape(text: str) -> str:
    """Words of an article as one line of Markdown that shows them and does nothing.

    >>> escape("**@all** www.x.example")
    '&#42;&#42;<span>@</span>all&#42;&#42; www<span>.</span>x.example'
    """
    made, at = [], 0
    text = safe(cut(text))
    for found in _FILTERED.finditer(text):
        made += [_references(text[at : found.start()]), f"<span>{_references(found[0])}</span>"]
        at = found.end()
    return "".join([*made, _references(text[at:])])


def _references(text: str) -> str:
    return _SPECIAL.sub(lambda found: f"&#{ord(found[0])};", text)


def apart(text: str) -> str:
    """``escape``d words that keep their own direction."""
    return f"{FSI}{escape(text)}{PDI}"


def render(run: Run) -> str:
    """The summary, within what GitHub takes."""
    found = ranked(run)
    head = "".join(_head(run))
    size = _size(head) + RESERVE
    table, size = _within(_table(found), size, MAX_TABLE)
    unread_, size = _within(_problems(run), size, MAX_TABLE + MAX_BYTES // 10)
    details, size = _within((_details(run, i, f) for i, f in enumerate(found, 1)), size, MAX_BYTES)
    text = [head, *table]
    rows, said = max(len(table) - 1, 0), len(details)
    if rows < len(found):
        text.append(f"\n{words.count(len(found) - rows, 'finding')} left out of the table: the summary of a job may "
                    "have 1 MB. The gravest are here.\n")
    text += unread_
    if len(unread_) - 1 < len(run.problems) and run.problems:
        text.append(f"- and {words.count(len(run.problems) - max(len(unread_) - 1, 0), 'more problem')}\n")
    text += ["\n## The figures\n", *details] if details else []
    if said < len(found):
        text.append(f"\n{words.count(len(found) - said, 'finding')} not told in full: the summary of a job may have "
                    "1 MB.\n")
    return "".join(text)


def _within(parts: Iterator[str], size: int, most: int) -> tuple[list[str], int]:
    """The parts that have room below ``most`` bytes, and the size with them."""
    kept = []
    for part in parts:
        if size + _size(part) > most:
            break
        kept.append(part)
        size += _size(part)
    return kept, size


def _size(text: str) -> int:
    return len(text.encode("utf-8", "replace"))


def _head(run: Run) -> Iterator[str]:
    found = run.summary()
    if run.loud:
        by = [words.count(found[f"{severity}s"], severity) for severity in reversed(SEVERITIES)
              if found[f"{severity}s"]]
        yield f"# {words.count(len(run.loud), 'finding')}: {', '.join(by)}\n\n"
    elif run.extractions:
        yield f"# No {'new ' if run.findings else ''}figures at odds\n\n"
    else:
        yield "# Nothing was read\n\n"
    nouns = ("article", "figure", "claim", "event")
    yield f"Read {', '.join(words.count(found[f'{noun}s'], noun) for noun in nouns)}.\n"
    if len(run.loud) < len(run.findings):
        yield f"\n{len(run.findings) - len(run.loud):,} suppressed or known.\n"
    if run.problems:
        yield f"\n**{words.count(len(run.problems), 'problem')} in reading.**\n"


def _table(findings: list[Finding]) -> Iterator[str]:
    if findings:
        yield "\n| # | | Check | What is at odds | Where |\n|--:|---|---|---|---|\n"
    for number, finding in enumerate(findings, 1):
        yield (f"| {number} | {_mark(finding)} | {finding.code} {escape(finding.check)} "
               f"| {apart(cut(finding.message, 300))} | {_where(finding.locations[0])} |\n")


def _mark(finding: Finding) -> str:
    state = "" if speaks(finding) else " (known)" if finding.suppressed is None else " (suppressed)"
    return _MARKS[finding.severity] + state


def _where(place: Location) -> str:
    return f"{escape(path_of(place))}:{place.line}"


def _problems(run: Run) -> Iterator[str]:
    if run.problems:
        yield "\n## Not read\n\n"
    for problem in unread(run):
        yield f"- {apart(cut(str(problem), 500))}\n"


def _details(run: Run, number: int, finding: Finding) -> str:
    size = words.size(finding.gap)
    head = f"\n### {number}. {_mark(finding)} {finding.code} {escape(finding.check)}" + (f" · {size}" if size else "")
    lines = [head, "", apart(cut(finding.message, 1_000)), ""]
    for place in finding.locations[:PLACES]:
        lines += _place(run, place)
    if len(finding.locations) > PLACES:
        lines += [f"and {words.count(len(finding.locations) - PLACES, 'more place')}.", ""]
    check = run.checks.get(finding.code)
    lines += [f"Why it matters: {escape(check.why)}", ""] if check else []
    if finding.suppressed is not None:
        lines += [f"Suppressed: {apart(finding.suppressed)}", ""]
    silence = f"`--ignore {finding.code}` (this finding's fingerprint: `{finding.fingerprint}`)"
    return "\n".join([*lines, f"To silence this check: {silence}", ""])


def _place(run: Run, place: Location) -> Iterator[str]:
    article, claim = run.articles.get(place.article), run.claims.get(place.claim or "")
    quote = quoted(article, claim, place)
    before, figure, after = (_SPACES.sub(" ", escape(part)) for part in quote)
    url = link(article.url if article else None)
    source = f' · <a href="{_references(url)}">article</a>' if url else ""
    yield f"> {FSI}{before}<mark>{figure}</mark>{after}{PDI}"
    yield ">"
    yield f"> {apart(words.said(run, place))} · {_where(place)}{source}"
    if claim is not None:
        yield ">"
        yield f"> read as: {apart(words.reading(claim))}"
    yield ""
