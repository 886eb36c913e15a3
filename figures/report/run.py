"""What a report is made of: all that one run of ``figures check`` found out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from figures.checks import Check, all_checks
from figures.model import SEVERITIES, Article, Claim, Event, Extraction, Finding, Problem


def speaks(finding: Finding) -> bool:
    """Whether a finding asks for attention: neither suppressed nor known from the baseline."""
    return finding.suppressed is None and finding.baseline in (None, "new", "updated")


@dataclass(frozen=True)
class Run:
    """One run. Extractions are in order of article id, findings in the order that they are printed in.

    ``colour`` asks for ANSI colours in formats for terminals, ``width`` is the columns of the terminal that shows the
    report; ``None`` where none does. ``lang`` is the language of the words around the
    findings, in formats that have more than one. ``checks`` are those that ran, by code; ``settings`` are the lines of
    TOML that held, with where each comes from.
    """

    extractions: tuple[Extraction, ...] = ()
    events: tuple[Event, ...] = ()
    findings: tuple[Finding, ...] = ()
    problems: tuple[Problem, ...] = ()
    colour: bool = False
    width: int | None = None
    lang: str = "en"
    settings: tuple[str, ...] = ()
    checks: Mapping[str, Check] = field(default_factory=all_checks)
    articles: Mapping[str, Article] = field(init=False)
    claims: Mapping[str, Claim] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "articles", {e.article.id: e.article for e in self.extractions})
        object.__setattr__(self, "claims", {c.id: c for e in self.extractions for c in e.claims})

    @property
    def loud(self) -> tuple[Finding, ...]:
        """The findings that ask for attention."""
        return tuple(finding for finding in self.findings if speaks(finding))

    def summary(self) -> dict[str, int]:
        """What was read and found, in numbers. Severities count the findings that ask for attention."""
        counts = {
            "articles": len(self.extractions),
            "figures": sum(len(e.claims) for e in self.extractions),
            "claims": sum(1 for e in self.extractions for c in e.claims if c.measure is not None),
            "events": len(self.events),
            "findings": len(self.findings),
        }
        for severity in reversed(SEVERITIES):
            counts[f"{severity}s"] = sum(1 for f in self.loud if f.severity == severity)
        counts["suppressed"] = sum(1 for f in self.findings if f.suppressed is not None)
        counts["known"] = len(self.findings) - len(self.loud) - counts["suppressed"]
        counts["problems"] = len(self.problems)
        return counts
