"""How long it takes from wards to hubs, as loaded from files: a matrix for each mode, day and time."""

from sqlalchemy import Column, Date, ForeignKey, Integer, String, Table, Time

from probation_commission.store.tables.base import Moment, metadata

travel_matrix = Table(
    "travel_matrix",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("mode", String(20), nullable=False),
    Column("weekday", Integer, nullable=False),
    Column("time", Time, nullable=False),
    Column("as_of", Date, nullable=False),
    Column("source", String(200), nullable=False),
    Column("loaded_by_id", ForeignKey("account.id"), nullable=False),
    Column("loaded_at", Moment, nullable=False),
    # One that was taken back stays with its rows: the one before it is in force again.
    Column("taken_back_at", Moment),
)

travel = Table(
    "travel",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("matrix_id", ForeignKey("travel_matrix.id"), nullable=False, index=True),
    Column("ward_code", String(9), nullable=False),
    Column("hub", ForeignKey("hub.slug"), nullable=False, index=True),
    Column("minutes", Integer, nullable=False),
)
