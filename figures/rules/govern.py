"""Which word governs which figure: the engine of the plain form of rules.

A rule of the plain form names words (``trigger``, ``doing``) and what it counts; this module finds, for every
figure, the word that says what is counted. It knows word order, clauses and coordination, so that a rule need not.

Every pair of a figure and an occurrence of a rule's word that could belong together gets a cost: how far apart they
stand, what lies between (commas, subordinators, relative clauses, other figures), and whether the form of the word
looks in that direction at all. An Arabic verbal noun looks right (`مقتل 12 شخصا`), a plural verb looks back
(`12 شخصا قتلوا`), an English participle behind an auxiliary looks back (``12 people were killed``), an active verb
forward (``killed 12 people``). Pairs are settled from the cheapest on. A word takes one figure on each side; more
only join it by coordination (`12 جنديا و3 مدنيين`), as a part (`بينهم 3 أطفال`), or as the rest (`و30 آخرين`).

Costs are tuned on news prose of both languages; what matters is their order, not their size.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from figures.model import Figure
from figures.rules.reach import LIMIT, among_named, counted_by_name, looking_back, looking_on, stated_part
from figures.rules.scene import Occurrence, Scene
from figures.rules.schema import Rule

REACH = 80
"""Tokens between a figure and its word at most: any gap as long costs more than the limit."""

STATUS_COST = 2.6
"""What a noun that only says who the counted are costs: any word that says what happens to them is nearer."""

WITH_BONUS = 0.6
"""How much a rule gains whose accompanying word is there: it says more than one without."""

DUAL_LIMIT = 3.2
"""A dual noun (`شخصين`) is a number of its own and may stand further off."""

VERB_LIMIT = 2.0
"""A verb may have its subject behind where or when it was: `استشهد في الهجوم عون أمن`."""

IMPLICIT_LIMIT = 1.3
"""Implicit figures (`جندي`, ``a soldier``) must stand right at their word."""

ROW = 100
"""From here on the noun behind a number is a genitive singular, and what is joined to it is counted with it."""

UNKNOWN_LIMIT = 2.4
"""So must figures whose noun is elided or unknown, only less so."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A figure and a word that may govern it. ``how`` says in which way, for ``explain``."""

    figure: int
    rule: Rule
    trigger: Occurrence
    cost: float
    how: str

    @property
    def order(self) -> tuple[float, int, int, int, str]:
        """Cheapest first; then the leftmost figure, the leftmost word, the rule's precedence, the id."""
        return (round(self.cost, 4), self.figure, self.trigger.start, -self.rule.precedence, self.rule.id)


@dataclass(slots=True)
class Assignment:
    """What a figure was given: the winning pair and the pairs that lost, cheapest first."""

    pair: Pair
    figure: Figure
    losers: list[Pair] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class TriggerIndex:
    """Rules of the plain form by the lexicon names of their words."""

    triggers: Mapping[str, Sequence[Rule]]
    doing: Mapping[str, Sequence[Rule]]
    status: Mapping[str, Sequence[Rule]]
    names: frozenset[str]
    """All of them."""

    @classmethod
    def of(cls, rules: Sequence[Rule]) -> TriggerIndex:
        """The index of ``rules``; rules of another form do not enter it."""
        triggers: dict[str, list[Rule]] = {}
        doing: dict[str, list[Rule]] = {}
        status: dict[str, list[Rule]] = {}
        for rule in rules:
            for name in rule.trigger_names:
                triggers.setdefault(name, []).append(rule)
            for name in rule.doing_names:
                doing.setdefault(name, []).append(rule)
            for name in rule.status_names:
                status.setdefault(name, []).append(rule)
        return cls(triggers, doing, status, frozenset((*triggers, *doing, *status)))


def candidates(scene: Scene, index: TriggerIndex) -> list[Pair]:
    """All pairs of figures and governing words that could belong together, cheapest first."""
    pairs: list[Pair] = []
    if index.names.isdisjoint(scene.occurrences):
        return pairs
    starts = [figure.start for figure in scene.figures]
    for number in range(len(starts) - 2, -1, -1):
        starts[number] = min(starts[number], starts[number + 1])  # a hedge may stand before a figure within
    for name, occurrences in scene.occurrences.items():
        as_trigger = index.triggers.get(name, ())
        as_doing = index.doing.get(name, ())
        as_status = index.status.get(name, ())
        if not as_trigger and not as_doing and not as_status:
            continue
        for occurrence in occurrences:
            first = bisect_left(starts, occurrence.start - REACH)
            for number in range(first, bisect_right(starts, occurrence.end + REACH)):
                figure = scene.figures[number]
                for rule in as_trigger:
                    _pair(scene, number, figure, rule, occurrence, False, pairs)
                for rule in as_doing:
                    _pair(scene, number, figure, rule, occurrence, True, pairs)
                for rule in as_status:
                    if figure.implicit or counts(rule, figure) is None:
                        continue
                    if _direct(figure, occurrence) is not None:
                        pairs.append(Pair(number, rule, occurrence, STATUS_COST, "names"))
                    elif counted_by_name(scene, figure, occurrence):
                        pairs.append(Pair(number, rule, occurrence, STATUS_COST, "after"))
                    elif among_named(scene, figure, occurrence):
                        pairs.append(Pair(number, rule, occurrence, STATUS_COST, "among"))
    pairs.sort(key=lambda pair: pair.order)
    return pairs


