"""Commissioned services."""

from sqlalchemy import Boolean, Column, ForeignKey, Integer, String, Table, Text, false

from probation_commission.store.tables.base import metadata

service = Table(
    "service",
    metadata,
    Column("slug", String(80), primary_key=True),
    Column("name", String(200), nullable=False),
    Column("provider", String(200), nullable=False),
    # Whom that names, where it names one organisation that is known.
    Column("provider_id", ForeignKey("organisation.id"), index=True),
    Column("funder", String(200), nullable=False),
    Column("contract", String(40), nullable=False),
    Column("pathway", String(80), nullable=False),
    Column("for_whom", String(80), nullable=False),
    Column("area", String(80), nullable=False),
    Column("status", String(40), nullable=False),
    Column("as_of", String(40), nullable=False),
    Column("note", Text, nullable=False),
    Column("source", Text, nullable=False),
    # Empty: it does not say, and counts as small (decision 76).
    Column("expects_a_year", Integer),
    # Invented with its name and provider, and not counted as known or live (decision 81).
    Column("illustrative", Boolean, nullable=False, server_default=false()),
)
