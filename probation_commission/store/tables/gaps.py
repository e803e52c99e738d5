"""What leads wrote of a gap: notes for leads, and services that the partnership does not buy."""

from sqlalchemy import Boolean, Column, Date, ForeignKey, Integer, String, Table, Text, false

from probation_commission.store.tables.base import Moment, metadata

gap_note = Table(
    "gap_note",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("cell", String(200), nullable=False),
    Column("text", Text, nullable=False),
    Column("account_id", ForeignKey("account.id"), nullable=False),
    Column("at", Moment, nullable=False),
)

gap_outside = Table(
    "gap_outside",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("cell", String(200), nullable=False),
    Column("name", String(120), nullable=False),
    Column("source", String(200), nullable=False),
    Column("as_of", Date, nullable=False),
    Column("illustrative", Boolean, nullable=False, server_default=false()),
    Column("account_id", ForeignKey("account.id"), nullable=False),
    Column("at", Moment, nullable=False),
    # Taken back, never deleted.
    Column("taken_back_by_id", ForeignKey("account.id")),
    Column("taken_back_at", Moment),
    Column("reason", Text, nullable=False, server_default=""),
)
