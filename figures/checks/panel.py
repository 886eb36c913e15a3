"""Which checks sit over a run, and how a project wants them to speak.

A check speaks with the severity that a project gives it; differences within its tolerance it passes over; and what two
sources say against each other weighs no more than the one that is trusted less.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from figures.checks.base import Check, Clash, Context, Judge, modules
from figures.checks.lore import Lore, load_lore
from figures.checks.running import Toll
from figures.checks.silence import Silence
from figures.checks.sources import Sources
from figures.model import Claim, Severity

Passes = Callable[[Context, Claim, Claim], Silence | None]
Pairs = Callable[[Context], Iterable[tuple[Claim, Claim]]]


@dataclass(frozen=True, slots=True)
class Member:
    """A check with what it does. ``judge`` says of a pair of ``pairs`` what the check thinks of it, where it is one
    that looks at pairs; ``passes`` why another one does not look at two claims together."""

    check: Check
    run: Callable[[Context], Iterator[Clash]]
    judge: Judge | None = None
    pairs: Pairs | None = None
    passes: Passes | None = None
    running: Callable[[Toll], Iterator[Clash]] | None = None
    """What a check says of a toll and those that its source gave before, in whatever events these stand."""


@dataclass(frozen=True, slots=True)
class Terms:
    """How a project wants checks to speak: severities and tolerances (shares) by code, and what it knows of sources."""

    severities: Mapping[str, Severity] = field(default_factory=dict)
    tolerances: Mapping[str, float] = field(default_factory=dict)
    sources: Sources = field(default_factory=Sources)

    def heard(self, context: Context, check: Check, clash: Clash) -> Clash | Silence:
        """A clash as it is told, or why it is not."""
        tolerance = self.tolerances.get(check.code, 0.0)
        if 0 < clash.gap <= math.log1p(tolerance):
            return Silence.TOLERANCE
        said = {context.source(claim) for claim in clash.claims[:2]}
        trust = min((self.sources.trust.get(source or "", 1.0) for source in said), default=1.0)
        if len(said) < 2:
            trust = 1.0  # a source that contradicts itself does so however little it is trusted
        if trust == 0:
            return Silence.UNTRUSTED
        severity = self.severities.get(check.code, clash.severity)
        return replace(clash, severity=severity, confidence=round(clash.confidence * trust, 3))


@dataclass(frozen=True, slots=True)
class Panel:
    """The checks that run, in order of code."""

    members: tuple[Member, ...]
    lore: Lore
    terms: Terms = field(default_factory=Terms)

    @property
    def checks(self) -> dict[str, Check]:
        """The checks by code, with the severity that the project gives them."""
        return {
            m.check.code: replace(m.check, severity=self.terms.severities.get(m.check.code, m.check.severity))
            for m in self.members
        }

    def clashes(self, context: Context) -> list[tuple[Check, Clash]]:
        """All that the checks have to say of an event, as it is told."""
        found = []
        for member in self.members:
            for clash in member.run(context):
                told = self.terms.heard(context, member.check, clash)
                if isinstance(told, Clash):
                    found.append((member.check, told))
        return found

    def running(self, toll: Toll) -> list[tuple[Check, Clash]]:
        """All that the checks have to say of a toll in the line of its source, as it is told."""
        found = []
        for member in self.members:
            for clash in member.running(toll) if member.running else ():
                told = self.terms.heard(toll.context, member.check, clash)
                if isinstance(told, Clash):
                    found.append((member.check, told))
        return found


def built_in() -> tuple[Member, ...]:
    """The checks that ship, in order of code."""
    parts = ("judge", "pairs", "passes", "running")
    return tuple(Member(m.CHECK, m.run, *(getattr(m, name, None) for name in parts)) for m in modules())


def make_panel(
    select: Sequence[str] = (), ignore: Sequence[str] = (), lore: Lore | None = None, terms: Terms | None = None,
    own: Sequence[Member] = (),
) -> Panel:
    """The panel of the checks that ship and a project's ``own``: those selected, or all, without those ignored.

    ``select`` and ``ignore`` name checks by code or name.
    """
    known = sorted((*built_in(), *own), key=lambda member: member.check.code)
    running = tuple(
        m for m in known
        if (not select or not {m.check.code, m.check.name}.isdisjoint(select))
        and {m.check.code, m.check.name}.isdisjoint(ignore)
    )
    return Panel(running, lore or load_lore(), terms or Terms())
