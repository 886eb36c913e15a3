"""CSV with a row of column names: an article a row, read row by row. Columns are named like the keys of an article.

Cells are parted by commas, semicolons or tabs, whichever the column names are.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import BinaryIO

import msgspec

from figures.model import Article, Problem
from figures.read.files import MAX_BYTES, File
from figures.read.lines import Line, lines
from figures.read.record import KEYS, article

SUFFIXES = (".csv", ".tsv")

_DELIMITERS = (",", ";", "\t")
_QUOTES = "put text that holds quotes, line ends or the mark between cells in quotes, and write a quote in it twice"


def begins(head: bytes) -> bool:
    """Whether the bytes of standard input begin with the names of columns, ``text`` among them."""
    first = head.split(b"\n", 1)[0].decode("utf-8-sig", "replace")
    names, _ = _header(first)
    return "text" in names and len(names) > 1


def read(file: File, stream: BinaryIO) -> Iterator[Article | Problem]:
    """The articles of a file, and a problem for each row that is none."""
    source = _Lines(lines(file, stream))
    header = next(source, None)
    if source.problem is not None:
        yield source.problem
        return
    if header is None or not header.strip():
        yield file.problem("there is nothing in it", 1, "the first line must hold the names of the columns")
        return
    names, delimiter = _header(header)
    wrong = _wrong(names)
    if wrong is not None:
        yield file.problem(wrong, 1, "the first line must hold the names of the columns, 'text' among them")
        return
    rows = csv.reader(source, delimiter=delimiter, strict=True)
    while True:
        begin = source.number + 1
        row, problem = _next(file, rows, source, begin)
        if problem is not None:
            yield problem
        elif row is None:
            return
        elif row:
            yield from _article(file, names, row, begin)


class _Lines:
    """The lines for Python's reader, which remembers what was wrong with those of a row. After a line that cannot be
    told, rows cannot be told either, and there are no more."""

    def __init__(self, found: Iterator[Line]) -> None:
        self._found, self._ended = found, False
        self.number, self.problem = 0, None  # type: tuple[int, Problem | None]

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = None if self._ended else next(self._found, None)
        if line is None:
            raise StopIteration
        self.number = line.number
        if line.text is None:
            self._ended = True
            if line.problem is not None:
                self.problem = msgspec.structs.replace(line.problem, hint="what follows is not read")
            raise StopIteration
        self.problem = self.problem or line.problem
        return line.text


def _next(file: File, rows: Iterator[list[str]], source: _Lines, begin: int) -> tuple[list[str] | None, Problem | None]:
    """The next row, or what is wrong with it, or neither at the end."""
    source.problem = None
    before = csv.field_size_limit(MAX_BYTES)
    try:
        row = next(rows, None)
    except csv.Error as error:
        return None, source.problem or file.problem(f"not CSV: {error}", begin, _QUOTES)
    finally:
        csv.field_size_limit(before)  # one for the whole of Python
    return row, source.problem


def _header(line: str) -> tuple[list[str], str]:
    """The names of the columns, and what parts them."""
    plain = line.strip("\r\n")
    for delimiter in _DELIMITERS:
        try:
            names = [name.strip().lower() for name in next(csv.reader([plain], delimiter=delimiter), [])]
        except csv.Error:
            continue
        if "text" in names:
            return names, delimiter
    return [name.strip().lower() for name in plain.split(",")], ","


def _wrong(names: list[str]) -> str | None:
    if "text" not in names:
        shown = ", ".join(names)
        return f"there is no column 'text' (there are {shown if len(shown) <= 200 else shown[:200] + '…'})"
    twice = next((name for name in ("id", "text", *KEYS) if names.count(name) > 1), None)
    return f"there are two columns '{twice}'" if twice else None


def _article(file: File, names: list[str], row: list[str], line: int) -> Iterator[Article | Problem]:
    def complain(_key: str, message: str, hint: str | None) -> Problem:
        return file.problem(message, line, hint)

    if len(row) != len(names):
        yield file.problem(f"the row has {len(row)} cells, and there are {len(names)} columns", line, _QUOTES)
        return
    record = dict(zip(names, row, strict=True))
    found, problems = article(record, f"{file.name}#{line}", file.shown, line, complain, verbatim=False)
    yield from problems
    if found is not None:
        yield found
