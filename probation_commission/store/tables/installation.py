"""What holds for the whole installation."""

from sqlalchemy import Column, Integer, String, Table

from probation_commission.store.tables.base import metadata

# A row a topic, and one of all: locking that is how writers take turns (decisions 4 and 172).
revision = Table(
    "revision",
    metadata,
    Column("topic", String(20), primary_key=True),
    Column("number", Integer, nullable=False),
)

# The fingerprint of the secret among them, never the secret itself (decision 72).
installation = Table(
    "installation",
    metadata,
    Column("name", String(80), primary_key=True),
    Column("value", String(200), nullable=False),
)

# What of `data/` is loaded, so that a start with the same files writes nothing.
bundled_file = Table(
    "bundled_file",
    metadata,
    Column("name", String(80), primary_key=True),
    Column("sha256", String(64), nullable=False),
)
