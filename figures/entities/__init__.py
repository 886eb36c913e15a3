"""Who and where: places, nationalities, institutions, organisations, in both languages, with ids.

``load_gazetteer`` gives a ``Gazetteer``; ``find`` the mentions of a sentence; ``settle`` decides names that are more
than one thing by what else an article speaks of; ``main_place`` says where an article plays.
"""

from figures.entities.gazetteer import Gazetteer, Mention, load_gazetteer

__all__ = ["Gazetteer", "Mention", "load_gazetteer"]
