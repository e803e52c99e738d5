"""What holds for the whole installation."""

from sqlalchemy import Column, Integer, String, Table

from probation_commission.store.tables.base import metadata

revision = Table(
    "revision",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("number", Integer, nullable=False),
)

installation = Table(
    "installation",
    metadata,
    Column("name", String(80), primary_key=True),
    Column("value", String(200), nullable=False),
)

bundled_file = Table(
    "bundled_file",
    metadata,
    Column("name", String(80), primary_key=True),
    Column("sha256", String(64), nullable=False),
)
