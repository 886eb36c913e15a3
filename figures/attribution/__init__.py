"""Who says it: the sources of a sentence and which of its words each of them governs.

A source is found by a verb of saying, by a phrase of according-to, by headline style (`وزارة الصحة: 30 قتيلا`), or is
carried on from a sentence before (`وأضاف`, ``he added``, an open quotation). Where nothing is found the article speaks
itself. ``arabic`` and ``english`` know the order of words; ``identity`` makes the ids; ``words`` reads the lists.
"""

from figures.attribution.find import find_sources, times_of_saying
from figures.attribution.identity import is_open, settled
from figures.attribution.speaker import Known, SourceMention, SourceState

__all__ = ["Known", "SourceMention", "SourceState", "find_sources", "is_open", "settled", "times_of_saying"]
