"""Snapshots of what the rules read in their examples: a change that no example forbids still shows.

A snapshot stands beside its pack (``harm.yml``, ``harm.snapshot``): each example sentence once, in the order of rules,
and under it every claim that any rule makes of it. ``figures rules test`` compares, ``--update`` writes anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import PurePath

from figures.model import Claim, plain
from figures.rules.prove import Outcome

SUFFIX = ".snapshot"


def path_of(pack: str) -> str:
    """Where the snapshot of a pack stands."""
    return str(PurePath(pack).with_suffix(SUFFIX))


def described(claim: Claim) -> str:
    """One line for a claim: what it counts, how many, by which rule and word, in which words of the text."""
    low, high = (plain(end) if end is not None else "…" for end in (claim.low, claim.high))
    value = low if low == high else f"{low} to {high}"
    qualifier = "" if claim.qualifier == "exact" else f" {claim.qualifier}"
    part = ", a part" if claim.part_of is not None else ""
    measure = f"{claim.measure} by {claim.rule} ({claim.trigger})" if claim.measure else "unclaimed"
    return f"{measure}: {value}{qualifier}{part}: {claim.text}"


def written(outcomes: Iterable[Outcome]) -> str:
    """The snapshot of a pack from the outcomes of its examples."""
    lines: list[str] = []
    for outcome in outcomes:
        lines.append(f"{outcome.rule} ({outcome.language}) {_line(outcome.sentence)}")
        lines += [f"    {_line(described(claim))}" for claim in outcome.claims]
    return "\n".join(lines) + "\n" if lines else ""


def differences(old: str, new: str) -> list[str]:
    """The example sentences whose reading is another than in the snapshot, with both readings."""
    before, now = _blocks(old), _blocks(new)
    told = []
    for head, claims in now.items():
        if head not in before:
            told.append(f"{head}: not in the snapshot")
        elif before[head] != claims:
            told.append(f"{head}: was {_joined(before[head])}; is {_joined(claims)}")
    return told + [f"{head}: in the snapshot, but no example any more" for head in before if head not in now]


def _blocks(text: str) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    head = ""
    for line in text.splitlines():
        if line.startswith("    "):
            found[head] = (*found.get(head, ()), line.strip())
        else:
            head = line
            found[head] = ()
    return found


def _joined(claims: Sequence[str]) -> str:
    return " | ".join(claims) or "nothing"


def _line(text: str) -> str:
    return " ".join(text.split())
