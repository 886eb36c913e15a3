"""Looking up what a token can be.

A ``Reading`` is one way to understand a form: an entry of a named lexicon (``kill``) or of the units (``soldier``),
inflected somehow, behind some clitics. A ``Word`` is a form with all its readings. Forms of Arabic and English never
meet, so one table serves both.
"""

from __future__ import annotations

import msgspec

from figures.model import Kind


class Reading(msgspec.Struct, frozen=True, kw_only=True, array_like=True):
    """One reading of a form.

    ``name``: the lexicon (``kill``) or unit (``soldier``) that the lemma stands in. ``unit`` says which of the two.
    ``pos``: ``noun``, ``verb``, ``masdar`` (verbal noun), ``adj``, ``part`` (participle), ``particle``, ``name``,
    ``phrase`` (given as it stands).
    ``num``: ``s``, ``d``, ``p`` or empty; ``gen``: ``m``, ``f`` or empty.
    ``tense`` of a verb: ``past``, ``present``, ``passive`` (only where the form can be nothing else), ``ing``,
    ``ed`` (English past or participle), or empty. ``construct``: a form that only stands before its genitive.
    ``particles``: Arabic proclitics taken off (``و``, ``ب``, ``ول`` …), ``det``: behind the article, ``pron``: with
    a suffixed pronoun.
    """

    name: str
    lemma: str
    pos: str
    unit: bool = False
    num: str = ""
    gen: str = ""
    tense: str = ""
    construct: bool = False
    particles: str = ""
    det: bool = False
    pron: bool = False


Rests = tuple[tuple[str, ...], ...]
"""Ways in which an entry of several tokens goes on behind its first."""


class Word(msgspec.Struct, frozen=True):
    """What a folded form may be: its readings.

    ``names`` are the lexicons and units that it may stand in, ``unit`` says whether one of them is a unit, ``verb``
    whether it can be nothing but a verb. ``heads`` are the entries of several tokens that may begin with it, and
    ``follows`` the forms that stand second in them. ``mark`` is what the caller's ``Lexicon.mark_with`` says of the
    form: it is kept here so that one lookup of a token answers every stage. The form itself is not held, so that all
    the forms that are nothing to anyone, which is most of them, are one word (``NOTHING``).
    """

    readings: tuple[Reading, ...] = ()
    names: frozenset[str] = frozenset()
    unit: bool = False
    heads: tuple[tuple[Rests, Reading], ...] = ()
    mark: int = 0
    verb: bool = False
    follows: frozenset[str] = frozenset()


NOTHING = Word()
"""What a form is that stands in no lexicon and concerns no stage."""

Phrase = tuple[int, int, tuple[Reading, ...]]
"""An entry of several tokens where it stands: first token, the one behind the last, its readings."""


class Unit(msgspec.Struct, frozen=True, kw_only=True):
    """What can be counted or measured.

    ``classes`` are the groups that rules name in brackets (``[person]``); ``pint`` is the unit's name in the
    registry where it converts; ``subject`` the role (``role/soldier``) that the word itself gives; ``display`` the
    name to print; ``smaller`` says how many of which smaller units make one, where both are told together.
    """

    name: str
    kind: Kind
    classes: frozenset[str]
    pint: str | None
    subject: str | None
    display: str
    smaller: dict[str, int] = {}
