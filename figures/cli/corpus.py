"""The articles that a command is given, and their extractions: what all commands that read a corpus do alike."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NoReturn

from figures.cli import common, work
from figures.cli.spool import Spool

if TYPE_CHECKING:
    from figures.config import Config
    from figures.extract import Extractor
    from figures.model import Extraction, Problem
    from figures.store import Store


@dataclass
class Corpus:
    """Settings, rules and articles. ``problems`` grows by what goes wrong while they are read; all of it is told."""

    inputs: common.Inputs
    settings: Config
    extractor: Extractor
    articles: Spool
    problems: list[Problem] = field(default_factory=list)

    def extractions(self) -> Iterator[Extraction]:
        """The extraction of each article in order of id."""
        from figures.model import Problem  # noqa: PLC0415 - keeps the start quick

        inputs = self.inputs
        store = None if inputs.no_cache else self._store()
        for result in work.extract(self.extractor, self.articles, common.jobs_of(inputs.jobs), inputs.debug, store):
            if isinstance(result, Problem):
                self.problems.append(result)
                common.complain([result])
            else:
                yield result
        common.complain(store.problems if store is not None else ())
        if not self.articles:
            common.complain([f"no articles found in {', '.join(common.wanted_paths(inputs.paths, self.settings))}"])

    def _store(self) -> Store:
        from figures.store import Store, space_of  # noqa: PLC0415

        return Store(space_of(self.extractor.arguments))

    def finish(self, found: bool = False, rules_wrong: bool = False) -> NoReturn:
        """End the command with the gravest exit code that applies."""
        unreadable = bool(self.problems) or not self.articles
        rules_wrong = rules_wrong or bool(self.extractor.problems)
        common.finish(rules_wrong, unreadable and not self.inputs.allow_unreadable, found)


def open_corpus(inputs: common.Inputs, settings: Config | None = None) -> Corpus:
    """Read settings, rules and articles, and tell what is wrong with them."""
    settings = settings or common.settings(inputs.config)
    paths = common.wanted_paths(inputs.paths, settings)
    extractor = common.load_extractor(settings, inputs.rules)
    articles, problems = work.read(paths, inputs.encoding)
    common.complain(problems)
    return Corpus(inputs, settings, extractor, articles, problems)
