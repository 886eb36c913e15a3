"""What the words around a claim say of it: whether it is denied, planned or supposed, and what kind of count it is."""

from __future__ import annotations

from figures.lexicon.words import Reading
from figures.model import Basis, Figure, Stance
from figures.rules.scene import Scene

CUES = ("running", "revision", "rise", "provisional", "as_of", "previously", "long_after", "hypothetical")
"""Categories of function words that become cues of a claim."""

LISTS = ("complete", "including")
"""Categories of words that open a list of parts: of all parts, or of some."""

_STOPS = frozenset(".;؛|!?؟")
_COMMAS = frozenset(",،")
_CLAUSE = 10
_NEAR = 3
_OPENS = 3
_LEADING = 1
"""The last token at which words that open a sentence begin, but for one before them."""
_RISEN = 25
"""Words between a verb of rising and the count that it leads to: what has risen, of what, where and when."""


def cues(scene: Scene, trigger: tuple[int, int], figure: Figure) -> tuple[str, ...]:
    """Named signs near a claim, in the order of ``CUES``."""
    start = max(0, min(trigger[0], figure.start) - 8)
    end = min(len(scene.marks), max(trigger[1], figure.end) + 6)
    while start < min(trigger[0], figure.start) and any(
        form in _STOPS for form in scene.sentence.forms[start : min(trigger[0], figure.start)]
    ):
        start += 1
    listed = _list(scene, figure)
    if listed == ("including",) and trigger[0] >= figure.start:
        start = figure.start  # ``the toll includes 17 people killed today``: the figure is no toll
    end = _own_end(scene, max(trigger[1], figure.end), end)
    # the hedge of the figure itself is no sign: ``up to 300`` does not rise
    inside = range(figure.start, figure.number[0])
    marks = scene.marks
    found = set().union(*[marks[i] for i in range(start, end) if i not in inside]) - {"long_after"}
    if found.isdisjoint(("running", "rise")) and _long_before(scene, min(trigger[0], figure.start)):
        found = found | {"long_after"}
    if _counted_up(scene, trigger, figure):
        found = found | {"running"}
    if _risen_to(scene, figure):
        found = found | {"running", "rise"}
    return (*(cue for cue in CUES if cue in found), *listed)


def _long_before(scene: Scene, left: int) -> bool:
    """`جاء الهجوم بعد أسبوع من تفجير قتل 60`, ``the raid came a week after a blast that killed 60``: whether what is
    counted happened before what the sentence tells first. A sentence that opens with such words, or has a comma or
    another speech behind them, counts what came after, but for what is right behind them (`بعد أيام من مقتل 40`)."""
    for token in range(left - 1, 0, -1):
        if scene.sentence.forms[token] in _COMMAS or scene.sentence.forms[token] in _STOPS:
            return False
        if "complementiser" in scene.marks[token] and scene.sentence.lang == "ar":
            return False
        if "long_after" in scene.marks[token]:
            return token == left - 1 or not all("long_after" in scene.marks[i] for i in range(_LEADING, token))
    return False


def _own_end(scene: Scene, start: int, end: int) -> int:
    """Where the words behind a claim end that may be said of it: what stands behind a comma and leads to another
    figure is said of that one (``12 were killed, taking the toll to 90``)."""
    for token in range(start, end):
        if scene.sentence.forms[token] in _COMMAS:
            last = min(len(scene.marks), token + _CLAUSE)
            return token if any(token < f.start < last and not f.implicit for f in scene.figures) else end
    return end


def _counted_up(scene: Scene, trigger: tuple[int, int], figure: Figure) -> bool:
    """`عدد الجرحى إلى 300`, ``the number of wounded to 300``: a count led to where it stands now."""
    led = trigger[1] <= figure.start and "up_to" in scene.marks[figure.start - 1]
    return led and scene.has("counting", trigger[0] - _NEAR, trigger[0])


def _risen_to(scene: Scene, figure: Figure) -> bool:
    """`ارتفعت حصيلة الفيضانات التي ضربت غرب البلاد إلى 80`: a count led to by a verb of rising, however far before it,
    with no other figure between but a span of time."""
    if not figure.start or "up_to" not in scene.marks[figure.start - 1]:
        return False
    for token in range(figure.start - 2, max(-1, figure.start - _RISEN), -1):
        between = scene.figure_at.get(token)
        if scene.sentence.forms[token] in _STOPS or (between is not None and scene.figures[between].kind != "duration"):
            return False
        if "rise" in scene.marks[token]:
            return True
    return False


def _list(scene: Scene, figure: Figure) -> tuple[str, ...]:
    """The category of the word right before a figure, or in its phrase behind the number, that opens a list of parts.

    `بينهم` and ``of them`` count as some of the whole even where a word for all stands beside.
    """
    found: set[str] = set()
    for token in range(figure.start - 1, max(figure.start - 1 - _OPENS, -1), -1):
        if scene.figure_at.get(token) is not None:
            break
        found.update(category for category in LISTS if category in scene.marks[token])
        if found:
            break
    behind = figure.end if figure.head is not None else max(figure.end, figure.number[1] + 1)
    for token in range(figure.number[1], min(behind, len(scene.marks))):
        if "including" in scene.marks[token] and "complete" not in scene.marks[token]:
            return ("including",)
    return tuple(category for category in LISTS if category in found)[:1]


def basis(own: Basis | None, found: tuple[str, ...]) -> Basis | None:
    """The basis of a claim: a running toll where the words say so, else the measure's own."""
    if own == "incident" and ("running" in found or "rise" in found):
        return "total"
    return own


def stance(scene: Scene, trigger: tuple[int, int], figure: Figure, reading: Reading) -> Stance:
    """Whether the claim is asserted, denied, expected or hypothetical, by the words before its trigger."""
    start = trigger[0]
    left = min(start, figure.start)
    first = _clause_start(scene, left)
    if "س" in reading.particles and reading.tense == "present":
        return "expected"
    if _negated(scene, max(first, start - _NEAR), start, figure):
        return "denied"
    if scene.has("hypothetical", max(first, left - 4), left) and reading.tense != "past":
        return "hypothetical"
    before = scene.marks[max(first, left - _CLAUSE) : start]
    return "expected" if any("expected" in marks and "fulfilled" not in marks for marks in before) else "asserted"


def _clause_start(scene: Scene, token: int) -> int:
    forms, marks = scene.sentence.forms, scene.marks
    for i in range(token - 1, max(token - _CLAUSE - 1, -1), -1):
        if forms[i] in _STOPS or forms[i] in (",", "،", ":") or "subordinator" in marks[i] or "relative" in marks[i]:
            return i + 1
    return max(0, token - _CLAUSE)


def _negated(scene: Scene, start: int, end: int, figure: Figure) -> bool:
    return any(
        "negation" in scene.marks[i] and not figure.start <= i < figure.end and scene.figure_at.get(i) is None
        for i in range(max(start, 0), end)
    )
