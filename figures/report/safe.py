"""Putting an article's words into a report: nothing in them may act on the terminal or turn the line around."""

from __future__ import annotations

import re

FSI, PDI = "\u2068", "\u2069"
"""First strong isolate and its end: what is between keeps its own direction and changes none around it."""

LRI = "\u2066"
"""Left-to-right isolate: for English words of our own, whatever the word is that they begin with."""

LONG = 4_000
"""More characters of one text than this are no words for people."""

_SPACES = re.compile("[\t\n\r\x0b\x0c\x1c-\x1f\x85\u2028\u2029 ]+")
_DIRECTION = re.compile("[\u202a-\u202e\u2066-\u2069\U000e0000-\U000e007f\ufff9-\ufffb]")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")


def safe(text: str) -> str:
    """One line of text that is only text: line ends become spaces, marks that override direction are dropped, control
    characters (escape sequences begin with one) are shown as pictures.

    >>> safe("a\\x1b[31m\\nb\\u202e")
    'a␛[31m b'
    """
    return _CONTROL.sub(_picture, _DIRECTION.sub("", _SPACES.sub(" ", text)))


def cut(text: str, most: int = LONG) -> str:
    """A text of at most so many characters, with an ellipsis where it was cut."""
    return text if len(text) <= most else text[: most - 1] + "…"


def isolate(text: str) -> str:
    """``safe`` text between isolates, so that Arabic stands whole in an English line and the other way round; what is
    longer than ``LONG`` is cut."""
    return f"{FSI}{safe(cut(text))}{PDI}"


def inert(line: str) -> str:
    """A line of a log in which a CI server finds no command of its own: GitHub obeys ``::`` at the beginning of any
    line that a step prints, and ``##[`` anywhere in it. A word joiner, which nobody sees, takes that away.

    >>> inert(" ::stop-commands::x") == " \u2060::stop-commands::x"
    True
    """
    line = line.replace("##[", "##\u2060[")
    bare = line.lstrip()
    return line[: len(line) - len(bare)] + f"\u2060{bare}" if bare.startswith("::") else line


def _picture(found: re.Match[str]) -> str:
    code = ord(found[0])
    if code < 0x20:
        return chr(0x2400 + code)
    return "\u2421" if code == 0x7F else "\ufffd"
