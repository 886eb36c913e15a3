"""Parquet: an article a row, with columns named like the keys of an article, read in batches.

pyarrow is an optional package. A file of some kilobytes can say that it holds gigabytes, so what its texts may come to
is bounded by its size.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, BinaryIO

from figures.model import Article, Problem
from figures.optional import MissingPackage, load
from figures.read.files import MAX_BYTES, File
from figures.read.record import KEYS, article

SUFFIXES = (".parquet",)

_HELD, _ROWS, _BUFFER = 256_000_000, 256, 1 << 20
"""What the texts of a batch may come to where each is as large as its column, and how many rows a batch has at most."""
_RATIO, _ROW = 200, 64
"""How many times its size a file may come to, and what a row counts for beside its text. Text is seldom packed into
less than a tenth."""
_COLUMNS = ("id", "text", *KEYS)


def begins(head: bytes) -> bool:
    """Whether the bytes of standard input begin like Parquet."""
    return head.startswith(b"PAR1")


def read(file: File, stream: BinaryIO) -> Iterator[Article | Problem]:
    """The articles of a file, and a problem for each row that is none; ``line`` is the number of the row."""
    try:
        parquet = load("pyarrow.parquet", "parquet", "Parquet files")
    except MissingPackage as missing:
        yield file.problem(str(missing), hint=missing.hint)
        return
    with tempfile.TemporaryFile() as whole:
        if file.path is None:  # the end of the file is read first
            shutil.copyfileobj(stream, whole)
        source = whole if file.path is None else stream
        size = source.seek(0, 2)
        source.seek(0)
        try:
            yield from _rows(file, parquet, source, size)
        except (OSError, ValueError, LookupError, TypeError, NotImplementedError, MemoryError) as error:
            yield file.problem(f"not Parquet that can be read: {_short(error)}", hint="what follows is not read")


def _rows(file: File, parquet: Any, source: Any, size: int) -> Iterator[Article | Problem]:
    found = parquet.ParquetFile(source, buffer_size=_BUFFER)
    names = found.schema_arrow.names
    if "text" not in names:
        shown = ", ".join(names)
        message = f"there is no column 'text' (there are {shown if len(shown) <= 200 else shown[:200] + '…'})"
        yield file.problem(message, hint="name the column of the articles' texts 'text'")
        return
    wanted = [name for name in _COLUMNS if name in names]
    left, number = MAX_BYTES + size * _RATIO, 0
    too_large = file.problem(f"its texts come to more than {_RATIO} times its size", hint="what follows is not read")
    groups = (found.metadata.row_group(at) for at in range(found.metadata.num_row_groups))
    largest = max((_unpacked(group, wanted) for group in groups), default=0)
    if largest > left:
        yield too_large
        return
    # one long text that is packed as a dictionary would stand in a batch as often as the batch has rows
    size = max(1, min(_ROWS, _HELD // max(largest, 1)))
    for batch in found.iter_batches(batch_size=size, columns=wanted, use_threads=False):
        for at in range(batch.num_rows):
            number += 1
            record = {name: _value(batch.column(name)[at]) for name in wanted}
            left -= _ROW + len(record["text"] if isinstance(record["text"], str) else "")
            if left < 0:
                yield too_large
                return
            yield from _article(file, record, number)


def _unpacked(group: Any, wanted: list[str]) -> int:
    columns = (group.column(at) for at in range(group.num_columns))
    return sum(column.total_uncompressed_size for column in columns if column.path_in_schema in wanted)


def _value(cell: Any) -> Any:
    """A value as JSON would hold it: times and days as ISO 8601. A text that is no UTF-8 is bytes, which is wrong."""
    try:
        value = cell.as_py()
    except UnicodeDecodeError as error:
        return error.object
    return value.isoformat() if isinstance(value, datetime | date) else value


def _article(file: File, record: dict[str, Any], number: int) -> Iterator[Article | Problem]:
    def complain(_key: str, message: str, hint: str | None) -> Problem:
        return file.problem(message, number, hint)

    found, problems = article(record, f"{file.name}#{number}", file.shown, number, complain, verbatim=False)
    yield from problems
    if found is not None:
        yield found


def _short(error: Exception) -> str:
    text = " ".join(str(error).split())
    return text if len(text) <= 200 else text[:200] + "…"
