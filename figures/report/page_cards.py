"""The cards of the page: an event with drawings of its series, and its findings with their sentences side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from figures.baseline import IGNORE, snippet
from figures.model import Article, Claim, Event, Finding, Location, Period
from figures.report import page_plot
from figures.report.page_facets import Facets
from figures.report.page_markup import bdi, esc, flow, is_arabic, marked, number, slot
from figures.report.parts import exact, link, named, path_of, quoted
from figures.report.run import Run
from figures.report.told import told
from figures.report.ui import Words
from figures.report.words import factor

PLACES = 40
"""So many places of a finding are shown: copies of one wire text can be hundreds."""
PLOTS, VERSUS = 4, 3


class Page(NamedTuple):
    """What all parts of a page are made from."""

    run: Run
    w: Words
    events: Mapping[str, Event]
    facets: Facets


class Item(NamedTuple):
    """A finding and its id in the page."""

    ident: str
    finding: Finding


# --- events -----------------------------------------------------------------------------------------------------


def event_card(page: Page, event_id: str | None, items: Sequence[Item], ident: str) -> str:
    """A section with what the findings of an event have in common, then the findings."""
    w, event = page.w, page.events.get(event_id or "")
    findings = [item.finding for item in items]
    articles = [page.run.articles[i] for i in sorted(event.articles if event else ()) if i in page.run.articles]
    newest = page.run.articles.get(findings[0].locations[0].article)
    if newest and newest.title:
        title = bdi(newest.title)
    else:
        title = esc(w("event", id=event_id)) if event_id else esc(w("event.none"))
    days = sorted({article.date[:10] for article in articles if article.date})
    facts = []
    if days:
        first, last = number(days[0]), number(days[-1])
        facts.append(first if first == last else w("days", **{"from": first, "to": last}))
    if articles:
        facts.append(esc(w.count("article", len(articles))))
    facts.append(esc(w.count("finding", len(findings))))
    return "".join([
        f'<section class="event" aria-labelledby="{ident}"><header><h3 id="{ident}">{title}</h3>',
        f"<p>{' · '.join(facts)}</p></header>",
        _plots(page, event, findings, ident),
        *(_finding(page, item) for item in items),
        "</section>\n",
    ])


def _plots(page: Page, event: Event | None, findings: Sequence[Finding], ident: str) -> str:
    odds = {p.claim for finding in findings for p in finding.locations if p.claim}
    series = {s.series: s.claims for s in event.series} if event else {}
    drawn: dict[str, dict[str, Claim]] = {}
    for finding in findings:
        own = [claim for p in finding.locations if (claim := page.run.claims.get(p.claim or ""))]
        if own and own[0].measure is not None:  # figures of which nothing says what they count share no scale
            # what is at odds with a series may stand in another one: a part and its whole, a headline without a place
            claims = [*series.get(finding.series or "", ()), *own]
            measure = claims[0].measure
            drawn.setdefault(f"{finding.series} {measure}", {}).update(
                {claim.id: claim for claim in claims if claim.measure == measure})
    plots = "".join(part for i, found in enumerate(list(drawn.values())[:PLOTS])
                    for part in _plot(page, list(found.values()), odds, f"{ident}-{i}"))
    return f'<div class="plots">{plots}</div>' if plots else ""


def _plot(page: Page, claims: Sequence[Claim], odds: set[str], ident: str) -> Iterator[str]:
    """The drawing of a series with its legend and its table; nothing where there are no two values to compare."""
    w = page.w
    kinds = Counter(claim.kind for claim in claims if claim.id in odds) or Counter(claim.kind for claim in claims)
    kind = min(kinds, key=lambda name: (-kinds[name], name))
    found = [
        point for claim in claims if claim.kind == kind
        and (point := page_plot.point(claim, _date(page, claim), page.facets.source(page.run, claim),
                                      claim.id in odds))
    ]
    found.sort(key=lambda p: (not p.odds, p.day is None, p.day, p.source, p.best, p.claim.id))
    points = sorted(found[: page_plot.MOST], key=lambda p: (p.day is None, p.day, p.source, p.best, p.claim.id))
    if len(points) < 2:
        return
    sources = sorted({p.source for p in points}, key=lambda s: (-sum(p.source == s for p in points), s))
    name = w("plot", measure=w.measure(points[0].claim.measure))
    yield f'<figure class="plot"><figcaption>{esc(name)}</figcaption>'
    drawing = page_plot.svg(points, sources, name, ident, w)
    yield f'<div class="drawing" tabindex="0" role="group" aria-label="{esc(name)}">{drawing}</div>'
    entries = "".join(f"<li>{page_plot.swatch(i)}{bdi(source)}</li>" for i, source in enumerate(sources))
    yield f'<ul class="legend" aria-label="{esc(w("plot.sources"))}">{entries}</ul>'
    if len(found) > len(points):
        yield f"<p>{esc(w('plot.more', figures=w.count('figure', len(found) - len(points))))}</p>"
    if not all(p.odds for p in points):  # else all of them are quoted below
        yield f"<details><summary>{esc(w('plot.table'))}</summary>{_table(page, points)}</details>"
    yield "</figure>"


def _table(page: Page, points: Sequence[page_plot.Point]) -> str:
    w = page.w
    head = "".join(f'<th scope="col">{esc(w(key))}</th>' for key in
                   ("table.date", "table.source", "table.figure", "table.value", "plot.odds"))
    rows = "".join(
        f"<tr><td>{number(p.day.isoformat()) if p.day else esc(w('plot.undated'))}</td><td>{bdi(p.source)}</td>"
        f"<td>{bdi(p.claim.text)}</td><td>{flow(w.value(p.claim), w.direction == 'rtl')}</td>"
        f"<td>{'◯' if p.odds else ''}</td></tr>"
        for p in points
    )
    return f'<div class="wide"><table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>'


def _date(page: Page, claim: Claim) -> str | None:
    article = page.run.articles.get(claim.article)
    return article.date if article else None


# --- findings ---------------------------------------------------------------------------------------------------


def _finding(page: Page, item: Item) -> str:
    ident, finding = item
    w, check = page.w, page.run.checks.get(finding.code)
    title = bdi(w.check(check, "title")) if check else esc(finding.check)
    apart = factor(finding.gap)
    size = f' <span class="size">{w("apart", factor=number(apart))}</span>' if apart else ""
    places = "".join(_place(page, place) for place in finding.locations[:PLACES])
    more = len(finding.locations) - PLACES
    return "".join([
        f'<article class="finding {finding.severity}" id="{ident}"{page.facets.data(page.run, finding)}>',
        f'<h4><span class="badge">{esc(w(f"severity.{finding.severity}"))}</span> ',
        f'<a href="#check-{esc(finding.code)}">{esc(finding.code)}</a> {title}{size}</h4>',
        _message(page, finding),
        f'<ol class="places">{places}</ol>',
        f"<p>{esc(w('place.more', places=w.count('place', more)))}</p>" if more > 0 else "",
        _state(page, finding),
        f'<p class="why"><b>{esc(w("why"))}:</b> {bdi(w.check(check, "why"))}</p>' if check else "",
        _silence(page, finding),
        "</article>",
    ])


def _message(page: Page, finding: Finding) -> str:
    """The message, with the figures that it names in a direction of their own."""
    w = page.w
    if w.lang == "en":
        return _own(finding)
    pieces = told(finding, w)
    if pieces is None:
        return _versus(page, finding) + _own(finding)
    made = "".join(bdi(piece.text) if piece.apart else esc(piece.text) for piece in pieces)
    return f'<p class="message">{made}</p>'


def _own(finding: Finding) -> str:
    """The message as its check writes it."""
    made = "".join(bdi(piece) if figure else esc(piece) for piece, figure in named(finding))
    return f'<p class="message own" lang="en" dir="ltr">{made}</p>'


def _versus(page: Page, finding: Finding) -> str:
    """The figures at odds and who gives each, for a message that has no translation."""
    figures: dict[str, str] = {}
    for place in finding.locations[:PLACES]:
        claim = page.run.claims.get(place.claim or "")
        source = f" ({bdi(page.facets.source(page.run, claim))})" if claim else ""
        figures.setdefault(place.text, f"{bdi(place.text)}{source}")
    between = f" {esc(page.w('versus'))} "
    return f'<p class="message">{between.join(list(figures.values())[:VERSUS])}</p>'


def _state(page: Page, finding: Finding) -> str:
    if finding.suppressed is not None:
        return f'<p class="state">{page.w("suppressed", why=bdi(finding.suppressed))}</p>'
    known = finding.baseline not in (None, "new", "updated")
    return f'<p class="state">{esc(page.w("known"))}</p>' if known else ""


def _silence(page: Page, finding: Finding) -> str:
    w = page.w
    lines = [line[: len(line) - len(line.lstrip())] + esc(line.lstrip()) for line in snippet(finding).split("\n")]
    entry = "\n".join(lines).rstrip()
    return (f'<p class="silence">{esc(w("silence"))}: <code dir="ltr">--ignore {esc(finding.code)}</code> · '
            f'{w("fingerprint", fingerprint=f"<code>{esc(finding.fingerprint)}</code>")}</p>'
            f'<details class="silence"><summary>{w("suppress", file=f"<code>{IGNORE}</code>")}</summary>'
            f'<pre dir="ltr" lang="en">{entry}</pre></details>')


def _place(page: Page, place: Location) -> str:
    run, w = page.run, page.w
    article, claim = run.articles.get(place.article), run.claims.get(place.claim or "")
    facts = [("place.quoted", bdi(place.text))]
    if claim is not None:
        facts = [("place.said", _said(page, article, claim)), *facts, ("place.read", _reading(w, claim))]
        facts += _circumstances(w, claim)
    if claim is not None and claim.rule:
        by = f" ({bdi(claim.trigger)})" if claim.trigger else ""
        facts.append(("place.rule", f'<code dir="ltr">{esc(claim.rule)}</code>{by}'))
    facts.append(("place.published", _published(page, article, place)))
    column = f":{place.column}" if exact(run, place) else ""
    facts.append(("place.file", f'<code dir="ltr">{esc(path_of(place))}:{place.line}{column}</code>'))
    rows = "".join(f"<dt>{esc(w(key))}</dt><dd>{value}</dd>" for key, value in facts)
    return f"<li>{marked(quoted(article, claim, place), 'blockquote')}<dl>{rows}</dl></li>"


def _circumstances(w: Words, claim: Claim) -> Iterator[tuple[str, str]]:
    """Of whom, by whom, where and when; where and when also if nothing says so, since readers look for them."""
    for key, value in (("place.whom", claim.subject), ("place.actor", claim.actor), ("place.where", claim.place)):
        if value is not None:
            yield key, slot(value, w)
        elif key == "place.where":
            yield key, esc(w("place.unsaid"))
    yield "place.when", _time(w, claim.period) if claim.period else esc(w("place.unsaid"))
    if claim.stated is not None:
        yield "place.stated", _time(w, claim.stated)


def _time(w: Words, time: Period) -> str:
    """The words of a time, the days that they mean, and how far from the figure they were found."""
    notes = [_days(w, time.from_, time.to)] if time.from_ or time.to else []
    notes += [esc(w(f"origin.{time.origin}"))] if f"origin.{time.origin}" in w.keys else []
    return bdi(time.text) + (f" ({esc(w('list.comma')).join(notes)})" if notes else "")


def _reading(w: Words, claim: Claim) -> str:
    return f'<bdi dir="{w.direction}">{flow(w.reading(claim), w.direction == "rtl")}</bdi>'


def _days(w: Words, first: str | None, last: str | None) -> str:
    if first == last:
        return number(first or "…")
    return w("days", **{"from": number(first or "…"), "to": number(last or "…")})


def _said(page: Page, article: Article | None, claim: Claim) -> str:
    w = page.w
    if claim.source is None:
        publisher = bdi(article.publisher) if article and article.publisher else esc(w("place.article"))
        return w("place.itself", publisher=publisher)
    via = f"{esc(w('list.comma'))}{w('place.via', via=bdi(w.agency(claim.source.via)))}" if claim.source.via else ""
    return slot(claim.source, w) + via


def _published(page: Page, article: Article | None, place: Location) -> str:
    w = page.w
    parts = [bdi(article.publisher) if article and article.publisher else esc(w("place.nobody"))]
    date = article.date if article else None
    parts.append(number(date) if date else esc(w("place.nodate")))
    if article and article.title and place.end <= len(article.title):
        parts.append(esc(w("place.headline")))
    url = link(article.url if article else None)
    if url:
        label = esc(w("place.link"))
        parts.append(f'<a href="{esc(url)}" rel="noopener noreferrer nofollow external">{label}</a>')
    elif article and article.url and not is_arabic(article.url):
        parts.append(f"<code>{esc(article.url)}</code>")
    return " · ".join(parts)
