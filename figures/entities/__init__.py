"""Who and where: places, nationalities, institutions, organisations, in both languages, with ids.

``load_gazetteer`` gives a ``Gazetteer``; ``find`` the mentions of a sentence; ``settle`` decides names that are more
than one thing by what else an article speaks of. ``find_locations`` gives whole phrases of places, of names that the
gazetteer does not know too.
"""

from figures.entities.gazetteer import Gazetteer, Mention, load_gazetteer
from figures.entities.location_reader import Location, Met
from figures.entities.location_words import load_forms
from figures.entities.locations import find_locations
from figures.entities.whereabouts import Whereabouts

__all__ = ["Gazetteer", "Location", "Mention", "Met", "Whereabouts", "find_locations", "load_forms", "load_gazetteer"]
