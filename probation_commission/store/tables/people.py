"""Accounts: whoever acts here, and what those who sign in may do. Never a person on probation."""

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, String, Table, false, text

from probation_commission.store.tables.base import Moment, metadata

_NOBODY_SIGNS_IN = text("email IS NULL")

account = Table(
    "account",
    metadata,
    Column("id", Integer, primary_key=True),
    # Any number of accounts may be without one: empty is not equal to empty.
    Column("email", String(254), unique=True),
    Column("name", String(200), nullable=False),
    Column("role", String(40), nullable=False),
    # An account alone gives no access (decision 82).
    Column("active", Boolean, nullable=False, server_default=false()),
    Column("session_no", Integer, nullable=False, server_default="0"),
    Column("added_by_id", ForeignKey("account.id")),
    Column("added_at", Moment),
    # Whoever does not sign in is known by name, so among those a name stands once (decision 82).
    Index(
        "uq_account_local_name",
        "name",
        unique=True,
        sqlite_where=_NOBODY_SIGNS_IN,
        postgresql_where=_NOBODY_SIGNS_IN,
    ),
)
"""Who was never given access has no `added_at`; who never signed in has no `email` and is known by name."""

account_area = Table(
    "account_area",
    metadata,
    Column("account_id", ForeignKey("account.id", ondelete="CASCADE"), primary_key=True),
    # A code of ONS: areas are facts that come with the app, so no key leads there.
    Column("area_code", String(9), primary_key=True),
)
"""The authorities that a lead is limited to; of whom there is none, every area is theirs (decision 218)."""

ended_sign_in = Table(
    "ended_sign_in",
    metadata,
    # A digest of what the provider said (decision 147): neither an address nor anything to sign in with.
    Column("key", String(64), primary_key=True),
    Column("ended_at", Moment, nullable=False),
)
"""Sign-ins that somebody signed out of before their twelve hours were over."""
