"""Loading rule packs: from YAML to checked rules, with every problem at its place.

Packs are the files ``packs/**/*.yml`` below the shipped rules and ``*.yml`` below a project's own rule folders. A
later pack replaces a rule by giving its id again, and switches one off by naming it under ``off``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import msgspec

from figures import resources
from figures.model import Problem
from figures.resources import Document, Path_
from figures.rules.pattern import PatternError, atoms_of, parse, slots_of
from figures.rules.schema import LEXICON, Pack, RawRule, Rule
from figures.wording import nearest

LANGUAGES = ("ar", "en")


class RuleSet(msgspec.Struct, frozen=True):
    """All rules that hold, by id in order of id, and the macros of all packs."""

    rules: tuple[Rule, ...]
    macros: dict[str, str]

    def get(self, rule_id: str) -> Rule | None:
        """The rule of that id."""
        return next((rule for rule in self.rules if rule.id == rule_id), None)


class Names(msgspec.Struct, frozen=True):
    """What a rule may refer to: lexicons, unit classes and units, measures."""

    lexicons: frozenset[str]
    classes: frozenset[str]
    measures: frozenset[str]


def pack_sources(roots: Sequence[Path] = ()) -> list[resources.Source]:
    """The files that hold rules: the shipped ones, then the project's."""
    return resources.sources("packs/**/*.yml", roots)


def load_rules(names: Names, roots: Sequence[Path] = ()) -> tuple[RuleSet, list[Problem]]:
    """Load all rules. A rule with a problem is left out; the others hold.

    Returns the rules and the problems, so that a caller decides whether to go on without those left out.
    """
    problems: list[Problem] = []
    rules: dict[str, Rule] = {}
    macros: dict[str, str] = {}
    off: list[tuple[Document, Path_, str]] = []
    documents = []
    for source in pack_sources(roots):
        try:
            documents.append(resources.read_yaml(source))
        except resources.ResourceError as error:
            problems += error.problems
    for document in documents:
        value = document.value
        if not isinstance(value, dict):
            problems.append(document.problem((), "a rule file holds the key 'rules'", "see docs/rules.md"))
            continue
        head = resources.convert(document, {**value, "rules": []}, Pack, (), problems)
        if head:
            macros.update(head.macros)
            off += [(document, ("off", i), name) for i, name in enumerate(head.off)]
    for document in documents:
        _rules_of(document, names, macros, rules, problems)
    for document, at, name in off:
        if rules.pop(name, None) is None:
            problems.append(document.problem(at, f"there is no rule '{name}' to switch off", _mean(name, rules)))
    _check_together(rules, {name for _, _, name in off}, problems)
    problems += unread(roots)
    return RuleSet(tuple(rules[key] for key in sorted(rules)), macros), problems


_KEYS = re.compile(rb"^(rules|checks|lexicons|units)[ \t]*:", re.MULTILINE)
_FOLDERS = {"rules": "packs", "checks": "checks", "lexicons": "lexicon", "units": "units"}


def unread(roots: Sequence[Path]) -> list[Problem]:
    """The files of a project's rule folders that look like rules or words and are read by nobody: with another suffix
    than ``.yml``, or beside the folder that they belong into."""
    problems = []
    for source in (*resources.of_project("*/**/*.yaml", roots), *resources.of_project("*.y*ml", roots)):
        key = _KEYS.search(source.data)
        if key is None:
            continue
        name = f"{Path(source.name).stem}.yml"
        folder = _FOLDERS[key[1].decode()]
        problems.append(Problem(
            path=source.path, message=f"this file of '{key[1].decode()}' is not read", hint=f"call it {folder}/{name}"))
    return problems


def _rules_of(
    document: Document, names: Names, macros: dict[str, str], rules: dict[str, Rule], problems: list[Problem]
) -> None:
    entries = document.value.get("rules") if isinstance(document.value, dict) else None
    if not isinstance(entries, list):
        if entries is not None:
            problems.append(document.problem(("rules",), "'rules' is a list", "begin each rule with '- id: …'"))
        return
    seen: dict[str, int] = {}
    for i, entry in enumerate(entries):
        at: Path_ = ("rules", i)
        before = len(problems)
        raw = resources.convert(document, entry, RawRule, at, problems)
        if raw is None:
            continue
        if raw.id in seen:
            problems.append(
                document.problem(
                    (*at, "id"), f"rule '{raw.id}' stands twice in this file", f"first in line {seen[raw.id]}"
                )
            )
            continue
        seen[raw.id] = document.marks[at][0]
        rule = _rule(document, raw, at, names, macros, problems)
        if rule and len(problems) == before:
            rules[rule.id] = rule


