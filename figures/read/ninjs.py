"""ninjs, IPTC's JSON for news, versions 1 to 3: an item is an article where it has a body or a description.

https://iptc.org/standards/ninjs/
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from figures.read.markup import has_markup, text_of, title_of

KIND = "ninjs"
TEXT = "bodies, body_…, descriptions, description_…"

_MARKS = ("versioncreated", "versionCreated", "firstcreated", "firstCreated", "bodies", "headlines", "pubstatus",
          "pubStatus", "headline", "headline_main", "body_text", "body_xhtml", "body_html", "body_main")
_PLAIN = ("text/plain", "plain", "")


def matches(found: dict[str, Any]) -> bool:
    """Whether an object is an item of ninjs: it has a ``uri`` and a key of its vocabulary, and no text of its own."""
    return "uri" in found and "text" not in found and any(key in found for key in _MARKS)


def records(found: dict[str, Any]) -> list[dict[str, Any]]:
    """The record of an item."""
    text = _best(found, "bodies", "body")
    if text is None:
        text = _best(found, "descriptions", "description")
    title = _best(found, "headlines", "headline")
    return [{
        "id": found.get("uri"),
        "title": title_of(title) if isinstance(title, str) else title,
        "text": text_of(text) if isinstance(text, str) else text,
        "publisher": _publisher(found),
        "lang": found.get("language"),
        "date": _first(found, "versioncreated", "versionCreated", "firstcreated", "firstCreated"),
        "url": _url(found),
    }]


def _best(found: dict[str, Any], many: str, one: str) -> Any:
    """The words of a body or headline: those in plain text before those with markup, the main ones before others."""
    if many in found and not isinstance(found[many], list):
        return found[many]
    kept = [(rank, words) for rank, words in _choices(found, many, one) if not isinstance(words, str) or words.strip()]
    return min(kept, key=lambda choice: choice[0])[1] if kept else None


def _choices(found: dict[str, Any], many: str, one: str) -> Iterator[tuple[tuple[bool, bool, bool, int], Any]]:
    for at, entry in enumerate(found.get(many) or ()):
        if not isinstance(entry, dict) or entry.get("value") is None:
            continue
        kind = str(entry.get("contenttype") or entry.get("contentType") or "")
        yield _rank(kind in _PLAIN, str(entry.get("role")), entry["value"], at), entry["value"]
    for at, key in enumerate(sorted(found)):
        if (key == one or key.startswith(f"{one}_")) and found[key] is not None:
            role = key.removeprefix(one).strip("_")
            yield _rank(role not in ("xhtml", "html", "richtext"), role, found[key], at), found[key]


def _rank(plain: bool, role: str, words: Any, at: int) -> tuple[bool, bool, bool, int]:
    text = isinstance(words, str)
    return (not text, not plain or (text and has_markup(words)), role not in ("main", "text", ""), at)


def _publisher(found: dict[str, Any]) -> Any:
    sources = found.get("infosources") or found.get("infosource")
    names = [entry.get("name") for entry in sources if isinstance(entry, dict)] if isinstance(sources, list) else []
    return _first(found, "copyrightholder", "copyrightHolder") or next((name for name in names if name), None)


def _url(found: dict[str, Any]) -> Any:
    uri = found.get("uri")
    return uri if isinstance(uri, str) and uri.startswith(("http://", "https://")) else None


def _first(found: dict[str, Any], *keys: str) -> Any:
    return next((found[key] for key in keys if found.get(key)), None)
