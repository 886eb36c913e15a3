"""Checks that a project writes itself: ``checks/*.yml`` in its rule folders, each a condition over measures.

One check with a problem is left out and told; the others hold. How conditions are read and worked out: ``condition``;
which claims they are tried on: ``bind``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from figures import resources
from figures.checks.base import Check, Clash, Context
from figures.checks.bind import MAX_SINGLE, bindings, claims_of, interval
from figures.checks.condition import PARTS, WHOLE, Condition, ConditionError, Name, parse
from figures.checks.panel import Member, built_in
from figures.model import Article, Claim, Problem, Severity
from figures.resources import Document, Path_, ResourceError
from figures.wording import nearest

Same = Literal["article", "sentence", "series", "source", "subject", "unit", "place", "time"]
_FIELD = re.compile(r"\{([^{}]*)\}")


class Sample(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An article of an example, where more than its text matters."""

    text: str
    title: str | None = None
    date: str | None = None
    publisher: str | None = None


class Example(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Articles, texts or more, on which the check ``fires`` or stays ``silent``."""

    fires: str | tuple[str | Sample, ...] | None = None
    silent: str | tuple[str | Sample, ...] | None = None


class OwnCheck(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A check as it is written in YAML."""

    code: Annotated[str, Meta(pattern=r"^[A-Z]{1,4}[0-9]{1,4}$")]
    name: Annotated[str, Meta(pattern=r"^[a-z][a-z0-9-]{1,60}$")]
    title: str
    holds: str
    why: str
    examples: Annotated[tuple[Example, ...], Meta(min_length=2)]
    severity: Severity = "warning"
    same: tuple[Same, ...] = ("source", "unit", "place", "time")
    whole: str | None = None
    cue: str | None = None
    message: str | None = None


class File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A file of checks."""

    checks: tuple[OwnCheck, ...]


@dataclass(frozen=True, slots=True)
class Own:
    """A check that holds: as it was written, its condition, and where it stands."""

    written: OwnCheck
    condition: Condition
    path: str
    line: int

    @property
    def check(self) -> Check:
        """The check as reports know it."""
        written = self.written
        silent = (f"{written.holds} can hold for some values that the figures allow, or the figures do not share "
                  f"{', '.join(written.same) or 'an event'}.")
        return Check(written.code, written.name, written.title, written.severity, written.why, silent)

    @property
    def member(self) -> Member:
        """The check as it sits beside the others."""
        return Member(self.check, partial(_run, self))


def load_own(roots: Sequence[Path], measures: Collection[str]) -> tuple[tuple[Own, ...], list[Problem]]:
    """The checks of a project's rule folders in order of code, and the problems of those that are left out."""
    problems: list[Problem] = []
    found: dict[str, Own] = {}
    taken = {name: "a check that ships" for m in built_in() for name in (m.check.code, m.check.name)}
    for source in resources.sources("checks/**/*.yml", roots):
        try:
            document = resources.read_yaml(source)
        except ResourceError as error:
            problems += error.problems
            continue
        entries = document.value.get("checks") if isinstance(document.value, dict) else None
        if not isinstance(entries, list) or set(document.value) != {"checks"}:
            problems.append(document.problem((), "a file of checks holds the key 'checks' with a list",
                                             "begin each check with '- code: …'"))
            continue
        for i, entry in enumerate(entries):
            own = _own(document, entry, ("checks", i), measures, taken, problems)
            if own is not None:
                found[own.written.code] = own
                taken |= dict.fromkeys((own.written.code, own.written.name), f"{own.path}:{own.line}")
    return tuple(found[code] for code in sorted(found)), problems


def _own(
    document: Document, entry: object, at: Path_, measures: Collection[str], taken: Mapping[str, str],
    problems: list[Problem],
) -> Own | None:
    before = len(problems)
    written = resources.convert(document, entry, OwnCheck, at, problems)
    if written is None:
        return None
    for key in ("code", "name"):
        other = taken.get(getattr(written, key))
        if other is not None:
            problems.append(document.problem((*at, key), f"{key} '{getattr(written, key)}' is taken", other))
    if written.whole is not None and written.whole not in measures:
        close = nearest(written.whole, measures)
        problems.append(document.problem((*at, "whole"), f"there is no measure '{written.whole}'",
                                         f"did you mean '{close}'?" if close else None))
    for key in ("fires", "silent"):
        if not any(getattr(example, key) is not None for example in written.examples):
            problems.append(document.problem((*at, "examples"), f"an example on which it {_DOES[key]} is missing",
                                             f"'- {key}: …'"))
    for i, example in enumerate(written.examples):
        if (example.fires is None) == (example.silent is None):
            problems.append(document.problem((*at, "examples", i), "an example has one of the keys fires and silent"))
    try:
        condition = parse(written.holds, measures)
    except ConditionError as error:
        problems.append(document.problem((*at, "holds"), str(error), error.hint))
        return None
    problems += [document.problem((*at, key), message, hint) for key, message, hint in _odd(written, condition)]
    return Own(written, condition, document.source.path, document.marks[at][0]) if len(problems) == before else None


_DOES = {"fires": "fires", "silent": "is silent"}


def _odd(written: OwnCheck, condition: Condition) -> Iterator[tuple[str, str, str | None]]:
    """What is wrong with a check beyond its types: key, message, hint."""
    names = [name.measure for name in condition.names]
    of_parts = {PARTS, WHOLE} & set(names)
    if of_parts and set(names) != {PARTS, WHOLE}:
        yield "holds", "a condition over parts names sum(parts), whole and no other measure", "sum(parts) <= whole"
    if written.whole is not None and not of_parts:
        yield "whole", "'whole' belongs to a condition over parts", "such as sum(parts) <= whole"
    if sum(not name.summed for name in condition.names) > MAX_SINGLE:
        yield "holds", f"a condition compares at most {MAX_SINGLE} measures", "write two checks"
    fields = {*names, "source"}
    for field in _FIELD.findall(written.message or ""):
        if field not in fields:
            close = nearest(field, fields)
            hint = f"did you mean '{close}'?" if close else "known are " + ", ".join(sorted(fields))
            yield "message", f"there is nothing to fill in for '{{{field}}}'", hint


# --- running ----------------------------------------------------------------------------------------------------


def _run(own: Own, context: Context) -> Iterator[Clash]:
    """The claims of an event that the condition cannot hold for."""
    for bound in bindings(context, own.condition.names, own.written.same, own.written.whole):
        claims = claims_of(bound)
        if own.written.cue is not None and not any(own.written.cue in claim.cues for claim in claims):
            continue
        across = len({claim.article for claim in claims}) > 1
        size = own.condition.broken({name: interval(found, across) for name, found in bound.items()})
        if size is not None:
            yield Clash(claims, _message(own, context, bound), own.written.severity, size, 0.75)


def _message(own: Own, context: Context, bound: Mapping[Name, Sequence[Claim]]) -> str:
    texts = {name.measure: ", ".join(claim.text for claim in claims) for name, claims in bound.items()}
    if own.written.message is None:
        return f"{' and '.join(texts.values())} do not fit together: {own.condition.text} cannot hold."
    texts["source"] = context.said(claims_of(bound)[0])
    return _FIELD.sub(lambda field: texts[field[1]], own.written.message)


# --- proving ----------------------------------------------------------------------------------------------------

Try = Callable[[Own, Sequence[Article]], tuple[bool, set[str]]]
"""Runs one check over articles: whether it fires, and the measures of the figures that are read in them."""


def prove(checks: Sequence[Own], run: Try) -> list[Problem]:
    """The examples that do not do what they say; the place is that of the check."""
    return [
        Problem(path=own.path, line=own.line, message=f"{own.written.code} example {i}: {message}")
        for own in checks for i, example in enumerate(own.written.examples, 1) if (message := _wrong(own, example, run))
    ]


def _wrong(own: Own, example: Example, run: Try) -> str | None:
    fires, read = run(own, articles_of(example))
    if example.fires is not None:
        return None if fires else f"it does not fire; read are {', '.join(sorted(read)) or 'no measures'}"
    if fires:
        return "it fires where it should be silent"
    lacking = sorted({name.measure for name in own.condition.names} - {PARTS, WHOLE} - read)
    return f"it proves nothing: no figure is read as {lacking[0]}" if lacking else None


def articles_of(example: Example) -> list[Article]:
    """The articles of an example; each is of a paper of its own unless it says which."""
    given = example.fires if example.fires is not None else example.silent or ()
    samples = [Sample(text=item) if isinstance(item, str) else item for item in
               ((given,) if isinstance(given, str) else given)]
    return [Article(id=f"example-{i}", text=s.text, title=s.title, date=s.date, publisher=s.publisher or f"paper {i}")
            for i, s in enumerate(samples, 1)]

