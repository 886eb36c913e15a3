"""How claims are compared: their intervals, and whether they speak of the same people, place and time at all."""

from __future__ import annotations

import math

import msgspec

from figures.checks.silence import Silence
from figures.model import EVIDENCE, Claim, Slot, Value
from figures.text import TOKEN, fold


def precision(value: Value) -> int:
    """The place that a whole number of three digits or more is round to: 1 for 4032, 1000 for 4000.

    >>> precision(4032), precision(4000), precision(120), precision(50)
    (1, 1000, 10, 1)
    """
    if value != int(value) or abs(int(value)) < 100:
        return 1
    number, step = int(value), 1
    while number % 10 == 0 and number:
        number //= 10
        step *= 10
    return step


def bounds(claim: Claim, across: bool) -> tuple[float, float]:
    """What a claim allows: its interval, an exact round figure widened to its precision where articles are compared."""
    low, high = claim.interval
    a = -math.inf if low is None else float(low)
    b = math.inf if high is None else float(high)
    if across and claim.qualifier == "exact" and claim.low is not None:
        slack = precision(claim.low) / 2
        a, b = a - slack, b + slack
    return a, b


def gap(a: Claim, b: Claim, across: bool) -> float:
    """How far apart two claims are, as the logarithm of the ratio of their nearest ends; 0 where they can both hold."""
    return apart(bounds(a, across), bounds(b, across))


def _dropped(x: Value, y: Value) -> int:
    """What a figure may have lost when it was told on in round numbers: the last place of a round one of two digits
    or more beside its noughts, of which the other has more."""
    coarse, fine = max(precision(x), precision(y)), min(precision(x), precision(y))
    return coarse if 1000 <= coarse <= max(x, y) / 10 and fine < coarse else 0


_SCALES = (1e3, 1e6, 1e9)


def copied_apart(a: Claim, b: Claim) -> float:
    """How far apart two figures are of which one should repeat the other as it stands; 0 where it may.

    Hedges that are the same bring no numbers together: a copy of `at least 30` does not say `at least 45`. Nor does
    any hedge where a scale word was lost: `up to 1.5 million` and `1.5`.
    """
    size = gap(a, b, across=False)
    x, y = (float(claim.best or 0) for claim in (a, b))
    if size and a.best is not None and b.best is not None and abs(x - y) < _dropped(a.best, b.best):
        return 0.0  # 19,589,137 is told on as 19.5 million as well as 19.6
    if size or x <= 0 or y <= 0 or (a.low, a.high) == (b.low, b.high):
        return size
    ratio = max(x, y) / min(x, y)
    return math.log(ratio) if a.qualifier == b.qualifier or any(math.isclose(ratio, f) for f in _SCALES) else 0.0


def apart(a: tuple[float, float], b: tuple[float, float]) -> float:
    """How far apart two intervals are, as the logarithm of the ratio of their nearest ends; 0 where they meet.

    >>> apart((1, 2), (2, 3)), round(apart((10, 10), (20, 30)), 2)
    (0.0, 0.69)
    """
    (a1, a2), (b1, b2) = a, b
    if a2 < b1:
        return math.log(max(b1, 1) / max(a2, 0.5))
    if b2 < a1:
        return math.log(max(a1, 1) / max(b2, 0.5))
    return 0.0


def total(claims: list[Claim]) -> tuple[float, float]:
    """What several claims allow together."""
    found = [bounds(claim, across=False) for claim in claims]
    return sum(low for low, _ in found), sum(high for _, high in found)


def comparable(a: Claim, b: Claim) -> Silence | None:
    """Why two claims of one event are not to be compared; ``None`` where they are.

    They must count the same measure in the same unit, of the same people, at the same place and time, both asserted,
    both wholes or both parts; neither may be said to replace the other, or to be an old value.
    """
    if a.measure != b.measure or a.measure is None:
        return Silence.MEASURE
    if a.kind != b.kind or a.kind == "percent":
        return Silence.KIND
    if (a.low is None and a.high is None) or (b.low is None and b.high is None):
        return Silence.NO_VALUE
    if "asserted" not in (a.stance, b.stance) or a.stance != b.stance:
        return Silence.NOT_ASSERTED
    if is_part(a) != is_part(b):
        return Silence.PART_AND_WHOLE
    if b.id in (a.previous, a.part_of) or a.id in (b.previous, b.part_of):
        return Silence.REPLACED
    if "replaced" in a.cues or "replaced" in b.cues:
        return Silence.REPLACED  # `from 118 to 181`: nobody says 118 any more
    if "revision" in a.cues or "revision" in b.cues:
        return Silence.REVISED
    if (a.basis == "total") != (b.basis == "total"):
        return Silence.TOTAL_AND_COUNT
    if not same_subject(a, b):
        return Silence.SUBJECT
    if not same_place(a, b):
        return Silence.PLACE
    if not same_time(a, b):
        return Silence.TIME
    return None


