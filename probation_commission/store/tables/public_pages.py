"""Pages that need no sign-in."""

from sqlalchemy import Column, ForeignKey, String, Table

from probation_commission.store.tables.base import Moment, metadata

published_page = Table(
    "published_page",
    metadata,
    Column("page", String(40), primary_key=True),
    Column("account_id", ForeignKey("account.id"), nullable=False),
    Column("at", Moment, nullable=False),
)
"""A row a page that stands open now; of one that was taken back the audit trail tells (decision 233)."""
