"""Words of counting between a word and its number: `عدد الجنود الذين قتلوا`, `بلغت حصيلة القتلى 300`, ``the toll since
the war began rose to 90``."""

from __future__ import annotations

from figures.rules.scene import Occurrence, Scene

TALLY_REACH = 8
"""Tokens back from a word to the word of counting that it may hang on."""

SINCE = 2.5
"""What a subordinator costs: none where it says since when is counted (``the toll since the war began rose to 90``)."""

_COUNTED = 2


def is_tallied(scene: Scene, word: Occurrence) -> bool:
    """Whether a word of counting stands before a word: `عدد الجنود الذين قتلوا`."""
    return scene.has("counting", max(0, word.start - TALLY_REACH), word.start)


def is_reached(scene: Scene, word: Occurrence) -> bool:
    """`بلغت حصيلة القتلى`: a verb of reaching, and right behind it the word of counting that a noun belongs to."""
    return any(
        "counting" in scene.marks[token] and "reaching" in scene.marks[token - 1]
        for token in range(max(1, word.start - _COUNTED), word.start)
    )


def is_amounting(scene: Scene, word: Occurrence) -> bool:
    """`بلغت حصيلة القتلى في المدينة 300`: a verb of reaching before a count has its number for an object."""
    counting = next((i for i in range(word.start - 1, max(-1, word.start - 3), -1) if "counting" in scene.marks[i]), -1)
    return counting > 0 and "amounting" in scene.marks[counting - 1]


def spared(scene: Scene, start: int, end: int) -> float:
    """What the subordinators between two tokens cost that only say since when is counted."""
    return SINCE * sum("subordinator" in marks and "running" in marks for marks in scene.marks[start:end])
