"""The words of English numerals, from ``rules/en/numerals.yml``, and the value of a token of digits."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

import msgspec

from figures import resources
from figures.model import Problem, Value, whole
from figures.numbers.digits import parse
from figures.text import TOKEN, fold_form


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


def digits(form: str, scaled: bool = False) -> Value | str | None:
    """The value of a token of digits as English writes it, see ``numbers.digits``.

    A full stop before exactly three digits is a decimal mark here (`2.125`), unless they are a round number of
    hundreds (`10.000`), which is how writers of other languages mark thousands. A text says why the value cannot be
    decided; ``None`` stands for a code (`007`).

    >>> digits("12,500"), digits("3.5"), digits("10.000"), digits("2.125"), digits("3,5"), digits("1.2.3")
    (12500, Decimal('3.5'), 10000, Decimal('2.125'), Decimal('3.5'), 'the separators can be read in more than one way')
    """
    before, point, after = form.partition(".")
    if point and before.isdecimal() and len(after) == 3 and after.isdecimal() and not after.endswith("00"):
        scaled = True
    return parse(form, scaled)
