"""One thing has one id, however and in whichever language it is written; two things never share one."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

from figures.entities import load_gazetteer
from figures.text import Sentence, fold

THINGS: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "data" / "ids.yml").read_text(encoding="utf-8")
)["things"]
SPELLINGS = [(thing["id"], text) for thing in THINGS for text in (*thing["ar"], *thing["en"])]


def found(text: str) -> list[str | None]:
    """The ids of the names in a text that is one sentence, those of nationalities left out."""
    body = fold(text)
    mentions = load_gazetteer().find(Sentence(body, 0, len(body.folded)))
    return [m.id for m in mentions if m.kind != "nationality"]


@pytest.mark.parametrize(("id_", "text"), SPELLINGS, ids=[text for _, text in SPELLINGS])
def test_one_thing_has_one_id(id_: str, text: str) -> None:
    assert found(text) == [id_]


def test_the_table_is_wide() -> None:
    assert len(THINGS) >= 50
    assert all(len(t["ar"]) >= 5 and len(t["en"]) >= 5 and len({*t["ar"], *t["en"]}) >= 10 for t in THINGS)


def test_two_things_never_share_an_id() -> None:
    assert max(Counter(thing["id"] for thing in THINGS).values()) == 1
    assert max(Counter(text for _, text in SPELLINGS).values()) == 1
