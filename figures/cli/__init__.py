"""The command line. Commands load what they need when they run, so that ``figures --help`` is quick."""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Sequence

import click

COMMANDS = {
    "check": "check", "extract": "extract", "series": "extract", "explain": "explain", "baseline": "baseline",
    "rules": "rules",
    "lexicon": "lexicon", "new": "new", "config": "config", "cache": "cache", "schema": "schema",
}
"""The module of this package that each command stands in."""


class Commands(click.Group):
    """A group whose commands are imported when they are asked for."""

    def list_commands(self, _ctx: click.Context) -> list[str]:
        """All commands, in the order that help shows them in."""
        return list(COMMANDS)

    def get_command(self, _ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = getattr(importlib.import_module(f"figures.cli.{COMMANDS[cmd_name]}"), cmd_name)
        return command


def _version(ctx: click.Context, _parameter: click.Parameter, value: bool) -> None:
    if value and not ctx.resilient_parsing:
        from figures import __version__  # noqa: PLC0415 - reading the metadata takes time

        click.echo(f"figures {__version__}")
        ctx.exit()


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--version", is_flag=True, is_eager=True, expose_value=False, callback=_version,
              help="Print the version.")
def cli() -> None:
    """Find the stated figures of news articles, who says them, and where they cannot all be true."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and exit."""
    sys.exit(_run(arguments))


def _run(arguments: Sequence[str] | None) -> int:
    from figures.cli import common  # noqa: PLC0415 - the module of the commands, not of the program's start

    words = list(sys.argv[1:] if arguments is None else arguments)
    try:
        code = cli.main(args=list(words), prog_name="figures", standalone_mode=False, obj=words)
    except common.CommandError as failure:
        common.complain(failure.problems)
        return _ended(failure.code)
    except click.ClickException as error:
        error.show()
        return common.WRONG_USE
    except (click.Abort, KeyboardInterrupt):
        return common.INTERRUPTED
    except SystemExit as end:
        return _ended(end.code if isinstance(end.code, int) else common.OK)
    return _ended(code if isinstance(code, int) else common.OK)


def _ended(code: int) -> int:
    """The exit code once all has been written."""
    from figures.cli import common  # noqa: PLC0415

    try:
        sys.stdout.flush()
    except BrokenPipeError:
        # the reader has gone: nothing more can be said, and Python must not try to on its way out
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return common.BROKEN_PIPE
    return code
