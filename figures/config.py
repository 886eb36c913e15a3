"""A project's settings: ``figures.toml``, or ``[tool.figures]`` in ``pyproject.toml``.

The nearest such file in the working folder or above it holds; the search ends at the top of a repository. Keys that are
not known are errors at their place. Paths in it are relative to the file.
"""

from __future__ import annotations

import datetime
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

from figures.model import Problem, Severity, Topic
from figures.resources import Document, Path_, ResourceError, Source, convert
from figures.wording import nearest

FailOn = Literal["error", "warning", "note", "never"]
MAX_BYTES = 1_000_000


class CheckSettings(msgspec.Struct, frozen=True, kw_only=True, rename="kebab"):
    """How one check speaks."""

    severity: Annotated[Severity | None, Meta(description="The severity of its findings; else the check's own")] = None
    tolerance: Annotated[
        float, Meta(ge=0, le=100, description="A difference up to this share of the lower figure is not told")
    ] = 0.0


class SourceSettings(msgspec.Struct, frozen=True, kw_only=True, rename="kebab"):
    """What a project knows of a source or publisher, which the table is named by: its id or its name."""

    aliases: Annotated[tuple[str, ...], Meta(description="Other names and ids of it")] = ()
    trust: Annotated[
        float, Meta(ge=0, le=1, description="What its word weighs against another's; 0: not told")
    ] = 1.0


class Config(msgspec.Struct, frozen=True, kw_only=True, rename="kebab"):
    """The settings of a project. What the command line says comes first."""

    paths: Annotated[tuple[str, ...], Meta(description="Files and folders that are read where none are named")] = ()
    rules: Annotated[tuple[str, ...], Meta(description="Folders laid out like rules/, added to what ships")] = ()
    packs: Annotated[tuple[str, ...], Meta(description="The shipped rule packs that are used; all where empty")] = ()
    language: Annotated[str, Meta(description="The language of the words around the findings in HTML")] = "en"
    select: Annotated[tuple[str, ...], Meta(description="Codes or names of the checks to run; all where empty")] = ()
    ignore: Annotated[tuple[str, ...], Meta(description="Codes or names of checks that are not run")] = ()
    fail_on: Annotated[FailOn, Meta(description="The mildest severity that makes the exit code 1")] = "error"
    policy: Annotated[str, Meta(description="The interval policy, a name of rules/policies.yml")] = "default"
    policies: Annotated[dict[str, str], Meta(description="The interval policy of single measures, by measure")] = (
        msgspec.field(default_factory=dict)
    )
    checks: Annotated[dict[str, CheckSettings], Meta(description="How single checks speak, by code or name")] = (
        msgspec.field(default_factory=dict)
    )
    sources: Annotated[
        dict[str, SourceSettings], Meta(description="Other names of sources and their trust, by id or name")
    ] = msgspec.field(default_factory=dict)
    baseline: Annotated[
        str | None, Meta(description="The findings that are known; figures-baseline.json beside the settings")
    ] = None
    ignore_file: Annotated[
        str | None, Meta(description="The findings that are to be silent; figures-ignore.yml beside the settings")
    ] = None
    topics: Annotated[tuple[Topic, ...], Meta(description="Happenings whose articles are one event")] = ()


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
    for key, kind in (("checks", CheckSettings), ("sources", SourceSettings)):
        # one by one, since msgspec does not say which entry of a mapping is wrong
        entries = document.value.get(key)
        for name, entry in entries.items() if isinstance(entries, dict) else ():
            convert(document, entry, kind, (key, name), problems)
    config = convert(document, document.value, Config, (), problems) if not problems else None
    if config is not None:
        problems += [document.problem(at, message, hint) for at, message, hint in _odd(config)]
    if config is None or problems:
        raise ResourceError(problems)
    base = path.parent
    return msgspec.structs.replace(
        config, paths=tuple((base / name).as_posix() for name in config.paths),
        rules=tuple((base / name).as_posix() for name in config.rules),
        baseline=(base / config.baseline).as_posix() if config.baseline is not None else None,
        ignore_file=(base / config.ignore_file).as_posix() if config.ignore_file is not None else None,
    )


def lines(path: Path) -> dict[Path_, int]:
    """The line of every key of a settings file that can be read, by the names on the way to it."""
    return {at: line for at, (line, _) in _document(path).marks.items()}


def wrong_value(path: Path, at: Path_, message: str, hint: str | None = None) -> Problem:
    """The problem of a setting whose value turned out to be wrong once rules were loaded, at its place."""
    return _document(path).problem(at, message, hint)


# --- what types do not say --------------------------------------------------------------------------------------

Odd = tuple[Path_, str, str | None]
_PLACE = re.compile(r"[A-Z]{2}(/[\w.-]+)*\Z")


def _odd(config: Config) -> list[Odd]:
    """Values that fit their types and mean nothing: place, message, hint."""
    return [*_topics(config.topics), *_sources(config.sources)]


