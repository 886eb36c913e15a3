"""Inflection of Arabic lemmas by tables, without camel-tools.

``rules/compiled/ar.paradigms.tsv`` says for every stem category with which affixes it stands and what the whole then
is. It is exported from the database that camel-tools generates from (``build``), so a project's own lemmas get the
forms that the shipped ones got. A test holds both ways equal over all shipped lemmas.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from figures.lexicon.morphology import MORPHOLOGY, Lemma, stems
from figures.model import Problem
from figures.resources import ResourceError, data_file, digest

PARADIGMS = "compiled/ar.paradigms.tsv"
FORMS = "compiled/ar.forms.tsv"

_REBUILD = "run 'figures lexicon build' in a clone"


class Cell(NamedTuple):
    """What a form is. ``tense``: ``past``, ``present`` or empty; ``voice``: ``p`` for the passive.

    ``state``: ``c`` only before its genitive, ``p`` with a suffixed pronoun, ``i`` never behind the article, ``a``
    with the alef of the indefinite accusative.
    """

    tense: str = ""
    voice: str = ""
    num: str = ""
    gen: str = ""
    state: str = ""

    def __str__(self) -> str:
        return ".".join(part or "-" for part in self)

    @classmethod
    def read(cls, text: str) -> Cell:
        """A cell from its line in a compiled file."""
        return cls(*("" if part == "-" else part for part in text.split(".")))


class Row(NamedTuple):
    """One way to complete a stem. An empty gender is the gender of the noun."""

    prefix: str
    suffix: str
    num: str
    gen: str
    state: str


Forms = tuple[tuple[Cell, tuple[str, ...]], ...]
"""Forms by cell, sorted; unfolded, without proclitics."""


def inflect(lemma: Lemma) -> Forms:
    """All forms of a lemma."""
    table = paradigm_table()
    made: dict[Cell, set[str]] = {}
    for stem in stems(lemma):
        if stem.cat not in table:
            message = f"no paradigm for stems of category '{stem.cat}'"
            raise ResourceError([Problem(path=f"rules/{PARADIGMS}", message=message, hint=_REBUILD)])
        voice = "p" if stem.passive else ""
        for row in table[stem.cat]:
            cell = Cell(stem.tense, voice, row.num, row.gen or stem.gen, row.state)
            made.setdefault(cell, set()).add(row.prefix + stem.form + row.suffix)
    return in_order(made)


def in_order(made: dict[Cell, set[str]]) -> Forms:
    """Forms in the order in which they are committed."""
    return tuple((cell, tuple(sorted(made[cell]))) for cell in sorted(made))


@lru_cache(maxsize=1)
def paradigm_table() -> dict[str, tuple[Row, ...]]:
    """The exported paradigms, by stem category."""
    table: dict[str, list[Row]] = {}
    for cat, *cells in _rows(PARADIGMS, 6):
        table.setdefault(cat, []).append(Row(*("" if c == "-" else c for c in cells)))
    return {cat: tuple(rows) for cat, rows in table.items()}


def render_paradigms(table: dict[str, tuple[Row, ...]]) -> str:
    """The file of the paradigms."""
    lines = ("\t".join((cat, *(cell or "-" for cell in row))) for cat in sorted(table) for row in table[cat])
    return "# stem category, prefix, suffix, number, gender, state\n" + "".join(f"{line}\n" for line in lines)


def render_forms(forms: dict[str, Forms], rules: str) -> str:
    """The file of the forms: a line for each lemma, then a line for each cell. ``rules``: see ``rules_digest``."""
    lines = [f"# {rules}"]
    for key in sorted(forms):
        lines.append(key)
        lines += (f"\t{cell}\t{' '.join(words)}" for cell, words in forms[key])
    return "\n".join(lines) + "\n"


def rules_digest() -> str:
    """What stands for the rules of inflection in the file of forms: forms made by other rules are not used."""
    return digest([data_file(MORPHOLOGY) or b""])


def compiled_forms() -> dict[str, Forms]:
    """The committed forms of the shipped lemmas, by ``Lemma.key``; none where the rules have changed since.

    A lemma that is not there needs ``inflect``.
    """
    lines = (data_file(FORMS) or b"").decode().splitlines()
    if not lines or lines[0] != f"# {rules_digest()}":
        return {}
    forms: dict[str, list[tuple[Cell, tuple[str, ...]]]] = {}
    cells: list[tuple[Cell, tuple[str, ...]]] = []
    for number, line in enumerate(lines[1:], 2):
        if line[:1] != "\t":
            cells = forms.setdefault(line, [])
            continue
        _, cell, words = line.split("\t") if line.count("\t") == 2 else ("", "", "")
        if cell.count(".") != 4:
            raise _damaged(FORMS, number)
        cells.append((Cell.read(cell), tuple(words.split(" "))))
    return {key: tuple(found) for key, found in forms.items()}


def _damaged(name: str, line: int) -> ResourceError:
    return ResourceError([Problem(path=f"rules/{name}", line=line, message="damaged line",
                                  hint=_REBUILD)])


def _rows(name: str, columns: int) -> list[list[str]]:
    data = data_file(name)
    if data is None:
        raise ResourceError([Problem(path=f"rules/{name}", message="file is missing",
                                     hint=_REBUILD)])
    rows = []
    for number, line in enumerate(data.decode().splitlines(), 1):
        if line and not line.startswith("#"):
            row = line.split("\t")
            if len(row) != columns:
                raise _damaged(name, number)
            rows.append(row)
    return rows
