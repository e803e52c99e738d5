"""Who did what, when."""

from sqlalchemy import Column, ForeignKey, Integer, String, Table, Text

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
    Column("subject", Text, nullable=False),
)
