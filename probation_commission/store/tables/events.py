"""What happened that the reader of a chart should know of."""

from sqlalchemy import Boolean, Column, Date, ForeignKey, Integer, String, Table, Text, false

from probation_commission.store.tables.base import Moment, metadata

event = Table(
    "event",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("since", Date, nullable=False),
    Column("until", Date),
    Column("kind", String(40), nullable=False),
    Column("text", Text, nullable=False, server_default=""),
    # By slug and code and without a key, as a promise has its subject: it may outlive what it is about.
    Column("service", String(80), nullable=False, server_default=""),
    Column("area_code", String(9), nullable=False, server_default=""),
    Column("measure", String(20)),
    Column("illustrative", Boolean, nullable=False, server_default=false()),
    Column("account_id", ForeignKey("account.id"), nullable=False),
    Column("at", Moment, nullable=False),
    # Taken back, never deleted.
    Column("taken_back_by_id", ForeignKey("account.id")),
    Column("taken_back_at", Moment),
    Column("reason", Text, nullable=False, server_default=""),
)
