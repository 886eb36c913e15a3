"""Extractions that are kept from run to run: they depend on the article, the rules and the engine alone.

Theory of operation
-------------------
One sqlite database in the cache folder holds a row for each article that was read: the key is a digest of all that the
extraction depends on, the value its packed claims. Nothing is ever looked up by name or time, so that an entry is right
or is not there.

Two runs at once share the database (WAL: readers never wait, writers take turns for a batch). A run that is killed
leaves at most a batch unwritten: sqlite takes up or drops what is in its log. A database that is damaged all the same
is left where it is, and the next number is begun: a file that another run may have open is never moved or taken away
from under it. ``problems`` says so. A folder that cannot be written costs time and nothing else.
"""

from __future__ import annotations

import contextlib
import re
import sqlite3
import time
import zlib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from figures.model import Article, Extraction, Problem
from figures.resources import cache_folder, digest, engine_key, sources

SCHEMA = 1
MAX_BYTES = 2_000_000_000
"""So large may the database grow; then the entries that were not used for the longest are dropped."""
KEPT = 0.75
"""To this share of the bound it is brought down."""
BATCH = 256
PATIENCE = 10.0
"""Seconds that a write waits for another run's."""

_NAME = re.compile(rf"extractions-{SCHEMA}-(\d+)\.sqlite3")
_ATTEMPTS = 100
_NEW = 3
"""So many databases may turn out to be damaged in one run."""
_TABLES = """
CREATE TABLE IF NOT EXISTS entries (key BLOB PRIMARY KEY, used INTEGER NOT NULL, data BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS state (run INTEGER NOT NULL);
CREATE INDEX IF NOT EXISTS by_use ON entries (used);
"""
_ASIDE = ("checks/", "ui/")
"""What is no matter of extraction below a rule folder."""
_pack = msgspec.msgpack.Encoder()
_unpack = msgspec.msgpack.Decoder(Extraction)


class Usage(NamedTuple):
    """What is in a database: its file, its size in bytes, and its entries; ``None`` where it cannot be read."""

    path: Path
    size: int
    entries: int | None


def space_of(arguments: tuple[Any, ...]) -> bytes:
    """What extractions depend on beside their article: the engine, every rule file, and the settings of the extractor
    (``Extractor.arguments``: the rule folders come first)."""
    roots, *settings = arguments
    files = [s for s in sources("**/*", roots) if not s.name.startswith(_ASIDE) and not s.name.endswith(".snapshot")]
    parts = [part for file in files for part in (file.name.encode(), file.data)]
    return digest([engine_key(), repr(settings).encode(), *parts]).encode()


def key_of(article: Article, space: bytes) -> bytes:
    """The key of an article: of all of it but where it was read from."""
    known = (article.id, article.text, article.title, article.publisher, article.url, article.lang, article.date,
             article.version_of, article.translation_of)
    return bytes.fromhex(digest([space, _pack.encode(known)]))


