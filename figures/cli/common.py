"""What the commands share: options, settings, messages, output files and exit codes."""

from __future__ import annotations

import functools
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, NoReturn, TypeVar

import click

if TYPE_CHECKING:
    from figures.config import Config
    from figures.extract import Extractor
    from figures.model import Problem
    from figures.resources import Path_

F = TypeVar("F", bound=Callable[..., Any])

OK, FOUND, WRONG_USE, UNREADABLE, INTERRUPTED, BROKEN_PIPE = 0, 1, 2, 3, 130, 141
"""Exit codes: nothing to say; findings; wrong use, settings or rules; something was not read."""


SEVERITIES = ("error", "warning", "note", "never")
"""What ``--fail-on`` knows, from the gravest on."""


class CommandError(Exception):
    """The end of a command with problems on standard error and an exit code."""

    def __init__(self, problems: Iterable[Problem | str], code: int = WRONG_USE) -> None:
        super().__init__()
        self.problems, self.code = tuple(problems), code


def complain(problems: Iterable[Problem | str]) -> None:
    """One line on standard error for each problem; words of files and articles act on no terminal and no CI server."""
    from figures.report.safe import inert, safe  # noqa: PLC0415 - keeps the start quick

    for problem in problems:
        click.echo(inert(safe(str(problem))), err=True)


# --- options ----------------------------------------------------------------------------------------------------


def _encoding(_context: click.Context, _parameter: click.Parameter, value: str | None) -> str | None:
    from figures.read.files import known_encoding  # noqa: PLC0415

    if value is not None and not known_encoding(value):
        raise click.BadParameter(f"there is no encoding '{value}'")
    return value


def resource_options(function: F) -> F:
    """``--rules`` and ``--config``."""
    options = [
        click.option("--rules", "rules", multiple=True, metavar="DIR", type=click.Path(exists=True, file_okay=False),
                     help="A folder laid out like rules/ to add to what ships. Repeatable."),
        click.option("--config", "config", metavar="FILE", type=click.Path(exists=True, dir_okay=False),
                     help="The settings file; else figures.toml or pyproject.toml here or above."),
    ]
    return _apply(function, options)


@dataclass(frozen=True)
class Inputs:
    """What the command line says of the articles to read and the rules to read them by."""

    paths: tuple[str, ...]
    encoding: str | None
    allow_unreadable: bool
    jobs: int | None
    debug: bool
    no_cache: bool
    rules: tuple[str, ...]
    config: str | None


def input_options(function: Callable[..., None]) -> Callable[..., None]:
    """``PATH…``, ``--encoding``, ``--allow-unreadable``, ``--jobs``, ``--debug`` and the options of resources, handed
    on as ``inputs``."""
    options = [
        click.argument("paths", nargs=-1, metavar="PATH..."),
        click.option("--encoding", callback=_encoding, metavar="NAME",
                     help="The encoding of files without a byte-order mark, such as windows-1256. Else UTF-8."),
        click.option("--allow-unreadable", is_flag=True, help="Exit as if all had been read."),
        click.option("--jobs", type=click.IntRange(min=1), metavar="N", help="Processes to use; all cores if absent."),
        click.option("--no-cache", is_flag=True, envvar="FIGURES_NO_CACHE",
                     help="Read all articles anew, and keep nothing of them."),
        click.option("--debug", is_flag=True, help="Show tracebacks of articles that make the program fail."),
    ]

    @functools.wraps(function)
    def gathered(**values: Any) -> None:
        mine = {one.name: values.pop(one.name) for one in fields(Inputs)}
        function(inputs=Inputs(**mine), **values)

    for name in ("__click_params__",):  # options that were put on before
        if hasattr(function, name):
            setattr(gathered, name, getattr(function, name))
    return resource_options(_apply(gathered, options))


def check_options(function: F) -> F:
    """``--fail-on``, ``--select`` and ``--ignore``."""
    options = [
        click.option("--fail-on", type=click.Choice(SEVERITIES),
                     help="The mildest severity that makes the exit code 1."),
        click.option("--select", multiple=True, metavar="CHECK",
                     help="Run only this check (code or name). Repeatable."),
        click.option("--ignore", multiple=True, metavar="CHECK",
                     help="Do not run this check (code or name). Repeatable."),
    ]
    return _apply(function, options)


def _language(_context: click.Context, _parameter: click.Parameter, value: str | None) -> str | None:
    return known_language(value) if value is not None else None


def language_option(function: F) -> F:
    """``--lang``."""
    return click.option("--lang", callback=_language, metavar="LANG",
                        help="The language of the words around the findings in HTML: en or ar.")(function)


def known_language(value: str) -> str:
    """A language that reports have words in; another one ends the command."""
    if value != "en":  # the default is there in any case, and the files need not be read
        from figures.report.ui import languages  # noqa: PLC0415 - keeps the start quick

        if value not in languages():
            raise click.BadParameter(f"there are no words in '{value}' (known: {', '.join(sorted(languages()))})")
    return value


def _apply(function: F, options: Sequence[Callable[[Any], Any]]) -> F:
    for option in reversed(options):
        function = option(function)
    return function


