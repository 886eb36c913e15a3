"""What a figure's value stands for: the interval that checks compare, and the one point to plot.

How wide `about` is, is a named policy of ``rules/policies.yml``; a project chooses one and may name another for a
measure. Widths are shares of the stated value, written as text so that they stay decimals.
"""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from decimal import Decimal, localcontext
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import msgspec

from figures import resources
from figures.model import Figure, Problem, Value, whole


class Policy(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How far each hedge reaches, as shares of the stated value.

    ``approx`` is (below, above) for `about`; ``nearly`` for words that put the value just under the number.
    """

    about: str = ""
    approx: tuple[Decimal, Decimal] = (Decimal("0.1"), Decimal("0.1"))
    nearly: tuple[Decimal, Decimal] = (Decimal("0.1"), Decimal(0))


class _File(msgspec.Struct, forbid_unknown_fields=True):
    policies: dict[str, Policy]


Policies = dict[str, Policy]


@lru_cache(maxsize=8)
def _load(roots: tuple[Path, ...]) -> Policies:
    result: Policies = {}
    problems: list[Problem] = []
    for source in resources.sources("policies.yml", roots):
        document = resources.read_yaml(source)
        file = resources.convert(document, document.value, _File, (), problems)
        if file is None:
            continue
        for name, policy in file.policies.items():
            for key in ("approx", "nearly"):
                widths: tuple[Decimal, Decimal] = getattr(policy, key)
                if any(not 0 <= share <= 1 for share in widths):
                    problems.append(document.problem(("policies", name, key), "a width must lie between 0 and 1"))
            result[name] = policy
    if problems:
        raise resources.ResourceError(problems)
    return result


def load_policies(roots: Sequence[Path] = ()) -> Policies:
    """The policies by name, a project's after the shipped ones.

    Raises ``resources.ResourceError`` where a file is wrong.
    """
    return _load(tuple(roots))


class PolicyError(ValueError):
    """A policy or a measure that does not exist; ``key`` is the setting that names it."""

    def __init__(self, key: str, message: str) -> None:
        super().__init__(message)
        self.key = key


class Chosen(NamedTuple):
    """The policies of a project: one for all, and those of single measures."""

    default: Policy
    by_measure: Mapping[str, Policy]

    def of(self, measure: str | None) -> Policy:
        """The policy of a claim of this measure; ``None`` is a figure that no rule claims."""
        return self.by_measure.get(measure, self.default) if measure is not None else self.default


def choose(known: Policies, policy: str, by_measure: Mapping[str, str], measures: Container[str]) -> Chosen:
    """The policies by the names that a project gives. Raises ``PolicyError`` at the first that does not exist."""
    for key, name in (("policy", policy), *(("policies", name) for name in by_measure.values())):
        if name not in known:
            raise PolicyError(key, f"there is no interval policy '{name}': known are {', '.join(sorted(known))}")
    for measure in by_measure:
        if measure not in measures:
            raise PolicyError("policies", f"there is no measure '{measure}'")
    return Chosen(known[policy], {measure: known[name] for measure, name in by_measure.items()})


def interval(figure: Figure, policy: Policy) -> tuple[Value | None, Value | None]:
    """What the checks compare: ``(low, high)``, an open end ``None``; both ``None`` where no value is known."""
    low, high = figure.low, figure.high
    if figure.qualifier != "approx" or low is None or high is None:
        return low, high
    below, above = policy.nearly if figure.below else policy.approx
    return whole(low - abs(Decimal(low)) * below), whole(high + abs(Decimal(high)) * above)


def best(figure: Figure) -> Value | None:
    """The point to plot: the value, the middle of a range, the stated end of an open one, the geometric middle of a
    vague one (rounded to a whole number), ``None`` where no value is known."""
    low, high = figure.low, figure.high
    if low is None or high is None or low == high:
        return low if low is not None else high
    if figure.qualifier == "vague":
        with localcontext() as context:
            context.prec = 28
            return int((Decimal(low) * Decimal(high)).sqrt().to_integral_value())
    return whole((Decimal(low) + Decimal(high)) / 2)
