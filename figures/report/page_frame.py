"""What stands around the cards of the page: verdict, filters, what was read, the checks that ran."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from figures.model import SEVERITIES, Claim, Extraction
from figures.report.page_cards import Item, Page
from figures.report.page_markup import bdi, esc, marked, number
from figures.report.parts import Quote, checks, unread
from figures.report.run import speaks

ARTICLES, UNCLAIMED, PROBLEMS = 2_000, 500, 2_000
"""So many are listed; the rest is counted."""
AROUND = 60
"""Characters of a sentence on either side of a figure that no rule claimed."""


def verdict(page: Page, items: Sequence[Item]) -> str:
    """The heading of the page, and what was read in numbers. Each severity leads to its first finding."""
    run, w = page.run, page.w
    found = run.summary()
    grave: str = "good" if run.extractions and not run.problems else "error"
    head = esc(w("verdict.none" if run.extractions else "verdict.unread"))
    loud = [item for item in items if speaks(item.finding)]
    if loud:
        grave, head = loud[0].finding.severity, esc(w.count("finding", len(loud)))
    links: list[tuple[str, str, int]] = []
    for severity in reversed(SEVERITIES):
        first = next((item for item in loud if item.finding.severity == severity), None)
        if first:
            links.append((severity, first.ident, found[f"{severity}s"]))
    links += [("problem", "problems", found["problems"])] if run.problems else []
    counts = "".join(f'<li class="{kind}"><a href="#{ident}">{esc(w.count(kind, amount))}</a></li>'
                     for kind, ident, amount in links)
    quiet = len(items) - len(loud)
    counts += f'<li class="quiet">{esc(w.count("quiet", quiet))}</li>' if quiet else ""
    read = w("list.comma").join(w.count(noun, found[f"{noun}s"]) for noun in ("article", "figure", "claim", "event"))
    return "".join([
        f'<header class="verdict {grave}"><h1>{head}</h1>', f'<ul class="counts">{counts}</ul>' if counts else "",
        f'<p>{esc(w("read", list=read))} <span class="size">{esc(w("read.help"))}</span></p></header>',
    ])


def filters(page: Page) -> str:
    """Search and filters. They are hidden until the script of the page has shown that it runs."""
    w = page.w
    shown = esc(w("filter.shown", shown="{shown}", all="{all}"))  # the script fills them in
    return "".join([
        f'<form id="filters" role="search" aria-label="{esc(w("filter.heading"))}" hidden>',
        f'<label>{esc(w("filter.search"))} <input type="search" name="words" autocomplete="off" dir="auto"></label>',
        *page.facets.selects(),
        f'<button type="reset">{esc(w("filter.reset"))}</button>',
        f'<output role="status" data-text="{shown}"></output></form>',
    ])


# --- what was read ----------------------------------------------------------------------------------------------


def coverage(page: Page) -> str:
    """The articles, what could not be read, and the figures that no rule claimed."""
    w = page.w
    return "".join([
        f'<section id="coverage" aria-labelledby="coverage-h"><h2 id="coverage-h">{esc(w("coverage.heading"))}</h2>',
        *_problems(page), *_articles(page), *_rules(page), *_unclaimed(page), *_settings(page), "</section>\n",
    ])


def _problems(page: Page) -> Iterator[str]:
    if page.run.problems:
        yield f'<h3 id="problems">{esc(page.w("coverage.problems"))}</h3><ul class="problems">'
        yield from (f"<li>{bdi(str(problem))}</li>" for problem in unread(page.run)[:PROBLEMS])
        yield f"</ul>{_more(page, len(page.run.problems) - PROBLEMS)}"


def _articles(page: Page) -> Iterator[str]:
    w = page.w
    found = sorted(page.run.extractions, key=lambda e: e.article.id)
    if not found:
        return
    head = "".join(f'<th scope="col">{esc(w(f"table.{key}"))}</th>' for key in
                   ("article", "publisher", "date", "figures", "claimed"))
    yield f'<details><summary>{esc(w("coverage.articles"))}: {number(f"{len(found):,}")}</summary><div class="wide">'
    yield f"<table><thead><tr>{head}</tr></thead><tbody>"
    yield from (_article(page, extraction) for extraction in found[:ARTICLES])
    yield f"</tbody></table></div>{_more(page, len(found) - ARTICLES)}</details>"


def _article(page: Page, extraction: Extraction) -> str:
    article, w = extraction.article, page.w
    claimed = sum(claim.measure is not None for claim in extraction.claims)
    title = f" {bdi(article.title)}" if article.title else ""
    publisher = bdi(article.publisher) if article.publisher else esc(w("place.nobody"))
    date = number(article.date) if article.date else esc(w("place.nodate"))
    return (f"<tr><td><code>{esc(article.id)}</code>{title}</td><td>{publisher}</td><td>{date}</td>"
            f"<td>{len(extraction.claims)}</td><td>{claimed}</td></tr>")


def _rules(page: Page) -> Iterator[str]:
    """The rules that claimed figures, those of most figures first."""
    w = page.w
    amounts = Counter(claim.rule for claim in page.run.claims.values() if claim.measure is not None and claim.rule)
    measures = {claim.rule: claim.measure for claim in page.run.claims.values() if claim.measure is not None}
    if amounts:
        head = "".join(f'<th scope="col">{esc(w(f"table.{key}"))}</th>' for key in ("rule", "measure", "figures"))
        yield f'<details><summary>{esc(w("coverage.rules"))}: {number(f"{len(amounts):,}")}</summary><div class="wide">'
        yield f"<table><thead><tr>{head}</tr></thead><tbody>"
        for rule, amount in sorted(amounts.items(), key=lambda item: (-item[1], item[0])):
            yield (f'<tr><td><code dir="ltr">{esc(rule)}</code></td><td>{bdi(w.measure(measures[rule] or ""))}</td>'
                   f"<td>{amount:,}</td></tr>")
        yield "</tbody></table></div></details>"


def _settings(page: Page) -> Iterator[str]:
    if page.run.settings:
        lines = "".join(f'<li><code dir="ltr">{esc(line)}</code></li>' for line in page.run.settings)
        heading = esc(page.w("coverage.settings"))
        yield f'<details><summary>{heading}</summary><ul class="settings">{lines}</ul></details>'


def _unclaimed(page: Page) -> Iterator[str]:
    w = page.w
    found = [
        (extraction, claim) for extraction in sorted(page.run.extractions, key=lambda e: e.article.id)
        for claim in extraction.claims if claim.measure is None
    ]
    if not found:
        yield f"<p>{esc(w('coverage.all'))}</p>" if page.run.claims else ""
        return
    yield f"<details><summary>{esc(w('coverage.unclaimed'))}: {number(f'{len(found):,}')}</summary><ul>"
    yield from (f"<li>{_sentence(extraction, claim)} <code>{esc(extraction.article.id)}</code></li>"
                for extraction, claim in found[:UNCLAIMED])
    yield f"</ul>{_more(page, len(found) - UNCLAIMED)}</details>"


def _sentence(extraction: Extraction, claim: Claim) -> str:
    """The figure among the words beside it, whole ones."""
    start, end = min(claim.sentence[0], claim.start), max(claim.sentence[1], claim.end)
    body = extraction.article.body
    before, after = body[start : claim.start], body[claim.end : end]
    if len(before) > AROUND:
        before = "… " + before[-AROUND:].partition(" ")[2]
    if len(after) > AROUND:
        after = after[:AROUND].rpartition(" ")[0] + " …"
    return marked(Quote(before.lstrip(), body[claim.start : claim.end], after.rstrip()), "bdi")


def _more(page: Page, amount: int) -> str:
    return f"<p>{page.w('coverage.more', n=number(f'{amount:,}'))}</p>" if amount > 0 else ""


# --- checks -----------------------------------------------------------------------------------------------------


def checks_used(page: Page) -> str:
    """The checks that ran, with their reasons and when they are silent."""
    w = page.w
    entries = []
    for check in checks(page.run):
        silent = f"<dd>{esc(w('checks.silent'))}: {bdi(w.check(check, 'silent'))}</dd>" if check.silent else ""
        entries.append(
            f'<dt id="check-{esc(check.code)}">{esc(check.code)} <code dir="ltr">{esc(check.name)}</code> '
            f"{bdi(w.check(check, 'title'))}</dt><dd>{bdi(w.check(check, 'why'))}</dd>{silent}"
        )
    body = f"<dl>{''.join(entries)}</dl>" if entries else f"<p>{esc(w('checks.none'))}</p>"
    head = f'<h2 id="checks-h">{esc(w("checks.heading"))}</h2>'
    return f'<section id="checks" aria-labelledby="checks-h">{head}{body}</section>\n'
