"""Places have one id in both languages, and what only looks like a place is none."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

from figures.entities import load_gazetteer
from figures.text import Sentence, fold

TABLE: dict[str, list[dict[str, Any]]] = yaml.safe_load(
    (Path(__file__).parent / "data" / "places.yml").read_text(encoding="utf-8")
)
WRITTEN = [
    *((f"قُتل خمسة في {place['ar']} يوم الأحد", place["id"]) for place in TABLE["places"]),
    *((f"Five people were killed in {place['en']} on Sunday.", place["id"]) for place in TABLE["places"]),
]


def places(text: str) -> list[str]:
    """The ids of the places in a text that is one sentence; all that it may be for one that is open."""
    body = fold(text)
    mentions = load_gazetteer().find(Sentence(body, 0, len(body.folded)))
    return [m.id or ";".join(sorted(m.candidates)) for m in mentions if m.kind == "place"]


@pytest.mark.parametrize(("text", "id_"), WRITTEN, ids=[text for text, _ in WRITTEN])
def test_a_place_has_one_id_in_both_languages(text: str, id_: str) -> None:
    assert places(text) == [id_]


@pytest.mark.parametrize("trap", TABLE["traps"], ids=[trap["text"] for trap in TABLE["traps"]])
def test_what_looks_like_a_place(trap: dict[str, Any]) -> None:
    assert places(trap["text"]) == trap["places"]


def test_the_table_is_wide() -> None:
    assert len(TABLE["places"]) >= 200
    assert max(Counter(place["id"] for place in TABLE["places"]).values()) == 1
    assert len(TABLE["traps"]) >= 80
    assert sum(not trap["places"] for trap in TABLE["traps"]) >= 25
