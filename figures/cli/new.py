"""``figures new``: first drafts of things that people write."""

from __future__ import annotations

import click

from figures.cli import common


@click.group()
def new() -> None:
    """Draft a rule to go on from."""


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
