"""What only a terminal gets: lines that fit its width, and a summary with the time that a run took.

A terminal lays each line out for itself, so an isolate that a line leaves open would let the words after the break
fall back into the direction of the line: every piece closes what it opened and opens it again with the direction that
the isolate as a whole has.
"""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Iterator
from typing import TYPE_CHECKING

from figures.model import SEVERITIES
from figures.report import words
from figures.report.run import Run
from figures.report.safe import FSI, LRI, PDI

if TYPE_CHECKING:
    from rich.text import Text

LEAST = 40
"""Columns below which lines are no longer broken to fit: there is no reading them in any case."""

_RLI = "\u2067"
_COLOURS = {"error": "bold red", "warning": "bold yellow", "note": "bold cyan"}


def fit(line: str, width: int) -> list[str]:
    """A line as lines of at most ``width`` columns, broken at spaces and indented alike.

    A word that is longer stands on a line of its own, whole, so that it can be copied.
    """
    from rich.cells import cell_len  # noqa: PLC0415 - slow to import, and only terminals need it

    if width < LEAST or cell_len(line) <= width:
        return [line]
    indent = line[: len(line) - len(line.lstrip())]
    pieces: list[list[str]] = []
    room = 0
    for word in line.split():
        cells = cell_len(word)
        if not pieces or cells + 1 > room:
            pieces.append([])
            room = width - len(indent)
        else:
            room -= 1
        pieces[-1].append(word)
        room -= cells
    return [indent + piece for piece in _closed(" ".join(piece) for piece in pieces)]


def _closed(pieces: Iterator[str]) -> Iterator[str]:
    """The pieces of a line, each with its isolates closed and those of the piece before opened again."""
    whole = list(pieces)
    open_: list[str] = []
    for number, piece in enumerate(whole):
        begin = "".join(open_)
        for at, char in enumerate(piece):
            if char == LRI:
                open_.append(LRI)
            elif char == FSI:
                open_.append(_direction(" ".join([piece[at + 1 :], *whole[number + 1 :]])))
            elif char == PDI and open_:
                open_.pop()
        yield begin + piece + PDI * len(open_)


def _direction(text: str) -> str:
    """The isolate that says outright what a first strong isolate before this text would find out."""
    for char in text:
        kind = unicodedata.bidirectional(char)
        if char == PDI or kind == "L":
            break
        if kind in ("R", "AL"):
            return _RLI
    return LRI


def summary(run: Run, seconds: float, width: int, colour: bool) -> str:
    """What was read and found, in a frame, and how long that took."""
    from rich.console import Console  # noqa: PLC0415 - slow to import, and only terminals need it
    from rich.panel import Panel  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    found = run.summary()
    read = [words.count(found[f"{noun}s"], noun) for noun in ("article", "figure", "claim", "event")]
    lines = [Text(" · ".join([*read, f"{seconds:.1f} s"])), _findings(run)]
    if run.problems:
        problems = words.count(len(run.problems), "problem")
        lines.append(Text(f"{problems} in reading: see the messages above", "bold red"))
    out = io.StringIO()
    console = Console(file=out, force_terminal=colour, color_system="standard" if colour else None, no_color=not colour,
                      width=width, highlight=False, legacy_windows=False)
    console.print(Panel(Text("\n").join(lines), title="figures", title_align="left", expand=False))
    return out.getvalue()


def _findings(run: Run) -> Text:
    from rich.text import Text  # noqa: PLC0415 - slow to import, and only terminals need it

    if not run.extractions:
        return Text("Nothing was read.", "bold red")
    loud = run.loud
    parts = []
    for severity in reversed(SEVERITIES):
        amount = sum(finding.severity == severity for finding in loud)
        parts.append(Text(words.count(amount, severity), _COLOURS[severity] if amount else "dim"))
    quiet = len(run.findings) - len(loud)
    if quiet:
        parts.append(Text(f"{quiet:,} suppressed or known", "dim"))
    return Text(" · ").join(parts) if loud or quiet else Text("No figures at odds.", "bold green")
