"""Putting words into the page: every text that is not our own goes through ``esc`` or ``flow``.

Arabic stands in blocks of its own direction. Within them numbers and ranges of European digits are isolated, since a
dash between two numbers takes the direction of the text around it: 10,000–12,000 would be shown as 12,000–10,000.
Ranges of Arabic digits are left as they are: they are read from the right, as they are written.
"""

from __future__ import annotations

import html
import re

from figures.model import Slot
from figures.report.parts import Quote
from figures.report.safe import cut, safe
from figures.report.ui import Words

_NUMBER = r"[0-9]+(?:[.,:/\u066b\u066c][0-9]+)*"
_DASH = r"\s?[-\u2010-\u2015\u2212]\s?"
_RUN = re.compile(
    rf"(?<![A-Za-z0-9\u0660-\u0669.,])[-+\u2212$€£%]?{_NUMBER}(?:{_DASH}{_NUMBER})*(?:\s?[%$€£])?"
)
_ARABIC = re.compile("[\u0600-\u0605\u0608\u060b\u060d\u061b-\u064a\u066d-\u06d3\u0750-\u077f\u08a0-\u08c9\ufb50-\ufdff"
                     "\ufe70-\ufefc]")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")
_NO_CHARACTER = re.compile("[\ufdd0-\ufdef\ufffe\uffff]")
"""What HTML has no place for beside what ``safe`` turns into pictures."""


def esc(text: str) -> str:
    """A text as one line of HTML, in an element or between quotes.

    >>> esc('<b>"x"\\x1b')
    '&lt;b&gt;&quot;x&quot;␛'
    """
    return html.escape(_NO_CHARACTER.sub("\ufffd", safe(cut(text))))


def flow(text: str, rtl: bool) -> str:
    """A text as HTML whose numbers do not turn round.

    >>> flow("قتل 10–12", rtl=True)
    'قتل <bdi dir="ltr">10–12</bdi>'
    """
    if not rtl:
        return esc(text)
    made, at = [], 0
    text = safe(cut(text))
    for found in _RUN.finditer(text):
        made += [esc(text[at : found.start()]), f'<bdi dir="ltr">{esc(found[0])}</bdi>']
        at = found.end()
    return "".join([*made, esc(text[at:])]) if text else ""


def is_arabic(text: str) -> bool:
    """Whether a text is read from the right: it has more Arabic letters than Latin ones."""
    text = cut(text)
    return len(_ARABIC.findall(text)) > len(_LATIN.findall(text))


def bdi(text: str) -> str:
    """Words in a line of another language."""
    rtl = is_arabic(text)
    return f"<bdi{_direction(rtl)}>{flow(text, rtl)}</bdi>"


def _direction(rtl: bool) -> str:
    return ' dir="rtl" lang="ar"' if rtl else ' dir="auto"'


def marked(quote: Quote, tag: str) -> str:
    """A sentence with its figure marked, in an element of its own direction."""
    rtl = is_arabic("".join(quote))
    before, figure, after = (flow(part, rtl) for part in quote)
    return f"<{tag}{_direction(rtl)}>{before}<mark>{figure}</mark>{after}</{tag}>"


def number(text: str) -> str:
    """A number or date of our own, which no text around it turns round."""
    return f'<bdi dir="ltr">{esc(text)}</bdi>'


def slot(found: Slot, w: Words) -> str:
    """A slot's words, its id, and how far from the figure it was found."""
    notes = [f'<code dir="ltr">{esc(found.id)}</code>'] if found.id else []
    notes += [esc(w(f"origin.{found.origin}"))] if f"origin.{found.origin}" in w.keys else []
    return bdi(found.text) + (f" ({esc(w('list.comma')).join(notes)})" if notes else "")