class Store:
    """The extractions of a run's space. Whatever goes wrong is a line in ``problems``, and entries that are missing."""

    def __init__(self, space: bytes, folder: Path | None = None, limit: int = MAX_BYTES) -> None:
        self.space, self.limit = space, limit
        self.folder = folder or cache_folder()
        self.problems: list[Problem] = []
        self._waiting: list[tuple[bytes, int, bytes]] = []
        self._database: sqlite3.Connection | None = None
        self._run = 0
        self._path = self.folder / _name(_number(self.folder))
        self._open()

    # --- reading ------------------------------------------------------------------------------------------------

    def known(self, keys: Iterable[bytes]) -> set[bytes]:
        """Those of the keys that have an entry."""
        return {key for key in keys if self._ask("SELECT 1 FROM entries WHERE key = ?", (key,))}

    def get(self, key: bytes, article: Article) -> Extraction | None:
        """The extraction of an article by its key; ``None`` where it is not there, or damaged."""
        for (data,) in self._ask("SELECT data FROM entries WHERE key = ?", (key,)):
            try:
                extraction = _unpack.decode(zlib.decompress(data))
            except (zlib.error, msgspec.MsgspecError, UnicodeDecodeError):
                return None  # read again, and written over
            return msgspec.structs.replace(extraction, article=article)
        return None

    # --- writing ------------------------------------------------------------------------------------------------

    def put(self, key: bytes, extraction: Extraction) -> None:
        """Keep an extraction. It is written with others, at the latest by ``close``."""
        bare = msgspec.structs.replace(extraction, article=Article(id="", text=""))
        try:
            data = zlib.compress(_pack.encode(bare), 1)
        except OverflowError:
            return  # a number beyond 64 bits: such an article is read again
        self._waiting.append((key, self._run, data))
        if len(self._waiting) >= BATCH:
            self._write()

    def touch(self, keys: Iterable[bytes]) -> None:
        """Say that entries were used. That only matters where some may have to go soon."""
        if self._size() > self.limit // 2:
            self._do("UPDATE entries SET used = ? WHERE key = ?", [(self._run, key) for key in keys])

    def close(self) -> None:
        """Write what waits, and keep the database within its bound."""
        self._write()
        if self._size() > self.limit:
            self._shrink()
        if self._database is not None:
            self._database.close()
            self._database = None

    def _write(self) -> None:
        waiting, self._waiting = self._waiting, []
        if waiting:
            self._do("INSERT OR REPLACE INTO entries VALUES (?, ?, ?)", waiting)

    def _shrink(self) -> None:
        """Drop the entries that were not used for the longest."""
        rows = self._ask("SELECT used, sum(length(data)) + 64 * count(*) FROM entries GROUP BY used ORDER BY used", ())
        sizes = [(int(used), int(size)) for used, size in rows]
        excess, last = sum(size for _, size in sizes) - int(self.limit * KEPT), -1
        for used, size in sizes:
            if excess <= 0:
                break
            excess, last = excess - size, used
        self._do("DELETE FROM entries WHERE used <= ?", [(last,)])
        self._ask("PRAGMA incremental_vacuum", ())

    # --- sqlite -------------------------------------------------------------------------------------------------

    def _open(self) -> None:
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            self._database = sqlite3.connect(self._path, timeout=PATIENCE, isolation_level=None)
        except (OSError, sqlite3.Error):
            return  # a home that cannot be written: every run reads all anew
        for _ in range(_ATTEMPTS):
            try:
                self._prepare(self._database)
                return
            except sqlite3.Error as error:
                if not _busy(error):
                    self._failed(error)
                    return
                time.sleep(PATIENCE / _ATTEMPTS)  # sqlite itself does not wait for a change of the journal
        self._database = None

    def _prepare(self, database: sqlite3.Connection) -> None:
        if database.execute("PRAGMA journal_mode").fetchone() != ("wal",):
            database.execute("PRAGMA auto_vacuum = INCREMENTAL")
            database.execute("PRAGMA journal_mode = WAL")
        database.execute("PRAGMA synchronous = NORMAL")
        database.executescript(_TABLES)
        database.execute("BEGIN IMMEDIATE")
        try:
            (run,) = database.execute("SELECT max(run) FROM state").fetchone()
            self._run = (run or 0) + 1
            database.execute("DELETE FROM state")
            database.execute("INSERT INTO state VALUES (?)", (self._run,))
        finally:
            database.execute("COMMIT")

    def _ask(self, query: str, values: Sequence[object]) -> list[tuple[Any, ...]]:
        if self._database is None:
            return []
        try:
            return self._database.execute(query, tuple(values)).fetchall()
        except sqlite3.Error as error:
            self._failed(error)
            return []

    def _do(self, statement: str, rows: Sequence[Sequence[object]]) -> None:
        """Run a statement over rows as one transaction, which is there whole or not at all."""
        database = self._database
        if database is None:
            return
        try:
            database.execute("BEGIN IMMEDIATE")
            database.executemany(statement, rows)
            database.execute("COMMIT")
        except sqlite3.Error as error:
            self._failed(error)

    def _failed(self, error: sqlite3.Error) -> None:
        """Go on after an error: without a batch where another run was busy, else in a new database or in none."""
        database = self._database
        if database is not None and database.in_transaction:
            with contextlib.suppress(sqlite3.Error):
                database.execute("ROLLBACK")
        if _busy(error):
            return
        self._database = None
        if database is not None:
            database.close()
        name = _error_name(error)
        if name.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN")):
            return
        damaged = name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB"))
        what = "is damaged; it is set aside and a new one is begun" if damaged else f"cannot be used: {error}"
        self.problems.append(Problem(path=str(self._path), message=f"this cache {what}",
                                     hint="figures cache clear takes it away"))
        if damaged and len(self.problems) < _NEW:
            self._path = self.folder / _name(_number(self.folder, self._path) + 1)
            self._open()

    def _size(self) -> int:
        """The bytes of the database that are in use."""
        values = [self._ask(f"PRAGMA {name}", ()) for name in ("page_count", "freelist_count", "page_size")]
        pages, free, size = (int(rows[0][0]) if rows else 0 for rows in values)
        return (pages - free) * size


def _error_name(error: sqlite3.Error) -> str:
    return getattr(error, "sqlite_errorname", "") or ""


def _busy(error: sqlite3.Error) -> bool:
    return _error_name(error).startswith(("SQLITE_BUSY", "SQLITE_LOCKED"))


# --- files --------------------------------------------------------------------------------------------------------


def _name(number: int) -> str:
    return f"extractions-{SCHEMA}-{number}.sqlite3"


def _number(folder: Path, least: Path | None = None) -> int:
    """The number of the newest database, 1 where there is none."""
    names = [path.name for path in folder.glob(f"extractions-{SCHEMA}-*.sqlite3")] if folder.is_dir() else []
    names += [least.name] if least is not None else []
    return max((int(found[1]) for name in names if (found := _NAME.fullmatch(name))), default=1)


def usage(folder: Path | None = None) -> list[Usage]:
    """The databases of a cache folder, those that are set aside too."""
    found = []
    for path in sorted((folder or cache_folder()).glob("extractions-*.sqlite3")):
        entries: int | None = None
        try:
            database = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=PATIENCE)
            try:
                entries = int(database.execute("SELECT count(*) FROM entries").fetchone()[0])
            finally:
                database.close()
        except sqlite3.Error:
            pass  # said by None
        found.append(Usage(path, path.stat().st_size, entries))
    return found


def clear(folder: Path | None = None) -> int:
    """Take out all that is kept, and damaged databases with it; how many bytes that were.

    The newest database is emptied and not taken away: another run may have it open, and would go on writing its log
    beside a new one of the same name.
    """
    folder = folder or cache_folder()
    freed = 0
    newest = folder / _name(_number(folder))
    for one in usage(folder):
        freed += one.size
        if one.path == newest and one.entries is not None:
            database = sqlite3.connect(one.path, timeout=PATIENCE, isolation_level=None)
            try:
                database.execute("DELETE FROM entries")
                database.execute("VACUUM")
                database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            finally:
                database.close()
            freed -= one.path.stat().st_size
        elif one.path != newest:
            for ending in ("", "-wal", "-shm"):
                Path(f"{one.path}{ending}").unlink(missing_ok=True)
        else:
            freed -= one.size
    return freed
