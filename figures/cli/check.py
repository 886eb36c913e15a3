"""``figures check``: the main job."""

from __future__ import annotations

import sys
import time
from dataclasses import replace
from typing import TYPE_CHECKING, NoReturn

import click

from figures.cli import common, work

if TYPE_CHECKING:
    from collections.abc import Sequence

    from figures.extract import Extractor
    from figures.report import Run

SEVERITIES = ("error", "warning", "note", "never")


class FormatOption(click.Option):
    """An option whose help lists the formats that there are, without loading them to parse a command line."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """The line of ``--help``."""
        from figures.report import formats  # noqa: PLC0415 - keeps the start quick

        self.help = (f"The report on standard output: {', '.join(formats())}. "
                     "Without it, github in GitHub Actions, else full.")
        return super().get_help_record(ctx)


def _language(_context: click.Context, _parameter: click.Parameter, value: str) -> str:
    if value != "en":  # the default is there in any case, and the files need not be read
        from figures.report.ui import languages  # noqa: PLC0415 - keeps the start quick

        if value not in languages():
            raise click.BadParameter(f"there are no words in '{value}' (known: {', '.join(sorted(languages()))})")
    return value


@click.command()
@common.input_options
@click.option("--format", "format_", cls=FormatOption, metavar="FORMAT")
@click.option("--output", "outputs", multiple=True, metavar="FORMAT:FILE",
              help="Also write a report to a file. Repeatable.")
@click.option("--statistics", "format_", flag_value="statistics",
              help="Count findings by check, measure and publisher in place of the report.")
@click.option("--watch", is_flag=True, help="Check again whenever an article, a rule or the settings have changed.")
@click.option("--lang", default="en", callback=_language, metavar="LANG",
              help="The language of the words around the findings in HTML: en or ar.")
@click.option("--fail-on", type=click.Choice(SEVERITIES), help="The mildest severity that makes the exit code 1.")
@click.option("--select", multiple=True, metavar="CHECK", help="Run only this check (code or name). Repeatable.")
@click.option("--ignore", multiple=True, metavar="CHECK", help="Do not run this check (code or name). Repeatable.")
def check(
    *, paths: tuple[str, ...], encoding: str | None, allow_unreadable: bool, jobs: int | None, debug: bool,
    rules: tuple[str, ...], config: str | None, format_: str | None, outputs: tuple[str, ...], lang: str,
    fail_on: str | None, select: tuple[str, ...], ignore: tuple[str, ...],
    watch: bool,
) -> None:
    """Find stated figures that cannot all be true.

    Reads articles (JSON Lines, Markdown or text with front matter, folders of them, - for JSON Lines on standard
    input) and reports claims at odds. Exit code 0: nothing at or above --fail-on; 1: findings; 2: wrong use, settings
    or rules; 3: something could not be read, or there was nothing to read.
    """
    began = time.monotonic()
    settings = common.settings(config)
    paths = common.wanted_paths(paths, settings)
    targets = _targets(format_ or common.usual_format(), outputs)
    if watch:
        rule_folders = map(str, common.roots(settings, rules))
        _watch([*paths, *rule_folders], [file for _, file in targets if file], config)
    select, ignore = _known_checks(select or settings.select), _known_checks(ignore or settings.ignore)
    extractor = common.load_extractor(settings, rules)
    articles, problems = work.read(paths, encoding)
    common.complain(problems)
    results = list(work.extract(extractor, articles, common.jobs_of(jobs), debug))
    run = _run(extractor, results, select, ignore)
    common.complain(run.problems)
    if not articles:
        common.complain([f"no articles found in {', '.join(paths)}"])
    run = replace(run, problems=(*problems, *run.problems), lang=lang)
    _write(run, targets)
    _sum_up(run, targets[0][0], time.monotonic() - began)
    threshold = fail_on or settings.fail_on
    grave = SEVERITIES[: SEVERITIES.index(threshold) + 1] if threshold != "never" else ()
    unreadable = (bool(run.problems) or not articles) and not allow_unreadable
    common.finish(bool(extractor.problems), unreadable, any(f.severity in grave for f in run.findings))


def _targets(format_: str, outputs: Sequence[str]) -> list[tuple[str, str | None]]:
    """Formats and the files that they go to, ``None`` for standard output."""
    from figures.report import formats  # noqa: PLC0415 - keeps the start quick
    from figures.resources import nearest  # noqa: PLC0415

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
    return targets


def _known_checks(names: Sequence[str]) -> tuple[str, ...]:
    from figures.checks import all_checks  # noqa: PLC0415
    from figures.resources import nearest  # noqa: PLC0415

    known = [name for found in all_checks().values() for name in (found.code, found.name)]
    for name in names:
        if name not in known:
            close = nearest(name, known)
            mean = f"; did you mean '{close}'?" if close else ""
            raise click.UsageError(f"there is no check '{name}' (known: {', '.join(known)}){mean}")
    return tuple(names)


def _run(extractor: Extractor, results: Sequence[object], select: Sequence[str], ignore: Sequence[str]) -> Run:
    from figures.checks import chosen, lore_of, run_checks  # noqa: PLC0415
    from figures.model import Extraction, Problem  # noqa: PLC0415
    from figures.report import Run  # noqa: PLC0415
    from figures.series import link_all  # noqa: PLC0415

    extractions = tuple(item for item in results if isinstance(item, Extraction))
    links = link_all(extractions)
    findings = run_checks(links.events, extractions, select, ignore, links, lore=lore_of(extractor))
    problems = tuple(item for item in results if isinstance(item, Problem))
    return Run(extractions, links.events, tuple(findings), problems, checks=chosen(select, ignore))


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


def _watch(paths: Sequence[str], outputs: Sequence[str], config: str | None) -> NoReturn:
    from figures.cli.watch import again_and_again, settings_beside  # noqa: PLC0415

    if "-" in paths:
        raise click.UsageError("standard input cannot be watched: name files or folders")
    again_and_again(click.get_current_context().obj, [*paths, *settings_beside(common.settings_file(config))], outputs)
