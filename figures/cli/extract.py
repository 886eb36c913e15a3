"""``figures extract`` and ``figures series``: the claims and their series, for programs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import click

from figures.cli import common, work

FORMATS = click.Choice(("jsonl", "json"))


@click.command()
@common.input_options
@click.option("--format", "format_", type=FORMATS, default="jsonl", help="One claim a line, or one array.")
def extract(
    *, paths: tuple[str, ...], encoding: str | None, allow_unreadable: bool, jobs: int | None, debug: bool,
    rules: tuple[str, ...], config: str | None, format_: str,
) -> None:
    """Print every stated figure with all that is known of it, in order of article and position."""
    from figures.model import Problem  # noqa: PLC0415 - keeps the start quick

    settings = common.settings(config)
    paths = common.wanted_paths(paths, settings)
    extractor = common.load_extractor(settings, rules)
    articles, problems = work.read(paths, encoding)
    common.complain(problems)
    failed: list[Problem] = []

    def claims() -> Iterator[object]:
        for result in work.extract(extractor, articles, common.jobs_of(jobs), debug):
            if isinstance(result, Problem):
                failed.append(result)
                common.complain([result])
            else:
                yield from result.claims

    _print(claims(), format_)
    if not articles:
        common.complain([f"no articles found in {', '.join(paths)}"])
    unreadable = bool(problems or failed) or not articles
    common.finish(bool(extractor.problems), unreadable and not allow_unreadable)


@click.command()
@common.input_options
@click.option("--format", "format_", type=FORMATS, default="jsonl", help="One series a line, or one array.")
def series(
    *, paths: tuple[str, ...], encoding: str | None, allow_unreadable: bool, jobs: int | None, debug: bool,
    rules: tuple[str, ...], config: str | None, format_: str,
) -> None:
    """Print the series of comparable claims of each event."""
    from figures.model import Extraction, Problem  # noqa: PLC0415
    from figures.series import link  # noqa: PLC0415

    settings = common.settings(config)
    paths = common.wanted_paths(paths, settings)
    extractor = common.load_extractor(settings, rules)
    articles, problems = work.read(paths, encoding)
    results = list(work.extract(extractor, articles, common.jobs_of(jobs), debug))
    failed = [item for item in results if isinstance(item, Problem)]
    common.complain([*problems, *failed])
    events = link([item for item in results if isinstance(item, Extraction)])
    _print((found for event in events for found in event.series), format_)
    if not articles:
        common.complain([f"no articles found in {', '.join(paths)}"])
    unreadable = bool(problems or failed) or not articles
    common.finish(bool(extractor.problems), unreadable and not allow_unreadable)


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
