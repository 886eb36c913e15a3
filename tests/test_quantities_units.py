"""Units that convert, those that do not, intervals and points to plot."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from figures.lexicon import load_lexicon
from figures.model import Figure, Qualifier, Value
from figures.quantities import UnitError, base_value, best, convert, interval, load_policies, load_registry
from figures.quantities.units import check_units
from figures.resources import ResourceError


def figure(low: Value | None, high: Value | None, qualifier: Qualifier = "exact", below: bool = False) -> Figure:
    return Figure(start=0, end=1, number=(0, 1), low=low, high=high, qualifier=qualifier, kind="count", below=below)


@pytest.mark.parametrize(("amount", "unit", "target", "want"), [
    (12000, "square_kilometre", "square_metre", 12_000_000_000),
    (30, "dunam", "square_kilometre", Decimal("0.03")),
    (1, "hectare", "square_metre", 10_000),
    (1, "feddan", "square_metre", Decimal("4200.83")),
    (1, "acre", "square_metre", Decimal("4046.8564224")),
    (5, "tonne", "kilogram", 5000),
    (1, "mile", "metre", Decimal("1609.344")),
    (3, "week", "day", 21),
    (2, "hour", "minute", 120),
    (36, "kilometre_per_hour", "metre_per_second", 10),
    (0, "celsius", "kelvin", Decimal("273.15")),
    (212, "fahrenheit", "celsius", 100),
    (1, "barrel", "litre", Decimal("158.987294928")),
])
def test_convert(amount: Value, unit: str, target: str, want: Value) -> None:
    assert convert(amount, unit, target) == want


@pytest.mark.parametrize(("unit", "target"), [
    ("person", "formation"), ("person", "vehicle"), ("USD", "EUR"), ("EGP", "GBP"), ("metre", "second"),
    ("household", "person"), ("percent", "percentage_point"), ("tonne", "litre"),
])
def test_what_does_not_convert_says_so(unit: str, target: str) -> None:
    with pytest.raises(UnitError, match=f"'{unit}'.*does not convert into '{target}'"):
        convert(1, unit, target)


def test_an_unknown_unit_names_the_nearest() -> None:
    with pytest.raises(UnitError, match="'kilometr' is not in the registry; did you mean 'kilometre'"):
        convert(1, "kilometr", "metre")
    with pytest.raises(UnitError):
        convert(1, "3,5 km", "metre")


def test_base_values() -> None:
    assert base_value(12000, "square_kilometre", "area") == (12000, "km²")
    assert base_value(500, "kilogram", "mass") == (Decimal("0.5"), "tonne")
    assert base_value(3, "person", "count") is None


def test_every_shipped_unit_is_in_the_registry() -> None:
    units = load_lexicon([], []).units.values()
    assert check_units([unit.pint for unit in units if unit.pint]) == []
    assert check_units(["metre", "nonsense"]) == ["nonsense"]
    for unit in units:
        if unit.pint:
            base_value(1, unit.pint, unit.kind)


def test_a_project_adds_units(tmp_path: Path) -> None:
    (tmp_path / "units").mkdir()
    (tmp_path / "units" / "registry.txt").write_text("qirat = 175 * square_metre\n", encoding="utf-8")
    assert convert(24, "qirat", "square_metre", [tmp_path]) == 4200


@pytest.mark.parametrize("line", ["qirat 175 metre", "metre = 2 * second"])
def test_a_wrong_definition_is_an_error_with_its_line(line: str, tmp_path: Path) -> None:
    (tmp_path / "units").mkdir()
    (tmp_path / "units" / "registry.txt").write_text(f"# ours\n{line}\n", encoding="utf-8")
    with pytest.raises(ResourceError, match=r"registry\.txt:2: not a unit definition"):
        load_registry((tmp_path,))


@pytest.mark.parametrize(("given_figure", "want"), [
    (figure(4000, 4000), (4000, 4000)),
    (figure(4000, 4000, "approx"), (3600, 4400)),
    (figure(4000, 4000, "approx", below=True), (3600, 4000)),
    (figure(300, None, "more_than"), (300, None)),
    (figure(None, 300, "at_most"), (None, 300)),
    (figure(20, 99, "vague"), (20, 99)),
    (figure(Decimal("2.5"), Decimal("2.5"), "approx"), (Decimal("2.25"), Decimal("2.75"))),
    (figure(None, None), (None, None)),
])
def test_interval(given_figure: Figure, want: tuple[Value | None, Value | None]) -> None:
    assert interval(given_figure, load_policies()["default"]) == want


@pytest.mark.parametrize(("given_figure", "want"), [
    (figure(12, 12), 12), (figure(10, 20, "range"), 15), (figure(3, 4, "range"), Decimal("3.5")),
    (figure(300, None, "at_least"), 300), (figure(None, 300, "less_than"), 300),
    (figure(20, 99, "vague"), 44), (figure(200, 999, "vague"), 447), (figure(None, None), None),
])
def test_best(given_figure: Figure, want: Value | None) -> None:
    assert best(given_figure) == want


@given(st.integers(1, 10**15), st.sampled_from(["default", "strict", "loose"]), st.booleans())
def test_the_point_lies_in_the_interval(value: int, policy: str, below: bool) -> None:
    given_figure = figure(value, value, "approx", below)
    low, high = interval(given_figure, load_policies()[policy])
    assert low is not None and high is not None and low <= value <= high
    assert best(given_figure) == value


def test_a_policy_that_is_no_share_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "policies.yml").write_text('policies:\n  wild: {approx: ["2", "0.1"]}\n', encoding="utf-8")
    with pytest.raises(ResourceError, match=r"policies\.yml:2:.*between 0 and 1"):
        load_policies([tmp_path])
