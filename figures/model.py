"""The frozen types that the stages hand to one another.

An article is read, its figures are found, each becomes a claim, claims are linked into series and events, and
checks turn series into findings. Every stage is a function from the types here to the types here; none of them
opens a file or reads a clock.

Offsets are 0-based and end-exclusive, in Unicode code points of the article's *body* (``Article.body``), unless a
name says otherwise: ``Number`` and ``Figure`` count **tokens of their sentence**, since everything between the
text and the claim is done on tokens.

Values are ``int`` where they are whole and ``Decimal`` elsewhere, never ``float``.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Literal, NamedTuple

import msgspec

Value = int | Decimal
"""A stated value: whole numbers are ``int``."""

Qualifier = Literal["exact", "range", "approx", "at_least", "more_than", "at_most", "less_than", "vague"]
Kind = Literal[
    "count",
    "percent",
    "money",
    "length",
    "area",
    "mass",
    "volume",
    "duration",
    "age",
    "fraction",
    "speed",
    "temperature",
    "other",
]
Basis = Literal["incident", "total", "stock", "flow"]
Stance = Literal["asserted", "denied", "expected", "hypothetical"]
Origin = Literal["clause", "sentence", "previous", "lead", "dateline", "main"]
Granularity = Literal["minute", "hour", "day", "week", "month", "season", "year", "open"]
Severity = Literal["note", "warning", "error"]

EVIDENCE: tuple[Origin, ...] = ("clause", "sentence", "previous")
"""Where a slot must be found to say something of its claim; the rest is assumed from the article."""

SEVERITIES: tuple[Severity, ...] = ("note", "warning", "error")
"""Severities from the mildest to the gravest."""


class Span(NamedTuple):
    """A stretch of an article's body: ``body[start:end]``."""

    start: int
    end: int


class Frozen(msgspec.Struct, frozen=True, kw_only=True):
    """The base of the value types: immutable, compared and hashed by content."""


class Article(Frozen, frozen=True):
    """A news article as it was read.

    ``date`` is the publication, an ISO 8601 date or date-time. ``publisher`` is ``None`` when it is unknown; two
    unknown publishers are never the same one. ``path`` and ``line`` say where the text was read from, ``title_line``
    where its title stands, if that is a line of its own. ``verbatim`` is false where the text was taken out of a record
    or page, so that only ``line`` can be told of what stands in it.
    """

    id: str
    text: str
    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    lang: str | None = None
    date: str | None = None
    version_of: str | None = None
    translation_of: str | None = None
    path: str | None = None
    line: int | None = None
    title_line: int | None = None
    verbatim: bool = True

    @property
    def body(self) -> str:
        """Title and text as one string: what all offsets count in."""
        return f"{self.title}\n{self.text}" if self.title else self.text

    def file_line(self, line: int) -> int:
        """The line of its file that a line of the body (from 1) is; of a record or page, the one where that begins."""
        if not self.verbatim:
            return self.line or 1
        title_lines = self.title.count("\n") + 1 if self.title else 0
        if line <= title_lines:
            return self.title_line or 1
        return (self.line or 1) + line - title_lines - 1


class Problem(Frozen, frozen=True):
    """Something that could not be read or used: where it is, what is wrong and what to do about it."""

    path: str
    message: str
    line: int | None = None
    column: int | None = None
    hint: str | None = None

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.path, self.line, self.column) if part is not None)
        return f"{place}: {self.message}" + (f" ({self.hint})" if self.hint else "")


class Number(Frozen, frozen=True):
    """A number as it stands in a sentence, before it counts anything. ``start``/``end`` are token indexes.

    ``low`` and ``high`` are the stated ends with the scale applied; equal for a plain number, both ``None`` where
    ``problem`` says why the value cannot be decided. ``qualifier`` is ``exact``, ``range`` or ``vague``, or what
    the numeral itself says (``more_than`` for `عشرون ونيف`). ``definite`` is true for `الثمانية`, `الـ12`.
    """

    start: int
    end: int
    low: Value | None
    high: Value | None
    qualifier: Qualifier = "exact"
    implicit: bool = False
    definite: bool = False
    problem: str | None = None


class Figure(Frozen, frozen=True):
    """A stated quantity in a sentence: a number with its qualifier and what it counts. Indexes are tokens.

    ``start``/``end`` is the whole phrase (qualifier, number, counted noun with the adjectives that tell who is
    counted); ``number`` the number in it. ``head`` is the token of the counted noun or unit, ``None`` where it is
    elided. ``unit`` names an entry of ``rules/units``; ``unit_classes`` the classes that the entry is in
    (``person``, ``force``, …). ``value`` is amount and unit in the base unit of the registry, where units convert.
    ``other`` marks `12 آخرين`, ``12 others``: the noun is to be taken from an earlier figure.
    ``below`` says that the hedge puts the value just under the number (`قرابة`, ``nearly``).
    """

    start: int
    end: int
    number: tuple[int, int]
    low: Value | None
    high: Value | None
    qualifier: Qualifier
    kind: Kind
    unit: str | None = None
    unit_classes: frozenset[str] = frozenset()
    head: int | None = None
    implicit: bool = False
    definite: bool = False
    other: bool = False
    below: bool = False
    value: tuple[Value, str] | None = None
    problem: str | None = None


class NumberSpan(Frozen, frozen=True):
    """The number inside a figure's phrase, as written (for an implicit figure the noun)."""

    text: str
    start: int
    end: int


