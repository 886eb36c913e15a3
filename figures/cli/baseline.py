"""``figures baseline``: the findings that are known."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from figures.cli import common
from figures.cli.known import Options, baseline_file, known_entries, known_options, settled, silenced

if TYPE_CHECKING:
    from figures.config import Config
    from figures.report import Run


@click.group()
def baseline() -> None:
    """Take the findings that are there as known, so that only new ones speak."""


def _run(inputs: common.Inputs, known: Options, settings: Config) -> Run:
    """All findings of all checks of the settings. Where not all could be read the command ends: what is missing would
    be taken for mended."""
    from figures.cli.corpus import open_corpus  # noqa: PLC0415 - keeps the start quick
    from figures.cli.project import checked, checks_of  # noqa: PLC0415

    suppressions = silenced(known.ignore_file, settings, inputs.config)
    corpus = open_corpus(inputs, settings)
    checks, wrong = checks_of(settings, corpus.extractor)
    if wrong or corpus.extractor.problems:
        corpus.finish(rules_wrong=True)
    run = checked(corpus, checks)
    if corpus.problems or not corpus.articles:
        common.complain(["the baseline is left as it is: not all could be read"])
        common.finish(rules_wrong=False, unreadable=True)
    return settled(run, None, suppressions, known.today, not (settings.select or settings.ignore))


@baseline.command()
@common.input_options
@known_options
@click.option("--force", is_flag=True, help="Write over a baseline that is there.")
def create(*, inputs: common.Inputs, known: Options, force: bool) -> None:
    """Write all findings that are not silenced into the baseline."""
    from figures.baseline import entry_of, written  # noqa: PLC0415

    settings = common.settings(inputs.config)
    path, _ = baseline_file(known.baseline, settings, inputs.config)
    if path.exists() and not force:
        raise click.UsageError(f"{path} is there already: figures baseline prune takes out what is gone, --force "
                               "writes it anew")
    run = _run(inputs, known, settings)
    entries = [entry_of(finding) for finding in run.findings if finding.suppressed is None]
    common.write_file(str(path), written(entries))
    _say(f"{path}: {_findings(len(entries))} known from now on.")


@baseline.command()
@common.input_options
@known_options
def prune(*, inputs: common.Inputs, known: Options) -> None:
    """Take out of the baseline what is no longer found, and lower the gaps that have become smaller."""
    from figures.baseline import pruned, written  # noqa: PLC0415

    settings = common.settings(inputs.config)
    path, _ = baseline_file(known.baseline, settings, inputs.config)
    entries = known_entries(known.baseline, settings, inputs.config, must=True) or {}
    run = _run(inputs, known, settings)
    kept = pruned(entries, [finding for finding in run.findings if finding.suppressed is None])
    lower = sum(entry.gap < entries[entry.fingerprint].gap for entry in kept)
    common.write_file(str(path), written(kept))
    _say(f"{path}: {_findings(len(entries) - len(kept))} taken out, {_findings(lower)} with a smaller gap, "
         f"{_findings(len(kept))} known.")


@baseline.command()
@common.resource_options
@click.option("--baseline", "file", metavar="FILE", type=click.Path(dir_okay=False),
              help="The baseline; figures-baseline.json beside the settings if absent.")
def show(file: str | None, rules: tuple[str, ...], config: str | None) -> None:
    """List the findings of the baseline: fingerprint, check, size, message, articles."""
    from figures.report.words import size  # noqa: PLC0415

    del rules  # taken as all commands take them
    entries = known_entries(file, common.settings(config), config, must=True) or {}
    for entry in sorted(entries.values(), key=lambda entry: (entry.code, entry.fingerprint)):
        apart = size(entry.gap)
        _say(f"{entry.fingerprint} {entry.code}{f' {apart}' if apart else ''}: ", entry.message)
        _say("    ", *_between(entry.articles))
    _say(f"{_findings(len(entries))} known.")


def _between(articles: Sequence[str]) -> list[str]:
    return [part for article in articles for part in (", ", article)][1:]


def _findings(amount: int) -> str:
    return f"{amount:,} finding{'' if amount == 1 else 's'}"


def _say(head: str, *words: str) -> None:
    """A line of our own words, then words of articles, which act on no terminal."""
    from figures.report.safe import isolate, safe  # noqa: PLC0415

    indent = head[: len(head) - len(head.lstrip())]
    common.emit_text(f"{indent}{safe(head.lstrip())}{''.join(w if w == ', ' else isolate(w) for w in words)}\n")
