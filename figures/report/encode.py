"""JSON as the contract writes it: integers or plain decimals, never an exponent; keys in the contract's order.

msgspec writes a ``Decimal`` with an exponent and with zeros at its end where Python does, and a ``float`` too. Both are
rare, so the text is written at once and only redone where it holds such a number.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import msgspec

from figures.model import Finding, plain

_ENCODER = msgspec.json.Encoder(decimal_format="number")
_NOT_PLAIN = re.compile(rb"[:\[,]-?[0-9]+(?:\.[0-9]*0[,\]}]|\.?[0-9]*[eE])")
_FINDING = ("check", "code", "severity", "confidence", "message", "fingerprint", "gap", "event", "series", "baseline",
            "suppressed", "locations")


def encode(value: Any) -> bytes:
    """The JSON of a value of ``figures.model``, or of lists and dictionaries of them; UTF-8, without a line end."""
    value = _ordered(value)
    try:
        data = _ENCODER.encode(value)
    except OverflowError:  # an integer beyond 64 bits, which JSON allows
        return _ENCODER.encode(_plain(msgspec.to_builtins(value, builtin_types=(Decimal,))))
    if _NOT_PLAIN.search(data):  # such a number, or a text that looks like one
        data = _ENCODER.encode(_plain(msgspec.to_builtins(value, builtin_types=(Decimal,))))
    return data


def encode_lines(values: Sequence[Any]) -> bytes:
    """JSON Lines: what ``encode`` makes of each value, with its line end. Many at once take less time."""
    try:
        data = _ENCODER.encode_lines(_ordered(values))
    except OverflowError:
        return b"".join(encode(value) + b"\n" for value in values)
    again: dict[int, None] = {}
    line = at = 0
    for found in _NOT_PLAIN.finditer(data):
        line, at = line + data.count(b"\n", at, found.start()), found.start()
        again[line] = None
    if not again:
        return data
    lines = data.split(b"\n")
    for number in again:
        lines[number] = encode(values[number])
    return b"\n".join(lines)


def _ordered(value: Any) -> Any:
    if isinstance(value, Finding):
        return {name: getattr(value, name) for name in _FINDING}
    if isinstance(value, dict):
        return {key: _ordered(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_ordered(item) for item in value]
    return value


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return msgspec.Raw(plain(value).encode())
    if isinstance(value, int) and not isinstance(value, bool) and not -(2**63) <= value < 2**63:
        return msgspec.Raw(str(value).encode())
    if isinstance(value, float):
        return msgspec.Raw(plain(Decimal(repr(value))).encode())
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value
