"""Matching patterns on the shadow of a sentence: one character per item.

Items are made from a scene from left to right: a figure, a date, a place or other entity, a phrase of a lexicon, else
a token. A glued Arabic particle (`لإدلب`, `بمقتل`) is an item of its own before its word, which patterns may name
(`إلى` names `ل` too) and may as well pass over.

Every item has the set of atoms that it satisfies, cut down to the atoms that some pattern asks for; each distinct set
is one character of the alphabet. A pattern is compiled against the alphabet as it is known, and again when a set
turns up that holds one of its atoms: after a few hundred sentences nothing is new any more.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import regex

from figures.lexicon.lookup import Memo
from figures.lexicon.words import Word
from figures.rules.pattern import Gap, Node, Repeat, atoms_of, groups, needed, render, slots_of
from figures.rules.scene import Scene
from figures.rules.schema import Rule

TIMEOUT = 0.05
"""Seconds that one pattern may take on one sentence; one that needs more is reported by ``rules validate``."""

MAX_ITEMS = 400
Mentions = Sequence[tuple[int, int, str]]
"""Names in a sentence: first token, token behind the last, and ``place``, ``entity`` or ``date``."""

_FIRST = 0xE000


@dataclass(frozen=True, slots=True)
class Item:
    """A stretch of tokens that patterns see as one."""

    start: int
    end: int
    atoms: frozenset[str]
    figure: int | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """A pattern that matched: tokens of the whole and of each slot, and figures of the slots."""

    rule: Rule
    start: int
    end: int
    slots: Mapping[str, tuple[int, int]]
    figures: tuple[int, ...]
    trigger: tuple[int, int]
    literals: int
    gap: int
    text: str


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

    __slots__ = ("_compiled", "_version", "atoms", "groups", "literals", "needs", "node", "rule", "says", "text")

    def __init__(self, rule: Rule, text: str, node: Node) -> None:
        self.rule, self.text, self.node = rule, text, node
        self.atoms = frozenset(atom.name for atom in atoms_of(node))
        self.needs = needed(node)
        self.literals = len(groups(node))  # a choice of words says as much as a word
        self.says = frozenset().union(*groups(node))
        # each group once, the one that is there least often first
        split = [_Group.of(group) for group in groups(node)]
        self.groups = tuple(sorted((group for group in split if not group.anything), key=_Group.order))
        self._compiled: Any = None
        self._version = -1

    @property
    def lexicons(self) -> frozenset[str]:
        """Lexicons of which a match has a word for certain; none where no group is of lexicons alone."""
        alone = (group.lexicons for group in self.groups if not group.literals and not group.classes)
        return next(alone, frozenset())

    def words(self, glued: Container[str]) -> tuple[str, ...]:
        """Literal words of which a match has one for certain, none of them a particle; none where that is not so."""
        for group in self.groups:
            alone = group.literals and not group.lexicons and not group.classes
            if alone and not any(word in glued for word in group.literals):
                return group.literals
        return ()

    def fits(self, scene: Scene, words: Container[str], glued: Container[str] = ()) -> bool:
        """Whether each group of atoms that a match needs may have one in the scene, whose literals are ``words``.
        Those in ``glued`` may be particles of other words and are taken for there."""
        for lexicons, classes, literals, _ in self.groups:
            if not lexicons.isdisjoint(scene.occurrences) or not classes.isdisjoint(scene.classes):
                continue
            if not any(name in words or name in glued for name in literals):
                return False
        return True

    def compiled(self, alphabet: Alphabet) -> Any:
        """The regular expression over the characters of ``alphabet``."""
        version = alphabet.version_of(self.atoms)
        if self._version != version:
            self._compiled = regex.compile(render(self.node, alphabet.chars, alphabet.clitics), regex.DOTALL)
            self._version = version
        return self._compiled


class Alphabet:
    """Characters for sets of atoms. It only grows."""

    def __init__(self, wanted: frozenset[str]) -> None:
        self.wanted = wanted
        self._char: dict[frozenset[str], str] = {}
        self._by_atom: dict[str, list[str]] = {}
        self._grown: dict[str, int] = {}
        self.clitics = ""
        self._clitic_version = 0

    def char(self, atoms: frozenset[str], clitic: bool = False) -> str:
        """The character of a set of atoms, which are all wanted ones."""
        key = atoms | {"clitic"} if clitic else atoms
        known = self._char.get(key)
        if known is None:
            known = chr(_FIRST + len(self._char))
            self._char[key] = known
            for atom in atoms:
                self._by_atom.setdefault(atom, []).append(known)
                self._grown[atom] = len(self._char)
            if clitic:
                self.clitics += known
                self._clitic_version = len(self._char)
        return known

    def chars(self, atom: str) -> str:
        """All characters whose sets hold ``atom``."""
        return "".join(self._by_atom.get(atom, ()))

    def version_of(self, atoms: frozenset[str]) -> int:
        """A number that changes when a pattern with these atoms must be compiled again."""
        return max((self._grown.get(atom, 0) for atom in atoms), default=0) * 100_000 + self._clitic_version


class Sieve:
    """Finds the patterns that may match in a scene, by the lexicons and words that are there."""

    def __init__(self, patterns: Sequence[Pattern], glued: Container[str]) -> None:
        self._patterns, self._glued = patterns, glued
        self._by_lexicon: dict[str, list[int]] = {}
        self._by_word: dict[str, list[int]] = {}
        self._literals = {name for pattern in patterns for group in pattern.groups for name in group.literals}
        self._of_form: Memo[frozenset[str]] = Memo(self._words_in)
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
        if len(self._anywhere) == len(self._patterns):
            return [pattern for pattern in self._patterns if pattern.fits(scene, (), self._glued)]
        wanted = set(self._anywhere)
        by_lexicon = self._by_lexicon
        for name in scene.occurrences:
            if name in by_lexicon:
                wanted.update(by_lexicon[name])
        words: set[str] = set()
        if self._literals:
            words.update(*filter(None, map(self._of_form.__getitem__, scene.sentence.forms)))
        for word in words:
            wanted.update(self._by_word.get(word, ()))
        if not wanted:
            return []
        return [p for p in map(self._patterns.__getitem__, sorted(wanted)) if p.fits(scene, words, self._glued)]


    def _words_in(self, form: str) -> frozenset[str]:
        """The literals that a token of this form may be, its particles on or off."""
        return frozenset(form[cut:] for cut in range(MAX_PARTICLES + 1)) & self._literals


MAX_FORM, MAX_FORMS = 60, 100_000
"""Longer forms are worked out each time, for no word is so long; so many are remembered at once."""

MAX_PARTICLES = 4
"""Letters of particles that may stand before a word."""


def _remember(memo: dict[str, frozenset[str]], form: str, value: frozenset[str]) -> None:
    if len(form) <= MAX_FORM:
        if len(memo) >= MAX_FORMS:
            memo.clear()
        memo[form] = value


class Matcher:
    """All patterns of a rule set for one language."""

    def __init__(self, patterns: Sequence[Pattern], clitic_names: Mapping[str, Sequence[str]]) -> None:
        self.patterns = tuple(patterns)
        self.clitic_names = clitic_names
        self.glued = frozenset(name for particle, names in clitic_names.items() for name in (particle, *names))
        self._sieve = Sieve(self.patterns, self.glued)
        self._word_atoms: dict[str, frozenset[str]] = {}
        self._word_clitics: dict[str, frozenset[str]] = {}
        self.alphabet = Alphabet(frozenset().union(*(p.atoms for p in patterns)) if patterns else frozenset())

    def shadow(self, scene: Scene, mentions: Sequence[tuple[int, int, str]] = ()) -> tuple[list[Item], str]:
        """The items of a scene and their characters. ``mentions``: tokens and kind (place, entity or date)."""
        wanted = self.alphabet.wanted
        spans: dict[int, tuple[int, frozenset[str]]] = {}
        for start, end, kind in mentions:
            atoms = frozenset([kind, "entity"] if kind == "place" else [kind])
            spans[start] = (end, atoms | spans[start][1] if start in spans and spans[start][0] == end else atoms)
        for name, occurrences in scene.occurrences.items():
            for occurrence in occurrences:
                if occurrence.end - occurrence.start > 1:
                    spans.setdefault(occurrence.start, (occurrence.end, frozenset([f"lex:{name}"])))
        items: list[Item] = []
        chars: list[str] = []
        i, forms = 0, scene.sentence.forms
        while i < len(forms) and len(items) < MAX_ITEMS:
            clitic = self._clitic(scene, i)
            if clitic:
                items.append(Item(i, i, clitic))
                chars.append(self.alphabet.char(clitic, clitic=True))
            item = self._item(scene, i, spans)
            cut = item.atoms & wanted
            items.append(item)
            chars.append(self.alphabet.char(cut))
            i = item.end
        return items, "".join(chars)

    def _item(self, scene: Scene, i: int, spans: dict[int, tuple[int, frozenset[str]]]) -> Item:
        number = scene.figure_at.get(i)
        if number is not None and not scene.figures[number].implicit and scene.figures[number].start == i:
            figure = scene.figures[number]
            atoms = {"figure", *(f"figure:{c}" for c in figure.unit_classes), f"figure:{figure.kind}"}
            if figure.unit:
                atoms.add(f"figure:{figure.unit}")
            inside = {f"lex:{r.name}" for t in range(figure.start, figure.end) for r in scene.words[t].readings}
            return Item(i, figure.end, frozenset(atoms | inside), number)
        end, known = spans.get(i, (i + 1, frozenset()))
        if end > i + 1:
            return Item(i, end, known)
        word = scene.words[i]
        # a name of one word is still that word
        own = self._atoms_of(word)
        if known:
            own |= known
        implicit = number if number is not None and scene.figures[number].start == i else None
        if implicit is not None:
            figure = scene.figures[implicit]
            own |= {"figure", *(f"figure:{c}" for c in figure.unit_classes)}
        return Item(i, i + 1, own, implicit)

    def _atoms_of(self, word: Word) -> frozenset[str]:
        """What a word satisfies by itself; worked out once a form."""
        atoms = self._word_atoms.get(word.form)
        if atoms is None:
            # `ومقتل` is known by its bare form too
            bare = {word.form, *(word.form[len(reading.particles) :] for reading in word.readings)}
            if word.form[:1] in ("و", "ف") and len(word.form) > 2:
                bare.add(word.form[1:])
            atoms = frozenset([*(f"lit:{form}" for form in bare), *(f"lex:{name}" for name in word.names)])
            atoms &= self.alphabet.wanted
            _remember(self._word_atoms, word.form, atoms)
        return atoms

    def _clitic(self, scene: Scene, i: int) -> frozenset[str] | None:
        word = scene.words[i]
        known = self._word_clitics.get(word.form)
        if known is None:
            particles = {c for reading in word.readings for c in reading.particles if c in self.clitic_names}
            names = {f"lit:{name}" for c in particles for name in (c, *self.clitic_names[c])}
            known = frozenset(names & self.alphabet.wanted)
            _remember(self._word_clitics, word.form, known)
        return known or None

    def search(
        self, scene: Scene, mentions: Sequence[tuple[int, int, str]] = (), only: Container[Rule] | None = None
    ) -> list[Hit]:
        """All matches of all patterns, or of those of some rules, those that overlap included, in a stable order.

        Raises ``TimeoutError`` never: a pattern that runs out of time counts as one that does not match, and is
        counted in ``rules stats``.
        """
        fitting = [pattern for pattern in self.fitting(scene) if only is None or pattern.rule in only]
        if not fitting:
            return []
        items, shadow = self.shadow(scene, mentions)
        present = frozenset().union(*(item.atoms for item in items)) if items else frozenset()
        hits: list[Hit] = []
        for pattern in fitting:
            if not pattern.needs <= present:
                continue
            try:
                for found in pattern.compiled(self.alphabet).finditer(shadow, overlapped=True, timeout=TIMEOUT):
                    hits.append(self._hit(pattern, found, items))
            except TimeoutError:
                continue  # a pattern too slow for this sentence: `rules validate` measures and names it
        return hits

    def times(self, scene: Scene, clock: Callable[[], float]) -> Iterator[tuple[Pattern, float]]:
        """What each pattern that may match costs on a scene, in seconds of ``clock``; the limit where it runs out."""
        fitting = self.fitting(scene)
        shadow = self.shadow(scene)[1] if fitting else ""
        for pattern in fitting:
            expression = pattern.compiled(self.alphabet)
            start = clock()
            try:
                for _ in expression.finditer(shadow, overlapped=True, timeout=TIMEOUT):
                    pass
            except TimeoutError:
                yield pattern, TIMEOUT
                continue
            yield pattern, clock() - start

    def fitting(self, scene: Scene) -> list[Pattern]:
        """The patterns that have all their lexicons and figures in the scene: others need no shadow at all."""
        return self._sieve.fitting(scene)

    def _hit(self, pattern: Pattern, found: Any, items: Sequence[Item]) -> Hit:
        first, last = found.span()
        slots: dict[str, tuple[int, int]] = {}
        figures: list[int] = []
        for slot in slots_of(pattern.node):
            a, b = found.span(slot.name)
            if a < 0 or a == b:
                continue
            slots[slot.name] = (items[a].start, items[b - 1].end)
            figures += [item.figure for item in items[a:b] if item.figure is not None]
        words = [item for item in items[first:last] if item.figure is None and item.end > item.start]
        named = [item for item in words if any(a in item.atoms for a in pattern.says if a.startswith("lex:"))]
        core = named or [item for item in words if not pattern.says.isdisjoint(item.atoms)] or list(items[first:last])
        return Hit(
            pattern.rule,
            items[first].start,
            items[last - 1].end,
            slots,
            tuple(dict.fromkeys(figures)),
            (core[0].start, core[0].end),
            pattern.literals,
            last - first - pattern.literals,
            pattern.text,
        )


def never_matches(node: Node) -> bool:
    """Whether a tree could match nothing at all (only gaps and optional parts)."""
    return not needed(node) and all(isinstance(part, Gap | Repeat) for part in getattr(node, "parts", (node,)))
