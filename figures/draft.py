"""A first draft of a rule from one sentence, for ``figures new rule --from``.

The figure between «» (or the only one of the sentence) says what the rule counts. The words of known lexicons around it
become triggers, nearest first; where there is none, the words that could be one are put into a lexicon to be looked
over. The draft is whole: its example is the sentence itself, and what a person must decide is marked ``TODO``.
"""

from __future__ import annotations

import json
import re

from figures.extract import Extractor, Reading
from figures.model import Article, Figure
from figures.rules import Scene
from figures.rules.prove import CLOSE, OPEN, unmarked

AROUND = 6
"""Tokens on each side of the figure in which words for a trigger are looked for."""

MOST = 3
"""Words offered for a new lexicon."""


class DraftError(ValueError):
    """A sentence that no rule can be drafted from; the message says why."""


def draft(extractor: Extractor, marked: str) -> str:
    """YAML of a rule and, where no lexicon that ships has its words, of a lexicon.

    Raises ``DraftError`` where the marks or the sentence hold no figure.
    """
    sentence = " ".join(marked.split())
    start = sentence.find(OPEN)
    end = sentence.find(CLOSE)
    if (start < 0) != (end < 0) or start > end:
        raise DraftError(f"mark the figure whole, between {OPEN} and {CLOSE}")
    plain = unmarked(sentence)
    scene, figure = _figure(extractor, plain, (start, end - 1) if start >= 0 else None)
    if start < 0:
        span = scene.sentence.raw_span(figure.start, figure.end)
        sentence = f"{plain[:span.start]}{OPEN}{plain[span.start:span.end]}{CLOSE}{plain[span.end:]}"
    return _yaml(scene, figure, sentence)


def _figure(extractor: Extractor, plain: str, marks: tuple[int, int] | None) -> tuple[Scene, Figure]:
    reading = Reading(extractor, Article(id="draft", text=plain))
    for index in range(len(reading.sentences)):
        scene, _ = extractor.decide(reading.page(index))
        for figure in scene.figures:
            span = scene.sentence.raw_span(figure.start, figure.end)
            inside = marks is None or (marks[0] <= span.start and span.end <= marks[1])
            if inside and not figure.implicit:
                return scene, figure
    where = "the marks hold" if marks is not None else "the sentence holds"
    raise DraftError(f"{where} no figure with a number; a rule counts figures")


def _yaml(scene: Scene, figure: Figure, sentence: str) -> str:
    lang = scene.sentence.lang
    counts = figure.unit or "any"
    wider = "any" if figure.kind == "count" else figure.kind
    own, known = _candidates(scene, figure), _known(scene, figure)
    if known and known[0] <= (own[0][0] if own else AROUND):
        trigger, own = known[1], []
    else:
        trigger = "my_words"
    value = f"low: {figure.low}" if figure.low != figure.high else f"value: {figure.low}"
    lines = [
        "# A draft: look at every TODO, then run figures rules test.",
        "rules:",
        "  - id: my.rule                # TODO a name of your own",
        "    title: TODO what the rule finds, in a few words",
        "    emit: {measure: killed}    # TODO a measure: figures rules list shows those in use",
        f"    counts: [{counts}]         # TODO or a class: {', '.join(sorted(figure.unit_classes)) or wider}",
        f"    trigger: <{trigger}>",
        "    examples:",
        f"      - {{{lang}: {_quoted(sentence)}, claim: {{{value}}}}}",
        f"      - {{{lang}: {_quoted('TODO a sentence with a figure that is none of these')}, claim: none}}",
    ]
    if trigger == "my_words":
        lines += [
            "",
            "# Put this into a file under lexicon/ (see docs/rules.md, Words and units).",
            "lexicons:",
            "  my_words:                    # TODO a name of your own",
            "    about: TODO",
            f"    {lang}:",
            *[f"      - {{word: {_quoted(word)}, pos: verb}}   # TODO better its lemma: verb, or noun with pos: masdar"
              for _, word in own or [(0, "TODO")]],
        ]
    return "\n".join(lines) + "\n"


def _known(scene: Scene, figure: Figure) -> tuple[int, str] | None:
    """The lexicon with a word nearest to the figure, and how many tokens off."""
    near = {
        name: min(abs(word.start - figure.number[0]) for word in words)
        for name, words in scene.occurrences.items()
        if any(not word.reading.unit for word in words)
    }
    return min(((gap, name) for name, gap in near.items() if gap <= AROUND), default=None)


def _candidates(scene: Scene, figure: Figure) -> list[tuple[int, str]]:
    """Words around the figure that may say what happens, with their distance: no function word, no sign, nothing that
    is counted."""
    tokens = [*range(max(0, figure.start - AROUND), figure.start)]
    tokens += range(figure.end, min(len(scene.words), figure.end + AROUND))
    found: dict[str, int] = {}
    for token in tokens:
        word = scene.sentence.raw(token, token + 1)
        counted = any(reading.unit for reading in scene.words[token].readings)
        if re.fullmatch(r"\w{3,}", word) and not scene.marks[token] and not counted:
            found.setdefault(word, abs(token - figure.number[0]))
    return sorted((gap, word) for word, gap in found.items())[:MOST]


def _quoted(text: str) -> str:
    """A YAML text in double quotes, which JSON's are."""
    return json.dumps(text, ensure_ascii=False)