def _rule(
    document: Document, raw: RawRule, at: Path_, names: Names, macros: dict[str, str], problems: list[Problem]
) -> Rule | None:
    def unknown(place: Path_, what: str, name: str, known: Iterable[str]) -> None:
        problems.append(document.problem((*at, *place), f"there is no {what} '{name}'", _mean(name, known)))

    if raw.emit.measure not in names.measures:
        unknown(("emit", "measure"), "measure", raw.emit.measure, names.measures)
    for i, name in enumerate(raw.counts):
        bare = name.removeprefix("!")
        if bare != "any" and bare not in names.classes:
            unknown(("counts", i), "unit class", bare, names.classes)
    words = {
        key: _words(document, getattr(raw, "with_" if key == "with" else key), (*at, key), names, problems)
        for key in ("trigger", "doing", "status", "with", "near")
    }
    if not (raw.trigger or raw.doing or raw.status or raw.match or raw.together):
        problems.append(
            document.problem(at, f"rule '{raw.id}' finds nothing", "give it a trigger, doing, match or together")
        )
    if (words["trigger"] or words["doing"]) and not raw.counts:
        problems.append(
            document.problem(at, f"rule '{raw.id}' does not say what it counts", "add 'counts: [person]' or the like")
        )
    for key in ("match", "except"):
        for lang, patterns in (raw.match if key == "match" else raw.except_).items():
            if lang not in LANGUAGES:
                unknown((key, lang), "language", lang, LANGUAGES)
            for i, pattern in enumerate(patterns):
                _check_pattern(document, pattern, (*at, key, lang, i), names, macros, key == "match", problems)
    line = document.marks[at][0]
    return Rule(
        id=raw.id,
        title=raw.title,
        emit=raw.emit,
        counts=frozenset(name for name in raw.counts if name[:1] != "!"),
        but_not=frozenset(name[1:] for name in raw.counts if name[:1] == "!"),
        elided=raw.elided,
        trigger_names=words["trigger"],
        doing_names=words["doing"],
        status_names=words["status"],
        together=tuple(raw.together or ()),
        with_=words["with"],
        near=words["near"],
        match={k: tuple(v) for k, v in sorted(raw.match.items())},
        except_={k: tuple(v) for k, v in sorted(raw.except_.items())},
        single=raw.single,
        last=raw.last,
        precedence=raw.precedence,
        examples=tuple(raw.examples),
        path=document.source.path,
        line=line,
    )


def _words(
    document: Document, value: str | list[str] | None, at: Path_, names: Names, problems: list[Problem]
) -> tuple[str, ...]:
    found = []
    for i, text in enumerate([value] if isinstance(value, str) else value or []):
        place = at if isinstance(value, str) else (*at, i)
        match = LEXICON.match(text)
        if not match:
            problems.append(
                document.problem(place, f"'{text}' is no name of a lexicon", "write it in angle brackets: <kill>")
            )
        elif match[1] not in names.lexicons:
            problems.append(
                document.problem(place, f"there is no lexicon '{match[1]}'", _mean(match[1], names.lexicons))
            )
        else:
            found.append(match[1])
    return tuple(found)


def _check_pattern(
    document: Document,
    text: str,
    at: Path_,
    names: Names,
    macros: dict[str, str],
    needs_figure: bool,
    problems: list[Problem],
) -> None:
    def bad(column: int, message: str, hint: str | None = None) -> None:
        problems.append(document.problem(at, f"{message} (character {column + 1} of the pattern)", hint))

    try:
        node = parse(text, macros)
    except PatternError as error:
        bad(error.column, error.message, error.hint)
        return
    for atom in atoms_of(node):
        kind, _, name = atom.name.partition(":")
        if kind == "lex" and name not in names.lexicons:
            bad(atom.column, f"there is no lexicon '{name}'", _mean(name, names.lexicons))
        if kind == "figure" and name and name not in names.classes:
            bad(atom.column, f"there is no unit class '{name}'", _mean(name, names.classes))
    slots = list(slots_of(node))
    if len({slot.name for slot in slots}) < len(slots):
        bad(0, "two slots have one name")
    if needs_figure and not any(slot.kind == "figure" for slot in slots):
        bad(0, "the pattern has no figure", "add a slot such as $n:figure[person]")


def _check_together(rules: dict[str, Rule], off: set[str], problems: list[Problem]) -> None:
    """Rules over two words need both rules; one that is switched off takes the pair with it, and nothing more."""
    for rule in list(rules.values()):
        for name in rule.together:
            if name not in rules and name not in off:
                problems.append(
                    Problem(
                        path=rule.path, line=rule.line, message=f"there is no rule '{name}'", hint=_mean(name, rules)
                    )
                )
                rules.pop(rule.id, None)


def _mean(name: str, known: Iterable[str]) -> str | None:
    close = nearest(name, known)
    return f"did you mean '{close}'?" if close else None


Loader = Callable[[Names, Sequence[Path]], tuple[RuleSet, list[Problem]]]
