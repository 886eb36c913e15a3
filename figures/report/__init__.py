"""Reports: one module per format, found by walking this package.

A format has ``NAME`` and ``render(run)``, which gives text, or bytes where it is no text; one that needs an optional
package says so by ``NEEDS``, the arguments of ``figures.optional.load``.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from functools import lru_cache
from types import ModuleType

from figures.optional import load
from figures.report.encode import encode
from figures.report.run import Run
from figures.report.safe import isolate, safe

__all__ = ["Run", "encode", "formats", "isolate", "need", "render", "safe"]


@lru_cache(maxsize=1)
def formats() -> dict[str, Callable[[Run], str | bytes]]:
    """The renderer of each format by its name."""
    return {name: module.render for name, module in _modules().items()}


@lru_cache(maxsize=1)
def _modules() -> dict[str, ModuleType]:
    names = sorted(info.name for info in pkgutil.iter_modules(__path__))
    modules = [importlib.import_module(f"{__name__}.{name}") for name in names]
    return {module.NAME: module for module in modules if hasattr(module, "NAME")}


def need(name: str) -> None:
    """Load the optional package of a format, if it has one. Raises ``MissingPackage``."""
    needs = getattr(_modules()[name], "NEEDS", None)
    if needs is not None:
        load(*needs)


def render(run: Run, name: str) -> str | bytes:
    """The report of a run in a format. Raises ``KeyError`` where there is no such format, and ``MissingPackage``."""
    return formats()[name](run)
