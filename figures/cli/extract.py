"""``figures extract`` and ``figures series``: the claims and their series, for programs."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterable
from itertools import islice

import click

from figures.cli import common
from figures.cli.corpus import open_corpus

FORMATS = click.Choice(("jsonl", "json", "parquet"))
_AT_ONCE = 64


@click.command()
@common.input_options
@click.option("--format", "format_", type=FORMATS, default="jsonl", help="One claim a line, one array, or a table.")
def extract(*, inputs: common.Inputs, format_: str) -> None:
    """Print every stated figure with all that is known of it, in order of article and position."""
    from figures.model import Claim  # noqa: PLC0415 - keeps the start quick

    _ready(format_)
    corpus = open_corpus(inputs)
    _print((claim for found in corpus.extractions() for claim in found.claims), format_, Claim)
    corpus.finish()


@click.command()
@common.input_options
@click.option("--format", "format_", type=FORMATS, default="jsonl", help="One series a line, one array, or a table.")
def series(*, inputs: common.Inputs, format_: str) -> None:
    """Print the series of comparable claims of each event."""
    from figures.model import Series  # noqa: PLC0415 - keeps the start quick
    from figures.series import link_all  # noqa: PLC0415

    _ready(format_)
    corpus = open_corpus(inputs)
    links = link_all(list(corpus.extractions()), corpus.settings.topics)
    _print((found for event in links.events for found in event.series), format_, Series)
    corpus.finish()


def _ready(format_: str) -> None:
    """End the command where its output cannot be written, before any work is done."""
    if format_ == "parquet":
        common.need(format_)
        if sys.stdout.isatty():
            raise click.UsageError("Parquet is no text: write it to a file, by >")


def _print(values: Iterable[object], format_: str, kind: type) -> None:
    from figures.report.encode import encode, encode_lines  # noqa: PLC0415

    if format_ == "parquet":
        from figures.report.columns import write  # noqa: PLC0415

        with tempfile.TemporaryFile() as table:  # standard output cannot tell where it is, which Parquet needs
            write(values, kind, table)
            table.seek(0)
            while part := table.read(1 << 20):
                common.emit(part)
        return
    if format_ == "jsonl":
        rest = iter(values)
        while some := list(islice(rest, _AT_ONCE)):
            common.emit(encode_lines(some))
        return
    before = b"["
    for value in values:
        common.emit(before + encode(value))
        before = b",\n "
    common.emit(b"[]\n" if before == b"[" else b"]\n")
