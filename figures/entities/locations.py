"""Where something is said to be: whole phrases of places, whether the gazetteer knows their names or not.

`في بلدة معارة النعسان بريف إدلب`, ``near the village of Tel Hana``, `شمالي البلاد`, ``at a shopping mall in Nairobi``.
A phrase is made of a common noun of places, a name behind it or before it, and what follows to say where that is in
turn. Its id is that of the first name in it that the gazetteer knows; a village nobody lists has the id of its
province. A place of the gazetteer with nothing around it is a phrase too.
"""

from __future__ import annotations

from collections.abc import Sequence

from figures.entities.gazetteer import Mention
from figures.entities.location_reader import Location, Met
from figures.entities.location_words import load_forms
from figures.entities.locations_arabic import Arabic
from figures.entities.locations_english import English
from figures.text import Sentence


def find_locations(
    sentence: Sentence, mentions: Sequence[Mention], barred: Sequence[tuple[int, int]] = (), met: Met | None = None
) -> list[Location]:
    """The phrases of places of a sentence in order, not overlapping. ``mentions`` are the gazetteer's; ``barred``
    tokens (dates, numbers, verbs) are in no phrase. ``met`` are the names that the article has told before, and learns
    those of this sentence."""
    forms = load_forms().get(sentence.lang)
    if forms is None:
        return []
    reader = Arabic if sentence.lang == "ar" else English
    return list(reader(sentence, mentions, barred, forms, Met() if met is None else met).locations())
