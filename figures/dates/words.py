"""The words of time, from ``rules/<language>/dates.yml``: by category, with what they mean."""

from __future__ import annotations

from functools import lru_cache

import msgspec

from figures import resources
from figures.model import Problem
from figures.text import TOKEN, fold_form, split_clitics

_Option = tuple[tuple[str, ...], str]
"""A phrase, and which month, weekday or the like it means."""

Begun = dict[str, tuple[_Option, ...]]
"""The phrases that may begin with a form, by category, the longest first."""

_MAX_MEMO = 18_000
_MAX_FORM = 24
_ANCHORS = frozenset(
    (
        *("months", "hijri", "weekdays", "days", "seasons", "units", "overnight", "earlier", "later"),
        *("strictly_since", "during", "clock_part", "bare_parts", "now", "spans", "weekend"),
        *("same_month", "feasts", "decades"),
    )
)
"""Categories of words that a date may hang on."""

_INNER = frozenset(
    (
        *("of", "article", "out_of", "relatives", "scheduled", "begun", "beginnings", "feast_words", "superlatives"),
        *("named_after", "named_day", "about", "pairs", "equals", "joiners", "range_from", "events", "shared"),
        *("clock_part", "gregorian_sign", "before", "until", "between", "centuries", "ages"),
    )
)
"""Categories of words that stand within a date or beside one and open none."""

_PARTICLES = frozenset(("", "و", "ف", "ب", "ل", "ك", "وب", "ول", "فب", "فل"))


class DateWords(msgspec.Struct, forbid_unknown_fields=True):
    """The lists of a language's dates file; numbers as keys say which month, weekday or day is meant."""

    months: dict[str, list[str]]
    ordinal_months: dict[str, list[str]]
    hijri: dict[str, list[str]]
    weekdays: dict[str, list[str]]
    days: dict[str, list[str]]
    seasons: dict[str, list[str]]
    units: dict[str, list[str]]
    duals: list[str]
    last: list[str]
    just_past: list[str]
    next: list[str]
    this: list[str]
    current: list[str]
    early: list[str]
    mid: list[str]
    late: list[str]
    parts_of_day: list[str]
    day_word: list[str]
    month_word: list[str]
    year_word: list[str]
    earlier: list[str]
    since: list[str]
    strictly_since: list[str]
    until: list[str]
    within: list[str]
    of: list[str]
    out_of: list[str]
    article: list[str]
    ago: list[str]
    between: list[str]
    hijri_sign: list[str]
    gregorian_sign: list[str]
    overnight: list[str]
    ordinals: dict[str, list[str]]
    later: list[str]
    beginnings: list[str]
    joiners: list[str]
    range_from: list[str]
    events: list[str]
    during: list[str]
    since_then: list[str]
    told_days: dict[str, list[str]]
    named_day: list[str]
    named_after: list[str]
    clock: list[str]
    clock_part: list[str]
    bare_parts: list[str]
    now: list[str]
    recent: list[str]
    few: list[str]
    plurals: list[str]
    spans: dict[str, list[str]]
    weekend: list[str]
    equals: list[str]
    ahead: list[str]
    pairs: list[str]
    before: list[str]
    about: list[str]
    superlatives: list[str]
    relatives: list[str]
    scheduled: list[str]
    begun: list[str]
    shared: list[str]
    not_months: list[str]
    same_month: list[str]
    feasts: dict[str, list[str]]
    feast_days: dict[str, list[str]]
    feast_words: list[str]
    decades: dict[str, list[str]]
    centuries: list[str]
    ages: list[str]


class _File(msgspec.Struct, forbid_unknown_fields=True):
    dates: DateWords


class Lexicon:
    """Phrases by category and by the form that they begin with; ``longest`` says which of them stands at a token."""

    def __init__(self, words: DateWords) -> None:
        self._phrases: dict[str, list[tuple[str, _Option]]] = {}
        for name in DateWords.__struct_fields__:
            if name == "not_months":
                continue  # no phrases: what is written so is looked at once it looks like a month
            value = getattr(words, name)
            options = [
                (tuple(TOKEN.findall(fold_form(phrase))), meaning)
                for meaning, phrases in (value.items() if isinstance(value, dict) else [("", value)])
                for phrase in phrases
            ]
            for option in sorted(options, key=lambda option: (-len(option[0]), option)):
                self._phrases.setdefault(option[0][0], []).append((name, option))
        self._by_form: dict[str, dict[str, tuple[_Option, ...]]] = {}
        self.forms = frozenset(self._phrases)
        """The forms that phrases begin with, particles off."""
        self.not_months = frozenset(words.not_months)
        """Words that fold to a month's name and are none, as they are written."""

    def is_anchor(self, form: str) -> bool:
        """Whether a date may hang on this form: a month, weekday, unit or the like."""
        return not _ANCHORS.isdisjoint(self.begun_by(form))

    def opens(self, form: str) -> bool:
        """Whether a date could begin with this form: a digit or any word of time."""
        return form[0].isdigit() or not self.begun_by(form).keys() <= _INNER

    def heads(self, categories: frozenset[str]) -> frozenset[str]:
        """The forms that the phrases of some categories begin with."""
        return frozenset(head for head, found in self._phrases.items() if any(name in categories for name, _ in found))

    def begun_by(self, form: str) -> Begun:
        """The phrases that may begin with a form, by category."""
        known = self._by_form.get(form)
        if known is None:
            known = {}
            for rest in _rests(form):
                for category, option in self._phrases.get(rest, ()):
                    known[category] = (*known.get(category, ()), option)
            if len(self._by_form) > _MAX_MEMO:
                self._by_form.clear()
            self._by_form[form] = known
        return known


def longest(forms: list[str], at: int, options: tuple[_Option, ...]) -> tuple[int, str] | None:
    """The end and the meaning of the longest of some phrases that stands at token ``at``, whose form begins them."""
    for phrase, meaning in options:
        if len(phrase) == 1 or tuple(forms[at + 1 : at + len(phrase)]) == phrase[1:]:
            return at + len(phrase), meaning
    return None


def _rests(form: str) -> list[str]:
    """A form without each run of particles that it may begin with; the form itself first."""
    if len(form) > _MAX_FORM:
        return [form]
    split = [parts for parts in split_clitics(form) if parts[0] in _PARTICLES]
    rests = [rest for _, article, rest in split if not article]
    # the article behind a particle is written as one with it: بالأمس, للشهر
    rests += ["ال" + rest for particles, article, rest in split if article and particles]
    return list(dict.fromkeys(rests))


@lru_cache(maxsize=1)
def languages() -> tuple[str, ...]:
    """The languages that have a dates file."""
    return tuple(sorted(source.name.partition("/")[0] for source in resources.sources("*/dates.yml")))


@lru_cache(maxsize=4)
def load_words(lang: str) -> Lexicon:
    """The words of a language. Raises ``ResourceError`` with every problem."""
    problems: list[Problem] = []
    for source in resources.sources(f"{lang}/dates.yml"):
        document = resources.read_yaml(source)
        parsed = resources.convert(document, document.value, _File, (), problems)
        if parsed is not None and not problems:
            return Lexicon(parsed.dates)
    raise resources.ResourceError(problems or [Problem(path=f"{lang}/dates.yml", message="missing")])
