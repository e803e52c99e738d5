"""How senders lay out their returns."""

from sqlalchemy import JSON, Column, ForeignKey, Index, Integer, String, Table

from probation_commission.store.tables.base import Moment, metadata

layout = Table(
    "layout",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("sender", String(120), nullable=False),
    Column("kind", String(40), nullable=False),
    Column("signature", String(64), nullable=False),
    Column("mapping", JSON, nullable=False),
    Column("confirmed_by_id", ForeignKey("account.id"), nullable=False),
    Column("confirmed_at", Moment, nullable=False),
    # A sender's headings in one order mean one thing (decision 41).
    Index("uq_layout_sender_kind_signature", "sender", "kind", "signature", unique=True),
)
