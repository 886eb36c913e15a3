"""Rules that came near to claiming a figure, and what they stopped at: for ``figures explain``.

A pattern came near where it matches around the figure for some way: its parts are tried one by one from the figure
outwards, and the first part on either side that does not fit is where it failed. A rule of the plain form came near
where one of its words stands in the sentence.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import regex

from figures.rules.govern import REACH, TriggerIndex, counts
from figures.rules.match import TIMEOUT, Matcher, Mentions
from figures.rules.pattern import Atom, Choice, Free, Gap, Node, Repeat, Row, Slot, atoms_of, render, slots_of
from figures.rules.reach import LIMIT
from figures.rules.scene import Scene
from figures.rules.schema import Rule

AT_MOST = 5
"""Rules shown for one figure."""


@dataclass(frozen=True, slots=True)
class NearMiss:
    """A rule, how much of it was there (0 to 1), and why it did not claim the figure."""

    rule: Rule
    share: float
    why: str


def near_misses(
    scene: Scene, number: int, rules: Sequence[Rule], matcher: Matcher, mentions: Mentions = ()
) -> list[NearMiss]:
    """The rules that came nearest to figure ``number`` of a scene, the nearest first."""
    found = [*_patterns(scene, number, matcher, mentions), *_words(scene, number, rules)]
    best: dict[str, NearMiss] = {}
    for miss in found:
        if miss.rule.id not in best or miss.share > best[miss.rule.id].share:
            best[miss.rule.id] = miss
    return sorted(best.values(), key=lambda miss: (-miss.share, miss.rule.id))[:AT_MOST]


def _patterns(scene: Scene, number: int, matcher: Matcher, mentions: Mentions) -> list[NearMiss]:
    items, shadow = matcher.shadow(scene, mentions)
    place = next((i for i, item in enumerate(items) if item.figure == number), None)
    if place is None:
        return []
    shown = scene.sentence.raw(items[place].start, items[place].end)
    found = []
    for pattern in matcher.patterns:
        parts = pattern.node.parts if isinstance(pattern.node, Row) else (pattern.node,)
        at = next((i for i, part in enumerate(parts) if any(s.kind == "figure" for s in slots_of(part))), None)
        if at is None or len(parts) < 2:
            continue

        def fits(first: int, last: int, parts: Sequence[Node] = parts) -> bool:
            text = render(Row(tuple(parts[first:last])), matcher.alphabet.chars, matcher.alphabet.clitics)
            try:
                hits = regex.finditer(text, shadow, regex.DOTALL, overlapped=True, timeout=TIMEOUT)
                return any(hit.start() <= place < hit.end() for hit in hits)
            except TimeoutError:
                return False

        if not fits(at, at + 1):
            continue
        first, last = at, at + 1
        while first > 0 and fits(first - 1, last):
            first -= 1
        while last < len(parts) and fits(first, last + 1):
            last += 1
        said = sum(not _optional(part) for part in parts[first:last]) - 1
        if said < 1 or (first == 0 and last == len(parts)):
            continue
        missing = parts[first - 1] if first else parts[last]
        needed = sum(not _optional(part) for part in parts) - 1
        side = "before" if first else "behind"
        found.append(NearMiss(
            pattern.rule, said / max(needed, 1), f"the pattern '{pattern.text}' fails at {written(missing)}, {side} "
                                                 f"'{shown}'"))
    return found


def _optional(part: Node) -> bool:
    return isinstance(part, Gap) or (isinstance(part, Repeat) and part.sign != "+")


def _words(scene: Scene, number: int, rules: Sequence[Rule]) -> list[NearMiss]:
    figure = scene.figures[number]
    found = []
    for rule in rules:
        index = TriggerIndex.of((rule,))
        names = (*index.triggers, *index.doing, *index.status)
        words = [word for name in names for word in scene.occurrences.get(name, ())]
        if not words:
            continue
        word = min(words, key=lambda w: (abs(w.start - figure.start), w.start))
        said = scene.sentence.raw(word.start, word.end)
        if counts(rule, figure) is None:
            wanted = ", ".join(sorted(rule.counts))
            what = ", ".join(sorted(figure.unit_classes)) or "no noun that is known"
            why = f"'{said}' is there, but the rule counts {wanted}, and the figure {what}"
        elif rule.with_ and not any(name in scene.occurrences for name in rule.with_):
            why = f"'{said}' is there, but no word of {', '.join(f'<{name}>' for name in rule.with_)}"
        elif rule.near and not any(name in scene.occurrences for name in rule.near):
            why = f"'{said}' is there, but no word of {', '.join(f'<{name}>' for name in rule.near)}"
        elif abs(word.start - figure.start) > REACH:
            why = f"'{said}' is too far off"
        else:
            start, end = sorted((min(word.end, figure.end), max(word.start, figure.start)))
            gap = scene.gap(start, end)
            why = (f"'{said}' is too far off: {gap:.1f} of at most {LIMIT:.1f}" if gap > LIMIT else
                   f"'{said}' governs another figure, or looks the other way")
        found.append(NearMiss(rule, 0.3, why))
    return found


def written(node: Node) -> str:
    """A part of a pattern in the notation of patterns."""
    match node:
        case Atom(name, _):
            kind, _, rest = name.partition(":")
            slot = f"${kind}" + (f"[{rest}]" if rest else "")
            return f"<{rest}>" if kind == "lex" else rest if kind == "lit" else slot
        case Gap(low, high):
            return f"~{low}..{high}"
        case Row(parts):
            return " ".join(map(written, parts))
        case Choice(options):
            return f"({' | '.join(map(written, options))})"
        case Free(parts):
            return f"{{{' '.join(map(written, parts))}}}"
        case Repeat(part, sign):
            inner = written(part)
            return f"{inner if inner.startswith('(') else f'({inner})'}{sign}"
        case Slot(name, kind, part):
            classes = [a.name.partition(":")[2] for a in atoms_of(part)]
            return f"${name}:{kind}" + (f"[{'|'.join(classes)}]" if kind == "figure" and any(classes) else "")
    raise TypeError(node)
