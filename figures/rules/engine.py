"""From a scene to decisions: which rule claims which figure, by which words, and with what certainty of kind.

Theory of operation
-------------------
Patterns and the plain form both propose pairs of a figure and a rule. Patterns name more, so they come first: most
literal elements, then the narrowest gap, then the plain form's cost, then the rule's precedence, then its id. What an
``except`` overlaps is struck out. The rest is settled figure by figure (``govern.settle``); rules over two words
(``together``) then look at the pairs that stand; the figures left over take what coordination and part-whole give
them (``spread``). At last the cues around each claim say its basis and stance. The losers are kept for ``explain``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from figures.lexicon.words import Reading
from figures.model import Basis, Stance
from figures.rules import cues, parts, spread
from figures.rules.compiled import Literals, Pattern, Sieve, behind_particles
from figures.rules.govern import Assignment, Pair, TriggerIndex, candidates, settle
from figures.rules.load import RuleSet
from figures.rules.match import Hit, Matcher, Mentions
from figures.rules.pattern import parse
from figures.rules.scene import Occurrence, Scene
from figures.rules.schema import Rule


@dataclass(slots=True)
class Decision:
    """What the rules say of one figure. ``part_of`` and ``previous`` are numbers of figures of the same scene;
    ``earlier`` is the whole in an earlier sentence: the index of that sentence, and the number of the figure there."""

    figure: int
    rule: Rule
    trigger: tuple[int, int]
    how: str
    cost: float
    basis: Basis | None
    stance: Stance
    part_of: int | None = None
    previous: int | None = None
    earlier: tuple[int, int] | None = None
    cues: tuple[str, ...] = ()
    slots: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    losers: tuple[Pair, ...] = ()


class Engine:
    """A rule set made ready: indexes of words, compiled patterns."""

    def __init__(
        self, rules: RuleSet, clitic_names: Mapping[str, Sequence[str]], bases: Mapping[str, Basis | None]
    ) -> None:
        self.rules = rules
        self.bases = bases
        self.index = TriggerIndex.of(rules.rules)
        self.together = tuple(rule for rule in rules.rules if rule.together)
        patterns = {(lang, key): self._patterns(lang, key) for lang in ("ar", "en") for key in ("match", "except_")}
        literals = {lang: Literals((*patterns[lang, "match"], *patterns[lang, "except_"])) for lang in ("ar", "en")}
        self.matchers, self.exceptions = (
            {lang: Matcher(patterns[lang, key], clitic_names, literals[lang]) for lang in ("ar", "en")}
            for key in ("match", "except_")
        )
        self.names = self.index.names
        lexicons = {
            atom[4:]
            for m in (*self.matchers.values(), *self.exceptions.values())
            for p in m.patterns
            for atom in p.atoms
            if atom.startswith("lex:")
        }
        accompanying = {name for rule in rules.rules for name in (*rule.with_, *rule.near)}
        self.relevant = self.names | lexicons | accompanying
        """Names of all lexicons that some rule asks for: others need not be looked for."""
        self._literals = literals["ar"].names | literals["en"].names
        self._guards = frozenset(pattern for lang in ("ar", "en") for pattern in patterns[lang, "except_"])
        # one sieve for all that is asked of every scene: what may claim, and what must be known to say so
        self._sieves = {
            lang: Sieve(
                [*matcher.patterns, *(pattern for pattern in self.exceptions[lang].patterns if pattern.asks)],
                matcher.glued,
                literals[lang],
            )
            for lang, matcher in self.matchers.items()
        }

    def _patterns(self, lang: str, key: str) -> list[Pattern]:
        return [
            Pattern(rule, text, parse(text, self.rules.macros))
            for rule in self.rules.rules
            for text in getattr(rule, key).get(lang, ())
        ]

    def spells(self, form: str) -> bool:
        """Whether a pattern of some language spells out a form, or what is in it behind particles."""
        return not self._literals.isdisjoint(behind_particles(form))

    def fitting(self, scene: Scene) -> list[Pattern]:
        """The patterns that may match in a scene, and the exceptions that may and ask for a place or date."""
        return self._sieves[scene.sentence.lang].fitting(scene)

    def decide(
        self, scene: Scene, mentions: Mentions = (), fitting: Sequence[Pattern] | None = None
    ) -> dict[int, Decision]:
        """The decision for each figure that some rule claims, by the figure's number in the scene. ``fitting`` is what
        ``fitting`` says of it, where that is known."""
        if not scene.figures:
            return {}
        lang = scene.sentence.lang
        fitting = self.fitting(scene) if fitting is None else fitting
        claiming = [pattern for pattern in fitting if pattern not in self._guards]
        hits = self.matchers[lang].search(scene, mentions, fitting=claiming)
        slots = {(hit.rule.id, number): hit.slots for hit in hits for number in hit.figures}
        pairs = [pair for hit in hits for pair in _pairs_of(scene, hit)]
        pairs += candidates(scene, self.index)
        pairs = [pair for pair in pairs if self._near(scene, pair.rule)]
        if not pairs:
            return {}
        guarded = {pair.rule for pair in pairs if pair.rule.except_.get(lang)}
        stops = self.exceptions[lang].search(scene, mentions, guarded) if guarded else []
        if stops:
            pairs = [pair for pair in pairs if not _stopped(scene, pair, stops)]
        pairs.sort(key=lambda pair: pair.order)
        taken = settle(scene, pairs)
        self._join(scene, taken)
        spread.inherit(scene, taken)
        return self._decisions(scene, taken, slots)

    def _near(self, scene: Scene, rule: Rule) -> bool:
        return not rule.near or any(name in scene.occurrences for name in rule.near)

    def _join(self, scene: Scene, taken: dict[int, Assignment]) -> None:
        """Rules over two words: `مقتل وإصابة 946`, ``killed or wounded``."""
        for rule in self.together:
            members = [self.rules.get(name) for name in rule.together]
            for number, assignment in sorted(taken.items()):
                held = assignment.pair
                if held.rule not in members:
                    continue
                for other in members:
                    if other is None or other == held.rule:
                        continue
                    partner = _partner(scene, held, other, taken)
                    if partner is None:
                        continue
                    for own in [n for n, a in taken.items() if n != number and a.pair.trigger.start == partner.start]:
                        del taken[own]
                    first, last = sorted((held.trigger, partner), key=lambda o: o.start)
                    both = Occurrence(first.start, last.end, held.trigger.name, held.trigger.reading)
                    taken[number] = Assignment(
                        Pair(number, rule, both, held.cost, held.how), assignment.figure, [held, *assignment.losers]
                    )
                    break
                if taken[number].pair.rule == rule:
                    break

    def _decisions(
        self,
        scene: Scene,
        taken: Mapping[int, Assignment],
        slots: Mapping[tuple[str, int], Mapping[str, tuple[int, int]]],
    ) -> dict[int, Decision]:
        part_of = parts.parts(scene, taken)
        replaced = spread.previous_values(scene, taken)
        old = set(replaced.values())
        result: dict[int, Decision] = {}
        for number in sorted(taken):
            pair = taken[number].pair
            trigger = (pair.trigger.start, pair.trigger.end)
            figure = scene.figures[number]
            found = (*cues.cues(scene, trigger, figure), *(["replaced"] if number in old else ()))
            basis = pair.rule.emit.basis or cues.basis(self.bases.get(pair.rule.emit.measure), found)
            result[number] = Decision(
                figure=number,
                rule=pair.rule,
                trigger=trigger,
                how=pair.how,
                cost=pair.cost,
                basis=basis,
                stance=pair.rule.emit.stance or cues.stance(scene, trigger, figure, pair.trigger.reading),
                part_of=part_of.get(number),
                previous=replaced.get(number),
                cues=found,
                slots=slots.get((pair.rule.id, number), {}),
                losers=tuple(taken[number].losers),
            )
        return result


LAST_COST = 9.0
"""What a pattern of a rule that comes last costs: more than any pair of the plain form."""

_NO_READING = Reading(name="", lemma="", pos="pattern")


def _pairs_of(scene: Scene, hit: Hit) -> list[Pair]:
    trigger = Occurrence(*hit.trigger, "", _reading(scene, hit.trigger[0]))
    cost = -float(hit.literals) + 0.05 * hit.gap - hit.rule.precedence * 0.001
    if hit.rule.last:
        cost = LAST_COST + 0.05 * hit.gap
    return [Pair(number, hit.rule, trigger, cost, "pattern") for number in hit.figures[:1]]


def _reading(scene: Scene, token: int) -> Reading:
    readings = scene.words[token].readings if token < len(scene.words) else ()
    return readings[0] if readings else _NO_READING


def _stopped(scene: Scene, pair: Pair, stops: Sequence[Hit]) -> bool:
    figure = scene.figures[pair.figure]
    start, end = min(figure.start, pair.trigger.start), max(figure.end, pair.trigger.end)
    return any(
        stop.rule == pair.rule
        and stop.start < end
        and start < stop.end
        and (stop.start <= pair.trigger.start < stop.end or stop.start <= figure.number[0] < stop.end)
        for stop in stops
    )


def _partner(scene: Scene, held: Pair, other: Rule, taken: Mapping[int, Assignment]) -> Occurrence | None:
    """A word of ``other`` joined to the word of ``held`` with nothing but a conjunction between them."""
    for name in (*other.trigger_names, *other.doing_names):
        for word in scene.occurrences.get(name, ()):
            first, second = sorted((held.trigger, word), key=lambda o: o.start)
            if second.start < first.end or second.start - first.end > 2 or not _joined(scene, first, second):
                continue
            if held.how == "after" and first.reading.pos == "verb" and first.reading.num in ("p", "d"):
                continue  # `قتلا وأصيب ستة`: the first looks back to its own
            if _verbal(scene, first) != _verbal(scene, second):
                continue  # `شهيد وإصابة 7`: a noun and a verbal noun each have their own
            owner = [a for a in taken.values() if a.pair.trigger.start == word.start]
            among = held.how == "among" and all(a.pair.how == "among" for a in owner)
            if not owner or among or scene.has("between", first.start - 1, first.start):
                return word  # `قتلى وجرحى بينهم طفلان وثلاث نساء`: of both
    return None


def _verbal(scene: Scene, word: Occurrence) -> str:
    """Words of one kind can stand together over a figure; an English noun of an event is no verb (``to death and
    injured four``)."""
    kinds = ("verb",) if scene.sentence.lang == "en" else ("verb", "masdar")
    return "verb" if word.reading.pos in kinds else word.reading.pos if word.reading.pos == "masdar" else ""


def _joined(scene: Scene, first: Occurrence, second: Occurrence) -> bool:
    between = range(first.end, second.start)
    if any(scene.figure_at.get(t) is not None and not scene.figures[scene.figure_at[t]].implicit for t in between):
        return False
    if len(between) == 0:
        return second.reading.particles.startswith("و")
    return all(
        scene.sentence.forms[t] == "/" or not scene.marks[t].isdisjoint(("conjunction", "between")) for t in between
    )
