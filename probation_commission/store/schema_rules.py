"""The tables of what holds for the whole installation. Changed only together with a migration."""

from sqlalchemy import Column, Date, Integer, String, Table

from probation_commission.store.schema import Moment, metadata

installation = Table(
    "installation",
    metadata,
    Column("name", String(80), primary_key=True),
    Column("value", String(200), nullable=False),
)

disclosure_rule = Table(
    "disclosure_rule",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("audience", String(40), nullable=False),
    Column("from_month", Date),
    Column("width", Integer, nullable=False),
    Column("set_by", String(200), nullable=False),
    Column("set_at", Moment, nullable=False),
)
"""The bands of an audience from a month on (none: for all months); of two for one month the last holds."""
