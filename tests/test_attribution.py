"""Who says it: tables of sentences, ids that hold across spellings, and what must hold for any text."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from figures.attribution import SourceMention, SourceState, find_sources
from figures.entities import load_gazetteer
from figures.lexicon import load_lexicon
from figures.text import Sentence, fold

DATA = Path(__file__).parent / "data"


def rows(name: str) -> list[dict[str, Any]]:
    """The cases of a table."""
    loaded: list[dict[str, Any]] = yaml.safe_load((DATA / name).read_text(encoding="utf-8"))
    return loaded


def read(texts: list[str], title: bool = False, behind: str = "") -> tuple[Sentence, list[SourceMention]]:
    """The last of several sentences and its sources; ``behind`` is what the article goes on with."""
    lexicon, gazetteer = load_lexicon(), load_gazetteer()
    state: SourceState | None = None
    body = fold(" ".join([*texts, behind]))
    at = 0
    for index, text in enumerate(texts):
        sentence = Sentence(body, at, at + len(text), index, title)
        at += len(text) + 1
        found, state = find_sources(sentence, lexicon.words(sentence), gazetteer.find(sentence), state)
    return sentence, found


def source_at(sentence: Sentence, found: list[SourceMention], figure: str) -> tuple[str, SourceMention] | None:
    """The words and the mention of the nearest source that governs a token."""
    token = sentence.forms.index(figure)
    covering = [s for s in found if s.scope[0] <= token < s.scope[1]]
    if not covering:
        return None
    source = min(covering, key=lambda s: (s.scope[1] - s.scope[0], s.start))
    return (source.slot.text if source.slot else sentence.raw(source.start, source.end)), source


@pytest.mark.parametrize("case", rows("sources_ar.yml") + rows("sources_en.yml"), ids=lambda case: case["text"][-1])
def test_source(case: dict[str, Any]) -> None:
    sentence, found = read(case["text"], case.get("title", False), case.get("behind", ""))
    got = source_at(sentence, found, case["figure"])
    assert (got[0] if got else None) == case["source"]
    for key in ("id", "via"):
        if got is not None and key in case:
            assert getattr(got[1], key) == case[key]


SAME = [
    ["قال الجيش التركي إن 12 قتلوا", "أعلن المتحدث باسم الجيش التركي مقتل 12 مسلحا", "قتل 12، وفق الجيش التركي",
     "The Turkish military said 12 were killed", "12 were killed, according to the Turkish army"],
    ["قال المرصد السوري لحقوق الإنسان إن 12 قتلوا", "وثق المرصد مقتل 12 مدنيا", "قتل 12، بحسب المرصد السوري",
     "The Syrian Observatory for Human Rights said 12 died", "12 died, according to the Syrian Observatory"],
    ["أفاد مصدر طبي بأن 12 قتلوا", "ذكرت مصادر طبية أن 12 قتلوا", "A medical source said 12 were killed"],
    ["نقلت شبكة عن مسؤولين قولهم إن 12 قتلوا", "Officials said 12 were killed"],
    ["قال الرئيس الأمريكي باراك أوباما إن 12 قتلوا", "أعلن أوباما مقتل 12 جنديا", "Barack Obama said 12 were killed",
     "Democratic President Barack Obama said 12 were killed", "12 were killed, Obama told reporters"],
    ["أعلن البيت الأبيض مقتل 12 جنديا", "The White House said 12 were killed"],
    ["قال مسؤولون أمريكيون إن 12 قتلوا", "ذكر المسؤولان الأمريكيان أن 12 قتلوا", "U.S. officials said 12 were killed"],
    ["أعلن الدفاع المدني السوري مقتل 12 شخصا", "قتل 12، بحسب الخوذ البيضاء", "The White Helmets said 12 were killed",
     "12 were killed, the Syrian civil defence said"],
]


def test_one_source_has_one_id_and_two_have_two() -> None:
    seen: list[str | None] = []
    for group in SAME:
        ids = set()
        for text in group:
            sentence, found = read([text])
            got = source_at(sentence, found, "12")
            assert got is not None, text
            ids.add(got[1].id)
        assert len(ids) == 1, ids
        seen += ids
    assert None not in seen
    assert len(set(seen)) == len(SAME)


WORDS = [
    "قال", "أعلنت", "الشرطة", "إن", "أن", "وأضاف", "المصدر", ":", "،", ".", '"', "12", "وفق", "ما",
    "نقلت", "رويترز", "عن", "لرويترز", "كان", "قد", "مقتل", "قائلا", "police", "said", "that", ",", "he",
    "according", "to", "added", "who", "was", "-", "quoted", "as", "saying", "The",
]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=20), min_size=1, max_size=3))
def test_spans_lie_within_the_sentence(texts: list[list[str]]) -> None:
    sentence, found = read([" ".join(words) for words in texts])
    for source in found:
        assert 0 <= source.start <= source.end <= len(sentence)
        assert 0 <= source.scope[0] < source.scope[1] <= len(sentence)
        assert source.carried == (source.start == source.end)
        if source.carried:
            assert source.slot is not None
