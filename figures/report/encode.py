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
_RISKY = re.compile(rb"\x7f|\xc2[\x80-\x9f]|\xe2\x80[\xa8-\xae]|\xe2\x81[\xa6-\xa9]")
"""What JSON may hold as it is, but a terminal, a diff or a script that shows it would act on: control characters, ends
of lines, marks that turn the line round."""
_FINDING = ("check", "code", "severity", "confidence", "message", "fingerprint", "gap", "event", "series", "baseline",
            "suppressed", "locations")


def encode(value: Any) -> bytes:
    """The JSON of a value of ``figures.model``, or of lists and dictionaries of them; UTF-8, without a line end."""
    return _RISKY.sub(_escaped, _encoded(_ordered(value)))


def _encoded(value: Any) -> bytes:
    try:
        data = _ENCODER.encode(value)
    except (OverflowError, UnicodeEncodeError):  # an integer beyond 64 bits, which JSON allows; halves of characters
        data = b""
    if not data or _NOT_PLAIN.search(data):  # such a number, or a text that looks like one
        data = _ENCODER.encode(_plain(msgspec.to_builtins(value, builtin_types=(Decimal,))))
    return data


def _escaped(found: re.Match[bytes]) -> bytes:
    return f"\\u{ord(found[0].decode()):04x}".encode()


def encode_lines(values: Sequence[Any]) -> bytes:
    """JSON Lines: what ``encode`` makes of each value, with its line end. Many at once take less time."""
    try:
        data = _ENCODER.encode_lines(_ordered(values))
    except (OverflowError, UnicodeEncodeError):
        return b"".join(encode(value) + b"\n" for value in values)
    again: dict[int, None] = {}
    line = at = 0
    for found in _NOT_PLAIN.finditer(data):
        line, at = line + data.count(b"\n", at, found.start()), found.start()
        again[line] = None
    if not again:
        return _RISKY.sub(_escaped, data)
    lines = data.split(b"\n")
    for number in again:
        lines[number] = _encoded(_ordered(values[number]))
    return _RISKY.sub(_escaped, b"\n".join(lines))


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
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode()
    if isinstance(value, dict):
        return {_plain(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value
