"""Events and series: which claims of a corpus speak of the same thing.

``link`` puts articles into events and their claims into series; ``Links`` also says which articles are copies of one
another, so that a wire text in five papers counts once.
"""

from figures.series.link import Links, link, link_all

__all__ = ["Links", "link", "link_all"]
