"""The morphological database: written from our lemmas and affixes, generated from by camel-tools.

The format is ALMOR's (Buckwalter's three tables of prefixes, stems and suffixes with three tables of what joins), the
one that camel-tools reads. Only ``build`` uses this module; camel-tools is a tool of the developers.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

from figures.lexicon.morphology import Affix, Lemma, Stem, morphology, stems
from figures.lexicon.paradigms import Cell, Forms, Row, in_order
from figures.text import MARKS

_PROBE = "فعل"
_DELETE_MARKS = str.maketrans("", "", MARKS)
_ASPECT = {"past": "p", "present": "i"}
_TENSE = {aspect: tense for tense, aspect in _ASPECT.items()}
_VALUES = {
    "diac": "*open*", "lex": "*open*", "gloss": "*open*", "pos": "noun verb", "asp": "p i na", "vox": "a p na",
    "per": "3 na", "num": "s d p na", "gen": "m f na", "form_num": "s d p na", "form_gen": "m f na",
    "stt": "i d c u na", "cas": "n a g u na", "prc3": "0", "prc2": "0", "prc1": "0", "prc0": "0 Al_det",
}
_STEM_FEATURES = "prc3:0 prc2:0 prc1:0 prc0:0 enc0:0"


class ToolError(RuntimeError):
    """camel-tools is not installed, or a database cannot be read. The message says what to do."""


def write_database(lemmas: Iterable[Lemma], folder: Path) -> Path:
    """Write the database of these lemmas and of one probe for each stem category below ``folder``; its path."""
    lines = [*_header(), *_affixes(), "###STEMS###"]
    for number, lemma in enumerate(lemmas):
        lines += (_stem_line(stem, _lex(number), lemma.verb) for stem in stems(lemma))
    lines += (_stem_line(Stem(cat, _PROBE), f"probe.{cat}", verb=_is_verbal(cat)) for cat in morphology().joins)
    lines += _joins()
    path = folder / "figures.db"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def _lex(number: int) -> str:
    return f"lemma.{number}"


def _header() -> Iterator[str]:
    enclitics = [name + kind for name in morphology().pronouns for kind in ("_poss", "_dobj")]
    values = _VALUES | {"enc0": " ".join(["0", *enclitics])}
    yield "###DEFINES###"
    for name, allowed in values.items():
        yield f"DEFINE {name} " + " ".join(f"{name}:{value}" for value in allowed.split())
    yield "###DEFAULTS###"
    for pos in ("noun", "verb"):
        unset = {"diac": "*", "lex": "*", "gloss": "*", "pos": pos}
        zero = dict.fromkeys(("prc3", "prc2", "prc1", "prc0", "enc0"), "0")
        yield f"DEFAULT pos:{pos} " + " ".join(f"{n}:{unset.get(n) or zero.get(n) or 'na'}" for n in values)
    yield "###ORDER###"
    yield "ORDER " + " ".join(values)
    yield from ("###TOKENIZATIONS###", "###STEMBACKOFF###", "STEMBACKOFF NONE none")


def _affixes() -> Iterator[str]:
    rules = morphology()
    yield "###PREFIXES###"
    for cat, affixes in rules.prefixes.items():
        for affix in affixes:
            yield f"{affix.form}\t{cat}\t{_affix_features(affix, affix.form)}"
    yield "###SUFFIXES###"
    for cat, affixes in rules.suffixes.items():
        kind = "_dobj" if _is_verbal(cat) else "_poss"
        for affix in affixes:
            for name, pronoun in rules.pronouns.items() if affix.pron else (("", ""),):
                form = affix.form + pronoun
                enclitic = f" enc0:{name}{kind}" if name else ""
                yield f"{form}\t{cat}\t{_affix_features(affix, form)}{enclitic}"


def _is_verbal(cat: str) -> bool:
    """Categories of verbs begin with v and i (suffixes), V and I (stems), by convention of the rules."""
    return cat[0] in "vViI" and cat != "indef"


def _affix_features(affix: Affix, form: str) -> str:
    stated = {"num": affix.num, "gen": affix.gen, "stt": affix.stt, "cas": affix.cas}
    return f"diac:{form}" + "".join(f" {name}:{value}" for name, value in stated.items() if value)


def _stem_line(stem: Stem, lex: str, verb: bool) -> str:
    gender = stem.gen or "na"
    inflection = (f"pos:verb asp:{_ASPECT.get(stem.tense, 'na')} vox:{'p' if stem.passive else 'a'} per:3 stt:na cas:na"
                  if verb else "pos:noun asp:na vox:na per:na stt:u cas:u")
    return (f"{stem.form}\t{stem.cat}\tdiac:{stem.form} lex:{lex} gloss:{lex} {inflection} num:s gen:{gender} "
            f"form_num:s form_gen:{gender} {_STEM_FEATURES}")


def _joins() -> Iterator[str]:
    rules = morphology()
    yield "###TABLE AB###"
    for cat, join in rules.joins.items():
        yield from (f"{prefix} {cat}" for prefix in join.prefixes)
    yield "###TABLE BC###"
    for cat, join in rules.joins.items():
        yield from (f"{cat} {suffix}" for suffix in join.suffixes)
    yield "###TABLE AC###"
    for prefix in rules.prefixes:
        yield from (f"{prefix} {suffix}" for suffix in rules.suffixes)


class OwnForms:
    """Forms and paradigms that camel-tools generates from a database of ``write_database``."""

    def __init__(self, path: Path, lemmas: Iterable[Lemma]) -> None:
        self._generator = open_generator(path)
        self._lex = {lemma: _lex(number) for number, lemma in enumerate(lemmas)}

    def forms(self, lemma: Lemma) -> Forms:
        """All forms of a lemma that the database was written with."""
        made: dict[Cell, set[str]] = {}
        for form, cell in self._generate(self._lex[lemma], lemma.verb):
            made.setdefault(cell, set()).add(form)
        return in_order(made)

    def paradigms(self) -> dict[str, tuple[Row, ...]]:
        """For every stem category its affixes and what they make of a stem, read off the forms of a probe."""
        table = {}
        for cat in sorted(morphology().joins):
            rows = set()
            for form, cell in self._generate(f"probe.{cat}", _is_verbal(cat)):
                prefix, _, suffix = form.partition(_PROBE)
                rows.add(Row(prefix, suffix, cell.num, cell.gen, cell.state))
            table[cat] = tuple(sorted(rows))
        return table

    def _generate(self, lex: str, verb: bool) -> Iterator[tuple[str, Cell]]:
        for enclitic in ("0", *(name + ("_dobj" if verb else "_poss") for name in morphology().pronouns)):
            for found in self._generator.generate(lex, {"pos": "verb" if verb else "noun", "enc0": enclitic}):
                state = "p" if enclitic != "0" else "a" if found["cas"] == "a" else found["stt"]
                yield found["diac"], _cell(found, "" if state in ("u", "na") else state)


def _cell(found: dict[str, str], state: str) -> Cell:
    return Cell(_TENSE.get(found["asp"], ""), "p" if found["vox"] == "p" else "", _stated(found["num"]),
                _stated(found["gen"]), state)


def _stated(value: str) -> str:
    return "" if value in ("na", "-", "u") else value


class ForeignForms:
    """Forms of a CAMeL database (``morphology-db-msa-r13``): what it knows of a lemma is added to our own forms."""

    def __init__(self, path: Path) -> None:
        self._generator = open_generator(path)
        ours = {f"{name}_{kind}" for name in morphology().pronouns for kind in ("poss", "dobj")}
        self._parts = sorted(self._generator._db.defines["pos"] or ())
        self._enclitics = sorted(ours.intersection(self._generator._db.defines["enc0"] or ()))
        self._lemmas: dict[str, list[str]] = {}
        for lex in sorted(self._generator._db.lemma_hash):
            self._lemmas.setdefault(lex.translate(_DELETE_MARKS), []).append(lex)

    def forms(self, lemma: Lemma) -> Forms:
        """The forms of all words of the database that are written like the lemma and are of its part of speech."""
        wanted = ("verb",) if lemma.verb else ("noun", "adj")
        states: dict[tuple[str, Cell], set[str]] = {}
        for lex in self._lemmas.get(lemma.citation.translate(_DELETE_MARKS), ()):
            for pos in (part for part in self._parts if part in wanted):
                self._gather(lex, pos, states)
        made: dict[Cell, set[str]] = {}
        for (form, cell), seen in states.items():
            made.setdefault(cell._replace(state=_state(seen)), set()).add(form)
        return in_order(made)

    def _gather(self, lex: str, pos: str, states: dict[tuple[str, Cell], set[str]]) -> None:
        ending = "dobj" if pos == "verb" else "poss"
        enclitics = ["0", *(enclitic for enclitic in self._enclitics if enclitic.endswith(ending))]
        wanted = [{"pos": pos, "enc0": enclitic} for enclitic in enclitics]
        if pos != "verb":
            wanted.append({"pos": pos, "enc0": "0", "prc0": "Al_det"})
        for features in wanted:
            for found in self._generator.generate(lex, features):
                if pos == "verb" and (found.get("per") != "3" or found.get("asp") not in _TENSE):
                    continue
                form = found["diac"].translate(_DELETE_MARKS).replace("ٱ", "ا")
                state = "p" if features["enc0"] != "0" else found.get("stt", "")
                if "prc0" in features:
                    form, state = form.removeprefix("ال"), "d"
                if state == "i" and found.get("cas") == "a" and form.endswith("ا"):
                    state = "a"
                states.setdefault((form, _cell(found, "")), set()).add(state)


def _state(seen: set[str]) -> str:
    """The state of a form from all states that a database gives it: with an article it is an open form."""
    for state in ("p", "d"):
        if state in seen:
            return "" if state == "d" else state
    if {"i", "c"} <= seen or not seen & {"i", "a", "c"}:
        return ""
    return "c" if "c" in seen else "a" if "a" in seen else "i"


def open_generator(path: Path) -> Any:
    """camel-tools' generator over a database file. Raises ``ToolError`` where either is not to be had."""
    if not path.is_file():
        raise ToolError(f"no morphological database at {path}: give the path of its morphology.db")
    generator, database, errors = _camel_tools()
    try:
        return generator(database(str(path), "g"))
    except (errors, LookupError, TypeError, ValueError, OSError) as error:  # what its parser happens to meet
        raise ToolError(f"{path} is no morphological database: {error}") from error


def _camel_tools() -> tuple[Any, Any, Any]:
    """camel-tools' classes. Importing them reads a catalogue of data sets, and would fetch one from the network."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "catalogue.json").write_text('{"version": "1.6.0", "packages": {}, "components": {}}')
        ours = os.environ.setdefault("CAMELTOOLS_DATA", folder) == folder
        try:
            generator, database, errors = (
                import_module(f"camel_tools.morphology.{name}") for name in ("generator", "database", "errors"))
        except ImportError as error:
            raise ToolError("camel-tools is not installed: run 'uv sync --group camel' in a clone") from error
        finally:
            if ours:
                del os.environ["CAMELTOOLS_DATA"]
    return generator.Generator, database.MorphologyDB, errors.MorphologyError
