"""Finding the files of a run, opening them and turning their bytes into text.

Nothing here raises for bad input: whatever cannot be opened or decoded is a ``Problem``.
"""

from __future__ import annotations

import codecs
import io
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from figures.model import Problem

MAX_BYTES = 50_000_000
"""The largest article (a file, or a line of JSON) that is read."""

BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
PEEK = 65536
"""So many bytes of the beginning of a file are looked at to tell what it is."""
STDIN = "-"
_OURS = frozenset(("figures-baseline.json",))
"""Files of the program itself, which lie beside articles."""
_NO_CHARSETS = frozenset(("idna", "punycode", "unicode-escape", "raw-unicode-escape", "undefined"))


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
        yield File(None, STDIN, STDIN, "", encoding)


def _walk(folder: Path, suffixes: frozenset[str]) -> list[tuple[str, Path]]:
    found = []
    for base, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            path = Path(base, name)
            if not name.startswith(".") and name not in _OURS and path.suffix.lower() in suffixes and path.is_file():
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
    except UnicodeError as error:  # some codecs do not say where
        return f"not {encoding or 'UTF-8'}: {error}", base


def whole(
    file: File, stream: BinaryIO, declared: Callable[[bytes], str | None] = lambda _data: None, most: int | None = None
) -> str | Problem:
    """The text of a file that is read as a whole, or what keeps it from being read.

    ``declared`` finds the encoding that the bytes declare; ``--encoding`` and a byte-order mark come before it.
    """
    most = MAX_BYTES if most is None else most
    data = stream.read(most + 1)
    if len(data) > most:
        return file.problem(f"file is larger than {most // 1_000_000} MB", hint="it is left out")
    encoding = file.encoding or declared(data)
    if encoding and not known_encoding(encoding):
        return file.problem(f"there is no encoding '{encoding}'", hint="such as windows-1256")
    if b"\0" in data and not wide(data, encoding):
        return file.problem("a binary file (it holds NUL bytes)", hint="save it as text")
    text = decode(data, encoding)
    return text if isinstance(text, str) else file.problem(text[0], data.count(b"\n", 0, text[1]) + 1)


def peekable(stream: BinaryIO) -> tuple[Any, bytes]:
    """A stream whose beginning can be looked at, and its beginning."""
    buffered: Any = stream if hasattr(stream, "peek") else io.BufferedReader(stream)
    return buffered, buffered.peek(PEEK)[:PEEK]


def wide(data: bytes, encoding: str | None = None) -> str | None:
    """The name of the encoding of ``data`` where its characters take more than a byte each: by the byte-order mark of
    UTF-16, else as it was asked for."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    asked = codecs.lookup(encoding).name if encoding and not data.startswith(codecs.BOM_UTF8) else ""
    return asked if asked.startswith(("utf-16", "utf-32")) else None


def known_encoding(name: str) -> bool:
    """Whether Python decodes the text of files by that name."""
    try:
        # IDNA and Punycode are for names of hosts, and slow; others are escapes of programs
        return codecs.lookup(name).name not in _NO_CHARSETS and isinstance(b"a".decode(name, "replace"), str)
    except (LookupError, UnicodeError):
        return False
