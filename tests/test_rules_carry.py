"""Parts of a whole that stands in the sentence before."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from figures.extract import Extractor
from figures.model import Article

CASES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "data" / "carry.yml").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:60])
def test_parts_of_the_sentence_before(extractor: Extractor, case: dict[str, Any]) -> None:
    claims = extractor.extract(Article(id="a", text=case["text"])).claims
    parts = [claim for claim in claims if claim.part_of == claims[0].id]
    assert [claim.text for claim in parts] == case["parts"]
    assert [claim.measure for claim in parts] == case.get("measures", [claims[0].measure] * len(parts))
