"""What ``explain`` says of figures that no rule claims: the rules that came near, and where each failed."""

from __future__ import annotations

import pytest

from figures.explain import explain_article
from figures.extract import Extractor
from figures.model import Article
from figures.rules.near import written
from figures.rules.pattern import parse


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor()


@pytest.mark.parametrize(
    ("sentence", "says"),
    [
        ("The army sent 30 boxes.", "near: deployed (rules/packs/forces.yml:4): 'sent' is there, but the rule counts"),
        ("Divers brought 40 passengers to lunch.", "to safety' fails at safety, behind '40 passengers'"),
        ("زار الوزير 300 جندي", "claimed by no rule; it counts unit classes force, person"),
    ],
)
def test_near_misses_are_told(extractor: Extractor, sentence: str, says: str) -> None:
    assert says in explain_article(extractor, Article(id="a", text=sentence))


@pytest.mark.parametrize(
    "pattern",
    ["<send> $n:figure[force|person] ~0..2 (more | extra)?", "{a b} $p:place", "$n:figure (a b)+ c*", "<die> ~1..1 x"],
)
def test_a_pattern_is_written_as_it_is_read(pattern: str) -> None:
    tree = parse(pattern)
    assert written(parse(written(tree))) == written(tree)
