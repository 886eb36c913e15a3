"""Making the compiled forms: all shipped lemmas through camel-tools' generator over our own database.

Two files are written, in plain text so that a change shows in review: the forms of every lemma, and the paradigms by
which other lemmas are inflected without camel-tools. A rebuild of unchanged lexicons changes nothing.
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

from figures.lexicon.database import ForeignForms, OwnForms, ToolError, write_database
from figures.lexicon.morphology import Lemma
from figures.lexicon.paradigms import (
    FORMS,
    PARADIGMS,
    Cell,
    Forms,
    Row,
    in_order,
    render_forms,
    render_paradigms,
    rules_digest,
)
from figures.lexicon.schema import Content, lexicon_sources, read_content
from figures.lexicon.table import compile_table
from figures.resources import ResourceError, shipped_root

__all__ = ["ToolError", "all_lemmas", "build", "generate"]


def build(out_dir: Path | None = None, check: bool = False, db: Path | None = None) -> list[str]:
    """Make the compiled files of the shipped lexicons in ``out_dir`` (``rules/compiled`` of the clone).

    Returns the paths of the files that differ from what the lexicons give now; they are written unless ``check``.
    ``db`` is the ``morphology.db`` of a CAMeL database whose forms are added. Raises ``ResourceError`` where the
    lexicons are wrong, ``ToolError`` where camel-tools or the database cannot be used.
    """
    content = read_content(lexicon_sources())
    if content.problems:
        raise ResourceError(content.problems)
    forms, paradigms = generate(all_lemmas(content), db)
    folder = out_dir or shipped_root() / "compiled"
    made = {
        Path(FORMS).name: render_forms({lemma.key: cells for lemma, cells in forms.items()}, rules_digest()),
        Path(PARADIGMS).name: render_paradigms(paradigms),
    }
    changed = []
    for name, text in made.items():
        path, data = folder / name, text.encode()
        if not path.is_file() or path.read_bytes() != data:
            changed.append(path.as_posix())
            if not check:
                folder.mkdir(parents=True, exist_ok=True)
                path.write_bytes(data)
    return changed


def all_lemmas(content: Content) -> list[Lemma]:
    """Every Arabic lemma that compiling the entries asks for, once, in their order."""
    asked: dict[Lemma, None] = {}

    def ask(lemma: Lemma) -> Forms:
        asked[lemma] = None
        return ()

    compile_table(content, ask)
    return list(asked)


def generate(lemmas: Sequence[Lemma], db: Path | None = None) -> tuple[dict[Lemma, Forms], dict[str, tuple[Row, ...]]]:
    """Forms of the lemmas and the paradigms, by camel-tools over a temporary database of our own and over ``db``."""
    foreign = ForeignForms(db) if db else None
    with tempfile.TemporaryDirectory() as folder:
        own = OwnForms(write_database(lemmas, Path(folder)), lemmas)
        forms = {lemma: own.forms(lemma) for lemma in lemmas}
        if foreign:
            forms = {lemma: _union(cells, foreign.forms(lemma)) for lemma, cells in forms.items()}
        return forms, own.paradigms()


def _union(own: Forms, other: Forms) -> Forms:
    made: dict[Cell, set[str]] = {}
    for cell, words in (*own, *other):
        made.setdefault(cell, set()).update(words)
    return in_order(made)
