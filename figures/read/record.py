"""From a record of keys (a JSON object, YAML front matter) to an article, with a problem for each key that is wrong."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from figures.model import Article, Problem

KEYS = ("title", "publisher", "url", "lang", "date", "version_of", "translation_of")
"""The optional keys of an article; others are left alone, since feeds carry many of their own."""

Complain = Callable[[str, str, "str | None"], Problem]
"""``complain(key, message, hint)``: a problem at the place of that key."""

_DATES = "write 2025-04-28 or 2025-04-28T09:30+03:00"
_DAY = re.compile(r"\d{4}-\d\d-\d\d\Z", re.ASCII)
_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8})*\Z")
_TIME = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d", re.ASCII)


def article(
    record: Mapping[str, Any], name: str, path: str, line: int, complain: Complain, verbatim: bool = True
) -> tuple[Article | None, list[Problem]]:
    """The article of a record, ``None`` where it has no text. ``name`` is the id where the record has none.

    An optional key that is wrong is a problem and counts as absent: the article is read all the same. ``verbatim`` says
    that the text stands in the file as it is, from ``line`` on.
    """
    problems: list[Problem] = []
    text = record.get("text")
    if text is None:
        return None, [complain("text", "key 'text' is missing", "it holds the body of the article")]
    if not isinstance(text, str):
        return None, [complain("text", f"'text' must be a string, not {_kind(text)}", None)]
    if not text.strip():
        return None, [complain("text", "'text' is empty", None)]
    values = {key: _text(record, key, complain, problems) for key in ("id", *KEYS)}
    if values["date"] is not None:
        values["date"] = _date(values["date"], complain, problems)
    found = Article(
        id=values["id"] or name, text=text, title=values["title"], publisher=values["publisher"], url=values["url"],
        lang=_language(values["lang"]), date=values["date"], version_of=values["version_of"],
        translation_of=values["translation_of"], path=path, line=line, verbatim=verbatim,
    )
    return found, problems


def _text(record: Mapping[str, Any], key: str, complain: Complain, problems: list[Problem]) -> str | None:
    value = record.get(key)
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)  # `id: 17` means what it says
    if value is not None and not isinstance(value, str):
        problems.append(complain(key, f"'{key}' must be a string, not {_kind(value)}", "it is taken as absent"))
        return None
    return value if value and value.strip() else None


def _language(tag: str | None) -> str | None:
    """The language of a tag of BCP 47, without script and region; other words as they are."""
    return tag.split("-")[0].split("_")[0].lower() if tag and _TAG.match(tag) else tag


def is_date(text: str) -> bool:
    """Whether a text is a date or date-time as an article has it."""
    try:
        if _DAY.match(text):
            return bool(date.fromisoformat(text))
        return bool(_TIME.match(text) and datetime.fromisoformat(text))
    except ValueError:
        return False


def _date(text: str, complain: Complain, problems: list[Problem]) -> str | None:
    if is_date(text):
        return text
    shown = text if len(text) <= 40 else text[:40] + "…"
    problems.append(complain("date", f"'{shown}' is no ISO 8601 date", _DATES))
    return None


def _kind(value: object) -> str:
    names = {bool: "true or false", int: "a number", float: "a number", list: "a list", dict: "an object",
             bytes: "bytes that are no text"}
    return names.get(type(value), "null" if value is None else type(value).__name__)
