"""``figures explain``: why each figure was claimed as it was, or not."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from figures.cli import common

if TYPE_CHECKING:
    from figures.model import Article

_LINE = re.compile(r"(.+):(\d+)\Z", re.DOTALL)


@click.command()
@click.argument("target", metavar="FILE[:LINE]|TEXT")
@click.option("--tokens", is_flag=True, help="List every token with the lexicons and units that it is in.")
@common.resource_options
def explain(target: str, tokens: bool, rules: tuple[str, ...], config: str | None) -> None:
    """Show every figure, claimed or not: the rule that won, the words that made it win, and what lost.

    TARGET is a file, a file and a line in it, or a text.
    """
    from figures.explain import explain_article  # noqa: PLC0415 - keeps the start quick
    from figures.model import Article  # noqa: PLC0415
    from figures.report import safe  # noqa: PLC0415

    settings = common.settings(config)
    file, line = _file(target)
    no_line: int | None = None
    if file is None:
        chosen, unreadable = [(Article(id="text", text=target), no_line)], False
    else:
        chosen, unreadable = _articles(file, line)
    extractor = common.load_extractor(settings, rules)
    for article, body_line in chosen:
        if file is not None:
            common.emit_text(f"{safe(article.id)}\n")
        text = explain_article(extractor, article, body_line, tokens)
        common.emit_text("".join(f"{_indent(part)}{safe(part.lstrip(' '))}\n" for part in text.split("\n")))
    common.finish(bool(extractor.problems), unreadable)


def _indent(line: str) -> str:
    return " " * (len(line) - len(line.lstrip(" ")))


def _file(target: str) -> tuple[str | None, int | None]:
    try:
        if Path(target).exists():
            return target, None
        found = _LINE.match(target)
        if found and Path(found[1]).exists():
            return found[1], int(found[2])
    except (OSError, ValueError):
        return None, None  # too long for a path, or not one: it is a text
    return None, None


def _articles(file: str, line: int | None) -> tuple[list[tuple[Article, int | None]], bool]:
    """The articles of a file with the line of their body to explain, and whether something was not read."""
    from figures.model import Article  # noqa: PLC0415
    from figures.read import read_articles  # noqa: PLC0415

    items = list(read_articles([file]))
    problems = [item for item in items if not isinstance(item, Article)]
    common.complain(problems)
    articles = [item for item in items if isinstance(item, Article)]
    if line is None:
        return [(article, None) for article in articles], bool(problems) or not articles
    chosen = [
        (article, _body_line(article, line) if article.verbatim else None) for article in articles
        if article.verbatim or article.line == line
    ]
    if not chosen:
        raise common.CommandError([f"{file}:{line}: there is no article"])
    return chosen, False


def _body_line(article: Article, line: int) -> int:
    """The line of the body that a line of the file is: front matter stands for the title."""
    return max(line - (article.line or 1) + 1, 0 if article.title else 1) + (1 if article.title else 0)
