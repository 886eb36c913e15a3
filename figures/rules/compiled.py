"""Patterns made ready: the alphabet of their shadows, their regular expressions, and a sieve of those that may match.

Each set of atoms that an item can satisfy is one character of the alphabet. A pattern is compiled against the alphabet
as it is known, and again when a set turns up that holds one of its atoms: after a few hundred sentences nothing is new
any more. Most patterns have no word in a sentence; the sieve finds the others by the lexicons and words that are there.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from itertools import chain
from typing import Any, NamedTuple

import regex

from figures.lexicon.lookup import Memo
from figures.rules.pattern import Node, atoms_of, groups, needed, render, width
from figures.rules.scene import Scene
from figures.rules.schema import Rule

_FIRST = 0xE000
_NAMED = frozenset(("place", "entity", "date"))


_Test = tuple[frozenset[str], frozenset[str], frozenset[str]]


class _Group(NamedTuple):
    """Atoms of which a match needs one: by kind, and whether some of them may be anywhere."""

    lexicons: frozenset[str]
    classes: frozenset[str]
    literals: tuple[str, ...]
    anything: bool

    @classmethod
    def of(cls, atoms: Iterable[str]) -> _Group:
        """The group of these atoms, written ``kind:name``."""
        split = sorted(atom.partition(":")[::2] for atom in atoms)
        return cls(
            frozenset(name for kind, name in split if kind == "lex"),
            frozenset(name for kind, name in split if kind == "figure"),
            tuple(name for kind, name in split if kind == "lit"),
            any(kind not in ("lex", "lit") and not (kind == "figure" and name) for kind, name in split),
        )

    def order(self) -> int:
        """Sorts groups by how seldom one of their atoms is there."""
        return 0 if self.lexicons else 1 if self.classes else 2


class Pattern:
    """A pattern of one rule for one language, with the regular expression for the current alphabet."""

    __slots__ = (
        "_compiled", "_newest", "asks", "atoms", "groups", "lexicons", "literals", "needs", "node", "reach",
        "rule", "says", "text",
    )

    def __init__(self, rule: Rule, text: str, node: Node) -> None:
        self.rule, self.text, self.node = rule, text, node
        self.atoms = frozenset(atom.name for atom in atoms_of(node))
        self.asks = frozenset("place" if name == "entity" else name for name in self.atoms & _NAMED)
        """What must be looked for in a sentence before it can match: ``place`` (or other entity), ``date``."""
        self.needs = needed(node)
        self.literals = len(groups(node))  # a choice of words says as much as a word
        self.says = frozenset().union(*groups(node))
        # each group once, the one that is there least often first
        split = [_Group.of(group) for group in groups(node)]
        self.groups = tuple(sorted((group for group in split if not group.anything), key=_Group.order))
        alone = (group.lexicons for group in self.groups if not group.literals and not group.classes)
        self.lexicons: frozenset[str] = next(alone, frozenset())
        """Lexicons of which a match has a word for certain; none where no group is of lexicons alone."""
        counted = any(atom.startswith("figure") for atom in self.atoms)
        self.reach = width(node) if counted and self.lexicons else None
        """Items from one end of a match to the other at most; ``None`` where that has no bound or tells nothing."""
        self._compiled: Any = None
        self._newest = ""

    def near(self, scene: Scene, folded: int) -> bool:
        """Whether a word that a match needs stands near enough to a figure. ``folded``: how many tokens of the scene
        lie inside of items of several."""
        if self.reach is None:
            return True
        for name in self.lexicons:
            for word in scene.occurrences.get(name, ()):
                limit = self.reach + folded + word.end - word.start
                for figure in scene.figures:
                    if figure.start - word.end <= limit and word.start - figure.end <= limit:
                        return True
        return False

    def words(self, glued: Container[str]) -> tuple[str, ...]:
        """Literal words of which a match has one for certain, none of them a particle; none where that is not so."""
        for group in self.groups:
            alone = group.literals and not group.lexicons and not group.classes
            if alone and not any(word in glued for word in group.literals):
                return group.literals
        return ()

    def tests(self, glued: Container[str]) -> tuple[_Test, ...]:
        """What a scene must have for a match: of each of these a lexicon, a class of a figure or a literal word. Words
        in ``glued`` may be particles of other words and are taken for there."""
        return tuple(
            (group.lexicons, group.classes, frozenset(group.literals))
            for group in self.groups
            if not any(name in glued for name in group.literals)
        )

    def compiled(self, alphabet: Alphabet, shadow: str) -> Any:
        """The regular expression over the characters of ``alphabet``. One that does not know its newest characters
        serves for a ``shadow`` that has none of them, or only such as say nothing to the pattern: compiling costs as
        much as reading many sentences."""
        if self._compiled is None or (
            max(shadow, default="") > self._newest and alphabet.concerns(self.atoms, shadow, self._newest)
        ):
            self._compiled = regex.compile(render(self.node, alphabet.chars, alphabet.clitics), regex.DOTALL)
            self._newest = alphabet.newest
        return self._compiled


class Alphabet:
    """Characters for sets of atoms. It only grows."""

    def __init__(self, wanted: frozenset[str]) -> None:
        self.wanted = wanted
        self._char: dict[frozenset[str], str] = {}
        self._by_atom: dict[str, list[str]] = {}
        self._sets: dict[str, frozenset[str]] = {}
        self.clitics = ""

    def char(self, atoms: frozenset[str], clitic: bool = False) -> str:
        """The character of a set of atoms, which are all wanted ones."""
        key = atoms | {"clitic"} if clitic else atoms
        known = self._char.get(key)
        if known is None:
            known = chr(_FIRST + len(self._char))
            self._char[key], self._sets[known] = known, atoms
            for atom in atoms:
                self._by_atom.setdefault(atom, []).append(known)
            if clitic:
                self.clitics += known
        return known

    @property
    def newest(self) -> str:
        """The last character that was added: they are given in order."""
        return chr(_FIRST + len(self._char) - 1) if self._char else ""

    def chars(self, atom: str) -> str:
        """All characters whose sets hold ``atom``."""
        return "".join(self._by_atom.get(atom, ()))

    def concerns(self, atoms: frozenset[str], shadow: str, newest: str) -> bool:
        """Whether a shadow has a character behind ``newest`` that a pattern with these atoms must know: one with such
        an atom, or a glued particle, which any pattern passes over."""
        return any(
            char in self.clitics or not self._sets[char].isdisjoint(atoms) for char in set(shadow) if char > newest
        )


class Literals:
    """The literal words of all patterns of a language, and which of them a token may be."""

    def __init__(self, patterns: Iterable[Pattern]) -> None:
        self.names = frozenset(
            name for pattern in patterns for group in pattern.groups for name in group.literals)
        self._of_form: Memo[tuple[str, ...]] = Memo(self._words_in)

    def _words_in(self, form: str) -> tuple[str, ...]:
        """The literals that a token of this form may be, its particles on or off."""
        return tuple(word for word in behind_particles(form) if word in self.names)

    def within(self, scene: Scene) -> set[str]:
        """The literals of a scene: worked out once, however many sieves ask."""
        if scene.literals is None:
            forms = scene.sentence.forms
            spelled = forms if scene.spelled_at is None else [forms[i] for i in scene.spelled_at]
            scene.literals = set(chain.from_iterable(map(self._of_form.__getitem__, spelled)))
        return scene.literals


class Sieve:
    """Finds the patterns that may match in a scene, by the lexicons and words that are there."""

    def __init__(self, patterns: Sequence[Pattern], glued: Container[str], literals: Literals) -> None:
        self._patterns, self._literals = patterns, literals
        self._tests = [pattern.tests(glued) for pattern in patterns]
        self._by_lexicon: dict[str, list[int]] = {}
        self._by_word: dict[str, list[int]] = {}
        self._anywhere: list[int] = []
        for number, pattern in enumerate(patterns):
            names = pattern.lexicons
            for name in names:
                self._by_lexicon.setdefault(name, []).append(number)
            if names:
                continue
            words = pattern.words(glued)
            for word in words:
                self._by_word.setdefault(word, []).append(number)
            if not words:
                self._anywhere.append(number)

    def fitting(self, scene: Scene) -> list[Pattern]:
        """The patterns that have all their lexicons and figures in the scene, in their order."""
        wanted = set(self._anywhere)
        names, classes, by_lexicon = scene.occurrences.keys(), scene.classes, self._by_lexicon
        for name in names & by_lexicon.keys():
            wanted.update(by_lexicon[name])
        words = self._literals.within(scene)
        for word in words & self._by_word.keys():
            wanted.update(self._by_word[word])
        if not wanted:
            return []
        present, found = frozenset(names), []
        for number in sorted(wanted):
            for lexicons, kinds, literals in self._tests[number]:
                if lexicons.isdisjoint(present) and kinds.isdisjoint(classes) and literals.isdisjoint(words):
                    break
            else:
                found.append(self._patterns[number])
        return found


def behind_particles(form: str) -> tuple[str, str, str, str, str]:
    """A form without each number of letters that may be particles before a word."""
    return form, form[1:], form[2:], form[3:], form[4:]
