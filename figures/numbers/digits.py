"""What digits with separators mean.

The rules, in their order (text is folded: Arabic-Indic digits are ASCII, `٬` is a comma, `٫` a full stop):

1. Digits alone are what they are. A leading zero before another digit makes a code, not a number.
2. The same separator twice or more, each before exactly three digits: thousands (`1.234.567`). Before anything else:
   undecided.
3. Two kinds: the last is the decimal mark, those before it part thousands (`4.032,5`).
4. One separator before exactly three digits, behind one to three that do not begin with zero: thousands (`10.000`,
   `12,500`) — but a full stop before a word of scale is a decimal mark (`1.250 million`).
5. One separator otherwise: the decimal mark (`3.5`, `3,5`, `0.125`).
"""

from __future__ import annotations

import re
from decimal import Decimal

from figures.model import Value, whole

MAX_DIGITS = 18
_PLAIN = re.compile(r"[0-9]+\Z")
_PARTS = re.compile(r"[.,،']")
UNDECIDED = "the separators can be read in more than one way"
TOO_LONG = f"more than {MAX_DIGITS} digits"


def parse(form: str, scaled: bool = False) -> Value | str | None:
    """The value of a token of digits; a text that says why it cannot be decided; ``None`` where it is a code.

    ``scaled`` says that a word such as million follows.

    >>> parse("10.000"), parse("3,5"), parse("1.234.567"), parse("4.032,5"), parse("1.250", scaled=True), parse("007")
    (10000, Decimal('3.5'), 1234567, Decimal('4032.5'), Decimal('1.25'), None)
    """
    if _PLAIN.match(form):
        if len(form) > 1 and form[0] == "0":
            return None
        return int(form) if len(form) <= MAX_DIGITS else TOO_LONG
    groups = _PARTS.split(form)
    marks = _PARTS.findall(form)
    if sum(map(len, groups)) > MAX_DIGITS:
        return TOO_LONG
    kinds = set(marks)
    if len(marks) == 1:
        grouped = len(groups[1]) == 3 and len(groups[0]) <= 3 and groups[0][0] != "0"
        if grouped and not (scaled and marks[0] == "."):
            return int(groups[0] + groups[1])
        return whole(Decimal(f"{groups[0]}.{groups[1]}").normalize())
    in_threes = all(len(group) == 3 for group in groups[1:]) and len(groups[0]) <= 3 and groups[0][0] != "0"
    if len(kinds) == 1:
        return int("".join(groups)) if in_threes else UNDECIDED
    if (
        len(kinds) == 2
        and marks[-1] not in marks[:-1]
        and all(len(g) == 3 for g in groups[1:-1])
        and len(groups[0]) <= 3
    ):
        return whole(Decimal("".join(groups[:-1]) + "." + groups[-1]))
    return UNDECIDED
