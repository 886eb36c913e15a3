"""``figures new``: first drafts of things that people write."""

from __future__ import annotations

from pathlib import Path

import click

from figures.cli import common


@click.group()
def new() -> None:
    """Draft a rule, or set up a project, to go on from."""


@new.command()
@click.option("--from", "sentence", required=True, metavar="SENTENCE",
              help="A sentence with its figure between « and »; the only figure needs no marks.")
@common.resource_options
def rule(sentence: str, rules: tuple[str, ...], config: str | None) -> None:
    """Draft a rule, and a lexicon where one is needed, from a sentence; as YAML on standard output."""
    from figures.draft import DraftError, draft  # noqa: PLC0415 - keeps the start quick

    extractor = common.load_extractor(common.settings(config), rules)
    try:
        text = draft(extractor, sentence)
    except DraftError as error:
        raise click.UsageError(str(error)) from error
    common.emit_text(text)
    common.finish(bool(extractor.problems), unreadable=False)


@new.command()
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False))
def project(folder: str) -> None:
    """Set up a folder of articles to check: settings, ignore file, an example in each language, a GitHub workflow.

    Nothing that is there is written over.
    """
    from figures.cli.scaffold import ProjectError, set_up  # noqa: PLC0415 - keeps the start quick

    try:
        written = set_up(Path(folder))
    except ProjectError as error:
        raise common.CommandError(error.problems) from error
    lines = [f"wrote {path.as_posix()}" for path in written]
    lines.append(f"Now: cd {Path(folder).as_posix()}, put articles into articles/, and run: figures check")
    common.emit_text("".join(f"{line}\n" for line in lines))
