"""Returns: the files they came in, their figures, what adds up, and what became of them."""

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    Double,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    false,
    text,
)

from probation_commission.store.tables.base import Moment, metadata

upload = Table(
    "upload",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("file_name", String(255), nullable=False),
    # The same bytes twice are the same file.
    Column("sha256", String(64), nullable=False, unique=True),
    Column("accepted_by_id", ForeignKey("account.id"), nullable=False),
    Column("accepted_at", Moment, nullable=False),
    Column("illustrative", Boolean, nullable=False),
    # What a person answered to the questions of the file: without it nobody could read it again alike
    # (decision 5).
    Column("answers", JSON, nullable=False),
)

# Apart from `upload`, so that deleting the bytes leaves file name and hash (decision 62).
kept_file = Table(
    "kept_file",
    metadata,
    Column("upload_id", ForeignKey("upload.id", ondelete="CASCADE"), primary_key=True),
    Column("packed", LargeBinary, nullable=False),
    Column("size", Integer, nullable=False),
)
"""The bytes of a file that was to be kept, zlib-compressed; `size` is what they unpack to."""

return_ = Table(
    "return",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("upload_id", ForeignKey("upload.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("kind", String(40), nullable=False),
    # A code of an area or the slug of a service: two kinds of things, so no key (decision 85).
    Column("subject_kind", String(20), nullable=False),
    Column("subject_id", String(80), nullable=False),
    Column("area_code", String(9), nullable=False),
    Column("period_start", Date, nullable=False),
    Column("period_months", Integer, nullable=False),
    Column("standing", String(20), nullable=False),
    Column("notes", JSON, nullable=False),
    # NULL where nobody gave the day: then nothing is known but when it was loaded (decision 131).
    Column("received_on", Date),
    Column("partial", Boolean, nullable=False, server_default=false()),
    # NULL where the file says of no last day; of two versions the one that knows less is never in force
    # (decision 248).
    Column("as_of", Date),
    Index(
        # One version in force for a subject, area and period, whatever two app servers do at once
        # (decision 58).
        "uq_return_current",
        "kind",
        "subject_kind",
        "subject_id",
        "area_code",
        "period_start",
        "period_months",
        unique=True,
        sqlite_where=text("standing = 'current'"),
        postgresql_where=text("standing = 'current'"),
    ),
)

# One narrow table for every kind of return, in which each number knows its cell (decision 3).
figure = Table(
    "figure",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("return_id", ForeignKey("return.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("measure_id", ForeignKey("measure.id"), nullable=False),
    Column("rag", String(10)),
    Column("place_kind", String(60)),
    Column("place_text", String(200)),
    Column("ward_code", String(9)),
    Column("breakdown", String(60), nullable=False),
    Column("category", String(200), nullable=False),
    Column("comparator", String(100), nullable=False),
    Column("period", String(20), nullable=False),
    Column("unit", String(20), nullable=False),
    # NULL where no exact one is given: "<5" has a high alone, "[c]" a mark (decision 113).
    Column("value", Double),
    Column("low", Double),
    Column("high", Double),
    Column("mark", String(20), nullable=False),
    Column("sheet", String(100), nullable=False),
    Column("cell", String(40), nullable=False),
    Column("as_written", String(200), nullable=False),
)

check = Table(
    "check",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("return_id", ForeignKey("return.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("verdict", String(40), nullable=False),
    Column("sentence", Text, nullable=False),
    Column("cells", JSON, nullable=False),
    Column("detail", JSON, nullable=False),
    # What a line is known by from version to version (decision 60).
    Column("code", String(200), nullable=False, server_default=""),
    Index("uq_check_code", "return_id", "code", unique=True),
)

explanation = Table(
    "explanation",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("return_id", ForeignKey("return.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("code", String(200), nullable=False),
    Column("text", Text, nullable=False),
    Column("account_id", ForeignKey("account.id"), nullable=False),
    Column("at", Moment, nullable=False),
    Column("figures_given_for", Text),
)
"""Each change of an explanation is a row; the last one is in force, an empty one takes it back.

`figures_given_for` are those that the line held against each other then; NULL where that is not known.
"""

standing_change = Table(
    "standing_change",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("return_id", ForeignKey("return.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("standing", String(20), nullable=False),
    Column("reason", Text, nullable=False),
    Column("account_id", ForeignKey("account.id"), nullable=False),
    Column("at", Moment, nullable=False),
)
