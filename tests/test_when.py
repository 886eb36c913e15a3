"""When the counted thing happened: which of the times of a text, how near it was said, and the days that it means."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from figures.extract import Extractor
from figures.model import Article

CASES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "data" / "when.yml").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:60])
def test_period_of_a_claim(extractor: Extractor, case: dict[str, Any]) -> None:
    claims = extractor.extract(Article(id="a", text=case["text"], date="2025-03-14")).claims
    period = [claim for claim in claims if claim.measure][case.get("claim", -1)].period
    if case["when"] is None:
        assert period is None or period.origin == "main"
        return
    assert period is not None
    assert (period.text, period.origin) == (case["when"], case.get("origin", "clause"))
    assert [period.from_, period.to] == case["days"]
