"""The authorities whose returns are taken here besides the partnership's own."""

from sqlalchemy import Column, ForeignKey, String, Table

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
