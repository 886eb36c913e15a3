"""Word forms: what a token can be, clitics taken off, in every language at once.

``load_lexicon`` gives the ``Lexicon`` that the stages look words up in. See ``words`` for what a lookup gives,
``schema`` for the YAML, ``build`` for making the compiled forms with camel-tools, ``paradigms`` for inflecting a
project's own lemmas without it.
"""

from figures.lexicon.lookup import Lexicon, load_lexicon
from figures.lexicon.words import Phrase, Reading, Unit, Word

__all__ = ["Lexicon", "Phrase", "Reading", "Unit", "Word", "load_lexicon"]
