"""Parquet: a row for each finding, with its places as a list, for DuckDB, pandas and whatever else reads columns."""

from __future__ import annotations

from io import BytesIO

from figures.model import Finding
from figures.report.columns import write
from figures.report.parts import ranked
from figures.report.run import Run

NAME = "parquet"
NEEDS = ("pyarrow", "parquet", "Parquet reports")


def render(run: Run) -> bytes:
    """The file. Raises ``MissingPackage``."""
    out = BytesIO()
    write(ranked(run), Finding, out)
    return out.getvalue()
