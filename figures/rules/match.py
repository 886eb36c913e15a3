"""Matching patterns on the shadow of a sentence: one character per item.

Items are made from a scene from left to right: a figure, a date, a place or other entity, a phrase of a lexicon, else
a token. A glued Arabic particle (`لإدلب`, `بمقتل`) is an item of its own before its word, which patterns may name
(`إلى` names `ل` too) and may as well pass over.

Every item has the set of atoms that it satisfies, cut down to the atoms that some pattern asks for; each distinct set
is one character of the alphabet (``compiled``).
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from figures.lexicon.lookup import remember
from figures.lexicon.words import Word
from figures.rules.compiled import Alphabet, Literals, Pattern, Sieve
from figures.rules.pattern import slots_of
from figures.rules.scene import Scene
from figures.rules.schema import Rule

TIMEOUT = 0.05
"""Seconds that one pattern may take on one sentence; one that needs more is reported by ``rules validate``."""

MAX_ITEMS = 400
_NONE: frozenset[str] = frozenset()
Mentions = Sequence[tuple[int, int, str]]
"""Names in a sentence: first token, token behind the last, and ``place``, ``entity`` or ``date``."""


class Item(NamedTuple):
    """A stretch of tokens that patterns see as one. ``atoms`` are those of them that some pattern asks for."""

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


class Matcher:
    """All patterns of a rule set for one language."""

    def __init__(
        self, patterns: Sequence[Pattern], clitic_names: Mapping[str, Sequence[str]], literals: Literals | None = None
    ) -> None:
        """``literals`` are those of all patterns of the language, where there are more than these."""
        self.patterns = tuple(patterns)
        self.clitic_names = clitic_names
        self.glued = frozenset(name for particle, names in clitic_names.items() for name in (particle, *names))
        self._sieve = Sieve(self.patterns, self.glued, literals or Literals(self.patterns))
        self._word_atoms: dict[str, frozenset[str]] = {}
        self._word_clitics: dict[str, frozenset[str]] = {}
        self._plain: dict[str, tuple[frozenset[str] | None, str, frozenset[str], str]] = {}
        self.alphabet = Alphabet(frozenset().union(*(p.atoms for p in patterns)) if patterns else frozenset())

    def shadow(self, scene: Scene, mentions: Sequence[tuple[int, int, str]] = ()) -> tuple[list[Item], str]:
        """The items of a scene and their characters. ``mentions``: tokens and kind (place, entity or date)."""
        wanted = self.alphabet.wanted
        spans: dict[int, tuple[int, frozenset[str]]] = {}
        for start, end, kind in mentions:
            atoms = frozenset([kind, "entity"] if kind == "place" else [kind])
            spans[start] = (end, atoms | spans[start][1] if start in spans and spans[start][0] == end else atoms)
        for name, occurrences in scene.occurrences.items():
            atom = f"lex:{name}"
            if atom not in wanted:
                continue  # folding a phrase that no pattern names would hide its words from those that name them
            for occurrence in occurrences:
                if occurrence.end - occurrence.start > 1:
                    spans.setdefault(occurrence.start, (occurrence.end, frozenset([atom])))
        items: list[Item] = []
        chars: list[str] = []
        i, forms, figures, plain = 0, scene.sentence.forms, scene.figure_at, self._plain
        while i < len(forms) and len(items) < MAX_ITEMS:
            if i in spans or i in figures:
                clitic, item = self._clitic(scene, i), self._item(scene, i, spans)
                end, atoms, number = item.end, item.atoms & wanted, item.figure
                mark, sign = self.alphabet.char(clitic, clitic=True) if clitic else "", self.alphabet.char(atoms)
            else:  # nearly all tokens: the same for every occurrence of a form
                known = plain.get(forms[i])
                if known is None:
                    known = self._plain_word(scene, i)
                (clitic, mark, atoms, sign), end, number = known, i + 1, None
            if clitic:
                items.append(Item(i, i, clitic, None))
                chars.append(mark)
            items.append(Item(i, end, atoms, number))
            chars.append(sign)
            i = end
        return items, "".join(chars)

    def _plain_word(self, scene: Scene, i: int) -> tuple[frozenset[str] | None, str, frozenset[str], str]:
        """The atoms and the character of a glued particle and of the word behind it; worked out once a form."""
        clitic, atoms = self._clitic(scene, i), self._atoms_of(scene.sentence.forms[i], scene.words[i])
        mark = self.alphabet.char(clitic, clitic=True) if clitic else ""
        known = (clitic, mark, atoms, self.alphabet.char(atoms))
        remember(self._plain, scene.sentence.forms[i], known)
        return known

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
        # a name of one word is still that word
        own = self._atoms_of(scene.sentence.forms[i], scene.words[i])
        if known:
            own |= known
        implicit = number if number is not None and scene.figures[number].start == i else None
        if implicit is not None:
            figure = scene.figures[implicit]
            own |= {"figure", *(f"figure:{c}" for c in figure.unit_classes)}
        return Item(i, i + 1, own, implicit)

    def _atoms_of(self, form: str, word: Word) -> frozenset[str]:
        """What a word satisfies by itself; worked out once a form."""
        atoms = self._word_atoms.get(form)
        if atoms is None:
            # `ومقتل` is known by its bare form too
            bare = {form, *(form[len(reading.particles) :] for reading in word.readings)}
            if form[:1] in ("و", "ف") and len(form) > 2:
                bare.add(form[1:])
            atoms = frozenset([*(f"lit:{literal}" for literal in bare), *(f"lex:{name}" for name in word.names)])
            atoms = (atoms & self.alphabet.wanted) or _NONE
            remember(self._word_atoms, form, atoms)
        return atoms

    def _clitic(self, scene: Scene, i: int) -> frozenset[str] | None:
        form, word = scene.sentence.forms[i], scene.words[i]
        known = self._word_clitics.get(form)
        if known is None:
            particles = {c for reading in word.readings for c in reading.particles if c in self.clitic_names}
            names = {f"lit:{name}" for c in particles for name in (c, *self.clitic_names[c])}
            known = frozenset(names & self.alphabet.wanted) or _NONE
            remember(self._word_clitics, form, known)
        if not known and form[:1] in self.clitic_names and i in scene.figure_at:
            # a numeral is no word of the lexicon: `بأربعين منزلا`
            letter = form[0]
            named = frozenset(f"lit:{name}" for name in (letter, *self.clitic_names[letter]))
            return named & self.alphabet.wanted or None
        return known or None

    def search(
        self, scene: Scene, mentions: Sequence[tuple[int, int, str]] = (), only: Container[Rule] | None = None,
        fitting: Sequence[Pattern] | None = None,
    ) -> list[Hit]:
        """All matches of all patterns, or of those of some rules, those that overlap included, in a stable order.
        ``fitting`` are the patterns that may match, worked out here where they are not given.

        Raises ``TimeoutError`` never: a pattern that runs out of time counts as one that does not match, and is
        counted in ``rules stats``.
        """
        fitting = self.fitting(scene) if fitting is None else fitting
        if fitting:
            folded = scene.folded + sum(end - start - 1 for start, end, _ in mentions)
            fitting = [
                pattern for pattern in fitting
                if (only is None or pattern.rule in only) and pattern.near(scene, folded)
            ]
        if not fitting:
            return []
        items, shadow = self.shadow(scene, mentions)
        present = frozenset().union(*(item.atoms for item in items)) if items else frozenset()
        hits: list[Hit] = []
        for pattern in fitting:
            if not pattern.needs <= present:
                continue
            try:
                for found in pattern.compiled(self.alphabet, shadow).finditer(shadow, overlapped=True, timeout=TIMEOUT):
                    hits.append(self._hit(pattern, found, items))
            except TimeoutError:
                continue  # a pattern too slow for this sentence: `rules validate` measures and names it
        return hits

    def times(self, scene: Scene, clock: Callable[[], float]) -> Iterator[tuple[Pattern, float]]:
        """What each pattern that may match costs on a scene, in seconds of ``clock``; the limit where it runs out."""
        fitting = self.fitting(scene)
        shadow = self.shadow(scene)[1] if fitting else ""
        for pattern in fitting:
            expression = pattern.compiled(self.alphabet, shadow)
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
