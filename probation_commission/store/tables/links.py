"""Signed links, who has opened one, and tries that failed. No token, secret or address stands here."""

from sqlalchemy import Column, ForeignKey, Integer, String, Table, Text

from probation_commission.store.tables.base import Moment, metadata

link = Table(
    "link",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("organisation_id", ForeignKey("organisation.id"), nullable=False, index=True),
    # As whom something is done by it: an account without an address, of this link alone (decision 207).
    Column("account_id", ForeignKey("account.id")),
    Column("purpose", String(20), nullable=False),
    # The one thing that it is for, where it is not for all of the organisation's.
    Column("subject_kind", String(20)),
    Column("subject_id", String(80)),
    Column("token_hash", String(64), nullable=False, unique=True),
    Column("sent_to", String(254), nullable=False),
    Column("created_by_id", ForeignKey("account.id"), nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
    Column("revoked_at", Moment),
    Column("used_at", Moment),
)

link_opening = Table(
    "link_opening",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("link_id", ForeignKey("link.id"), nullable=False, index=True),
    # Of what one browser's cookie holds.
    Column("secret_hash", String(64), nullable=False, unique=True),
    Column("opened_at", Moment, nullable=False),
    Column("left_at", Moment),
)

link_try = Table(
    "link_try",
    metadata,
    Column("id", Integer, primary_key=True),
    # By the installation's secret: without it nobody finds the address by trying all that there are.
    Column("address_hash", String(64), nullable=False, index=True),
    Column("at", Moment, nullable=False),
)
"""Tries that failed, forgotten after an hour."""

open_ask = Table(
    "open_ask",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("token_hash", String(64), nullable=False, unique=True),
    # Both by the installation's secret, to count by.
    Column("network_hash", String(64), nullable=False, index=True),
    Column("mailbox_hash", String(64), nullable=False, index=True),
    # Who asked, for which fund. Its key is the token, which is in their mail alone.
    Column("sealed", Text, nullable=False),
    Column("at", Moment, nullable=False),
)
"""Links that somebody asked for whom nobody knows, forgotten after two days."""
