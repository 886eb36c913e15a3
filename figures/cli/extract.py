"""``figures extract`` and ``figures series``: the claims and their series, for programs."""

from __future__ import annotations

from collections.abc import Iterable

import click

from figures.cli import common
from figures.cli.corpus import open_corpus

FORMATS = click.Choice(("jsonl", "json"))


@click.command()
@common.input_options
@click.option("--format", "format_", type=FORMATS, default="jsonl", help="One claim a line, or one array.")
def extract(*, inputs: common.Inputs, format_: str) -> None:
    """Print every stated figure with all that is known of it, in order of article and position."""
    corpus = open_corpus(inputs)
    _print((claim for found in corpus.extractions() for claim in found.claims), format_)
    corpus.finish()


@click.command()
@common.input_options
@click.option("--format", "format_", type=FORMATS, default="jsonl", help="One series a line, or one array.")
def series(*, inputs: common.Inputs, format_: str) -> None:
    """Print the series of comparable claims of each event."""
    from figures.series import link_all  # noqa: PLC0415 - keeps the start quick

    corpus = open_corpus(inputs)
    links = link_all(list(corpus.extractions()), corpus.settings.topics)
    _print((found for event in links.events for found in event.series), format_)
    corpus.finish()


def _print(values: Iterable[object], format_: str) -> None:
    from figures.report import encode  # noqa: PLC0415

    if format_ == "jsonl":
        for value in values:
            common.emit(encode(value) + b"\n")
        return
    before = b"["
    for value in values:
        common.emit(before + encode(value))
        before = b",\n "
    common.emit(b"[]\n" if before == b"[" else b"]\n")
