"""Reports: one module per format, found by walking this package. A format has ``NAME`` and ``render(run) -> str``."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from functools import lru_cache

from figures.report.encode import encode
from figures.report.run import Run
from figures.report.safe import isolate, safe

__all__ = ["Run", "encode", "formats", "isolate", "render", "safe"]


@lru_cache(maxsize=1)
def formats() -> dict[str, Callable[[Run], str]]:
    """The renderer of each format by its name."""
    names = sorted(info.name for info in pkgutil.iter_modules(__path__))
    modules = [importlib.import_module(f"{__name__}.{name}") for name in names]
    return {module.NAME: module.render for module in modules if hasattr(module, "NAME")}


def render(run: Run, name: str) -> str:
    """The report of a run in a format. Raises ``KeyError`` where there is no such format."""
    return formats()[name](run)
