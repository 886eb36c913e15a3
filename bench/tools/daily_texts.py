"""Short daily articles on an official toll, in words of the bench: what the press writes of a day's count."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

TABLES: dict[str, Any] = yaml.safe_load(Path(__file__).with_suffix(".yml").read_text("utf-8"))
"""Sentences and names by what they say and by language."""


@dataclass(frozen=True, slots=True)
class Day:
    """What an article of a day states: the counts of the day and the tolls, ``None`` where it says nothing of one."""

    source: str
    killed: int | None
    toll: int | None
    injured: int | None
    hurt: int | None


def outlet(rng: random.Random, language: str) -> str:
    """A paper that prints an article."""
    return rng.choice(TABLES["outlets"][language])


def headline(rng: random.Random, language: str) -> str:
    """A headline without figures."""
    return rng.choice(TABLES["headlines"][language])


def written(rng: random.Random, language: str, day: Day) -> str:
    """The text of an article on a day."""
    words = _words(rng, language, day)
    said = [rng.choice(TABLES["around"][language])] if rng.random() < 0.3 else []
    if day.killed and day.injured and day.toll and day.hurt:
        said.append(rng.choice(TABLES["both"][language]))
    else:
        if day.toll:
            said.append(rng.choice(TABLES["killed" if day.killed else "toll"][language]))
        if day.hurt:
            said.append(rng.choice(TABLES["injured" if day.injured else "hurt"][language]))
    said += rng.sample(TABLES["around"][language], 2)
    return " ".join(sentence.format(**words) for sentence in said)


def _words(rng: random.Random, language: str, day: Day) -> dict[str, str]:
    source = rng.choice(TABLES["sources"][language][day.source])
    digits = rng.choice((plain, grouped))
    noun = _people_ar if language == "ar" else _people_en
    killed, injured = noun(day.killed or 0, digits), noun(day.injured or 0, digits)
    dead = _counted(day.killed or 0, ("قتيل واحد", "قتيلان", "قتلى", "قتيلا", "قتيل"), digits)
    hurt = _counted(day.injured or 0, ("جريح واحد", "جريحان", "جرحى", "جريحا", "جريح"), digits)
    if language == "en":
        return {
            "source": source, "Source": source[0].upper() + source[1:], "killed": killed, "injured": injured,
            "toll": digits(day.toll or 0), "hurt": digits(day.hurt or 0),
        }
    return {
        "source": source, "killed": killed, "injured": injured, "hurt_noun": hurt, "dead_noun": dead,
        "toll": _people_ar(day.toll or 0, digits), "hurt": digits(day.hurt or 0),
    }


def plain(value: int) -> str:
    """A number in digits alone."""
    return str(value)


def grouped(value: int) -> str:
    """A number with a comma between thousands."""
    return f"{value:,}"


def _people_en(value: int, digits: Callable[[int], str]) -> str:
    return "one person" if value == 1 else f"{digits(value)} people"


def _people_ar(value: int, digits: Callable[[int], str]) -> str:
    return _counted(value, ("شخص واحد", "شخصين", "أشخاص", "شخصا", "شخص"), digits)


def _counted(value: int, forms: tuple[str, str, str, str, str], digits: Callable[[int], str]) -> str:
    """A number with its noun: one, a pair, three to ten, eleven to ninety-nine, hundreds."""
    if value in (1, 2):
        return forms[value - 1]
    last = value % 100
    noun = forms[2] if 3 <= last <= 10 else forms[3] if last > 10 else forms[4]
    return f"{digits(value)} {noun}"
