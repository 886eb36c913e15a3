"""Proving rules by their examples: a rule never travels without sentences that it must match and must not.

An example's «» mark what the rule must cover, whole: the words from the figure's phrase to the trigger and the slots
must lie inside the marks. A near miss (``claim: none``) must hold a figure, or it proves nothing; where it names the
``except`` that stops it, the rule must match without that one.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from decimal import Decimal

import msgspec

from figures.model import Claim, Problem
from figures.rules.load import LANGUAGES, RuleSet
from figures.rules.schema import Example, Expectation, Rule
from figures.text import language

Read = Callable[[str, str, "str | None"], Sequence[Claim]]
"""``read(sentence, language, rule_without_its_exceptions)``: the claims of one sentence."""

FormsOf = Callable[[str], Collection[str]]

OPEN, CLOSE = "«", "»"


def unmarked(sentence: str) -> str:
    """An example sentence as it is read: without the marks around its figure."""
    return sentence.replace(OPEN, "").replace(CLOSE, "")



class Outcome(msgspec.Struct, frozen=True):
    """One example and how it went: ``ok``, ``failed``, ``todo`` (a known gap) or ``fixed`` (a gap that is none).
    ``claims`` are all that were made of its sentence."""

    rule: str
    language: str
    sentence: str
    status: str
    message: str = ""
    claims: tuple[Claim, ...] = ()


def prove(
    rules: RuleSet, read: Read, forms_of: FormsOf, languages: Sequence[str] = LANGUAGES
) -> tuple[list[Outcome], list[Problem]]:
    """Try every example of every rule. Returns all outcomes, and what rules lack; nothing stops early. ``forms_of``
    gives the forms of a lexicon."""
    outcomes: list[Outcome] = []
    problems: list[Problem] = []
    for rule in rules.rules:
        for example in rule.examples:
            for lang in languages:
                sentence = getattr(example, lang)
                if sentence is not None:
                    outcomes.append(_try(rule, example, lang, sentence, read))
        spoken = [lang for lang in languages if _speaks(rule, lang, forms_of)]
        problems += _lacking(rule, spoken)
    return outcomes, problems


def _speaks(rule: Rule, lang: str, forms_of: FormsOf) -> bool:
    """Whether a rule has words or patterns for a language."""
    names = (*rule.trigger_names, *rule.doing_names, *rule.status_names)
    return bool(rule.together) or lang in rule.match or any(
        language(form) == lang for name in names for form in forms_of(name))


def _lacking(rule: Rule, languages: Sequence[str]) -> list[Problem]:
    """A rule needs a match and a near miss in every language that it has words or patterns for."""
    problems = []
    for lang in languages:
        own = [e for e in rule.examples if getattr(e, lang) is not None and e.todo is None]
        for want, what in ((False, "match"), (True, "near miss")):
            if not any((e.claim == "none") is want for e in own):
                problems.append(
                    Problem(
                        path=rule.path,
                        line=rule.line,
                        message=f"rule '{rule.id}' has no {what} in '{lang}'",
                        hint="add an example" + (" with 'claim: none'" if want else ""),
                    )
                )
    return problems


def _try(rule: Rule, example: Example, lang: str, marked: str, read: Read) -> Outcome:
    sentence = unmarked(marked)
    complaint = _complaint(rule, example, lang, marked, sentence, read)
    if example.todo is not None:
        status = "todo" if complaint else "fixed"
        message = example.todo if complaint else "this gap is closed: remove 'todo'"
    else:
        status, message = "failed" if complaint else "ok", complaint or ""
    return Outcome(rule.id, lang, sentence, status, message, tuple(read(sentence, lang, None)))


def _complaint(rule: Rule, example: Example, lang: str, marked: str, sentence: str, read: Read) -> str | None:
    claims = read(sentence, lang, None)
    own = [claim for claim in claims if claim.rule == rule.id]
    if example.claim == "none":
        if own:
            return f"matches '{own[0].text}' and should not"
        if not claims and example.except_ is None:
            return "holds no figure, so it proves nothing"
        if example.except_ is not None and not any(c.rule == rule.id for c in read(sentence, lang, rule.id)):
            return f"does not match without the exception '{example.except_}' either"
        return None
    if not own:
        others = ", ".join(f"'{c.text}' by {c.rule}" if c.rule else f"'{c.text}', which no rule claims" for c in claims)
        return f"no match; found {others or 'no figure at all'}"
    expected = example.claim if isinstance(example.claim, Expectation) else Expectation()
    complaints = [complaint for claim in own if (complaint := _differs(claim, expected, marked))]
    return complaints[0] if len(complaints) == len(own) else None


def _differs(claim: Claim, expected: Expectation, marked: str) -> str | None:
    low = expected.value if expected.value is not None else expected.low
    high = expected.value if expected.value is not None else expected.high
    if low is not None and (claim.low is None or Decimal(str(low)) != Decimal(claim.low)):
        return f"low is {claim.low}, not {low}"
    if high is not None and (claim.high is None or Decimal(str(high)) != Decimal(claim.high)):
        return f"high is {claim.high}, not {high}"
    for key in ("unit", "measure", "stance", "basis"):
        want = getattr(expected, key)
        if want is not None and getattr(claim, key) != want:
            return f"{key} is {getattr(claim, key)}, not {want}"
    if expected.trigger is not None and expected.trigger != claim.trigger:
        return f"trigger is '{claim.trigger}', not '{expected.trigger}'"
    for key in ("place", "source", "subject"):
        want, slot = getattr(expected, key), getattr(claim, key)
        if want is not None and (slot is None or want not in slot.text):
            return f"{key} is {slot.text if slot else None}, not '{want}'"
    start = marked.find(OPEN)
    if start >= 0:
        end = marked.find(CLOSE) - 1
        if (claim.start, claim.end) != (start, end):
            return f"the figure is '{claim.text}', not what stands in the marks"
    return None
