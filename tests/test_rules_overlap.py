"""Patterns that add nothing: containment, and what ``rules validate`` says of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from figures.extract import Extractor
from figures.rules.overlap import automaton, contained, implications, useless
from figures.rules.pattern import parse

IMPLIES = implications({"soldier": ["person", "force"], "ship": ["vehicle"]})


@pytest.mark.parametrize(
    ("inner", "outer", "expected"),
    [
        ("<send> $n:figure", "<send> $n:figure", True),
        ("<send> $n:figure[force]", "<send> $n:figure", True),
        ("<send> $n:figure", "<send> $n:figure[force]", False),
        ("<send> $n:figure[soldier]", "<send> $n:figure[force]", True),
        ("<send> $n:figure[ship]", "<send> $n:figure[force]", False),
        ("<send> ~ $n:figure", "<send> ~0..2 $n:figure", True),
        ("<send> ~0..3 $n:figure", "<send> ~0..2 $n:figure", False),
        ("<send> troops", "<send> ~", True),
        ("<send> ~", "<send> troops", False),
        ("(a | b) $n:figure", "(b | a | c) $n:figure", True),
        ("(a | d) $n:figure", "(b | a | c) $n:figure", False),
        ("a $n:figure", "a b? $n:figure", True),
        ("a b b $n:figure", "a b* $n:figure", True),
        ("a $n:figure", "a b+ $n:figure", False),
        ("b a", "{a b}", True),
        ("{a b}", "b a", False),
        ("$p:place a", "$e:entity a", True),
        ("$e:entity a", "$p:place a", False),
    ],
)
def test_containment(inner: str, outer: str, expected: bool) -> None:
    assert contained(automaton(parse(inner)), automaton(parse(outer)), IMPLIES) is expected


PIECES = st.sampled_from(["a", "b", "<send>", "~", "~0..2", "$n:figure[force]", "(a | b)", "b?", "a*"])


@given(st.lists(PIECES, min_size=1, max_size=5), st.integers(0, 4))
def test_each_pattern_is_contained_in_itself_and_in_one_with_a_part_made_optional(parts: list[str], at: int) -> None:
    inner = automaton(parse(" ".join(_renamed(parts))))
    wider = _renamed(parts)
    wider[at % len(wider)] = f"({wider[at % len(wider)]})?"
    assert contained(inner, inner, IMPLIES)
    assert contained(inner, automaton(parse(" ".join(wider))), IMPLIES)


def _renamed(parts: list[str]) -> list[str]:
    return [part.replace("$n", f"$n{i}") for i, part in enumerate(parts)]


RULE = """\
rules:
  - id: {id}
    title: Own
    emit: {{measure: killed}}
    match: {{en: [{patterns}]}}
"""


@pytest.mark.parametrize(
    ("name", "patterns", "says"),
    [
        ("own", '"<kill> boldly $n:figure[soldier]", "<kill> boldly $n:figure"', "is redundant"),
        ("own", '"<kill> boldly $n:figure", "(<kill>) boldly $n:figure"', "is redundant"),
        ("killed.z", '"$n:figure[soldier] fatally"', "is shadowed: rule 'killed' always takes"),
        ("own", '"<kill> don\'t $n:figure"', "can never match: 'don't' is no single word"),
        ("own", '"<kill> gingerly $n:figure"', None),
    ],
)
def test_what_adds_nothing_is_named(name: str, patterns: str, says: str | None, tmp_path: Path) -> None:
    pack = tmp_path / "packs" / "own.yml"
    pack.parent.mkdir()
    pack.write_text(RULE.format(id=name, patterns=patterns), encoding="utf-8")
    extractor = Extractor([tmp_path])
    classes = {unit: known.classes for unit, known in extractor.lexicon.units.items()}
    found = useless(extractor.engine.rules, implications(classes), lambda lex: extractor.lexicon.forms_of([lex]))
    messages = [str(problem) for problem in found]
    if says is None:
        assert messages == []
    else:
        assert len(messages) == 1
        assert says in messages[0]


def test_a_lexicon_without_words_of_the_language(tmp_path: Path) -> None:
    pack = tmp_path / "packs" / "own.yml"
    pack.parent.mkdir()
    pack.write_text(RULE.format(id="own", patterns='"<force> $n:figure"').replace("en:", "ar:"), encoding="utf-8")
    extractor = Extractor([tmp_path])
    found = useless(extractor.engine.rules, implications({}), lambda lex: extractor.lexicon.forms_of([lex]))
    assert ["<force> has no words in 'ar'" in str(problem) for problem in found] == [True]
