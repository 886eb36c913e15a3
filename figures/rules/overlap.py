"""Patterns that add nothing: which are contained in another, always beaten by one, or can never match.

Theory of operation
-------------------
A pattern is a regular language over items, and an item is the set of atoms that it satisfies. Matching is monotone:
an item with more atoms is accepted wherever one with fewer is. So a pattern is contained in another where the other
accepts each of its words spelled with the smallest items: one atom each, with what that atom implies (a soldier is of
the class force; a place is an entity), or none for a gap. That is inclusion of two finite automata, decided by walking
the first one's states together with the sets of states that the second can be in.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field

from figures.model import Problem
from figures.rules.load import LANGUAGES, RuleSet
from figures.rules.pattern import Atom, Choice, Free, Gap, Node, Repeat, Row, Slot, atoms_of, groups, parse
from figures.rules.schema import Rule
from figures.text import TOKEN, language

MAX_STEPS = 20_000
"""Pairs of states looked at before two patterns count as different: no pattern of a usable size comes near."""

ANYTHING = ""
"""The item of a gap: it satisfies no atom."""

Implies = Callable[[str], Collection[str]]


@dataclass(slots=True)
class Automaton:
    """States are numbers, 0 the first; ``edges[s]`` are pairs of an atom and a state, ``free[s]`` states reached by
    nothing."""

    edges: list[list[tuple[str, int]]] = field(default_factory=list)
    free: list[list[int]] = field(default_factory=list)
    last: int = 0

    def state(self) -> int:
        """A new state."""
        self.edges.append([])
        self.free.append([])
        return len(self.edges) - 1

    def closure(self, states: Collection[int]) -> frozenset[int]:
        """These states and all that are reached from them by nothing."""
        found, todo = set(states), list(states)
        while todo:
            for target in self.free[todo.pop()]:
                if target not in found:
                    found.add(target)
                    todo.append(target)
        return frozenset(found)


def automaton(node: Node) -> Automaton:
    """The automaton of a pattern (Thompson's construction)."""
    made = Automaton()
    start = made.state()
    made.last = _build(made, node, start)
    return made


def _build(made: Automaton, node: Node, at: int) -> int:
    match node:
        case Atom(name, _):
            target = made.state()
            made.edges[at].append((name, target))
            return target
        case Gap(low, high):
            for step in range(high):
                target = made.state()
                made.edges[at].append((ANYTHING, target))
                if step >= low:
                    made.free[at].append(target)
                at = target
            return at
        case Row(parts):
            for part in parts:
                at = _build(made, part, at)
            return at
        case Choice(options):
            return _either(made, options, at)
        case Free(parts):
            return _either(made, [Row(order) for order in itertools.permutations(parts)], at)
        case Repeat(part, sign):
            start = made.state()
            made.free[at].append(start)
            end = _build(made, part, start)
            if sign in "*+":
                made.free[end].append(start)
            if sign in "?*":
                made.free[start].append(end)
            return end
        case Slot(_, _, part):
            return _build(made, part, at)
    raise TypeError(node)


def _either(made: Automaton, options: Collection[Node], at: int) -> int:
    ends = []
    for option in options:
        start = made.state()
        made.free[at].append(start)
        ends.append(_build(made, option, start))
    target = made.state()
    for end in ends:
        made.free[end].append(target)
    return target


def contained(inner: Automaton, outer: Automaton, implies: Implies) -> bool:
    """Whether ``outer`` matches all that ``inner`` matches."""
    start = outer.closure([0])
    todo = [(state, start) for state in inner.closure([0])]
    seen = set(todo)
    while todo:
        state, others = todo.pop()
        if state == inner.last and outer.last not in others:
            return False
        for atom, target in inner.edges[state]:
            known = {atom, ANYTHING, *implies(atom)}
            reached = outer.closure([end for s in others for name, end in outer.edges[s] if name in known])
            for after in inner.closure([target]):
                pair = (after, reached)
                if pair not in seen:
                    seen.add(pair)
                    todo.append(pair)
        if len(seen) > MAX_STEPS:
            return False
    return True


def useless(rules: RuleSet, implies: Implies, forms_of: Callable[[str], Collection[str]]) -> list[Problem]:
    """What is wrong with patterns and words that hold each by itself: ``forms_of`` gives the forms of a lexicon."""
    problems: list[Problem] = []
    for lang in LANGUAGES:
        known = [
            (rule, text, node, automaton(node))
            for rule in rules.rules
            for text in rule.match.get(lang, ())
            for node in [parse(text, rules.macros)]
        ]
        for rule, text, node, made in known:
            complaint = _never(node, lang, forms_of)
            if complaint:
                problems.append(_problem(rule, f"the pattern '{text}' can never match: {complaint}"))
                continue
            for other, theirs, shape, wider in known:
                if made is wider or not contained(made, wider, implies):
                    continue
                if other == rule and not (contained(wider, made, implies) and text < theirs):
                    problems.append(_problem(rule, f"the pattern '{text}' is redundant: '{theirs}' matches all of it"))
                    break
                if other != rule and _beats(other, shape, rule, node):
                    problems.append(_problem(
                        rule, f"the pattern '{text}' is shadowed: rule '{other.id}' always takes what it matches"))
                    break
    return problems + list(_shadowed_words(rules))


def _problem(rule: Rule, message: str) -> Problem:
    return Problem(path=rule.path, line=rule.line, message=message, hint="take it out, or make it say something else")


def _beats(other: Rule, shape: Node, rule: Rule, node: Node) -> bool:
    """Whether the wider pattern of ``other`` wins: it has as many literals, and precedence or the id decides."""
    mine, theirs = len(groups(node)), len(groups(shape))
    if rule.last != other.last:
        return rule.last
    return theirs >= mine and (-other.precedence, other.id) < (-rule.precedence, rule.id)


def _never(node: Node, lang: str, forms_of: Callable[[str], Collection[str]]) -> str | None:
    """Why no sentence of a language can hold a pattern; ``None`` where one may."""
    required = {name for group in groups(node) if len(group) == 1 for name in group}
    for atom in atoms_of(node):
        kind, _, name = atom.name.partition(":")
        if kind == "lit" and len(TOKEN.findall(name)) != 1:
            return f"'{name}' is no single word; write a sign by itself and several words in quotes"
        if atom.name in required and kind == "lex" and not any(language(form) == lang for form in forms_of(name)):
            return f"<{name}> has no words in '{lang}'"
    return None


def _shadowed_words(rules: RuleSet) -> Iterator[Problem]:
    """Rules of the plain form whose words and classes another rule has too, and always comes first."""
    plain = [rule for rule in rules.rules if rule.trigger_names and not (rule.with_ or rule.near)]
    for rule in plain:
        for other in plain:
            if other == rule or rule.match or rule.doing_names or rule.status_names:
                continue
            same = set(rule.trigger_names) <= set(other.trigger_names) and rule.counts <= other.counts
            if same and not other.but_not and (-other.precedence, other.id) < (-rule.precedence, rule.id):
                yield _problem(rule, f"rule '{rule.id}' is shadowed: rule '{other.id}' has its words, counts all that "
                                     "it counts, and comes first")


def implications(units: Mapping[str, Collection[str]]) -> Implies:
    """What an atom implies, from the classes of each unit."""
    def implied(atom: str) -> Collection[str]:
        kind, _, name = atom.partition(":")
        if kind == "figure" and name:
            return ("figure", *(f"figure:{cls}" for cls in units.get(name, ())))
        return ("entity",) if atom == "place" else ()

    return implied
