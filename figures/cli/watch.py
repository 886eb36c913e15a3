"""``--watch``: the check once more whenever what it reads has changed.

Files are asked for their size and time of change every second: that works on every disk and network drive, and a
corpus of articles is quickly asked. Each round is a process of its own, so that changed rules and settings are read
like changed articles, and no round leaves anything behind for the next.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NoReturn

import click

EVERY = 1.0
"""Seconds between two looks."""

State = dict[str, tuple[int, int]]
"""Size and time of change of each file."""


def look(paths: Iterable[str], without: Iterable[str] = ()) -> State:
    """The state of all files among and below ``paths``, but for those ``without`` and hidden ones below a folder."""
    left_out = {os.path.abspath(path) for path in without}  # noqa: PTH100 - links are to be kept
    found: State = {}
    for file in _files(paths):
        try:
            stat = os.stat(file)  # noqa: PTH116 - twenty thousand files are asked every second
        except OSError:
            continue  # gone between the two questions: that is a change that the next look sees
        if os.path.abspath(file) not in left_out:  # noqa: PTH100
            found[file] = (stat.st_size, stat.st_mtime_ns)
    return found


def _files(paths: Iterable[str]) -> Iterator[str]:
    for path in paths:
        if not os.path.isdir(path):  # noqa: PTH112
            yield path
        for folder, folders, names in os.walk(path):
            folders[:] = [name for name in folders if not name.startswith(".")]
            yield from (os.path.join(folder, name) for name in names if not name.startswith("."))  # noqa: PTH118


def changes(
    first: State, see: Callable[[], State], wait: Callable[[float], None] = time.sleep, looks: int = sys.maxsize
) -> Iterator[State]:
    """The state whenever it is another than the one before and stood still for one look, after ``looks`` looks at
    most."""
    told = before = first
    for _ in range(looks):
        wait(EVERY)
        now = see()
        if now == before and now != told:
            told = now
            yield now
        before = now


def again_and_again(arguments: Sequence[str], paths: Sequence[str], outputs: Sequence[str]) -> NoReturn:
    """Run ``figures`` with the arguments, without their ``--watch``, now and after each change, until interrupted.

    Files that the run itself writes are no changes.
    """
    command = [sys.executable, "-m", "figures", *_once(arguments)]
    first = look(paths, outputs)
    _round(command)
    for _ in changes(first, lambda: look(paths, outputs)):
        if sys.stdout.isatty():
            click.clear()
        _round(command)
    raise click.Abort


def _once(arguments: Sequence[str]) -> list[str]:
    options = list(arguments)
    end = options.index("--") if "--" in options else len(options)
    return [argument for argument in options[:end] if argument != "--watch"] + options[end:]


def _round(command: Sequence[str]) -> None:
    subprocess.run(command, check=False)  # noqa: S603 - ourselves, with the words of our own command line
    click.echo("Waiting for changes; Ctrl-C ends.", err=True)
