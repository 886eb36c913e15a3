"""A project's settings as the commands use them: who checks, how each check speaks, what is wrong in the settings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import click

from figures.cli import common

if TYPE_CHECKING:
    from figures.checks import Check, Panel, Terms
    from figures.cli.corpus import Corpus
    from figures.config import Config
    from figures.extract import Extractor
    from figures.model import Problem
    from figures.report import Run


def checks_of(
    config: Config, extractor: Extractor, select: Sequence[str] = (), ignore: Sequence[str] = ()
) -> tuple[Panel, list[Problem]]:
    """The checks that run by the settings and the command line, which comes first; and the problems of those of the
    project that are left out. Names that no check has end the command."""
    from figures.checks import load_own, lore_of, make_panel  # noqa: PLC0415 - keeps the start quick

    own, problems = load_own(extractor.roots, extractor.measures)
    common.complain(problems)
    members, lore = [one.member for one in own], lore_of(extractor)
    codes = known_checks(config, make_panel(lore=lore, own=members).checks.values())
    for name in (*select, *ignore):
        if name not in codes:
            raise click.UsageError(f"there is no check '{name}' (known: {', '.join(codes)}){_mean(name, codes)}")
    terms = _terms(config, codes)
    return make_panel(select or config.select, ignore or config.ignore, lore, terms, members), problems


def checked(corpus: Corpus, checks: Panel) -> Run:
    """The findings over a corpus, with all that was read for them."""
    from figures.checks import run_checks  # noqa: PLC0415
    from figures.report import Run  # noqa: PLC0415
    from figures.series import link_all  # noqa: PLC0415

    extractions = tuple(corpus.extractions())
    links = link_all(extractions, corpus.settings.topics)
    findings = run_checks(links.events, extractions, links=links, checks=checks)
    return Run(extractions, links.events, tuple(findings), tuple(corpus.problems), checks=checks.checks)


def known_checks(config: Config, checks: Iterable[Check]) -> dict[str, str]:
    """The code of each check by its code and by its name. Other names in the settings end the command."""
    from figures.config import unknown_checks  # noqa: PLC0415

    codes = {name: check.code for check in checks for name in (check.code, check.name)}
    wrong = unknown_checks(config, codes)
    if wrong:
        raise common.CommandError([common.wrong_setting(*odd) for odd in wrong])
    return codes


def _mean(name: str, known: dict[str, str]) -> str:
    from figures.wording import nearest  # noqa: PLC0415

    close = nearest(name, known)
    return f"; did you mean '{close}'?" if close else ""


def _terms(config: Config, codes: dict[str, str]) -> Terms:
    from figures.checks import Terms, sources_of  # noqa: PLC0415

    severities = {codes[name]: one.severity for name, one in config.checks.items() if one.severity is not None}
    tolerances = {codes[name]: one.tolerance for name, one in config.checks.items()}
    aliases = {name: one.aliases for name, one in config.sources.items()}
    trust = {name: one.trust for name, one in config.sources.items()}
    return Terms(severities, tolerances, sources_of(aliases, trust))
