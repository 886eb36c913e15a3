"""HTML pages: the article of a page as trafilatura finds it, and what the page's JSON-LD says of it.

Title, publisher, date and language are those of a schema.org article in the page where it has one, else those that
trafilatura finds. trafilatura is an optional package.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any, BinaryIO

import msgspec

from figures.model import Article, Problem
from figures.optional import MissingPackage, load
from figures.read import feed, jsonld
from figures.read.files import File, whole
from figures.read.record import article

SUFFIXES = (".html", ".htm", ".xhtml")

MAX_PAGE = 10_000_000
MAX_ELEMENTS = 30_000
"""The largest page that is read: of news pages very few have a tenth of it, and time grows faster than elements."""

_HEADINGS = 5
_CHARSET = re.compile(
    rb"""<(?:meta[^<>]{0,200}?charset|\?xml[^<>]{0,200}?encoding)[ \t]*=[ \t]*["']?([A-Za-z0-9_.:-]+)""", re.IGNORECASE
)
_DATES = {"original_date": True, "extensive_search": False, "min_date": "1990-01-01", "max_date": "2200-01-01"}
"""Only dates that the page declares; and with an end of its own, since htmldate's depends on the day it runs."""


class _TooLargeError(Exception):
    """A page that would take too long."""


def begins(head: bytes) -> bool:
    """Whether the bytes of standard input begin like a page: with a tag or comment, and not like a feed."""
    return head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") and not feed.begins(head)


def read(file: File, stream: BinaryIO) -> Iterator[Article | Problem]:
    """The article of a page, or the problem that keeps it from being read."""
    try:
        trafilatura = load("trafilatura", "html", "HTML pages")
    except MissingPackage as missing:
        yield file.problem(str(missing), hint=missing.hint)
        return
    text = whole(file, stream, _declared, MAX_PAGE)
    if isinstance(text, Problem):
        yield text
        return

    def complain(_key: str, message: str, hint: str | None) -> Problem:
        return file.problem(message, 1, hint)

    try:
        record = _record(trafilatura, text)
    except _TooLargeError:
        yield file.problem(f"page has more than {MAX_ELEMENTS:,} elements", hint="it is left out")
        return
    except (Exception, RecursionError) as error:  # noqa: BLE001 - a page must not cost the run; it is reported
        yield file.problem(f"no article can be made of the page: {type(error).__name__}: {error}", 1)
        return
    if not record.get("text"):
        yield file.problem("no article was found in the page", 1, "it may be a list of links, or made by scripts")
        return
    found, problems = article(record, file.name, file.shown, 1, complain, verbatim=False)
    yield from problems
    if found is not None:
        yield found


def _declared(data: bytes) -> str | None:
    """The encoding that a page declares in its beginning."""
    found = _CHARSET.search(data[:4096])
    return found[1].decode("ascii") if found else None


def _record(trafilatura: Any, text: str) -> dict[str, Any]:
    tree = trafilatura.load_html(text)
    if tree is None:
        return {}
    if sum(1 for _ in islice(tree.iter(), MAX_ELEMENTS + 1)) > MAX_ELEMENTS:
        raise _TooLargeError
    said = next(iter(_json_ld(tree)), {})
    lang, headings = tree.get("lang"), {_line(found.text_content()) for found in islice(tree.iter("h1"), _HEADINGS)}
    made = trafilatura.bare_extraction(tree, include_comments=False, with_metadata=True,
                                       date_extraction_params=dict(_DATES))
    seen = {} if made is None else {
        "title": made.title, "text": made.text, "publisher": made.sitename, "date": made.date, "url": made.url,
    }
    record = {key: said.get(key) or seen.get(key) for key in ("title", "publisher", "date", "url")}
    headings |= {_line(title) for title in (record["title"], seen.get("title")) if isinstance(title, str)}
    words = seen.get("text") or said.get("text")
    first, _, rest = words.partition("\n") if isinstance(words, str) else ("", "", "")
    if rest and _line(first) in headings:
        words = rest  # the headline is no part of the text: the two are compared
    return {**record, "text": words, "lang": said.get("lang") or lang}


def _line(text: str) -> str:
    return " ".join(text.split())


def _json_ld(tree: Any) -> Iterator[dict[str, Any]]:
    """The records of schema.org articles in a page. What is no JSON is passed over: browsers do the same."""
    for script in tree.xpath('//script[@type="application/ld+json"]'):
        try:
            found = msgspec.json.decode((script.text or "").strip().encode("utf-8", "replace"), strict=False)
        except (msgspec.DecodeError, RecursionError):
            continue
        for node in found if isinstance(found, list) else [found]:
            if isinstance(node, dict):
                yield from jsonld.records(node)
