"""Where a report was written, which its first sentence opens with: it is not where anything happened."""

from __future__ import annotations

from collections.abc import Sequence, Set

from figures.entities import Location
from figures.text import Sentence

_SHORT = 3
_HEAD, _DATELINE = 8, 14
_DASHES = frozenset(("-", "–", "—"))


def behind_dateline(sentence: Sentence) -> int:
    """The token at which the text of a sentence begins: behind ``BEIRUT (Reuters) –`` where it has such a head."""
    if sentence.lang != "en" or not sentence.raw(0, 1).isupper():
        return 0
    forms = sentence.forms[:_DATELINE]
    dash = next((i for i, form in enumerate(forms) if form in _DASHES and not sentence.glued(i)), None)
    return 0 if dash is None else dash + 1 + (forms[dash + 1 : dash + 2] == [forms[dash]])


def is_dateline(sentence: Sentence, first: Location, last: Location) -> bool:
    """``BEIRUT At least 38 people``, `بغداد، العراق (CNN) --`, `بغداد - قتل`: where the report was written, from the
    ``first`` place that stands there to the ``last``. In a headline a place before a dash is what it is about."""
    if sentence.lang == "en":
        raw = sentence.raw(0, 1)
        return last.start == 0 and len(raw) > _SHORT and raw.isupper()
    forms = sentence.forms
    if first.start == 0 and not sentence.title and _loose_dash(sentence, last.end):
        return True
    if last.end > _HEAD or forms[last.end : last.end + 1] != ["("] or ")" not in forms[: _HEAD * 2]:
        return False
    behind = forms.index(")", last.end) + 1
    return forms[behind : behind + 1] != [] and forms[behind] in _DASHES


def apart_from_saying(sentence: Sentence, locations: Sequence[Location], speakers: Set[int]) -> Sequence[Location]:
    """The places of a sentence but those where something was said (`وفي واشنطن قال المتحدث`): a word before one of the
    tokens that ``speakers`` begin at."""
    if sentence.lang != "ar":
        return locations
    forms = sentence.forms
    return [p for p in locations if p.end + 1 not in speakers or not forms[p.end][0].isalpha()]


def _loose_dash(sentence: Sentence, token: int) -> bool:
    """Whether a dash stands right before or at a token, and space before it. A stretched letter by itself (``ـ``),
    which is written for a dash, is no token."""
    if token >= len(sentence.forms):
        return False
    end, following = sentence.raw_span(token - 1, token).end, sentence.raw_span(token, token + 1).start
    between = sentence.text.raw[end:following]
    return between.strip() == "\u0640" or (between != "" and sentence.forms[token] in _DASHES)
