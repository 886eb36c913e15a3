"""The one place that opens YAML and data files, the shipped ones and a project's own.

A *root* is a folder laid out like ``rules/``. The shipped root comes first, a project's roots after it, so that a
project can add to what ships. YAML is read strictly (``read_yaml``): no tags, anchors or aliases, no duplicate
keys, and none of the scalars that YAML 1.1 turns into something else than what was written (``no``, ``010``,
``12:30``). Whatever is wrong is a ``Problem`` with file, line and column; many problems are gathered before any is
raised.

What is slow to build from YAML is kept by content (``cached``): under the package when it was built there, else in
the user's cache folder. A cache that cannot be written costs time and nothing else.
"""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import msgspec
import platformdirs
import yaml

from figures.model import Problem
from figures.wording import nearest, worded

T = TypeVar("T")
Path_ = tuple[str | int, ...]
"""Where a value stands in a YAML document: keys and indexes from the top."""

MAX_BYTES = 4_000_000
MAX_DEPTH = 40


class ResourceError(Exception):
    """Rule, lexicon or configuration files that cannot be used. ``problems`` says all that is wrong."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = tuple(problems)


class Source(NamedTuple):
    """A resource file: the path to show, its path below its root (``ar/lexicon/harm.yml``), its bytes."""

    path: str
    name: str
    data: bytes


class Document(NamedTuple):
    """A YAML document: plain Python values, and line and column (from 1) of every value by its place."""

    source: Source
    value: Any
    marks: dict[Path_, tuple[int, int]]

    def problem(self, at: Path_, message: str, hint: str | None = None) -> Problem:
        """A problem at the value that stands at ``at``, or at its nearest parent that has a place."""
        while at and at not in self.marks:
            at = at[:-1]
        line, column = self.marks.get(at, (1, 1))
        return Problem(path=self.source.path, line=line, column=column, message=message, hint=hint)


@lru_cache(maxsize=1)
def shipped_root() -> Path:
    """The ``rules/`` folder that ships with the package, or the one of the clone that the package is run from."""
    package = Path(__file__).resolve().parent
    inside = package / "_rules"
    return inside if inside.is_dir() else package.parent / "rules"


def sources(pattern: str, roots: Sequence[Path] = ()) -> list[Source]:
    """All files that match the glob ``pattern`` below the shipped root and ``roots``, in a stable order."""
    return of_project(pattern, (shipped_root(), *roots))


def of_project(pattern: str, roots: Sequence[Path]) -> list[Source]:
    """The same below ``roots`` alone."""
    found = []
    for root in roots:
        for path in sorted(root.glob(pattern), key=lambda p: p.as_posix()):
            if path.is_file():
                found.append(Source(_shown(path), path.relative_to(root).as_posix(), path.read_bytes()))
    return found


def data_file(name: str) -> bytes | None:
    """The bytes of a shipped data file, by its path below the shipped root; ``None`` where it does not exist."""
    path = shipped_root() / name
    return path.read_bytes() if path.is_file() else None


def _shown(path: Path) -> str:
    try:
        return path.resolve().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return path.as_posix()


# --- strict YAML ---------------------------------------------------------------------------------------------

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]*)\Z")
_DECIMAL = re.compile(r"[-+]?(0|[1-9][0-9]*)\.[0-9]+\Z")
_TRAPS = re.compile(
    r"(?i:yes|no|on|off|y|n)\Z|0[0-7]+\Z|0[xob][0-9a-fA-F]+\Z|[0-9]+(:[0-9]{1,2})+\Z|[-+]?[0-9.]+[eE][-+]?[0-9]+\Z"
)


_REMEDIES = (
    ("mapping values are not allowed", "put a text that holds ': ' in quotes"),
    ("tab", "indent with spaces"),
    ("cannot start any token", "put a text that begins with such a sign in quotes"),
    ("could not find expected ':'", "write 'key: value', and a text of several lines in quotes"),
    ("did not find expected", "look for an open bracket or quote, and for lines that are indented unlike others"),
    ("nesting depth", "close the brackets that are open"),
)
"""What YAML's parser says, in part, and what to do about it."""


