"""Finding the files of a run, opening them and turning their bytes into text.

Nothing here raises for bad input: whatever cannot be opened or decoded is a ``Problem``.
"""

from __future__ import annotations

import codecs
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO, NamedTuple

from figures.model import Problem

MAX_BYTES = 50_000_000
"""The largest article (a file, or a line of JSON) that is read."""

BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
STDIN = "-"


class File(NamedTuple):
    """A file to read. ``shown`` is its path as messages show it, ``name`` its path below the root of the run."""

    path: Path | None
    shown: str
    name: str
    suffix: str
    encoding: str | None = None

    def open(self) -> BinaryIO:
        """The bytes of the file, or of standard input. Raises ``OSError``."""
        return sys.stdin.buffer if self.path is None else self.path.open("rb")

    def problem(self, message: str, line: int | None = None, hint: str | None = None) -> Problem:
        """A problem in this file."""
        return Problem(path=self.shown, line=line, message=message, hint=hint)


def find(paths: Sequence[str], suffixes: Iterable[str], encoding: str | None = None) -> Iterator[File | Problem]:
    """The files that ``paths`` name, folders walked through, each file once, in an order that does not depend on the
    order of ``paths``. In folders only files with one of ``suffixes`` are taken, and nothing hidden."""
    known = frozenset(suffixes)
    real = sorted({path for path in paths if path != STDIN})
    root = _root(real)
    seen: set[str] = set()
    files: list[tuple[str, Path]] = []
    for text in real:
        path = Path(text)
        if path.is_dir():
            files += _walk(path, known)
        elif not path.exists():
            yield Problem(path=printable(text), message="there is no such file or folder")
        elif path.suffix.lower() not in known:
            yield Problem(path=printable(text), message="not a kind of file that can be read",
                          hint="known are " + ", ".join(sorted(known)))
        else:
            files.append((path.as_posix(), path))
    for shown, path in sorted(files):
        absolute = os.path.realpath(path)
        if absolute not in seen:
            seen.add(absolute)
            name = Path(os.path.relpath(Path(path).absolute(), root)).as_posix()
            yield File(path, printable(shown), printable(name), path.suffix.lower(), encoding)
    if STDIN in paths:
        yield File(None, STDIN, STDIN, ".jsonl", encoding)


def _walk(folder: Path, suffixes: frozenset[str]) -> list[tuple[str, Path]]:
    found = []
    for base, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            path = Path(base, name)
            if not name.startswith(".") and path.suffix.lower() in suffixes and path.is_file():
                found.append((path.as_posix(), path))
    return found


def _root(paths: Sequence[str]) -> str:
    """The deepest folder that holds all paths: what ids of articles without one are relative to."""
    whole = [path.absolute() for path in map(Path, paths) if path.exists()]
    folders = [path if path.is_dir() else path.parent for path in whole]
    try:
        return os.path.commonpath(folders) if folders else os.curdir
    except ValueError:  # two drives of Windows have no folder in common
        return os.curdir


def printable(path: str) -> str:
    """A path as text that can be printed: bytes that are no UTF-8 are escaped."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def decode(data: bytes, encoding: str | None, base: int = 0) -> str | tuple[str, int]:
    """The text of ``data``, a byte-order mark taken off; or what is wrong and at which byte (``base`` added).

    A byte-order mark decides; else ``encoding``; else UTF-8. Line ends stay as they are.
    """
    for mark, name in BOMS:
        if data.startswith(mark):
            data, encoding, base = data[len(mark):], name, base + len(mark)
            break
    try:
        return data.decode(encoding or "utf-8")
    except UnicodeDecodeError as error:
        hint = "" if encoding else "; give its encoding by --encoding"
        return f"byte {base + error.start} is not {encoding or 'UTF-8'}{hint}", base + error.start


def is_wide(data: bytes) -> bool:
    """Whether ``data`` begins with the byte-order mark of UTF-16."""
    return data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))


def known_encoding(name: str) -> bool:
    """Whether Python decodes text by that name."""
    try:
        return isinstance(b"a".decode(name, "replace"), str)
    except LookupError:
        return False
