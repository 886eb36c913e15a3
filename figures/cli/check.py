"""``figures check``: the main job."""

from __future__ import annotations

import sys
import time
from dataclasses import replace
from typing import TYPE_CHECKING, NoReturn

import click

from figures.cli import common
from figures.cli.corpus import open_corpus
from figures.cli.known import Options, known_entries, known_options, settled, silenced
from figures.cli.project import checked, checks_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from figures.cli.git import Changes
    from figures.config import Config
    from figures.model import Finding
    from figures.report import Run


class FormatOption(click.Option):
    """An option whose help lists the formats that there are, without loading them to parse a command line."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """The line of ``--help``."""
        from figures.report import formats  # noqa: PLC0415 - keeps the start quick

        self.help = (f"The report on standard output: {', '.join(formats())}. "
                     "Without it, github in GitHub Actions, else full.")
        return super().get_help_record(ctx)


@click.command()
@common.input_options
@click.option("--format", "format_", cls=FormatOption, metavar="FORMAT")
@click.option("--output", "outputs", multiple=True, metavar="FORMAT:FILE",
              help="Also write a report to a file. Repeatable.")
@click.option("--statistics", "format_", flag_value="statistics",
              help="Count findings by check, measure and publisher in place of the report.")
@click.option("--watch", is_flag=True, help="Check again whenever an article, a rule or the settings have changed.")
@click.option("--changed-since", "revision", metavar="REV",
              help="Report only findings of articles that git says have changed since; all articles are compared.")
@common.language_option
@common.check_options
@known_options
def check(
    *, inputs: common.Inputs, format_: str | None, outputs: tuple[str, ...], lang: str | None, fail_on: str | None,
    select: tuple[str, ...], ignore: tuple[str, ...], watch: bool, known: Options,
    revision: str | None,
) -> None:
    """Find stated figures that cannot all be true.

    Reads articles (JSON Lines and JSON, ninjs, JSON-LD, Markdown or text with front matter, HTML pages, RSS and Atom,
    CSV, Parquet, folders of them, - for standard input) and reports claims at odds. Exit code 0: nothing new at or
    above --fail-on; 1: findings; 2: wrong use, settings or rules; 3: something could not be read, or there was nothing
    to read.
    """
    began = time.monotonic()
    targets = _targets(format_ or common.usual_format(), outputs)
    settings = common.settings(inputs.config)
    if watch:
        _watch(inputs, settings, known, [file for _, file in targets if file])
    baseline = known_entries(known.baseline, settings, inputs.config, must=False)
    suppressions = silenced(known.ignore_file, settings, inputs.config)
    changed = _changed(revision)
    corpus = open_corpus(inputs, settings)
    checks, wrong = checks_of(settings, corpus.extractor, select, ignore)
    run = checked(corpus, checks)
    if changed is not None:
        run = replace(run, findings=tuple(found for found in run.findings if _touched(run, found, changed)))
    every = not (select or ignore or settings.select or settings.ignore or revision)
    run = settled(run, baseline, suppressions, known.today, every and not corpus.problems)
    held = _held(inputs, settings, lang, fail_on, select, ignore)
    run = replace(run, lang=lang or _language(settings), settings=held)
    _write(run, targets)
    _sum_up(run, targets[0][0], time.monotonic() - began)
    threshold = fail_on or settings.fail_on
    grave = common.SEVERITIES[: common.SEVERITIES.index(threshold) + 1] if threshold != "never" else ()
    corpus.finish(any(f.severity in grave for f in run.loud), bool(wrong))


def _changed(revision: str | None) -> Changes | None:
    """What has changed since a revision; ``None`` where none is named."""
    if revision is None:
        return None
    from figures.cli.git import changes  # noqa: PLC0415 - keeps the start quick

    return changes(revision)


def _touched(run: Run, finding: Finding, changed: Changes) -> bool:
    """Whether a finding is of an article that has changed."""
    articles = (run.articles.get(place.article) for place in finding.locations)
    return any(article is not None and changed.touch(article) for article in articles)


def _held(
    inputs: common.Inputs, settings: Config, lang: str | None, fail_on: str | None, select: Sequence[str],
    ignore: Sequence[str],
) -> tuple[str, ...]:
    """The settings of this run, as ``figures config show`` prints them."""
    import msgspec  # noqa: PLC0415 - keeps the start quick

    from figures.cli.config import held_lines  # noqa: PLC0415

    rules = tuple(map(str, common.roots(settings, inputs.rules))) if inputs.rules else ()
    given = {"paths": inputs.paths, "rules": rules, "language": lang, "fail_on": fail_on, "select": tuple(select),
             "ignore": tuple(ignore)}
    given = {key: value for key, value in given.items() if value}
    return tuple(held_lines(msgspec.structs.replace(settings, **given), set(given), inputs.config))


def _language(settings: Config) -> str:
    """The language of the settings."""
    try:
        return common.known_language(settings.language)
    except click.BadParameter as error:
        raise common.CommandError([common.wrong_setting(("language",), error.message)]) from error


def _targets(format_: str, outputs: Sequence[str]) -> list[tuple[str, str | None]]:
    """Formats and the files that they go to, ``None`` for standard output."""
    from figures.report import formats  # noqa: PLC0415 - keeps the start quick
    from figures.wording import nearest  # noqa: PLC0415

    targets: list[tuple[str, str | None]] = [(format_, None)]
    for output in outputs:
        name, colon, file = output.partition(":")
        if not colon or not file:
            raise click.BadParameter(f"'{output}' is not FORMAT:FILE", param_hint="--output")
        targets.append((name, file))
    for name, _ in targets:
        if name not in formats():
            close = nearest(name, formats())
            mean = f"; did you mean '{close}'?" if close else ""
            raise click.BadParameter(f"there is no format '{name}' (known: {', '.join(formats())}){mean}")
        common.need(name)
    return targets


def _write(run: Run, targets: Sequence[tuple[str, str | None]]) -> None:
    from figures.report import render  # noqa: PLC0415

    for name, file in targets:
        if file is None:
            common.emit_text(render(replace(run, colour=common.colours(), width=common.width(sys.stdout)), name))
        else:
            common.write_file(file, render(run, name))


def _sum_up(run: Run, format_: str, seconds: float) -> None:
    """The summary, on a terminal alone: below the report for people, else apart from the report."""
    stream = sys.stdout if format_ == "full" and sys.stdout.isatty() else sys.stderr
    width = common.width(stream)
    if width is not None:
        from figures.report import terminal  # noqa: PLC0415 - keeps the start quick

        click.echo(terminal.summary(run, seconds, width, common.colours(stream)), file=stream, nl=False, color=True)


def _watch(inputs: common.Inputs, settings: Config, known: Options, outputs: Sequence[str]) -> NoReturn:
    from figures.cli.known import files_of  # noqa: PLC0415
    from figures.cli.watch import again_and_again  # noqa: PLC0415

    paths = common.wanted_paths(inputs.paths, settings)
    if "-" in paths:
        raise click.UsageError("standard input cannot be watched: name files or folders")
    file = common.settings_file(inputs.config)
    beside = [*common.roots(settings, inputs.rules), *files_of(known, settings, inputs.config)]
    beside += [file] if file is not None else []
    again_and_again(click.get_current_context().obj, [*paths, *map(str, beside)], outputs)
