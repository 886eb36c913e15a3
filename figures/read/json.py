"""JSON: one object or a list of them. What they are, their keys tell: records, ninjs, JSON-LD, what trafilatura made.

A file in which every line is an object of its own is read as JSON Lines.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import BinaryIO

import msgspec

from figures.model import Article, Problem
from figures.read import jsonl
from figures.read.files import File, whole
from figures.read.objects import articles_of

SUFFIXES = (".json", ".jsonld")

_BYTE = re.compile(r"byte (\d+)")
_BETWEEN = re.compile(rb"[\s,]*")
_ELEMENTS = msgspec.json.Decoder(list[msgspec.Raw])


def begins(head: bytes) -> bool:
    """Whether the bytes of standard input begin like one JSON document rather than with an object a line."""
    first = head.lstrip().split(b"\n", 1)[0].strip()
    return first.startswith(b"[") or (first.startswith(b"{") and first.endswith((b"{", b"[", b",", b":")))


def read(file: File, stream: BinaryIO) -> Iterator[Article | Problem]:
    """The articles of a file, and a problem for each object that is none."""
    text = whole(file, stream)
    if isinstance(text, Problem):
        yield text
        return
    data = text.encode("utf-8")
    if not data.strip():
        yield file.problem("there is nothing in it", 1, "it must hold a JSON object or a list of them")
        return
    try:
        elements = list(_elements(data))
    except (msgspec.DecodeError, RecursionError) as error:
        if _one_a_line(data):
            yield from jsonl.read(file, io.BytesIO(data))
        else:
            yield _not_json(file, data, error)
        return
    for line, element in elements:
        try:
            found = msgspec.json.decode(element)
        except (msgspec.DecodeError, RecursionError) as error:
            yield _not_json(file, bytes(element), error, line)
            continue
        if isinstance(found, dict):
            yield from articles_of(file, found, line)
        else:
            yield file.problem("an article must be a JSON object", line, "begin it with {")


def _elements(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Line and bytes of each object: of a list its elements."""
    start = len(data) - len(data.lstrip())
    line = data.count(b"\n", 0, start) + 1
    if data[start : start + 1] != b"[":
        msgspec.json.decode(data, type=msgspec.Raw)
        yield line, data
        return
    at = start + 1
    for raw in _ELEMENTS.decode(data):
        between = _BETWEEN.match(data, at)
        begin = between.end() if between else at
        line += data.count(b"\n", start, begin)
        yield line, bytes(raw)
        start, at = begin, begin + len(bytes(raw))


def _one_a_line(data: bytes) -> bool:
    first, _, rest = data.strip().partition(b"\n")
    try:
        return bool(rest.strip()) and isinstance(msgspec.json.decode(first), dict)
    except (msgspec.DecodeError, RecursionError):
        return False


def _not_json(file: File, data: bytes, error: Exception, line: int = 1) -> Problem:
    if isinstance(error, RecursionError):
        return file.problem("JSON is nested too deeply", line)
    place = _BYTE.search(str(error))
    return file.problem(f"not JSON: {error}", line + (data.count(b"\n", 0, int(place[1])) if place else 0))
