"""Checks: claims that cannot all hold. One file per check, found by walking this package.

A check module has ``CHECK`` (its name, code, severity and explanation) and ``run(context)``, which yields ``Clash``es:
pairs of claims at odds; ``judge`` or ``passes`` say why it is silent about a pair (``Silence``). ``run_checks`` gathers
them, lets the check that explains a pair best have it, and makes one finding of each cause. A project's own checks, in
YAML, sit beside them (``own``).
"""

from figures.checks.base import Check, Clash, Context, all_checks
from figures.checks.gather import contexts, run_checks
from figures.checks.lore import Lore, lore_of
from figures.checks.own import Own, load_own
from figures.checks.panel import Member, Panel, Terms, make_panel
from figures.checks.silence import Silence
from figures.checks.sources import Sources, sources_of

__all__ = [
    "Check", "Clash", "Context", "Lore", "Member", "Own", "Panel", "Silence", "Sources", "Terms", "all_checks",
    "contexts", "load_own", "lore_of", "make_panel", "run_checks", "sources_of",
]
