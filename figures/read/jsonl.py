"""JSON Lines: one article a line, read line by line, so that a large file needs no more memory than its lines.

A line that is wrong is one problem; the lines after it are read. A line may hold any kind of object that a ``.json``
file may.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

import msgspec

from figures.model import Article, Problem
from figures.read.files import File
from figures.read.lines import lines
from figures.read.objects import articles_of

SUFFIXES = (".jsonl", ".ndjson")


def read(file: File, stream: BinaryIO) -> Iterator[Article | Problem]:
    """The articles of a file of JSON Lines, and a problem for every line that is none."""
    for line in lines(file, stream):
        if line.problem is not None:
            yield line.problem
        elif line.text is not None and line.text.strip():
            yield from _articles(file, line.number, line.text)


def _articles(file: File, number: int, text: str) -> Iterator[Article | Problem]:
    try:
        record = msgspec.json.decode(text)
    except msgspec.DecodeError as error:
        yield file.problem(f"not JSON: {error}", number)
        return
    except RecursionError:
        yield file.problem("JSON is nested too deeply", number)
        return
    if not isinstance(record, dict):
        yield file.problem("a line must hold one JSON object", number, "begin it with {")
        return
    yield from articles_of(file, record, number)
