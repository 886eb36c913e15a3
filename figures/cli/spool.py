"""The articles of a run on disk: in order of id, and in memory only while they are read.

Results come in the order of ids, so all articles must have been seen before the first is extracted. What they say need
not stay in memory for that: a temporary file takes the texts, and only ids and places in it are kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from tempfile import SpooledTemporaryFile
from typing import IO

import msgspec

from figures.model import Article

IN_MEMORY = 4_000_000
"""Bytes of articles that are not worth a file."""

_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(Article).decode


class Spool:
    """Articles in order of id. A file that vanishes with the process holds them; ``chosen`` makes a part of it."""

    def __init__(self, file: IO[bytes], places: Sequence[tuple[str, int, int]]) -> None:
        self._file, self._places = file, places

    @classmethod
    def of(cls, articles: Iterable[Article]) -> Spool:
        """All of ``articles``, each read once. Raises ``OSError`` where there is no room for them."""
        file: IO[bytes] = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 - lives as long as the spool
        places: list[tuple[str, int, int]] = []
        at = 0
        for article in articles:
            data = _encode(article)
            file.write(data)
            places.append((article.id, at, len(data)))
            at += len(data)
        return cls(file, sorted(places))

    def __len__(self) -> int:
        return len(self._places)

    def __getitem__(self, number: int) -> Article:
        _, at, length = self._places[number]
        self._file.seek(at)
        return _decode(self._file.read(length))

    def __iter__(self) -> Iterator[Article]:
        return map(self.__getitem__, range(len(self)))

    def chosen(self, numbers: Iterable[int]) -> Spool:
        """The articles with these numbers, in their order."""
        return Spool(self._file, [self._places[number] for number in numbers])
