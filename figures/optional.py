"""Packages that only some formats need: loaded where they are used, and named where they are not installed."""

from __future__ import annotations

import importlib
from typing import Any


class MissingPackage(Exception):  # noqa: N818 - it is what is missing that the message is about
    """A package that is not installed. ``hint`` says how to install it."""

    def __init__(self, package: str, extra: str, what: str) -> None:
        super().__init__(f"{what} need the package {package}, which is not installed")
        self.hint = f"pip install 'newsfigures[{extra}]'"


def load(module: str, extra: str, what: str) -> Any:
    """A module of an optional package. ``extra`` is the name that installs it, ``what`` needs it.

    Raises ``MissingPackage``.
    """
    try:
        return importlib.import_module(module)
    except ImportError as error:
        raise MissingPackage(module.partition(".")[0], extra, what) from error
