"""Reading articles from files, folders and standard input.

An input format is a module of this package that has ``SUFFIXES`` (the endings of its files) and ``read(file, stream)``,
which yields articles and problems; one that can be told on standard input also has ``begins(bytes)``. They are found by
walking the package.
"""

from __future__ import annotations

import importlib
import pkgutil
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import BinaryIO

from figures.model import Article, Problem
from figures.read.files import File, find, known_encoding, peekable

__all__ = ["formats", "known_encoding", "read_articles"]

Reader = Callable[[File, BinaryIO], Iterator["Article | Problem"]]


@lru_cache(maxsize=1)
def formats() -> dict[str, Reader]:
    """The reader of each file ending, found by walking this package."""
    found: dict[str, Reader] = {}
    for info in sorted(pkgutil.iter_modules(__path__), key=lambda info: info.name):
        module = importlib.import_module(f"{__name__}.{info.name}")
        for suffix in getattr(module, "SUFFIXES", ()):
            found[suffix] = module.read
    return found


@lru_cache(maxsize=1)
def _beginnings() -> tuple[tuple[Callable[[bytes], bool], Reader], ...]:
    """Of each format that can be told by its beginning, what tells it, and its reader."""
    modules = dict.fromkeys(sys.modules[reader.__module__] for reader in formats().values())
    return tuple((module.begins, module.read) for module in modules if hasattr(module, "begins"))


def read_articles(paths: Sequence[str], encoding: str | None = None) -> Iterator[Article | Problem]:
    """All articles of files, folders and standard input (``-``), and a problem for all that is wrong.

    Files come in an order of their own, so the order of ``paths`` changes nothing. An id that was read before is a
    problem, and its article is left out. ``encoding``, one that ``known_encoding`` knows, is for files without a
    byte-order mark; UTF-8 else. Never raises for bad input.
    """
    readers = formats()
    places: dict[str, str] = {}
    for file in find(paths, readers, encoding):
        if isinstance(file, Problem):
            yield file
            continue
        for item in _opened(file, readers):
            if isinstance(item, Article):
                place = f"{item.path}:{item.line}"
                if item.id in places:
                    yield Problem(path=file.shown, line=item.line, message=f"id '{item.id}' stands twice",
                                  hint=f"it was read from {places[item.id]}; this article is left out")
                    continue
                places[item.id] = place
            yield item


def _opened(file: File, readers: Mapping[str, Reader]) -> Iterator[Article | Problem]:
    try:
        stream = file.open()
        if file.path is None:  # what it is has no name to tell: its beginning does, and JSON Lines is what is left
            stream, head = peekable(stream)
            reader = next((read for begins, read in _beginnings() if begins(head)), readers[".jsonl"])
            yield from reader(file, stream)
            return
        with stream:
            yield from readers[file.suffix](file, stream)
    except OSError as error:
        yield file.problem(f"cannot be read: {error.strerror or error}")
