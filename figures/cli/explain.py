"""``figures explain``: why each figure was claimed as it was, or not."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from figures.cli import common

if TYPE_CHECKING:
    from figures.model import Article, Claim

_LINE = re.compile(r"(.+):(\d+)\Z", re.DOTALL)


@click.command()
@common.input_options
@click.option("--tokens", is_flag=True, help="List every token with the lexicons and units that it is in.")
@click.option("--pair", nargs=2, metavar="A B", help="Two ids of claims, as extract and check print them in JSON.")
@common.check_options
def explain(
    *, inputs: common.Inputs, tokens: bool, pair: tuple[str, str] | None, fail_on: str | None, select: tuple[str, ...],
    ignore: tuple[str, ...],
) -> None:
    """Show every figure, claimed or not: the rule that won, the words that made it win, and what lost.

    PATH is one file, a file and a line in it (FILE:LINE), or a text. With --pair A B: why the two claims, in the
    articles of PATH…, were linked or not, compared or not, and which check fires or is silent for which reason.
    """
    del fail_on  # there are no findings to fail on
    if pair is not None:
        _pair(inputs, pair, select, ignore)
    elif len(inputs.paths) != 1:
        raise click.UsageError("name one file, FILE:LINE or a text, or two claims with --pair and where they are")
    else:
        _figures(inputs, inputs.paths[0], tokens)


def _figures(inputs: common.Inputs, target: str, tokens: bool) -> None:
    from figures.explain import explain_article  # noqa: PLC0415 - keeps the start quick
    from figures.model import Article  # noqa: PLC0415
    from figures.report import safe  # noqa: PLC0415

    settings = common.settings(inputs.config)
    file, line = _file(target)
    no_line: int | None = None
    if file is None:
        chosen, unreadable = [(Article(id="text", text=target), no_line)], False
    else:
        chosen, unreadable = _articles(file, line, inputs.encoding)
    extractor = common.load_extractor(settings, inputs.rules)
    for article, body_line in chosen:
        if file is not None:
            common.emit_text(f"{safe(article.id)}\n")
        text = explain_article(extractor, article, body_line, tokens)
        common.emit_text("".join(f"{_indent(part)}{safe(part.lstrip(' '))}\n" for part in text.split("\n")))
    common.finish(bool(extractor.problems), unreadable and not inputs.allow_unreadable)


def _pair(inputs: common.Inputs, ids: tuple[str, str], select: tuple[str, ...], ignore: tuple[str, ...]) -> None:
    from figures.cli.corpus import open_corpus  # noqa: PLC0415
    from figures.cli.project import checks_of  # noqa: PLC0415
    from figures.pair import Pair, explain_pair  # noqa: PLC0415
    from figures.series import link_all  # noqa: PLC0415
    from figures.wording import nearest  # noqa: PLC0415

    corpus = open_corpus(inputs)
    panel, wrong = checks_of(corpus.settings, corpus.extractor, select, ignore)
    extractions = list(corpus.extractions())
    claims = {claim.id: claim for found in extractions for claim in found.claims}
    for id_ in ids:
        if id_ not in claims:
            close = nearest(id_, claims)
            mean = f"; did you mean '{close}'?" if close else ""
            raise click.UsageError(f"there is no claim '{id_}' in these articles{mean}")
    if ids[0] == ids[1]:
        raise click.UsageError("the two claims are one")
    pair = Pair(claims[ids[0]], claims[ids[1]], extractions, link_all(extractions, corpus.settings.topics), panel)
    articles = {found.article.id: found.article for found in extractions}
    for name, claim in zip("AB", (pair.a, pair.b), strict=True):
        _place(name, claim, articles[claim.article])
    for text, words in explain_pair(pair):
        _say(text, words)
    corpus.finish(rules_wrong=bool(wrong))


def _place(name: str, claim: Claim, article: Article) -> None:
    """A claim in its sentence, where it stands and what it was read as."""
    from figures.report import words  # noqa: PLC0415

    start, end = min(claim.sentence[0], claim.start), max(claim.sentence[1], claim.end)
    body = article.body
    _say(f"{name}: ", f"{body[start : claim.start].lstrip()}[{claim.text}]{body[claim.end : end].rstrip()}")
    _say("   ", ", ".join([claim.id, article.path or article.id, article.publisher or "unknown publisher",
                           article.date or "no date"]))
    _say("   read as: ", words.reading(claim))
    slots = [f"{key}: {words.slot(slot)}" for key, slot in
             (("said by", claim.source), ("of whom", claim.subject), ("where", claim.place)) if slot]
    if slots:
        _say("   ", " · ".join(slots))
    _say("", "")


def _say(text: str, words: str) -> None:
    from figures.report.safe import isolate, safe  # noqa: PLC0415

    line = f"{_indent(text)}{safe(text.lstrip(' '))}{isolate(words) if words.strip() else ''}"
    common.emit_text(f"{line}\n")


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


def _articles(
    file: str, line: int | None, encoding: str | None
) -> tuple[list[tuple[Article, int | None]], bool]:
    """The articles of a file with the line of their body to explain, and whether something was not read."""
    from figures.model import Article  # noqa: PLC0415
    from figures.read import read_articles  # noqa: PLC0415

    items = list(read_articles([file], encoding))
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
