"""Markdown and plain text, one article a file, with YAML front matter between lines of ``---``.

The text behind the front matter is the article's text exactly as it stands in the file. A file in an old encoding may
declare it: ``encoding: windows-1256``.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import BinaryIO

import msgspec

from figures.model import Article, Problem
from figures.read.files import File, whole
from figures.read.record import article
from figures.resources import Document, ResourceError, Source, read_yaml

SUFFIXES = (".md", ".markdown", ".txt")

_OPEN = re.compile(r"---[ \t]*\r?\n")
_CLOSE = re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.MULTILINE)
_ENCODING = re.compile(rb"""^encoding:[ \t]*["']?([A-Za-z0-9_.-]+)""", re.MULTILINE)


def begins(head: bytes) -> bool:
    """Whether the bytes of standard input begin with front matter."""
    return head.removeprefix(codecs.BOM_UTF8).startswith((b"---\n", b"---\r\n"))


def read(file: File, stream: BinaryIO) -> Iterator[Article | Problem]:
    """The article of a file, or the problem that keeps it from being read."""
    text = whole(file, stream, _declared)
    if isinstance(text, Problem):
        yield text
        return
    opening = _OPEN.match(text)
    if opening is None:
        yield from _article(file, None, text, 1)
        return
    closing = _CLOSE.search(text, opening.end())
    if closing is None:
        yield file.problem("front matter is not closed", 1, "end it with a line of ---")
        return
    # a line of front in place of the opening one keeps the line numbers of YAML's messages
    matter = "\n" + text[opening.end() : closing.start()]
    try:
        document = read_yaml(Source(file.shown, file.name, matter.encode("utf-8", "surrogatepass")))
    except ResourceError as error:
        yield from error.problems
        return
    if document.value is not None and not isinstance(document.value, dict):
        yield file.problem("front matter must be keys and values", 2, "such as 'title: …'")
        return
    yield from _article(file, document, text[closing.end() :], text.count("\n", 0, closing.end()) + 1)


def _declared(data: bytes) -> str | None:
    """The encoding that the front matter declares."""
    if not data.startswith(b"---"):
        return None
    found = _ENCODING.search(data[: max(data.find(b"\n---", 3), 0)])
    return found[1].decode("ascii") if found else None


def _article(file: File, document: Document | None, text: str, line: int) -> Iterator[Article | Problem]:
    def complain(key: str, message: str, hint: str | None) -> Problem:
        if document is not None and key in (document.value or {}):
            return document.problem((key,), message, hint)
        return file.problem(message, line, hint)

    if not text.strip():
        yield file.problem("there is no text" + (" after the front matter" if document else ""), line)
        return
    record = {**((document.value or {}) if document else {}), "text": text}
    found, problems = article(record, file.name, file.shown, line, complain)
    yield from problems
    if found is not None:
        place = document.marks.get(("title",)) if document is not None else None
        yield msgspec.structs.replace(found, title_line=place[0]) if place and found.title else found
