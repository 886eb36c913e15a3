"""Findings that are known: a baseline of those that were there before, and a file of those that are to be silent.

Both go by fingerprint, which is made of the check, the series and the figures' places among their like, so that lines
that move and edits elsewhere change nothing. A finding of the baseline speaks again when its gap has grown; one that is
silenced speaks again the day after its end date. What is in either file and no longer needed is told.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Annotated, NamedTuple

import msgspec
from msgspec import Meta

from figures.model import Finding, Problem
from figures.resources import Document, ResourceError, Source, convert, read_yaml

BASELINE, IGNORE = "figures-baseline.json", "figures-ignore.yml"
"""What the files are called where nothing else is said."""

VERSION = 1
ROOM = 0.0015
"""A gap is written with three digits: so much more is no growth."""

Fingerprint = Annotated[str, Meta(pattern=r"^[0-9a-f]{16}$")]


class Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A finding of the baseline. Its message is for people and counts for nothing."""

    fingerprint: Fingerprint
    code: str
    gap: float
    articles: tuple[str, ...] = ()
    message: str = ""


class _Baseline(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    version: Annotated[int, Meta(ge=1, le=VERSION)]
    findings: tuple[Entry, ...]


class Suppression(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A finding that is to be silent, why, and until which day, that day included."""

    fingerprint: Fingerprint
    reason: Annotated[str, Meta(min_length=1, max_length=2000)]
    until: str | None = None


class _Ignore(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    ignore: tuple[Suppression, ...]


class Placed(NamedTuple):
    """A suppression and where it stands."""

    entry: Suppression
    path: str
    line: int

    def problem(self, message: str, hint: str) -> Problem:
        """Something about it that is to be told."""
        return Problem(path=self.path, line=self.line, message=message, hint=hint)


class Settled(NamedTuple):
    """Findings that know whether they are known, and what is to be told of the two files."""

    findings: tuple[Finding, ...]
    notices: tuple[Problem, ...]


# --- files --------------------------------------------------------------------------------------------------------


def load_baseline(path: Path) -> dict[str, Entry]:
    """The entries of a baseline by fingerprint. Raises ``ResourceError`` where it is none."""
    problems: list[Problem] = []
    source = _source(path, _ANEW)
    try:
        document = Document(source, json.loads(source.data.decode("utf-8-sig")), {})
    except (ValueError, RecursionError) as error:
        line = getattr(error, "lineno", None)
        message = f"not a baseline: {getattr(error, 'msg', 'not JSON')}"
        raise ResourceError([Problem(path=path.as_posix(), line=line, message=message, hint=_ANEW)]) from error
    found = convert(document, document.value, _Baseline, (), problems)
    if found is None:
        raise ResourceError([msgspec.structs.replace(p, line=None, column=None, hint=p.hint or _ANEW)
                             for p in problems])
    return {entry.fingerprint: entry for entry in found.findings}


_ANEW = "figures baseline create --force writes it anew"


def _source(path: Path, hint: str | None = None) -> Source:
    try:
        return Source(path.as_posix(), path.name, path.read_bytes())
    except OSError as error:
        message = f"cannot be read: {error.strerror}"
        raise ResourceError([Problem(path=path.as_posix(), message=message, hint=hint)]) from error


def load_suppressions(path: Path) -> tuple[Placed, ...]:
    """The entries of a file of suppressions. Raises ``ResourceError`` with every problem of it."""
    document = read_yaml(_source(path))
    if document.value is None:
        return ()
    problems: list[Problem] = []
    entries = document.value.get("ignore") if isinstance(document.value, dict) else None
    if not isinstance(entries, list) or set(document.value) != {"ignore"}:
        raise ResourceError([document.problem((), "the file holds the key 'ignore' with a list",
                                              'begin each entry with - fingerprint: "…"')])
    found: list[Placed] = []
    for i, value in enumerate(entries):
        entry = convert(document, value, Suppression, ("ignore", i), problems)
        if entry is None:
            continue
        line = document.marks["ignore", i][0]
        first = next((other.line for other in found if other.entry.fingerprint == entry.fingerprint), None)
        if first is not None:
            problems.append(document.problem(("ignore", i, "fingerprint"), "this fingerprint stands twice",
                                             f"first in line {first}"))
        if not entry.reason.strip():
            problems.append(document.problem(("ignore", i, "reason"), "a reason says why", "write one"))
        if entry.until is not None and _day(entry.until) is None:
            problems.append(document.problem(("ignore", i, "until"), f"'{entry.until}' is no day",
                                             "write it as 2025-12-31"))
        found.append(Placed(entry, document.source.path, line))
    if problems:
        raise ResourceError(problems)
    return tuple(found)


def _day(text: str) -> datetime.date | None:
    try:
        return datetime.datetime.strptime(text, "%Y-%m-%d").replace(tzinfo=datetime.UTC).date()
    except ValueError:
        return None


def written(entries: Iterable[Entry]) -> str:
    """A baseline as it is kept: JSON in one order, an entry a line, so that changes are easy to review."""
    ordered = sorted(entries, key=lambda entry: (entry.code, entry.fingerprint))
    lines = [json.dumps(msgspec.to_builtins(entry), ensure_ascii=False) for entry in ordered]
    rows = ",\n  ".join(lines)
    inner = f"\n  {rows}\n " if lines else ""
    return f'{{"version": {VERSION},\n "findings": [{inner}]}}\n'


def entry_of(finding: Finding) -> Entry:
    """A finding as the baseline knows it."""
    articles = tuple(sorted({place.article for place in finding.locations}))
    return Entry(finding.fingerprint, finding.code, finding.gap, articles, finding.message)


def snippet(finding: Finding) -> str:
    """The entry that silences a finding, ready for the file but for its reason."""
    return (f'ignore:\n  - fingerprint: "{finding.fingerprint}"  # {finding.code} {finding.check}\n'
            '    reason: ""  # say why\n'
            "    # until: 2030-12-31\n")


# --- settling -----------------------------------------------------------------------------------------------------


def settle(
    findings: Sequence[Finding], baseline: Mapping[str, Entry] | None, suppressions: Sequence[Placed],
    today: datetime.date, whole: bool = True,
) -> Settled:
    """Say of each finding whether it is ``new``, ``unchanged`` or ``updated`` (its gap has grown), and what mutes it.

    ``baseline`` is ``None`` where there is none: then all is new. ``whole`` says that all checks ran over all articles,
    so that an entry without a finding is one that is no longer needed.
    """
    expired = {p.entry.fingerprint for p in suppressions if p.entry.until and (_day(p.entry.until) or today) < today}
    silent = {p.entry.fingerprint: p.entry.reason for p in suppressions if p.entry.fingerprint not in expired}
    settled = tuple(
        msgspec.structs.replace(f, baseline=_state(f, baseline or {}), suppressed=silent.get(f.fingerprint))
        for f in findings
    )
    found = {finding.fingerprint for finding in findings}
    notices = []
    for placed in suppressions:
        entry = placed.entry
        if entry.fingerprint in expired:
            notices.append(placed.problem(f"the suppression of {entry.fingerprint} ended on {entry.until}",
                                          "take it out, or give it another end"))
        elif whole and entry.fingerprint not in found:
            notices.append(placed.problem(f"no finding has the fingerprint {entry.fingerprint}", "take it out"))
    return Settled(settled, tuple(notices))


def _state(finding: Finding, baseline: Mapping[str, Entry]) -> str:
    known = baseline.get(finding.fingerprint)
    if known is None:
        return "new"
    return "updated" if finding.gap > known.gap + ROOM else "unchanged"


def pruned(baseline: Mapping[str, Entry], findings: Sequence[Finding]) -> list[Entry]:
    """The entries that still have a finding, a gap that has become smaller with its smaller size: it may not grow back
    unseen."""
    found = {finding.fingerprint: finding for finding in findings}
    return [
        msgspec.structs.replace(entry, gap=min(entry.gap, found[key].gap))
        for key, entry in baseline.items() if key in found
    ]
