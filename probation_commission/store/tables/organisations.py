"""Organisations, what each is called, and who belongs to it."""

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, String, Table, false, text

from probation_commission.store.tables.base import Moment, metadata

_NOW = text('"until" IS NULL')

organisation = Table(
    "organisation",
    metadata,
    Column("id", Integer, primary_key=True),
    # Of those that come with the app; nobody here changes it.
    Column("slug", String(80), unique=True),
    Column("name", String(200), nullable=False),
    Column("kind", String(20), nullable=False),
    Column("charity_no", String(12), nullable=False, server_default=""),
    Column("company_no", String(8), nullable=False, server_default=""),
    Column("website", String(200), nullable=False, server_default=""),
    Column("source", String(200), nullable=False),
    # Else it waits to be merged, or to be said to be one of its own (decision 204).
    Column("confirmed", Boolean, nullable=False, server_default=false()),
    # Then a newer version of the app leaves it as somebody here wrote it.
    Column("edited_at", Moment),
    # The row stays, for what is written down about it points to its number.
    Column("merged_into_id", ForeignKey("organisation.id")),
    Column("illustrative", Boolean, nullable=False, server_default=false()),
)

organisation_name = Table(
    "organisation_name",
    metadata,
    # What ways of writing it have in common (`domain.organisations.spelling`): a name is one organisation's.
    Column("spelling", String(400), primary_key=True),
    Column("organisation_id", ForeignKey("organisation.id"), nullable=False, index=True),
    Column("name", String(200), nullable=False),
)

contact = Table(
    "contact",
    metadata,
    Column("organisation_id", ForeignKey("organisation.id"), primary_key=True),
    # The code of `domain.contacts.ContactRole`: one of each (decision 219).
    Column("role", String(20), primary_key=True),
    Column("mailbox", String(130), nullable=False),
    Column("phone", String(20), nullable=False),
)

organisation_area = Table(
    "organisation_area",
    metadata,
    Column("organisation_id", ForeignKey("organisation.id"), primary_key=True),
    Column("area_code", String(9), primary_key=True),
)
"""The authorities in which an organisation works."""

membership = Table(
    "membership",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("account_id", ForeignKey("account.id"), nullable=False),
    Column("organisation_id", ForeignKey("organisation.id"), nullable=False, index=True),
    Column("since", Moment),
    Column("until", Moment),
    # Of one organisation at a time: what is shown and shared goes by it.
    Index("uq_membership_account", "account_id", unique=True, sqlite_where=_NOW, postgresql_where=_NOW),
)
