"""The mail that goes out."""

from sqlalchemy import Column, Integer, String, Table, Text

from probation_commission.store.tables.base import Moment, metadata

outbox = Table(
    "outbox",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("recipient", String(130), nullable=False),
    Column("subject", String(300), nullable=False),
    # The whole letter, encrypted; gone once it is sent (decision 210).
    Column("sealed", Text),
    Column("queued_at", Moment, nullable=False),
    Column("standing", String(20), nullable=False),
    Column("tries", Integer, nullable=False, server_default="0"),
    # While one process sends it, the moment from which another may; none where nobody tries any more.
    Column("next_try_at", Moment, index=True),
    Column("sent_at", Moment),
    Column("fault", String(30)),
)
