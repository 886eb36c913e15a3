"""``figures config``: which settings hold, and where each comes from."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from figures.cli import common

if TYPE_CHECKING:
    from figures.config import Config
    from figures.resources import Path_


@click.group()
def config() -> None:
    """Show the settings."""


@config.command()
@click.argument("paths", nargs=-1, metavar="PATH...")
@common.resource_options
@common.language_option
@common.check_options
def show(
    *, paths: tuple[str, ...], rules: tuple[str, ...], config: str | None, lang: str | None, fail_on: str | None,
    select: tuple[str, ...], ignore: tuple[str, ...],
) -> None:
    """Print the settings that hold as TOML, each with where it comes from: the default, a line of a file, the command
    line.

    Takes those options of check that settings have a key for.
    """
    import msgspec  # noqa: PLC0415 - keeps the start quick

    from figures.checks import load_own, make_panel  # noqa: PLC0415
    from figures.cli.project import known_checks  # noqa: PLC0415
    from figures.rules import load_measures  # noqa: PLC0415

    found = common.settings(config)
    roots = common.roots(found, rules)
    own, problems = load_own(roots, load_measures(roots))
    common.complain(problems)
    known_checks(found, make_panel(own=[one.member for one in own]).checks.values())
    given = {
        "paths": paths, "rules": tuple(map(str, roots)) if rules else (), "language": lang, "fail_on": fail_on,
        "select": select, "ignore": ignore,
    }
    given = {key: value for key, value in given.items() if value}
    text = "".join(f"{line}\n" for line in held_lines(msgspec.structs.replace(found, **given), set(given), config))
    common.emit_text(text)
    common.finish(bool(problems), unreadable=False)


def held_lines(held: Config, given: set[str], config: str | None) -> Iterator[str]:
    """The settings as TOML that reads as the same settings."""
    from figures.config import lines  # noqa: PLC0415
    from figures.report.safe import safe  # noqa: PLC0415

    file = common.settings_file(config)
    marks = lines(file) if file is not None else {}

    def origin(field: str, at: Path_) -> str:
        if field in given:
            return "command line"
        while at and at not in marks:
            at = at[:-1]
        return f"{file}:{marks[at]}" if at else "default"

    yield f"# settings of {safe(str(file))}" if file is not None else "# no figures.toml here or above"
    rows: list[tuple[str, str]] = []
    for field, key in zip(held.__struct_fields__, held.__struct_encode_fields__, strict=True):
        value = getattr(held, field)
        if field == "topics":
            continue
        if isinstance(value, dict):
            rows += [(f"{key}.{_key(name)}{more} = {_value(one)}", origin(field, (key, name, *tail)))
                     for name, entry in value.items() for more, tail, one in _entries(entry)]
        elif value is not None:
            rows.append((f"{key} = {_value(value)}", origin(field, (key,))))
    width = min(max(len(text) for text, _ in rows), 60)
    for text, where in rows:
        yield f"{safe(text):{width}}  # {safe(where)}"
    for i, topic in enumerate(held.topics):
        yield f"\n[[topics]]  # {safe(origin('topics', ('topics', i)))}"
        yield from (safe(f"{key} = {_value(one)}") for (key, _, one) in _fields(topic) if one not in (None, ()))


def _entries(entry: Any) -> Iterator[tuple[str, tuple[str, ...], Any]]:
    """The keys of an entry of a table: how each is written, its place, its value."""
    if isinstance(entry, str):
        yield "", (), entry
    else:
        yield from ((f".{key}", tail, one) for key, tail, one in _fields(entry) if one is not None)


def _fields(entry: Any) -> Iterator[tuple[str, tuple[str, ...], Any]]:
    for field, key in zip(entry.__struct_fields__, entry.__struct_encode_fields__, strict=True):
        yield key, (key,), getattr(entry, field)


def _key(name: str) -> str:
    return name if name.isascii() and name.replace("-", "").replace("_", "").isalnum() else _value(name)


def _value(value: Any) -> str:
    if isinstance(value, Path):
        value = str(value)
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
