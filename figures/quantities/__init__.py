"""From numbers to stated quantities: hedges, counted nouns, units, and the intervals that they stand for.

``find_figures`` gives the figures of a sentence; ``interval`` and ``best`` say what a figure's value stands for;
``convert`` turns an amount of one unit into another, where the two can be compared at all.
"""

from __future__ import annotations

from figures.quantities.find import find_figures
from figures.quantities.implicit import opens_single
from figures.quantities.intervals import Chosen, Policies, Policy, PolicyError, best, choose, interval, load_policies
from figures.quantities.units import UnitError, base_value, convert, load_registry

__all__ = [
    "Chosen",
    "Policies",
    "Policy",
    "PolicyError",
    "UnitError",
    "base_value",
    "best",
    "choose",
    "convert",
    "find_figures",
    "interval",
    "load_policies",
    "load_registry",
    "opens_single",
]
