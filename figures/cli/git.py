"""What git says has changed: the one place that runs another program.

Its arguments are fixed, a revision is looked at before it is handed on, and settings of a repository that would run
further programs are switched off.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from figures.cli import common

if TYPE_CHECKING:
    from figures.model import Article

_REVISION = re.compile(r"[A-Za-z0-9_@][\w./@{}^~+-]{0,200}\Z", re.ASCII)
_HUNK = re.compile(r"@@ -\S+ \+(\d+)(?:,(\d+))? @@")
_LINES = (".jsonl", ".ndjson")
"""Files in which a line is an article."""
_SAFE = ("-c", "core.fsmonitor=false", "-c", "core.hooksPath=", "-c", "core.quotePath=false", "-c", "diff.external=",
         "--no-optional-locks", "--literal-pathspecs")
_PATIENCE = 120


class Changes(NamedTuple):
    """Files that differ from a revision, resolved, with the lines that do where each line is an article; ``None``
    stands for the whole file."""

    files: dict[Path, tuple[range, ...] | None]

    def touch(self, article: Article) -> bool:
        """Whether an article has changed, or is new."""
        path = Path(article.path).resolve() if article.path else None
        if path not in self.files:
            return path is None
        lines = self.files[path]
        return lines is None or article.line is None or any(article.line in part for part in lines)


def changes(revision: str) -> Changes:
    """What differs from a revision: changed, added, or not known to git at all. Ends the command where there is no such
    revision, no repository or no git."""
    if not _REVISION.match(revision):
        raise click.BadParameter(f"'{revision}' is no revision of git", param_hint="--changed-since")
    top = _git("rev-parse", "--show-toplevel").rstrip("\n")
    commit = _git("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}",
                  wrong=f"there is no revision '{revision}' here").strip()
    diff = ("-C", top, "diff", "--no-color", "--no-ext-diff", "--no-textconv", "--no-renames")
    changed = _git(*diff, "--name-only", "-z", commit, "--")
    unknown = _git("-C", top, "ls-files", "--others", "--exclude-standard", "-z")
    found: dict[Path, tuple[range, ...] | None] = dict.fromkeys(
        (Path(top, name).resolve() for name in (changed + unknown).split("\0") if name), None)
    for name in changed.split("\0"):
        if name.endswith(_LINES):
            found[Path(top, name).resolve()] = _ranges(_git(*diff, "--text", "--unified=0", commit, "--", name))
    return Changes(found)


def _ranges(diff: str) -> tuple[range, ...]:
    """The lines of the new file in a diff without context; what stands in the file itself has a sign before it."""
    heads = (_HUNK.match(line) for line in diff.split("\n"))
    return tuple(range(int(head[1]), int(head[1]) + int(head[2] or 1)) for head in heads if head)


def _git(*arguments: str, wrong: str | None = None) -> str:
    git = shutil.which("git")
    if git is None:
        raise common.CommandError(["--changed-since asks git, which is not installed"])
    try:
        # fixed words, a revision that was looked at, and what git itself said
        done = subprocess.run([git, *_SAFE, *arguments], capture_output=True, check=False, timeout=_PATIENCE)  # noqa: S603
    except (OSError, subprocess.TimeoutExpired) as error:
        raise common.CommandError([f"git could not be asked what has changed: {error}"]) from error
    if done.returncode != 0:
        said = wrong or done.stderr.decode("utf-8", "replace").strip().partition("\n")[0]
        raise common.CommandError([f"--changed-since: {said}"])
    return done.stdout.decode("utf-8", "surrogateescape")
