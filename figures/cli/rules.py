"""``figures rules``: proving, checking and listing rules."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click
import msgspec

from figures.cli import common

if TYPE_CHECKING:
    from figures.checks import Own
    from figures.extract import Extractor
    from figures.model import Article, Claim
    from figures.rules import RuleSet
    from figures.rules.prove import Outcome
    from figures.stats import Stats


@click.group()
def rules() -> None:
    """Test, validate and list the rules."""


@rules.command()
@common.resource_options
@click.option("--update", is_flag=True, help="Write the snapshots anew: what the rules read in their examples now.")
def test(rules: tuple[str, ...], config: str | None, update: bool) -> None:
    """Try every example of every rule and of every check of the project, and tell what rules lack.

    Where a snapshot stands beside a pack, what is read in its examples is compared with it.
    """
    from figures.rules.prove import prove  # noqa: PLC0415 - keeps the start quick

    extractor = common.load_extractor(common.settings(config), rules)
    rule_set = extractor.engine.rules
    outcomes, problems = prove(rule_set, Reader(extractor), lambda name: extractor.lexicon.forms_of([name]))
    places = {rule.id: f"{rule.path}:{rule.line}" for rule in rule_set.rules}
    common.complain(problems)
    failed = [o for o in outcomes if o.status in ("failed", "fixed")]
    for outcome in failed:
        where = f"{places[outcome.rule]}: {outcome.rule} ({outcome.language})"
        _say(f"{where}: {outcome.message}")
        _say(f"    {outcome.sentence}")
    checks = _checks(extractor)
    changed = _snapshots(rule_set, outcomes, update, bool(extractor.roots))
    todo = sum(1 for o in outcomes if o.status == "todo")
    gaps = f", {todo} known gaps" if todo else ""
    lacking = f", {len(problems)} rules lack examples" if problems else ""
    _say(f"{len(rule_set.rules)} rules, {len(outcomes)} examples: {len(failed)} failed{gaps}{lacking}.")
    common.finish(bool(changed or failed or problems or checks or extractor.problems), unreadable=False)


def _checks(extractor: Extractor) -> int:
    """Try the examples of the project's own checks; how many problems they have."""
    from figures.checks import load_own, lore_of, make_panel, run_checks  # noqa: PLC0415 - keeps the start quick
    from figures.checks.own import prove  # noqa: PLC0415
    from figures.series import link_all  # noqa: PLC0415

    own, problems = load_own(extractor.roots, extractor.measures)

    def run(check: Own, articles: Sequence[Article]) -> tuple[bool, set[str]]:
        read = [extractor.extract(article) for article in articles]
        links, code = link_all(read), check.written.code
        panel = make_panel([code], lore=lore_of(extractor), own=[check.member])
        found = run_checks(links.events, read, links=links, checks=panel)
        return bool(found), {claim.measure for each in read for claim in each.claims if claim.measure}

    failed = prove(own, run)
    common.complain(problems)
    for problem in failed:
        _say(str(problem))
    if own:
        examples = sum(len(check.written.examples) for check in own)
        _say(f"{len(own)} check{'' if len(own) == 1 else 's'}, {examples} examples: {len(failed)} failed.")
    return len(problems) + len(failed)


def _snapshots(rules: RuleSet, outcomes: Sequence[Outcome], update: bool, project: bool) -> int:
    """Compare or write the snapshot of each pack; how many examples are read in another way.

    A project may well read the examples that ship in its own way: that is told and counts for nothing.
    """
    from figures.resources import shipped_root  # noqa: PLC0415
    from figures.rules.snapshot import differences, path_of, written  # noqa: PLC0415 - keeps the start quick

    changed = 0
    for pack in sorted({rule.path for rule in rules.rules}):
        own = {rule.id for rule in rules.rules if rule.path == pack}
        text, path = written(o for o in outcomes if o.rule in own), Path(path_of(pack))
        foreign = project and Path(pack).resolve().is_relative_to(shipped_root().resolve())
        if update and not foreign:
            common.write_file(str(path), text)
        elif path.is_file():
            told = differences(path.read_text(encoding="utf-8"), text)
            changed += 0 if foreign else len(told)
            for line in told:
                _say(f"{path.as_posix()}: {line}" + (" (by a rule of your own)" if foreign else ""))
    if changed:
        _say(f"{changed} examples are read in another way than before; --update takes that over.")
    return changed


