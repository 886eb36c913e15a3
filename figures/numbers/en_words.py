"""The words of English numerals, from ``rules/en/numerals.yml``, and the value of a token of digits."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

import msgspec

from figures import resources
from figures.model import Problem, Value, whole
from figures.text import TOKEN, fold_form

MAX_DIGITS = 24


class _Numerals(msgspec.Struct, forbid_unknown_fields=True):
    cardinals: dict[str, int]
    hundred: list[str]
    groups: dict[str, int]
    scales: dict[str, int]
    glued: dict[str, int]
    million_or_metre: list[str]
    articles: list[str]
    parts: dict[str, Decimal]
    several: list[str]
    vague: dict[str, tuple[int, int]]
    and_: list[str] = msgspec.field(name="and")
    of: list[str]
    to: list[str]
    or_: list[str] = msgspec.field(name="or")
    between: list[str]
    from_: list[str] = msgspec.field(name="from")
    change: list[str]
    metre_cues: list[str]
    twos: list[str]


class _File(msgspec.Struct, forbid_unknown_fields=True):
    numerals: _Numerals


class Numerals:
    """The words of ``numerals.yml``, folded and keyed for lookup."""

    def __init__(self, data: _Numerals) -> None:
        self.cardinals = dict(data.cardinals)
        self.cardinals.update((form, 2) for form in data.twos)
        self.twos = frozenset(data.twos)
        self.hundred = frozenset(data.hundred)
        self.groups = data.groups
        self.scales = data.scales
        self.glued = data.glued
        self.metre = frozenset(data.million_or_metre)
        self.articles = frozenset(data.articles)
        self.parts = {form: whole(Decimal(share)) for form, share in data.parts.items()}
        self.vague = data.vague
        self.several = sorted((tuple(TOKEN.findall(fold_form(p))) for p in data.several), key=lambda t: (-len(t), t))
        self.and_, self.of, self.to, self.or_ = map(frozenset, (data.and_, data.of, data.to, data.or_))
        self.between, self.from_, self.change = map(frozenset, (data.between, data.from_, data.change))
        self.metre_cues = frozenset(data.metre_cues)
        self.multipliers: dict[str, int] = {**dict.fromkeys(self.hundred, 100), **self.groups, **self.scales}
        self.starts = frozenset(
            (*self.cardinals, *self.vague, *self.parts, *self.articles, *(t[0] for t in self.several)))


@lru_cache(maxsize=1)
def load_numerals() -> Numerals:
    """The shipped English numerals. Raises ``resources.ResourceError`` where the file is wrong."""
    problems: list[Problem] = []
    for source in resources.sources("en/numerals.yml"):
        document = resources.read_yaml(source)
        file = resources.convert(document, document.value, _File, (), problems)
        if file is not None and not problems:
            return Numerals(file.numerals)
    raise resources.ResourceError(problems or [Problem(path="rules/en/numerals.yml", message="is missing")])


def digits(form: str) -> Value | None:
    """The value of a token of digits as English writes it: comma thousands, point decimals.

    >>> digits("12,500"), digits("3.5"), digits("10.000"), digits("3,5"), digits("1.2.3")
    (12500, Decimal('3.5'), 10000, Decimal('3.5'), None)
    """
    if len(form) > MAX_DIGITS:
        return None
    plain = form.replace("'", ",") if "'" in form else form
    if plain.isdigit():
        return int(plain)
    if "،" in plain:
        plain = plain.replace("،", ",")
    groups = plain.split(",")
    last, _, decimals = groups[-1].partition(".")
    if len(groups) > 1 and "." not in "".join(groups[:-1]):
        thousands = 0 < len(groups[0]) <= 3 and len(last) == 3 and all(len(g) == 3 for g in groups[1:-1])
        if thousands and "." not in decimals:
            value = "".join(groups[:-1]) + last
            return whole(Decimal(f"{value}.{decimals or 0}"))
        if len(groups) == 2 and not decimals and len(last) in (1, 2):
            return whole(Decimal(f"{groups[0]}.{last}"))
        return None
    points = plain.split(".")
    if len(points) == 2:
        if len(points[1]) == 3 and 1 <= len(points[0]) <= 3 and points[0] != "0" and points[1].endswith("00"):
            return int("".join(points))
        return whole(Decimal(plain))
    if all(len(g) == 3 for g in points[1:]) and len(points[0]) <= 3:
        return int("".join(points))
    return None
