"""``figures cache``: what is kept from run to run."""

from __future__ import annotations

import click

from figures.cli import common


@click.group()
def cache() -> None:
    """Show or clear what is kept to save time: it can all be made again."""


@cache.command()
def show() -> None:
    """Show the cache folder, what is in it, and how large that is."""
    from figures.report import safe  # noqa: PLC0415 - keeps the start quick
    from figures.resources import cache_folder, compiled_files  # noqa: PLC0415
    from figures.store import usage  # noqa: PLC0415

    common.emit_text(f"{safe(str(cache_folder()))}\n")
    for one in usage():
        entries = f"{one.entries:,} articles" if one.entries is not None else "damaged"
        common.emit_text(f"  {safe(one.path.name)}: {entries}, {_size(one.size)}\n")
    files = compiled_files()
    size = _size(sum(file.stat().st_size for file in files))
    common.emit_text(f"  compiled rules and words: {len(files):,} files, {size}\n")


@cache.command()
def clear() -> None:
    """Take out all that is kept. Safe while other runs go on."""
    import sqlite3  # noqa: PLC0415

    from figures.resources import compiled_files  # noqa: PLC0415
    from figures.store import clear as take_out  # noqa: PLC0415

    try:
        freed = take_out()
        for file in compiled_files():
            freed += file.stat().st_size
            file.unlink()
    except (OSError, sqlite3.Error) as error:
        raise common.CommandError([f"the cache cannot be cleared: {error}"]) from error
    common.emit_text(f"{_size(freed)} taken out.\n")


def _size(amount: int) -> str:
    size, units = float(amount), ["bytes", "kB", "MB", "GB"]
    while size >= 1000 and len(units) > 1:
        size, units = size / 1000, units[1:]
    return f"{size:.0f} {units[0]}" if units[0] == "bytes" else f"{size:.1f} {units[0]}"
