"""What several formats need of a run: findings and problems in one order, quotes, places, links.

Formats for machines sort for themselves, so that a file is the same bytes however a run was put together.
"""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import quote, urlsplit

from figures.checks import Check
from figures.model import SEVERITIES, Article, Claim, Finding, Location, Problem
from figures.report.run import Run
from figures.report.safe import LONG, LRI, PDI, cut, isolate, safe

KNOWN = "known from the baseline"
"""What is said of a finding that was there before and has not grown."""

NAMED = 40
"""Of so many places of a finding the figures are looked for in its message: copies of one wire text can be hundreds."""

MESSAGE = LONG
"""So long a message is told whole in lines of text: articles can hold figures of any length."""

CONTEXT = 220
"""How many characters of a sentence are quoted on either side of the figure."""

FIGURE = 500
"""And how many of the figure itself."""

PATH, URL = 4_096, 2_000
"""Longer paths no system has, and longer links not every browser follows."""


class Quote(NamedTuple):
    """A figure in its sentence: what stands before it, the figure, what stands behind it. Raw words of an article."""

    before: str
    figure: str
    after: str


def ranked(run: Run) -> list[Finding]:
    """The findings, gravest first, in an order that does not depend on the run's own."""
    return sorted(run.findings, key=lambda f: (-SEVERITIES.index(f.severity), -f.gap, f.fingerprint, f.code,
                                               [(p.article, p.start, p.end) for p in f.locations]))


def unread(run: Run) -> list[Problem]:
    """The problems in order of place."""
    return sorted(run.problems, key=lambda p: (p.path, p.line or 0, p.column or 0, p.message, p.hint or ""))


def checks(run: Run) -> list[Check]:
    """The checks that ran and those that found something, by code."""
    found = dict(run.checks)
    for finding in ranked(run):
        if finding.code not in found:
            made = Check(finding.code, finding.check, finding.check, finding.severity, "", "")
            found[finding.code] = made
    return [found[code] for code in sorted(found)]


def quoted(article: Article | None, claim: Claim | None, location: Location) -> Quote:
    """The sentence around a figure; long sentences are cut with an ellipsis."""
    if article is None:
        return Quote("", cut(location.text, FIGURE), "")
    body = article.body
    start, end = claim.sentence if claim else (location.start, location.end)
    start, end = min(start, location.start), max(end, location.end)
    before, after = body[start : location.start], body[location.end : end]
    if len(before) > CONTEXT:
        before = "…" + before[-CONTEXT:].partition(" ")[2]
    if len(after) > CONTEXT:
        after = after[:CONTEXT].rpartition(" ")[0] + "…"
    return Quote(before.lstrip(), cut(body[location.start : location.end], FIGURE), after.rstrip())


def named(finding: Finding) -> list[tuple[str, bool]]:
    """The message in pieces, each with whether it is one of the figures that take part. Raw words of articles."""
    if len(finding.message) > MESSAGE:
        return [(cut(finding.message, MESSAGE), False)]
    texts = sorted({p.text for p in finding.locations[:NAMED] if p.text.strip()}, key=lambda t: (-len(t), t))
    if not texts:
        return [(finding.message, False)]
    pieces = re.split(f"({'|'.join(map(re.escape, texts))})", finding.message)
    return [(piece, i % 2 == 1) for i, piece in enumerate(pieces) if piece]


def told(finding: Finding, most: int = MESSAGE) -> str:
    """The message for a line of text: English from left to right, though it may begin with an Arabic figure."""
    if len(finding.message) > most:
        return isolate(cut(finding.message, most))
    made = "".join(isolate(piece) if figure else safe(piece) for piece, figure in named(finding))
    return f"{LRI}{made}{PDI}"


def path_of(location: Location) -> str:
    """The file that a location is in; the article's id where it was in none."""
    return cut(location.path or location.article, PATH)


def exact(run: Run, location: Location) -> bool:
    """Whether a location's column is that of the figure. In records (lines of JSON, rows, pages) and titles in front
    matter only the line is known, and the column is 1."""
    if location.column > 1:
        return True
    article = run.articles.get(location.article)
    headline = bool(article and article.title and location.start < len(article.title))
    return not headline and (article is None or article.verbatim)


def uri(path: str) -> str:
    """A path as a URI reference, percent-encoded: relative where the path is.

    >>> uri("تقارير/a b.md"), uri("/news/a:b.md"), uri("c:\\\\x.md")
    ('%D8%AA%D9%82%D8%A7%D8%B1%D9%8A%D8%B1/a%20b.md', 'file:///news/a%3Ab.md', 'file:///c%3A/x.md')
    """
    path = path.replace("\\", "/")
    try:
        data = path.encode("utf-8", "surrogateescape")  # how Python keeps the bytes of a name that is not UTF-8
    except UnicodeEncodeError:
        data = path.encode("utf-8", "replace")
    made = quote(data, safe="/")
    if path.startswith("/"):
        return f"file://{made}" if not path.startswith("//") else f"file:///{made.lstrip('/')}"
    return f"file:///{made}" if path[1:3] == ":/" else made.removeprefix("./") or "."


def link(url: str | None) -> str | None:
    """The URL of an article where it is one of the web that is safe to follow, percent-encoded; else ``None``."""
    if not url or len(url) > URL:
        return None
    if any(ord(c) <= 0x20 or 0x7F <= ord(c) <= 0x9F or 0xD800 <= ord(c) <= 0xDFFF for c in url):
        return None
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not host or "@" in parts.netloc or "\\" in url:
        return None
    return quote(url, safe=":/?#[]@!$&()*+,;=%~")
