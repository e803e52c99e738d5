"""On which contract registers contracts stand."""

from sqlalchemy import Column, Date, ForeignKey, Integer, String, Table, Text

from probation_commission.store.tables.base import Moment, metadata

register_entry = Table(
    "register_entry",
    metadata,
    Column("id", Integer, primary_key=True),
    # One a time that it was loaded: the latest of a publisher is the one that counts.
    Column("contract", ForeignKey("contract.slug"), nullable=False, index=True),
    Column("publisher", String(200), nullable=False),
    Column("as_of", Date, nullable=False),
    Column("file_name", String(255), nullable=False),
    Column("place", String(60), nullable=False),
    # As the row has it: by it the contract is known again.
    Column("reference", String(40), nullable=False),
    Column("ocid", String(40), nullable=False),
    Column("supplier", String(200), nullable=False),
    # What was taken of it, field by field; of a value only that it was.
    Column("taken", Text, nullable=False),
    Column("loaded_at", Moment, nullable=False),
)
