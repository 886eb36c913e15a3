"""What the engine and the checks need to know of each measure, from ``measures.yml``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec

from figures import resources
from figures.model import Basis, Problem


class Measure(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A measure: what it is called, what kind of count it is, and how it relates to others.

    ``whole`` is the measure that it is a part of; ``bounded_by`` the one that it cannot exceed; ``may_fall`` says
    whether a later count may be lower without a word of revision; ``group`` which measures are linked together.
    """

    title: dict[str, str]
    group: str
    basis: Basis | None = None
    whole: str | None = None
    may_fall: bool = False
    bounded_by: str | None = None
    leaves: bool = False
    """Whether the counted leave a place, so that `من روسيا`, ``from Russia`` says where and not whose."""


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    measures: dict[str, Measure]


def load_measures(roots: Sequence[Path] = ()) -> dict[str, Measure]:
    """All measures by id, a project's after the shipped ones. Raises ``ResourceError`` with every problem."""
    found = resources.sources("measures.yml", roots)

    def build() -> dict[str, Measure]:
        problems: list[Problem] = []
        merged: dict[str, Measure] = {}
        for source in found:
            document = resources.read_yaml(source)
            parsed = resources.convert(document, document.value, _File, (), problems)
            merged.update(parsed.measures if parsed else {})
        if problems:
            raise resources.ResourceError(problems)
        return merged

    return resources.cached("measures", [source.data for source in found], dict[str, Measure], build)
