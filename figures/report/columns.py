"""Rows of Parquet from the types of ``figures.model``: a column for each key of JSON, typed, nested where JSON is.

Values are decimals, since they are never floats elsewhere either. pyarrow is an optional package.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Context, Decimal
from itertools import islice
from typing import Any, BinaryIO, NamedTuple

import msgspec
from msgspec import inspect

from figures.optional import load

DIGITS, PLACES = 38, 9
"""Of a value, and how many of them behind the point."""

_LARGEST = Decimal(10) ** (DIGITS - PLACES)
_PLACE = Decimal(1).scaleb(-PLACES)
_EXACT = Context(prec=2 * DIGITS)
_ROWS = 4096


class Column(NamedTuple):
    """The type of a column, and what makes JSON's value one of it."""

    type: Any
    value: Callable[[Any], Any]


def write(rows: Iterable[Any], kind: type, out: BinaryIO) -> None:
    """Write rows of a type of ``figures.model`` as Parquet, a batch after the other; the same rows are the same bytes.

    Raises ``MissingPackage``.
    """
    arrow, parquet = (load(name, "parquet", "Parquet reports") for name in ("pyarrow", "pyarrow.parquet"))
    column = _column(inspect.type_info(kind))
    schema = arrow.schema(list(column.type))
    with parquet.ParquetWriter(out, schema, compression="zstd") as writer:
        for batch in _batches(iter(rows)):
            builtins = (msgspec.to_builtins(row, builtin_types=(Decimal,)) for row in batch)
            writer.write_batch(arrow.RecordBatch.from_pylist([column.value(row) for row in builtins], schema))


def _batches(rows: Iterator[Any]) -> Iterator[list[Any]]:
    while batch := list(islice(rows, _ROWS)):
        yield batch


def _column(found: inspect.Type) -> Column:
    arrow = load("pyarrow", "parquet", "Parquet reports")
    if isinstance(found, inspect.UnionType):
        # null and one other type, or the two types of values
        parts = [part for part in found.types if not isinstance(part, inspect.NoneType)]
        decimal = next((part for part in parts if isinstance(part, inspect.DecimalType)), None)
        return _column(decimal or parts[0])
    if isinstance(found, inspect.StructType):
        columns = {field.encode_name: _column(field.type) for field in found.fields}
        made = arrow.struct([arrow.field(name, column.type) for name, column in columns.items()])
        return Column(made, lambda value: _struct(columns, value))
    if isinstance(found, inspect.VarTupleType | inspect.TupleType):
        item = _column(found.item_type if isinstance(found, inspect.VarTupleType) else found.item_types[0])
        return Column(arrow.list_(item.type), lambda value: None if value is None else [item.value(x) for x in value])
    if isinstance(found, inspect.DecimalType):
        return Column(arrow.decimal128(DIGITS, PLACES), _decimal)
    plain = {inspect.IntType: arrow.int64(), inspect.BoolType: arrow.bool_(), inspect.FloatType: arrow.float64()}
    return Column(plain.get(type(found), arrow.string()), _plain)


def _struct(columns: Mapping[str, Column], value: Any) -> Any:
    return None if value is None else {name: column.value(value.get(name)) for name, column in columns.items()}


def _plain(value: Any) -> Any:
    """Text without halves of characters, which no file of UTF-8 can hold."""
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else value


def _decimal(value: Any) -> Decimal | None:
    """A value as the column holds it: null where it is too large for it, rounded where it has more places."""
    if value is None or not -_LARGEST < (made := Decimal(value)) < _LARGEST:
        return None
    return made.quantize(_PLACE, context=_EXACT) if made.as_tuple().exponent < -PLACES else made  # type: ignore[operator]
