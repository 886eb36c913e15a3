"""RSS 0.9 to 2.0 and Atom: an article an item, read item by item.

A document that declares entities is refused, nothing outside of the file is looked at, and libxml2 bounds nesting. The
text of an article is the fullest one that its item has.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from figures.model import Article, Problem
from figures.read.files import BOMS, MAX_BYTES, PEEK, File, peekable
from figures.read.markup import text_of
from figures.read.record import article, is_date

SUFFIXES = (".xml", ".rss", ".atom")

_ROOTS = frozenset(("rss", "feed", "RDF"))
_ITEMS = frozenset(("item", "entry"))
_SPACES = frozenset((
    "", "http://www.w3.org/2005/Atom", "http://purl.org/atom/ns#", "http://purl.org/rss/1.0/",
    "http://my.netscape.com/rdf/simple/0.9/", "http://purl.org/rss/1.0/modules/content/",
    "http://purl.org/dc/elements/1.1/", "http://purl.org/dc/terms/",
))
"""The namespaces whose elements are read; others have names like theirs for other things."""
_TEXTS = ("encoded", "content", "description", "summary")
_DATES = ("pubDate", "published", "issued", "created", "date", "updated", "modified")
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_LEFT = "what follows is not read"


class _TooLargeError(Exception):
    """An item that is larger than an article may be."""


class _Counted:
    """The bytes of a feed, counted from the last item on, so that none grows without a bound."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream, self.passed = stream, 0

    def read(self, size: int) -> bytes:
        """Some bytes. Raises ``_TooLargeError``."""
        data = self._stream.read(min(size, PEEK))
        self.passed += len(data)
        if self.passed > MAX_BYTES:
            raise _TooLargeError
        return data


def begins(head: bytes) -> bool:
    """Whether the bytes of standard input begin like a feed."""
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:2000]
    return start.startswith((b"<?xml", b"<rss", b"<feed", b"<rdf:RDF")) and b"<html" not in start.lower()


def read(file: File, stream: BinaryIO) -> Iterator[Article | Problem]:
    """The articles of a feed, and a problem for each item that is none."""
    from lxml import etree  # noqa: PLC0415 - slow to import

    buffered, head = peekable(stream)
    encoding = None if any(head.startswith(mark) for mark, _ in BOMS) else file.encoding
    counted = _Counted(buffered)
    events: Any = None
    try:
        events = etree.iterparse(
            counted, events=("start", "end"), resolve_entities=False, no_network=True, load_dtd=False,
            huge_tree=False, remove_comments=True, remove_pis=True, encoding=encoding,
        )
        yield from _Feed(file, counted).items(events)
    except etree.XMLSyntaxError as error:
        # where an entity is not known, the error itself does not say so
        said = next(iter(events.error_log if events else ()), None)
        yield file.problem(f"not XML: {said.message.strip() if said else error.msg}", said.line if said else 1, _LEFT)
    except _TooLargeError:
        yield file.problem(f"an item is larger than {MAX_BYTES // 1_000_000} MB", hint=_LEFT)
    except LookupError as error:
        yield file.problem(f"not XML: {error}", 1)