# --- settings and rules -------------------------------------------------------------------------------------------


def settings(config: str | None) -> Config:
    """The settings that hold. Problems end the command."""
    from figures.config import Config, load_config  # noqa: PLC0415
    from figures.resources import ResourceError  # noqa: PLC0415

    path = settings_file(config)
    if path is None:
        return Config()
    try:
        return load_config(path)
    except ResourceError as error:
        raise CommandError(error.problems) from error


def settings_file(config: str | None) -> Path | None:
    """The settings file that holds: the one that is named, else the nearest."""
    from figures.config import find_config  # noqa: PLC0415

    path = Path(config) if config else find_config(Path.cwd())
    return _near(path) if path is not None else None


def _near(path: Path) -> Path:
    """A path relative to the working folder where that is shorter to read."""
    try:
        return path.relative_to(Path.cwd())
    except ValueError:
        return path


def roots(config: Config, rules: Sequence[str]) -> tuple[Path, ...]:
    """The folders of rules of the settings and of the command line."""
    for folder in config.rules:
        if not Path(folder).is_dir():
            raise CommandError([f"rules folder '{folder}' of the settings does not exist"])
    return tuple(dict.fromkeys(Path(folder) for folder in (*config.rules, *rules)))


def load_extractor(config: Config, rules: Sequence[str]) -> Extractor:
    """The extractor. Rules that are wrong are told, and are for the caller to make an exit code of."""
    from figures.extract import Extractor, PackError  # noqa: PLC0415
    from figures.quantities import PolicyError  # noqa: PLC0415
    from figures.resources import ResourceError  # noqa: PLC0415

    try:
        extractor = Extractor(roots(config, rules), config.policy, config.policies, config.packs)
    except ResourceError as error:
        raise CommandError(error.problems) from error
    except (PolicyError, PackError) as error:
        raise CommandError([wrong_setting((error.key,), str(error))]) from error
    complain(extractor.problems)
    return extractor


def wrong_setting(at: Path_, message: str, hint: str | None = None) -> Problem | str:
    """A problem of the settings at its place, found only where there is one to tell."""
    from figures.config import wrong_value  # noqa: PLC0415

    path = settings_file(click.get_current_context().params.get("config"))
    return wrong_value(path, at, message, hint) if path is not None else f"{at[0]} of the settings: {message}"


def wanted_paths(paths: Sequence[str], config: Config) -> tuple[str, ...]:
    """The paths of the command line, else those of the settings."""
    if not paths and not config.paths:
        raise click.UsageError("name the files or folders to read, or - for standard input")
    return tuple(paths) or config.paths


def jobs_of(jobs: int | None) -> int:
    """How many processes to use."""
    if jobs is not None:
        return jobs
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def finish(rules_wrong: bool, unreadable: bool, found: bool = False) -> NoReturn:
    """End with the gravest exit code that applies."""
    sys.exit(WRONG_USE if rules_wrong else UNREADABLE if unreadable else FOUND if found else OK)


# --- output -----------------------------------------------------------------------------------------------------


def need(format_: str) -> None:
    """End the command where a format needs a package that is not installed, before any work is done."""
    from figures.optional import MissingPackage  # noqa: PLC0415 - keeps the start quick
    from figures.report import need  # noqa: PLC0415

    try:
        need(format_)
    except MissingPackage as missing:
        raise click.UsageError(f"{missing}: {missing.hint}") from missing


def write_file(name: str, data: str | bytes) -> None:
    """Write a file whole or not at all."""
    path = Path(name)
    try:
        descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        try:
            with os.fdopen(descriptor, "wb") as out:
                out.write(data if isinstance(data, bytes) else data.encode("utf-8", "replace"))
            mask = os.umask(0)
            os.umask(mask)
            Path(temporary).chmod(0o666 & ~mask)
            Path(temporary).replace(path)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise CommandError([f"{name}: cannot be written: {error.strerror}"]) from error


def emit(data: bytes) -> None:
    """Bytes to standard output. Where its reader has gone the command ends without a word."""
    try:
        sys.stdout.buffer.write(data)
    except BrokenPipeError as error:
        raise CommandError([], BROKEN_PIPE) from error


def emit_text(text: str | bytes) -> None:
    """A report to standard output, text as UTF-8, whatever the locale."""
    if isinstance(text, bytes) and sys.stdout.isatty():
        raise click.UsageError("the report is no text: write it to a file, by > or --output")
    emit(text if isinstance(text, bytes) else text.encode("utf-8", "replace"))


def usual_format() -> str:
    """The report on standard output where none is asked for: annotations where GitHub Actions reads it."""
    return "github" if os.environ.get("GITHUB_ACTIONS") == "true" else "full"


def colours(stream: IO[str] | None = None) -> bool:
    """Whether standard output, or another stream, is a terminal that wants colours."""
    wanted = not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return wanted and (sys.stdout if stream is None else stream).isatty()


def width(stream: IO[str]) -> int | None:
    """The columns of the terminal that a stream is; ``None`` where it is none."""
    return shutil.get_terminal_size().columns if stream.isatty() else None
