"""``figures schema``: JSON Schemas for editors and programs."""

from __future__ import annotations

import click

from figures.cli import common


@click.command()
@click.argument("kind", type=click.Choice(("claim", "series", "finding", "rules", "config", "checks", "report")))
def schema(kind: str) -> None:
    """Print the JSON Schema of an output, of rule files, of the settings or of checks."""
    import json  # noqa: PLC0415 - keeps the start quick

    from figures.schemas import schema as make  # noqa: PLC0415

    common.emit_text(json.dumps(make(kind), ensure_ascii=False, indent=2) + "\n")
