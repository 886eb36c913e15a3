"""Reading and extracting, with as many processes as it pays for.

Articles are put in order of their ids first, and results come in that order, so neither the order of the input nor the
number of workers shows in any output.
"""

from __future__ import annotations

import gc
import signal
import sys
import traceback
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

from figures.cli.spool import Spool
from figures.model import Article, Extraction, Problem

if TYPE_CHECKING:
    from figures.extract import Extractor
    from figures.store import Store

PAYS = 200
"""Up to so many articles, starting other processes takes longer than it saves."""

_CHUNK = 16
_AHEAD = 4
"""Chunks that wait for each worker."""
_COLLECT_AFTER = 50_000
"""Objects made between two rounds of the garbage collector. What reading an article makes has few cycles, and Python's
own 700 lets the collector go through every word and claim again and again: about a tenth of the time."""
T = TypeVar("T")
_extractor: Extractor | None = None
_debug = False


def read(paths: Sequence[str], encoding: str | None) -> tuple[Spool, list[Problem]]:
    """All articles in order of id, and all problems in order of place."""
    from figures.read import read_articles  # noqa: PLC0415 - keeps the start quick

    problems: list[Problem] = []

    def articles() -> Iterator[Article]:
        for item in read_articles(paths, encoding):
            if isinstance(item, Article):
                yield item
            else:
                problems.append(item)

    return Spool.of(articles()), problems


def spare_collector() -> None:
    """Keep the loaded lexicon and rules out of the garbage collector's rounds, and make those rarer."""
    gc.freeze()
    gc.set_threshold(_COLLECT_AFTER, 20, 20)


def extract(
    extractor: Extractor, articles: Spool | Iterable[Article], jobs: int, debug: bool = False,
    store: Store | None = None,
) -> Iterator[Extraction | Problem]:
    """The extraction of each article in order of id; a problem where an article made the program fail.

    What ``store`` has is taken from there, and what it has not is put into it. It is closed at the end.
    """
    global _extractor, _debug
    _extractor, _debug = extractor, debug
    spare_collector()
    spool = articles if isinstance(articles, Spool) else Spool.of(articles)
    if store is None:
        yield from _fresh(extractor, spool, jobs, debug)
        return
    try:
        yield from _kept(extractor, spool, jobs, debug, store)
    finally:
        store.close()


def _kept(
    extractor: Extractor, articles: Spool, jobs: int, debug: bool, store: Store
) -> Iterator[Extraction | Problem]:
    from figures.store import key_of  # noqa: PLC0415 - keeps the start quick

    keys = [key_of(article, store.space) for article in articles]
    known = store.known(keys)
    store.touch(known)
    missing = articles.chosen(number for number, key in enumerate(keys) if key not in known)
    fresh = _fresh(extractor, missing, jobs, debug)
    for article, key in zip(articles, keys, strict=True):
        found = store.get(key, article) if key in known else None
        if found is not None:
            yield found
            continue
        # what was known and is no longer there, another run has dropped
        result = _one(article) if key in known else next(fresh, None)
        if isinstance(result, Extraction):
            store.put(key, result)
        if result is not None:
            yield result
    yield from fresh


def _fresh(
    extractor: Extractor, articles: Spool, jobs: int, debug: bool
) -> Iterator[Extraction | Problem]:
    if jobs <= 1 or len(articles) <= PAYS:
        yield from _bar(map(_one, articles), len(articles))
        return
    pool = ProcessPoolExecutor(jobs, initializer=_start, initargs=(extractor.arguments, debug))
    done = 0
    try:
        for data in _bar(_mapped(pool, articles, jobs), len(articles)):
            yield _unpacked(data, articles[done])
            done += 1
        pool.shutdown()
    except BrokenProcessPool:
        yield Problem(path="figures", message=f"a worker process died; {len(articles) - done} articles were not read",
                      hint="try --jobs 1")
    except BaseException:
        pool.shutdown(wait=False, cancel_futures=True)
        raise


def _mapped(pool: ProcessPoolExecutor, articles: Spool, jobs: int) -> Iterator[tuple[bool, bytes]]:
    """What the workers make of each article, in order. ``pool.map`` would hand out all articles at once; here only so
    many chunks are out as keep the workers busy."""
    waiting: deque[Future[list[tuple[bool, bytes]]]] = deque()
    for chunk in batched(articles, _CHUNK):
        waiting.append(pool.submit(_packed_all, chunk))
        if len(waiting) > jobs * _AHEAD:
            yield from waiting.popleft().result()
    while waiting:
        yield from waiting.popleft().result()


def batched(items: Iterable[T], size: int) -> Iterator[tuple[T, ...]]:
    """The items in rows of ``size``; ``itertools.batched`` is there from Python 3.12 on."""
    rest = iter(items)
    while row := tuple(islice(rest, size)):
        yield row


def _packed_all(articles: Sequence[Article]) -> list[tuple[bool, bytes]]:
    return [_packed(article) for article in articles]


def _start(arguments: tuple[Any, ...], debug: bool) -> None:
    """Make a worker ready: forked ones have the extractor already."""
    global _extractor, _debug  # noqa: PLW0603
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _debug = debug
    if _extractor is None:
        from figures.extract import Extractor  # noqa: PLC0415

        _extractor = Extractor(*arguments)
        spare_collector()


def _one(article: Article) -> Extraction | Problem:
    assert _extractor is not None
    try:
        return _extractor.extract(article)
    except Exception as error:  # noqa: BLE001 - one article must not cost the run; it is reported, and the exit code says so
        if _debug:
            traceback.print_exc()
        return Problem(
            path=article.path or article.id, line=article.line,
            message=f"article '{article.id}' made the program fail: {type(error).__name__}: {error}",
            hint="please report it; --debug shows where",
        )


_pack = msgspec.msgpack.Encoder()
_unpack = msgspec.msgpack.Decoder(Extraction)
_unpack_problem = msgspec.msgpack.Decoder(Problem)


def _packed(article: Article) -> tuple[bool, bytes]:
    """An extraction as bytes, without the text that the other side has: cheaper to send than objects."""
    result = _one(article)
    if isinstance(result, Problem):
        return False, _pack.encode(result)
    return True, _pack.encode(msgspec.structs.replace(result, article=Article(id=article.id, text="")))


def _unpacked(data: tuple[bool, bytes], article: Article) -> Extraction | Problem:
    if not data[0]:
        return _unpack_problem.decode(data[1])
    return msgspec.structs.replace(_unpack.decode(data[1]), article=article)


def _bar(items: Iterator[T], total: int) -> Iterator[T]:
    """The items, with a progress bar on standard error where that is a terminal and the work is long."""
    if total < PAYS or not sys.stderr.isatty():
        yield from items
        return
    from rich.console import Console  # noqa: PLC0415 - slow to import
    from rich.progress import track  # noqa: PLC0415

    yield from track(items, "Reading figures", total, console=Console(stderr=True), transient=True)
