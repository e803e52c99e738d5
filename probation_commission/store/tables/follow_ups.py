"""What somebody will do about something, and by when."""

from sqlalchemy import Boolean, Column, Date, ForeignKey, Integer, String, Table, Text, false

from probation_commission.store.tables.base import Moment, metadata

follow_up = Table(
    "follow_up",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("text", Text, nullable=False),
    Column("owner", String(120), nullable=False),
    Column("due", Date, nullable=False),
    # By what each kind is known by and without a key: it may outlive what it is about.
    Column("kind", String(40), nullable=False),
    Column("subject", String(200), nullable=False),
    Column("area_code", String(9), nullable=False, server_default=""),
    Column("done_at", Moment),
    Column("illustrative", Boolean, nullable=False, server_default=false()),
    Column("account_id", ForeignKey("account.id"), nullable=False),
    Column("at", Moment, nullable=False),
    # Taken back, never deleted.
    Column("taken_back_by_id", ForeignKey("account.id")),
    Column("taken_back_at", Moment),
    Column("reason", Text, nullable=False, server_default=""),
)
