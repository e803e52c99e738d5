"""Who did what, when."""

from sqlalchemy import Column, ForeignKey, Index, Integer, String, Table, Text

from probation_commission.store.tables.base import Moment, metadata

audit = Table(
    "audit",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", Moment, nullable=False),
    # Whoever acted has an account, also where nobody signs in (decision 82).
    Column("account_id", ForeignKey("account.id"), nullable=False),
    # As it was then, in the code that is stored (decision 84).
    Column("role", String(40), nullable=False),
    Column("action", String(80), nullable=False),
    # No key leads there: what an entry is about may be gone, and the entry stays (decision 137).
    Column("subject_kind", String(40), nullable=False),
    Column("subject_id", String(200), nullable=False),
    Column("before", Text, nullable=False),
    Column("after", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Index("ix_audit_subject", "subject_kind", "subject_id"),
)
