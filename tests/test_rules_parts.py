"""Which figure of a sentence is stated to be a part of which, by a table."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from figures.extract import Extractor
from figures.model import Article

CASES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "data" / "parts.yml").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:60])
def test_a_part_is_linked_to_its_whole(extractor: Extractor, case: dict[str, Any]) -> None:
    claims = extractor.extract(Article(id="a", text=case["text"])).claims
    by_id = {claim.id: claim for claim in claims}
    found = [[claim.text, by_id[claim.part_of].text] for claim in claims if claim.part_of]
    assert found == case["parts"]
    if "measures" in case:
        assert [claim.measure for claim in claims] == case["measures"]
