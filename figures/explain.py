"""Why each figure of an article was claimed as it was, or not: for ``figures explain``.

For every figure: its phrase, value and unit; the rule that won, the words that made it win and in which way; what lost
to it and by how much; for a figure that no rule claims, which words of rules stand in its sentence at all. With
``tokens`` the signatures of every token are listed as well.
"""

from __future__ import annotations

from collections.abc import Iterator

from figures.extract import Extractor, Reading
from figures.model import Article, Figure, plain
from figures.rules import Decision, Mentions, Scene, near_misses

_HOW = {
    "names": "names the counted itself",
    "before": "the figure stands before its word",
    "after": "the figure stands after its word",
    "with": "joined to the figure before or after it",
    "among": "said to be of those that the word names",
    "part": "a part of the figure before it",
    "changed": "the old or new value of the figure beside it",
    "pattern": "a pattern matched",
    "carried": "a part of what the sentence before counts",
}


def explain_article(extractor: Extractor, article: Article, line: int | None = None, tokens: bool = False) -> str:
    """Explain the figures of an article as text, one block a sentence.

    ``line`` (from 1, in the article's body) keeps to the sentences on that line; ``tokens`` adds every token with the
    lexicons and units that it is in. The lines that are told are those of the article's file.
    """
    reading = Reading(extractor, article)
    blocks = []
    for index in range(len(reading.sentences)):
        page = reading.page(index)
        at_line = reading.line(page)
        scene, decisions = reading.decide(page)  # of all sentences: one may count of the one before
        if line is not None and at_line != line:
            continue
        shown = [n for n, f in enumerate(scene.figures) if n in decisions or not f.implicit]
        if shown or (line is not None or tokens):
            mentions = [(m.start, m.end, "place" if m.kind == "place" else "entity") for m in page.mentions]
            mentions += [(d.start, d.end, "date") for d in page.dates]
            head = _sentence(scene, article.file_line(at_line), tokens)
            told = [line for n in shown for line in _figure(scene, n, decisions.get(n), extractor, mentions)]
            blocks.append("\n".join([*head, *told]))
    return "\n\n".join(blocks) if blocks else "no figures here"


def _sentence(scene: Scene, line: int, tokens: bool) -> Iterator[str]:
    sentence = scene.sentence
    yield f"line {line}: {sentence.raw(0, len(sentence))}" if len(sentence) else f"line {line}: (empty)"
    if tokens:
        for i, word in enumerate(scene.words):
            names = ", ".join(sorted({f"{r.name} ({r.pos})" for r in word.readings})) or "-"
            marks = ", ".join(sorted(scene.marks[i]))
            yield f"    {i:3} {sentence.raw(i, i + 1)}  [{names}]" + (f"  {marks}" if marks else "")


def _figure(
    scene: Scene, number: int, decision: Decision | None, extractor: Extractor, mentions: Mentions
) -> Iterator[str]:
    figure = scene.figures[number]
    yield f"  {scene.sentence.raw(figure.start, figure.end)} = {_value(figure)} {figure.unit or '(no unit)'}"
    if figure.problem:
        yield f"    undecided: {figure.problem}"
    if decision is None:
        yield from _near(scene, number, extractor, mentions)
        return
    yield (
        f"    {decision.rule.emit.measure}: rule {decision.rule.id} ({decision.rule.path}:{decision.rule.line}), by "
        f"'{scene.sentence.raw(*decision.trigger)}': {_HOW[decision.how]}, cost {decision.cost:.2f}"
    )
    yield f"    basis {decision.basis}, stance {decision.stance}" + (
        f", cues {', '.join(decision.cues)}" if decision.cues else ""
    )
    for name, (start, end) in sorted(decision.slots.items()):
        yield f"    ${name}: {scene.sentence.raw(start, end)}"
    for key in ("part_of", "previous"):
        other = getattr(decision, key)
        if other is not None:
            whole = scene.figures[other]
            yield f"    {key.replace('_', ' ')}: {scene.sentence.raw(whole.start, whole.end)}"
    for pair in decision.losers[:5]:
        words = scene.sentence.raw(pair.trigger.start, pair.trigger.end)
        yield f"    lost: {pair.rule.id} by '{words}' ({_HOW[pair.how]}), cost {pair.cost:.2f}"


def _near(scene: Scene, number: int, extractor: Extractor, mentions: Mentions) -> Iterator[str]:
    """What came near to claiming a figure and where it failed."""
    figure = scene.figures[number]
    classes = ", ".join(sorted(figure.unit_classes))
    what = f"unit classes {classes}" if classes else "an unknown or missing noun"
    engine = extractor.engine
    misses = near_misses(scene, number, engine.rules.rules, engine.matchers[scene.sentence.lang], mentions)
    yield f"    claimed by no rule; it counts {what}" + ("" if misses else ", and no word of any rule is near")
    for miss in misses:
        yield f"    near: {miss.rule.id} ({miss.rule.path}:{miss.rule.line}): {miss.why}"


def _value(figure: Figure) -> str:
    if figure.low == figure.high:
        return plain(figure.low)
    low, high = (plain(end) if end is not None else "…" for end in (figure.low, figure.high))
    return f"{low} to {high}"
