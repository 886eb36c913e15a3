"""JSON Lines: one article a line, read line by line, so that a large file needs no more memory than its lines.

A line that is wrong is one problem; the lines after it are read.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any, BinaryIO

import msgspec

from figures.model import Article, Problem
from figures.read.files import MAX_BYTES, File, decode, is_wide
from figures.read.record import article

SUFFIXES = (".jsonl", ".ndjson")

_PEEK = 8192


def read(file: File, stream: BinaryIO) -> Iterator[Article | Problem]:
    """The articles of a file of JSON Lines, and a problem for every line that is none."""
    buffered: Any = stream if hasattr(stream, "peek") else io.BufferedReader(stream)
    head = buffered.peek(_PEEK)[:_PEEK]
    if is_wide(head):
        # lines cannot be told apart in the bytes of UTF-16: the whole is decoded first
        text = decode(buffered.read(), None)
        if not isinstance(text, str):
            yield file.problem(text[0])
            return
        buffered = io.BytesIO(text.encode("utf-8", "surrogatepass"))
        encoding = None
    elif b"\0" in head:
        yield file.problem("a binary file (it holds NUL bytes)")
        return
    else:
        encoding = file.encoding
    for number, offset, line in _lines(buffered):
        if line is None:
            yield file.problem(f"line is longer than {MAX_BYTES // 1_000_000} MB", number)
        elif line.strip():
            yield from _article(file, number, offset, line, encoding)


def _lines(stream: Any) -> Iterator[tuple[int, int, bytes | None]]:
    """Number, offset and bytes of each line, ``None`` for one that is too long, which is never held whole."""
    number, offset = 0, 0
    while line := stream.readline(MAX_BYTES + 1):
        number += 1
        start = offset
        offset += len(line)
        if len(line) > MAX_BYTES and not line.endswith(b"\n"):
            while rest := stream.readline(MAX_BYTES):
                offset += len(rest)
                if rest.endswith(b"\n"):
                    break
            yield number, start, None
        else:
            yield number, start, line


def _article(file: File, number: int, offset: int, line: bytes, encoding: str | None) -> Iterator[Article | Problem]:
    text = decode(line, encoding, offset)
    if not isinstance(text, str):
        yield file.problem(text[0], number)
        return
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

    def complain(_key: str, message: str, hint: str | None) -> Problem:
        return file.problem(message, number, hint)

    found, problems = article(record, f"{file.name}#{number}", file.shown, number, complain)
    yield from problems
    if found is not None:
        yield found
