"""The findings that are known or silenced: options, files, and the day that end dates are compared with."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from figures.cli import common

if TYPE_CHECKING:
    from figures.baseline import Entry, Placed
    from figures.config import Config
    from figures.report import Run


@dataclass(frozen=True)
class Options:
    """What the command line says of the files, and the day that it is."""

    baseline: str | None
    ignore_file: str | None
    today: datetime.date


def _today(_context: click.Context, _parameter: click.Parameter, value: datetime.datetime | None) -> datetime.date:
    """The one place that asks what day it is."""
    return value.date() if value is not None else datetime.datetime.now().astimezone().date()


def known_options(function: Callable[..., None]) -> Callable[..., None]:
    """``--baseline``, ``--ignore-file`` and ``--today``, handed on as ``known``."""
    options = [
        click.option("--baseline", metavar="FILE", type=click.Path(dir_okay=False),
                     help="The findings that are known; figures-baseline.json beside the settings if absent."),
        click.option("--ignore-file", metavar="FILE", type=click.Path(dir_okay=False),
                     help="The findings that are silenced; figures-ignore.yml beside the settings if absent."),
        click.option("--today", metavar="DAY", type=click.DateTime(["%Y-%m-%d"]), callback=_today,
                     help="The day that end dates are compared with, such as 2025-12-31; today if absent."),
    ]

    @wraps(function)
    def gathered(**values: Any) -> None:
        mine = {one.name: values.pop(one.name) for one in fields(Options)}
        function(known=Options(**mine), **values)

    for option in reversed(options):
        gathered = option(gathered)
    return gathered


def baseline_file(named: str | None, settings: Config, config: str | None) -> tuple[Path, bool]:
    """The baseline that holds, and whether somebody named it."""
    from figures.baseline import BASELINE  # noqa: PLC0415 - keeps the start quick

    return _file(named or settings.baseline, BASELINE, config)


def files_of(known: Options, settings: Config, config: str | None) -> list[Path]:
    """The baseline and the ignore file, whether they are there or not."""
    from figures.baseline import BASELINE, IGNORE  # noqa: PLC0415

    return [_file(known.baseline or settings.baseline, BASELINE, config)[0],
            _file(known.ignore_file or settings.ignore_file, IGNORE, config)[0]]


def _file(named: str | None, name: str, config: str | None) -> tuple[Path, bool]:
    if named is not None:
        return Path(named), True
    beside = common.settings_file(config)
    return (beside.parent if beside is not None else Path()) / name, False


def known_entries(named: str | None, settings: Config, config: str | None, must: bool) -> dict[str, Entry] | None:
    """The baseline; ``None`` where there is none. One that somebody named ``must`` be there in any case."""
    from figures.baseline import load_baseline  # noqa: PLC0415
    from figures.resources import ResourceError  # noqa: PLC0415

    path, is_named = baseline_file(named, settings, config)
    try:
        return load_baseline(path) if must or is_named or path.exists() else None
    except ResourceError as error:
        raise common.CommandError(error.problems) from error


def silenced(named: str | None, settings: Config, config: str | None) -> tuple[Placed, ...]:
    """What is silenced. A file that somebody named must be there."""
    from figures.baseline import IGNORE, load_suppressions  # noqa: PLC0415
    from figures.resources import ResourceError  # noqa: PLC0415

    path, is_named = _file(named or settings.ignore_file, IGNORE, config)
    try:
        return load_suppressions(path) if is_named or path.exists() else ()
    except ResourceError as error:
        raise common.CommandError(error.problems) from error


def settled(
    run: Run, baseline: dict[str, Entry] | None, suppressions: tuple[Placed, ...], today: datetime.date, whole: bool
) -> Run:
    """A run whose findings know whether they are known or silenced. Entries that are no longer needed are told;
    ``whole`` says that all checks ran over all articles."""
    from figures.baseline import settle  # noqa: PLC0415

    findings, notices = settle(run.findings, baseline, suppressions, today, whole)
    common.complain(notices)
    return replace(run, findings=findings)
