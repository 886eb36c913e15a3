"""What the findings of the page can be filtered by: check, source, place, measure, severity.

A finding carries the numbers of its values, not their names, so that a page of thousands stays small.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from figures.model import SEVERITIES, Claim, Finding
from figures.report.page_markup import esc
from figures.report.parts import checks
from figures.report.run import Run
from figures.report.ui import Words

KINDS = ("check", "source", "place", "measure", "severity")
_Values = list[tuple[str, str, str]]
"""Kind, id and name of each value."""


class Facets:
    """The values of all findings by kind: numbered in order of their names."""

    def __init__(self, run: Run, findings: Sequence[Finding], w: Words) -> None:
        self._w = w
        self._titles = {check.code: f"{check.code} {w.check(check, 'title')}" for check in checks(run)}
        self._sources = _names(run)
        names: dict[str, dict[str, str]] = {kind: {} for kind in KINDS}
        for finding in findings:
            for kind, ident, name in self._values(run, finding):
                names[kind][ident] = min(names[kind].get(ident, name), name)
        present = names["severity"]
        self.names = {kind: dict(sorted(found.items(), key=lambda item: (item[1], item[0]))) for kind, found in
                      names.items()}
        self.names["severity"] = {s: w(f"severity.{s}") for s in reversed(SEVERITIES) if s in present}
        self._numbers = {kind: {ident: i for i, ident in enumerate(found)} for kind, found in self.names.items()}

    def source(self, run: Run, claim: Claim) -> str:
        """What the source of a claim is called: one name for one id, in every language and spelling."""
        return self._sources.get(_source(run, claim)) or self._w("place.nobody")

    def data(self, run: Run, finding: Finding) -> str:
        """The attributes that a finding is filtered by."""
        found: dict[str, set[int]] = {kind: set() for kind in KINDS}
        for kind, ident, _ in self._values(run, finding):
            found[kind].add(self._numbers[kind][ident])
        return "".join(f' data-{kind}="{" ".join(map(str, sorted(values)))}"' for kind, values in found.items())

    def selects(self) -> Iterator[str]:
        """A list to choose from for each kind that has more than one value."""
        for kind, found in self.names.items():
            if len(found) > 1:
                options = "".join(f'<option value="{i}">{esc(name)}</option>' for i, name in
                                  enumerate(found.values()))
                yield (f'<label>{esc(self._w(f"filter.{kind}"))} <select name="{kind}">'
                       f'<option value="">{esc(self._w("filter.all"))}</option>{options}</select></label>')

    def _values(self, run: Run, finding: Finding) -> _Values:
        made: _Values = [("check", finding.code, self._titles[finding.code]),
                         ("severity", finding.severity, finding.severity)]
        for place in finding.locations:
            claim = run.claims.get(place.claim or "")
            if claim is not None:
                made.append(("source", _source(run, claim), self.source(run, claim)))
                if claim.place is not None:
                    made.append(("place", claim.place.id or claim.place.text, claim.place.text))
                if claim.measure is not None:
                    made.append(("measure", claim.measure, self._w.measure(claim.measure)))
        return made


def _source(run: Run, claim: Claim) -> str:
    """Who states a claim, as one key."""
    if claim.source is not None:
        return claim.source.id or claim.source.text
    article = run.articles.get(claim.article)
    return f"publisher/{article.publisher}" if article and article.publisher else ""


def _names(run: Run) -> dict[str, str]:
    """The name of each source: of all the words that stand for it, those used most."""
    amounts: dict[str, dict[str, int]] = {}
    for claim in run.claims.values():
        article = run.articles.get(claim.article)
        name = claim.source.text if claim.source else article.publisher if article else None
        if name:
            found = amounts.setdefault(_source(run, claim), {})
            found[name] = found.get(name, 0) + 1
    return {key: min(found, key=lambda name: (-found[name], name)) for key, found in amounts.items()}
