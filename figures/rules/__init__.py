"""The rule language: loading, checking, matching, proving and explaining rules.

``load_engine`` makes everything ready; ``Scene`` and ``Engine.decide`` do the work for one sentence.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from figures.lexicon import Lexicon
from figures.model import Problem
from figures.rules.engine import Decision, Engine
from figures.rules.govern import TriggerIndex, candidates
from figures.rules.grammar import Grammar, load_grammar
from figures.rules.load import Names, RuleSet, load_rules
from figures.rules.match import Mentions
from figures.rules.measures import Measure, load_measures
from figures.rules.near import near_misses
from figures.rules.scene import Scene
from figures.rules.schema import Rule

__all__ = [
    "Decision",
    "Engine",
    "Grammar",
    "Measure",
    "Mentions",
    "Names",
    "Rule",
    "RuleSet",
    "Scene",
    "TriggerIndex",
    "candidates",
    "load_engine",
    "load_measures",
    "load_rules",
    "names_of",
    "near_misses",
]


def names_of(lexicon: Lexicon, measures: dict[str, Measure]) -> Names:
    """What rules may refer to, given a lexicon and the measures."""
    classes = frozenset().union(*(unit.classes for unit in lexicon.units.values())) if lexicon.units else frozenset()
    kinds = frozenset(unit.kind for unit in lexicon.units.values())
    return Names(lexicon.names, classes | kinds | frozenset(lexicon.units), frozenset(measures))


def load_engine(lexicon: Lexicon, roots: Sequence[Path] = ()) -> tuple[Engine, Grammar, list[Problem]]:
    """The engine over all rules, the function words, and the problems of rules that were left out."""
    measures = load_measures(roots)
    rules, problems = load_rules(names_of(lexicon, measures), roots)
    grammar = load_grammar(roots)
    bases = {name: measure.basis for name, measure in measures.items()}
    return Engine(rules, grammar.glued, bases), grammar, problems
