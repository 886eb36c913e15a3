"""What tests share: one extractor for all, and where the material outside the project lies, if it is there."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from figures.extract import Extractor

os.environ.setdefault("FIGURES_NO_CACHE", "1")  # what a test makes of an article is for no other run
# how fast the machine is, is no property of the program
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")

# what the program prints where nothing else is asked for depends on this, and tests run in CI too
os.environ.pop("GITHUB_ACTIONS", None)

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"


@pytest.fixture(scope="session")
def extractor() -> Extractor:
    """The shipped rules, loaded once."""
    return Extractor()


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with annotated articles; tests that need it are skipped where it is absent."""
    if not SHARED.is_dir():
        pytest.skip("the annotated articles are not here")
    return SHARED
