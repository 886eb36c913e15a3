"""The words of a fragment of HTML, such as the body of an item of a feed: a line for each paragraph."""

from __future__ import annotations

import re

_MARKUP = re.compile(r"<[a-zA-Z/!?]|&(?:[a-zA-Z][a-zA-Z0-9]*|#[0-9]+|#[xX][0-9a-fA-F]+);")
_SPACES = re.compile("[ \t\r\n\f]+")
_BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "br", "caption", "center", "dd", "details", "dialog", "div", "dl",
    "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr",
    "li", "main", "nav", "ol", "option", "p", "pre", "section", "summary", "table", "tbody", "tfoot", "thead", "tr",
    "ul",
))
_CELLS = frozenset(("td", "th"))
_UNSEEN = frozenset((
    "head", "iframe", "math", "noscript", "object", "script", "style", "svg", "template", "textarea", "title",
))


def has_markup(text: str) -> bool:
    """Whether a text holds tags or entities of HTML."""
    return _MARKUP.search(text) is not None


def text_of(fragment: str) -> str:
    """The words of a fragment of HTML; a text without tags and entities is given back exactly as it is.

    >>> text_of("<p>Fire &amp; <b>smoke</b></p><p>12 dead<script>x</script></p>"), text_of("2 < 3\\n\\n")
    ('Fire & smoke\\n12 dead', '2 < 3\\n\\n')
    """
    if not has_markup(fragment):
        return fragment
    from lxml import etree  # noqa: PLC0415 - slow to import

    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    data = fragment.replace("\0", "\ufffd").encode("utf-8", "replace")
    try:
        root = etree.fromstring(b"<html><body>" + data + b"</body></html>", parser)
    except etree.LxmlError:
        return ""
    return "" if root is None else _words(root)


def title_of(fragment: str) -> str:
    """The words of a fragment of HTML as one line; a text without markup exactly as it is."""
    return " ".join(text_of(fragment).split("\n")) if has_markup(fragment) else fragment


def _words(root: object) -> str:
    from lxml import etree  # noqa: PLC0415

    parts: list[str] = []
    unseen = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            unseen += tag in _UNSEEN
            parts.append("\n" if tag in _BLOCKS else " " if tag in _CELLS else "")
            if element.text and not unseen:
                parts.append(_SPACES.sub(" ", element.text))
        else:
            unseen -= tag in _UNSEEN
            parts.append("\n" if tag in _BLOCKS else " " if tag in _CELLS else "")
            if element.tail and not unseen:
                parts.append(_SPACES.sub(" ", element.tail))
    found = (_SPACES.sub(" ", line).strip(" ") for line in "".join(parts).split("\n"))
    return "\n".join(line for line in found if line)
