"""HTML: one page that needs nothing else, for people.

It has no network access: its policy allows the style and the script that stand in it, by their hashes, and nothing
else, so that even a text that slipped through the escaping could load or run nothing. Without JavaScript everything is
there but the filters. How it is put together: ``page_frame`` around ``page_cards``, whose drawings are ``page_plot``'s;
words come from ``ui``, and every text of an article goes through ``page_markup``.
"""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib.resources import files

from figures import __version__
from figures.model import SEVERITIES, Finding
from figures.report.page_cards import Item, Page, event_card
from figures.report.page_facets import Facets
from figures.report.page_frame import checks_used, coverage, filters, verdict
from figures.report.page_markup import esc
from figures.report.parts import ranked
from figures.report.run import Run
from figures.report.ui import languages

NAME = "html"

SHEAF = 40
"""Cards in a sheaf; ``page.css`` knows how high one is about."""


def render(run: Run) -> str:
    """The page, in the language of the run. Raises ``KeyError`` for a language that there are no words in."""
    w = languages()[run.lang]
    found = ranked(run)
    page = Page(run, w, {event.id: event for event in run.events}, Facets(run, found, w))
    items = _numbered(found)
    return "".join([
        f'<!doctype html>\n<html lang="{w.lang}" dir="{w.direction}">\n<head>\n{_head(page)}</head>\n<body>\n',
        f'<a class="skip" href="#findings">{esc(w("skip"))}</a>\n',
        verdict(page, items), "\n", filters(page) if items else "", '\n<main id="findings" tabindex="-1">\n',
        *_findings(page, items), "</main>\n", coverage(page), checks_used(page),
        f"<script>{_asset('page.js')}</script>\n</body>\n</html>\n",
    ])


def _head(page: Page) -> str:
    style, script = _asset("page.css"), _asset("page.js")
    policy = (f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; base-uri 'none'; "
              "form-action 'none'")
    return (
        '<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        '<meta name="color-scheme" content="light dark">\n'
        f'<meta name="generator" content="figures {esc(__version__)}">\n'
        f"<title>{esc(page.w('title'))}</title>\n<style>{style}</style>\n"
    )


def _numbered(found: Sequence[Finding]) -> list[Item]:
    """The findings with ids that stay the same from run to run."""
    seen: Counter[str] = Counter()
    items = []
    for finding in found:
        seen[finding.fingerprint] += 1
        again = f"-{seen[finding.fingerprint]}" if seen[finding.fingerprint] > 1 else ""
        items.append(Item(f"f-{esc(finding.fingerprint)}{again}", finding))
    return items


def _findings(page: Page, items: Sequence[Item]) -> Iterator[str]:
    """A section for each severity: the events whose gravest finding has it, and all that was found of them."""
    events: dict[str, list[Item]] = {}
    for item in items:
        events.setdefault(item.finding.event or "", []).append(item)
    numbers = {event: i for i, event in enumerate(events)}
    for severity in reversed(SEVERITIES):
        of_it = [event for event, own in events.items() if own[0].finding.severity == severity]
        if of_it:
            heading = esc(page.w(f"heading.{severity}"))
            yield f'<section class="severity" aria-labelledby="{severity}"><h2 id="{severity}">{heading}</h2>\n'
            yield from _sheaves([event_card(page, event, events[event], f"e{numbers[event]}") for event in of_it])
            yield "</section>\n"


def _sheaves(cards: Sequence[str]) -> Iterator[str]:
    """The cards, many of them in sheaves: a browser that scrolls lays out the sheaf that it shows, not thousands of
    cards."""
    for start in range(0, len(cards), SHEAF):
        sheaf = cards[start : start + SHEAF]
        full = len(cards) > SHEAF == len(sheaf)
        yield from ('<div class="sheaf">\n', *sheaf, "</div>\n") if full else sheaf


def _hash(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


@lru_cache(maxsize=4)
def _asset(name: str) -> str:
    """A file of this package that goes into the page as it is."""
    return files("figures.report").joinpath(name).read_text("utf-8")
