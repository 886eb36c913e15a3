"""The words of Arabic numerals and of what only looks like one, from ``rules/ar``: looked up by form, clitics off."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

import msgspec

from figures import resources
from figures.lexicon.lookup import Memo
from figures.model import Problem, Value, whole
from figures.text import fold_form, split_clitics

MAX_MEMO = 18_000
_NONE: frozenset[str] = frozenset()


class Atom(NamedTuple):
    """What a form says in a numeral.

    ``kind``: ``unit`` (2–9), ``one``, ``teen_one`` (أحد before عشر), ``ten``, ``tens``, ``hundred``, ``scale``,
    ``dual`` (a scale twice), ``vague``, ``part`` (half a scale), ``odd`` (ونيف),
    ``several`` (بضع before a scale). ``joined``: behind و or ف.
    ``scale`` is set where a vague word is a scale as well (آلاف).
    """

    kind: str
    value: Value
    joined: bool = False
    definite: bool = False
    particles: str = ""
    scale: bool = False


class _Numerals(msgspec.Struct, forbid_unknown_fields=True):
    units: dict[str, list[str]]
    ones: list[str]
    ones_of_teens: list[str]
    ten: list[str]
    tens: dict[str, list[str]]
    hundreds: dict[str, list[str]]
    scales: dict[str, list[str]]
    duals: dict[str, list[str]]
    vague: dict[str, list[str]]
    parts: dict[str, list[str]]
    odd: list[str]
    several: list[str]
    quarters: list[str]
    decimal: list[str]
    point: list[str]
    after_one_thousand: list[str]
    to: list[str]
    until: list[str]
    or_: list[str] = msgspec.field(name="or")
    between: list[str]
    from_: list[str] = msgspec.field(name="from")
    changes: list[str]


class _NumeralFile(msgspec.Struct, forbid_unknown_fields=True):
    numerals: _Numerals


class TrapWords(msgspec.Struct, forbid_unknown_fields=True):
    """Lists of what only looks like a number, each explained in ``rules/ar/traps.yml``."""

    months: list[str]
    month_heads: list[str]
    year_heads: list[str]
    since: list[str]
    era: list[str]
    article: list[str]
    in_: list[str] = msgspec.field(name="in")
    joins: list[str]
    date_heads: list[str]
    codes: list[str]
    announces: list[str]
    loose: list[str]
    time: list[str]
    weapons: list[str]
    calibre_units: list[str]
    named_after: list[str]
    fifths: list[str]
    laws: list[str]
    number_word: list[str]
    resolutions: list[str]
    powers: list[str]
    month_words: list[str]
    spelled: list[str]
    verb_before: list[str]
    father: list[str]
    this_month: list[str]
    visits: list[str]
    minutes: list[str]
    contact: list[str]
    time_units: list[str]
    ladies: list[str]
    west: list[str]
    west_of: list[str]
    counted: list[str]
    not_counted: list[str]
    no_year_before: list[str]
    percent: list[str]
    twos: list[str]
    ages: list[str]
    designators: list[str]
    calibre: list[str]
    clock: list[str]
    clock_after: list[str]
    ordinal_heads: list[str]
    ordinals: list[str]
    never: list[str]
    weekdays: list[str]
    one_before: list[str]
    groups: list[str]
    scores: list[str]
    zero: list[str]
    decades: list[str]


class _TrapFile(msgspec.Struct, forbid_unknown_fields=True):
    traps: TrapWords


class Lists:
    """Sets of folded forms by list name.

    ``of(form)`` gives the names of the lists that a form is in, as it stands or without its clitics.
    """

    def __init__(self, lists: dict[str, list[str]]) -> None:
        self._sets = {name: frozenset(map(fold_form, forms)) for name, forms in lists.items()}
        self._all = frozenset().union(*self._sets.values())
        self.of: Callable[[str], frozenset[str]] = Memo(self._names, MAX_MEMO // 2).__getitem__

    def _names(self, form: str) -> frozenset[str]:
        rests = {form}
        if len(form) < 20:
            for _, definite, rest in split_clitics(form):
                rests.add(rest)
                if definite:
                    rests.add("ال" + rest)  # لليوم is in a list that has اليوم
        if self._all.isdisjoint(rests):
            return _NONE
        return frozenset(name for name, forms in self._sets.items() if not forms.isdisjoint(rests))


class Words:
    """All of it: ``atom(form)`` for numerals, ``lists`` for the words around them, ``traps`` for traps."""

    def __init__(self, numerals: _Numerals, traps: TrapWords) -> None:
        self._table: dict[str, Atom] = {}
        scales = {fold_form(form) for forms in numerals.scales.values() for form in forms}
        duals = {fold_form(form) for forms in numerals.duals.values() for form in forms}
        self._either = scales & duals
        self._fill(numerals)
        self._memo: dict[str, Atom | None] = {}
        self._later: dict[str, Atom | None] = {}
        self._never = frozenset(map(fold_form, traps.never + traps.decades))
        self.lists = Lists(
            {
                name: getattr(numerals, name)
                for name in (
                    "quarters",
                    "after_one_thousand",
                    "to",
                    "until",
                    "or_",
                    "between",
                    "from_",
                    "changes",
                )
            }
        )
        self.traps = Lists({field.strip("_"): getattr(traps, field) for field in TrapWords.__struct_fields__})
        self.counted = frozenset(map(fold_form, traps.counted))
        self.spelled = {fold_form(form): form for form in traps.spelled}
        self.point = frozenset(map(fold_form, numerals.point))
        self.decimal = frozenset(map(fold_form, numerals.decimal))
        self.partitive = frozenset(map(fold_form, numerals.from_))
        self.forms = frozenset(form for form, atom in self._table.items() if atom.kind != "several")

    def _fill(self, numerals: _Numerals) -> None:
        for kind, group in (
            ("unit", numerals.units),
            ("tens", numerals.tens),
            ("hundred", numerals.hundreds),
            ("dual", numerals.duals),
        ):
            for value, forms in group.items():
                for form in forms:
                    self._table[fold_form(form)] = Atom(kind, int(value))
        for kind, value_, forms in (
            ("one", 1, numerals.ones),
            ("teen_one", 1, numerals.ones_of_teens),
            ("ten", 10, numerals.ten),
            ("odd", 0, numerals.odd),
            ("several", 0, numerals.several),
        ):
            for form in forms:
                self._table[fold_form(form)] = Atom(kind, value_)
        for value, forms in numerals.scales.items():
            for form in forms:
                self._table[fold_form(form)] = Atom("scale", int(value))
        for value, forms in numerals.vague.items():
            for form in forms:
                folded = fold_form(form)
                known = self._table.get(folded)
                is_scale = known is not None and (known.kind == "scale" or known.scale)
                self._table[folded] = Atom("vague", int(value), scale=is_scale)
        for value, forms in numerals.parts.items():
            for form in forms:
                self._table[fold_form(form)] = Atom("part", whole(Decimal(value)))

    def atom(self, form: str) -> Atom | None:
        """The reading of a form as a word of a numeral, clitics taken off; ``None`` where it is none."""
        try:
            return self._memo[form]
        except KeyError:
            found = self._read(form)
            if len(self._memo) > MAX_MEMO:
                self._memo.clear()
            self._memo[form] = found
            return found

    def later(self, form: str) -> Atom | None:
        """The reading of a form behind a word of the same numeral: there `واحد` is و and `أحد`, and `وست` is six."""
        if not form.startswith("و"):
            return self.atom(form)
        try:
            return self._later[form]
        except KeyError:
            joined = self._table.get(form[1:]) if len(form) <= 16 else None
            found = self.atom(form) if joined is None else joined._replace(joined=True, particles="و")
            if len(self._later) > MAX_MEMO:
                self._later.clear()
            self._later[form] = found
            return found

    def once_or_twice(self, form: str) -> bool:
        """Whether a form, without clitics, may be a scale in the accusative or its dual before a noun (`ألفا`)."""
        return form.endswith("ا") and any(rest in self._either for _, _, rest in split_clitics(form))

    def _read(self, form: str) -> Atom | None:
        if len(form) > 16 or form in self._never:
            return None
        for particles, definite, rest in split_clitics(form):
            atom = self._table.get(rest)
            if atom is not None and "س" not in particles and "ك" not in particles:
                return atom._replace(joined=particles[:1] in ("و", "ف"), definite=definite, particles=particles)
        return None


@lru_cache(maxsize=1)
def load_words() -> Words:
    """The shipped words. Raises ``ResourceError`` with every problem."""
    problems: list[Problem] = []
    parts: list[object] = []
    for name, kind in (("ar/numerals.yml", _NumeralFile), ("ar/traps.yml", _TrapFile)):
        for source in resources.sources(name):
            document = resources.read_yaml(source)
            parts.append(resources.convert(document, document.value, kind, (), problems))
    if problems:
        raise resources.ResourceError(problems)
    numerals, traps = parts
    assert isinstance(numerals, _NumeralFile) and isinstance(traps, _TrapFile)
    return Words(numerals.numerals, traps.traps)
