"""JSON Schemas of what goes out and of what users write, made from the types themselves."""

from __future__ import annotations

from typing import Any

import msgspec

from figures.checks.own import File
from figures.config import Config
from figures.model import Claim, Finding, Series
from figures.report.json import Report
from figures.rules.schema import Pack

KINDS: dict[str, Any] = {"claim": Claim, "series": Series, "finding": Finding, "rules": Pack, "config": Config,
                         "checks": File, "report": Report}
"""The types that have a schema, by the name that ``figures schema`` knows them by."""


def schema(name: str) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of one of ``KINDS``. Raises ``KeyError`` for another name."""
    made = msgspec.json.schema(KINDS[name])
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"figures: {name}",
        **_numbers(made),
    }


def _numbers(value: Any) -> Any:
    """Decimals are written as JSON numbers, where msgspec thinks of strings."""
    if isinstance(value, dict):
        if value.get("format") == "decimal":
            return {"type": "number"}
        return {key: _numbers(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_numbers(item) for item in value]
    return value
