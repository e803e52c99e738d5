"""What operators ask to have changed of their entry in the directory."""

from sqlalchemy import Boolean, Column, ForeignKey, Integer, Table, Text

from probation_commission.store.tables.base import Moment, metadata

asked_change = Table(
    "asked_change",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("organisation_id", ForeignKey("organisation.id"), nullable=False, index=True),
    Column("text", Text, nullable=False),
    Column("account_id", ForeignKey("account.id"), nullable=False),
    Column("at", Moment, nullable=False),
    Column("settled_at", Moment),
    # Empty until a lead has settled it.
    Column("taken_up", Boolean),
    Column("reply", Text, nullable=False, server_default=""),
)
