"""Drafts of rules: whole, loadable once the TODOs are looked at, and refused with a reason where there is no figure."""

from __future__ import annotations

import pytest
import yaml

from figures.draft import DraftError, draft
from figures.extract import Extractor


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor()


@pytest.mark.parametrize(
    ("sentence", "trigger", "counts", "words"),
    [
        ("Boats ferried «seventy villagers» to dry land.", "<my_words>", "resident", "ferried"),
        ("A strike killed «12 people» in the market.", "<kill>", "person", None),
        ("نقلت القوارب 70 قرويا إلى بر الأمان", "<my_words>", "villager", "نقلت"),
        ("قُتل «ثلاثة عمال» في المنجم", "<kill>", "worker", None),
    ],
)
def test_a_draft_names_what_stands_around_the_figure(
    extractor: Extractor, sentence: str, trigger: str, counts: str, words: str | None
) -> None:
    made = yaml.safe_load(draft(extractor, sentence))
    (rule,) = made["rules"]
    assert rule["trigger"] == trigger
    assert rule["counts"] == [counts]
    assert "«" in next(iter(rule["examples"][0].values()))
    lexicon = made.get("lexicons", {}).get("my_words", {})
    offered = [entry["word"] for lang in ("ar", "en") for entry in lexicon.get(lang, [])]
    assert (words in offered) if words else not offered


@pytest.mark.parametrize(
    ("sentence", "says"),
    [
        ("Nothing is counted here.", "no figure"),
        ("Boats «ferried» seventy villagers.", "the marks hold no figure"),
        ("Boats ferried «seventy villagers.", "mark the figure whole"),
        ("Boats »ferried« seventy villagers.", "mark the figure whole"),
    ],
)
def test_a_sentence_without_a_figure_is_refused(extractor: Extractor, sentence: str, says: str) -> None:
    with pytest.raises(DraftError, match=says):
        draft(extractor, sentence)
