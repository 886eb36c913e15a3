"""The shipped packs: what every rule of them carries, beyond what ``figures rules test`` asks of any rule."""

from __future__ import annotations

from collections import Counter

import pytest

from figures.lexicon import load_lexicon
from figures.rules import Rule, load_measures, load_rules, names_of

LANGUAGES = ("ar", "en")
EACH = 2
"""Matches and near misses of each rule in each language, at least."""
SENTENCES = 150
"""Distinct example sentences of each language, at least."""


@pytest.fixture(scope="module")
def rules() -> tuple[Rule, ...]:
    found, problems = load_rules(names_of(load_lexicon(), load_measures()))
    assert not problems
    return found.rules


def test_each_rule_has_two_matches_and_two_near_misses_in_each_language(rules: tuple[Rule, ...]) -> None:
    short = []
    for rule in rules:
        counts: Counter[tuple[str, bool]] = Counter()
        for example in rule.examples:
            for language in LANGUAGES:
                if getattr(example, language) is not None and example.todo is None:
                    counts[language, example.claim == "none"] += 1
        short += [(rule.id, language, miss) for language in LANGUAGES for miss in (False, True)
                  if counts[language, miss] < EACH]
    assert not short


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_are_enough_different_sentences(rules: tuple[Rule, ...], language: str) -> None:
    sentences = {getattr(example, language) for rule in rules for example in rule.examples} - {None}
    assert len(sentences) >= SENTENCES


def test_each_measure_has_a_rule(rules: tuple[Rule, ...]) -> None:
    assert {rule.emit.measure for rule in rules} == set(load_measures())
