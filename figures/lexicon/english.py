"""Regular English inflection; what is irregular stands in the entry.

Possessives are tokens of their own (``figures.text``), so they need no forms here.
"""

from __future__ import annotations

import re

_SIBILANT = re.compile(r"(?:s|x|z|ch|sh)$")
_CONSONANT_Y = re.compile(r"[^aeiou]y$")
_CONSONANT_O = re.compile(r"[^aeiou]o$")
_DOUBLING = re.compile(r"(?:^|[^aeiou])[aeiou][^aeiouwxy]$")
_SYLLABLES = re.compile(r"[aeiouy]+")
_SILENT_E = re.compile(r"[^eoy]e$")


def plural(noun: str) -> str:
    """The regular plural; of several words the last one is inflected.

    >>> plural("casualty"), plural("attack"), plural("crash"), plural("police officer")
    ('casualties', 'attacks', 'crashes', 'police officers')
    """
    if _CONSONANT_Y.search(noun):
        return noun[:-1] + "ies"
    return noun + ("es" if _SIBILANT.search(noun) else "s")


def third_person(verb: str) -> str:
    """The form in -s: kills, buries, crashes, goes."""
    return verb + "es" if _CONSONANT_O.search(verb) else plural(verb)


def past(verb: str, double: bool | None = None) -> str:
    """The form in -ed. ``double`` says whether the last consonant doubles where the spelling cannot tell.

    >>> past("kill"), past("wound"), past("bury"), past("strike"), past("stop"), past("besiege")
    ('killed', 'wounded', 'buried', 'striked', 'stopped', 'besieged')
    """
    if verb.endswith("e"):
        return verb + "d"
    if _CONSONANT_Y.search(verb):
        return verb[:-1] + "ied"
    return _doubled(verb, double) + "ed"


def ing(verb: str, double: bool | None = None) -> str:
    """The form in -ing: killing, dying, striking, stopping, fleeing."""
    if verb.endswith("ie"):
        return verb[:-2] + "ying"
    if _SILENT_E.search(verb):
        return verb[:-1] + "ing"
    return _doubled(verb, double) + "ing"


def spellings(verb: str, double: bool | None) -> tuple[bool | None, ...]:
    """The values of ``double`` to try: both where only the stress would tell (visited, referred, travel(l)ed)."""
    if double is None and len(_SYLLABLES.findall(verb)) > 1 and _DOUBLING.search(verb):
        return False, True
    return (double,)


def _doubled(verb: str, double: bool | None) -> str:
    """Words of one syllable double their last consonant (stop, not wound); longer ones only when told to."""
    if double is None:
        double = len(_SYLLABLES.findall(verb)) == 1 and bool(_DOUBLING.search(verb))
    return verb + verb[-1] if double else verb
