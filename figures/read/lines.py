"""The lines of a text, read one after the other, so that a large file needs no more memory than its longest line."""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterator
from typing import Any, BinaryIO, NamedTuple

from figures.model import Problem
from figures.read.files import MAX_BYTES, PEEK, File, decode, peekable, wide


class Line(NamedTuple):
    """A line with its end, counted from 1. ``problem`` says what is wrong with its bytes; ``text`` then holds what
    can be told of it, or is ``None`` where the line is too long or the file ends there."""

    number: int
    text: str | None
    problem: Problem | None = None


def lines(file: File, stream: BinaryIO) -> Iterator[Line]:
    """The lines of a file in its encoding. A binary file is one line with a problem and no text."""
    buffered, head = peekable(stream)
    encoding = file.encoding
    if coding := wide(head, encoding):
        # lines cannot be told apart in the bytes of UTF-16
        buffered, encoding = io.BufferedReader(_Recoded(buffered, coding)), None
    elif b"\0" in head:
        yield Line(1, None, file.problem("a binary file (it holds NUL bytes)", hint="save it as text"))
        return
    number, offset = 0, 0
    while True:
        number += 1
        try:
            data = buffered.readline(MAX_BYTES + 1)
            if not data:
                return
            if len(data) > MAX_BYTES and not data.endswith(b"\n"):
                offset += len(data) + _skip(buffered)
                message = f"line is longer than {MAX_BYTES // 1_000_000} MB"
                yield Line(number, None, file.problem(message, number, "it is left out"))
                continue
        except UnicodeError as error:
            yield Line(number, None, file.problem(f"not {coding}: {error}", number, "what follows is not read"))
            return
        text = decode(data, encoding, offset)
        if isinstance(text, str):
            yield Line(number, text, file.problem("line holds NUL bytes", number) if "\0" in text else None)
        else:
            yield Line(number, data.decode("utf-8", "replace"), file.problem(text[0], number))
        offset += len(data)


def _skip(stream: Any) -> int:
    """Read to the end of a line without holding it, and count its bytes."""
    passed = 0
    while rest := stream.readline(MAX_BYTES):
        passed += len(rest)
        if rest.endswith(b"\n"):
            break
    return passed


class _Recoded(io.RawIOBase):
    """The bytes of a text as UTF-8, made as they are read. Raises ``UnicodeError`` where the text is not what it
    should be."""

    def __init__(self, stream: BinaryIO, encoding: str) -> None:
        self._stream, self._decoder = stream, codecs.getincrementaldecoder(encoding)()
        self._rest = b""

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill the buffer; 0 at the end."""
        while not self._rest:
            chunk = self._stream.read(PEEK)
            self._rest = self._decoder.decode(chunk, not chunk).encode("utf-8")
            if not chunk:
                break
        part, self._rest = self._rest[: len(buffer)], self._rest[len(buffer) :]
        buffer[: len(part)] = part
        return len(part)
