"""What figures in a row take over from one another, by a table."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from figures.extract import Extractor
from figures.model import Article

CASES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "data" / "rows.yml").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:60])
def test_figures_in_a_row(extractor: Extractor, case: dict[str, Any]) -> None:
    claims = extractor.extract(Article(id="a", text=case["text"])).claims
    found = [[claim.text, claim.measure] for claim in claims if claim.measure]
    assert found == case["claims"]
