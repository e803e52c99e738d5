"""Rows and records: a field of a record is the column of its name."""

from dataclasses import fields
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import RowMapping

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Record = TypeVar("Record", bound="DataclassInstance")


def record(kind: type[Record], row: RowMapping, /, **read: object) -> Record:
    """The record of that kind in a row; `read` are the fields whose column is kept in another type."""
    # Enums come out of the database as text, JSON as lists: such fields are handed over read.
    return kind(**{field.name: row[field.name] for field in fields(kind) if field.name not in read}, **read)


def values(item: "DataclassInstance", *but: str) -> dict[str, Any]:
    """The columns of a record, each field under its own name; without those that are written otherwise."""
    return {field.name: getattr(item, field.name) for field in fields(item) if field.name not in but}
