"""schema.org articles as JSON-LD: a node, a list of nodes or a ``@graph``, in a file of their own or inside of a page.

https://schema.org/NewsArticle
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from figures.read.markup import text_of, title_of

KIND = "JSON-LD"
TEXT = "articleBody of a NewsArticle"

_TYPES = frozenset((
    "Article", "NewsArticle", "AdvertiserContentArticle", "AnalysisNewsArticle", "AskPublicNewsArticle",
    "BackgroundNewsArticle", "BlogPosting", "LiveBlogPosting", "OpinionNewsArticle", "Report",
    "ReportageNewsArticle", "ReviewNewsArticle", "SocialMediaPosting", "SatiricalArticle",
))
_PREFIXES = ("https://schema.org/", "http://schema.org/", "schema:")


def matches(found: dict[str, Any]) -> bool:
    """Whether an object is JSON-LD."""
    return "@context" in found or "@graph" in found or "@type" in found


def records(found: dict[str, Any]) -> list[dict[str, Any]]:
    """The records of the articles in a document, whether or not they have a text."""
    nodes = list(_nodes(found))
    named = {node["@id"]: node for node in reversed(nodes) if isinstance(node.get("@id"), str)}
    return [_record(node, named) for node in nodes if _is_article(node)]


def _nodes(found: Any) -> Iterator[dict[str, Any]]:
    """The nodes of a document in their order: its own, those of lists, of ``@graph``, and what a page is about."""
    waiting = [found]
    while waiting:
        node = waiting.pop()
        if isinstance(node, list):
            waiting += reversed(node)
        elif isinstance(node, dict):
            yield node
            inner = [node.get("@graph"), node.get("mainEntity")]
            waiting += [part for part in reversed(inner) if isinstance(part, list | dict)]


def _is_article(node: Mapping[str, Any]) -> bool:
    types = node.get("@type")
    names = types if isinstance(types, list) else [types]
    return any(isinstance(name, str) and _bare(name) in _TYPES for name in names)


def _bare(name: str) -> str:
    return next((name.removeprefix(prefix) for prefix in _PREFIXES if name.startswith(prefix)), name)


def _record(node: Mapping[str, Any], named: Mapping[str, Any]) -> dict[str, Any]:
    def of(*keys: str) -> Any:
        values = (_value(node.get(prefix + key)) for key in keys for prefix in ("", *_PREFIXES))
        return next((value for value in values if value not in (None, "")), None)

    text, title = of("articleBody", "text"), of("headline", "name")
    page = of("mainEntityOfPage")
    return {
        "id": node.get("@id"),
        "title": title_of(title) if isinstance(title, str) else _words(title),
        "text": text_of(text) if isinstance(text, str) else text,
        "publisher": _words(of("publisher", "sourceOrganization"), named),
        "lang": _words(of("inLanguage"), named, ("alternateName", "identifier")),
        "date": _words(of("datePublished", "dateCreated")),
        "url": _words(of("url"), named, ("@id", "url")) or _words(page, named, ("@id", "url")),
        "translation_of": _words(of("translationOfWork"), named, ("@id", "url")),
    }


def _value(found: Any) -> Any:
    """A value itself where it is wrapped as ``{"@value": …}``, and the first of several."""
    while isinstance(found, list) and found:
        found = found[0]
    return found.get("@value", found) if isinstance(found, dict) else found


def _words(found: Any, named: Mapping[str, Any] | None = None, keys: tuple[str, ...] = ("name", "legalName")) -> Any:
    """The name of a thing that may be a text, a node, or a reference to a node."""
    found = _value(found)
    if not isinstance(found, dict):
        return found
    whole = {**(named or {}).get(found.get("@id", ""), {}), **found} if isinstance(found.get("@id"), str) else found
    return next((value for value in (_value(whole.get(key)) for key in keys) if isinstance(value, str)), None)
