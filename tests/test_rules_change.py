"""Old and new values, numbers that a toll reaches, and who says a figure but did nothing."""

from __future__ import annotations

import pytest

from figures.extract import Extractor
from figures.model import Article, Claim


def claims(extractor: Extractor, text: str) -> list[Claim]:
    return [claim for claim in extractor.extract(Article(id="a", text=text)).claims if claim.measure]


@pytest.mark.parametrize("text", [
    "The death toll in Izmir rose from 118 to 181 people.",
    "The death toll in Izmir rose from 118 people to 181, police said.",
    "ارتفعت حصيلة القتلى في إزمير من 118 شخصا إلى 181 شخصا، بحسب الشرطة التركية.",
    "قالت الشرطة إن حصيلة القتلى ارتفعت من 118 إلى 181 شخصا بعد وفاة مصابين في المستشفى.",
    "ارتفع عدد القتلى من 118 إلى 181 قتيلا.",
])
def test_both_values_of_a_change_are_counted(extractor: Extractor, text: str) -> None:
    old, new = claims(extractor, text)
    assert (old.measure, old.low, new.measure, new.low) == ("killed", 118, "killed", 181)
    assert new.previous == old.id and "replaced" in old.cues and "replaced" not in new.cues
    assert old.part_of is None and new.part_of is None


def test_a_way_from_one_thing_to_another_is_no_change(extractor: Extractor) -> None:
    (only,) = claims(extractor, "The doctor walked from 3 villages to 20 houses where 12 people were killed.")
    assert only.low == 12 and only.previous is None


@pytest.mark.parametrize(("text", "measure", "low"), [
    ("بلغت حصيلة القتلى 61 شخصا.", "killed", 61),
    ("وبلغت حصيلة الجرحى في تعز 40 شخصا، بحسب الشرطة.", "injured", 40),
    ("بلغ عدد النازحين في السودان 12 مليون شخص.", "displaced", 12_000_000),
])
def test_a_number_that_a_count_reaches_may_stand_behind_it(
    extractor: Extractor, text: str, measure: str, low: int
) -> None:
    (claim,) = claims(extractor, text)
    assert (claim.measure, claim.low) == (measure, low)


@pytest.mark.parametrize("text", ["زار القتلى 61 شخصا.", "بلغت تكلفة نقل القتلى 61 دولارا."])
def test_other_numbers_behind_a_noun_are_none(extractor: Extractor, text: str) -> None:
    assert claims(extractor, text) == []


def test_a_part_stays_with_its_whole_before_words_on_others(extractor: Extractor) -> None:
    whole, part = claims(extractor, "قتل 21 شخصا بينهم 3 أطفال بعد نقل مصابين إلى المستشفى.")
    assert (part.measure, part.part_of) == ("killed", whole.id)


@pytest.mark.parametrize(("text", "actor"), [
    ("South Korea's military counted 4,032 North Korean soldiers killed or wounded in Ukraine.", None),
    ("Nepal's police said the death toll in Kathmandu reached 48 people.", None),
    ("أعلن الجيش الإسرائيلي مقتل 30 مقاتلا في غزة.", None),
    ("Israel's army said it killed 30 fighters in Gaza.", "Israel's army"),
    ("قال الجيش الإسرائيلي إنه قتل 30 مقاتلا في غزة.", "الجيش الإسرائيلي"),
])
def test_who_says_a_figure_is_not_said_to_have_done_it(extractor: Extractor, text: str, actor: str | None) -> None:
    (claim,) = claims(extractor, text)
    assert claim.source is not None
    assert (claim.actor.text if claim.actor else None) == actor


def test_a_series_tells_no_old_value() -> None:
    from figures.series import link_all

    read = [Extractor().extract(Article(id="a", date="2025-05-01",
                                        text="The death toll in Izmir rose from 118 to 181 people, police said."))]
    (series,) = [s for event in link_all(read).events for s in event.series if s.measure == "killed"]
    assert (series.low, series.best, series.high) == (181, 181, 181)
