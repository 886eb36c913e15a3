"""Reading files of a test, and saying what came of it."""

from __future__ import annotations

from pathlib import Path

from figures.model import Article, Problem
from figures.read import read_articles


def both(*paths: Path | str, encoding: str | None = None) -> tuple[list[Article], list[str]]:
    """Articles and the problems as text, with folders cut off."""
    items = list(read_articles([str(path) for path in paths], encoding))
    folder = f"{paths[0]}/" if Path(paths[0]).is_dir() else f"{Path(paths[0]).parent}/"
    articles = [item for item in items if isinstance(item, Article)]
    return articles, [str(item).replace(folder, "") for item in items if isinstance(item, Problem)]


def write(path: Path, data: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path
