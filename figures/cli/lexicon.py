"""``figures lexicon``: making the compiled forms of the shipped lexicons."""

from __future__ import annotations

from pathlib import Path

import click

from figures.cli import common


@click.group()
def lexicon() -> None:
    """Build the forms of the shipped words."""


@lexicon.command()
@click.option("--check", is_flag=True, help="Write nothing; exit 1 where a rebuild would change something.")
@click.option("--db", metavar="PATH", type=click.Path(exists=True, dir_okay=False),
              help="A morphology.db in CAMeL's format whose forms are added.")
def build(check: bool, db: str | None) -> None:
    """Inflect all shipped lemmas by camel-tools and write the compiled files."""
    from figures.lexicon.build import ToolError  # noqa: PLC0415 - keeps the start quick
    from figures.lexicon.build import build as make  # noqa: PLC0415
    from figures.resources import ResourceError  # noqa: PLC0415

    try:
        changed = make(check=check, db=Path(db) if db else None)
    except ResourceError as error:
        raise common.CommandError(error.problems) from error
    except ToolError as error:
        raise common.CommandError([str(error)]) from error
    for path in changed:
        common.emit_text(f"{path}: {'a rebuild would change it' if check else 'written'}\n")
    if not changed:
        common.emit_text("The compiled forms are up to date.\n")
    common.finish(rules_wrong=False, unreadable=False, found=check and bool(changed))