def _topics(topics: tuple[Topic, ...]) -> list[Odd]:
    found: list[Odd] = []
    seen: dict[str, int] = {}
    for i, topic in enumerate(topics):
        at: Path_ = ("topics", i)
        if not topic.name.strip():
            found.append(((*at, "name"), "a topic has a name", None))
        if topic.name in seen:
            found.append(((*at, "name"), f"topic '{topic.name}' stands twice", f"it is topic {seen[topic.name]} too"))
        seen.setdefault(topic.name, i + 1)
        if not (topic.terms or topic.places or topic.from_ or topic.to):
            found.append((at, f"topic '{topic.name}' has no condition", "give it terms, places, from or to"))
        found += [((*at, "terms"), "a term is a word or words", None) for term in topic.terms if not term.strip()]
        found += [((*at, "places"), f"'{place}' is no id of a place", "it begins with a country code: SY/aleppo")
                  for place in topic.places if not _PLACE.match(place)]
        days = {key: _day(value) for key, value in (("from", topic.from_), ("to", topic.to)) if value is not None}
        found += [((*at, key), "this is no day", "write it as 2025-04-30") for key, day in days.items() if day is None]
        first, last = days.get("from"), days.get("to")
        if first and last and first > last:
            found.append(((*at, "to"), f"topic '{topic.name}' ends before it begins", None))
    return found


def _day(text: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(text) if re.fullmatch(r"\d{4}-\d\d-\d\d", text) else None
    except ValueError:
        return None


def _sources(sources: Mapping[str, SourceSettings]) -> list[Odd]:
    found: list[Odd] = []
    owner: dict[str, str] = {}
    for name, settings in sources.items():
        for known in (name, *settings.aliases):
            other = owner.setdefault(known, name)
            if other != name:
                found.append((("sources", name), f"'{known}' is a name of '{other}' as well", "one name, one source"))
    return found


# --- TOML with places -------------------------------------------------------------------------------------------


def _document(path: Path) -> Document:
    shown = path.as_posix()
    try:
        data = path.read_bytes()
        if len(data) > MAX_BYTES:
            raise ResourceError([Problem(path=shown, message=f"file is larger than {MAX_BYTES} bytes")])
        text = data.decode("utf-8-sig")
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
    return Document(Source(shown, path.name, data), _plain(values), _marks(text, table))


def _plain(value: Any) -> Any:
    """TOML's own dates as the text that they are written as."""
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return value.isoformat() if isinstance(value, datetime.date | datetime.time) else value


_AT = re.compile(r"(.*) \(at line (\d+), column (\d+)\)\Z", re.DOTALL)
_NAME = r"""(?:"[^"\n]*"|'[^'\n]*'|[A-Za-z0-9_-]+)"""
_DOTTED = rf"{_NAME}(?:[ \t]*\.[ \t]*{_NAME})*"
_TABLE = re.compile(rf"[ \t]*(\[\[?)[ \t]*({_DOTTED})[ \t]*\]")
_KEY = re.compile(rf"[ \t]*({_DOTTED})[ \t]*=")


def _toml_problem(path: str, error: Exception) -> Problem:
    found = _AT.match(str(error))
    if found is None:
        return Problem(path=path, message=f"not TOML: {error}")
    return Problem(path=path, line=int(found[2]), column=int(found[3]), message=f"not TOML: {found[1]}")


def _marks(text: str, table: Path_) -> dict[Path_, tuple[int, int]]:
    """Where the tables and keys below a table stand: tomllib does not say. What is inside of a value has the place of
    its key."""
    marks: dict[Path_, tuple[int, int]] = {}
    current: Path_ = ()
    amounts: dict[Path_, int] = {}
    for number, line in enumerate(text.split("\n"), 1):
        head, key = _TABLE.match(line), _KEY.match(line)
        if head:
            current = _names(head[2])
            if head[1] == "[[":
                amounts[current] = amounts.get(current, -1) + 1
                current = (*current, amounts[current])
            at = current
        elif key:
            at = (*current, *_names(key[1]))
        else:
            continue
        if at[: len(table)] == table:
            for end in range(len(table) + 1, len(at) + 1):
                marks.setdefault(at[len(table) : end], (number, len(line) - len(line.lstrip()) + 1))
    return marks


def _names(dotted: str) -> Path_:
    return tuple(name.strip("\"'") for name in re.findall(_NAME, dotted))


# --- names that only rules know ---------------------------------------------------------------------------------


def unknown_checks(config: Config, known: Mapping[str, object]) -> list[Odd]:
    """The names of checks in the settings that no check has; ``known`` holds codes and names."""
    named: list[tuple[Path_, str]] = [(("select", i), name) for i, name in enumerate(config.select)]
    named += [(("ignore", i), name) for i, name in enumerate(config.ignore)]
    named += [(("checks", name), name) for name in config.checks]
    found: list[Odd] = []
    for at, name in named:
        if name not in known:
            close = nearest(name, known)
            hint = f"did you mean '{close}'?" if close else None
            found.append((at, f"there is no check '{name}'", hint))
    return found
