"""Names that mean a ward, and wards grouped into localities."""

from sqlalchemy import Boolean, Column, Date, ForeignKey, String, Table

from probation_commission.store.tables.base import Moment, metadata

# The ward set is in the key: a name says nothing of the wards before or after a change (decision 53).
place_alias = Table(
    "place_alias",
    metadata,
    Column("area_code", String(9), primary_key=True),
    Column("ward_set", String(14), primary_key=True),
    Column("name", String(100), primary_key=True),
    Column("ward_code", String(9), nullable=False),
    Column("confirmed_by_id", ForeignKey("account.id"), nullable=False),
    Column("confirmed_at", Moment, nullable=False),
)

# The month is in the key: a grouping that was in force for a return is never written over (decision 74).
locality = Table(
    "locality",
    metadata,
    Column("ward_set", String(14), primary_key=True),
    Column("from_month", Date, primary_key=True),
    Column("ward_code", String(9), primary_key=True),
    Column("name", String(60), nullable=False),
    Column("saved_by_id", ForeignKey("account.id"), nullable=False),
    Column("saved_at", Moment, nullable=False),
    # In the key: a made-up one may begin in the month of a real one, and neither takes the other away.
    Column("illustrative", Boolean, primary_key=True),
    # The large locality that this one is in, and what the app made them from; empty where there is neither.
    Column("larger", String(60), nullable=False, server_default=""),
    Column("source", String(300), nullable=False, server_default=""),
)
"""Groupings of a ward set, each in force from a month; one without localities is a row without a ward."""
