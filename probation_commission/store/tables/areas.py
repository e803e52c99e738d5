"""The authorities that are covered besides the partnership's own, and what was loaded of wards."""

from sqlalchemy import Column, Float, ForeignKey, Integer, String, Table

from probation_commission.store.tables.base import Moment, metadata

# What an authority is called and lies in is bundled; here is what somebody decided (decision 185).
added_area = Table(
    "added_area",
    metadata,
    Column("code", String(9), primary_key=True),
    Column("added_by_id", ForeignKey("account.id"), nullable=False),
    Column("added_at", Moment, nullable=False),
)
"""Authorities by their code; one that was taken out again has no row."""

# Over the bundled estimates, ward by ward.
ward_residents = Table(
    "ward_residents",
    metadata,
    Column("ward_code", String(9), primary_key=True),
    Column("residents", Integer, nullable=False),
    Column("source", String(200), nullable=False),
    Column("loaded_by_id", ForeignKey("account.id"), nullable=False),
    Column("loaded_at", Moment, nullable=False),
)
"""Residents of a ward as a file of ONS says."""

ward_deprivation = Table(
    "ward_deprivation",
    metadata,
    Column("ward_code", String(9), primary_key=True),
    Column("index_name", String(10), nullable=False),
    Column("lsoas", Integer, nullable=False),
    Column("most_deprived", Integer, nullable=False),
    Column("score", Float),
    Column("source", String(300), nullable=False),
    Column("loaded_by_id", ForeignKey("account.id"), nullable=False),
    Column("loaded_at", Moment, nullable=False),
)
"""What an index says of a ward's LSOAs; no score where the index has none (decision 200)."""
