"""What may be shown to whom."""

from sqlalchemy import Column, Date, ForeignKey, Integer, String, Table

from probation_commission.store.tables.base import Moment, metadata

disclosure_rule = Table(
    "disclosure_rule",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("audience", String(40), nullable=False),
    Column("from_month", Date),
    Column("width", Integer, nullable=False),
    Column("set_by_id", ForeignKey("account.id"), nullable=False),
    Column("set_at", Moment, nullable=False),
)
"""The bands of an audience from a month on (none: all months); the last of a month holds (decision 73)."""
