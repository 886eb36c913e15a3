"""Pinned topics: articles that a project says are of one event."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from figures.dates.calendar import parse_day
from figures.model import Claim, Extraction, Topic
from figures.text import TOKEN, fold, split_clitics


def pinned(extractions: Sequence[Extraction], topics: Sequence[Topic]) -> dict[int, list[int]]:
    """The places in ``extractions`` of the articles of each topic, by the topic's place in ``topics``.

    An article goes to the first topic whose every given condition it meets; a topic without conditions has none.
    """
    found: dict[int, list[int]] = {}
    if not topics:
        return found
    terms = [[TOKEN.findall(fold(term).folded) for term in topic.terms] for topic in topics]
    for i, extraction in enumerate(extractions):
        text = _Words(extraction) if any(terms) else None
        for number, topic in enumerate(topics):
            if not (topic.terms or topic.places or topic.from_ or topic.to):
                continue
            named = not topic.terms or (text is not None and any(text.has(term) for term in terms[number]))
            if named and _there(extraction, topic) and _then(extraction, topic):
                found.setdefault(number, []).append(i)
                break
    return found


class _Words:
    """The words of an article, each with and without its clitics."""

    def __init__(self, extraction: Extraction) -> None:
        self.forms = TOKEN.findall(fold(extraction.article.body).folded)
        self.at: dict[str, list[int]] = {}
        for i, form in enumerate(self.forms):
            for word in _readings(form):
                self.at.setdefault(word, []).append(i)

    def has(self, term: Sequence[str]) -> bool:
        """Whether the words of a term stand one behind the other."""
        return bool(term) and any(
            all(i + k < len(self.forms) and word in _readings(self.forms[i + k]) for k, word in enumerate(term))
            for i in self.at.get(term[0], ())
        )


def _readings(form: str) -> set[str]:
    return {form, *(("ال" + rest if article else rest) for _, article, rest in split_clitics(form))}


def _there(extraction: Extraction, topic: Topic) -> bool:
    if not topic.places:
        return True
    ids = {claim.place.id for claim in extraction.claims if claim.place and claim.place.id}
    return any(id_ == place or id_.startswith(place + "/") for id_ in ids for place in topic.places)


def _then(extraction: Extraction, topic: Topic) -> bool:
    """Whether an article is of the window: by its publication, else by the days that a claim tells of."""
    if not (topic.from_ or topic.to):
        return True
    published = parse_day(extraction.article.date)
    if published is not None and _in_window(published, published, topic):
        return True
    return any(_told_within(claim, topic) for claim in extraction.claims)


def _told_within(claim: Claim, topic: Topic) -> bool:
    first, last = (parse_day(day) for day in (claim.period.from_, claim.period.to)) if claim.period else (None, None)
    return first is not None and last is not None and _in_window(first, last, topic)


def _in_window(first: datetime.date, last: datetime.date, topic: Topic) -> bool:
    start, end = parse_day(topic.from_), parse_day(topic.to)
    return (start is None or start <= first) and (end is None or last <= end)