def is_part(claim: Claim) -> bool:
    """Whether a claim counts some of others: of a figure that is known, or by its words (`خمسة منهم`)."""
    return claim.part_of is not None or "including" in claim.cues


def subject_id(claim: Claim) -> str | None:
    """Whom a claim counts, as an id; ``None`` where that is unknown."""
    return _id(claim.subject)


def same_subject(a: Claim, b: Claim) -> bool:
    """Whether two claims may count the same people."""
    x, y = subject_id(a), subject_id(b)
    if x is None or y is None:
        alike = a.unit == b.unit or a.unit is None or b.unit is None or (_anybody(a) and _anybody(b))
        return alike or (x or y or "").startswith("role/civilian")
    if x == y:
        return True
    return x.partition("/")[2] == y.partition("/")[2] and (x.startswith("role/") or y.startswith("role/"))


def _anybody(claim: Claim) -> bool:
    """Whether the counted noun says no more than that they are people, or what befell them: `30 bodies`, `معتقلا`."""
    return subject_id(claim) is None and (claim.unit == "person" or (claim.trigger or "") in claim.text.split())


def same_place(a: Claim, b: Claim) -> bool:
    """Whether two claims may speak of one place: one lies in the other, or one of them names none.

    A place that is named near by and not known is another one than a place of another name.
    """
    x, y = _id(a.place), _id(b.place)
    if (x is None or y is None) and _other_name(a.place, b.place):
        return False
    return x is None or y is None or nested(x, y)


def _other_name(a: Slot | None, b: Slot | None) -> bool:
    """Whether two places, both named near a figure, have no word in common: in one script, for ``Abu Shouk`` may be
    `أبو شوك`."""
    if a is None or b is None or not {a.origin, b.origin} <= set(EVIDENCE):
        return False
    x, y = (set(TOKEN.findall(fold(slot.text).folded)) for slot in (a, b))
    return x.isdisjoint(y) and _arabic(a.text) == _arabic(b.text)


def _arabic(text: str) -> bool:
    """Whether the letters of a name are Arabic ones."""
    return any("\u0621" <= letter <= "\u064a" for letter in text)


def known_place(a: Claim, b: Claim) -> bool:
    """Whether two claims are known to speak of one place, both by words near the figure."""
    near = all(claim.place is not None and claim.place.origin in EVIDENCE for claim in (a, b))
    x, y = _id(a.place), _id(b.place)
    return near and x is not None and y is not None and nested(x, y)


def one_place(a: Claim, b: Claim) -> bool:
    """Whether two claims are known to be of one place that is narrower than a country."""
    place = _id(a.place)
    return known_place(a, b) and place is not None and place == _id(b.place) and "/" in place


def _id(slot: Slot | None) -> str | None:
    return slot.id if slot else None


def nested(x: str, y: str) -> bool:
    """Whether of two places, by their ids, one lies in the other."""
    return x == y or x.startswith(y + "/") or y.startswith(x + "/")


def same_time(a: Claim, b: Claim) -> bool:
    """Whether what two claims count may have happened at one time.

    Two stretches of which one begins on the day that the other ends on follow one another: the 24 hours up to
    yesterday's report and up to today's. What is told to have happened long before the news is not the news.
    """
    if ("long_after" in a.cues) != ("long_after" in b.cues):
        return False
    x, y = a.period, b.period
    if x is None or y is None or not (x.from_ and x.to and y.from_ and y.to):
        return True
    if x.from_ < x.to and y.from_ < y.to:
        return x.from_ < y.to and y.from_ < x.to
    return x.from_ <= y.to and y.from_ <= x.to


def same_days(a: Claim, b: Claim) -> bool:
    """Whether two claims both say when, and mean the very same days."""
    x, y = a.period, b.period
    return bool(x and y and x.from_ and x.to and x.from_ == y.from_ and x.to == y.to)


def timeless(claim: Claim) -> Claim:
    """A claim without its period: a running toll counts all that came before, whatever time its sentence names."""
    return msgspec.structs.replace(claim, period=None)


def hedged(claim: Claim) -> bool:
    """Whether a claim states anything but one plain number."""
    return claim.qualifier != "exact"


def vague(claim: Claim) -> bool:
    """Whether a claim states no number that another could contradict: `dozens`, `thousands`."""
    return claim.qualifier == "vague"


def within(claim: Claim, whole: Claim) -> bool:
    """Whether two claims stand in one sentence."""
    return claim.article == whole.article and claim.sentence == whole.sentence


def one_thing(a: Claim, b: Claim) -> bool:
    """Whether two figures of one text are of one thing: by place or time, by both where no source is named.

    A text tells of many things, and a sentence of two: `three were killed … five were killed` is no contradiction. A
    country is too wide a place to say that they are one.
    """
    if within(a, b):
        return False
    if a.source is None or b.source is None:
        return one_place(a, b) and (same_days(a, b) or a.basis == b.basis == "total")
    place = known_place(a, b) and _id(a.place) == _id(b.place)
    return place or (same_days(a, b) and same_place(a, b))
