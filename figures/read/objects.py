"""From an object of JSON to articles. What kind of object it is, its keys tell.

A kind is a module of this package that has ``KIND`` (its name), ``TEXT`` (where its text is looked for),
``matches(object)`` and ``records(object)``, which gives the records (``record.py``) in it. They are found by walking
the package; an object that is of none is a record itself.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any, NamedTuple

import figures.read
from figures.model import Article, Problem
from figures.read.files import File
from figures.read.record import article

Object = dict[str, Any]


class Kind(NamedTuple):
    """A kind of object: its name, where its text stands, how it is told, and what makes records of it."""

    name: str
    text: str
    matches: Callable[[Object], bool]
    records: Callable[[Object], list[Object]]


@lru_cache(maxsize=1)
def kinds() -> tuple[Kind, ...]:
    """The kinds that there are, by name of their modules."""
    names = sorted(info.name for info in pkgutil.iter_modules(figures.read.__path__))
    modules = [importlib.import_module(f"{figures.read.__name__}.{name}") for name in names]
    return tuple(Kind(m.KIND, m.TEXT, m.matches, m.records) for m in modules if hasattr(m, "KIND"))


def articles_of(file: File, found: Object, line: int) -> Iterator[Article | Problem]:
    """The articles in an object that stands at ``line``. An article without an id gets one of that line."""
    kind = next((kind for kind in kinds() if kind.matches(found)), None)
    records = [found] if kind is None else kind.records(found)
    name = f"{file.name}#{line}"

    def complain(_key: str, message: str, hint: str | None) -> Problem:
        return file.problem(message, line, hint)

    if kind is not None and not records:
        yield file.problem(f"{kind.name} in which no article was found", line, f"its text is looked for in {kind.text}")
    for number, record in enumerate(records, 1):
        if kind is not None and record.get("text") in (None, ""):
            yield file.problem(f"{kind.name} without a text", line, f"it is looked for in {kind.text}")
            continue
        own = name if number == 1 else f"{name}.{number}"
        made, problems = article(record, own, file.shown, line, complain, verbatim=False)
        yield from problems
        if made is not None:
            yield made
