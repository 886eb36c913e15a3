"""Setting up a corpus folder: settings, ignore file, an example article in each language, a workflow."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from figures import __version__
from figures.model import Problem

TEMPLATES = Path(__file__).resolve().parent.parent / "templates" / "project"


class ProjectError(Exception):
    """A folder that cannot be set up; nothing was written. ``problems`` names every file in the way."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = tuple(problems)


def set_up(folder: Path) -> list[Path]:
    """Write the files of a new project below ``folder``, which is made where it is missing: those written, in order.

    Nothing that is there is written over: ``ProjectError`` names what is in the way, before anything is written.
    """
    files = dict(_files(folder))
    in_the_way = [path for path in files if path.exists() or path.is_symlink()]
    in_the_way += [place for place in _folders(folder, files) if place.exists() and not place.is_dir()]
    if in_the_way:
        hint = "nothing was written; name another folder, or move it away"
        raise ProjectError([Problem(path=path.as_posix(), message="is there already", hint=hint)
                            for path in in_the_way])
    try:
        for path, text in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("x", encoding="utf-8", newline="\n") as out:
                out.write(text)
    except OSError as error:
        name = Path(error.filename or folder).as_posix()
        raise ProjectError([Problem(path=name, message=f"cannot be written: {error.strerror}")]) from error
    return list(files)


def _folders(folder: Path, files: dict[Path, str]) -> list[Path]:
    """The folders that have to be there, the outermost first."""
    found = {place for path in files for place in path.parents if place == folder or folder in place.parents}
    return sorted(found)


def _files(folder: Path) -> Iterator[tuple[Path, str]]:
    """Each file and its text. A template's leading ``_`` stands for a dot, which packaging tools like to pass over."""
    for template in sorted(path for path in TEMPLATES.rglob("*") if path.is_file()):
        parts = [f".{part[1:]}" if part.startswith("_") else part for part in template.relative_to(TEMPLATES).parts]
        yield folder.joinpath(*parts), template.read_text("utf-8").replace("@VERSION@", __version__)
