"""What git says has changed: the one place that runs another program.

Its arguments are fixed, a revision is looked at before it is handed on, and settings of a repository that would run
further programs are switched off.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import click

from figures.cli import common

_REVISION = re.compile(r"[A-Za-z0-9_@][\w./@{}^~+-]{0,200}\Z", re.ASCII)
_SAFE = ("-c", "core.fsmonitor=false", "-c", "core.hooksPath=", "-c", "core.quotePath=false", "-c", "diff.external=",
         "--no-optional-locks", "--literal-pathspecs")
_PATIENCE = 120


def changed_files(revision: str) -> set[Path]:
    """The files, resolved, that differ from a revision: changed, added, or not known to git at all. Ends the command
    where there is no such revision, no repository or no git."""
    if not _REVISION.match(revision):
        raise click.BadParameter(f"'{revision}' is no revision of git", param_hint="--changed-since")
    top = Path(_git("rev-parse", "--show-toplevel").rstrip("\n"))
    commit = _git("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}",
                  wrong=f"there is no revision '{revision}' here").strip()
    here = ("-C", str(top))
    changed = _git(*here, "diff", "--name-only", "-z", "--no-ext-diff", "--no-textconv", "--no-renames", commit, "--")
    unknown = _git(*here, "ls-files", "--others", "--exclude-standard", "-z")
    return {(top / name).resolve() for name in (changed + unknown).split("\0") if name}


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
