"""Finds the stated quantities of Arabic and English news, who says them, and where they cannot all be true.

``extract`` reads one article, ``check`` compares many:

>>> extraction = extract("وقال الجيش إن 30 جنديا قتلوا", date="2025-04-28")
>>> [(claim.measure, claim.low, claim.unit) for claim in extraction.claims]
[('killed', 30, 'soldier')]
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from figures.extract import Extractor
    from figures.model import Article, Extraction, Finding

__all__ = ["__version__", "check", "extract"]


def __getattr__(name: str) -> str:
    """``__version__``, read from the metadata when it is asked for."""
    if name != "__version__":
        raise AttributeError(f"module 'figures' has no attribute '{name}'")
    from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415 - slow to import

    try:
        return version("newsfigures")
    except PackageNotFoundError:
        return "0+unknown"


if TYPE_CHECKING:
    __version__: str


def extract(
    article_or_text: Article | str,
    *,
    date: str | None = None,
    title: str | None = None,
    publisher: str | None = None,
    lang: str | None = None,
    rules: Sequence[str | Path] = (),
) -> Extraction:
    """The claims of one article, in order of position.

    Takes an ``Article``, or a text with what is known of it: ``date`` is the publication (ISO 8601), which relative
    times are counted from. ``rules`` are folders laid out like ``rules/``, added to what ships. Offsets of claims are
    0-based and end-exclusive in the body: title, line end, text where there is a title, else the text.

    Raises ``figures.resources.ResourceError`` where rule files are wrong; ``TypeError`` where an ``Article`` comes with
    further fields.
    """
    from figures.model import Article  # noqa: PLC0415 - imported when first needed: loading takes time

    if isinstance(article_or_text, Article):
        if (date, title, publisher, lang) != (None, None, None, None):
            raise TypeError("an Article brings its own date, title, publisher and lang")
        article = article_or_text
    else:
        article = Article(id="text", text=article_or_text, date=date, title=title, publisher=publisher, lang=lang)
    return _extractor(tuple(map(str, rules))).extract(article)


def check(
    articles: Iterable[Article],
    *,
    rules: Sequence[str | Path] = (),
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
) -> list[Finding]:
    """The findings over articles whose ids are unique, gravest first. The order of the articles changes nothing.

    ``select`` and ``ignore`` name checks by code or name; all run where ``select`` is empty. Raises
    ``figures.resources.ResourceError`` where rule files or checks are wrong, ``ValueError`` where an id stands twice.
    """
    from figures.checks import load_own, lore_of, make_panel, run_checks  # noqa: PLC0415
    from figures.resources import ResourceError  # noqa: PLC0415
    from figures.series import link_all  # noqa: PLC0415

    extractor = _extractor(tuple(map(str, rules)))
    ordered = sorted(articles, key=lambda article: article.id)
    for one, other in pairwise(ordered):
        if one.id == other.id:
            raise ValueError(f"two articles have the id '{one.id}'")
    extractions = [extractor.extract(article) for article in ordered]
    links = link_all(extractions)
    own, problems = load_own(extractor.roots, extractor.measures)
    if problems:
        raise ResourceError(problems)
    checks = make_panel(select, ignore, lore_of(extractor), own=[one.member for one in own])
    return run_checks(links.events, extractions, links=links, checks=checks)


class _Package(ModuleType):
    """The package, in which ``extract`` stays the function: importing the module ``figures.extract`` would put itself
    there."""

    def __setattr__(self, name: str, value: object) -> None:
        if name != "extract" or not isinstance(value, ModuleType):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package


@lru_cache(maxsize=4)
def _extractor(roots: tuple[str, ...]) -> Extractor:
    from figures.extract import Extractor  # noqa: PLC0415
    from figures.resources import ResourceError  # noqa: PLC0415

    extractor = Extractor(tuple(map(Path, roots)))
    if extractor.problems:
        raise ResourceError(extractor.problems)
    return extractor
