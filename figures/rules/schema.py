"""The shape of a rule file, as it is written and as the engine uses it.

Every key has a description, so that ``figures schema rules`` gives an editor what it needs to complete and check.
"""

from __future__ import annotations

import re
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from figures.model import Basis, Stance

LEXICON = re.compile(r"<([a-z][a-z0-9_]*)>\Z")

Words = Annotated[
    str | list[str],
    Meta(description="Names of lexicons in angle brackets, one or a list: <kill>, [<kill>, <execute>]"),
]


class Emit(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a rule says of the figures that it claims."""

    measure: Annotated[str, Meta(description="An id of rules/measures.yml")]
    basis: Annotated[Basis | None, Meta(description="incident, total, stock or flow; else the measure's own")] = None
    stance: Annotated[Stance | None, Meta(description="Where every claim of this rule has one stance")] = None


class Expectation(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What an example's marked figure must be."""

    low: Annotated[int | float | None, Meta(description="The least that is stated")] = None
    high: Annotated[int | float | None, Meta(description="The most that is stated")] = None
    value: Annotated[int | float | None, Meta(description="Short for low and high")] = None
    unit: Annotated[str | None, Meta(description="The name of the unit as it is printed: soldier, km²")] = None
    place: Annotated[str | None, Meta(description="Words of the place where it happened")] = None
    source: Annotated[str | None, Meta(description="Words of the one who states the figure")] = None
    subject: Annotated[str | None, Meta(description="Words of who is counted")] = None
    trigger: Annotated[str | None, Meta(description="The words that made it a claim, as written")] = None
    measure: Annotated[str | None, Meta(description="The measure, where the rule does not say it alone")] = None
    stance: Annotated[Stance | None, Meta(description="asserted, denied, expected or hypothetical")] = None
    basis: Annotated[Basis | None, Meta(description="incident, total, stock or flow")] = None


class Example(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A sentence that proves a rule. «» marks what the rule must cover, whole."""

    ar: Annotated[str | None, Meta(description="An Arabic sentence")] = None
    en: Annotated[str | None, Meta(description="An English sentence")] = None
    claim: Annotated[
        Expectation | Literal["none"] | None, Meta(description="What is claimed, or none for a near miss")
    ] = None
    except_: Annotated[
        str | None, Meta(description="The exception that stops this near miss: without it, the rule must match")
    ] = msgspec.field(default=None, name="except")
    todo: Annotated[str | None, Meta(description="Why this example fails for now")] = None


class RawRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A rule as it is written."""

    id: Annotated[
        str, Meta(description="A unique name: words parted by dots or hyphens", pattern="^[a-z][a-z0-9_.-]*$")
    ]
    title: Annotated[str, Meta(description="What the rule finds, in a few words")]
    emit: Annotated[Emit, Meta(description="The measure of the claim, and what else the rule says of it")]
    about: Annotated[str | None, Meta(description="Why the rule is as it is")] = None
    counts: Annotated[list[str], Meta(description="Unit classes that the plain form may count: person, vehicle …")] = (
        msgspec.field(default_factory=list)
    )
    elided: Annotated[bool, Meta(description="Whether a number without its noun may be counted")] = False
    trigger: Annotated[Words | None, Meta(description="Words for what is done to the counted, or that name them")] = (
        None
    )
    doing: Annotated[
        Words | None, Meta(description="Words for what the counted do themselves: they flee, they die")
    ] = None
    status: Annotated[
        Words | None,
        Meta(
            description="Nouns that say who the counted are (refugee, prisoner); a word for what happens to them wins"
        ),
    ] = None
    together: Annotated[
        list[str] | None, Meta(description="Ids of two rules whose words stand together over one figure")
    ] = None
    with_: Annotated[
        Words | None, Meta(description="Words of which one must stand in the figure's phrase or right beside it")
    ] = msgspec.field(default=None, name="with")
    near: Annotated[Words | None, Meta(description="Words of which one must stand in the sentence as well")] = None
    match: Annotated[dict[str, list[str]], Meta(description="Patterns by language")] = msgspec.field(
        default_factory=dict
    )
    except_: Annotated[
        dict[str, list[str]], Meta(description="Patterns that stop the rule where they overlap it, by language")
    ] = msgspec.field(default_factory=dict, name="except")
    single: Annotated[
        bool, Meta(description="false: one or two without a number (a soldier, جنديان) are not counted by this rule")
    ] = True
    last: Annotated[bool, Meta(description="true: only where no other rule claims the figure")] = False
    precedence: Annotated[int, Meta(description="Breaks ties between rules that fit equally well; 0 unless needed")] = 0
    examples: Annotated[list[Example], Meta(description="At least a match and a near miss in every language")] = (
        msgspec.field(default_factory=list)
    )


class Pack(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A file of rules."""

    rules: Annotated[list[RawRule], Meta(description="The rules of this file")] = msgspec.field(default_factory=list)
    macros: Annotated[dict[str, str], Meta(description="Parts of patterns by name, used as @name")] = msgspec.field(
        default_factory=dict
    )
    off: Annotated[list[str], Meta(description="Ids of rules from elsewhere that are switched off")] = msgspec.field(
        default_factory=list
    )


class Rule(msgspec.Struct, frozen=True):
    """A rule as the engine uses it: checked, names resolved. Equal and hashed by its id."""

    id: str
    title: str
    emit: Emit
    counts: frozenset[str]
    elided: bool
    trigger_names: tuple[str, ...]
    doing_names: tuple[str, ...]
    status_names: tuple[str, ...]
    but_not: frozenset[str]
    together: tuple[str, ...]
    with_: tuple[str, ...]
    near: tuple[str, ...]
    match: dict[str, tuple[str, ...]]
    except_: dict[str, tuple[str, ...]]
    single: bool
    last: bool
    precedence: int
    examples: tuple[Example, ...]
    path: str
    line: int

    @property
    def counts_all(self) -> bool:
        """Whether the rule counts anything at all."""
        return "any" in self.counts

    @property
    def plain(self) -> bool:
        """Whether the rule has words of the plain form."""
        return bool(self.trigger_names or self.doing_names or self.status_names)

    def __hash__(self) -> int:
        return hash(self.id)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Rule) and self.id == other.id
