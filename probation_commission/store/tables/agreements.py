"""Information-sharing agreements, between whom they are, and of which areas."""

from sqlalchemy import Boolean, Column, Date, ForeignKey, Integer, String, Table, false, true

from probation_commission.store.tables.base import Moment, metadata

agreement = Table(
    "agreement",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", String(120), nullable=False, unique=True),
    # The codes of `domain.returns.Kind`, with a space between them.
    Column("kinds", String(60), nullable=False),
    Column("since", Date, nullable=False),
    Column("until", Date, nullable=False),
    Column("review_on", Date, nullable=False),
    Column("signed_for_by", String(200), nullable=False),
    Column("illustrative", Boolean, nullable=False, server_default=false()),
    Column("switched_on", Boolean, nullable=False, server_default=true()),
    Column("ended_at", Moment),
)

agreement_party = Table(
    "agreement_party",
    metadata,
    Column("agreement_id", ForeignKey("agreement.id"), primary_key=True),
    Column("organisation_id", ForeignKey("organisation.id"), primary_key=True),
)

agreement_area = Table(
    "agreement_area",
    metadata,
    Column("agreement_id", ForeignKey("agreement.id"), primary_key=True),
    Column("area_code", String(9), primary_key=True),
)