class _Feed:
    """What is known of a feed while its items pass."""

    def __init__(self, file: File, counted: _Counted) -> None:
        self.file, self.counted = file, counted
        self.number = 0
        self.title: str | None = None
        self.lang: str | None = None

    def items(self, events: Any) -> Iterator[Article | Problem]:
        root, item, depth = None, None, 0
        for event, element in events:
            if event == "start":
                depth += 1
                if root is None:
                    root = element
                    wrong = self._wrong(root)
                    if wrong is not None:
                        yield wrong
                        return
                    self.lang = root.get(_LANG)
                elif item is None and _name(element) in _ITEMS:
                    item = element
                continue
            depth -= 1
            if element is item:
                yield from self._article(item)
                item = None
                self.counted.passed = 0
            elif item is None and _name(element) == "title" and depth <= 2:
                self.title = self.title or _words(element)
            elif item is None and _name(element) == "language":
                self.lang = self.lang or element.text
            if item is None:
                _forget(element)

    def _wrong(self, root: Any) -> Problem | None:
        document = root.getroottree().docinfo.internalDTD
        if document is not None and next(document.iterentities(), None) is not None:
            return self.file.problem("a document type with entities is not read", 1, "take the <!ENTITY …> out")
        if _local(root) not in _ROOTS:
            message = f"neither RSS nor Atom: the document is <{_local(root)[:40]}>"
            return self.file.problem(message, root.sourceline or 1, "other kinds of XML are not read")
        return None

    def _article(self, item: Any) -> Iterator[Article | Problem]:
        line = item.sourceline or 1

        def complain(_key: str, message: str, hint: str | None) -> Problem:
            return self.file.problem(message, line, hint)

        self.number += 1
        record, name = self._record(item), f"{self.file.name}#{self.number}"
        if not record["text"].strip():
            yield self.file.problem("an item without a text", line, f"it is looked for in {', '.join(_TEXTS)}")
            return
        own = record["id"]
        if own and ":" not in own:  # numbers of one publisher, which another may use too
            record["id"] = f"{self.file.name}#{own}"
        found, problems = article(record, name, self.file.shown, line, complain, verbatim=False)
        yield from problems
        if found is not None:
            yield found

    def _record(self, item: Any) -> dict[str, Any]:
        parts: dict[str, list[Any]] = {}
        for child in item:
            parts.setdefault(_name(child), []).append(child)
        texts = [_words(child) for name in _TEXTS for child in parts.get(name, ())]
        titles, idents = parts.get("title", ()), [*parts.get("guid", ()), *parts.get("id", ())]
        return {
            "id": next((_plain(child) for child in idents), None),
            "title": " ".join(_words(titles[0]).split("\n")) if titles else None,
            "text": max(texts, key=len, default=""),
            "publisher": self._publisher(parts),
            "lang": item.get(_LANG) or next((_plain(c) for c in parts.get("language", ())), None) or self.lang,
            "date": next((_iso(_plain(child)) for name in _DATES for child in parts.get(name, ())), None),
            "url": _link(parts.get("link", ())),
        }

    def _publisher(self, parts: Mapping[str, list[Any]]) -> str | None:
        for child in (*parts.get("source", ()), *parts.get("publisher", ())):
            inner = next((part for part in child if _name(part) == "title"), child)
            if words := _plain(inner):
                return words
        return self.title


def _local(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


def _name(element: Any) -> str:
    """The name of an element of a feed, without its namespace; empty for those of other vocabularies."""
    if not isinstance(element.tag, str):
        return ""
    space, _, local = element.tag.rpartition("}")
    return local if space[1:] in _SPACES else ""


def _plain(element: Any) -> str:
    return "".join(element.itertext()).strip()


def _words(element: Any) -> str:
    """The words of a text construct: plain, HTML written as text, or XHTML."""
    from lxml import etree  # noqa: PLC0415

    kind = element.get("type") or ""
    if len(element) and isinstance(element[0].tag, str):
        inner = "".join(etree.tostring(child, encoding="unicode") for child in element)
        return text_of((element.text or "") + inner)
    text = "".join(element.itertext())
    return text.strip() if kind in ("text", "text/plain") else text_of(text.strip())


def _link(links: Any) -> str | None:
    for link in links:
        if link.get("rel", "alternate") == "alternate" and (link.get("href") or _plain(link)):
            return link.get("href") or _plain(link)
    return None


def _iso(text: str) -> str:
    """A date of RFC 822 as ISO 8601; others as they are."""
    from email.utils import parsedate_to_datetime  # noqa: PLC0415 - takes time to import

    if is_date(text):
        return text
    try:
        return parsedate_to_datetime(text).isoformat()
    except (TypeError, ValueError, IndexError, OverflowError):
        return text


def _forget(element: Any) -> None:
    """Free an element that has been read, and those before it."""
    element.clear()
    while element.getprevious() is not None and element.getparent() is not None:
        del element.getparent()[0]
