"""What partners promised, and what came."""

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    Double,
    ForeignKey,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
)

from probation_commission.store.tables.base import Moment, metadata

promise = Table(
    "promise",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("partner", String(200), nullable=False),
    Column("organisation_id", ForeignKey("organisation.id"), index=True),
    Column("about", String(20), nullable=False),
    # A service's slug or an idea's number, so no key leads there.
    Column("subject", String(80), nullable=False),
    Column("desired_outcome", String(200), nullable=False),
    Column("indicator", Text, nullable=False),
    Column("unit", String(40), nullable=False),
    Column("baseline", Double),
    Column("target", Double, nullable=False),
    Column("starts", Date, nullable=False),
    Column("ends", Date, nullable=False),
    Column("source", Text, nullable=False),
    Column("illustrative", Boolean, nullable=False),
)

result = Table(
    "result",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("promise_id", ForeignKey("promise.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("month", Date, nullable=False),
    Column("value", Double, nullable=False),
    Column("out_of", Integer),
    Column("note", Text, nullable=False),
    Column("keyed_by_id", ForeignKey("account.id"), nullable=False),
    Column("keyed_at", Moment, nullable=False),
    # A lead's correction stands beside what the partner keyed in; neither replaces the other (decision 138).
    Column("correction", Boolean, nullable=False, server_default=false()),
    # Keying in a month again replaces it.
    UniqueConstraint("promise_id", "month", "correction", name="uq_result_promise_month"),
)
