"""Proving rules by their examples: a rule never travels without sentences that it must match and must not.

An example's «» mark what the rule must cover, whole: the words from the figure's phrase to the trigger and the slots
must lie inside the marks. A near miss (``claim: none``) must hold a figure, or it proves nothing; where it names the
``except`` that stops it, the rule must match without that one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

import msgspec

from figures.model import Claim, Problem
from figures.rules.load import RuleSet
from figures.rules.schema import Example, Expectation, Rule

Read = Callable[[str, str, "str | None"], Sequence[Claim]]
"""``read(sentence, language, rule_without_its_exceptions)``: the claims of one sentence."""

OPEN, CLOSE = "«", "»"


class Outcome(msgspec.Struct, frozen=True):
    """One example and how it went: ``ok``, ``failed``, ``todo`` (a known gap) or ``fixed`` (a gap that is none)."""

    rule: str
    language: str
    sentence: str
    status: str
    message: str = ""


def prove(rules: RuleSet, read: Read, languages: Sequence[str] = ("ar", "en")) -> tuple[list[Outcome], list[Problem]]:
    """Try every example of every rule. Returns all outcomes, and what rules lack; nothing stops early."""
    outcomes: list[Outcome] = []
    problems: list[Problem] = []
    for rule in rules.rules:
        for example in rule.examples:
            for language in languages:
                sentence = getattr(example, language)
                if sentence is not None:
                    outcomes.append(_try(rule, example, language, sentence, read))
        problems += _lacking(rule, languages)
    return outcomes, problems


def _lacking(rule: Rule, languages: Sequence[str]) -> list[Problem]:
    """A rule needs a match and a near miss in every language that it has words or patterns for."""
    problems = []
    for language in languages:
        if not rule.plain and not rule.together and language not in rule.match:
            continue
        own = [e for e in rule.examples if getattr(e, language) is not None and e.todo is None]
        for want, what in ((False, "match"), (True, "near miss")):
            if not any((e.claim == "none") is want for e in own):
                problems.append(
                    Problem(
                        path=rule.path,
                        line=rule.line,
                        message=f"rule '{rule.id}' has no {what} in '{language}'",
                        hint="add an example" + (" with 'claim: none'" if want else ""),
                    )
                )
    return problems


def _try(rule: Rule, example: Example, language: str, marked: str, read: Read) -> Outcome:
    sentence = marked.replace(OPEN, "").replace(CLOSE, "")
    complaint = _complaint(rule, example, language, marked, sentence, read)
    if example.todo is not None:
        status = "todo" if complaint else "fixed"
        return Outcome(
            rule.id, language, sentence, status, example.todo if complaint else "this gap is closed: remove 'todo'"
        )
    return Outcome(rule.id, language, sentence, "failed" if complaint else "ok", complaint or "")


def _complaint(rule: Rule, example: Example, language: str, marked: str, sentence: str, read: Read) -> str | None:
    claims = read(sentence, language, None)
    own = [claim for claim in claims if claim.rule == rule.id]
    if example.claim == "none":
        if own:
            return f"matches '{own[0].text}' and should not"
        if not claims and example.except_ is None:
            return "holds no figure, so it proves nothing"
        if example.except_ is not None and not any(c.rule == rule.id for c in read(sentence, language, rule.id)):
            return f"does not match without the exception '{example.except_}' either"
        return None
    if not own:
        others = ", ".join(f"{c.text!r} by {c.rule}" for c in claims) or "no figure at all"
        return f"no match; found {others}"
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
    for key in ("measure", "stance", "basis"):
        want = getattr(expected, key)
        if want is not None and getattr(claim, key) != want:
            return f"{key} is {getattr(claim, key)}, not {want}"
    if expected.trigger is not None and expected.trigger != claim.trigger:
        return f"trigger is '{claim.trigger}', not '{expected.trigger}'"
    if expected.place is not None and (claim.place is None or expected.place not in claim.place.text):
        return f"place is {claim.place.text if claim.place else None}, not '{expected.place}'"
    start = marked.find(OPEN)
    if start >= 0:
        end = marked.find(CLOSE) - 1
        if not (start <= claim.start and claim.end <= end):
            return f"the figure '{claim.text}' lies outside the marks"
    return None
