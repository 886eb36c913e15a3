"""Of whom, where and when: the slots of a claim that stand around its figure.

Nearest first: the clause of the figure and its trigger, then the sentence, then the sentence before. Each slot says
by ``origin`` how near it was found. What only the article as a whole says (its headline, dateline, main place) is
filled in by ``extract``, and says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Protocol

import msgspec

from figures.datelines import behind_dateline
from figures.dates import glued
from figures.dates.calendar import moved, parse_day
from figures.lexicon import Lexicon
from figures.model import Figure, Granularity, Origin, Period, Slot
from figures.rules.engine import Decision
from figures.rules.rows import begins_with_and
from figures.rules.scene import AGENT_COST, Scene
from figures.text import Sentence


class MentionLike(Protocol):
    """What this module asks of an entity mention: tokens, kind and id."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def kind(self) -> str: ...
    @property
    def id(self) -> str | None: ...


class DateLike(Protocol):
    """What this module asks of a date mention."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def from_(self) -> str | None: ...
    @property
    def to(self) -> str | None: ...
    @property
    def granularity(self) -> Granularity: ...
    @property
    def relative(self) -> bool: ...
    @property
    def now(self) -> bool: ...
    @property
    def unyeared(self) -> bool: ...
    @property
    def another(self) -> bool: ...


_AT_HEAD = 1
_HELD = frozenset(("detained", "abducted", "missing", "affected", "infected"))
_WEEK = timedelta(7)
_SAYING = frozenset(("say", "say_on", "react"))
_PARTY_KINDS = frozenset(("org", "party", "nationality"))
_COMMAS = frozenset(",،")
_CLAUSE_ENDS = frozenset(".;؛!?؟|")
REACH = 8.0
_JOINED = 2.0
_REACH_PARTY = 2
_REACH_ACTOR = 1.7


def slot(
    sentence: Sentence, start: int, end: int, id_: str | None, origin: Origin, via: str | None = None, glued: int = 0
) -> Slot:
    """A slot over tokens of a sentence, its text as written, without the ``glued`` letters of particles before it."""
    span = sentence.raw_span(start, end)
    if glued:
        span = sentence.text.raw_span(sentence.starts[start] + glued, sentence.end_of(end - 1))
    return Slot(
        text=sentence.text.raw[span.start : span.end], start=span.start, end=span.end, id=id_, origin=origin, via=via
    )


def subject(
    scene: Scene,
    figure: Figure,
    mentions: Sequence[MentionLike],
    lexicon: Lexicon,
    antecedent: Figure | None,
    leaves: bool = False,
) -> Slot | None:
    """Who or what is counted: the noun with what modifies it, and as an id the party and the role.

    ``antecedent`` is the figure that `12 آخرين` takes its noun from; ``leaves`` says that a place behind "from" is
    where they come from and not whose they are.
    """
    unit = lexicon.units.get((figure.unit or (antecedent.unit if antecedent else None)) or "")
    role = unit.subject if unit else None
    start = figure.head if figure.head is not None else figure.number[1]
    end = figure.end
    if scene.sentence.lang == "en" and figure.head is not None and figure.number[1] <= figure.head:
        start = next((m.start for m in mentions if figure.number[1] <= m.start < figure.head), figure.head)
    if start >= end:
        return None
    party = None
    for mention in mentions:
        if mention.kind in _PARTY_KINDS and start <= mention.start < end:
            party, end = mention.id or party, max(end, mention.end)
        elif leaves and mention.kind == "place":
            continue
        elif (
            end < mention.start <= end + _REACH_PARTY
            and "of_party" in scene.marks[mention.start - 1]
            and mention.kind not in ("person", "backward")
        ):
            party, end = mention.id or party, mention.end
            break
    return slot(scene.sentence, start, end, subject_id(party, role), "clause")


def subject_id(party: str | None, role: str | None) -> str | None:
    """The id of a subject: ``KP/military`` for a country's soldiers, the group's own id, or the role alone."""
    if party is None:
        return role
    if len(party) == 2 and role is not None:
        return f"{party}/{role.partition('/')[2]}"
    return party


def actor(scene: Scene, decision: Decision, figure: Figure, mentions: Sequence[MentionLike]) -> Slot | None:
    """Who does it: the country, body or party right before the trigger, or between it and the figure."""
    best: tuple[float, MentionLike] | None = None
    for mention in mentions:
        if mention.kind not in ("org", "party") and not (mention.kind == "place" and len(mention.id or "") == 2):
            continue
        if figure.start <= mention.start < figure.end or mention.start >= max(figure.start, decision.trigger[0]):
            continue
        if mention.start > 0 and "preposition" in scene.marks[mention.start - 1]:
            continue
        if mention.end <= decision.trigger[0]:
            cost = scene.gap(mention.end, decision.trigger[0])
        elif mention.start >= decision.trigger[1] and mention.end <= figure.start:
            cost = scene.gap(decision.trigger[1], mention.start)
        else:
            continue
        if cost <= _REACH_ACTOR and (best is None or cost < best[0]):
            best = (cost, mention)
    return slot(scene.sentence, best[1].start, best[1].end, best[1].id, "clause") if best else None


def does(scene: Scene, decision: Decision) -> bool:
    """Whether the words of a claim say what somebody does, before whom it befalls: ``killed 30``, not ``a toll of 30``
    or ``30 were killed``."""
    if decision.how == "before":
        return False
    start, end = decision.trigger
    return any(reading.pos == "verb" for word in scene.words[start:end] for reading in word.readings)


def until(spoken: Sequence[tuple[int, int]], left: int) -> list[tuple[int, int]]:
    """Where times and places of saying may stand: of ``spoken``, what is before the token at which a claim begins,
    where that lies behind their start."""
    return [(a, min(b, left) if a <= left else b) for a, b in spoken]


def period(
    scene: Scene, decision: Decision, figure: Figure, dates: Sequence[DateLike], spoken: Sequence[tuple[int, int]]
) -> tuple[Period | None, Period | None]:
    """When the counted thing happened, and when the source said so: the dates of the sentence shared out.

    A date inside ``spoken`` (from a verb of saying to the words that it opens) is the time of saying, unless it lasts
    too long for that. What is said has begun where the claim stands: no time behind it is still that of a verb before.
    """
    left = min(decision.trigger[0], figure.start)
    right = max(decision.trigger[1], figure.end)
    spoken = until(spoken, left)
    head = behind_dateline(scene.sentence)
    happened: tuple[float, int] | None = None
    said: Period | None = None
    for number, date in enumerate(dates):
        if not _lasting(date) and is_said(scene.sentence, date, spoken):
            said = said or period_of(scene.sentence, date, "clause")
            if not head <= date.start <= head + _AT_HEAD or _behind_verb(scene, date):
                continue  # else it leads the sentence, and what is said happened then: ``On Monday, police said that``
        if date.start < figure.number[1] and date.end > figure.number[0]:
            continue
        if date.another or (date.now and happened_once(decision)) or _of_another(scene, decision, date, left, right):
            continue
        if scene.has("elsewhere", right, date.start):
            continue
        gap = _behind(scene, right, date.start) if date.start >= right else scene.gap(date.end, left) + 0.3
        if happened is None or (gap, number) < happened:
            happened = (gap, number)
    if happened is None:
        return None, said
    date = dates[happened[1]]
    origin: Origin = "clause" if happened[0] <= REACH else "sentence"
    if said is not None and said.granularity == "day" and date.relative and date.granularity == "day":
        shifted = _as_told(date, said)
        if shifted is not None:
            told = period_of(scene.sentence, date, origin)
            return msgspec.structs.replace(told, from_=shifted[0], to=shifted[1]), said
    ahead = date.unyeared and decision.stance == "expected" and decision.basis not in ("incident", "total")
    return period_of(scene.sentence, date, origin, ahead), said


def happened_once(decision: Decision) -> bool:
    """Whether what is counted is over as soon as it has happened, unlike being held."""
    return decision.basis == "incident" and decision.rule.emit.measure not in _HELD


def _as_told(date: DateLike, said: Period) -> tuple[str, str] | None:
    """``police said on Friday that 12 were killed in the past 24 hours``: the hours up to the day on which it was said,
    where the page is dated later."""
    first, last, day = parse_day(date.from_), parse_day(date.to), parse_day(said.to)
    if first is None or last is None or day is None or first == last or not timedelta(0) < last - day <= _WEEK:
        return None
    return (day - (last - first)).isoformat(), day.isoformat()


def _behind_verb(scene: Scene, date: DateLike) -> bool:
    """`باركت أمس النقابة`: whether a time stands right behind a verb of saying, so that it leads nothing."""
    return date.start > 0 and not scene.words[date.start - 1].names.isdisjoint(_SAYING)


def _behind(scene: Scene, right: int, at: int) -> float:
    """What it costs to reach a time behind a figure, with nothing for who did it (`على يد شرطي`). One that "and" leads
    to is rather that of what follows (`يوم الأحد أصيب خمسة ويوم الاثنين قتل اثنان`)."""
    first = at - (at > right and "preposition" in scene.marks[at - 1])
    joined = begins_with_and(scene, first) or (first > right and "conjunction" in scene.marks[first - 1])
    cost = scene.gap(right, at) - AGENT_COST * sum("agent" in scene.marks[i] for i in range(right, at))
    return cost + (_JOINED if joined else 0.0)


def _of_another(scene: Scene, decision: Decision, date: DateLike, left: int, right: int) -> bool:
    """Whether a time beside a claim is that of something later: ``rallied on Sunday, days after 12 were killed``,
    ``sentenced on Friday the man who killed 12``, ``was tried on Friday, accused of killing 12``; ``days after 12 were
    killed, they rallied on Sunday``."""
    if date.start >= right:
        after = left > 0 and "long_after" in scene.marks[left - 1]
        return after and not _COMMAS.isdisjoint(scene.sentence.forms[right : date.start])
    if date.end > left:
        return False
    if scene.has("long_after", date.end, left) or scene.has("of_person", date.end, left):
        return True
    return decision.rule.emit.measure != "detained" and scene.has("charge", date.end, left)


def is_said(sentence: Sentence, date: DateLike, spoken: Sequence[tuple[int, int]]) -> bool:
    """Whether a date stands where a time of saying does: in one of ``spoken``, and not as ``Tuesday's`` attack."""
    return any(a <= date.start < b for a, b in spoken) and sentence.forms[date.end : date.end + 1] != ["'s"]


def _lasting(date: DateLike) -> bool:
    """Whether a time is too long to be that of saying: since 2011, `خلال يوليو 2015`; last month may be."""
    return date.granularity == "open" or (date.granularity in ("month", "season", "year") and not date.relative)


def period_of(sentence: Sentence, date: DateLike, origin: Origin, ahead: bool = False) -> Period:
    """A date of a sentence as the period of a claim; ``ahead`` where it is to come a year later."""
    span = sentence.raw_span(date.start, date.end)
    if glued(sentence, date.start):
        span = sentence.text.raw_span(sentence.starts[date.start] + 1, sentence.end_of(date.end - 1))
    return Period(
        text=sentence.text.raw[span.start : span.end],
        start=span.start,
        end=span.end,
        from_=_next_year(date.from_) if ahead else date.from_,
        to=_next_year(date.to) if ahead else date.to,
        granularity=date.granularity,
        origin=origin,
    )


def _next_year(day: str | None) -> str | None:
    """An ISO date a year later; the last of February stays the last of February."""
    found = parse_day(day)
    return moved(found, "year", 1).isoformat() if found is not None else None
