"""What is measured."""

from sqlalchemy import Column, Double, Integer, String, Table

from probation_commission.store.tables.base import metadata

measure = Table(
    "measure",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("code", String(40), nullable=False, unique=True),
    Column("name", String(120), nullable=False),
    Column("unit", String(20), nullable=False),
    Column("numerator", String(120)),
    Column("denominator", String(120)),
    Column("direction", String(20)),
    Column("audience", String(40)),
    Column("tolerance", Double),
    Column("owner", String(120)),
    Column("spc", String(20)),
)
"""Filled by code at each start from `domain.measures` (decision 85)."""