@rules.command()
@common.resource_options
def validate(rules: tuple[str, ...], config: str | None) -> None:
    """Check all rule files without running their examples: what is written, and what adds nothing.

    Patterns that take long are named too, but do not change the exit code: time depends on the machine.
    """
    from figures.checks import load_own  # noqa: PLC0415
    from figures.rules.overlap import implications, useless  # noqa: PLC0415 - keeps the start quick
    from figures.stats import slow_patterns  # noqa: PLC0415

    extractor = common.load_extractor(common.settings(config), rules)
    lexicon = extractor.lexicon
    classes = {name: unit.classes for name, unit in lexicon.units.items()}
    found = useless(extractor.engine.rules, implications(classes), lambda name: lexicon.forms_of([name]))
    _, wrong = load_own(extractor.roots, extractor.measures)
    common.complain([*found, *wrong])
    for line in slow_patterns(extractor):
        _say(line)
    count = len(extractor.problems) + len(found) + len(wrong)
    _say(f"{len(extractor.engine.rules.rules)} rules hold, {count or 'no'} problem{'' if count == 1 else 's'}.")
    common.finish(bool(count), unreadable=False)


@rules.command(name="list")
@common.resource_options
def list_(rules: tuple[str, ...], config: str | None) -> None:
    """List all rules: id, measure, title, and where each stands."""
    extractor = common.load_extractor(common.settings(config), rules)
    rows = [(r.id, r.emit.measure, r.title, f"{r.path}:{r.line}") for r in extractor.engine.rules.rules]
    widths = [max((len(row[i]) for row in rows), default=0) for i in range(2)]
    for row in rows:
        _say(f"{row[0]:{widths[0]}}  {row[1]:{widths[1]}}  {row[2]} ({row[3]})")
    common.finish(bool(extractor.problems), unreadable=False)


@rules.command()
@common.input_options
@click.option("--shapes", type=click.IntRange(min=0), default=30, metavar="N", show_default=True,
              help="How many shapes of unclaimed figures to show.")
def stats(*, inputs: common.Inputs, shapes: int) -> None:
    """Count on a corpus what each rule claims, loses and costs, and show the figures that no rule claims."""
    from figures.cli.corpus import open_corpus  # noqa: PLC0415 - keeps the start quick
    from figures.stats import collect  # noqa: PLC0415

    corpus = open_corpus(inputs)  # counted by one process: times of several would not add up
    common.emit_text("".join(f"{line}\n" for line in _table(collect(corpus.extractor, corpus.articles), shapes)))
    corpus.finish()


def _table(stats: Stats, shapes: int) -> Iterator[str]:
    """The report of ``rules stats``, line by line."""
    from figures.report import safe  # noqa: PLC0415 - keeps the start quick
    from figures.stats import FEW  # noqa: PLC0415

    share = stats.claimed / stats.figures if stats.figures else 0.0
    yield f"{stats.articles} articles, {stats.figures} figures with a number, {share:.1%} of them claimed"
    yield ""
    width = max((len(item.rule.id) for item in stats.rules), default=4)
    yield f"{'rule':{width}}     hits articles   lost overlaps  seconds"
    for item in sorted(stats.rules, key=lambda item: (-item.hits, item.rule.id)):
        few = f"  in fewer than {FEW} articles: justify or generalise" if len(item.articles) < FEW else ""
        yield (f"{item.rule.id:{width}} {item.hits:8} {len(item.articles):8} {item.losses:6} {item.overlaps:8} "
               f"{item.seconds:8.3f}{few}")
    yield ""
    yield "Figures that no rule claims, by the words around them:"
    for shape in stats.shapes[:shapes]:
        yield f"{shape.count:6}  {shape.text}"
        yield f"        {safe(f'{shape.article}:{shape.line}: {shape.sentence[:200]}')}"


def _say(text: str) -> None:
    from figures.report import safe  # noqa: PLC0415

    common.emit_text(f"{' ' * (len(text) - len(text.lstrip()))}{safe(text.lstrip())}\n")


class Reader:
    """Reads one sentence at a time, if asked without the exceptions of a rule."""

    def __init__(self, extractor: Extractor) -> None:
        self._extractors: dict[str | None, Extractor] = {None: extractor}
        self._read: dict[tuple[str, str | None], Sequence[Claim]] = {}

    def __call__(self, sentence: str, _language: str, without: str | None) -> Sequence[Claim]:
        """The claims of a sentence."""
        from figures.model import Article  # noqa: PLC0415

        key = (sentence, without)
        if key not in self._read:
            article = Article(id="example", text=sentence)
            self._read[key] = self._without(without).extract(article).claims
        return self._read[key]

    def _without(self, rule_id: str | None) -> Extractor:
        """The extractor as if that rule had no exceptions."""
        if rule_id not in self._extractors:
            from figures.rules import Engine, RuleSet  # noqa: PLC0415

            changed = copy.copy(self._extractors[None])
            engine = changed.engine
            kept = tuple(
                msgspec.structs.replace(rule, except_={}) if rule.id == rule_id else rule for rule in engine.rules.rules
            )
            changed.engine = Engine(RuleSet(kept, engine.rules.macros), changed.grammar.glued, engine.bases)
            self._extractors[rule_id] = changed
        return self._extractors[rule_id]
