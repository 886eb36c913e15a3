"""The JSON that trafilatura writes (``trafilatura --json``, ``extract(…, output_format="json")``)."""

from __future__ import annotations

from typing import Any

KIND = "JSON of trafilatura"
TEXT = "text, raw_text"

_MARKS = ("raw_text", "sitename", "hostname", "source-hostname", "excerpt", "fingerprint", "pagetype")


def matches(found: dict[str, Any]) -> bool:
    """Whether an object is what trafilatura made of a page: a text beside keys that only it has."""
    return ("text" in found or "raw_text" in found) and any(key in found for key in _MARKS)


def records(found: dict[str, Any]) -> list[dict[str, Any]]:
    """The record of a page. A key of the record's own name comes before trafilatura's."""
    hosts = (found.get(key) for key in ("publisher", "sitename", "source-hostname", "hostname"))
    return [{
        **found,
        "text": found.get("text") or found.get("raw_text"),
        "publisher": next((host for host in hosts if host), None),
        "url": found.get("url") or found.get("source"),
        "lang": found.get("lang") or found.get("language"),
    }]
