"""The tables of what becomes of a return after it was accepted. Changed only together with a migration."""

from sqlalchemy import Boolean, Column, ForeignKey, Integer, LargeBinary, String, Table, Text

from probation_commission.store.schema import Moment, metadata

explanation = Table(
    "explanation",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("return_id", ForeignKey("return.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("code", String(200), nullable=False),
    Column("text", Text, nullable=False),
    Column("who", String(200), nullable=False),
    Column("at", Moment, nullable=False),
    Column("carried_over", Boolean, nullable=False),
)
"""Each change of an explanation is a row; the last one is in force, an empty one takes it back."""

standing_change = Table(
    "standing_change",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("return_id", ForeignKey("return.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("standing", String(20), nullable=False),
    Column("reason", Text, nullable=False),
    Column("who", String(200), nullable=False),
    Column("at", Moment, nullable=False),
)

kept_file = Table(
    "kept_file",
    metadata,
    Column("upload_id", ForeignKey("upload.id", ondelete="CASCADE"), primary_key=True),
    Column("packed", LargeBinary, nullable=False),
    Column("size", Integer, nullable=False),
)
"""The bytes of a file that was to be kept, zlib-compressed; `size` is what they unpack to."""
