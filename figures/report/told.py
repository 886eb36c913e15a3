"""The message of a finding in another language than the English that checks write it in.

``messages`` of ``rules/ui`` pair each sentence of a check with its translation; ``{names}`` are what differs from
finding to finding. A name that begins with ``unit`` or ``measure`` is one that has a name in that language, ``list`` is
a list. Figures are found by what they are, not by the words around them, which may stand in them too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from figures.model import Finding
from figures.report.parts import MESSAGE, named
from figures.report.ui import Words

_FIELD = re.compile(r"\{(\w+)\}")
_FIGURE = "\ue000"
"""Stands for a figure while the words around it are compared."""


class Piece(NamedTuple):
    """A part of a message: words of our own, or ``apart`` from them those of articles, in whatever language."""

    text: str
    apart: bool


def told(finding: Finding, w: Words) -> list[Piece] | None:
    """The message in the language of ``w``; ``None`` where there is no translation, as of the checks of a project."""
    if len(finding.message) > MESSAGE:
        return None
    pieces = named(finding)
    text = "".join(_FIGURE if figure else piece.replace(_FIGURE, "\ufffd") for piece, figure in pieces)
    figures = [piece for piece, figure in pieces if figure]
    for english, own in w.messages:
        fields = _fields(english, text)
        if fields is not None:
            return list(_filled(own, _restored(fields, figures), w))
    return None


def _fields(pattern: str, text: str) -> dict[str, str] | None:
    """What a text has for the names of a pattern, ``None`` where it is another sentence; in linear time."""
    first, *rest = _FIELD.split(pattern)
    names, words = rest[::2], rest[1::2]
    if not text.startswith(first) or not (words or text == first):
        return None
    found: dict[str, str] = {}
    at = len(first)
    for name, word in zip(names, words, strict=True):
        last = len(found) == len(names) - 1
        end = (len(text) - len(word) if text.endswith(word) else -1) if last else text.find(word, at)
        if end < at:
            return None
        found[name], at = text[at:end], end + len(word)
    return found


def _restored(fields: Mapping[str, str], figures: list[str]) -> dict[str, str]:
    left = iter(figures)
    return {name: re.sub(_FIGURE, lambda _: next(left), value) for name, value in fields.items()}


def _filled(own: str, values: Mapping[str, str], w: Words) -> Iterator[Piece]:
    for i, part in enumerate(_FIELD.split(own)):
        if i % 2 == 0:
            yield Piece(part, apart=False)
        elif part.startswith("unit"):
            yield Piece(w.unit(values[part]), apart=False)
        elif part.startswith("measure"):
            yield Piece(w.measure(values[part]), apart=False)
        elif part.startswith("list"):
            for n, item in enumerate(values[part].split(", ")):
                yield Piece(w("list.comma") if n else "", apart=False)
                yield Piece(item, apart=True)
        else:
            yield Piece(values[part], apart=True)