def read_yaml(source: Source) -> Document:
    """Read one YAML document strictly.

    Raises ``ResourceError`` where the bytes are no UTF-8, no YAML, too large or too deep, use tags, anchors or
    aliases, repeat a key, or hold a bare scalar that YAML 1.1 would read as something else than what is written.
    """
    if len(source.data) > MAX_BYTES:
        raise ResourceError([Problem(path=source.path, message=f"file is larger than {MAX_BYTES} bytes")])
    try:
        text = source.data.decode("utf-8-sig")
        for event in yaml.parse(text, Loader=_Loader):
            if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
                raise ResourceError(
                    [_at(source, event.start_mark, "anchors and aliases are not allowed", "write the value out")]
                )
            tag = getattr(event, "tag", None)
            if tag is not None:
                raise ResourceError(
                    [_at(source, event.start_mark, f"tag '{tag}' is not allowed", "write a plain value")]
                )
        node = yaml.compose(text, Loader=_Loader)
    except UnicodeDecodeError as error:
        line = source.data[: error.start].count(b"\n") + 1
        raise ResourceError(
            [Problem(path=source.path, line=line, message="not UTF-8", hint="save the file as UTF-8")]
        ) from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        what = getattr(error, "problem", None) or str(error).partition("\n")[0]
        hint = next((hint for said, hint in _REMEDIES if said in what), None)
        message = f"not YAML: {what}"
        problem = (
            _at(source, mark, message, hint) if mark else Problem(path=source.path, message=message, hint=hint)
        )
        raise ResourceError([problem]) from error
    except RecursionError as error:
        raise ResourceError([Problem(path=source.path, message="nested too deeply")]) from error
    marks: dict[Path_, tuple[int, int]] = {}
    problems: list[Problem] = []
    value = _construct(source, node, (), marks, problems) if node is not None else None
    if problems:
        raise ResourceError(problems)
    return Document(source, value, marks)


def _at(source: Source, mark: Any, message: str, hint: str | None = None) -> Problem:
    return Problem(path=source.path, line=mark.line + 1, column=mark.column + 1, message=message, hint=hint)


def _construct(
    source: Source, node: Any, at: Path_, marks: dict[Path_, tuple[int, int]], problems: list[Problem]
) -> Any:
    marks[at] = (node.start_mark.line + 1, node.start_mark.column + 1)
    if len(at) > MAX_DEPTH:
        problems.append(_at(source, node.start_mark, "nested too deeply"))
        return None
    if isinstance(node, yaml.MappingNode):
        result: dict[str, Any] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                problems.append(_at(source, key_node.start_mark, "a key must be a plain word"))
                continue
            key = key_node.value
            if key in result:
                first = marks[(*at, key)][0]
                problems.append(
                    _at(source, key_node.start_mark, f"duplicate key '{key}'", f"it stands first in line {first}")
                )
                continue
            result[key] = _construct(source, value_node, (*at, key), marks, problems)
            marks[(*at, key)] = (key_node.start_mark.line + 1, key_node.start_mark.column + 1)
        return result
    if isinstance(node, yaml.SequenceNode):
        return [_construct(source, item, (*at, i), marks, problems) for i, item in enumerate(node.value)]
    return _scalar(source, node, problems)


def _scalar(source: Source, node: Any, problems: list[Problem]) -> Any:
    text: str = node.value
    if node.style in ("'", '"', "|", ">"):
        return text
    if not node.tag.startswith("tag:yaml.org,2002:"):
        problems.append(_at(source, node.start_mark, f"tag '{node.tag}' is not allowed", "write a plain value"))
        return None
    if text in ("", "~", "null"):
        return None
    if text in ("true", "false"):
        return text == "true"
    if _INTEGER.match(text):
        return int(text)
    if _DECIMAL.match(text):
        return float(text)
    if _TRAPS.match(text):
        problems.append(
            _at(
                source, node.start_mark, f"'{text}' is ambiguous in YAML", f'write "{text}" in quotes, or true or false'
            )
        )
        return None
    return text


# --- typed documents -----------------------------------------------------------------------------------------


def convert(document: Document, value: Any, kind: type[T], at: Path_, problems: list[Problem]) -> T | None:
    """Turn a value of a document into the msgspec struct ``kind``; what is wrong goes to ``problems``."""
    before = len(problems)
    _unknown_keys(document, value, kind, at, problems)
    if len(problems) > before:
        return None
    try:
        return msgspec.convert(value, kind, strict=True)
    except msgspec.ValidationError as error:
        steps, message, hint = worded(error, value, kind)
        problems.append(document.problem((*at, *steps), message, hint))
        return None


