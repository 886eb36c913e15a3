"""Checks: claims that cannot all hold. One file per check, found by walking this package.

A check module has ``CHECK`` (its name, code, severity and explanation) and ``run(context)``, which yields ``Clash``es:
pairs of claims at odds. ``run_checks`` gathers them, lets the check that explains a pair best have it, and makes one
finding of each cause.
"""

from figures.checks.base import Check, Clash, Context, all_checks
from figures.checks.gather import chosen, run_checks
from figures.checks.lore import Lore, lore_of

__all__ = ["Check", "Clash", "Context", "Lore", "all_checks", "chosen", "lore_of", "run_checks"]
