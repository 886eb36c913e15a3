"""Units that convert into one another: the one importer of pint.

pint sees the unit *names* of ``rules/units`` when the registry is new and never the text of an article (it reads
`3,5 km` as 35 km). What is kept, in the cache too, is a decimal factor by unit, so that a conversion is one
multiplication and a run whose registry is known does not even load pint: that took a third of the start.

The registry is our own file ``rules/units/registry.txt``. People, vehicles, formations and each currency are
dimensions of their own there, so asking for soldiers in brigades is an error of dimensions like metres in seconds.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import ROUND_HALF_EVEN, Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

from figures import resources
from figures.lexicon import Unit
from figures.model import Kind, Problem, Value, whole
from figures.wording import nearest

_BASE: dict[Kind, tuple[str, str]] = {
    "length": ("metre", "m"), "area": ("square_kilometre", "km²"), "mass": ("tonne", "tonne"),
    "volume": ("cubic_metre", "m³"), "duration": ("day", "day"), "age": ("year", "year"),
    "speed": ("kilometre_per_hour", "km/h"), "temperature": ("celsius", "°C"),
}
"""The unit in which the amounts of a kind are printed and compared, and how it is written."""

_DIGITS = Decimal("1e-9")
_BAD = re.compile(r"[^\w]")


class UnitError(ValueError):
    """Two units that do not convert into one another, or one that the registry does not know."""


@lru_cache(maxsize=4)
def load_registry(roots: tuple[Path, ...] = ()) -> Any:
    """The pint registry of ``units/registry.txt``, the shipped one and those of ``roots`` after it.

    Raises ``resources.ResourceError`` with the file where a definition is no definition.
    """
    import pint  # noqa: PLC0415 - slow to load, and needed only where the registry is new

    registry: Any = pint.UnitRegistry(None, non_int_type=Decimal, on_redefinition="raise", cache_folder=None)
    for source in resources.sources("units/registry.txt", roots):
        lines = source.data.decode("utf-8-sig").splitlines()
        for number, line in enumerate(lines, 1):
            text = line.partition("#")[0].strip()
            if not text:
                continue
            try:
                registry.define(text)
            except (pint.errors.PintError, ValueError, TypeError) as error:
                raise resources.ResourceError([Problem(
                    path=source.path, line=number, message=f"not a unit definition: {error}",
                    hint="write 'dunam = 1000 * square_metre'")]) from error
    return registry


@lru_cache(maxsize=4)
def _known(roots: tuple[Path, ...]) -> dict[str, tuple[str, str]]:
    """The factors of every unit of the registry to the base units that it converts into, by ``unit target``."""

    def build() -> dict[str, tuple[str, str]]:
        registry = load_registry(roots)
        table: dict[str, tuple[str, str]] = {}
        for unit in sorted(str(name) for name in registry):
            for target, _ in _BASE.values():
                try:
                    factor, offset = _work_out(unit, target, roots)
                except UnitError:
                    continue  # of another dimension: asked for, it is said
                table[f"{unit} {target}"] = (str(factor), str(offset))
        return table

    files = [source.data for source in resources.sources("units/registry.txt", roots)]
    return resources.cached("factors", files, dict[str, tuple[str, str]], build)


@lru_cache(maxsize=4096)
def _factor(unit: str, target: str, roots: tuple[Path, ...] = ()) -> tuple[Decimal, Decimal]:
    """``a`` and ``b`` of ``target = a * unit + b`` (``b`` is not zero for temperatures only)."""
    known = _known(roots).get(f"{unit} {target}")
    return (Decimal(known[0]), Decimal(known[1])) if known is not None else _work_out(unit, target, roots)


def _work_out(unit: str, target: str, roots: tuple[Path, ...]) -> tuple[Decimal, Decimal]:
    from pint.errors import DimensionalityError  # noqa: PLC0415 - as above

    registry = load_registry(roots)
    for name in (unit, target):
        if _BAD.search(name) or name not in registry:
            close = nearest(name, (str(n) for n in registry))
            raise UnitError(f"unit '{name}' is not in the registry" + (f"; did you mean '{close}'?" if close else ""))
    try:
        zero = registry.Quantity(Decimal(0), unit).to(target).magnitude
        one = registry.Quantity(Decimal(1), unit).to(target).magnitude
    except DimensionalityError as error:
        raise UnitError(
            f"'{unit}' {error.dim1 or ''} does not convert into '{target}' {error.dim2 or ''}".replace("  ", " ")
        ) from error
    return Decimal(one) - Decimal(zero), Decimal(zero)


def convert(amount: Value, unit: str, target: str, roots: Sequence[Path] = ()) -> Value:
    """``amount`` of the registry's ``unit`` in ``target``, exact to nine decimals.

    Raises ``UnitError`` where the two are of different dimensions (persons and brigades, two currencies) or one of
    them is unknown.

    >>> convert(30, "dunam", "square_kilometre")
    Decimal('0.03')
    """
    factor, offset = _factor(unit, target, tuple(roots))
    exact = Decimal(amount) * factor + offset
    if exact.adjusted() < 15:
        exact = exact.quantize(_DIGITS, rounding=ROUND_HALF_EVEN)
    result = whole(exact)
    return result if isinstance(result, int) else result.normalize()


def base_value(amount: Value, unit: str, kind: Kind) -> tuple[Value, str] | None:
    """``amount`` in the unit that all amounts of ``kind`` are compared in; ``None`` where the kind has none."""
    base = _BASE.get(kind)
    if base is None:
        return None
    return convert(amount, unit, base[0]), base[1]


def amount(low: Value | None, high: Value | None, unit: Unit | None, kind: Kind) -> tuple[Value, str] | None:
    """What a figure amounts to in the base unit of its kind, the middle of a range; ``None`` where that is nothing."""
    if unit is None or unit.pint is None or (low is None and high is None):
        return None
    if low is not None and high is not None:
        middle = low if low == high else whole((Decimal(low) + Decimal(high)) / 2)
        return base_value(middle, unit.pint, kind)
    stated = low if low is not None else high
    return base_value(stated, unit.pint, kind) if stated is not None else None


def check_units(names: Sequence[str], roots: Sequence[Path] = ()) -> list[str]:
    """The names that the registry does not know, in order: for the loader of ``rules/units`` and its tests."""
    registry = load_registry(tuple(roots))
    return [name for name in names if _BAD.search(name) or name not in registry]