def _unknown_keys(document: Document, value: Any, kind: Any, at: Path_, problems: list[Problem]) -> None:
    _walk_unknown(document, value, _type_info(kind), at, problems)


@lru_cache(maxsize=256)
def _type_info(kind: Any) -> Any:
    return msgspec.inspect.type_info(kind)


def _walk_unknown(document: Document, value: Any, info: Any, at: Path_, problems: list[Problem]) -> None:
    while isinstance(info, msgspec.inspect.Metadata):
        info = info.type
    if isinstance(info, msgspec.inspect.UnionType):
        wanted: dict[type, tuple[Any, ...]] = {
            dict: (msgspec.inspect.StructType, msgspec.inspect.DictType),
            list: (msgspec.inspect.ListType, msgspec.inspect.VarTupleType),
        }
        for option in info.types:
            if isinstance(option, wanted.get(type(value), ())):
                _walk_unknown(document, value, option, at, problems)
                return
    elif isinstance(info, msgspec.inspect.StructType) and isinstance(value, dict):
        fields = {field.encode_name: field.type for field in info.fields}
        for key, item in value.items():
            if key not in fields:
                close = nearest(key, fields)
                hint = f"did you mean '{close}'?" if close else "known keys: " + ", ".join(sorted(fields))
                problems.append(document.problem((*at, key), f"unknown key '{key}'", hint))
            else:
                _walk_unknown(document, item, fields[key], (*at, key), problems)
    elif isinstance(info, msgspec.inspect.ListType | msgspec.inspect.VarTupleType) and isinstance(value, list):
        for i, item in enumerate(value):
            _walk_unknown(document, item, info.item_type, (*at, i), problems)
    elif isinstance(info, msgspec.inspect.DictType) and isinstance(value, dict):
        for key, item in value.items():
            _walk_unknown(document, item, info.value_type, (*at, key), problems)


# --- cache ---------------------------------------------------------------------------------------------------


def digest(parts: Iterable[bytes]) -> str:
    """A content hash of several byte strings, in order."""
    state = hashlib.blake2b(digest_size=16)
    for part in parts:
        state.update(len(part).to_bytes(8, "big"))
        state.update(part)
    return state.hexdigest()


def engine_key() -> bytes:
    """What stands for the program itself in cache keys: its version and its source files' sizes and times."""
    return _engine_key()


@lru_cache(maxsize=1)
def _engine_key() -> bytes:
    from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415 - slow to import, rarely needed

    try:
        number = version("newsfigures")
    except PackageNotFoundError:
        number = "0"
    package = Path(__file__).resolve().parent
    stamp = [
        f"{p.relative_to(package)}:{p.stat().st_size}:{p.stat().st_mtime_ns}" for p in sorted(package.rglob("*.py"))
    ]
    return "\n".join([number, *stamp]).encode()


def cache_folder() -> Path:
    """The folder for everything that can be made again: ``FIGURES_CACHE``, else the user's cache folder."""
    return Path(os.environ.get("FIGURES_CACHE") or platformdirs.user_cache_dir("figures"))


def compiled_files() -> list[Path]:
    """What ``cached`` has written for this user, files of older versions too."""
    return sorted(path for path in (cache_folder() / "compiled").glob("*") if path.is_file())


def cached(name: str, parts: Iterable[bytes], kind: Any, build: Callable[[], T]) -> T:
    """``build()``, kept as MessagePack by the content of ``parts`` (what it is built from).

    Written whole or not at all; an unreadable or damaged file is built anew. No cache folder is no error.
    """
    path = cache_folder() / "compiled" / f"{name}-{digest([engine_key(), *parts])}.msgpack"
    try:
        value: T = msgspec.msgpack.decode(path.read_bytes(), type=kind)
        return value
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
        pass  # not there, or damaged: built below
    value = build()
    write_whole(path, msgspec.msgpack.encode(value))
    return value


def write_whole(path: Path, data: bytes) -> bool:
    """Write a cache file so that no reader ever sees half of it; ``False`` where the folder cannot be written."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as out:
            out.write(data)
        Path(out.name).replace(path)
    except OSError:
        return False  # a read-only home: the next run builds again
    return True
