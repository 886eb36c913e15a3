"""Who says it: the sources of a sentence and which of its words each of them governs.

A source is found by a verb of saying, by a phrase of according-to, by headline style (`وزارة الصحة: 30 قتيلا`), or is
carried on from the sentence before (`وأضاف`, ``he added``). Where nothing is found the article speaks itself.
"""

from figures.attribution.find import SourceMention, SourceState, find_sources

__all__ = ["SourceMention", "SourceState", "find_sources"]
