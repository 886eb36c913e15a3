"""What msgspec says of a value, in the words of somebody who writes YAML, and where the value stands.

msgspec names the types of Python (``int | float | null``), does not say which key of a mapping it speaks of
(``$.measures[...].basis``) and not what an enumeration allows. All three are worked out here, for messages only.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

Steps = tuple[str | int, ...]

_KINDS = {"str": "a text", "array": "a list", "object": "a mapping", "int": "a whole number", "float": "a number",
          "bool": "true or false", "null": "nothing"}
_ANY_KEY = "..."
_MISSING = re.compile(r"Object missing required field `(.+?)`")
_SHAPE = re.compile(r"Expected `str` matching regex '(.+)'")
_CHOICE = re.compile(r"Invalid enum value '?(.*?)'?\Z")


def worded(error: msgspec.ValidationError, value: Any, kind: Any) -> tuple[Steps, str, str | None]:
    """Where in ``value`` an error of its conversion to ``kind`` stands, what is wrong, and what to do if anything is
    to be said of it."""
    message, _, where = str(error).partition(" - at `$")
    found = re.findall(r"\.([^.\[\]`]+)|\[(\d+|\.\.\.)\]", where)
    steps = _located(value, kind, str(error), [_step(key, index) for key, index in found])
    missing, shape, choice = _MISSING.match(message), _SHAPE.match(message), _CHOICE.match(message)
    if missing:
        return steps, f"key '{missing[1]}' is missing", None
    if shape:
        return steps, "this is no name", f"it must match {shape[1]}"
    if choice:
        return steps, f"'{choice[1]}' is not allowed here", _allowed(choice[1], _choices(kind, steps))
    message = re.sub(r"`([a-z| ]+)`", lambda types: _either(types[1]), message)
    return steps, message[:1].lower() + message[1:], None


def nearest(name: str, names: Iterable[str]) -> str | None:
    """The name most like ``name``; ``None`` where nothing is like it."""
    close = difflib.get_close_matches(name, sorted(names), n=1, cutoff=0.6)
    return close[0] if close else None


def _step(key: str, index: str) -> str | int:
    return key or (index if index == _ANY_KEY else int(index))


def _allowed(name: str, choices: Sequence[str]) -> str | None:
    close = nearest(name, choices)
    if close:
        return f"did you mean '{close}'?"
    return "one of " + ", ".join(choices) if choices else None


def _either(types: str) -> str:
    """``int | float | null`` in words; that a key may be left out needs none."""
    names = [_KINDS.get(name, name) for name in types.split(" | ")]
    names = [name for name in names if name != "nothing" or len(names) == 1]
    if "a number" in names:
        names = [name for name in names if name != "a whole number"]
    return " or ".join(names)


def _located(value: Any, kind: Any, said: str, steps: Sequence[str | int]) -> Steps:
    """The steps with the keys of mappings in them: the first of each mapping that is wrong in this way by itself."""
    found: Steps = ()
    for step in steps:
        if step != _ANY_KEY:
            found = (*found, step)
            continue
        here = _at(value, found)
        if not isinstance(here, dict):
            return found
        wrong = next((key for key in here if _says(_with(value, found, {key: here[key]}), kind) == said), None)
        if wrong is None:
            return found
        found = (*found, wrong)
    return found


def _at(value: Any, steps: Steps) -> Any:
    for step in steps:
        try:
            value = value[step]
        except (KeyError, IndexError, TypeError):
            return None
    return value


def _with(value: Any, steps: Steps, put: Any) -> Any:
    """A copy of ``value`` with ``put`` at a place."""
    if not steps:
        return put
    changed = dict(value) if isinstance(value, dict) else list(value)
    changed[steps[0]] = _with(value[steps[0]], steps[1:], put)  # type: ignore[index]
    return changed


def _says(value: Any, kind: Any) -> str | None:
    try:
        msgspec.convert(value, kind, strict=True)
    except msgspec.ValidationError as error:
        return str(error)
    return None


def _choices(kind: Any, steps: Steps) -> list[str]:
    """What a place of a type allows, where it is one of several texts."""
    infos = [msgspec.inspect.type_info(kind)]
    for step in steps:
        infos = [inner for info in _options(infos) for inner in _inner(info, step)]
    return [str(v) for info in _options(infos) if isinstance(info, msgspec.inspect.LiteralType) for v in info.values]


def _options(infos: Iterable[Any]) -> list[Any]:
    """Types without what is said about them, and those that a union allows."""
    found = []
    for info in infos:
        while isinstance(info, msgspec.inspect.Metadata):
            info = info.type  # noqa: PLW2901 - peeled
        found += _options(info.types) if isinstance(info, msgspec.inspect.UnionType) else [info]
    return found


def _inner(info: Any, step: str | int) -> list[Any]:
    """The types of what stands at a key or an index of a type."""
    if isinstance(info, msgspec.inspect.StructType):
        return [field.type for field in info.fields if field.encode_name == step]
    if isinstance(info, msgspec.inspect.DictType):
        return [info.value_type]
    return [info.item_type] if isinstance(info, msgspec.inspect.ListType | msgspec.inspect.VarTupleType) else []
