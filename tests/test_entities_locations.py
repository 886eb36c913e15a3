"""Whole phrases of places, of names that no gazetteer has too; what is left open and how it is settled."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from figures.entities import Mention, Whereabouts
from figures.extract import Extractor, Reading
from figures.model import Article

CASES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "data" / "locations.yml").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:50])
def test_phrases_of_places(extractor: Extractor, case: dict[str, Any]) -> None:
    page = Reading(extractor, Article(id="a", text=case["text"], date="2025-03-04")).page(0)
    found = []
    for place in page.locations:
        words = page.sentence.raw(place.start, place.end)[place.glued :]
        found.append(f"{words} | {place.id or '-'}")
    assert found == case["places"]


def mention(id_: str) -> Mention:
    return Mention(0, 1, "place", id_, (), id_[:2])


def test_a_name_of_several_places_is_in_the_country_of_the_article() -> None:
    whereabouts = Whereabouts()
    whereabouts.note(0, [mention("SY/idlib"), mention("SY/homs")])
    whereabouts.note(0, [mention("PS/gaza")] * 9)  # a sentence counts once
    assert whereabouts.resolve(("PS/jericho", "SY/ariha"), True, None) == "SY/ariha"
    assert whereabouts.resolve(("EG/rafah", "PS/rafah"), True, None) is None


def test_what_has_no_name_is_the_place_named_last_and_a_village_lies_in_the_country() -> None:
    whereabouts = Whereabouts()
    whereabouts.note(0, [mention("SY/idlib")])
    assert whereabouts.resolve((), False, "SY/homs") == "SY/homs"
    assert whereabouts.resolve((), True, "SY/homs") == "SY"


def test_an_article_about_two_countries_is_about_none() -> None:
    whereabouts = Whereabouts()
    whereabouts.note(0, [mention("SY"), mention("TR")])
    assert whereabouts.country is None
    assert whereabouts.resolve((), True, None) is None
