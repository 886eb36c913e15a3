"""Where the counted thing happened: which of the places of a text, and how near it was said."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from figures.extract import Extractor
from figures.model import Article

CASES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "data" / "where.yml").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:60])
def test_place_of_the_first_claim(extractor: Extractor, case: dict[str, Any]) -> None:
    claims = extractor.extract(Article(id="a", text=case["text"], date="2025-03-04")).claims
    claim = next(c for c in claims if c.measure)
    if case["where"] is None:
        assert claim.place is None or claim.place.origin in ("lead", "main")
    else:
        assert claim.place is not None
        assert (claim.place.text, claim.place.origin) == (case["where"], case["origin"])
