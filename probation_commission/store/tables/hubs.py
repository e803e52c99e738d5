"""Hubs and offices."""

from sqlalchemy import Boolean, Column, Double, ForeignKey, String, Table, Text

from probation_commission.store.tables.base import metadata

hub = Table(
    "hub",
    metadata,
    Column("slug", String(80), primary_key=True),
    Column("name", String(200), nullable=False),
    Column("kind", String(40), nullable=False),
    Column("run_by", String(200), nullable=False),
    # Whom that names, where it names one organisation that is known.
    Column("run_by_id", ForeignKey("organisation.id"), index=True),
    Column("address", String(300), nullable=False),
    Column("postcode", String(8)),
    Column("latitude", Double),
    Column("longitude", Double),
    # By its own postcode; any other is drawn hollow, since the map must not point at a door.
    Column("exact", Boolean, nullable=False),
    Column("placed_by", Text, nullable=False),
    Column("area_code", String(9), nullable=False),
    Column("open_state", Text, nullable=False),
    Column("verified", Text, nullable=False),
    Column("source", Text, nullable=False),
)