class Amount(Frozen, frozen=True):
    """A quantity in the base unit of the registry."""

    amount: Value
    unit: str


class Slot(Frozen, frozen=True):
    """A field of a claim: the words, where they stand, what they mean (``id``), and how near they were found.

    ``via`` is the agency or outlet that passes a source's figure on. ``head`` is for stages downstream that need
    the kind of thing (``role/soldier``) beside its party.
    """

    text: str
    start: int
    end: int
    id: str | None = None
    origin: Origin = "clause"
    via: str | None = None


class Period(Frozen, frozen=True):
    """A time: the words and the days (or date-times) that they mean, both ends included.

    ``from_``/``to`` are ISO dates, ``None`` where a relative phrase has no publication date to lean on.
    """

    text: str
    start: int
    end: int
    from_: str | None = msgspec.field(default=None, name="from")
    to: str | None = None
    granularity: Granularity = "day"
    origin: Origin = "clause"


class Claim(Frozen, frozen=True):
    """One stated figure with everything that is known of it: a line of ``figures extract --format jsonl``.

    A figure that no rule claims has ``measure`` ``None``. ``cues`` are named signs in the sentence that checks
    use (``revision``, ``correction``, ``rise``, ``as_of``, ``complete``, ``toll`` …). ``sentence`` is the span of
    the sentence in the body; ``headline`` says that it is the title.
    """

    id: str
    article: str
    start: int
    end: int
    text: str
    number: NumberSpan
    low: Value | None
    best: Value | None
    high: Value | None
    qualifier: Qualifier
    interval: tuple[Value | None, Value | None]
    implicit: bool
    kind: Kind
    unit: str | None
    value: Amount | None
    measure: str | None
    trigger: str | None
    basis: Basis | None
    stance: Stance
    previous: str | None
    subject: Slot | None
    actor: Slot | None
    source: Slot | None
    place: Slot | None
    period: Period | None
    stated: Period | None
    part_of: str | None
    sentence: tuple[int, int]
    rule: str | None
    headline: bool = False
    definite: bool = False
    cues: tuple[str, ...] = ()
    problem: str | None = None


class Extraction(Frozen, frozen=True):
    """All that one article yields: its claims in order of position, and what linking needs of the rest of it."""

    article: Article
    claims: tuple[Claim, ...]
    lang: str
    main_place: Slot | None = None
    places: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()


class Topic(Frozen, frozen=True):
    """A happening or situation that a project pins (``[[topics]]`` of its settings): its articles are one event.

    An article is of the topic where every condition that is given holds: it has one of ``terms`` (whole words, however
    they are spelt or inflected by clitics), names one of ``places`` (ids; what lies in one counts) in a claim, and was
    published, or tells of days, between ``from_`` and ``to`` (ISO dates, both included). An article of several topics
    goes to the first of them.
    """

    name: str
    terms: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    from_: str | None = msgspec.field(default=None, name="from")
    to: str | None = None


class Series(Frozen, frozen=True):
    """Comparable claims over time: one measure of one subject at one place, within one event.

    ``measure`` is ``None`` for figures that no rule claims; ``unit`` then says what they count.
    """

    event: str
    series: str
    measure: str | None
    subject: str | None
    place: str | None
    from_: str | None = msgspec.field(default=None, name="from")
    to: str | None = None
    low: Value | None = None
    best: Value | None = None
    high: Value | None = None
    articles: int = 0
    sources: int = 0
    claims: tuple[Claim, ...] = ()
    unit: str | None = None


class Event(Frozen, frozen=True):
    """One happening or situation: its articles and the series of claims about it."""

    id: str
    articles: tuple[str, ...]
    series: tuple[Series, ...]
    claims: tuple[Claim, ...] = ()
    """All claims of the event, those that stand in no series (figures without a measure) too."""


class Location(Frozen, frozen=True):
    """A place of a finding: offsets in the body, and line and column (from 1) in the file that it was read from."""

    article: str
    start: int
    end: int
    line: int
    column: int
    text: str
    claim: str | None = None
    path: str | None = None


class Finding(Frozen, frozen=True):
    """Claims that cannot all hold. ``locations[0]`` is in the newest article.

    ``fingerprint`` is made of the check, the series and the figures' places in their articles, without values or
    offsets, so that it survives edits elsewhere; ``gap`` is the size of the disagreement (0 none, 1 is a factor e).
    """

    check: str
    code: str
    severity: Severity
    confidence: float
    message: str
    fingerprint: str
    gap: float
    event: str | None
    series: str | None
    locations: tuple[Location, ...]
    baseline: str | None = None
    suppressed: str | None = None


def to_builtin(value: Any) -> Any:
    """Turn any of these types into JSON's types, keys in the order of the contract and decimals as plain numbers."""
    return msgspec.to_builtins(value, enc_hook=None, order=None)


def plain(value: Value | None) -> str:
    """Write a value as the contract asks: whole numbers as integers, others as plain decimals, no exponent.

    >>> plain(Decimal("1.50E+3")), plain(Decimal("0.50")), plain(None)
    ('1500', '0.5', 'null')
    """
    if value is None:
        return "null"
    if isinstance(value, int):
        return str(value)
    if value == value.to_integral_value():
        return str(int(value))
    return format(value, "f").rstrip("0")  # not normalize(), which rounds to the context's precision


def whole(value: Value) -> Value:
    """The value as an ``int`` where it is whole, so that equal values are equal objects in output and hashes."""
    if isinstance(value, Decimal) and value == value.to_integral_value():
        return int(value)
    return value
