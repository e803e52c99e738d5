"""What is said otherwise of when a return is due, from whom, and whether it is expected at all."""

from sqlalchemy import Column, Date, Integer, String, Table, UniqueConstraint

from probation_commission.store.tables.base import metadata

expected = Table(
    "expected",
    metadata,
    Column("id", Integer, primary_key=True),
    # What returns have in common but their month; empty where one is not about it.
    Column("kind", String(40), nullable=False),
    Column("subject", String(80), nullable=False, server_default=""),
    Column("area_code", String(9), nullable=False, server_default=""),
    Column("sender", String(200), nullable=False, server_default=""),
    # The working day of the month after; None: the usual one.
    Column("due_day", Integer),
    Column("mailbox", String(200), nullable=False, server_default=""),
    # First days of months: the first and the last of which something is expected.
    Column("from_month", Date),
    Column("until_month", Date),
    UniqueConstraint("kind", "subject", "area_code", name="uq_expected_kind_subject_area_code"),
)
