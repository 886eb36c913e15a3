"""CSV (RFC 4180): a row for each place of each finding, for spreadsheets and data frames."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

from figures.model import Finding, Location, Value, plain
from figures.report.parts import path_of, quoted, ranked
from figures.report.run import Run
from figures.report.safe import cut, safe

NAME = "csv"

COLUMNS = (
    "fingerprint", "check", "code", "severity", "confidence", "gap", "message", "event", "series", "baseline",
    "suppressed", "place", "path", "line", "column", "article", "publisher", "date", "url", "text", "sentence",
    "measure", "low", "best", "high", "qualifier", "unit", "source", "source_id", "subject_id", "place_id", "claim",
)
"""``place`` numbers the places of a finding from 1, the newest; ``place_id`` is where the thing that is counted was."""

CELL = 32_000
"""Spreadsheets have room for 32,767 characters in a cell."""

_FORMULA = re.compile("[\\s\u00ad\u061c\u200b-\u200f\u2060-\u2069\ufeff]*[=+\\-@\uff1d\uff0b\uff0d\uff20]")
"""What makes a spreadsheet calculate, behind what it passes over."""


def render(run: Run) -> str:
    """A line of column names, then the rows."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for finding in ranked(run):
        writer.writerows(_rows(run, finding))
    return out.getvalue()


def cell(text: str | None) -> str:
    """Words as one line that a spreadsheet shows and does not calculate; an apostrophe is how it is told so.

    >>> cell("=1+1"), cell("30 dead"), cell(None)
    ("'=1+1", '30 dead', '')
    """
    made = safe(cut(text or "", CELL))
    return f"'{made}" if _FORMULA.match(made) else made


def _rows(run: Run, finding: Finding) -> Iterator[list[str]]:
    head = [
        cell(finding.fingerprint), cell(finding.check), cell(finding.code), finding.severity,
        _number(finding.confidence), _number(finding.gap), cell(finding.message), cell(finding.event),
        cell(finding.series), cell(finding.baseline), cell(finding.suppressed),
    ]
    for number, place in enumerate(finding.locations, 1):
        yield [*head, str(number), *_place(run, place)]


def _place(run: Run, place: Location) -> list[str]:
    article, claim = run.articles.get(place.article), run.claims.get(place.claim or "")
    made = [cell(path_of(place)), str(place.line), str(place.column), cell(place.article)]
    made += [cell(article.publisher), cell(article.date), cell(article.url)] if article else [""] * 3
    made += [cell(place.text), cell("".join(quoted(article, claim, place)))]
    if claim is None:
        return made + [""] * (len(COLUMNS) - COLUMNS.index("measure"))
    source, subject, where = (
        (slot.text, slot.id) if slot else (None, None) for slot in (claim.source, claim.subject, claim.place)
    )
    return [
        *made, cell(claim.measure), _value(claim.low), _value(claim.best), _value(claim.high), claim.qualifier,
        cell(claim.unit), cell(source[0]), cell(source[1]), cell(subject[1]), cell(where[1]), cell(claim.id),
    ]


def _value(value: Value | None) -> str:
    """A number is a number, a negative one too."""
    return "" if value is None else plain(value)


def _number(value: float) -> str:
    return f"{value:.3f}".rstrip("0").rstrip(".")