def _pair(
    scene: Scene, number: int, figure: Figure, rule: Rule, word: Occurrence, doing: bool, pairs: list[Pair]
) -> None:
    fit = counts(rule, figure)
    if fit is None or (figure.implicit and not _may_be_implicit(scene, number, figure, rule, word)):
        return
    if rule.with_:
        if not _accompanied(scene, figure, word, rule):
            return
        fit -= WITH_BONUS
    direct = _direct(figure, word)
    if direct is not None:
        counted_event = (
            word.reading.pos == "masdar"
            and not figure.implicit
            and ("case" in figure.unit_classes or figure.head == word.start)
        )
        names = word.reading.pos not in ("verb", "masdar") or counted_event
        if names and not (figure.implicit and _predicate(scene, figure)):
            pairs.append(Pair(number, rule, word, direct, "names"))
        return
    limit = _limit(scene, figure, word) if figure.implicit else UNKNOWN_LIMIT if fit > 0.5 else LIMIT
    if not doing and among_named(scene, figure, word):
        pairs.append(Pair(number, rule, word, 0.6 + fit, "among"))
        return
    if word.start >= figure.end:
        cost = looking_back(scene, figure, word, doing)
        how = "before"
    else:
        cost = looking_on(scene, figure, word, doing)
        how = "after"
    if cost is not None and cost + fit <= limit:
        pairs.append(Pair(number, rule, word, cost + fit, how))


def _may_be_implicit(scene: Scene, number: int, figure: Figure, rule: Rule, word: Occurrence) -> bool:
    """Whether a figure without a number may belong to a word: not inside of a phrase (`بين قتيل وجريح`), nor as the
    second half of a row with a number of its own (`12 ألف قتيل وجريح`)."""
    if not rule.single or (_predicate(scene, figure) and _is_status(scene, figure)):
        return False
    at = figure.number[0]
    if word.start <= at < word.end:
        if word.end - word.start > 1:
            return False
        before = scene.figures[number - 1] if number else None
        if before is not None and not before.implicit and before.end == figure.start and (before.low or 0) >= ROW:
            return not word.reading.particles.startswith("و")
    return True


def _predicate(scene: Scene, figure: Figure) -> bool:
    """`أردوه قتيلا`: a single victim in the accusative says how someone ended and counts nobody."""
    form = scene.sentence.forms[figure.number[0]]
    return figure.low == 1 and (form.endswith("ا") or form.startswith("ك"))


def _is_status(scene: Scene, figure: Figure) -> bool:
    """Whether a lexicon lists the noun of a figure: it says what became of someone, and not only who he is."""
    readings = scene.words[figure.number[0]].readings
    return any(reading.pos == "noun" and not reading.unit for reading in readings)


def _limit(scene: Scene, figure: Figure, word: Occurrence) -> float:
    """How far an implicit figure may stand from its word: a dual further than a single noun, a part as far as any."""
    if stated_part(scene, figure) and word.end < figure.start:
        return UNKNOWN_LIMIT
    if figure.low == 2:
        return DUAL_LIMIT
    if word.reading.pos == "masdar" and word.end <= figure.start and figure.start - word.end > 1:
        return 0.0
    if word.reading.pos == "verb" and word.end < figure.start and "preposition" in scene.marks[word.end]:
        return VERB_LIMIT
    if word.start >= figure.end and figure.start and "complementiser" in scene.marks[figure.start - 1]:
        return DUAL_LIMIT  # `إن طفلا يبلغ من العمر 11 عاما أصيب`
    return IMPLICIT_LIMIT


def counts(rule: Rule, figure: Figure) -> float | None:
    """What it costs to let ``rule`` count ``figure``; ``None`` where it cannot."""
    if rule.counts_all:
        return 0.4
    if not rule.but_not.isdisjoint(figure.unit_classes):
        return None
    if figure.unit is None and figure.kind == "count":
        return 0.6 if "person" in rule.counts or rule.elided else None
    if figure.kind in ("count", "other") and not rule.counts.isdisjoint(figure.unit_classes):
        return 0.0
    if figure.kind != "count" and figure.kind in rule.counts:
        return 0.0  # a rule that names a kind (area, money) counts whatever is measured in it
    return None


def _accompanied(scene: Scene, figure: Figure, trigger: Occurrence, rule: Rule) -> bool:
    """Whether a word that the rule wants stands in the figure's phrase, right beside it, or on the way to it.

    The hedge of an open end (``more than``) compares and adds nothing."""
    start = min(figure.start - 1, trigger.end)
    hedge = range(figure.start, figure.number[0]) if figure.qualifier in ("more_than", "less_than") else ()
    return any(
        word.start >= start and word.end <= figure.end + 1 and word.start not in hedge
        for name in rule.with_
        for word in scene.occurrences.get(name, ())
    )


def _direct(figure: Figure, word: Occurrence) -> float | None:
    """The word stands inside the figure's own phrase: its counted noun, or an adjective of it."""
    if figure.head is not None and word.start <= figure.head < word.end:
        return 0.0
    if figure.start <= word.start and word.end <= figure.end:
        return 0.05
    return None


# --- settling -------------------------------------------------------------------------------------------------


def settle(scene: Scene, pairs: Sequence[Pair]) -> dict[int, Assignment]:
    """Give each figure to one word, cheapest pairs first; a word takes one figure on each side of it."""
    taken: dict[int, Assignment] = {}
    busy: dict[tuple[int, str], int] = {}
    for pair in pairs:
        if pair.figure in taken:
            taken[pair.figure].losers.append(pair)
            continue
        if pair.how != "names":
            side = (pair.trigger.start, pair.how)
            other = (pair.trigger.start, "after" if pair.how == "before" else "before")
            if side in busy or (other in busy and pair.cost > 0.6):
                continue
            busy[side] = pair.figure
        taken[pair.figure] = Assignment(pair, scene.figures[pair.figure])
    return taken
