"""Claims of a sentence: who speaks is not counted."""

from __future__ import annotations

import pytest

import figures
from figures.model import Article


def counted(text: str) -> list[tuple[str, str | None]]:
    found = figures.extract(Article(id="a", title=None, text=text, date="2025-05-06"))
    return [(c.text, c.source.text if c.source else None) for c in found.claims if c.measure]


@pytest.mark.parametrize(("text", "expected"), [
    ("The fire left 12 dead, a doctor said.", [("12", "a doctor")]),
    ("The fire wounded 12 people, a soldier in the port told reporters.", [("12 people", "a soldier in the port")]),
    ("The fire wounded 12 people, a woman and her son.", [("12 people", None), ("a woman", None)]),
    ("قتل 12 شخصا في الحريق، بحسب طبيب في المدينة.", [("12 شخصا", "طبيب في المدينة")]),
])
def test_who_says_it_is_no_victim(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert counted(text) == expected


def test_a_victim_may_speak() -> None:
    assert ("A wounded soldier", None) in counted("A wounded soldier said that three tanks were lost.")
