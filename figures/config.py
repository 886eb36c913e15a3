"""A project's settings: ``figures.toml``, or ``[tool.figures]`` in ``pyproject.toml``.

The nearest such file in the working folder or above it holds; the search ends at the top of a repository. Keys that are
not known are errors at their place. Paths in it are relative to the file.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

from figures.model import Problem
from figures.resources import Document, Path_, ResourceError, Source, convert

FailOn = Literal["error", "warning", "note", "never"]


class Config(msgspec.Struct, frozen=True, kw_only=True, rename="kebab"):
    """The settings of a project. What the command line says comes first."""

    paths: Annotated[tuple[str, ...], Meta(description="Files and folders that are read where none are named")] = ()
    rules: Annotated[tuple[str, ...], Meta(description="Folders laid out like rules/, added to what ships")] = ()
    select: Annotated[tuple[str, ...], Meta(description="Codes or names of the checks to run; all where empty")] = ()
    ignore: Annotated[tuple[str, ...], Meta(description="Codes or names of checks that are not run")] = ()
    fail_on: Annotated[FailOn, Meta(description="The mildest severity that makes the exit code 1")] = "error"
    policy: Annotated[str, Meta(description="The interval policy, a name of rules/policies.yml")] = "default"
    policies: Annotated[dict[str, str], Meta(description="The interval policy of single measures, by measure")] = (
        msgspec.field(default_factory=dict)
    )


def find_config(folder: Path) -> Path | None:
    """The settings file that holds in ``folder``; ``None`` where there is none."""
    for place in (folder, *folder.parents):
        own, shared = place / "figures.toml", place / "pyproject.toml"
        if own.is_file():
            return own
        if shared.is_file() and "[tool.figures" in shared.read_text("utf-8", "replace"):
            return shared
        if (place / ".git").exists():
            break
    return None


def load_config(path: Path) -> Config:
    """The settings of a file, its paths made relative to the working folder's view of that file.

    Raises ``ResourceError`` with every problem and its line.
    """
    document = _document(path)
    problems: list[Problem] = []
    config = convert(document, document.value, Config, (), problems)
    if config is None or problems:
        raise ResourceError(problems)
    base = path.parent
    return msgspec.structs.replace(
        config, paths=tuple((base / name).as_posix() for name in config.paths),
        rules=tuple((base / name).as_posix() for name in config.rules),
    )


def wrong_value(path: Path, key: str, message: str, hint: str | None = None) -> Problem:
    """The problem of a setting whose value turned out to be wrong once rules were loaded, at its place."""
    return _document(path).problem((key,), message, hint)


def _document(path: Path) -> Document:
    shown = path.as_posix()
    try:
        text = path.read_text("utf-8-sig")
        values: Any = tomllib.loads(text)
    except OSError as error:
        raise ResourceError([Problem(path=shown, message=f"cannot be read: {error.strerror}")]) from error
    except UnicodeDecodeError as error:
        raise ResourceError([Problem(path=shown, message="not UTF-8")]) from error
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise ResourceError([_toml_problem(shown, error)]) from error
    table: Path_ = ()
    if path.name == "pyproject.toml":
        values, table = values.get("tool", {}).get("figures", {}), ("tool", "figures")
    return Document(Source(shown, path.name, text.encode()), values, _marks(text, table))


_AT = re.compile(r"(.*) \(at line (\d+), column (\d+)\)\Z", re.DOTALL)
_TABLE = re.compile(r"\s*\[([^\[\]]+)\]")
_KEY = re.compile(r"""\s*(?:"([^"]+)"|'([^']+)'|([A-Za-z0-9_-]+))\s*[=.]""")


def _toml_problem(path: str, error: Exception) -> Problem:
    found = _AT.match(str(error))
    if found is None:
        return Problem(path=path, message=f"not TOML: {error}")
    return Problem(path=path, line=int(found[2]), column=int(found[3]), message=f"not TOML: {found[1]}")


def _marks(text: str, table: Path_) -> dict[Path_, tuple[int, int]]:
    """Where the keys of a table stand: tomllib does not say. Keys of a table below it are found by its name."""
    marks: dict[Path_, tuple[int, int]] = {}
    current: Path_ = ()
    for number, line in enumerate(text.split("\n"), 1):
        head, key = _TABLE.match(line), _KEY.match(line)
        if head:
            current = tuple(part.strip().strip("\"'") for part in head[1].split("."))
            name: Path_ = current[len(table) : len(table) + 1]
        elif key and current == table:
            name = (key[1] or key[2] or key[3],)
        else:
            continue
        if current[: len(table)] == table:
            marks.setdefault(name, (number, len(line) - len(line.lstrip()) + 1))
    return marks
